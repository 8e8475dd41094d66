/**
 * Xbox and Xbox 360: a file system of their own, in which the program that starts says its title. Sources: the Xbox
 * development wiki ("XDVDFS", "XBE: certificate"). What a 360's program says is packed, and not read.
 */
import { hasText, type ByteReader } from '../../hashing/bytes.ts'
import { facts, type HeaderFacts } from '../facts.ts'
import { part, type HeaderFormat } from '../format.ts'
import { SECTOR } from '../sectors.ts'
import { fieldText } from '../text.ts'

const VOLUME = 'MICROSOFT*XBOX*MEDIA'
const VOLUME_SECTOR = 32
/** Where the games' part of a disc begins: alone in its image, or behind what players of films see. */
const PARTS = [0, 0x1830_0000, 0x0fd9_0000, 0x0208_0000] as const
const LARGEST_FOLDER = 256 * 1024
/** A tree of names that is deeper is damaged, or a circle. */
const DEEPEST = 64
const NO_ENTRY = 0xffff
const REGIONS = ['USA', 'Japan', 'Europe'] as const

export const xbox: HeaderFormat = {
  platforms: ['xbox', 'xbox360'],
  mayBe: (bytes) => hasText(bytes, VOLUME_SECTOR * SECTOR, VOLUME) || hasText(bytes, 0, 'XBEH'),
  read(file) {
    if (hasText(file.read(0, 4), 0, 'XBEH')) return programFacts(file, 0)
    for (const start of PARTS) {
      const volume = part(file, start + VOLUME_SECTOR * SECTOR, 28)
      if (!volume || !hasText(volume, 0, VOLUME)) continue
      const [sector, size] = [volume.readUInt32LE(20), volume.readUInt32LE(24)]
      const folder = Buffer.from(file.read(start + sector * SECTOR, Math.min(size, LARGEST_FOLDER)))
      const program = placeOf(folder, 'DEFAULT.XBE')
      if (program !== undefined) return programFacts(file, start + program * SECTOR)
      return facts({ platform: placeOf(folder, 'DEFAULT.XEX') === undefined ? 'xbox' : 'xbox360' })
    }
    return undefined
  },
}

/** The sector of a file, counted from the beginning of its part. Names are a tree, in order of their capitals. */
function placeOf(folder: Buffer, name: string): number | undefined {
  let at = 0
  for (let depth = 0; depth < DEEPEST && at + 14 <= folder.length; depth++) {
    const length = folder[at + 13] ?? 0
    const own = folder.toString('latin1', at + 14, at + 14 + length).toUpperCase()
    if (own === name) return folder.readUInt32LE(at + 4)
    const next = folder.readUInt16LE(name < own ? at : at + 2)
    if (next === 0 || next === NO_ENTRY) return undefined
    at = next * 4
  }
  return undefined
}

/** Places in a program are those that it has in memory. */
function programFacts(file: ByteReader, start: number): HeaderFacts | undefined {
  const header = part(file, start, 0x178)
  if (!header || !hasText(header, 0, 'XBEH')) return facts({ platform: 'xbox' })
  const certificate = part(file, start + header.readUInt32LE(0x118) - header.readUInt32LE(0x104), 0xb0)
  if (!certificate) return facts({ platform: 'xbox' })
  const regions = certificate.readUInt32LE(0xa0)
  return facts({
    platform: 'xbox',
    title: fieldText(certificate.subarray(0x0c, 0x5c), 'utf-16le'),
    serial: titleId(certificate.readUInt32LE(8)),
    regions: REGIONS.filter((_, bit) => regions & (1 << bit)),
  })
}

/** `MS-004`: two letters for the publisher, and a number. */
function titleId(id: number): string {
  const letters = String.fromCharCode(id >>> 24, (id >>> 16) & 0xff)
  return /^[A-Z0-9]{2}$/.test(letters) ? `${letters}-${String(id & 0xffff).padStart(3, '0')}` : ''
}
