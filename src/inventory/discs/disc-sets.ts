/** Puts the files of a folder together: which belong to which disc, and which discs are one game. */
import { folderOf, join } from '../../disk/path.ts'
import { byAnySpelling } from '../../disk/spelling.ts'
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import { extensionOf, stemOf } from '../../file-name.ts'
import { shownName, trouble, type Trouble } from '../trouble.ts'
import { discOfName } from './numbers.ts'
import { sheetKindOf, type Sheet } from './sheet.ts'

/** A game on one or more discs. */
export interface DiscSet {
  /** The name that its discs share. */
  readonly name: string
  /** By number, then by name. None where a list names discs and all of them are missing. */
  readonly discs: readonly Disc[]
  /** The m3u that lists them. */
  readonly playlist?: string
  /** What that m3u names and the folder has not; absent when nothing is. */
  readonly missing?: readonly string[]
}

interface Disc {
  /** From 1; absent when nothing numbers it. */
  readonly number?: number
  /** What is opened to play it: a sheet, or an image by itself. */
  readonly file: string
  /** What belongs to it, as the folder spells it. Without `file`. */
  readonly parts: readonly string[]
  /** What the sheet names and the folder has not. */
  readonly missing: readonly string[]
}

interface FolderDiscs {
  readonly sets: readonly DiscSet[]
  /** Of each sheet: what is wrong with it, and what it misses. */
  readonly troubles: ReadonlyMap<string, readonly Trouble[]>
}

/** Images that are a disc without a sheet. A lone `bin` or `img` is not: it may be anything. */
const IMAGES: ReadonlySet<string> = new Set([
  'chd',
  'iso',
  'cso',
  'zso',
  'rvz',
  'wia',
  'gcz',
  'wbfs',
  'ciso',
  'gcm',
  'cdi',
  'pbp',
  'nrg',
  'ecm',
])

/**
 * @param paths of all files at and below a folder, relative to it, with forward slashes
 * @param sheets those of them that are sheets, by path
 */
export function discsOfFolder(paths: readonly string[], sheets: ReadonlyMap<string, Sheet>): FolderDiscs {
  // sheets were made on systems that do not tell `TRACK01.BIN` from `track01.bin`; of several the first counts
  const spelt = byAnySpelling(new Set([...paths].sort(byCodeUnit).reverse()))
  const sorted = [...sheets].sort(([a], [b]) => byCodeUnit(a, b))
  const found = new Map(sorted.map(([path, sheet]) => [path, resolve(path, sheet, spelt)]))
  const discs = new Map<string, Disc>()
  const owned = new Set<string>()
  for (const [path, { sheet, parts, missing }] of found) {
    if (sheet.kind === 'm3u') continue
    for (const part of parts) owned.add(part)
    discs.set(path, { ...numbered(path, sheet.disc), file: path, parts, missing })
  }
  for (const path of [...paths].sort(byCodeUnit)) {
    if (owned.has(path) || sheets.has(path) || !IMAGES.has(extensionOf(path))) continue
    discs.set(path, { ...numbered(path), file: path, parts: [], missing: [] })
  }
  const troubles = [...found].map(([path, { sheet, missing }]) => [path, troublesOf(sheet, missing)] as const)
  return { sets: setsOf(discs, found), troubles: new Map(troubles.filter(([, list]) => list.length > 0)) }
}

interface Resolved {
  readonly sheet: Sheet
  /** For each file it names, as the folder spells it. */
  readonly named: readonly (string | undefined)[]
  readonly parts: readonly string[]
  readonly missing: readonly string[]
}

function resolve(path: string, sheet: Sheet, spelt: (path: string) => string | undefined): Resolved {
  const find = (name: string): string | undefined => spelt(join(folderOf(path), name))
  const named = sheet.files.map(find)
  const present = [...named, ...sheet.companions.map(find)].filter((found) => found !== undefined)
  return {
    sheet,
    named,
    parts: [...new Set(present)].filter((found) => found !== path),
    missing: sheet.files.filter((_, i) => named[i] === undefined),
  }
}

function numbered(path: string, stated?: number): { readonly number?: number } {
  const number = stated ?? discOfName(stemOf(path))?.number
  return number === undefined ? {} : { number }
}

/** An m3u decides; then names that differ only in the number of the disc. */
function setsOf(discs: ReadonlyMap<string, Disc>, found: ReadonlyMap<string, Resolved>): readonly DiscSet[] {
  const left = new Map(discs)
  const sets: DiscSet[] = []
  for (const [playlist, { sheet, named, missing }] of found) {
    if (sheet.kind !== 'm3u') continue
    const listed = named.flatMap((path = '', i) => {
      const disc = named.indexOf(path) === i ? (discs.get(path) ?? listedOnly(path)) : undefined
      left.delete(path)
      return disc ? [{ number: i + 1, ...disc }] : []
    })
    if (listed.length === 0 && missing.length === 0) continue
    sets.push({ name: stemOf(playlist), discs: listed, playlist, ...(missing.length > 0 && { missing }) })
  }
  const games = new Map<string, Disc[]>()
  for (const disc of left.values()) {
    const stem = stemOf(disc.file)
    const folder = disc.file.slice(0, disc.file.length - stem.length - extensionOf(disc.file).length - 1)
    const name = disc.number === undefined ? stem : (discOfName(stem)?.game ?? stem)
    const key = `${folder}\0${name}\0${extensionOf(disc.file)}`
    addTo(games, key, disc)
  }
  for (const [key, list] of games) {
    const ordered = list.sort((a, b) => (a.number ?? 0) - (b.number ?? 0) || byCodeUnit(a.file, b.file))
    sets.push({ name: key.split('\0')[1] ?? '', discs: ordered })
  }
  return sets.sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(firstFile(a), firstFile(b)))
}

/** What only a list makes a disc of: a floppy, or a disc in an archive. A list of lists says nothing. */
function listedOnly(path: string): Disc | undefined {
  if (path === '' || sheetKindOf(path) === 'm3u') return undefined
  return { ...numbered(path), file: path, parts: [], missing: [] }
}

function firstFile({ discs }: DiscSet): string {
  return discs[0]?.file ?? ''
}

function troublesOf({ troubles }: Sheet, missing: readonly string[]): readonly Trouble[] {
  const [first] = missing
  if (first === undefined) return troubles
  const more = missing.length > 1 ? ` and ${missing.length - 1} more that are` : ', which is'
  return [...troubles, trouble('sheet-incomplete', `it names ${shownName(first)}${more} not there`)]
}
