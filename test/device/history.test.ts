/**
 * The device protocol against random histories: trees that change, people who edit, disks that fail and lose power.
 * CURATOR_DEEP=1 runs many more of them.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PowerLoss } from '../support/memory-disk.ts'
import { build, visible, type Texts } from './support.ts'
import {
  expectPlanned,
  expectSorted,
  machine,
  ofOtherSize,
  OUR_TEXTS,
  THEIR_TEXTS,
  valid,
  World,
} from './world.ts'

const RUNS = process.env['CURATOR_DEEP'] === '1' ? 40_000 : 400

const PATHS = [
  'a',
  'a/b',
  'a/b/c',
  'n/x.nes',
  'N/x.nes',
  'n/X.nes',
  'n/y.nes',
  'm/x.nes',
  'c.gb',
  'C.gb',
  'd.gb',
]

interface Step {
  /** Which of two machines builds. Each knows what it saw last, and not what the other did since. */
  readonly by: 0 | 1
  readonly want: Texts
  /** In place of that: what was wanted last, each file at another of the paths. */
  readonly renames: boolean
  readonly force: boolean
  /** Milliseconds until this step. */
  readonly pause: number
  /** What the clock is set forward or back by, where clocks jump. */
  readonly jump: number
  readonly zone: number
  /** Bytes that the disk holds from now on. */
  readonly capacity: number
  readonly trouble:
    | { readonly kind: 'none' }
    | { readonly kind: 'power'; readonly at: number; readonly chances: readonly number[] }
    | {
        readonly kind: 'fault' | 'read fault'
        readonly at: number
        readonly errno: string
        readonly forever: boolean
      }
  /** What a person does then: writes a file, or deletes what is there. */
  readonly edits: readonly { readonly path: string; readonly text: string | undefined }[]
}

const path = fc.constantFrom(...PATHS)
const chance = fc.double({ min: 0, max: 0.999, noNaN: true })
const HOUR = 3_600_000
const step: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom(0, 1),
  want: fc.dictionary(path, fc.constantFrom(...OUR_TEXTS), { maxKeys: 6 }),
  renames: fc.nat(3).map((n) => n === 0),
  force: fc.nat(9).map((n) => n === 0),
  pause: fc.constantFrom(0, 5, 10_000),
  jump: fc.constantFrom(0, 0, -2000, -7000, -HOUR, HOUR, -400_000_000_000, 400_000_000_000),
  zone: fc.constantFrom(0, 0, 0, HOUR, -5.5 * HOUR),
  capacity: fc.constantFrom(Infinity, Infinity, Infinity, 9000, 6000, 4000, 2500),
  trouble: fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.record({
      kind: fc.constant('power' as const),
      at: fc.integer({ min: 1, max: 40 }),
      chances: fc.array(chance, { minLength: 24, maxLength: 24 }),
    }),
    fc.record({
      kind: fc.constant('fault' as const),
      at: fc.integer({ min: 1, max: 40 }),
      errno: fc.constantFrom('ENOSPC', 'EIO', 'EACCES', 'ENOENT', 'EBUSY', 'EROFS'),
      forever: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('read fault' as const),
      at: fc.integer({ min: 1, max: 80 }),
      errno: fc.constant('EIO'),
      forever: fc.boolean(),
    }),
  ),
  edits: fc.array(
    fc.record({ path, text: fc.option(fc.constantFrom(...THEIR_TEXTS), { nil: undefined, freq: 3 }) }),
    { maxLength: 2 },
  ),
})
const history = fc.record({
  tick: fc.constantFrom(2000, 10, 0.000001),
  foldCase: fc.boolean(),
  syncsNames: fc.nat(4).map((n) => n > 0),
  clockJumps: fc.boolean(),
  chunk: fc.constantFrom(1, 10, 1000),
  // such as a cart that shows its folders as they were written
  byName: fc.boolean(),
  longestNotes: fc.constantFrom(0, 150, 4096),
  // One of these equals an output: it is right, but it is not ours.
  theirs: fc.dictionary(path, fc.constantFrom('mine', 'BBBB'), { maxKeys: 3 }),
  steps: fc.array(step, { minLength: 1, maxLength: 6 }),
})

describe('any history', () => {
  test('loses no foreign byte, shows no half file, converges, and then writes nothing', async () => {
    const met = {
      losses: 0,
      faults: 0,
      readFaults: 0,
      full: 0,
      moves: 0,
      conflicts: 0,
      forced: 0,
      turns: 0,
      sorted: 0,
    }
    await fc.assert(
      fc.asyncProperty(history, async ({ theirs, steps, clockJumps, ...given }) => {
        const { chunk, byName, longestNotes, ...switches } = given
        const world = new World(switches)
        const machines = [machine(), machine()] as const
        // Without durable names an older file may come back. Its time has to tell it.
        const jumps = clockJumps && switches.syncsNames
        // Then fine times must not be others in another zone: only FAT keeps local time.
        const shifts = switches.tick >= 10 || switches.syncsNames
        for (const [at, text] of Object.entries(theirs)) world.edit(at, text)
        let wanted: Texts = {}
        let last: 0 | 1 | undefined
        let isDisturbed = false
        for (const { by, want, renames, force, pause, jump, zone, capacity, trouble, edits } of steps) {
          world.disk.wait((switches.syncsNames ? pause : 10_000) + (jumps ? jump : 0))
          world.disk.shiftZone(shifts ? zone : 0)
          world.disk.resize(capacity)
          if (trouble.kind === 'power') world.disk.dieAt(trouble.at)
          if (trouble.kind === 'fault') world.disk.failAt(trouble.at, trouble.errno, trouble.forever)
          if (trouble.kind === 'read fault') world.disk.failReadAt(trouble.at, trouble.errno, trouble.forever)
          const before = visible(world.disk.files())
          wanted = valid(renames ? elsewhere(wanted) : want, switches.foldCase)
          met.turns += last !== undefined && last !== by ? 1 : 0
          last = by
          const lost = (): void => {
            met.losses += 1
            let i = 0
            const chances = trouble.kind === 'power' ? trouble.chances : []
            world.disk.crash(() => chances[i++ % chances.length] ?? 0)
          }
          try {
            const options = { force, chunk, byName, longestNotes }
            const built = await build(world.disk, wanted, options, machines[by](world.disk))
            world.disk.heal()
            const isPartial = built.outcome === 'partial'
            met.faults += trouble.kind === 'fault' && isPartial ? 1 : 0
            met.readFaults += trouble.kind === 'read fault' && isPartial ? 1 : 0
            met.full += built.problems.some(({ code }) => code === 'no-space') ? 1 : 0
            met.moves += built.moved
            met.conflicts += built.conflicts
            met.forced += built.aside.length
            met.sorted += built.problems.some(({ code }) => code === 'order-restored') ? 1 : 0
            world.setAside(built)
            isDisturbed ||= trouble.kind !== 'none' || isPartial
            if (switches.foldCase && !isDisturbed) expectSorted(built)
            if (!isPartial) expectPlanned(before, visible(world.disk.files()), built, world.key)
            // after the build is as good a moment
            if (trouble.kind === 'power') lost()
            else world.disk.eject()
          } catch (error) {
            if (!(error instanceof PowerLoss)) throw error
            lost()
            if (force) world.findAside()
          }
          world.disk.resize(Infinity)
          world.expectNothingLost()
          world.expectWholeFiles()
          world.expectTrueManifest()
          world.disk.wait(10_000)
          for (const { path: at, text } of edits)
            world.edit(at, jumps && text !== undefined ? ofOtherSize(text) : text)
        }
        // whoever comes next: it is the other one's turn
        await world.expectConvergence(wanted, machines[last === 0 ? 1 : 0])
      }),
      { numRuns: RUNS },
    )
    expect(Math.min(...Object.values(met)), `met too little: ${JSON.stringify(met)}`).toBeGreaterThan(0)
  }, 1_200_000)
})

/** The same files, each at the path after its own. */
function elsewhere(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([at, text]) => [PATHS[(PATHS.indexOf(at) + 1) % PATHS.length] ?? at, text]),
  )
}
