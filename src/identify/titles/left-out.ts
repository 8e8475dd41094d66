/** What match keys leave out of titles, and games may still differ by. */
import { isInitial, LONGEST_TITLE, plainTitle, SMALL_WORDS, withoutAccents } from './title-key.ts'

export interface LeftOut {
  readonly article: string
  readonly noes: number
  /** Each `of` and `and`, in order: Knights of Honor are not Knights and Honor. */
  readonly joints: string
  /** What is no letter and no punctuation: the star of Love ★ Hina, the dot of .hack. */
  readonly signs: string
  /** Exclamation marks. */
  readonly marks: number
  /** What is never spelling: `+` of Darius +, `'` of Street Fighter Zero 2', `A` of Super Robot Taisen A. */
  readonly ending: string
}

/**
 * An article at the beginning, a `no` (No Fear is not Fear), whether it is `of` or `and`, signs, exclamation marks, an
 * `a` that is no article, and how it ends. A text that is equal for titles that agree in these.
 * @param plain the title in plain form
 */
export function leftOut(title: string, plain: string): string {
  const { article, noes, joints, signs, marks, ending } = leftOutOf(title, plain)
  return `${article} ${noes} ${joints} ${signs} ${marks} ${ending}`
}

/**
 * A text that is equal for two titles that people would call one game by: other than in marks and articles, which they
 * leave away, it is the same; and a title of one word is the same in these too, for Mask is not The Mask.
 */
export function calledAlike(title: string): string {
  const plain = plainTitle(title)
  const { article, noes, joints, signs, marks, ending } = leftOutOf(title, plain)
  const spelling = plain.includes(' ') ? '' : `${article} ${marks}`
  return `${plain} ${noes} ${joints} ${signs} ${ending} ${spelling}`
}

/**
 * Not those that DATs cannot write in names of files, and so write otherwise (Q*bert), nor what parts titles (~) or is
 * read as a letter (×).
 */
const SIGNS = /^\.(?=\p{L})|(?![\u00a9\u00ae])\p{So}|[\p{Sc}%]|(?![+<=>|~\u2044\u00d7\u2212])\p{Sm}/gu
const PLAIN = /^[ -~]*$/

export function leftOutOf(title: string, plain: string): LeftOut {
  const read = title.slice(0, LONGEST_TITLE)
  const text = (PLAIN.test(read) ? read : withoutAccents(read)).toLowerCase().replaceAll('_', ' ').trim()
  const article =
    /^(the|an?) +\S/.exec(text)?.[1] ?? /, (the|an?)(?=$| *[^\p{L}\p{N} ])/u.exec(text)?.[1] ?? ''
  const words = plain.split(' ')
  const last = words.at(-1) ?? ''
  const articlesWithin = text.match(/[-\u2013:~] +a /g)?.length ?? 0
  return {
    article,
    noes: words.filter((word) => word === 'no').length,
    joints: words.filter((word) => word === 'of' || word === 'and').join('-'),
    // in one form of Unicode, with all marks: ≠ is more than =
    signs: read.trim().normalize('NFKC').match(SIGNS)?.join('') ?? '',
    marks: text.split('!').length - 1,
    ending: [
      words.filter((word, i) => word === 'a' && !isInitial(words, i)).length - articlesWithin,
      words.length > 1 && SMALL_WORDS.has(last) && !isInitial(words, words.length - 1) ? last : '',
      /[!\u221e]+$/.exec(text)?.[0] ?? '',
      /(?:\p{N}|\b[ivx]+)(['\u2019\u2018`\u00b4\u2032]+)$/u.exec(text)?.[1]?.length ?? 0,
      // two titles that are the same for so long may differ behind it
      title.slice(LONGEST_TITLE),
    ].join('/'),
  }
}

interface Titled {
  readonly title: string
}

/**
 * Whether two titles of one key have letters that the one spells as a numeral and the other as a word (Batman v Superman
 * is no fifth Batman, and F.E.A.R. is not Fear), or a `the` that means something (Escape the Room is not Escape Room).
 * Never where their plain forms are equal.
 */
export function readsOtherwise(one: Titled, other: Titled): boolean {
  const a = one.title.replaceAll('_', ' ')
  const b = other.title.replaceAll('_', ' ')
  if (!MAY_READ_OTHERWISE.test(a) && !MAY_READ_OTHERWISE.test(b)) return false
  if (plainTitle(a) === plainTitle(b)) return false
  if (versusIn(a) !== versusIn(b) || articlesIn(a) !== articlesIn(b)) return true
  return isWordOfOther(a, b) || isWordOfOther(b, a)
}

const MAY_READ_OTHERWISE = /[ -]v(?:[ .-]|$)| the |(?:\p{L}\.){3}/iu

/** Where a `v` that stands by itself ends the title or its part, or comes before one of these, it is a five. */
const BEHIND_FIVE =
  /^(?: *$| +[-\u2013~] | *[:,(&+/'!?]| +(?:advance|and|anniversary|arcade|champion|classic|collection|complete|definitive|deluxe|demo|disc|dx|edition|enhanced|episode|ex|final|gold|hd|international|lite|mobile|online|part|plus|pocket|portable|premium|remake|remaster(?:ed)?|special|trial|turbo|ultimate|ultra|vol(?:ume)?)\b)/i

/** How often a `v` within is perhaps no five, but versus, or a letter. */
function versusIn(title: string): number {
  // numerals are written large: a small one among large letters is a word
  const isSmall = /\p{Lu}/u.test(title)
  let count = 0
  for (const found of title.slice(0, LONGEST_TITLE).matchAll(/(?<=\S)([ -])(v)(?=[ .-]|$)/gi)) {
    const [whole, before, letter] = found
    const behind = title.slice(found.index + whole.length)
    const isLetter = before === '-' || (isSmall && letter === 'v' && behind.trim() !== '')
    if (isLetter || !BEHIND_FIVE.test(behind)) count++
  }
  return count
}

/** Behind these, people leave it out. */
const PREPOSITIONS: ReadonlySet<string> = new Set([
  'and',
  'at',
  'by',
  'for',
  'from',
  'in',
  'into',
  'of',
  'on',
  'to',
  'versus',
  'vs',
  'vs.',
  'with',
])

/** How often there is a `the` behind a word: not at the beginning, and not behind a mark. */
function articlesIn(title: string): number {
  const found = title.slice(0, LONGEST_TITLE).matchAll(/([\p{L}\p{N}!?'\u2019.]+) the (?=\S)/giu)
  return [...found].filter(([, before = '']) => !PREPOSITIONS.has(before.toLowerCase())).length
}

const ACRONYM = /(?<!\p{L})(?:\p{L}\.){3,}/gu

/** Whether the one shortens several words to letters with dots, where the other has a word that is spelt like these. */
function isWordOfOther(title: string, other: string): boolean {
  return [...title.matchAll(ACRONYM)].some(([acronym]) => {
    const letters = acronym.replaceAll('.', '')
    const word = new RegExp(`(?<!\\p{L})${letters}(?!\\p{L})`, 'iu').exec(other)?.[0]
    return word !== undefined && word !== word.toUpperCase()
  })
}
