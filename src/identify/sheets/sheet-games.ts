/** Which games of DATs a sheet is of: those whose tracks it names, all of them and nothing else. */
import type { Db } from '../../catalog/sqlite.ts'
import { folderOf, nameOf } from '../../disk/path.ts'
import { isSheet, sheetKindOf } from '../../inventory/discs/sheet.ts'
import type { PlacedSheet } from './fitting-sheets.ts'
import type { FindContent } from './surroundings.ts'

export interface Fit {
  readonly game: number
  /** Of the sheet that the DAT lists, where it lists one of this kind, or one that this can stand for. */
  readonly entry: number | undefined
  /** For `fitting_sheet.names`. */
  readonly names: string | null
}

export function sheetGames(db: Db): (sheet: PlacedSheet, find: FindContent) => readonly Fit[] {
  const gamesOf = db.prepare<[number], number>(GAMES).pluck()
  const entriesOf = db.prepare<[number], Entry>(ENTRIES)
  const matchesOf = db.prepare<[number, number], number>(MATCHES).pluck()

  return (sheet, find) => {
    const contents = contentsNamed(sheet, find)
    const [first, ...others] = contents ?? []
    if (first === undefined) return []
    let games = gamesOf.all(first)
    for (const content of new Set(others)) {
      if (games.length === 0) return []
      const also = new Set(gamesOf.all(content))
      games = games.filter((game) => also.has(game))
    }
    return games.flatMap((game) => {
      if (matchesOf.get(sheet.content, game) !== undefined) return [] // it is the DAT's own
      const entries = entriesOf.all(game)
      const names = namesOf(sheet.files, entries, (i) => matchesOf.all(contents?.[i] ?? 0, game))
      if (!names) return []
      const listed = (kind: string) => entries.find(({ name }) => sheetKindOf(name) === kind)
      // a Dreamcast's disc may have either; a .cue lacks what the other says of where the tracks begin
      const entry = listed(sheet.kind) ?? (sheet.kind === 'gdi' ? listed('cue') : undefined)
      return [{ game, entry: entry?.id, names: changedNames(names) }]
    })
  }
}

interface Entry {
  readonly id: number
  readonly name: string
  readonly needed: number
}

/** Of every file that the sheet names; undefined where one is not there. */
function contentsNamed(
  { path, files, ...home }: PlacedSheet,
  find: FindContent,
): readonly number[] | undefined {
  const folder = folderOf(path)
  const contents = files.flatMap((file) => find(home, folder === '' ? file : `${folder}/${file}`) ?? [])
  return contents.length === files.length ? contents : undefined
}

/**
 * What the DAT calls each file of the sheet. Undefined where they are not just its tracks: those parts of the game that are
 * needed and no sheets. Tracks may be equal, such as silence: then names decide, or else the order.
 * @param matching ids of the entries that the n-th file is
 */
function namesOf(
  files: readonly string[],
  entries: readonly Entry[],
  matching: (n: number) => readonly number[],
): ReadonlyMap<string, string> | undefined {
  const left = new Map(
    entries.flatMap(({ id, name, needed }) => (needed === 1 && !isSheet(name) ? [[id, name] as const] : [])),
  )
  if (left.size !== files.length) return undefined
  const names = new Map<string, string>()
  const possible = files.map((file, n) => ({ file, ids: matching(n).filter((id) => left.has(id)) }))
  const take = (file: string, id: number | undefined): void => {
    const name = id === undefined ? undefined : left.get(id)
    if (id === undefined || name === undefined) return
    names.set(file, name)
    left.delete(id)
  }
  for (const { file, ids } of possible)
    take(
      file,
      ids.find((id) => isCalled(file, left.get(id))),
    )
  for (const { file, ids } of possible)
    if (!names.has(file))
      take(
        file,
        ids.find((id) => left.has(id)),
      )
  if (left.size > 0 || ![...names.values()].every(isWritable)) return undefined
  return new Map(files.map((file) => [file, names.get(file) ?? '']))
}

function isCalled(file: string, name: string | undefined): boolean {
  return name !== undefined && nameOf(file).toLowerCase() === name.toLowerCase()
}

/** A sheet has no way to write a quote, and its tracks lie beside it. */
function isWritable(name: string): boolean {
  return !/["/\\]/.test(name)
}

function changedNames(names: ReadonlyMap<string, string>): string | null {
  const pairs = [...names]
  return pairs.every(([file, name]) => file === name) ? null : JSON.stringify(pairs)
}

const GAMES = `
  select distinct e.game_id from content_match m cross join dat_rom e on e.id = m.dat_entry_id
  where m.rom_file_id = ? and m.view = '' and m.match_by <> 'tracks' order by e.game_id`

const ENTRIES = `
  select id, name, (size is not 0 and status is not 'nodump' and optional = 0) as needed
  from dat_rom where game_id = ? order by part, id`

const MATCHES = `
  select m.dat_entry_id from content_match m cross join dat_rom e on e.id = m.dat_entry_id
  where m.rom_file_id = ? and e.game_id = ? and m.view = '' and m.match_by <> 'tracks' order by e.part, e.id`
