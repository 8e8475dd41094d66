/** The words of a query as a question to FTS5, and their corrections. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { byCodeUnit } from '../order.ts'
import { isCorrectable, isOneSlip, slipsOf } from '../slips.ts'
import { NUMERALS } from './numerals.ts'
import { isSpaceless } from './spaceless.ts'

/** More words say no more, and cost. */
const MOST_WORDS = 12
const MOST_CORRECTIONS = 12

export function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ').slice(0, MOST_WORDS)
}

/** The endings of words written without spaces between them: so a word in their midst is found as a beginning. */
export function endingsOf(words: readonly string[]): readonly string[] {
  return words.filter(isSpaceless).flatMap((word) => {
    const letters = Array.from(word)
    return letters.slice(1).map((_, i) => letters.slice(i + 1).join(''))
  })
}

/** Whether one word of a text stands for a word that was typed. */
export function standsFor(own: string, typed: string): boolean {
  return own.startsWith(typed) || own === NUMERALS.get(typed) || (isSpaceless(typed) && own.includes(typed))
}

/**
 * Everything that has all words. Each may be the beginning of one, the last even when it is a single letter; `2` is `ii`,
 * and two words may be written as one (`mega man`, `megaman`).
 */
export function allWords(words: readonly string[]): string {
  const groups = words.map((word, i) => anyOf(asTyped(word, i === words.length - 1)))
  const joined = words.slice(1).map((word, i) => {
    const pair = begin(`${words[i]}${word}`, i === words.length - 2)
    return [...groups.slice(0, i), pair, ...groups.slice(i + 2)].join(' AND ')
  })
  return [groups.join(' AND '), ...joined].map((all) => `(${all})`).join(' OR ')
}

/** What a word that was typed may stand for. */
function asTyped(word: string, isLast: boolean): readonly string[] {
  const numeral = NUMERALS.get(word)
  return [begin(word, isLast), ...(numeral === undefined ? [] : [quoted(numeral)])]
}

function anyOf(choices: readonly string[]): string {
  return choices.length === 1 ? choices.join('') : `(${choices.join(' OR ')})`
}

function begin(word: string, isLast: boolean): string {
  return isLast || word.length >= 3 || isSpaceless(word) ? `${quoted(word)} *` : quoted(word)
}

/** Words in plain form hold no quotes. */
function quoted(word: string): string {
  return `"${word}"`
}

/** The same with each word that nobody uses, or that has neighbours, as any of its corrections. */
export function correctedWords(db: Db, words: readonly string[]): string | undefined {
  const corrections = words.map((word) => correctionsOf(db, word))
  if (corrections.every((list) => list.length === 0)) return undefined
  return words
    .map((word, i) =>
      anyOf([...asTyped(word, i === words.length - 1), ...(corrections[i] ?? []).map(quoted)]),
    )
    .join(' AND ')
}

/** Words of titles that are one slip away, in order. */
function correctionsOf(db: Db, word: string): readonly string[] {
  if (!isCorrectable(word)) return []
  const near = prepareOnce(
    db,
    `select distinct w.word from json_each(?) j cross join search_slip s on s.slip = j.value
     join search_word w on w.id = s.word_id`,
  )
  const found = near.pluck().all(JSON.stringify([...slipsOf(word)])) as readonly string[]
  return found
    .filter((other) => isOneSlip(word, other))
    .sort(byCodeUnit)
    .slice(0, MOST_CORRECTIONS)
}
