/**
 * iNES, NES 2.0 and Famicom disks. An iNES header names no game: what it says of the cartridge is kept all
 * the same, since it is what tells dumps of one game apart. Source: the NESdev wiki.
 */
import { hasText } from '../../hashing/bytes.ts'
import { facts } from '../facts.ts'
import { part, type HeaderFormat } from '../format.ts'
import { codeText } from '../text.ts'
import { nintendoMaker } from './nintendo-codes.ts'

const TIMINGS = ['NTSC', 'PAL', 'NTSC and PAL', 'Dendy'] as const
const KILO = 1024

export const ines: HeaderFormat = {
  platforms: ['nes'],
  mayBe: (bytes) => hasText(bytes, 0, 'NES\x1a'),
  read(file) {
    const header = part(file, 0, 16)
    if (!header || !hasText(header, 0, 'NES\x1a')) return undefined
    const byte = (at: number): number => header[at] ?? 0
    const isNes2 = (byte(7) & 0x0c) === 0x08
    // old tools wrote their name into the unused bytes, over the high half of the mapper number
    const isDirty = !isNes2 && header.subarray(12).some((unused) => unused !== 0)
    const low = (byte(6) >> 4) | (isDirty ? 0 : byte(7) & 0xf0)
    const mapper = isNes2 ? low | ((byte(8) & 0x0f) << 8) : low
    const submapper = isNes2 ? byte(8) >> 4 : 0
    return facts({
      platform: 'nes',
      more: {
        format: isNes2 ? 'NES 2.0' : 'iNES',
        mapper: String(mapper),
        ...(submapper > 0 && { submapper: String(submapper) }),
        program: kilobytes(romSize(byte(4), isNes2 ? byte(9) & 0x0f : 0, 16 * KILO)),
        graphics: kilobytes(romSize(byte(5), isNes2 ? byte(9) >> 4 : 0, 8 * KILO)),
        ...(isNes2 && { television: TIMINGS[byte(12) & 3] ?? '' }),
        ...((byte(6) & 2) !== 0 && { battery: 'yes' }),
        ...((byte(6) & 4) !== 0 && { trainer: 'yes' }),
      },
    })
  },
}

/** In bytes. High half 15: the low half is an exponent and a multiplier. */
function romSize(low: number, high: number, unit: number): number {
  if (high < 15) return ((high << 8) | low) * unit
  return 2 ** (low >> 2) * ((low & 3) * 2 + 1)
}

function kilobytes(bytes: number): string {
  return `${bytes / KILO} KiB`
}

export const fds: HeaderFormat = {
  platforms: ['fds'],
  mayBe: (bytes) => hasText(bytes, 0, 'FDS\x1a') || hasText(bytes, 0, '\x01*NINTENDO'),
  read(file) {
    const start = hasText(file.read(0, 4), 0, 'FDS\x1a') ? 16 : 0
    const block = part(file, start, 56)
    if (!block || !hasText(block, 0, '\x01*NINTENDO-HVC*')) return undefined
    return facts({
      platform: 'fds',
      serial: codeText(block.subarray(16, 19)),
      maker: nintendoMaker((block[15] ?? 0).toString(16).toUpperCase().padStart(2, '0')),
      version: `1.${block[20] ?? 0}`,
      more: { side: (block[21] ?? 0) === 0 ? 'A' : 'B' },
    })
  },
}
