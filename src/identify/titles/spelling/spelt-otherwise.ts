/** What of their spelling tells two titles of one match key apart. */
import { haveOtherAccents } from './accents.ts'
import { areWordsOthers } from './joined-words.ts'
import { readsOtherwise } from './left-out.ts'
import { haveOtherMarks } from './marks.ts'

/** In words; empty where both may be one title. */
export function speltOtherwise(one: string, other: string): readonly string[] {
  return [
    ...(readsOtherwise({ title: one }, { title: other }) ? ['letters that may be numerals or words'] : []),
    ...(areWordsOthers(one, other) ? ['words that are written together or apart'] : []),
    ...(haveOtherAccents(one, other) ? ['accents'] : []),
    ...(haveOtherMarks(one, other) ? ['marks'] : []),
  ]
}
