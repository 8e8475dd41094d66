/** The order of work of a build with several targets: what is done beside what. */
import type { TargetResult } from '../outcome.ts'
import type { TargetWork } from './targets.ts'

export interface Stages {
  /** Undefined of one that there is nothing to be done about. */
  plan(target: string): Promise<TargetWork | undefined>
  /** Brings its tree up to date. */
  prepare(target: string): Promise<unknown>
  /** Notes what is selected for all of them, once their trees are up to date. */
  record(): Promise<void>
  finish(work: TargetWork): Promise<TargetResult> | TargetResult
}

/** Actions of plans that wait, each some hundred bytes. */
const MOST_PLANNED = 10_000
/** Doing so many takes less time than waiting for the disk until they are durable. */
const FEW = 64

/**
 * Targets are planned while one before them is written, which is the work of other threads: at least one ahead, and more
 * while their plans, which are large, stay within bounds. What the others will need is brought up to date then as well.
 * They come in the order of their names, also those that were written side by side.
 */
export async function* planAhead(
  names: readonly string[],
  { plan, prepare, record, finish }: Stages,
): AsyncGenerator<readonly [TargetWork, TargetResult]> {
  const unplanned = [...names]
  const ready: TargetWork[] = []
  const planNext = async (): Promise<void> => {
    let work: TargetWork | undefined
    while (work === undefined) {
      const next = unplanned.shift()
      if (next === undefined) return
      work = await plan(next)
    }
    ready.push(work)
  }
  const planMore = async (): Promise<void> => {
    do await planNext()
    while (unplanned.length > 0 && actionsOf(ready) < MOST_PLANNED)
    for (const later of unplanned) await prepare(later)
    if (unplanned.length === 0) await record()
  }
  await planNext()
  for (let works = takeTogether(ready); works.length > 0; works = takeTogether(ready)) {
    const finishing = Promise.allSettled(works.map(async (work) => [work, await finish(work)] as const))
    const [results, [following]] = await Promise.all([finishing, Promise.allSettled([planMore()])])
    for (const result of results) if (result.status === 'rejected') throw result.reason
    for (const result of results) if (result.status === 'fulfilled') yield result.value
    if (following.status === 'rejected') throw following.reason
  }
}

/** The next target, and those behind it as long as they are small: each waits for its disk most of the time. */
function takeTogether(ready: TargetWork[]): readonly TargetWork[] {
  const large = ready.findIndex((work) => actionsOf([work]) > FEW)
  return ready.splice(0, large === -1 ? ready.length : Math.max(large, 1))
}

function actionsOf(works: readonly TargetWork[]): number {
  return works.reduce((count, { plan }) => count + (plan?.actions.length ?? 0), 0)
}
