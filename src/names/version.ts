/**
 * Orders version texts: `1.02` < `1.1`, `1.9` < `1.10`, `1.0` = `1.00`, `1.4` < `1.4b`, `2.0-beta1` < `2.0`,
 * `08` < `0B`, `4321` < `5C21`. A text becomes a vector of numbers, so the order is total and transitive.
 */

/** Compares shorter as smaller: trailing zeros are cut, so `1` and `1.0` are equal. */
export function versionKey(text: string): readonly number[] {
  const key: number[] = []
  for (const part of text
    .trim()
    .split('.')
    .filter((p) => p !== ''))
    pushPart(key, part, key.length === 0)
  while (key.at(-1) === 0) key.pop()
  return key
}

/** Compares number by number; a missing number counts as 0. */
export function compareVectors(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const left = a[i] ?? 0
    const right = b[i] ?? 0
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** Each part between dots becomes three numbers: its number, its letters, the number after the letters. */
function pushPart(key: number[], part: string, first: boolean): void {
  const [, digits = '', letters = '', rest = ''] = PART.exec(part) ?? []
  if (first && isHex(part)) key.push(Number.parseInt(part, 16), 0, 0)
  else if (first && digits === '') key.push(AFTER_NUMBERS, letterValue(letters), Number(rest))
  else key.push(first ? major(digits) : minor(digits), letterValue(letters), Number(rest))
}

/** `Rev A` comes after `Rev 1`. */
const AFTER_NUMBERS = 2 ** 52

const PART = /^(\d{0,15})[-_ ]?([a-z]{0,6})[-_. ]?(\d{0,15})/i

/**
 * Of the first part, digits are read as hexadecimal: that keeps decimal numbers in order among themselves and puts
 * mask revisions such as `5C21` where they belong. One letter at the end (`2B`) is a suffix, unless a zero leads.
 */
function isHex(part: string): boolean {
  if (!/^[\dA-F]{2,12}$/.test(part) || !/^\d/.test(part)) return false
  return part.startsWith('0') || /[A-F]./.test(part)
}

function major(digits: string): number {
  return digits === '' ? 0 : Number.parseInt(digits.slice(0, 12), 16)
}

/** `.02` is two hundredths, so it sorts below `.1`; `.10` is ten, so it sorts above `.9`. */
function minor(digits: string): number {
  return digits.startsWith('0') ? Number(`0.${digits}`) : Number(digits)
}

const BEFORE_RELEASE: ReadonlyMap<string, number> = new Map([
  ['alpha', -3],
  ['beta', -2],
  ['rc', -1],
])

function letterValue(letters: string): number {
  if (letters === '') return 0
  const lower = letters.toLowerCase()
  const known = BEFORE_RELEASE.get(lower)
  if (known !== undefined) return known
  let value = 0
  for (let i = 0; i < 6; i++) value = value * 27 + (i < lower.length ? lower.charCodeAt(i) - 96 : 0)
  return value
}
