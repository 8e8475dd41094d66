/**
 * Titles as they are said, whoever wrote them down: `Seventh Saga` and `7th Saga`, `Dr. Mario` and `Doctor Mario`,
 * `Ookami` and `Okami`. What is said alike never links; people should see the one for the other.
 */
import { keyWords } from './title-key.ts'

const UNITS = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen'
).split(' ')
const UNITS_IN_ORDER = (
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth ' +
  'fifteenth sixteenth seventeenth eighteenth nineteenth'
).split(' ')
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const VALUES: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value) => [word, value] as const),
  ...UNITS_IN_ORDER.map((word, value) => [word, value] as const),
  ...TENS.flatMap((word, i) => [
    [word, 20 + 10 * i] as const,
    [word.replace(/y$/, 'ieth'), 20 + 10 * i] as const,
  ]),
])
const TIMES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['hundredth', 100],
  ['thousand', 1000],
  ['thousandth', 1000],
])
/** Most words are told by this alone. */
const MAY_BE_NUMBER = /^(?:[ivx]+|f?\d.*)$/
const ORDINAL = /^(\d+)(?:st|nd|rd|th)$/
const ROMAN = /^(x{0,3})(ix|iv|v?i{0,3})$/
const ROMAN_UNITS = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix']

/** By what they are shortened to; `St.` is a saint or a street. */
const SHORTENED: ReadonlyMap<string, string> = new Map([
  ['brothers', 'bros'],
  ['captain', 'capt'],
  ['chapter', 'ch'],
  ['christmas', 'xmas'],
  ['doctor', 'dr'],
  ['edition', 'ed'],
  ['episode', 'ep'],
  ['fort', 'ft'],
  ['international', 'intl'],
  ['junior', 'jr'],
  ['lieutenant', 'lt'],
  ['mister', 'mr'],
  ['mount', 'mt'],
  ['national', 'natl'],
  ['part', 'pt'],
  ['professor', 'prof'],
  ['saint', 'st'],
  ['senior', 'sr'],
  ['sergeant', 'sgt'],
  ['street', 'st'],
  ['version', 'ver'],
  ['versus', 'vs'],
  ['volume', 'vol'],
  // small words, as match keys leave them out
  ['et', ''],
  ['n', ''],
  ['number', ''],
  ['und', ''],
])
const FORMULA = /^f(\d)$/
/** Digits that stand for the letters they look like: `Se7en`, `D00m`. */
const LETTERLIKE = /(?<=[a-z])[013457]+(?=[a-z])/g
const LOOKS_LIKE: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }

const ASCII = /^[ -~]*$/
/** Which of the two kana a word is written in is taste. */
const KATAKANA = /[\u30a1-\u30f6]/g
const TO_HIRAGANA = 0x60
/** Particles that are written as they are spelt in kana, or as they are said. */
const PARTICLES: ReadonlyMap<string, string> = new Map([
  ['wo', 'o'],
  ['he', 'e'],
  ['ha', 'wa'],
])
/** Ways to write Japanese in Latin letters, as one; applied to any title, they make the same of the same. */
const LATIN: Readonly<Record<string, string>> = {
  c: 't',
  ch: 't',
  d: 'z',
  dz: 'z',
  f: 'h',
  j: 'z',
  jy: 'z',
  m: 'n',
  sh: 's',
  ts: 't',
}
const LATIN_WAYS =
  /c(?=ch)|ch(?=[aiou])|dz?(?=u)|f(?=u)|jy?(?=[aiou])|m(?=[bmp])|sh(?=[aiou])|ts(?=u)|o(?:[ou]+|h(?![aeiou]))|([aiu])\1+/g
/** As in `sha`, which is also written `sya`. */
const GLIDES = /^(?:ch|jy?|sh)$/

/** What titles that are said alike have in common. Of a plain form; may be empty, which means nothing. */
export function saidForm(plain: string): string {
  const words: string[] = []
  for (const word of keyWords(plain)) {
    if (MAY_BE_NUMBER.test(word)) words.push(...digitsOf(word))
    else if (SHORTENED.get(word) !== '') words.push(SHORTENED.get(word) ?? inLetters(word))
  }
  const said = inDigits(words)
  if (!ASCII.test(plain)) return said.join('').replace(KATAKANA, hiraganaOf)
  return said
    .map((word) => PARTICLES.get(word) ?? word)
    .join('')
    .replace(LATIN_WAYS, (letters: string, vowel: string | undefined, at: number, text: string) => {
      const isGlide = GLIDES.test(letters) && text[at + letters.length] !== 'i'
      return (LATIN[letters] ?? vowel ?? 'o') + (isGlide ? 'y' : '')
    })
}

function inLetters(word: string): string {
  return word.replace(LETTERLIKE, (digits) => digits.replace(/./g, (digit) => LOOKS_LIKE[digit] ?? digit))
}

function hiraganaOf(katakana: string): string {
  return String.fromCharCode(katakana.charCodeAt(0) - TO_HIRAGANA)
}

const BEGINS_WITH_NUMBER = /^\d/
/** The years of 19XX are numbers as well. */
const ANY_NUMBER = /\d[\dx]*/g

/**
 * Of a title as it is said: what those have in common that begin with a number and are the same but for numbers, such as
 * `1942` and `1943`, `One on One` and `Two on Two`. Others
 * have their words in common.
 */
export function numberless(said: string): string | undefined {
  return BEGINS_WITH_NUMBER.test(said) ? said.replace(ANY_NUMBER, '#') : undefined
}

function digitsOf(word: string): string[] {
  const formula = FORMULA.exec(word)
  if (formula) return ['formula', formula[1] ?? '']
  const ordinal = ORDINAL.exec(word)
  if (ordinal) return [ordinal[1] ?? word]
  const [, tens = '', units = ''] = ROMAN.exec(word) ?? []
  return [tens + units === '' ? word : String(10 * tens.length + ROMAN_UNITS.indexOf(units))]
}

/** With digits for numbers in words: `nineteen forty two` is 1942, `three hundred` 300. */
function inDigits(words: readonly string[]): string[] {
  const said: string[] = []
  let number: number | undefined
  const end = (): void => {
    if (number !== undefined) said.push(String(number))
    number = undefined
  }
  for (const word of words) {
    const times = TIMES.get(word)
    const value = VALUES.get(word)
    if (times !== undefined) number = (number ?? 1) * times
    else if (value === undefined) {
      end()
      said.push(word)
    } else if (number !== undefined && goesOn(number, value)) number += value
    else if (number !== undefined && isCentury(number) && value >= 10) number = 100 * number + value
    else {
      end()
      number = value
    }
  }
  end()
  return said
}

/** Whether a smaller number completes this one: twenty, one; a hundred, fifty. */
function goesOn(number: number, value: number): boolean {
  if (value === 0) return false
  return (number >= 100 && number % 100 === 0) || (number % 100 >= 20 && number % 10 === 0 && value < 10)
}

/** Years are said in halves. */
function isCentury(number: number): boolean {
  return number >= 10 && number <= 20
}
