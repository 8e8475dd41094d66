/** Finds the texts most like a given one, for "did you mean". */
import { byCodeUnit } from '../order.ts'

/** Longer texts are compared by their beginning: the work grows with the square. */
const LONGEST = 64

/** More than these nobody looks through. */
export const MOST_NEAREST = 3

/** At most `limit` candidates that are a few slips away or contain the text, nearest first. */
export function nearestTo(text: string, candidates: Iterable<string>, limit = MOST_NEAREST): string[] {
  const wanted = text.toLowerCase().slice(0, LONGEST)
  const allowed = Math.max(1, Math.floor(wanted.length / 3))
  const found: { candidate: string; slips: number }[] = []
  for (const candidate of new Set(candidates)) {
    const lower = candidate.toLowerCase().slice(0, LONGEST)
    const contains =
      wanted.length >= 3 && (lower.includes(wanted) || (lower.length >= 4 && wanted.includes(lower)))
    const slips = contains ? 0.5 : editDistance(wanted, lower, allowed)
    if (slips <= allowed) found.push({ candidate, slips })
  }
  found.sort(
    (a, b) =>
      a.slips - b.slips || a.candidate.length - b.candidate.length || byCodeUnit(a.candidate, b.candidate),
  )
  return found.slice(0, limit).map(({ candidate }) => candidate)
}

/** Levenshtein's distance; anything above `limit` when it is more than that. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1)
      const value = Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      row.push(value)
      if (value < least) least = value
    }
    if (least > limit) return limit + 1
    above = row
  }
  return above[b.length] ?? 0
}
