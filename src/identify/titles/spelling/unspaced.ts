/** Titles of scripts that put no blanks between words: what they have in common is told by letters in a row. */

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u
const ASCII = /^[\0-\x7f]*$/

export function isUnspaced(plain: string): boolean {
  return !ASCII.test(plain) && UNSPACED.test(plain)
}

/** Whether much of two plain forms, of which each has such letters, is the same in a row. */
export function shareRuns(a: string, b: string): boolean {
  const letters = lettersOf(a) + lettersOf(b)
  const shared = Math.min(coveredBy(a, pairsOf(b)), coveredBy(b, pairsOf(a)))
  if (shared >= TELLING && 2 * shared >= MUCH * letters) return true
  const start = commonStart(a, b)
  return (
    start >= TELLING_START && !COMMON_STARTS.has(a.slice(0, start)) && 2 * start >= MUCH_OF_START * letters
  )
}

/** Two letters of Han are a word. */
const TELLING = 2
const MUCH = 0.5
/** Series begin with their name: less is enough there, if it is no word that many begin with. */
const TELLING_START = 3
const MUCH_OF_START = 1 / 3
const COMMON_STARTS: ReadonlySet<string> = new Set([
  'スーパー',
  'ドラゴン',
  'ファイナル',
  'バトル',
  'ワールド',
  '슈퍼',
])

function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (let i = 0; i + 2 <= text.length; i++) pairs.add(text.slice(i, i + 2))
  return pairs
}

/** How many letters of a text stand in a pair that is among these. */
function coveredBy(text: string, pairs: ReadonlySet<string>): number {
  let covered = 0
  let wasInPair = false
  for (let i = 0; i + 2 <= text.length; i++) {
    const pair = text.slice(i, i + 2)
    const isInPair = !pair.includes(' ') && pairs.has(pair)
    if (isInPair) covered += wasInPair ? 1 : 2
    wasInPair = isInPair
  }
  return covered
}

function commonStart(a: string, b: string): number {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  return start
}

function lettersOf(text: string): number {
  return text.replaceAll(' ', '').length
}
