/**
 * Headers at the beginning of a disc's first data track. Sources: Sega's "Disc Format Standards" (Saturn),
 * Marcus Comstedt's notes on IP0000.BIN (Dreamcast), Yet Another GameCube Documentation and WiiBrew.
 */
import { hasText, type ByteReader } from '../../hashing/bytes.ts'
import type { HeaderFacts } from '../facts.ts'
import { layout, type HeaderFormat } from '../format.ts'
import { behind, mayBeDisc, trackData } from '../sectors.ts'
import { segaRegions, WII_REGIONS } from '../tables/regions.ts'
import { codeText, latin1 } from '../text.ts'
import { hudsonDisc, mayBeHudsonDisc } from './hudson-discs.ts'
import { megaCd } from './mega-drive.ts'
import { gameCode, maskVersion, nintendoMaker } from './nintendo-codes.ts'
import { neoGeoCd, THREE_DO_SIGN, threeDo } from './other-discs.ts'
import { PBP_SIGN, pbpFacts, playStation } from './playstation.ts'
import { xbox } from './xbox.ts'

/** `CD-1/2`, `GD-ROM2/3`: this disc, and of how many. */
function discOf(device: string): Pick<HeaderFacts, 'disc' | 'discs'> {
  const [, disc, discs] = /(\d{1,2})\/(\d{1,2})/.exec(device) ?? []
  return disc === undefined || discs === undefined ? {} : { disc: Number(disc), discs: Number(discs) }
}

const saturn = layout({
  platform: 'saturn',
  length: 0xd0,
  signs: [[0, 'SEGA SEGASATURN']],
  title: [0x60, 112, 'shift-jis'],
  serial: [0x20, 10],
  version: [0x2a, 6],
  date: [0x30, 8],
  also: (header) => ({
    maker: segaMaker(codeText(header.subarray(0x10, 0x20))),
    regions: segaRegions(codeText(header.subarray(0x40, 0x4a))),
    ...discOf(codeText(header.subarray(0x38, 0x40))),
  }),
})

const dreamcast = layout({
  platform: 'dc',
  length: 0x100,
  signs: [[0, 'SEGA SEGAKATANA']],
  title: [0x80, 128, 'shift-jis'],
  serial: [0x40, 10],
  version: [0x4a, 6],
  maker: [0x70, 16, 'ascii'],
  date: [0x50, 8],
  also: (header) => ({
    regions: segaRegions(codeText(header.subarray(0x30, 0x38))),
    ...discOf(codeText(header.subarray(0x20, 0x30))),
  }),
})

/** `SEGA ENTERPRISES` is Sega itself, `SEGA TP T-123` a third party. */
function segaMaker(text: string): string {
  return text === 'SEGA ENTERPRISES' ? 'Sega' : text.replace(/^SEGA TP\s*/, '')
}

const GAMECUBE_SIGN = [0x1c, '\xc2\x33\x9f\x3d'] as const
const WII_SIGN = [0x18, '\x5d\x1c\x9e\xa3'] as const

const gameCubeLayout = nintendoLayout('ngc', GAMECUBE_SIGN)
const wiiLayout = nintendoLayout('wii', WII_SIGN)

function nintendoLayout(platform: string, sign: readonly [offset: number, text: string]): HeaderFormat {
  return layout({
    platform,
    length: 0x60,
    signs: [sign],
    title: [0x20, 0x40, 'shift-jis'],
    also: (header) => ({
      ...gameCode(codeText(header.subarray(0, 4)), WII_REGIONS),
      maker: nintendoMaker(latin1(header.subarray(4, 6))),
      disc: (header[6] ?? 0) + 1,
      version: maskVersion(header[7] ?? 0),
      more: { id: codeText(header.subarray(0, 6)) },
    }),
  })
}

/** @param at where a container keeps its copy of the disc's beginning */
export function nintendoDisc(file: ByteReader, at = 0): HeaderFacts | undefined {
  const disc = at === 0 ? file : behind(file, at)
  return wiiLayout.read(disc) ?? gameCubeLayout.read(disc)
}

/** What stands in plain sectors that have no file system of ISO 9660. */
const SIGNS = [[0, 'SEGA'], THREE_DO_SIGN] as const

export const opticalDisc: HeaderFormat = {
  platforms: [
    'psx',
    'ps2',
    'ps3',
    'psp',
    'segacd',
    'saturn',
    'dc',
    'turbografx-cd',
    'pc-fx',
    '3do',
    'neo-geo-cd',
  ],
  mayBe: (bytes) =>
    SIGNS.some(([at, sign]) => hasText(bytes, at, sign)) || mayBeDisc(bytes) || mayBeHudsonDisc(bytes),
  read(file) {
    const data = trackData(file)
    const readers = [saturn.read, dreamcast.read, megaCd, threeDo.read, playStation, neoGeoCd]
    for (const read of readers) {
      const found = read(data)
      if (found) return found
    }
    return hudsonDisc(file)
  },
}

const gameCube: HeaderFormat = {
  platforms: ['ngc', 'wii'],
  mayBe: (bytes) =>
    hasText(bytes, WII_SIGN[0], WII_SIGN[1]) || hasText(bytes, GAMECUBE_SIGN[0], GAMECUBE_SIGN[1]),
  read: (file) => nintendoDisc(file),
}
const pbp: HeaderFormat = {
  platforms: ['psp', 'psx'],
  mayBe: (bytes) => hasText(bytes, 0, PBP_SIGN),
  read: pbpFacts,
}

export const DISCS: readonly HeaderFormat[] = [gameCube, pbp, opticalDisc, xbox]
