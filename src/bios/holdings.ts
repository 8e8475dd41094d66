/** What lies in the folder of firmware: loose files, and members of archives, each by the MD5 that lists know it by. */
import type { Db } from '../catalog/sqlite.ts'
import { nameOf } from '../disk/path.ts'

export interface FirmwareFile {
  readonly md5: string
  readonly sha1: string
  readonly size: number
  /** Last part of its path. */
  readonly name: string
  /** Path below the folder; of a member, that of its archive. */
  readonly path: string
}

/** In order of MD5, then path. */
export function heldFirmware(db: Db, root: string): readonly FirmwareFile[] {
  const rows = db.prepare<[string], Row>(HELD).all(root)
  return rows.map(({ md5, sha1, size, path, member }) => ({
    md5: md5.toString('hex'),
    sha1: sha1.toString('hex'),
    size,
    name: nameOf(member ?? path),
    path,
  }))
}

interface Row {
  readonly md5: Buffer
  readonly sha1: Buffer
  readonly size: number
  readonly path: string
  readonly member: string | null
}

const HELD = 'select md5, sha1, size, path, member from bios_file where root = ? order by md5, path, member'
