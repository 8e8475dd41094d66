/** Games on a device as one file each, which may be a zip: one that is packed anew for another name is known by what is in it. */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf, nameOf } from '../../../disk/path.ts'
import { inZipOrder } from '../../../disk/torrentzip.ts'
import type { TreeFile } from '../../tree.ts'

/** Lists of discs and pictures follow the games that they are of. */
export function isGame({ origin }: TreeFile): boolean {
  return 'content' in origin || 'zip' in origin
}

export function isZip(path: string): boolean {
  return path.endsWith('.zip')
}

/** A zip that is made for this device. */
export function isPacked({ origin }: TreeFile): boolean {
  return 'zip' in origin
}

/** SHA-1 of a game's bytes, in a zip as well; '' of several files in one. */
export function gameIn({ origin, sha1 }: TreeFile): string {
  if (!('zip' in origin)) return sha1
  const [packed, ...more] = origin.zip
  return more.length > 0 ? '' : (packed?.content ?? '')
}

/**
 * Folder, CRC-32 and size of the first file in it that has any bytes: of a disc with a sheet that is a track. Of any other file
 * its own.
 */
export function packedKey(file: TreeFile): string {
  const [first] = 'zip' in file.origin ? inZipOrder(file.origin.zip).filter(({ size }) => size > 0) : [file]
  return `${folderOf(file.path)}/${first?.crc32 ?? 0} ${first?.size ?? 0}`
}

/** The same of the first file in a zip that is there, as it stands at the beginning of one of ours. APPNOTE.TXT, 4.3.7. */
export function firstIn(disk: Disk, path: string): string {
  let header = Buffer.from(disk.read(path, LOCAL_HEADER) ?? [])
  if (isLocalHeader(header) && header.readUInt32LE(22) === 0) {
    header = Buffer.from(disk.read(path, SEVERAL_HEADERS) ?? [])
    while (isLocalHeader(header) && header.readUInt32LE(22) === 0)
      header = header.subarray(
        LOCAL_HEADER + header.readUInt32LE(18) + header.readUInt16LE(26) + header.readUInt16LE(28),
      )
  }
  return isLocalHeader(header)
    ? `${folderOf(path)}/${header.readUInt32LE(14)} ${header.readUInt32LE(22)}`
    : ''
}

function isLocalHeader(bytes: Buffer): boolean {
  return bytes.length >= LOCAL_HEADER && bytes.readUInt32LE(0) === 0x04034b50
}

const LOCAL_HEADER = 30
/** Enough for some that are of empty files. */
const SEVERAL_HEADERS = 4096

/** Notes where something is that has such a key. */
export function notePacked(places: Map<string, string>, key: string, path: string): void {
  places.set(key, path)
  const anywhere = nameOf(key)
  places.set(anywhere, places.has(anywhere) ? '' : path)
}

/** Where that is: in the same folder, or in whatever folder if there is only one. Where folders are of letters, names change them. */
export function packedAt(places: ReadonlyMap<string, string>, key: string): string | undefined {
  return places.get(key) ?? (places.get(nameOf(key)) || undefined)
}
