/**
 * A database for MiSTer's Downloader: with it a MiSTer fetches what a target holds over the network. Format:
 * Downloader_MiSTer `docs/custom-databases.md`, version 1.
 */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { foldersAbove } from '../disk/path.ts'
import { byCodeUnit } from '../order.ts'
import { torrentZip } from '../disk/torrentzip.ts'
import { crc32 } from 'node:zlib'

export interface DownloaderFile {
  /** Below the target. */
  readonly path: string
  readonly size: number
}

export interface DownloaderWish {
  /** Name of the database, which `downloader.ini` has in brackets. */
  readonly id: string
  /** Address below which the target's files are served. */
  readonly base: string
  /** Games go to a USB drive where there is one, and stay on the card where there is none. */
  readonly external: boolean
  /** Seconds since 1970. A database that has another is read anew. */
  readonly timestamp: number
}

/** The text of the database. `hash`: MD5 of a file, by its path. */
export function downloaderDb(
  files: readonly DownloaderFile[],
  hash: (path: string) => string,
  { id, base, external, timestamp }: DownloaderWish,
): string {
  const sorted = [...files].sort((a, b) => byCodeUnit(a.path, b.path))
  const placed = (path: string): { path?: 'pext' } =>
    external && `${path}/`.startsWith('games/') ? { path: 'pext' } : {}
  const address = base.endsWith('/') ? base : `${base}/`
  const entries = sorted.map(({ path, size }) => [
    path,
    {
      hash: hash(path),
      size,
      url: address + path.split('/').map(encodeURIComponent).join('/'),
      ...placed(path),
    },
  ])
  const folders = [...new Set(sorted.flatMap(({ path }) => foldersAbove(path)))].sort(byCodeUnit)
  return `${JSON.stringify({
    v: 1,
    db_id: id,
    timestamp,
    files: Object.fromEntries(entries) as unknown,
    folders: Object.fromEntries(folders.map((folder) => [folder, placed(folder)])) as unknown,
  })}\n`
}

/** As Downloader fetches it: the text as the only member of a zip. */
export async function downloaderZip(text: string): Promise<Buffer> {
  const bytes = Buffer.from(text)
  const member = { name: 'db.json', size: bytes.length, crc32: crc32(bytes), open: () => [bytes] }
  const parts: Uint8Array[] = []
  for await (const part of torrentZip([member])) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** Read in pieces: games may be larger than memory. */
export function md5Of(root: string, path: string): string {
  const hash = createHash('md5')
  const handle = openSync(join(root, path), 'r')
  const buffer = Buffer.allocUnsafe(PIECE)
  try {
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer))
      hash.update(buffer.subarray(0, read))
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}

const PIECE = 2 ** 20
