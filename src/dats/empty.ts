/**
 * DATs that list nothing. Damaged ones are told where they are read; these can be read, and are worth a word all the same:
 * a list that was full is not emptied on purpose, but by a download or a program that went wrong.
 */
import { encodeProblem } from '../catalog/kept-problem.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { problem, type Problem } from '../errors.ts'
import { plural } from '../wording.ts'
import { datFileRow, isTold, putDatFile, withoutEntries, type DatFileRow } from './importing/store.ts'

/** How many games a file listed before this run, by its path and by the name in its header. 0: it is not known. */
type ListedBefore = (row: DatFileRow) => number

/**
 * `again`: rows of files that are read again: what comes is compared with what the very same file said. `gone`: rows of
 * files that are not there any more: a newer edition has another file name, but the same name in its header.
 */
export function listedBefore(again: readonly DatFileRow[], gone: readonly DatFileRow[]): ListedBefore {
  const byPath = new Map(again.map((row) => [keyOf(row.dat, row.path), gamesOf(row)]))
  const byName = new Map<string, number>()
  for (const row of gone) {
    if (row.name) byName.set(keyOf(row.dat, row.name), gamesOf(row))
  }
  return ({ dat, path, name }) => {
    const games = byPath.get(keyOf(dat, path)) ?? 0
    return games > 0 || !name ? games : (byName.get(keyOf(dat, name)) ?? 0)
  }
}

/**
 * Called in the transaction of an import. A DAT that lists nothing gets its word (`dat-empty`); one that did list games
 * counts as one that cannot be read (`dat-emptied`), until it lists some again or `acceptEmpty` says that it may be empty.
 */
export function noteEmpty(
  db: Db,
  { dat, path }: Pick<DatFileRow, 'dat' | 'path'>,
  { before, acceptEmpty }: { readonly before: ListedBefore; readonly acceptEmpty: boolean },
): void {
  const row = datFileRow(db, dat, path)
  if (!row || row.log_id === null || listsFiles(db, row.log_id)) return
  const games = acceptEmpty ? 0 : before(row)
  putDatFile(
    db,
    games > 0
      ? { ...withoutEntries(row, emptied(path, games, row.games)), games }
      : { ...row, problem: encodeProblem(empty(path, row.games)) },
  )
}

/** Games without files are none that anybody could own: they have no rows. */
function listsFiles(db: Db, log: number): boolean {
  return prepareOnce(db, 'select 1 from dat_game where log_id = ? limit 1').get(log) !== undefined
}

/** Of one that cannot be used, what it listed when it could. */
function gamesOf(row: DatFileRow): number {
  return isTold(row, 'dat-empty') ? 0 : row.games
}

function keyOf(dat: string, of: string): string {
  return `${dat}\n${of}`
}

function empty(path: string, games: number): Problem {
  return problem('dat-empty', `${path}: ${listing(games)}.`, { path })
}

function emptied(path: string, before: number, games: number): Problem {
  const message = `${path}: listed ${plural(before, 'game')} before, and now ${listing(games)}. It is not used.`
  return problem('dat-emptied', message, { path })
}

function listing(games: number): string {
  if (games === 0) return 'lists no games'
  return `lists ${plural(games, 'game')}, and no files of ${games === 1 ? 'it' : 'any'}`
}
