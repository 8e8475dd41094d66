/** What is known of pictures in files that were read. */
import type { Db } from './sqlite.ts'

interface ReadPicture {
  /** Lower-case hex. */
  readonly sha1: string
  readonly size: number
  readonly format: string
  readonly width: number
  readonly height: number
}

export interface PictureTable {
  /** As it was read when it had this size and time; undefined when it is to be read again. */
  find(path: string, size: number, mtime: number): ReadPicture | undefined
  /** As it was read last, whatever has become of it. */
  lastOf(path: string): ReadPicture | undefined
  put(path: string, mtime: number, picture: ReadPicture): void
  /** Where these bytes were read, sorted. They may be gone by now. */
  pathsOf(sha1: string): readonly { readonly path: string; readonly size: number }[]
}

interface Row {
  readonly sha1: Buffer
  readonly format: string
  readonly width: number
  readonly height: number
}

export function pictureTable(db: Db): PictureTable {
  const find = db.prepare<[string, number, number], Row>(
    'select sha1, format, width, height from picture_file where path = ? and size = ? and mtime = ?',
  )
  const last = db.prepare<[string], Row & { readonly size: number }>(
    'select sha1, size, format, width, height from picture_file where path = ?',
  )
  const put = db.prepare(
    'insert or replace into picture_file (path, size, mtime, sha1, format, width, height) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const paths = db.prepare<[Buffer], { path: string; size: number }>(
    'select path, size from picture_file where sha1 = ? order by path',
  )
  return {
    find(path, size, mtime) {
      const row = find.get(path, size, mtime)
      return row && { ...row, size, sha1: row.sha1.toString('hex') }
    },
    lastOf(path) {
      const row = last.get(path)
      return row && { ...row, sha1: row.sha1.toString('hex') }
    },
    put(path, mtime, { sha1, size, format, width, height }) {
      put.run(path, size, mtime, Buffer.from(sha1, 'hex'), format, width, height)
    },
    pathsOf: (sha1) => paths.all(Buffer.from(sha1, 'hex')),
  }
}
