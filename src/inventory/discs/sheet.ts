/**
 * Sheets: small files that say which other files make up a disc (cue, gdi, ccd, toc, mds), or which discs
 * make up a game (m3u). They come from anywhere, so a sheet can only name files at or below its own folder.
 */
import { extensionOf } from '../../file-name.ts'
import { fileText } from '../header-facts/text.ts'
import { shownName, trouble, type Trouble } from '../trouble.ts'
import { parseCue } from './cue.ts'
import { parseGdi } from './gdi.ts'
import { parseM3u } from './m3u.ts'
import { byStem } from './stem-sheets.ts'
import { parseToc } from './toc.ts'

export type SheetKind = 'cue' | 'gdi' | 'ccd' | 'mds' | 'toc' | 'm3u'

export interface Sheet {
  readonly kind: SheetKind
  /** What it names, each once, in its order; with forward slashes, relative to its folder. */
  readonly files: readonly string[]
  /** Files that go with it when they are there. */
  readonly companions: readonly string[]
  /** How many it lists; none in m3u, ccd and mds. */
  readonly tracks: number
  /** Which disc of its game it is, where it says so itself. */
  readonly disc?: number
  readonly troubles: readonly Trouble[]
}

/** What a parser finds, before names are judged. */
export interface RawSheet {
  readonly files: readonly string[]
  readonly companions?: readonly string[]
  readonly tracks?: number
  readonly disc?: number
  /** Clauses that read well after the path and a colon. */
  readonly faults: readonly string[]
}

/** Real ones have a few kilobytes; those with CD text, some tens. */
export const LARGEST_SHEET = 1024 * 1024

type Parser = (text: string, name: string) => RawSheet

const PARSERS: Readonly<Record<SheetKind, Parser>> = {
  cue: parseCue,
  gdi: parseGdi,
  ccd: byStem({ files: ['img'], companions: ['sub'] }),
  mds: byStem({ files: ['mdf'], companions: [] }),
  toc: parseToc,
  m3u: parseM3u,
}

/** Of a file, by the end of its name. */
export function sheetKindOf(path: string): SheetKind | undefined {
  return sheetKind(extensionOf(path))
}

export function isSheet(path: string): boolean {
  return sheetKindOf(path) !== undefined
}

/** What a sheet is called that stands for one of this name, which may be of another kind. */
export function calledAs(name: string, kind: SheetKind): string {
  return sheetKindOf(name) === kind ? name : `${name.slice(0, -extensionOf(name).length)}${kind}`
}

export function sheetKind(extension: string): SheetKind | undefined {
  if (extension === 'm3u8') return 'm3u'
  return isKind(extension) ? extension : undefined
}

function isKind(text: string): text is SheetKind {
  return Object.hasOwn(PARSERS, text)
}

/**
 * Reads a sheet. Never throws: what is wrong with it is in `troubles`.
 * @param name of its file, without folder
 * @param bytes all of the file; of one larger than `LARGEST_SHEET`, the beginning is enough
 */
export function readSheet(kind: SheetKind, name: string, bytes: Uint8Array): Sheet {
  if (bytes.length > LARGEST_SHEET) return empty(kind, `it is too large for a ${kind} sheet`)
  const raw = PARSERS[kind](fileText(bytes), name)
  const unsafe = raw.files.filter((file) => safePath(file) === undefined)
  const faults = [
    ...raw.faults,
    ...unsafe.map((file) => `it names ${shownName(file)}, which is not in its folder; the name is not used`),
  ]
  return {
    kind,
    files: safePaths(raw.files),
    companions: safePaths(raw.companions ?? []),
    tracks: raw.tracks ?? 0,
    ...(raw.disc !== undefined && { disc: raw.disc }),
    troubles: summary(faults),
  }
}

function empty(kind: SheetKind, what: string): Sheet {
  return { kind, files: [], companions: [], tracks: 0, troubles: [trouble('sheet-damaged', what)] }
}

/** One line, however much is wrong. */
function summary(faults: readonly string[]): readonly Trouble[] {
  const [first] = faults
  if (first === undefined) return []
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
  return [trouble('sheet-damaged', `${first}${more}`)]
}

function safePaths(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map(safePath).filter((path) => path !== undefined))]
}

/** Relative, below the folder, with forward slashes; undefined for anything else. */
export function safePath(text: string): string | undefined {
  const parts = text.replaceAll('\\', '/').split('/')
  if (/[\0-\x1f]/.test(text) || parts[0] === '') return undefined
  const real = parts.filter((part) => part !== '.' && part !== '')
  if (real.length === 0 || real.includes('..') || /^[A-Za-z]:/.test(real[0] ?? '')) return undefined
  return real.join('/')
}
