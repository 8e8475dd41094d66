/** "Did you mean …?" for a word that is not one of the known ones. */

/** Longer words are not compared: nobody mistypes a name that long, and the work grows with the square. */
const LONGEST = 100

/** A sentence that names the nearest known word, or nothing when none is near. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const guess = nearest(word, known)
  return guess === undefined ? undefined : asking(guess)
}

/** The sentence, where it is known already what is meant. */
export function asking(meant: string): string {
  return `Did you mean \`${meant}\`?`
}

/**
 * The known word that needs the fewest typing slips (a letter too many, missing, wrong, or two swapped) to become `word`.
 * At most 3 slips, and fewer in short words, so that a guess is never a wild one. Upper and lower case do not count; nor
 * does a `y` where there are several: `policy` for `policies`.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined
  const lower = word.toLowerCase()
  const typed = lower.endsWith('y') ? [lower, `${lower.slice(0, -1)}ies`] : [lower]
  let best: string | undefined
  let fewest = allowed(word) + 1
  for (const candidate of known) {
    if (candidate === word || candidate.length > LONGEST) continue
    const count = Math.min(...typed.map((form) => slips(form, candidate.toLowerCase())))
    if (count < fewest) {
      fewest = count
      best = candidate
    }
  }
  return best
}

function allowed(word: string): number {
  return Math.min(3, Math.max(1, Math.floor(word.length / 3)))
}

/** Optimal string alignment distance: Levenshtein's, with two swapped neighbours as one slip. */
function slips(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let count = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        count = Math.min(count, at(before, j - 2) + 1)
      row.push(count)
    }
    before = above
    above = row
  }
  return at(above, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity
}
