/** Which files make up a disc, and which discs a game: what `curator files` says of each of them. */
import type { Db } from '../catalog/sqlite.ts'
import { discsOfFolder, type DiscSet } from '../inventory/discs/disc-sets.ts'
import { readSheet, sheetKind, type Sheet } from '../inventory/discs/sheet.ts'
import { metadataOf, sheetOf } from '../inventory/header-facts/metadata.ts'
import { extensionOf } from '../file-name.ts'

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
  const below = db.prepare<[string, string, string], Row>(BELOW)
  const places = new Map<string, DiscPlace>()
  for (const folder of foldersWithDiscs(db, root)) {
    // '0' is the character after '/'
    const range = folder === '' ? ['', '\u{10ffff}'] : [`${folder}/`, `${folder}0`]
    const rows = below.all(root, range[0] ?? '', range[1] ?? '')
    const isHere = ({ path }: Row): boolean => path.slice(0, Math.max(0, path.lastIndexOf('/'))) === folder
    const sheets = new Map(rows.filter(isHere).flatMap((row) => sheetEntry(db, row)))
    const { sets } = discsOfFolder(
      rows.map(({ path }) => path),
      sheets,
    )
    // of two lists that name one disc, the first has it
    for (const set of sets)
      for (const [path, place] of placesIn(set)) if (!places.has(path)) places.set(path, place)
  }
  return places
}

function foldersWithDiscs(db: Db, root: string): ReadonlySet<string> {
  const paths = db.prepare<[string], string>(DISC_FILES).pluck().iterate(root)
  const folders = new Set<string>()
  for (const path of paths) folders.add(path.slice(0, Math.max(0, path.lastIndexOf('/'))))
  return folders
}

function sheetEntry(db: Db, { path, content }: Row): readonly (readonly [string, Sheet])[] {
  const kind = sheetKind(extensionOf(path))
  if (!kind) return []
  // these say nothing in their bytes: what belongs to them has their name
  if (kind === 'ccd' || kind === 'mds')
    return [[path, readSheet(kind, path.slice(path.lastIndexOf('/') + 1), Buffer.alloc(0))]]
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
