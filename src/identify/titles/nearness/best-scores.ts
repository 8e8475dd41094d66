/** Which scores are good enough to be shown, so that what cannot be is not looked at any closer. */

interface BestScores {
  /** Those of the releases of one title. */
  add(scores: readonly number[]): void
  /** What is less than this is not shown; 0 while there are not enough. */
  least(): number
}

/** @param most so many are shown @param ofTitle and of one title so many */
export function bestScores(most: number, ofTitle: number): BestScores {
  let best: readonly number[] = []
  const down = (a: number, b: number): number => b - a
  return {
    add(scores) {
      best = [...best, ...scores.toSorted(down).slice(0, ofTitle)].sort(down).slice(0, most)
    },
    least: () => best[most - 1] ?? 0,
  }
}

export function thousandths(score: number): number {
  return Math.round(score * 1000) / 1000
}
