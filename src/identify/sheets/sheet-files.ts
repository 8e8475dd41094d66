/** Sheets that fit the tracks of games (see `fitting-sheets.ts`), as the files that a device gets. */
import type { Db } from '../../catalog/sqlite.ts'
import { addTo } from '../../groups.ts'
import { renameTracks } from '../../inventory/discs/rename-tracks.ts'
import type { PickedFile } from '../../select/pick.ts'
import type { OwnedContent } from '../contents.ts'

export interface FittingSheet {
  readonly content: number
  readonly kind: 'cue' | 'gdi'
  /** With the DAT's names of the tracks, where those of the sheet are others. */
  readonly text?: string
}

/** By the id of the DAT's game; in the order of contents. */
export function fittingSheets(db: Db, games: Iterable<number>): ReadonlyMap<number, readonly FittingSheet[]> {
  const sheets = new Map<number, FittingSheet[]>()
  if (db.prepare('select 1 from fitting_sheet limit 1').get() === undefined) return sheets
  const rows = db.prepare<[string], Row>(SHEETS).all(JSON.stringify([...new Set(games)]))
  for (const { game, content, kind, names, text } of rows) {
    if (names === null) addTo(sheets, game, { content, kind })
    // without its text nothing can be renamed in it
    else if (text !== null) {
      const renamed = new Map(JSON.parse(names) as readonly (readonly [string, string])[])
      addTo(sheets, game, { content, kind, text: renameTracks(kind, text, renamed) })
    }
  }
  return sheets
}

/** @param name as the DAT has it, or would */
export function sheetFile(name: string, { kind, text }: FittingSheet, owned: OwnedContent): PickedFile {
  return {
    name,
    content: owned.content,
    views: [],
    extension: kind,
    fits: true,
    ...(text === undefined ? {} : { text }),
  }
}

interface Row {
  readonly game: number
  readonly content: number
  readonly kind: 'cue' | 'gdi'
  readonly names: string | null
  readonly text: string | null
}

const SHEETS = `
  select s.game_id as game, s.rom_file_id as content, s.names,
    (select value from rom_file_metadata where rom_file_id = s.rom_file_id and key = 'sheet.kind') as kind,
    (select value from rom_file_metadata where rom_file_id = s.rom_file_id and key = 'sheet.text') as text
  from json_each(?) n cross join fitting_sheet s on s.game_id = n.value order by s.game_id, s.rom_file_id`
