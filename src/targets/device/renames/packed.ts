/** Games on a device as one file each, which may be a zip: one that is packed anew for another name is known by what is in it. */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf } from '../../../disk/path.ts'
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

/** Folder, CRC-32 and size of the first file in it: of a disc with a sheet that is a track. Of any other file its own. */
export function packedKey(file: TreeFile): string {
  const [first] = 'zip' in file.origin ? inZipOrder(file.origin.zip) : [file]
  return `${folderOf(file.path)}/${first?.crc32 ?? 0} ${first?.size ?? 0}`
}

/** The same of the first file in a zip that is there, as it stands at the beginning of one of ours. APPNOTE.TXT, 4.3.7. */
export function firstIn(disk: Disk, path: string): string {
  const header = Buffer.from(disk.read(path, LOCAL_HEADER) ?? [])
  if (header.length < LOCAL_HEADER || header.readUInt32LE(0) !== 0x04034b50) return ''
  return `${folderOf(path)}/${header.readUInt32LE(14)} ${header.readUInt32LE(22)}`
}

const LOCAL_HEADER = 30
