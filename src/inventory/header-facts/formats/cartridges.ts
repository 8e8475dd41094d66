/**
 * Cartridge headers that are a table of fields. Sources: GBATEK (GBA), the A78 header specification of the
 * 7800 development wiki, the emulators' definition of LNX, NeeGee's NGPC notes, Virtual Boy's development
 * manual.
 */
import { layout, type HeaderFormat } from '../format.ts'
import { codeText, latin1 } from '../text.ts'
import { gameCode, maskVersion, nintendoMaker } from './nintendo-codes.ts'

const gba = layout({
  platform: 'gba',
  weak: true,
  at: 0xa0,
  length: 0x20,
  // a fixed byte; its neighbours are zero in every cartridge
  signs: [[0x12, '\x96\x00']],
  title: [0, 12],
  also: (header) => ({
    ...gameCode(codeText(header.subarray(12, 16))),
    maker: nintendoMaker(latin1(header.subarray(16, 18))),
    version: maskVersion(header[0x1c] ?? 0),
    sound: gbaChecksum(header) === header[0x1d],
  }),
})

function gbaChecksum(header: Buffer): number {
  const sum = header.subarray(0, 0x1d).reduce((total, byte) => total + byte, 0x19)
  return -sum & 0xff
}

const a78 = layout({
  platform: 'atari7800',
  length: 128,
  signs: [[1, 'ATARI7800']],
  title: [17, 32, 'ascii'],
  also: (header) => ({ more: { television: (header[57] ?? 0) & 1 ? 'PAL' : 'NTSC' } }),
})

const lnx = layout({
  platform: 'lynx',
  length: 64,
  signs: [[0, 'LYNX']],
  title: [10, 32, 'ascii'],
  maker: [42, 16, 'ascii'],
})

const virtualBoy = layout({
  platform: 'virtualboy',
  weak: true,
  at: -0x220,
  length: 32,
  // five reserved bytes between title and maker
  signs: [[20, '\0\0\0\0\0']],
  title: [0, 20, 'shift-jis'],
  also(header) {
    const code = codeText(header.subarray(27, 31))
    // all codes begin so; without it, a place that far from the end holds nothing but chance
    if (!code.startsWith('V')) return undefined
    const maker = nintendoMaker(latin1(header.subarray(25, 27)))
    return { ...gameCode(code), maker, version: maskVersion(header[31] ?? 0) }
  },
})

/** Mode 16 is for the colour model. */
const neoGeoPocket = ngpLayout('neo-geo-pocket', (mode) => mode !== 0x10)
const neoGeoPocketColor = ngpLayout('neo-geo-pocket-color', (mode) => mode === 0x10)

function ngpLayout(platform: string, isFor: (mode: number | undefined) => boolean): HeaderFormat {
  return layout({
    platform,
    length: 64,
    signs: [
      [0, 'COPYRIGHT BY SNK CORPORATION'],
      [0, ' LICENSED BY SNK CORPORATION'],
    ],
    title: [0x24, 12, 'ascii'],
    also(header) {
      if (!isFor(header[0x23])) return undefined
      return {
        serial: header.readUInt16LE(0x20).toString(16).padStart(4, '0'),
        version: String(header[0x22] ?? 0),
      }
    },
  })
}

export const CARTRIDGES: readonly HeaderFormat[] = [
  gba,
  a78,
  lnx,
  virtualBoy,
  neoGeoPocket,
  neoGeoPocketColor,
]
