/** Words that are one slip of the finger apart: a letter too many, missing, wrong, or two swapped. */

/** Shorter words are not corrected: nearly every one of three letters is one slip from another. */
const SHORTEST = 4
/** Longer ones are numbers or noise. */
const LONGEST = 24

/** Words that are corrected, and that others are corrected to. */
export function isCorrectable(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && !/\p{N}/u.test(word)
}

/**
 * Numbers of the word and of all that is left of it without one letter. Two words that are one slip apart have one in
 * common; those that have one in common are at most two slips apart, or the numbers are the same by chance.
 */
export function slipsOf(word: string): ReadonlySet<number> {
  const slips = new Set([numberOf(word)])
  for (let i = 0; i < word.length; i++) slips.add(numberOf(word.slice(0, i) + word.slice(i + 1)))
  return slips
}

/** FNV-1a over UTF-16 units, 32 bits. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Whether one slip makes one word of the other: what differs is a letter in one or both of them, or two swapped. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let [from, endA, endB] = [0, a.length, b.length]
  while (from < endA && a[from] === b[from]) from++
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1]
  const [restA, restB] = [endA - from, endB - from]
  if (restA <= 1 && restB <= 1) return true
  return restA === 2 && restB === 2 && a[from] === b[from + 1] && a[from + 1] === b[from]
}
