/** Sheets as the files that a device gets: those of DATs, and those that fit the tracks of games (see `fitting-sheets.ts`). */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { addTo } from '../../groups.ts'
import type { PickedFile, SheetText } from '../../select/pick.ts'
import type { OwnedContent } from '../contents.ts'

export interface FittingSheet {
  readonly content: number
  readonly kind: SheetText['kind']
  readonly names?: NonNullable<SheetText['names']>
}

/** By the id of the DAT's game; in the order of contents. */
export function fittingSheets(db: Db, games: Iterable<number>): ReadonlyMap<number, readonly FittingSheet[]> {
  const sheets = new Map<number, FittingSheet[]>()
  if (prepareOnce(db, 'select 1 from fitting_sheet limit 1').get() === undefined) return sheets
  const rows = db.prepare<[string], Row>(SHEETS).all(JSON.stringify([...new Set(games)]))
  for (const { game, content, kind, names } of rows) {
    const renamed = names === null ? {} : { names: JSON.parse(names) as NonNullable<SheetText['names']> }
    addTo(sheets, game, { content, kind, ...renamed })
  }
  return sheets
}

/** What sheets say, by the ids of their contents; those that are too large are left out. */
export function sheetTexts(db: Db, contents: Iterable<number>): ReadonlyMap<number, SheetText> {
  const rows = db.prepare<[string], TextRow>(TEXTS).all(JSON.stringify([...contents]))
  return new Map(rows.map(({ content, ...text }) => [content, text]))
}

/** @param name as the DAT has it, or would. Undefined for one in which tracks cannot be renamed, and have to be. */
export function fittingFile(
  name: string,
  { kind, names }: FittingSheet,
  { content }: OwnedContent,
  text: SheetText | undefined,
): PickedFile | undefined {
  if (names && !text) return undefined
  const sheet = text && { sheet: { ...text, ...(names && { names }) } }
  return { name, content, views: [], extension: kind, fits: true, ...sheet }
}

interface Row {
  readonly game: number
  readonly content: number
  readonly kind: SheetText['kind']
  readonly names: string | null
}

interface TextRow extends Pick<SheetText, 'kind' | 'text'> {
  readonly content: number
}

const SHEETS = `
  select s.game_id as game, s.rom_file_id as content, s.names, k.value as kind
  from json_each(?) n cross join fitting_sheet s on s.game_id = n.value
    cross join rom_file_metadata k on k.rom_file_id = s.rom_file_id and k.key = 'sheet.kind'
  order by s.game_id, s.rom_file_id`

const TEXTS = `
  select n.value as content, k.value as kind, t.value as text
  from json_each(?) n cross join rom_file_metadata k on k.rom_file_id = n.value and k.key = 'sheet.kind'
    cross join rom_file_metadata t on t.rom_file_id = n.value and t.key = 'sheet.text'`
