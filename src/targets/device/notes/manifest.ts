/**
 * What a manifest and a journal hold, and how it is written down.
 *
 * A manifest is a line about the whole, then two for each section of the tree: what a build with nothing to do
 * compares (names, sizes, times, as columns a folder), and what only a plan needs (hashes). So each is read only by
 * whom it concerns. Where they are long, the two stand in a file of their own: see `section-files.ts`.
 */
import { folderOf, isSafePath, join, nameOf } from '../../../disk/path.ts'
import { byCodeUnit } from '../../../order.ts'
import { isList, isListOf, isNumber, isRecord, parse, type Line } from './lines.ts'

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
  { files, claims }: { readonly files: ReadonlyMap<string, Entry>; readonly claims: Claims },
  path: string,
): readonly string[] {
  const noted = claims.get(path)
  if (noted !== undefined) return noted
  const entry = files.get(path)
  return entry?.isOurs === true ? [entry.sha1] : []
}

export interface Manifest {
  /** The tree it was built for, as the caller names it. */
  readonly tree: string
  /** Whether the device was equal to that tree. */
  readonly done: boolean
  readonly sections: readonly SealedSection[]
  /** Where they are more, or other, than what the outputs tell: see `claimsAt`. */
  readonly claims: Claims
  /** Folders that we made. */
  readonly made: ReadonlySet<string>
  /**
   * Names that the run took away which wrote this, with the times of their files: on a disk that cannot make names
   * durable they may come back. What else is there by now, with another time, somebody put there.
   */
  readonly gone: ReadonlyMap<string, number>
}

/** The outputs of a section of the tree, written down. Those that do not change are passed on unread. */
export interface SealedSection {
  readonly id: string
  /** Of the section of the tree it was built for. */
  readonly hash: string
  readonly count: number
  /** Folders that outputs are in. */
  readonly folders: readonly string[]
  readonly notes: Notes | NotesFile
}

/** What a look compares, and what a plan needs beside it. */
type Notes = readonly [columns: Line, rest: Line]

/** The same in a file beside the manifest. */
export interface NotesFile {
  readonly file: string
  readonly sha1: string
}

/** Reads such a file; undefined when it is not there, or not as it was written. */
export type NotesReader = (file: NotesFile) => Notes | undefined

/** The outputs in one folder, as far as a look compares them. */
export interface Column {
  readonly folder: string
  readonly names: readonly string[]
  readonly sizes: readonly number[]
  readonly times: readonly number[]
}

/** What a run is about to touch. */
export interface Journal {
  readonly claims: Claims
  readonly made: readonly string[]
}

export function sealSection(
  id: string,
  hash: string,
  files: Iterable<readonly [string, Entry]>,
): SealedSection {
  const columns = new Map<string, { names: string[]; sizes: number[]; times: number[]; hashes: string[] }>()
  const notOurs: string[] = []
  let count = 0
  for (const [path, { size, mtime, sha1, isOurs }] of files) {
    const folder = folderOf(path)
    let column = columns.get(folder)
    if (column === undefined) columns.set(folder, (column = { names: [], sizes: [], times: [], hashes: [] }))
    column.names.push(nameOf(path))
    column.sizes.push(size)
    column.times.push(mtime)
    column.hashes.push(sha1)
    if (!isOurs) notOurs.push(path)
    count += 1
  }
  const folders = [...columns]
  return {
    id,
    hash,
    count,
    folders: [...columns.keys()],
    notes: [
      JSON.stringify(folders.map(([folder, c]) => [folder, c.names.join('/'), c.sizes, c.times])),
      JSON.stringify({ hashes: folders.map(([, c]) => c.hashes.join('')), notOurs }),
    ],
  }
}

export function writeManifestLines({ tree, done, sections, claims, made, gone }: Manifest): Line[] {
  const head = {
    tree,
    done,
    sections: sections.map(({ notes, ...section }) => ('file' in notes ? { ...section, notes } : section)),
    claims: writeClaims(claims),
    made: [...made].sort(),
    ...(gone.size === 0 ? {} : { gone: [...gone].sort(([a], [b]) => byCodeUnit(a, b)) }),
  }
  return [JSON.stringify(head), ...sections.flatMap(({ notes }) => ('file' in notes ? [] : notes))]
}

export function writeJournalLines({ claims, made }: Journal): string[] {
  return [JSON.stringify({ claims: writeClaims(claims), made })]
}

/** Undefined when the lines, though sealed, are not a manifest of ours: a device may come from a stranger. */
export function readManifest(lines: readonly Uint8Array[]): Manifest | undefined {
  const found = parse(lines[0])
  if (!isRecord(found)) return undefined
  const { tree, done, sections, made } = found
  const claims = readClaims(found['claims'])
  if (typeof tree !== 'string' || typeof done !== 'boolean' || !isList(sections)) return undefined
  const gone = readGone(found['gone'] ?? [])
  if (claims === undefined || gone === undefined || !isListOf(made, isPath)) return undefined
  const left = lines.slice(1).values()
  const sealed = sections.map((section) => readSection(section, left))
  if (!sealed.every((section) => section !== undefined) || left.next().done !== true) return undefined
  return { tree, done, sections: sealed, claims, made: new Set(made), gone }
}

/** Takes its notes from those that are left, unless they are in a file. */
function readSection(value: unknown, left: Iterator<Uint8Array>): SealedSection | undefined {
  if (!isRecord(value)) return undefined
  const { id, hash, count, folders, notes } = value
  if (typeof id !== 'string' || typeof hash !== 'string' || !isNumber(count)) return undefined
  if (!isListOf(folders, isFolder)) return undefined
  if (notes !== undefined) return isNotesFile(notes) ? { id, hash, count, folders, notes } : undefined
  const [columns, rest] = [left.next(), left.next()]
  if (columns.done === true || rest.done === true) return undefined
  return { id, hash, count, folders, notes: [columns.value, rest.value] }
}

/** What a look at a section's outputs compares. Undefined when it is none of ours. */
export function readColumns({ notes }: SealedSection, read: NotesReader): readonly Column[] | undefined {
  return columnsIn('file' in notes ? read(notes) : notes)
}

function columnsIn(notes: Notes | undefined): readonly Column[] | undefined {
  const found = parse(notes?.[0])
  const columns = isList(found) ? found.map(readColumn) : [undefined]
  return columns.every((column) => column !== undefined) ? columns : undefined
}

/** The outputs of a section. Undefined when it is none of ours. */
export function openSection(
  { notes }: SealedSection,
  read: NotesReader,
): ReadonlyMap<string, Entry> | undefined {
  const lines = 'file' in notes ? read(notes) : notes
  const columns = columnsIn(lines)
  const rest = parse(lines?.[1])
  if (columns === undefined || !isRecord(rest) || !isList(rest['hashes'])) return undefined
  const { hashes, notOurs } = rest
  if (!isListOf(notOurs, isPath)) return undefined
  const files = new Map<string, Entry>()
  const strangers = new Set(notOurs)
  for (const [i, { folder, names, sizes, times }] of columns.entries()) {
    const joined = hashes[i]
    if (typeof joined !== 'string' || joined.length !== names.length * HASH_LENGTH) return undefined
    for (const [j, name] of names.entries()) {
      const path = join(folder, name)
      files.set(path, {
        size: sizes[j] ?? 0,
        mtime: times[j] ?? 0,
        sha1: joined.slice(j * HASH_LENGTH, (j + 1) * HASH_LENGTH),
        isOurs: strangers.size === 0 || !strangers.has(path),
      })
    }
  }
  return files
}

export function readJournal(lines: readonly Uint8Array[]): Journal | undefined {
  const found = parse(lines[0])
  if (!isRecord(found)) return undefined
  const claims = readClaims(found['claims'])
  const { made } = found
  return claims !== undefined && isListOf(made, isPath) ? { claims, made } : undefined
}

/** Adds hashes to claims, each once. */
export function addClaims(
  claims: Map<string, readonly string[]>,
  more: Iterable<readonly [string, readonly string[]]>,
): void {
  for (const [path, hashes] of more) {
    const known = claims.get(path)
    // of nearly all there is one, and thousands come at once
    const isOne = hashes.length < 2 && (known === undefined || known.length === 0)
    claims.set(path, isOne ? hashes : [...new Set([...(known ?? []), ...hashes])])
  }
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

function readGone(value: unknown): ReadonlyMap<string, number> | undefined {
  if (!isList(value)) return undefined
  const gone = new Map<string, number>()
  for (const name of value) {
    if (!isList(name)) return undefined
    const [path, mtime] = name
    if (!isPath(path) || !isNumber(mtime)) return undefined
    gone.set(path, mtime)
  }
  return gone
}

/** The names of a folder are one text, parted by what no name can hold: that is read and checked ten times as fast. */
function readColumn(value: unknown): Column | undefined {
  if (!isList(value)) return undefined
  const [folder, joined, sizes, times] = value
  if (!isFolder(folder)) return undefined
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

/** Of a SHA-1 in hexadecimal. */
const HASH_LENGTH = 40

/** It is named below a folder of the protocol's own, and nowhere else. */
function isNotesFile(value: unknown): value is NotesFile {
  if (!isRecord(value)) return false
  const { file, sha1 } = value
  return typeof file === 'string' && /^\d{1,15}\.\d{1,15}$/.test(file) && isHash(sha1)
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && value.length === HASH_LENGTH
}

/** Nothing of the protocol's own is an output or was ever claimed. */
function isPath(value: unknown): value is string {
  return typeof value === 'string' && isOutputPath(value)
}

function isFolder(value: unknown): value is string {
  return value === '' || isPath(value)
}

/** Whether a tree may hold a file there: inside of the target, and outside of the protocol's own folder. */
export function isOutputPath(path: string): boolean {
  return isSafePath(path) && !/^\.curator(?:\/|$)/i.test(path)
}
