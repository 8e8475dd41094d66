/** Games that a test has at hand, written into a catalog as those of a DAT are. */
import type { Db } from '../../src/catalog/sqlite.ts'
import { entryInserter, nameParents, nextGame } from '../../src/dats/importing/entries.ts'
import { entryRows } from '../../src/dats/importing/entry-rows.ts'

export function entryWriter(db: Db, logId: number, platformId: number) {
  const rows = entryRows(nextGame(db), entryInserter(db, logId, platformId))
  return {
    game: rows.game,
    finish() {
      const counts = rows.finish({ name: '' })
      nameParents(db, counts)
      return counts
    },
  }
}
