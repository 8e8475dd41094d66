/**
 * What stays of a title when spelling is taken off it. The order of the steps is the tested one: accents come before
 * everything that knows only plain letters, articles before punctuation, because `, The` needs its comma.
 */

/** Letters that no decomposition takes apart. */
export const FOLDED: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/**
 * Only marks of Latin, Greek and Cyrillic: kana must keep theirs, or `が` would be `か`. And so must `й`, `ў` and `ї`,
 * which are letters of their own: Герой is one hero, Герои are several.
 */
const ACCENTS = /(?<![ИиУу])\u0306|(?<![Іі])\u0308|[\u0300-\u0305\u0307\u0309-\u036f]/g
/**
 * They say who owns the name, or how a sign is drawn (as a picture, in a box, without width), and are no part of it.
 */
const UNSEEN = /[\u2122\u00ae\u00a9\u2120\p{Cf}\u20dd-\u20e4\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu
/** Street Fighter \u00d7 Tekken is read with an X. */
const TIMES = /\u00d7/g
/** 2\u00bd is two and a half, not twenty-one halves; 2\u00b2 is not 22. */
const OTHER_NUMBER = /(?<=\p{N})(?=\p{No})|(?<=\p{No})(?=\p{N})/gu
/** Would be a blank with an accent. */
const ACUTE = /\u00b4/g
const FOLDABLE = new RegExp(`[${Object.keys(FOLDED).join('')}]`, 'g')
const MOVED_ARTICLE = /, (?:the|a|an)(?=$| *[^\p{L}\p{N} ])/gu
/** `A.` is an initial. */
const LEADING_ARTICLE = /^(?:the|a|an) +(?=\S)/
const APOSTROPHES = /['\u2019\u2018`\u00b4\u02bc\u201b]/g
/** Marks belong to their letters: in Thai and Hindi they are the vowels. */
const NO_LETTER = /(?:^\p{M}+|[^\p{L}\p{N}\p{M}]\p{M}*)+/gu

/** Nearly all titles: nothing in them has accents to lose. */
const ASCII = /^[ -~]*$/

/** No title of any DAT is nearly as long. What stands behind it is not looked at. */
export const LONGEST_TITLE = 300

/** Words in lower case with one space between: `Pokémon Stadium, The` → `pokemon stadium`. May be empty. */
export function plainTitle(title: string): string {
  const text = title.slice(0, LONGEST_TITLE)
  return (
    (ASCII.test(text) ? text.toLowerCase() : plainLetters(text))
      .replaceAll('_', ' ')
      // so people draw the two of an Apple ][
      .replaceAll('][', ' ii ')
      .trim()
      .replace(MOVED_ARTICLE, '')
      .replace(LEADING_ARTICLE, '')
      .replace(APOSTROPHES, '')
      .replace(/[&+]/g, ' and ')
      .replace(NO_LETTER, ' ')
      .trim()
  )
}

/** In one form of Unicode, wide and narrow letters alike. */
export function withoutAccents(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(OTHER_NUMBER, ' ')
    .replace(ACUTE, "'")
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
}

function plainLetters(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(TIMES, ' x ')
    .replace(FOLDABLE, (letter) => FOLDED[letter] ?? letter)
}

/** Not `x`, which is a letter more often (Mega Man X), and nothing beyond: those are names in other languages. */
const ROMAN: Readonly<Record<string, string>> = {
  ii: '2',
  iii: '3',
  iv: '4',
  v: '5',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
}

export const SMALL_WORDS: ReadonlySet<string> = new Set(['no', 'of', 'the', 'and', 'a'])

/**
 * What titles of one game have in common more often than their plain forms: Roman numerals are digits, small words and
 * spaces are gone. Of a text in plain form. Two titles with one key are most likely one game, and not surely: `Goal!`
 * and `Goal!!` are two. Empty keys mean nothing.
 */
export function matchKey(plain: string): string {
  return keyWords(plain).join('')
}

/** The words that a match key is made of. */
export function keyWords(plain: string): string[] {
  return arabic(plain).filter((word, i, words) => !SMALL_WORDS.has(word) || isInitial(words, i))
}

/** An `a` beside a single letter is no article: M.U.S.H.A. */
export function isInitial(words: readonly string[], i: number): boolean {
  return words[i] === 'a' && (LETTER.test(words[i - 1] ?? '') || LETTER.test(words[i + 1] ?? ''))
}

const LETTER = /^\p{L}$/u

/**
 * Two games, which spelling alone tells apart: found in lists of No-Intro and GoodTools, the Gradius 2 of the MSX, and
 * series that began anew under their old names (Modern Warfare 2 of 2009, Modern Warfare II of 2022).
 */
const KEYS_OF_TWO: ReadonlySet<string> = new Set([
  'adventure2',
  'adventureslolo2',
  'calldutymodernwarfare2',
  'calldutymodernwarfare3',
  'gradius2',
  'streetfighter6',
  'xcomenemyunknown',
])

/** Whether the key is known to stand for two games: then only an equal plain form says which is meant. */
export function isKeyOfTwo(key: string): boolean {
  return KEYS_OF_TWO.has(key)
}

/**
 * The numbers of a title, in order: what tells a sequel from the game before it. `Mega Man II` → `2`, `Sonic 3D` → `3`.
 * Two titles with different numbers are different games, however alike they look.
 */
export function sequelNumbers(plain: string): string {
  const words = arabic(plain).join(' ')
  return Array.from(words.matchAll(/\p{N}+/gu), ([digits]) => digits.replace(/^0+(?=.)/, '')).join(' ')
}

/** The words of a plain form, Roman numerals as digits. */
export function arabic(plain: string): string[] {
  if (plain === '') return []
  return plain
    .split(' ')
    .map((word, i) => (i > 0 && Object.hasOwn(ROMAN, word) ? (ROMAN[word] ?? word) : word))
}

/** What parts a title from its subtitle; `//` does so in .hack//Infection. */
const SUBTITLE = /\s+[-\u2013~]\s+|:\s+|(?<=\S)\/\/(?=\S)/

/** What stands before and behind the first mark of a subtitle, in plain form; one part, the whole, where there is none. */
export function titleParts(title: string, plain: string): readonly string[] {
  const cut = SUBTITLE.exec(title.slice(0, LONGEST_TITLE))
  if (!cut || cut.index === 0) return [plain]
  const parts = [title.slice(0, cut.index), title.slice(cut.index + cut[0].length)]
  return parts.map(plainTitle).filter((part) => part !== '')
}
