/** Enters the words of games into the full-text index, all of a transaction at its end. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'

/** A row of `search_text`. */
type GameText = readonly [id: number, titles: string, fused: string, names: string, facets: string]

interface TextWriter {
  drop(id: number): void
  /** Whose row is there has to be dropped before. */
  add(text: GameText): void
  flush(): void
}

/**
 * FTS5 gathers words in memory, and writes them as a segment that is merged with others later. It does so early before each
 * statement that SQLite may have to take back by itself, of whatever table: one that inserts several rows at once. Such a
 * statement in between, and a first index takes twice as long. So texts wait for the others, and go in one by one.
 */
export function textWriter(db: Db): TextWriter {
  const dropped: number[] = []
  const added: GameText[] = []
  const drop = prepareOnce(db, 'delete from search_text where rowid = ?')
  const insert = prepareOnce(
    db,
    'insert into search_text (rowid, titles, fused, names, facets) values (?, ?, ?, ?, ?)',
  )
  return {
    drop: (id) => dropped.push(id),
    add: (text) => added.push(text),
    flush() {
      for (const id of dropped) drop.run(id)
      for (const text of added) insert.run(...text)
      dropped.length = 0
      added.length = 0
    },
  }
}
