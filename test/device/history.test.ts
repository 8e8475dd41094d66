/**
 * The device protocol against random histories: trees that change, people who edit, disks that fail and lose power.
 * CURATOR_DEEP=1 runs many more of them.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  memoryDisk,
  PowerLoss,
  type MemoryDisk,
  type MemoryDiskSwitches,
} from '../../src/disk/memory-disk.ts'
import { foldersAbove, folderOf } from '../../src/disk/path.ts'
import { sameTime } from '../../src/targets/device/clock.ts'
import { readState } from '../../src/targets/device/state.ts'
import type { Action } from '../../src/targets/plan-types.ts'
import { build, visible, type Built, type Texts } from './support.ts'

const RUNS = process.env['CURATOR_DEEP'] === '1' ? 40_000 : 1_000

const OUR_TEXTS = ['AAAA', 'BBBB', 'CCCCCC', 'DD', '']
const THEIR_TEXTS = ['user!', 'u2', 'mine']
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
  readonly want: Texts
  readonly force: boolean
  /** Milliseconds until this step. */
  readonly pause: number
  readonly zone: number
  readonly trouble:
    | { readonly kind: 'none' }
    | { readonly kind: 'power'; readonly at: number; readonly chances: readonly number[] }
    | { readonly kind: 'fault'; readonly at: number; readonly errno: string; readonly forever: boolean }
  /** What a person does then: writes a file, or deletes what is there. */
  readonly edits: readonly { readonly path: string; readonly text: string | undefined }[]
}

const path = fc.constantFrom(...PATHS)
const chance = fc.double({ min: 0, max: 0.999, noNaN: true })
const step: fc.Arbitrary<Step> = fc.record({
  want: fc.dictionary(path, fc.constantFrom(...OUR_TEXTS), { maxKeys: 6 }),
  force: fc.nat(9).map((n) => n === 0),
  pause: fc.constantFrom(0, 5, 10_000),
  zone: fc.constantFrom(0, 0, 0, 3_600_000, -19_800_000),
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
  chunk: fc.constantFrom(1, 10, 1000),
  // One of these equals an output: it is right, but it is not ours.
  theirs: fc.dictionary(path, fc.constantFrom('mine', 'BBBB'), { maxKeys: 3 }),
  steps: fc.array(step, { minLength: 1, maxLength: 6 }),
})

describe('any history', () => {
  test('loses no foreign byte, shows no half file, converges, and then writes nothing', async () => {
    const met = { losses: 0, faults: 0, moves: 0, conflicts: 0, forced: 0 }
    await fc.assert(
      fc.asyncProperty(history, async ({ chunk, theirs, steps, ...switches }) => {
        const world = new World(switches)
        for (const [at, text] of Object.entries(theirs)) world.edit(at, text)
        for (const { want, force, pause, zone, trouble, edits } of steps) {
          // Without durable names an older file may come back. Its time has to tell it.
          world.disk.wait(switches.syncsNames ? pause : 10_000)
          world.disk.shiftZone(zone)
          if (trouble.kind === 'power') world.disk.dieAt(trouble.at)
          if (trouble.kind === 'fault') world.disk.failAt(trouble.at, trouble.errno, trouble.forever)
          const before = visible(world.disk.files())
          const tree = valid(want, switches.foldCase)
          try {
            const built = await build(world.disk, tree, { force, chunk })
            world.disk.heal()
            met.faults += trouble.kind === 'fault' && built.outcome === 'partial' ? 1 : 0
            met.moves += built.moved
            met.conflicts += built.conflicts
            met.forced += built.aside.length
            world.setAside(built)
            if (built.outcome !== 'partial') {
              expectPlanned(before, visible(world.disk.files()), built, world.key)
            }
            world.disk.eject()
          } catch (error) {
            if (!(error instanceof PowerLoss)) throw error
            met.losses += 1
            let i = 0
            const chances = trouble.kind === 'power' ? trouble.chances : []
            world.disk.crash(() => chances[i++ % chances.length] ?? 0)
            if (force) world.findAside()
          }
          world.expectNothingLost()
          world.expectWholeFiles()
          world.expectTrueManifest()
          world.disk.wait(10_000)
          world.isFaulty ||= trouble.kind === 'fault'
          for (const { path: at, text } of edits) world.edit(at, text)
        }
        await world.expectConvergence(valid(steps.at(-1)?.want ?? {}, switches.foldCase))
      }),
      { numRuns: RUNS },
    )
    expect(Math.min(...Object.values(met)), `met too little: ${JSON.stringify(met)}`).toBeGreaterThan(0)
  }, 1_200_000)
})

/** No file is also a folder, and on a disk that folds case no two are the same. */
function valid(want: Texts, foldCase: boolean): Texts {
  const key = (p: string) => (foldCase ? p.toLowerCase() : p)
  const kept: Record<string, string> = {}
  const files = new Set<string>()
  const folders = new Set<string>()
  for (const [p, text] of Object.entries(want)) {
    const above = foldersAbove(p).map(key)
    if (files.has(key(p)) || folders.has(key(p)) || above.some((f) => files.has(f))) continue
    kept[p] = text
    files.add(key(p))
    for (const folder of above) folders.add(folder)
  }
  return kept
}

/** The printed plan is what was done: nothing else changed, and all of it did. Spellings may differ where the disk folds them. */
function expectPlanned(
  before: Texts,
  after: Texts,
  { plan, ...built }: Built,
  key: (path: string) => string,
): void {
  const actions = plan?.actions ?? []
  const named = (paths: (action: Action) => readonly string[]) => new Set(actions.flatMap(paths).map(key))
  const written = named((a) => (a.op === 'put' || a.op === 'move' ? [a.path] : []))
  const removed = named((a) => (a.op === 'delete' ? [a.path] : a.op === 'move' ? [a.from] : []))
  for (const at of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[at] === after[at]) continue
    const isNamed = at in after ? written.has(key(at)) : removed.has(key(at)) || written.has(key(at))
    expect(isNamed, `${at} is in the plan`).toBe(true)
  }
  const count = (op: string) => actions.filter((a) => a.op === op).length
  expect([built.put, built.moved, built.deleted]).toEqual([count('put'), count('move'), count('delete')])
}

/** A disk, and what a person has put on it. */
class World {
  readonly disk: MemoryDisk
  readonly key: (path: string) => string
  readonly #theirs = new Map<string, string>()
  /** Texts that --force moved away. */
  readonly #aside: string[] = []
  readonly #theirFolders = new Set<string>()
  /** A temporary file that could not be removed stays until the next change. */
  isFaulty = false

  constructor(switches: Partial<MemoryDiskSwitches>) {
    this.disk = memoryDisk(switches)
    this.key = (p) => (switches.foldCase === true ? p.toLowerCase() : p)
  }

  edit(at: string, text: string | undefined): void {
    const found = this.disk.stat(at)
    const isBlocked = foldersAbove(at).some((folder) => this.disk.stat(folder)?.kind === 'file')
    if (isBlocked || found?.kind === 'folder') return
    if (text === undefined) {
      if (found !== undefined) this.disk.remove(at)
      this.#theirs.delete(this.key(at))
    } else {
      for (const folder of this.disk.mkdir(folderOf(at))) this.#theirFolders.add(this.key(folder))
      this.disk.write(at, Buffer.from(text))
      this.#theirs.set(this.key(at), text)
    }
    this.disk.eject()
  }

  setAside({ aside }: Built): void {
    for (const kept of aside) this.#forget(kept.split('/').slice(3).join('/'))
  }

  /** After a power loss: what is in the folder of replaced files was moved there. */
  findAside(): void {
    for (const kept of Object.keys(this.disk.files())) {
      if (!kept.startsWith('.curator/replaced/')) continue
      const at = kept.split('/').slice(3).join('/')
      const is = this.disk.read(at)?.toString()
      if (is !== this.#theirs.get(this.key(at))) this.#forget(at)
    }
  }

  #forget(at: string): void {
    const text = this.#theirs.get(this.key(at))
    if (text !== undefined) this.#aside.push(text)
    this.#theirs.delete(this.key(at))
  }

  expectNothingLost(): void {
    for (const [at, text] of this.#theirs) expect(this.disk.read(at)?.toString(), `their ${at}`).toBe(text)
    const replaced = Object.entries(this.disk.files()).flatMap(([at, text]) =>
      at.startsWith('.curator/replaced/') ? [text] : [],
    )
    expect(replaced).toEqual(expect.arrayContaining(this.#aside))
  }

  expectWholeFiles(): void {
    const whole = new Set([...OUR_TEXTS, ...THEIR_TEXTS])
    for (const [at, text] of Object.entries(visible(this.disk.files()))) {
      expect(whole.has(text), `${at} is whole: "${text}"`).toBe(true)
    }
  }

  /** What would be trusted unread has to be true. */
  expectTrueManifest(): void {
    const state = readState(this.disk)
    for (const [at, { size, mtime, sha1 }] of state.files) {
      const stat = this.disk.stat(at)
      const isTrusted = stat?.size === size && sameTime(mtime, stat.mtime) && !state.isSuspect(at)
      if (isTrusted) expect(this.disk.hash(at), `manifest of ${at}`).toBe(sha1)
    }
  }

  async expectConvergence(want: Texts): Promise<void> {
    await build(this.disk, want)
    this.expectNothingLost()
    const files = visible(this.disk.files())
    const is = new Map(Object.entries(files).map(([at, text]) => [this.key(at), text]))
    const expected = new Map(this.#theirs)
    for (const [at, text] of Object.entries(want)) {
      const isKnown = !this.#isBlocked(at)
      if (isKnown) expected.set(this.key(at), text)
    }
    expect(Object.fromEntries(is)).toEqual(Object.fromEntries(expected))
    if (!this.isFaulty) expect(this.disk.list('.curator/tmp') ?? []).toEqual([])

    const changes = this.disk.changes()
    const again = await build(this.disk, want)
    expect([again.put, again.moved, again.deleted]).toEqual([0, 0, 0])
    expect(this.disk.changes(), 'a build with nothing to do writes nothing').toBe(changes)
  }

  #isBlocked(at: string): boolean {
    const key = this.key(at)
    const isBelow = [...this.#theirs.keys()].some((theirs) => theirs === key || theirs.startsWith(`${key}/`))
    const isAbove = foldersAbove(key).some((folder) => this.#theirs.has(folder))
    const isTheirFolder = [...this.#theirFolders].some(
      (folder) =>
        (folder === key || folder.startsWith(`${key}/`)) && this.disk.stat(folder)?.kind === 'folder',
    )
    return isBelow || isAbove || isTheirFolder
  }
}
