/** What match keys leave out of titles, and games may still differ by. */
import { oneApostrophe } from './marks.ts'
import {
  arabic,
  isInitial,
  LONGEST_TITLE,
  matchKey,
  plainTitle,
  SMALL_WORDS,
  withoutAccents,
} from './title-key.ts'

interface LeftOut {
  readonly article: string
  /** Each `no` with the letters before it: Fear No Evil is not No Fear Evil. */
  readonly noes: string
  /** Each `of` and `and` in the same way: Knights of Honor are not Knights and Honor. */
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
 * read as a letter (×). A dot or a hyphen before a number makes another number of it, and a dot or an apostrophe within: 1.5
 * is not 1-5, and 5'1 not 51. C# is not C.
 */
const SIGNS =
  /^\.(?=\p{L})|(?<!\p{L})\.(?=\p{N})|(?<=\p{N})[,'\u2019](?=\p{N})|^#(?=[\p{L}\p{N}])|(?<=\p{L})#(?![\p{L}\p{N}])|(?<=\s)[-\u2212\u2013\u2014](?=\p{N})|(?![\u00a9\u00ae])\p{So}|[\p{Sc}%\u2030@\u00a7\u00b6\u2020\u2021^]|(?![+<=>|~\u2044\u00d7\u2212])\p{Sm}/gu
/** Without their apostrophe they are other words: she'll, shell. */
const CONTRACTIONS =
  /(?<![\p{L}\p{N}])(?:can['\u2019]t|won['\u2019]t|(?:he|i|she|we)['\u2019](?:d|ll)|(?:we|who)['\u2019]re)(?![\p{L}\p{N}])/gu
/** Behind a number or a single letter at the end: Zero 2'. Elsewhere they are spelling: Rollin', Rock 'n'. */
const PRIMES = /(?:\p{N}|(?<![\p{L}\p{N}'])(?:[ivxlc]+|\p{L})) *('+)[ .?]*$/iu
/** Behind a number or a single letter at the end, as a school marks: Grade A-. */
const MINUS = /(?<![\p{L}\p{N}-])(?:\p{L}|\p{N}+)[-\u2212\u2013]$/u
/** An article behind a mark, as at the beginning. */
const ARTICLE_WITHIN = /([-\u2013:~] +)a (?=\S)/g
const PLAIN = /^[ -~]*$/

export function leftOutOf(title: string, plain: string): LeftOut {
  const read = title.slice(0, LONGEST_TITLE)
  const text = (PLAIN.test(read) ? read : withoutAccents(read)).toLowerCase().replaceAll('_', ' ').trim()
  const article =
    /^(the|an?) +\S/.exec(text)?.[1] ?? /, (the|an?)(?=$| *[^\p{L}\p{N} ])/u.exec(text)?.[1] ?? ''
  const words = plain.split(' ')
  const last = words.at(-1) ?? ''
  const all = smallWords(words)
  const bare = text.replace(ARTICLE_WITHIN, '$1')
  const letters = bare === text ? all : smallWords(plainTitle(bare).split(' '))
  return {
    article,
    noes: placesOf(all, ['no']),
    joints: placesOf(all, ['of', 'and']),
    // in one form of Unicode, with all marks: ≠ is more than =
    signs: (read.trim().normalize('NFKC').match(SIGNS)?.join('') ?? '').replace(/[\u2212\u2013\u2014]/g, '-'),
    marks: text.split('!').length - 1,
    ending: [
      placesOf(letters, ['a']),
      words.length > 1 && SMALL_WORDS.has(last) && !isInitial(words, words.length - 1) ? last : '',
      /[!\u221e]+$/.exec(text)?.[0] ?? '',
      MINUS.test(text) ? '-' : '',
      PRIMES.exec(oneApostrophe(read))?.[1]?.length ?? 0,
      text.match(CONTRACTIONS)?.join() ?? '',
      // two titles that are the same for so long may differ behind it
      title.slice(LONGEST_TITLE),
    ].join('/'),
  }
}

interface SmallWord {
  readonly word: string
  /** Letters of the match key before it. */
  readonly behind: number
}

function smallWords(words: readonly string[]): readonly SmallWord[] {
  if (!words.some((word) => SMALL_WORDS.has(word))) return []
  const found: SmallWord[] = []
  let behind = 0
  for (const [i, word] of arabic(words.join(' ')).entries()) {
    if (SMALL_WORDS.has(word) && !isInitial(words, i)) found.push({ word, behind })
    else behind += word.length
  }
  return found
}

function placesOf(small: readonly SmallWord[], words: readonly string[]): string {
  return small
    .filter(({ word }) => words.includes(word))
    .map(({ word, behind }) => `${word}${behind}`)
    .join('-')
}

interface Titled {
  readonly title: string
}

/**
 * Whether two titles of one key have letters that the one spells as a numeral and the other as a word (Batman v Superman
 * is no fifth Batman, Vi is no sixth, and F.E.A.R. is not Fear), a `the` that means something (Escape the Room is not
 * Escape Room), or a syllable that a mark parts from its word (Re-Creation is no Recreation).
 * Never where their plain forms are equal.
 */
export function readsOtherwise(one: Titled, other: Titled): boolean {
  const a = one.title.replaceAll('_', ' ')
  const b = other.title.replaceAll('_', ' ')
  if (!MAY_READ_OTHERWISE.test(a) && !MAY_READ_OTHERWISE.test(b)) return false
  if (plainTitle(a) === plainTitle(b)) return false
  if (versusIn(a) !== versusIn(b) || articlesIn(a) !== articlesIn(b) || namesIn(a) !== namesIn(b)) return true
  return isWordOfOther(a, b) || isWordOfOther(b, a)
}

const MAY_READ_OTHERWISE =
  /[ -]v(?:[ .-]|$)| the |(?<!\p{L})\p{L}[-.* ]\p{L}(?!\p{L})|(?<!\p{L})(?:i[ivx]|vi)(?!\p{L})|(?<!\p{L})(?:[aeiou]|al|any|anti|at|be|co|con|de|dis|en|ex|for|in|is|mis|non|over|pre|pro|re|some|sub|to|un|uni|up)[-:/.~]\p{L}|(?<!\p{L})\p{L}-[aeiou]|\p{L}-\p{L}(?!\p{L})|(?<!\p{L})\p{L}\/\p{L}/iu

/** Where a `v` that stands by itself ends the title or its part, or comes before one of these, it is a five. */
const BEHIND_FIVE =
  /^(?: *$| +[-\u2013~] | *[:,(&+/'!?]| +(?:advance|and|anniversary|arcade|champion|classic|collection|complete|definitive|deluxe|demo|disc|dx|edition|enhanced|episode|ex|final|gold|hd|international|lite|mobile|online|part|plus|pocket|portable|premium|remake|remaster(?:ed)?|special|trial|turbo|ultimate|ultra|vol(?:ume)?)\b)/i

/** Where a `v` within is perhaps no five, but versus, or a letter. */
function versusIn(title: string): string {
  // numerals are written large: a small one among large letters is a word
  const isSmall = /\p{Lu}/u.test(title)
  const places: number[] = []
  for (const found of title.slice(0, LONGEST_TITLE).matchAll(/(?<=\S)([ -])(v)(?=[ .-]|$)/gi)) {
    const [whole, before, letter] = found
    const behind = title.slice(found.index + whole.length)
    const isLetter = before === '-' || (isSmall && letter === 'v' && behind.trim() !== '')
    if (isLetter || !BEHIND_FIVE.test(behind)) places.push(lettersOf(title.slice(0, found.index)))
  }
  return places.join()
}

function lettersOf(start: string): number {
  return matchKey(plainTitle(start)).length
}

/** Where words stand that only look like numerals, which are written large: Vi is a name, and Ii is good in Japanese. */
function namesIn(title: string): string {
  if (!/\p{Lu}/u.test(title)) return ''
  const found = title.slice(0, LONGEST_TITLE).matchAll(/(?<![\p{L}\p{N}])(?:i[ivx]|vi)(?![\p{L}\p{N}])/giu)
  return [...found]
    .filter(([word]) => word !== word.toUpperCase())
    .map(({ index }) => lettersOf(title.slice(0, index)))
    .join()
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

/** Where there is a `the` behind a word: not at the beginning, and not behind a mark. */
function articlesIn(title: string): string {
  const found = title.slice(0, LONGEST_TITLE).matchAll(/([\p{L}\p{N}!?'\u2019.]+) the (?=\S)/giu)
  return [...found]
    .filter(([, before = '']) => !PREPOSITIONS.has(before.toLowerCase()))
    .map(({ index, 1: before = '' }) => lettersOf(title.slice(0, index + before.length)))
    .join()
}

/** Letters that stand for words: F.E.A.R., M*A*S*H, U.S. */
const ACRONYM = /(?<!\p{L})(?:\p{L}[-.* ])+\p{L}(?!\p{L})/gu
/** Syllables that make another word of one. */
const PARTED =
  /(?<!\p{L})(?:al|any|anti|at|be|co|con|de|dis|en|ex|for|in|is|mis|non|over|pre|pro|re|some|sub|to|un|uni|up)[-:/.~]\p{L}+/giu
/** S/he is two words, and She one. */
const SLASHED = /(?<!\p{L})\p{L}\/\p{L}+/gu
/** A letter behind a word, which makes another of it: Type-S, Types; Cube-D, Cubed. */
const LETTER_BEHIND = /(?<!\p{L})\p{L}+-\p{L}(?!\p{L})/giu
/** A letter before a word, which makes another of it where it can be said: I-Con, Icon; S-Express, Sexpress. */
const LETTER_BEFORE = /(?<!\p{L})(?:[aeiou]-\p{L}|\p{L}-[aeiou])\p{L}*/giu

/** Whether the other title has as one word what this one spells in letters, or parts. */
function isWordOfOther(title: string, other: string): boolean {
  const asOne = (parts: string): string | undefined =>
    new RegExp(`(?<!\\p{L})${parts.replace(/[-.*:/~ ]/g, '')}(?!\\p{L})`, 'iu').exec(other)?.[0]
  const read = title.slice(0, LONGEST_TITLE)
  const found = (parts: RegExp): string[] => Array.from(read.matchAll(parts), ([word]) => word)
  // names of files have no capitals
  const letters = /\p{Lu}/u.test(other) ? found(LETTER_BEFORE).filter(isWord) : []
  return (
    [...found(ACRONYM), ...found(SLASHED)].map(asOne).some(isWord) ||
    [...found(PARTED), ...found(LETTER_BEHIND), ...letters].map(asOne).some(isOneWord)
  )
}

/** Without a capital where its parts meet: ProAm is Pro-Am. */
function isOneWord(word: string | undefined): boolean {
  return word !== undefined && !/\p{Ll}\p{Lu}/u.test(word)
}

/** Not what people write of initials: `RC`, and `Rc`, which nobody can say. */
function isWord(word: string | undefined): boolean {
  return word !== undefined && word !== word.toUpperCase() && (word.length > 2 || /[aeiou]/i.test(word))
}
