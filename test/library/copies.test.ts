/**
 * Copies, links and clones in a folder of their own: what is not wanted any more leaves to the quarantine, what is wanted
 * elsewhere goes there, and whatever happens in between, undo gives back the tree as it was.
 */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { beginRun, newestJournal, nextRun } from '../../src/library/begin.ts'
import { ownCopies } from '../../src/library/copies.ts'
import { notesOf, readState } from '../../src/library/journal.ts'
import { planLibrary, type LibraryFile, type LibraryPlan } from '../../src/library/plan.ts'
import { carryOut, takeBack, type RunResult } from '../../src/library/run.ts'
import { cutOff, cutWithin } from './cuts.ts'
import {
  AT,
  libraryOf,
  picture,
  rulesOf,
  withoutTimesOfFolders,
  type TestFile,
  type TestLibrary,
} from './support.ts'

const SHELF = '@main'
const NOTES = notesOf(SHELF, 'main')
const PLACES = { roms: '/roms', [SHELF]: `/${SHELF}` }
const TIME = 1_000_000_000_000
const MODES = ['copy', 'link', 'reflink'] as const
type Mode = (typeof MODES)[number]
type PlaceOf = (text: string) => string | undefined

/** Of the files of the root; `placeOf` tells where in the library a text belongs. */
function wantedFiles({ memory }: TestLibrary, placeOf: PlaceOf): LibraryFile[] {
  return Object.entries(memory.files()).flatMap(([path, text]): LibraryFile[] => {
    const to = placeOf(text)
    if (to === undefined || !path.startsWith('roms/')) return []
    const sha1 = createHash('sha1').update(text).digest('hex')
    const { size = 0, mtime = 0 } = memory.stat(path) ?? {}
    return [{ path, size, mtime, sha1, holds: [sha1], to: `${SHELF}/${to}`, release: text }]
  })
}

function plan(library: TestLibrary, placeOf: PlaceOf, mode: Mode = 'copy'): LibraryPlan {
  const copies = ownCopies(library.disk, NOTES, PLACES[SHELF])
  const rules = rulesOf(nextRun(library.disk, NOTES), { mode, copies })
  return planLibrary(library.disk, wantedFiles(library, placeOf), rules)
}

/** As the verb does it: what was cut off comes first. Undefined: nothing was left to begin. */
async function apply(
  library: TestLibrary,
  placeOf: PlaceOf,
  mode: Mode = 'copy',
): Promise<RunResult | undefined> {
  const { disk } = library
  const journal = newestJournal(disk, NOTES)
  const isOpen = journal && readState(disk, NOTES, journal.run)?.isDone !== true
  if (isOpen) expect(await carryOut(disk, NOTES, journal)).toMatchObject({ isDone: true, problems: [] })
  const about = { library: SHELF, name: 'main', mode, places: PLACES, run: nextRun(disk, NOTES), at: AT }
  const begun = await beginRun(disk, plan(library, placeOf, mode).steps, about)
  return begun.journal && carryOut(disk, NOTES, begun.journal)
}

/** Of the newest run that is not undone. */
function undo({ disk }: TestLibrary, run: number): Promise<RunResult> {
  const journal = newestJournal(disk, NOTES)
  if (journal?.run !== run) throw new Error(`run ${journal?.run} is the newest, not ${run}`)
  return takeBack(disk, NOTES, journal)
}

function shelf(files: Readonly<Record<string, string>>): TestLibrary {
  const library = libraryOf(Object.entries(files).map(([path, text]) => ({ path, text, mtime: TIME })))
  return library
}

function texts({ memory }: TestLibrary): Record<string, string> {
  return Object.fromEntries(
    Object.entries(memory.files()).flatMap(([path, text]) =>
      path.startsWith(`${SHELF}/`) && !path.includes('.curator-library')
        ? [[path.slice(SHELF.length + 1), text]]
        : [],
    ),
  )
}

function quarantined({ memory }: TestLibrary): string[] {
  return Object.keys(memory.files()).filter((path) => /\/quarantine\/.*\/files\//.test(path))
}

const inShort = ({ steps }: LibraryPlan): string[] =>
  steps.map(({ op, from, via, to, reason }) => {
    const last = op === 'quarantine' ? 'quarantine' : to
    return `${op} ${from}${via === undefined ? '' : ' → aside'} → ${last}: ${reason}`
  })

describe('a copy', () => {
  const both: PlaceOf = (text) => ({ A: 'x/a', B: 'x/b' })[text]

  it('that nothing belongs to any more leaves, with a line in the plan, and comes back', async () => {
    const library = shelf({ 'roms/1': 'A', 'roms/2': 'B' })
    await apply(library, both)
    library.memory.remove('roms/2')
    const onlyA: PlaceOf = (text) => ({ A: 'x/a' })[text]
    expect(inShort(plan(library, onlyA))).toEqual([
      'quarantine @main/x/b → quarantine: nothing of its roots belongs there',
    ])
    const before = picture(library)
    expect(await apply(library, onlyA)).toMatchObject({ isDone: true, problems: [] })
    expect([texts(library), quarantined(library)]).toEqual([
      { 'x/a': 'A' },
      ['@main/.curator-library/quarantine/2026-11-21/main-2/files/x/b'],
    ])
    expect(plan(library, onlyA).steps).toEqual([])
    expect(await undo(library, 2)).toMatchObject({ isDone: true, problems: [] })
    expect(picture(library)).toEqual(before)
  })

  it('that belongs elsewhere now goes there, and is not written anew', async () => {
    const library = shelf({ 'roms/1': 'A', 'roms/2': 'B' })
    await apply(library, both)
    const swapped: PlaceOf = (text) => ({ A: 'x/b', B: 'x/a' })[text]
    const planned = plan(library, swapped)
    expect(inShort(planned)).toEqual([
      'move @main/x/a → aside → @main/x/b: it is A',
      'move @main/x/b → aside → @main/x/a: it is B',
    ])
    expect(planned.bytes).toBe(0)
    await apply(library, swapped)
    expect(texts(library)).toEqual({ 'x/a': 'B', 'x/b': 'A' })
    // and is known there: the next plan moves it on
    expect(inShort(plan(library, () => undefined))).toHaveLength(2)
  })

  it('in whose place another belongs steps aside for it', async () => {
    const library = shelf({ 'roms/1': 'A' })
    await apply(library, both)
    library.memory.remove('roms/1')
    library.memory.write('roms/1', Buffer.from('A2'))
    library.memory.touch('roms/1', TIME + 5000)
    const newer: PlaceOf = (text) => ({ A2: 'x/a' })[text]
    expect(inShort(plan(library, newer))).toEqual([
      'quarantine @main/x/a → aside → quarantine: A2 belongs there now',
      'write roms/1 → @main/x/a: it is A2',
    ])
    await apply(library, newer)
    expect(texts(library)).toEqual({ 'x/a': 'A2' })
    expect(quarantined(library)).toHaveLength(1)
  })

  it('that was changed, and what we never wrote, stays', async () => {
    const library = shelf({ 'roms/1': 'A', 'roms/2': 'B', '@main/x/mine': 'mine' })
    await apply(library, both)
    library.memory.write('@main/x/a', Buffer.from('edited'))
    library.memory.remove('@main/x/b')
    expect(plan(library, () => undefined).steps).toEqual([])
    // what is changed is in the way, and said to be
    expect(plan(library, both).problems.map(({ message }) => message)).toEqual([
      '/@main/x/a is in the way of /roms/1. Both were left alone.',
    ])
  })

  it('of a run that was undone is ours no more', async () => {
    const library = shelf({ 'roms/1': 'A' })
    await apply(library, both)
    await undo(library, 1)
    library.memory.mkdir('@main/x')
    library.memory.write('@main/x/a', Buffer.from('A'))
    library.memory.touch('@main/x/a', TIME)
    expect(plan(library, () => undefined).steps).toEqual([])
  })
})

describe('undo of what was written', () => {
  const both: PlaceOf = (text) => ({ A: 'a', B: 'b' })[text]

  it('leaves alone what was changed under the same size and time', async () => {
    const library = shelf({ 'roms/1': 'A', 'roms/2': 'B' })
    await apply(library, both)
    library.memory.write('@main/a', Buffer.from('X'))
    library.memory.touch('@main/a', TIME)
    const undone = await undo(library, 1)
    expect(undone.problems.map(({ message }) => message)).toEqual([
      '/@main/a was changed since it was looked at. It was left alone.',
    ])
    expect(texts(library)).toEqual({ a: 'X' })
  })

  it('keeps the last copy of a file that is gone from the roots', async () => {
    const library = shelf({ 'roms/1': 'A', 'roms/2': 'B' })
    await apply(library, both)
    library.memory.remove('roms/1')
    const undone = await undo(library, 1)
    expect(undone).toMatchObject({ isDone: false, problems: [{ code: 'library-survivor-bad' }] })
    expect(undone.problems[0]?.message).toBe(
      '/@main/a stays: /roms/1, which it was made of, is not there any more, or is another file.',
    )
    expect(texts(library)).toEqual({ a: 'A' })
    library.memory.write('roms/1', Buffer.from('A'))
    expect(await undo(library, 1)).toMatchObject({ isDone: true, problems: [] })
    expect(texts(library)).toEqual({})
  })
})

const TREES = process.env['CURATOR_DEEP'] === '1' ? 10_000 : 250
const TEXTS = ['A1', 'A2', 'B11', 'B22', '', 'C']
const NAMES = ['1', '2', '3', 'one', 'ONE']

const file: fc.Arbitrary<TestFile> = fc.record({
  path: fc
    .tuple(fc.constantFrom('roms', 'roms/a', SHELF, `${SHELF}/x`), fc.constantFrom(...NAMES))
    .map(([folder, name]) => `${folder}/${name}`),
  text: fc.constantFrom(...TEXTS),
  mtime: fc.constantFrom(TIME, TIME, TIME + 200_000_123),
})
const tree = fc.uniqueArray(file, { minLength: 1, maxLength: 10, selector: ({ path }) => path.toUpperCase() })
/** Where each text belongs: once, and differently later. */
const wanted = fc.dictionary(
  fc.constantFrom(...TEXTS),
  fc
    .tuple(fc.constantFrom('', 'x/', 'z/w/'), fc.constantFrom(...NAMES))
    .map(([folder, name]) => folder + name),
)
const cut = cutWithin(40)

describe('any tree in which what is wanted changes, cut off anywhere', () => {
  test.each(MODES)(
    '%s: each run ends as if it never was cut off, and undo by undo the tree is what it was',
    async (mode) => {
      const met = { cuts: 0, undoCuts: 0, left: 0, moved: 0, second: 0 }
      await fc.assert(
        fc.asyncProperty(
          tree,
          fc.array(wanted, { minLength: 2, maxLength: 3 }),
          fc.array(cut, { maxLength: 3 }),
          fc.boolean(),
          async (files, wishes, cuts, foldCase) => {
            const [whole, library] = [libraryOf(files, { foldCase }), libraryOf(files, { foldCase })]
            const states: Record<string, string>[] = []
            for (const places of wishes) {
              const placeOf: PlaceOf = (text) => places[text]
              for (const { op } of plan(whole, placeOf, mode).steps) {
                if (op === 'quarantine') met.left++
                if (op === 'move') met.moved++
              }
              await apply(whole, placeOf, mode)
              const before = picture(library)
              for (const one of cuts) {
                if (!(await cutOff(library, one, () => apply(library, placeOf, mode)))) break
                met.cuts++
              }
              await apply(library, placeOf, mode)
              expect(withoutTimesOfFolders(picture(library))).toEqual(withoutTimesOfFolders(picture(whole)))
              expect(plan(library, placeOf, mode).steps).toEqual([])
              const run = newestJournal(library.disk, NOTES)?.run ?? 0
              if (run > states.length) states.push(before)
            }
            if (states.length > 1) met.second++
            while (states.length > 0) {
              const run = states.length
              for (const one of cuts) {
                if (!(await cutOff(library, one, () => undo(library, run)))) break
                met.undoCuts++
              }
              expect(await undo(library, run)).toMatchObject({ isDone: true, failed: [], problems: [] })
              expect(withoutTop(picture(library))).toEqual(withoutTop(states.pop() ?? {}))
              forgetRun(library, run)
            }
          },
        ),
        { numRuns: TREES },
      )
      expect(Math.min(...Object.values(met)), `met too little: ${JSON.stringify(met)}`).toBeGreaterThan(0)
    },
    600_000,
  )
})

/** So that the run before it is the newest. */
function forgetRun({ memory }: TestLibrary, run: number): void {
  memory.remove(`${NOTES}/${run}/journal`)
  memory.eject()
}

/** The folder that holds curator's own: a kill before a run began may have made that, or the folder itself. */
function withoutTop(all: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([path]) => path !== SHELF))
}
