/** Enters the words of titles, by which slips are corrected. */
import { rowWriter } from '../catalog/insert-rows.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { isCorrectable, slipsOf } from './slips.ts'

export interface WordWriter {
  /** In the index after `flush`. */
  put(word: string): void
  flush(): void
}

/** Words stay when their titles go: a correction that finds nothing harms nobody. */
export function wordWriter(db: Db): WordWriter {
  const words = rowWriter(db, 'search_word', [{ name: 'id' }, { name: 'word' }])
  const slips = rowWriter(db, 'search_slip', [{ name: 'slip' }, { name: 'word_id' }], words)
  let known: Set<string> | undefined
  let newest = 0
  return {
    put(word) {
      if (!isCorrectable(word)) return
      // what changed nothing asks for none of them
      known ??= new Set(prepareOnce(db, 'select word from search_word').pluck().all() as string[])
      newest ||= Number(prepareOnce(db, 'select coalesce(max(id), 0) from search_word').pluck().get())
      if (known.has(word)) return
      known.add(word)
      words.add([++newest, word])
      for (const slip of slipsOf(word)) slips.add([slip, newest])
    },
    flush() {
      words.flush()
      slips.flush()
    },
  }
}
