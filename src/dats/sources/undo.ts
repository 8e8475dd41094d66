/** Takes out of the catalog what an import brought, all of it and nothing else. */
import type { Db } from '../../catalog/sqlite.ts'
import { problem, type Problem } from '../../errors.ts'
import { datFileRows, putDatFile, withoutEntries, type DatFileRow } from '../importing/store.ts'

export interface ImportInUse {
  readonly import: number
  readonly rows: readonly DatFileRow[]
  readonly files: readonly { readonly path: string; readonly name: string; readonly sha1: string }[]
  readonly games: number
  /** ROMs they listed. */
  readonly entries: number
}

/**
 * What an import brought that is still in use. Files that list the very same games share one import: they go together, or
 * nothing would be gone. Undefined when no file rests on it: it never was, or is undone, or a newer one took its place.
 */
export function importInUse(db: Db, id: number): ImportInUse | undefined {
  const rows = datFileRows(db).filter(({ log_id }) => log_id === id)
  if (rows.length === 0) return undefined
  const count = (what: string) =>
    db.prepare<[number], number>(`select count(*) from ${what} where log_id = ?`).pluck().get(id) ?? 0
  const [games, entries] = [count('dat_game'), count('dat_entry')]
  const files = rows.map(({ path, name, sha1 }) => ({
    path,
    name: name ?? '',
    sha1: sha1?.toString('hex') ?? '',
  }))
  return { import: id, rows, files, games, entries }
}

/** These files are there, and bring nothing. */
export function setAside(db: Db, rows: readonly DatFileRow[]): void {
  const note = db.prepare(`update import_log set notes = 'undone' where id = ?`)
  db.transaction(() => {
    for (const row of rows) {
      putDatFile(db, withoutEntries(row, undoneProblem(row.path)))
      note.run(row.log_id)
    }
  })()
}

/** What a build says of it from then on. */
function undoneProblem(path: string): Problem {
  const message = `${path}: is not used, because its import was undone.`
  const hint = `\`curator dats import ${JSON.stringify(path.replace(/#.*$/, ''))}\` brings it back.`
  return problem('dat-undone', message, { path, hint })
}
