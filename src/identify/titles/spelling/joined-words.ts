/**
 * Words that one title writes together and another apart. A capital, a mark or a number within tells where words meet:
 * ActRaiser is Act Raiser, Spider-Man is Spiderman. Blanks alone tell nothing: Steeplechase and Steeple Chase are two
 * games, and the Superb Owl is no Super Bowl.
 */
import { keyWords, LONGEST_TITLE, plainTitle } from './title-key.ts'
import { isUnspaced } from './unspaced.ts'

/** Marks that join the words beside them. */
const JOINTS = /(?<=[\p{L}\p{N}])[-\u2010\u2011./*\u30fb~]+(?=[\p{L}\p{N}])/gu
/** Where words meet that are written together; `IIDX` is one of them, `SDGundam` are two. */
const SEAMS =
  /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})|['\u2019\u2018`\u00b4]/gu

/** Of two titles with one match key, whether nothing tells that their words are the same. */
export function areWordsOthers(one: string, other: string): boolean {
  const [a, b] = [formsOf(one), formsOf(other)]
  if (a.plain === b.plain || isUnspaced(a.plain)) return false
  // two that both had to be put together may have been parted at other places
  return ![
    a.plain === b.joined,
    a.plain === b.parted,
    a.joined === b.plain,
    a.joined === b.parted,
    a.parted === b.plain,
    a.parted === b.joined,
    a.parted === b.parted,
  ].includes(true)
}

/** Of two titles with one match key, whether each is parted where the other is not: Super Bowl, Superb Owl. */
export function areWordsShifted(one: string, other: string): boolean {
  const [a, b] = [seamsOf(one), seamsOf(other)]
  return a.some((at) => !b.includes(at)) && b.some((at) => !a.includes(at))
}

/** Letters of the match key before each blank. */
function seamsOf(title: string): readonly number[] {
  let letters = 0
  return keyWords(plainTitle(title)).map((word) => (letters += word.length))
}

interface Forms {
  readonly plain: string
  /** With all marks between words taken out. */
  readonly joined: string
  /** Parted wherever words may meet. */
  readonly parted: string
}

function formsOf(title: string): Forms {
  const text = title.slice(0, LONGEST_TITLE).replaceAll('_', ' ')
  const wordsOf = (form: string): string => keyWords(plainTitle(form)).join(' ')
  return {
    plain: wordsOf(text),
    joined: wordsOf(text.replace(JOINTS, '')),
    parted: wordsOf(text.replace(SEAMS, ' ')),
  }
}
