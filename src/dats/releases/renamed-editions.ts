/**
 * New editions of DATs whose headers name no platform that curator knows. Often the file has another name, too: then nothing
 * tells that it is the list that was in use but that one went when the other came.
 */
import type { Db } from '../../catalog/sqlite.ts'
import { groupBy } from '../../groups.ts'
import { datFileRow, datFileRows, isTold, putDatFile, type DatFileRow } from '../importing/store.ts'

/**
 * Such a DAT takes over how many games the one that went listed, as it does when the file is called as before. `came`: what was
 * read; `before`: of that what was known; `gone`: rows of files that are not there any more, perhaps for newer ones, also while
 * they still stand in the catalog.
 */
export function noteRenamedEditions(
  db: Db,
  came: readonly Place[],
  { before, gone }: { readonly before: readonly DatFileRow[]; readonly gone: readonly DatFileRow[] },
): void {
  const known = new Set(before.map(placeOf))
  // of those that were never in use there are new editions, too
  const idle = new Set(gone.filter(({ games }) => games === 0).map(nameOf))
  const unknown = came.flatMap((place) => {
    const row = known.has(placeOf(place)) ? undefined : datFileRow(db, place.dat, place.path)
    return row && isTold(row, 'dat-unknown-platform') && !idle.has(nameOf(row)) ? [row] : []
  })
  if (unknown.length === 0) return
  const went = new Set(gone.map(placeOf))
  const inUse = datFileRows(db).filter((row) => row.log_id !== null && !went.has(placeOf(row)))
  const there = new Set(inUse.map(nameOf))
  const lost = groupBy(
    gone.filter((row) => row.games > 0 && !there.has(nameOf(row))),
    ({ dat }) => dat,
  )
  for (const row of unknown) {
    const [first] = lost.get(row.dat) ?? []
    if (first) putDatFile(db, { ...row, games: first.games })
  }
}

type Place = Pick<DatFileRow, 'dat' | 'path'>

function placeOf({ dat, path }: Place): string {
  return `${dat}\n${path}`
}

function nameOf({ dat, name }: DatFileRow): string {
  return `${dat}\n${name}`
}
