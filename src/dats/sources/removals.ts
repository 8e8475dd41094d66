/** How much of what was there would go: one measure for downloads that look wrong and for builds that would drop games. */
import { problem, type Problem } from '../../errors.ts'
import { count } from '../../wording.ts'

/**
 * The share, 0 to 1, of what was there `before` that is not there `after`. Of two numbers: by how much it shrank; of two
 * sets: of each thing, whether it is still there, so that games which took the place of others do not make up for them.
 */
export function removalShare(before: number, after: number): number
export function removalShare(before: ReadonlySet<string>, after: ReadonlySet<string>): number
export function removalShare(
  before: number | ReadonlySet<string>,
  after: number | ReadonlySet<string>,
): number {
  const was = typeof before === 'number' ? before : before.size
  if (was === 0) return 0
  return lost(before, after) / was
}

function lost(before: number | ReadonlySet<string>, after: number | ReadonlySet<string>): number {
  if (typeof before === 'number' || typeof after === 'number') {
    return Math.max(0, Number(before) - Number(after))
  }
  let gone = 0
  for (const item of before) if (!after.has(item)) gone++
  return gone
}

interface Guarded {
  readonly target: string
  /** Files that the target holds. */
  readonly held: number
  /** Those of them that would go, and not by another name. */
  readonly dropped: number
  /** `guards.removals` of the config: the largest share that may go unasked. */
  readonly most: number
}

/** Fewer than this are looked at in the plan, and are a large share of a small library. */
const NOTABLE = 10

/** The problem that stops a target when a DAT update would drop more of its files than the config allows. */
export function guardRemovals({ target, held, dropped, most }: Guarded): Problem | undefined {
  const share = removalShare(held, held - dropped)
  if (dropped < NOTABLE || share <= most) return undefined
  const percent = (value: number) => `${Math.round(value * 1000) / 10} %`
  const message =
    `${target}: the DATs as they are now would drop ${count(dropped)} of ${count(held)} files ` +
    `(${percent(share)}); \`guards.removals\` allows ${percent(most)}. Nothing was changed on it.`
  return problem('removals-guarded', message, { path: target })
}
