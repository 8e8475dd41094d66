/** Enters the words of titles, by which slips are corrected. */
import { rowWriter } from '../catalog/insert-rows.ts'
import { columnsOf } from '../catalog/pack-rows.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { isCorrectable, slipsOf } from '../slips.ts'

export interface WordWriter {
  /** In the index after `flush`. */
  put(word: string): void
  flush(): void
}

/**
 * Words stay when their titles go: a correction that finds nothing harms nobody. They wait for `flush`, and go in in the order
 * of their table: slips are numbers without any, and entered as they come each would touch another page.
 */
export function wordWriter(db: Db): WordWriter {
  const words = rowWriter(db, 'search_word', columnsOf('id word'))
  const slips = rowWriter(db, 'search_slip', columnsOf('slip word_id'))
  let known: Set<string> | undefined
  let newest = 0
  let fresh: (readonly [id: number, word: string])[] = []
  return {
    put(word) {
      if (!isCorrectable(word)) return
      // what changed nothing asks for none of them
      known ??= new Set(prepareOnce(db, 'select word from search_word').pluck().all() as string[])
      newest ||= Number(prepareOnce(db, 'select coalesce(max(id), 0) from search_word').pluck().get())
      if (known.has(word)) return
      known.add(word)
      fresh.push([++newest, word])
    },
    flush() {
      for (const row of fresh) words.add(row)
      words.flush()
      const all = fresh.flatMap(([id, word]) => Array.from(slipsOf(word), (slip) => [slip, id] as const))
      for (const row of all.sort(([a, of], [b, other]) => a - b || of - other)) slips.add(row)
      slips.flush()
      fresh = []
    },
  }
}
