/** Where a run is cut off, and how: killed, or with the power. */
import fc from 'fast-check'
import { PowerLoss } from '../support/memory-disk.ts'
import type { TestLibrary } from './support.ts'

interface Cut {
  /** The change of the disk at which it happens, from there on. */
  readonly at: number
  readonly isPower: boolean
  /** What decides what of the last changes reached the disk. */
  readonly chances: readonly number[]
}

export function cutWithin(changes: number): fc.Arbitrary<Cut> {
  return fc.record({
    at: fc.integer({ min: 1, max: changes }),
    isPower: fc.boolean(),
    chances: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 8, maxLength: 8 }),
  })
}

/** Whether the work was cut off; it may end before. */
export async function cutOff(
  { memory }: TestLibrary,
  { at, isPower, chances }: Cut,
  work: () => Promise<unknown>,
): Promise<boolean> {
  memory.dieAt(at)
  try {
    await work()
    memory.heal()
    return false
  } catch (error) {
    if (!(error instanceof PowerLoss)) throw error
    memory.heal()
    let n = 0
    if (isPower) memory.crash(() => chances[n++ % chances.length] ?? 0)
    return true
  }
}
