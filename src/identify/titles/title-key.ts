/**
 * What stays of a title when spelling is taken off it. The order of the steps is the tested one: accents come before
 * everything that knows only plain letters, articles before punctuation, because `, The` needs its comma.
 */

/** Letters that no decomposition takes apart. */
const FOLDED: Readonly<Record<string, string>> = {
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
/** They say who owns the name, and are no part of it. */
const TRADE_MARKS = /[\u2122\u00ae\u00a9\u2120]/g
const FOLDABLE = new RegExp(`[${Object.keys(FOLDED).join('')}]`, 'g')
const MOVED_ARTICLE = /, (?:the|a|an)(?=$| *[^\p{L}\p{N} ])/gu
/** `A.` is an initial. */
const LEADING_ARTICLE = /^(?:the|a|an) +(?=\S)/
const APOSTROPHES = /['\u2019\u2018`\u00b4]/g
const NO_LETTER = /[^\p{L}\p{N}]+/gu

/** Nearly all titles: nothing in them has accents to lose. */
const ASCII = /^[ -~]*$/

/** No title of any DAT is nearly as long. What stands behind it is not looked at. */
const LONGEST_TITLE = 300

/** Words in lower case with one space between: `Pokémon Stadium, The` → `pokemon stadium`. May be empty. */
export function plainTitle(title: string): string {
  const text = title.slice(0, LONGEST_TITLE)
  return (ASCII.test(text) ? text.toLowerCase() : plainLetters(text))
    .replaceAll('_', ' ')
    .trim()
    .replace(MOVED_ARTICLE, '')
    .replace(LEADING_ARTICLE, '')
    .replace(APOSTROPHES, '')
    .replace(/[&+]/g, ' and ')
    .replace(NO_LETTER, ' ')
    .trim()
}

/** In one form of Unicode, wide and narrow letters alike. */
export function withoutAccents(text: string): string {
  return text.replace(TRADE_MARKS, '').normalize('NFKD').replace(ACCENTS, '').normalize('NFC')
}

function plainLetters(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
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

const SMALL_WORDS = new Set(['no', 'of', 'the', 'and', 'a'])

/**
 * What titles of one game have in common more often than their plain forms: Roman numerals are digits, small words and
 * spaces are gone. Of a text in plain form. Two titles with one key are most likely one game, and not surely: `Goal!`
 * and `Goal!!` are two. Empty keys mean nothing.
 */
export function matchKey(plain: string): string {
  return arabic(plain)
    .filter((word) => !SMALL_WORDS.has(word))
    .join('')
}

/** Found in No-Intro's lists: two games on one platform, which spelling alone tells apart. */
const KEYS_OF_TWO: ReadonlySet<string> = new Set(['adventureslolo2', 'castlequest', 'streetfighter6'])

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

/**
 * What the key leaves out and titles may still differ by: an article at the beginning, a `no` (No Fear is not Fear),
 * whether it is `of` or `and`, signs, exclamation marks, an `a` that is no article, and how it ends. A text that is equal
 * for titles that agree in these. `plain`: the title in plain form.
 */
export function leftOut(title: string, plain: string): string {
  const { article, noes, joints, signs, marks, ending } = leftOutOf(title, plain)
  return `${article} ${noes} ${joints} ${signs} ${marks} ${ending}`
}

/** Not those that DATs cannot write in names of files, and so write otherwise: Q*bert. */
const SIGNS = /[\p{So}\p{Sc}%\u221e\u266f]/gu

export interface LeftOut {
  readonly article: string
  readonly noes: number
  /** Each `of` and `and`, in order: Knights of Honor are not Knights and Honor. */
  readonly joints: string
  /** What is no letter and no punctuation: the star of Love \u2605 Hina. */
  readonly signs: string
  /** Exclamation marks. */
  readonly marks: number
  /** What is never spelling: `+` of Darius +, `'` of Street Fighter Zero 2', `A` of Super Robot Taisen A. */
  readonly ending: string
}

export function leftOutOf(title: string, plain: string): LeftOut {
  const text = title.slice(0, LONGEST_TITLE).toLowerCase().replaceAll('_', ' ').trim()
  const article =
    /^(the|an?) +\S/.exec(text)?.[1] ?? /, (the|an?)(?=$| *[^\p{L}\p{N} ])/u.exec(text)?.[1] ?? ''
  const words = plain.split(' ')
  const last = words.at(-1) ?? ''
  const articlesWithin = text.match(/[-\u2013:~] +a /g)?.length ?? 0
  return {
    article,
    noes: words.filter((word) => word === 'no').length,
    joints: words.filter((word) => word === 'of' || word === 'and').join('-'),
    signs: text.replace(TRADE_MARKS, '').match(SIGNS)?.join('') ?? '',
    marks: text.split('!').length - 1,
    ending: [
      words.filter((word) => word === 'a').length - articlesWithin,
      words.length > 1 && SMALL_WORDS.has(last) ? last : '',
      /[!\u221e]+$/.exec(text)?.[0] ?? '',
      /(?:\p{N}|\b[ivx]+)(['\u2019\u2018`\u00b4\u2032]+)$/u.exec(text)?.[1]?.length ?? 0,
      // two titles that are the same for so long may differ behind it
      title.slice(LONGEST_TITLE),
    ].join('/'),
  }
}

function arabic(plain: string): string[] {
  if (plain === '') return []
  return plain
    .split(' ')
    .map((word, i) => (i > 0 && Object.hasOwn(ROMAN, word) ? (ROMAN[word] ?? word) : word))
}

/** What stands before and behind the first mark of a subtitle, in plain form; one part, the whole, where there is none. */
export function titleParts(title: string, plain: string): readonly string[] {
  const cut = /\s+[-\u2013~]\s+|:\s+/.exec(title.slice(0, LONGEST_TITLE))
  if (!cut || cut.index === 0) return [plain]
  const parts = [title.slice(0, cut.index), title.slice(cut.index + cut[0].length)]
  return parts.map(plainTitle).filter((part) => part !== '')
}
