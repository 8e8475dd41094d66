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
  if (jaro <= BOOST_ABOVE) return jaro
  let prefix = 0
  while (prefix < LONGEST_PREFIX && prefix < a.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro)
}

/** By UTF-16 units. */
function jaroSimilarity(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
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
  const matches = common.length
  if (matches === 0) return 0
  let outOfOrder = 0
  let at = 0
  for (let j = 0; j < b.length; j++) {
    if (inB[j] === 1 && b.charCodeAt(j) !== common[at++]) outOfOrder++
  }
  return (matches / a.length + matches / b.length + (matches - outOfOrder / 2) / matches) / 3
}
