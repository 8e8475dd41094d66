/** Which files make up a disc, and which discs a game: what `curator files` says of each of them. */
import type { Db } from '../../catalog/sqlite.ts'
import { discsOfFolder, type DiscSet } from '../../inventory/discs/disc-sets.ts'
import { sheetKindOf, readSheet, type Sheet } from '../../inventory/discs/sheet.ts'
import { metadataOf, sheetOf } from '../../inventory/header-facts/metadata.ts'
import { folderOf, nameOf, rangeBelow } from '../../disk/path.ts'
import { byCodeUnit } from '../../order.ts'

/** The place of a file in a game on discs. */
export interface DiscPlace {
  /** The name that the discs of the game share. */
  readonly game: string
  /** From 1; absent when nothing numbers it. */
  readonly number?: number
  /** How many of its discs are there. */
  readonly of: number
  /** What is opened to play the disc, when that is another file. */
  readonly file?: string
  /** What its sheet, or the list that it is, names and the folder has not. */
  readonly missing?: readonly string[]
}

interface Row {
  readonly path: string
  readonly content: number | null
}

/** Of each file that is one of several: by its path in the root. Single images stand for themselves, and have none. */
export function discPlaces(db: Db, root: string): ReadonlyMap<string, DiscPlace> {
  return placesOf(db, root, foldersWithDiscs(db, root))
}

/** Of one file. What it belongs to lies in its own folder, or in one above. */
export function discPlace(db: Db, root: string, path: string): DiscPlace | undefined {
  const isAbove = (folder: string): boolean => folder === '' || path.startsWith(`${folder}/`)
  return placesOf(db, root, foldersWithDiscs(db, root).filter(isAbove)).get(path)
}

function placesOf(db: Db, root: string, within: readonly string[]): ReadonlyMap<string, DiscPlace> {
  const below = db.prepare<[string, string, string], Row>(BELOW)
  const sets = within.flatMap((folder) => setsAt(db, folder, below.all(root, ...rangeBelow(folder))))
  const places = new Map<string, DiscPlace>()
  // a list in a folder above says more than the names of discs do; of two lists that name one disc, the first has it
  const isListed = ({ playlist }: DiscSet): boolean => playlist !== undefined
  for (const set of [...sets.filter(isListed), ...sets.filter((one) => !isListed(one))])
    for (const [path, place] of placesIn(set)) if (!places.has(path)) places.set(path, place)
  return places
}

/** @param rows of all files at and below the folder */
function setsAt(db: Db, folder: string, rows: readonly Row[]): readonly DiscSet[] {
  const isHere = ({ path }: Row): boolean => folderOf(path) === folder
  const own = rows.filter(isHere).flatMap((row) => sheetEntry(db, row))
  const hasList = own.some(([, { kind }]) => kind === 'm3u')
  // a list may name discs below, each in a folder of its own
  const others = hasList ? rows.filter((row) => !isHere(row) && !isList(row)) : []
  const paths = rows.map(({ path }) => path)
  return discsOfFolder(paths, new Map([...own, ...others.flatMap((row) => sheetEntry(db, row))])).sets
}

function isList({ path }: Row): boolean {
  return sheetKindOf(path) === 'm3u'
}

function foldersWithDiscs(db: Db, root: string): readonly string[] {
  const paths = db.prepare<[string], string>(DISC_FILES).pluck().iterate(root)
  const folders = new Set<string>()
  for (const path of paths) folders.add(folderOf(path))
  return [...folders].sort(byCodeUnit)
}

function sheetEntry(db: Db, { path, content }: Row): readonly (readonly [string, Sheet])[] {
  const kind = sheetKindOf(path)
  if (!kind) return []
  // these say nothing in their bytes: what belongs to them has their name
  if (kind === 'ccd' || kind === 'mds') return [[path, readSheet(kind, nameOf(path), Buffer.alloc(0))]]
  const sheet = content === null ? undefined : sheetOf(metadataOf(db, content))
  return sheet ? [[path, sheet]] : []
}

function placesIn({
  name,
  discs,
  playlist,
  missing: absent,
}: DiscSet): readonly (readonly [string, DiscPlace])[] {
  const of = discs.length
  const places = discs.flatMap(({ number, file, parts, missing }): (readonly [string, DiscPlace])[] => {
    if (of === 1 && parts.length === 0 && missing.length === 0) return []
    const place = { game: name, ...(number !== undefined && { number }), of }
    const own: DiscPlace = missing.length === 0 ? place : { ...place, missing }
    return [[file, own], ...parts.map((part) => [part, { ...place, file }] as const)]
  })
  if (playlist === undefined) return places
  return [...places, [playlist, { game: name, of, ...(absent && { missing: absent }) }]]
}

const DISC_FILES = `
  select f.path from file_instance f join library_root r on r.id = f.root_id join rom_file c on c.id = f.rom_file_id
  where r.name = ? and f.status = 'present' and f.role <> 'archive' and c.content_role in ('disc', 'playlist')`

const BELOW = `
  select f.path, f.rom_file_id as content from file_instance f join library_root r on r.id = f.root_id
  where r.name = ? and f.path >= ? and f.path < ? and f.status = 'present' order by f.path`
