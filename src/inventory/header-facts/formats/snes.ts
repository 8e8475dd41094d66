/**
 * Super Nintendo: the header lies where the cartridge shows it to the processor, so its place in the file
 * depends on the memory map. Sources: the SNESdev wiki ("ROM header") and SnesLab.
 */
import type { ByteReader } from '../../hashing/bytes.ts'
import { facts, type HeaderFacts } from '../facts.ts'
import { part, type HeaderFormat } from '../format.ts'
import { codeText, fieldText, latin1 } from '../text.ts'
import { SNES_REGIONS } from '../tables/regions.ts'
import { maskVersion, nintendoMaker } from './nintendo-codes.ts'

interface MemoryMap {
  readonly name: string
  /** Of the title, in a file without copier header. */
  readonly at: number
  /** Low four bits of the map mode. */
  readonly modes: readonly number[]
}

const MAPS: readonly MemoryMap[] = [
  { name: 'LoROM', at: 0x7fc0, modes: [0x0, 0x2, 0x3] },
  { name: 'HiROM', at: 0xffc0, modes: [0x1, 0xa] },
  { name: 'ExHiROM', at: 0x40ffc0, modes: [0x5] },
]

/** The second half of the header, with maker and game code, lies before the title. */
const BEFORE = 16
const LENGTH = 0x40

export const snes: HeaderFormat = {
  platforms: ['snes'],
  weak: true,
  read(file) {
    const places = MAPS.map((map) => ({ map, header: headerAt(file, map) }))
    let best: { score: number; map: MemoryMap; header: Buffer } | undefined
    for (const { map, header } of places) {
      if (!header) continue
      const score = likelihood(header, map)
      if (score > (best?.score ?? 0)) best = { score, map, header }
    }
    return best && best.score >= 4 ? read(best.header, best.map) : undefined
  },
}

function headerAt(file: ByteReader, { at }: MemoryMap): Buffer | undefined {
  return part(file, at - BEFORE, BEFORE + LENGTH)
}

/** The checksum and its complement decide; where a game's are wrong, the rest has to be right. */
function likelihood(header: Buffer, { modes }: MemoryMap): number {
  const title = latin1(header.subarray(BEFORE, BEFORE + 21))
  const mode = byteAt(header, 0x15)
  let score = checksumPair(header) ? 4 : 0
  if ((mode & 0xe0) === 0x20 && modes.includes(mode & 0x0f)) score += 2
  if (/^[ -~\xa1-\xdf]+\0*$/.test(title) && title.trim() !== '') score += 1
  // the reset vector points into the cartridge, never into memory or registers
  if (header.readUInt16LE(BEFORE + 0x3c) >= 0x8000) score += 1
  return score
}

function checksumPair(header: Buffer): boolean {
  const complement = header.readUInt16LE(BEFORE + 0x1c)
  const checksum = header.readUInt16LE(BEFORE + 0x1e)
  return (complement ^ checksum) === 0xffff
}

function read(header: Buffer, map: MemoryMap): HeaderFacts {
  const maker = byteAt(header, 0x1a)
  // this maker means that a second half of the header says who it is
  const isExtended = maker === 0x33
  const code = isExtended ? codeText(header.subarray(2, 6)) : ''
  return facts({
    platform: 'snes',
    title: fieldText(header.subarray(BEFORE, BEFORE + 21), 'shift-jis'),
    regions: SNES_REGIONS[byteAt(header, 0x19)] ?? [],
    serial: /^[A-Z0-9]{2}(?:[A-Z0-9]{2})?$/.test(code) ? code : '',
    version: maskVersion(byteAt(header, 0x1b)),
    maker: nintendoMaker(
      isExtended ? latin1(header.subarray(0, 2)) : maker.toString(16).toUpperCase().padStart(2, '0'),
    ),
    sound: checksumPair(header),
    more: { map: map.name },
  })
}

/** A byte, counted from the title. */
function byteAt(header: Buffer, offset: number): number {
  return header[BEFORE + offset] ?? 0
}
