/**
 * What a manifest and a journal hold, and how it is written down.
 *
 * A manifest is two lines: what a build with nothing to do compares (names, sizes, times, as columns a folder), and
 * what only a plan needs (hashes, claims), so that the former is read without parsing the latter.
 */
import { folderOf, isSafePath, join, nameOf } from '../../disk/path.ts'

/** An output as it was when it was right. */
export interface Entry {
  readonly size: number
  /** Milliseconds, as read back from the device. */
  readonly mtime: number
  readonly sha1: string
  /** False when it was there before us, or somebody put it there: then it is never deleted. */
  readonly isOurs: boolean
}

/** Every hash we may have left at a path. A file is ours exactly when its content is among them. */
export type Claims = ReadonlyMap<string, readonly string[]>

/** All claims for a path: those that are noted, else the one that an output of ours is. */
export function claimsAt(
  { files, claims }: Pick<Manifest, 'files' | 'claims'>,
  path: string,
): readonly string[] {
  const noted = claims.get(path)
  if (noted !== undefined) return noted
  const entry = files.get(path)
  return entry?.isOurs === true ? [entry.sha1] : []
}

/** The first line. */
export interface Glance {
  /** The tree it was built for, as the caller names it. */
  readonly tree: string
  /** Whether the device was equal to that tree. */
  readonly done: boolean
  readonly columns: readonly Column[]
}

/** The outputs in one folder. */
export interface Column {
  readonly folder: string
  readonly names: readonly string[]
  readonly sizes: readonly number[]
  readonly times: readonly number[]
}

export interface Manifest {
  readonly tree: string
  readonly done: boolean
  readonly files: ReadonlyMap<string, Entry>
  /** Where they are more, or other, than what `files` tells: see `claimsAt`. */
  readonly claims: Claims
  /** Folders that we made. */
  readonly made: ReadonlySet<string>
}

/** What a run is about to touch. */
export interface Journal {
  readonly claims: Claims
  readonly made: readonly string[]
}

export function writeManifestLines({ tree, done, files, claims, made }: Manifest): string[] {
  const columns = new Map<string, { names: string[]; sizes: number[]; times: number[]; hashes: string[] }>()
  const notOurs: string[] = []
  for (const [path, { size, mtime, sha1, isOurs }] of files) {
    const folder = folderOf(path)
    let column = columns.get(folder)
    if (column === undefined) columns.set(folder, (column = { names: [], sizes: [], times: [], hashes: [] }))
    column.names.push(nameOf(path))
    column.sizes.push(size)
    column.times.push(mtime)
    column.hashes.push(sha1)
    if (!isOurs) notOurs.push(path)
  }
  const folders = [...columns]
  return [
    JSON.stringify({
      tree,
      done,
      columns: folders.map(([folder, c]) => [folder, c.names.join('/'), c.sizes, c.times]),
    }),
    JSON.stringify({
      hashes: folders.map(([, c]) => c.hashes.join('')),
      notOurs,
      claims: writeClaims(claims),
      made: [...made].sort(),
    }),
  ]
}

export function writeJournalLines({ claims, made }: Journal): string[] {
  return [JSON.stringify({ claims: writeClaims(claims), made })]
}

/** Undefined when the lines, though sealed, are not a manifest of ours: a device may come from a stranger. */
export function readGlance(lines: readonly Uint8Array[]): Glance | undefined {
  const found = parse(lines[0])
  if (typeof found?.['tree'] !== 'string' || typeof found['done'] !== 'boolean' || !isList(found['columns']))
    return undefined
  const columns = found['columns'].map(readColumn)
  return columns.every((c) => c !== undefined)
    ? { tree: found['tree'], done: found['done'], columns }
    : undefined
}

export function readManifest(lines: readonly Uint8Array[]): Manifest | undefined {
  const glance = readGlance(lines)
  const found = parse(lines[1])
  if (glance === undefined || found === undefined || !isList(found['hashes'])) return undefined
  const { notOurs, made } = found
  const claims = readClaims(found['claims'])
  if (claims === undefined || !isListOf(notOurs, isPath) || !isListOf(made, isPath)) return undefined

  const files = new Map<string, Entry>()
  const strangers = new Set(notOurs)
  for (const [i, { folder, names, sizes, times }] of glance.columns.entries()) {
    const hashes = found['hashes'][i]
    if (typeof hashes !== 'string' || hashes.length !== names.length * HASH_LENGTH) return undefined
    for (const [j, name] of names.entries()) {
      const path = join(folder, name)
      files.set(path, {
        size: sizes[j] ?? 0,
        mtime: times[j] ?? 0,
        sha1: hashes.slice(j * HASH_LENGTH, (j + 1) * HASH_LENGTH),
        isOurs: strangers.size === 0 || !strangers.has(path),
      })
    }
  }
  return { tree: glance.tree, done: glance.done, files, claims, made: new Set(made) }
}

export function readJournal(lines: readonly Uint8Array[]): Journal | undefined {
  const found = parse(lines[0])
  const claims = readClaims(found?.['claims'])
  const made = found?.['made']
  return claims !== undefined && isListOf(made, isPath) ? { claims, made } : undefined
}

/** Adds hashes to claims, each once. */
export function addClaims(
  claims: Map<string, readonly string[]>,
  more: Iterable<readonly [string, readonly string[]]>,
): void {
  for (const [path, hashes] of more) claims.set(path, [...new Set([...(claims.get(path) ?? []), ...hashes])])
}

function writeClaims(claims: Claims): (readonly string[])[] {
  return [...claims].map(([path, hashes]) => [path, ...hashes])
}

function readClaims(value: unknown): Map<string, readonly string[]> | undefined {
  if (!isList(value)) return undefined
  const claims = new Map<string, readonly string[]>()
  for (const claim of value) {
    if (!isList(claim)) return undefined
    const [path, ...hashes] = claim
    if (!isPath(path) || !isListOf(hashes, isHash)) return undefined
    claims.set(path, hashes)
  }
  return claims
}

/** The names of a folder are one text, parted by what no name can hold: that is read and checked ten times as fast. */
function readColumn(value: unknown): Column | undefined {
  if (!isList(value)) return undefined
  const [folder, joined, sizes, times] = value
  if (typeof folder !== 'string' || (folder !== '' && !isPath(folder))) return undefined
  if (
    typeof joined !== 'string' ||
    !isSafePath(joined) ||
    !isListOf(sizes, isNumber) ||
    !isListOf(times, isNumber)
  )
    return undefined
  const names = joined.split('/')
  if (folder === '' && !names.every(isPath)) return undefined
  if (names.length !== sizes.length || names.length !== times.length) return undefined
  return { folder, names, sizes, times }
}

function parse(line: Uint8Array | undefined): Record<string, unknown> | undefined {
  if (line === undefined) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.length).toString())
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is readonly T[] {
  return isList(value) && value.every(is)
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

/** Of a SHA-1 in hexadecimal. */
const HASH_LENGTH = 40

function isHash(value: unknown): value is string {
  return typeof value === 'string' && value.length === HASH_LENGTH
}

/** Nothing of the protocol's own is an output or was ever claimed. */
function isPath(value: unknown): value is string {
  return typeof value === 'string' && isOutputPath(value)
}

/** Whether a tree may hold a file there: inside of the target, and outside of the protocol's own folder. */
export function isOutputPath(path: string): boolean {
  return isSafePath(path) && !/^\.curator(?:\/|$)/i.test(path)
}
