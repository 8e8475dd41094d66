/**
 * A database for MiSTer's Downloader: with it a MiSTer fetches what a target holds over the network. Format:
 * Downloader_MiSTer `docs/custom-databases.md`, version 1.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { foldersAbove } from '../../disk/path.ts'
import { byCodeUnit } from '../../order.ts'
import { torrentZip } from '../../disk/torrentzip.ts'
import { crc32 } from 'node:zlib'

interface DownloaderFile {
  /** Below the target. */
  readonly path: string
  readonly size: number
  /**
   * What is there already stays: people have firmware of their own, in other editions. Downloader then leaves what it fetched
   * itself as well, so games do not: one that changed would never be fetched again.
   */
  readonly yields?: boolean
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
  const entries = sorted.map(({ path, size, yields = false }) => [
    path,
    {
      hash: hash(path),
      size,
      url: address + path.split('/').map(encodeURIComponent).join('/'),
      ...(yields ? { overwrite: false } : {}),
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

interface HashingOptions {
  readonly signal: AbortSignal
  /** Called with how many bytes were read since the last time. */
  readonly onPiece?: (length: number) => void
}

/** Of a file, read once. In pieces: games may be larger than memory. */
export async function hashesOf(
  file: string,
  { signal, onPiece }: HashingOptions,
): Promise<{ md5: string; sha1: string }> {
  const md5 = createHash('md5')
  const sha1 = createHash('sha1')
  const pieces = createReadStream(file, { highWaterMark: PIECE, signal })
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    md5.update(piece)
    sha1.update(piece)
    onPiece?.(piece.length)
  }
  return { md5: md5.digest('hex'), sha1: sha1.digest('hex') }
}

const PIECE = 2 ** 20
