/** Which files are archives: told by their first bytes, never by their names alone. */
import { ownValue } from '../../own-value.ts'
import type { ArchiveFormat } from '../hashing/content.ts'
import { trouble, type Trouble } from '../trouble.ts'
import { isTarHeader, TAR_BLOCK } from './tar-header.ts'

/** How many bytes of a file `recognise` wants to see. */
export const SIGNATURE_BYTES = TAR_BLOCK

/**
 * PKWARE's APPNOTE.TXT 4.3.6 (a local file, an empty archive, the mark of a split one), 7-Zip's 7zFormat.txt, RARLAB's
 * technote, RFC 1952, bzip2's first block (pi, or, where it is empty, its square root), the .xz format 2.1.1.1,
 * RFC 8878.
 */
const SIGNATURES: readonly (readonly [ArchiveFormat, string])[] = [
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['zip', 'PK\x07\x08PK'],
  ['zip', 'PK00PK\x03\x04'],
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['rar', 'Rar!\x1a\x07\x00'],
  ['rar', 'Rar!\x1a\x07\x01\x00'],
  ['gz', '\x1f\x8b\x08'],
  ['xz', '\xfd7zXZ\x00'],
  ['zst', '\x28\xb5\x2f\xfd'],
]
const FIRST_BYTES = new Set([
  ...SIGNATURES.map(([, mark]) => mark.charCodeAt(0)),
  'B'.charCodeAt(0),
  ...Array.from({ length: 16 }, (_, i) => 0x50 + i),
])
/** Zstandard packed by several threads begins with a frame that is to be skipped: its length, then what it holds. */
const SKIPPABLE = /^[\x50-\x5f]\x2a\x4d\x18/
const BZIP2 = /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/

/** Extensions that say which archive a file is, and that no game has. */
const EXTENSIONS: Readonly<Record<string, ArchiveFormat>> = {
  zip: 'zip',
  '7z': '7z',
  rar: 'rar',
  tar: 'tar',
  gz: 'gz',
  tgz: 'gz',
  bz2: 'bz2',
  tbz: 'bz2',
  tbz2: 'bz2',
  xz: 'xz',
  txz: 'xz',
  zst: 'zst',
  tzst: 'zst',
}

/** Formats that hold one nameless file. Their member is called as they are, without this. */
const SINGLE: Readonly<Record<string, string>> = {
  gz: '',
  tgz: '.tar',
  bz2: '',
  tbz: '.tar',
  tbz2: '.tar',
  xz: '',
  txz: '.tar',
  zst: '',
  tzst: '.tar',
}

/** @param start the first `SIGNATURE_BYTES` bytes, or all of a shorter file */
export function recognise(start: Uint8Array): ArchiveFormat | undefined {
  if (FIRST_BYTES.has(start[0] ?? -1)) {
    const head = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, 16)).toString('latin1')
    const found = SIGNATURES.find(([, mark]) => head.startsWith(mark))
    if (found) return found[0]
    if (BZIP2.test(head)) return 'bz2'
    if (SKIPPABLE.test(head) && startsWithZstd(start)) return 'zst'
  }
  return isTarHeader(start) ? 'tar' : undefined
}

function startsWithZstd(start: Uint8Array): boolean {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.length)
  if (bytes.length < 8) return false
  const next = 8 + bytes.readUInt32LE(4)
  return next + 4 <= bytes.length && bytes.readUInt32LE(next) === ZSTD_FRAME
}

const ZSTD_FRAME = 0xfd2fb528

/** Of a file that only calls itself an archive. (A zip is asked about at its other end: see `zip-directory.ts`.) */
export function notWhatItSays(extension: string): Trouble | undefined {
  const format = ownValue(EXTENSIONS, extension)
  if (format === undefined || format === 'zip') return undefined
  return trouble('archive-damaged', `it is called .${extension}, and does not begin like one`)
}

/** `game.nes.gz` → `game.nes`, `set.tgz` → `set.tar`. */
export function singleMemberName(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const dot = base.lastIndexOf('.')
  const extension = base.slice(dot + 1).toLowerCase()
  if (dot <= 0 || !Object.hasOwn(SINGLE, extension)) return base
  return `${base.slice(0, dot)}${SINGLE[extension] ?? ''}`
}
