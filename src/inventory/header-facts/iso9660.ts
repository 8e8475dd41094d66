/** Finds single files on a disc by their path: enough of ISO 9660 (ECMA-119) for that, and no more. */
import { hasText, type ByteReader } from '../hashing/bytes.ts'
import { part } from './format.ts'
import { SECTOR } from './sectors.ts'
import { codeText, latin1 } from './text.ts'

/** Folders of games are small; what is larger is damaged, or no folder. */
const LARGEST_FOLDER = 256 * 1024
const LARGEST_FILE = 64 * 1024

export interface IsoVolume {
  /** `PLAYSTATION`, `PSP GAME`, … */
  readonly system: string
  readonly label: string
  /** The beginning of a file, at most 64 KiB, by its path in capital letters: `PSP_GAME/PARAM.SFO`. */
  file(path: string): Buffer | undefined
}

interface Extent {
  readonly at: number
  readonly size: number
  readonly isFolder: boolean
}

/** @param disc the data of a track (see `trackData`) */
export function openIso(disc: ByteReader): IsoVolume | undefined {
  const descriptor = part(disc, 16 * SECTOR, SECTOR)
  if (!descriptor || !hasText(descriptor, 0, '\x01CD001')) return undefined
  const root = extentOf(descriptor.subarray(156, 190))
  return {
    system: codeText(descriptor.subarray(8, 40)),
    label: codeText(descriptor.subarray(40, 72)),
    file(path) {
      let found: Extent | undefined = root
      for (const name of path.split('/')) {
        if (!found?.isFolder) return undefined
        found = entry(disc.read(found.at, Math.min(found.size, LARGEST_FOLDER)), name)
      }
      if (!found || found.isFolder) return undefined
      return Buffer.from(disc.read(found.at, Math.min(found.size, LARGEST_FILE)))
    },
  }
}

/** A record never crosses a sector; the rest of a sector is zero. */
function entry(folder: Buffer, name: string): Extent | undefined {
  let at = 0
  while (at < folder.length) {
    const length = folder[at] ?? 0
    if (length === 0) {
      at = (Math.floor(at / SECTOR) + 1) * SECTOR
      continue
    }
    const record = folder.subarray(at, at + length)
    const own = latin1(record.subarray(33, 33 + (record[32] ?? 0)))
    if (own.replace(/\.?;\d+$/, '').toUpperCase() === name) return extentOf(record)
    at += length
  }
  return undefined
}

function extentOf(record: Buffer): Extent | undefined {
  if (record.length < 34) return undefined
  const at = record.readUInt32LE(2) * SECTOR
  return { at, size: record.readUInt32LE(10), isFolder: ((record[25] ?? 0) & 2) !== 0 }
}
