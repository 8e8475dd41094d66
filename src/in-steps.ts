/** Long synchronous work in steps: done in one go, or with a turn for everything else now and then. */

/** Each `yield` is a place where others may get their turn. */
export type InSteps<T> = Generator<void, T>

export function inOneGo<T>(work: InSteps<T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value
}

/** `breathe` is called after each step. What it throws is thrown where the work stands, which can end as after any error. */
export async function withBreaths<T>(work: InSteps<T>, breathe: () => Promise<void> | undefined): Promise<T> {
  let step = work.next()
  while (!step.done) {
    try {
      await breathe()
    } catch (error) {
      step = work.throw(error)
      continue
    }
    step = work.next()
  }
  return step.value
}
