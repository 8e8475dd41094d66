/**
 * Listings of whole trees by the system's `find`: every path with its kind, size and times. It works beside us
 * on another processor, and two listings are compared in no time; asking for the same from JavaScript takes longer
 * than all else in a build with nothing to do. Only GNU's `find` can print them, so this is an acceleration, never a
 * need: without it, everything is asked for one by one.
 */
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Listing } from './early-listings.ts'
import { chunksIn, openNameless, writeAll } from './raw-files.ts'
import { succeeds } from './system-program.ts'

/** A record ends with NUL and a line break. A name may hold anything but NUL, so that is nowhere else. */
export const WHOLE = String.raw`%P\0%y\0%s\0%T@\0%C@\0%i\0\n`
const FIELDS = 6
/** FAT makes up inodes whenever it is mounted. */
export const LASTING = String.raw`%P\0%y\0%s\0%T@\0\n`

/** Begins to list a tree into a file at once. False when the system cannot do it, or a part could not be read. */
export function listTree(root: string, output: number, format = WHOLE): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(false)
  // `-H`: the root itself may be a link
  return succeeds('find', ['-H', root, '-printf', format], ['ignore', output, 'ignore'])
}

/**
 * The SHA-1 of a tree's listing, begun at once. Undefined when there is none. Equal ones mean an equal tree; different
 * ones may mean only that the system lists it in another order.
 * @param scratch a folder for what `find` prints until it is done: at a pipe it would wait for us, who are busy
 * @param begun that listing, when it was begun already
 */
export function fingerprintTree(root: string, scratch: string, begun?: Listing): Promise<string | undefined> {
  if (begun) return begun.isWhole.then((isWhole) => (isWhole ? hashOf(begun.file) : undefined))
  const output = openNameless(scratch, 'listing')
  return listTree(root, output, LASTING)
    .then((isWhole) => (isWhole ? hashOf(output) : undefined))
    .finally(() => closeSync(output))
}

/** Gives a listing without a name one. Makes the folder that it is to be in. */
export function copyListing(listing: number, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  const file = openSync(to, 'w')
  try {
    for (const chunk of chunksIn(listing)) writeAll(file, chunk)
  } finally {
    closeSync(file)
  }
}

function hashOf(file: number): string {
  const hash = createHash('sha1')
  for (const chunk of chunksIn(file)) hash.update(chunk)
  return hash.digest('hex')
}

const CHUNK = 2 ** 20
/** A stretch longer than this is not worth looking through: much changed, and all is looked at. */
const LONGEST = 8 * CHUNK

/**
 * The paths whose records are in one of two listings alone, or say something else there. Empty when they are equal;
 * undefined when the stretch where they differ is long, a file is no listing, or a folder may have been away in between:
 * then somebody may have seen another in its place, of which no listing tells.
 */
export function differences(before: number, now: number): ReadonlySet<string> | undefined {
  const sizes = [fstatSync(before).size, fstatSync(now).size] as const
  const shorter = Math.min(...sizes)
  const ahead = sharedAhead(before, now, shorter)
  if (ahead === shorter && sizes[0] === sizes[1]) return new Set()
  const start = recordStart(now, ahead)
  const behind = sharedBehind(before, now, sizes, shorter - start)
  const were = recordsIn(before, start, recordEnd(before, sizes[0] - behind, sizes[0]))
  const are = recordsIn(now, start, recordEnd(now, sizes[1] - behind, sizes[1]))
  if (were === undefined || are === undefined) return undefined
  const other = [...were].filter((record) => !are.has(record))
  const fresh = [...are].filter((record) => !were.has(record))
  return !areRecords(other) || !areRecords(fresh) || wasAway(other, fresh)
    ? undefined
    : new Set([...other, ...fresh].map(pathOf))
}

/** A folder that is what it was, but for its change time: it was renamed and renamed back, or its rights were changed. */
function wasAway(before: readonly string[], now: readonly string[]): boolean {
  const folders = (records: readonly string[]): string[] =>
    records.flatMap((record) => {
      const [path, kind, size, time, _changed, inode] = record.split('\0')
      return kind === 'd' ? [[path, size, time, inode].join('\0')] : []
    })
  const were = new Set(folders(before))
  return folders(now).some((folder) => were.has(folder))
}

/** How many bytes are equal from the beginning. */
function sharedAhead(a: number, b: number, upTo: number): number {
  const [left, right] = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)]
  for (let at = 0; at < upTo; at += CHUNK) {
    const length = Math.min(CHUNK, upTo - at)
    const [one, other] = [readAt(a, left, at, length), readAt(b, right, at, length)]
    if (!one.equals(other)) return at + most(length, (n) => one.subarray(0, n).equals(other.subarray(0, n)))
  }
  return upTo
}

/** How many bytes are equal from the end, at most `upTo`. */
function sharedBehind(a: number, b: number, sizes: readonly [number, number], upTo: number): number {
  const [left, right] = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)]
  for (let done = 0; done < upTo; done += CHUNK) {
    const length = Math.min(CHUNK, upTo - done)
    const one = readAt(a, left, sizes[0] - done - length, length)
    const other = readAt(b, right, sizes[1] - done - length, length)
    if (!one.equals(other)) return done + most(length, (n) => one.subarray(-n).equals(other.subarray(-n)))
  }
  return upTo
}

/** The greatest number below `upTo` for which it holds, as it does for 0 and all up to that. By halving. */
function most(upTo: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, upTo]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

function readAt(file: number, buffer: Buffer, at: number, length: number): Buffer {
  return buffer.subarray(0, readSync(file, buffer, 0, length, at))
}

const RECORD_END = Buffer.from('\0\n')
/** No record is longer: paths have 4,096 bytes at most. */
const LONGEST_RECORD = 2 ** 13

/** Where the record begins that the byte at `at` is in. */
function recordStart(file: number, at: number): number {
  const from = Math.max(0, at - LONGEST_RECORD)
  const found = readAt(file, Buffer.allocUnsafe(LONGEST_RECORD), from, at - from).lastIndexOf(RECORD_END)
  return found < 0 ? 0 : from + found + RECORD_END.length
}

/** Where the record ends that the byte at `at` is in, or begins with. */
function recordEnd(file: number, at: number, size: number): number {
  const from = Math.max(0, at - RECORD_END.length)
  const found = readAt(file, Buffer.allocUnsafe(LONGEST_RECORD), from, LONGEST_RECORD).indexOf(RECORD_END)
  return found < 0 ? size : from + found + RECORD_END.length
}

/** In which each byte is a letter: names that are no UTF-8 differ as well. */
function recordsIn(file: number, from: number, to: number): ReadonlySet<string> | undefined {
  if (to - from > LONGEST) return undefined
  const length = Math.max(0, to - from)
  const text = readAt(file, Buffer.allocUnsafe(length), from, length).toString('latin1')
  return new Set(text.split('\0\n').slice(0, -1))
}

function areRecords(texts: readonly string[]): boolean {
  return texts.every((text) => text.split('\0').length === FIELDS)
}

function pathOf(record: string): string {
  return Buffer.from(record.slice(0, record.indexOf('\0')), 'latin1').toString()
}
