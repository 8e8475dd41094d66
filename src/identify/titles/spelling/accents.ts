/**
 * Accents that tell titles apart: La Pêche is fishing, La Péché is sin. Lists leave accents away, of all words or of some,
 * so where only one of two words has any, that tells nothing. Within a word they are all there, or none: Zürich is not
 * Zürìch, but for large letters at its beginning, which many write without.
 */
import { FOLDED, LONGEST_TITLE } from './title-key.ts'

const ASCII = /^[\0-\x7f]*$/
/** Both are drawn over long vowels of Japanese. */
const MACRON = '\u0304'
const CIRCUMFLEX = '\u0302'

/** Of two titles that are the same without accents; where they are not, false. */
export function haveOtherAccents(one: string, other: string): boolean {
  if (ASCII.test(one) || ASCII.test(other)) return false
  const [a, b] = [accentsOf(one), accentsOf(other)]
  if (a.letters !== b.letters) return false
  if (!isPartOf(a.accents, b.accents) && !isPartOf(b.accents, a.accents)) return true
  return [...a.words, ...b.words].some((word) => isOther(word, a.accents, b.accents))
}

/** By how many letters stand before their end. */
type Accents = ReadonlyMap<number, string>

interface Word {
  /** Letters before it, and before its end. */
  readonly from: number
  readonly to: number
}

function isPartOf(some: Accents, others: Accents): boolean {
  return [...some].every(([at, accent]) => others.get(at) === accent)
}

/** Whether a word has accents in both titles, and not the same ones. */
function isOther({ from, to }: Word, a: Accents, b: Accents): boolean {
  const places = Array.from({ length: to - from }, (_, i) => from + i + 1)
  const isAccented = (accents: Accents): boolean => places.some((at) => accents.has(at))
  return isAccented(a) && isAccented(b) && places.slice(1).some((at) => a.get(at) !== b.get(at))
}

interface Accented {
  /** Of the whole title, without accents. */
  readonly letters: string
  readonly accents: Accents
  readonly words: readonly Word[]
}

function accentsOf(title: string): Accented {
  const accents = new Map<number, string>()
  const words: Word[] = []
  let letters = ''
  const add = (accent: string): void => {
    accents.set(letters.length, (accents.get(letters.length) ?? '') + accent)
  }
  for (const [word] of title.slice(0, LONGEST_TITLE).normalize('NFKD').toLowerCase().matchAll(WORDS)) {
    const from = letters.length
    for (const unit of word) {
      const folded = FOLDED[unit]
      if (MARK.test(unit)) add(unit === CIRCUMFLEX ? MACRON : unit)
      else letters += folded ?? unit
      if (folded !== undefined) add(unit)
    }
    words.push({ from, to: letters.length })
  }
  return { letters, accents, words }
}

/** Letters, numbers, and the marks of Latin, Greek and Cyrillic. */
const WORDS = /[\p{L}\p{N}\u0300-\u036f]+/gu
const MARK = /[\u0300-\u036f]/
