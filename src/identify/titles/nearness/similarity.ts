/**
 * Jaro-Winkler similarity, in its usual form: prefixes of up to four letters count, with weight 0.1, where the texts are
 * more than 0.7 alike. It ranks what people are shown. It never decides: ActRaiser and ActRaiser 2 are 0.96 alike.
 */

const PREFIX_WEIGHT = 0.1
const LONGEST_PREFIX = 4
const BOOST_ABOVE = 0.7

/** From 0 to 1; 1 for equal texts only. Two empty texts have nothing in common. */
export function similarity(a: string, b: string): number {
  if (a === '' || b === '') return 0
  if (a === b) return 1
  const jaro = jaroSimilarity(a, b)
  return jaro <= BOOST_ABOVE ? jaro : jaro + prefixOf(a, b) * PREFIX_WEIGHT * (1 - jaro)
}

/**
 * The highest similarity of two texts of these lengths.
 * @param common so many letters they have in common at most @param prefix and so many first ones
 */
export function highestFor(common: number, lengthA: number, lengthB: number, prefix: number): number {
  const jaro = (common / lengthA + common / lengthB + 1) / 3
  return jaro + Math.min(prefix, LONGEST_PREFIX) * PREFIX_WEIGHT * (1 - jaro)
}

function prefixOf(a: string, b: string): number {
  let prefix = 0
  while (prefix < LONGEST_PREFIX && prefix < a.length && a[prefix] === b[prefix]) prefix++
  return prefix
}

/** So many letters fit into the bits of a number. Titles are hardly ever longer. */
const BITS = 31

/** By UTF-16 units. Which of them were matched is kept in bits: this runs a thousand times for each name. */
function jaroSimilarity(a: string, b: string): number {
  if (a.length > BITS || b.length > BITS) return jaroOfLong(a, b)
  const reach = reachOf(a, b)
  let inA = 0
  let inB = 0
  let matches = 0
  for (let i = 0; i < a.length; i++) {
    const letter = a.charCodeAt(i)
    const end = Math.min(b.length, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (b.charCodeAt(j) !== letter || inB & (1 << j)) continue
      inB |= 1 << j
      inA |= 1 << i
      matches++
      break
    }
  }
  if (matches === 0) return 0
  let outOfOrder = 0
  let i = 0
  for (let j = 0; j < b.length; j++) {
    if (!(inB & (1 << j))) continue
    while (!(inA & (1 << i))) i++
    if (a.charCodeAt(i++) !== b.charCodeAt(j)) outOfOrder++
  }
  return weighed(a, b, matches, outOfOrder)
}

function jaroOfLong(a: string, b: string): number {
  const reach = reachOf(a, b)
  const inB = new Uint8Array(b.length)
  const common: number[] = []
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (inB[j] === 1 || a.charCodeAt(i) !== b.charCodeAt(j)) continue
      inB[j] = 1
      common.push(a.charCodeAt(i))
      break
    }
  }
  if (common.length === 0) return 0
  let outOfOrder = 0
  let at = 0
  for (let j = 0; j < b.length; j++) {
    if (inB[j] === 1 && b.charCodeAt(j) !== common[at++]) outOfOrder++
  }
  return weighed(a, b, common.length, outOfOrder)
}

/** How far apart two letters may stand to count as one. */
function reachOf(a: string, b: string): number {
  return Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
}

function weighed(a: string, b: string, matches: number, outOfOrder: number): number {
  return (matches / a.length + matches / b.length + (matches - outOfOrder / 2) / matches) / 3
}
