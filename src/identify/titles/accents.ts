/**
 * Accents that tell titles apart: La Pêche is fishing, La Péché is sin. Lists leave accents away, all or some of them, so
 * where only one of two titles has any more than the other, that tells nothing.
 */
import { LONGEST_TITLE } from './title-key.ts'

const ASCII = /^[\0-\x7f]*$/
/** Both are drawn over long vowels of Japanese. */
const MACRON = '\u0304'
const CIRCUMFLEX = '\u0302'

/** Of two titles that are the same without accents; where they are not, false. */
export function haveOtherAccents(one: string, other: string): boolean {
  if (ASCII.test(one) || ASCII.test(other)) return false
  const [a, b] = [accentsOf(one), accentsOf(other)]
  if (a.letters !== b.letters) return false
  return !isPartOf(a.accents, b.accents) && !isPartOf(b.accents, a.accents)
}

type Accents = ReadonlyMap<number, string>

function isPartOf(some: Accents, others: Accents): boolean {
  return [...some].every(([at, accent]) => others.get(at) === accent)
}

/** Its letters without accents, and which accent behind which of them. */
function accentsOf(title: string): { readonly letters: string; readonly accents: Accents } {
  const accents = new Map<number, string>()
  let letters = ''
  for (const [unit] of title.slice(0, LONGEST_TITLE).normalize('NFKD').toLowerCase().matchAll(UNITS)) {
    if (!MARK.test(unit)) {
      letters += unit
      continue
    }
    const accent = unit === CIRCUMFLEX ? MACRON : unit
    accents.set(letters.length, (accents.get(letters.length) ?? '') + accent)
  }
  return { letters, accents }
}

/** Letters, numbers, and the marks of Latin, Greek and Cyrillic. */
const UNITS = /[\p{L}\p{N}\u0300-\u036f]/gu
const MARK = /[\u0300-\u036f]/
