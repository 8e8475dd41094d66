/**
 * Any tree, killed anywhere: the run that is gone on with ends as one that was never cut off, and undo, killed as well,
 * gives back the tree as it was, byte for byte, times included. CURATOR_DEEP=1 runs many more of them.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newestJournal } from '../../src/library/begin.ts'
import { readState } from '../../src/library/journal.ts'
import { carryOut } from '../../src/library/run.ts'
import { cutOff, cutWithin } from './cuts.ts'
import {
  apply,
  filesIn,
  journalOf,
  RUNS,
  libraryOf,
  picture,
  plan,
  undo,
  withoutTimesOfFolders,
  type TestFile,
  type TestLibrary,
} from './support.ts'

const TREES = process.env['CURATOR_DEEP'] === '1' ? 20_000 : 400

/** Some differ in nothing but their bytes: then only those tell which is which. */
const TEXTS = ['A1', 'A2', 'A3', 'B11', 'B22', '', 'C']
const TIMES = [1_000_000_000_000, 1_000_000_000_000, 1_200_000_000_123]
const FOLDERS = [
  'roms',
  'roms/a',
  'roms/a/b',
  'roms/card',
  'roms/card/c',
  'roms/sorted',
  'roms/sorted/x',
  'roms/sorted/y',
]
const NAMES = ['1', '2', '3', 'one', 'ONE']

const file: fc.Arbitrary<TestFile> = fc.record({
  path: fc
    .tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...NAMES))
    .map(([folder, name]) => `${folder}/${name}`),
  text: fc.constantFrom(...TEXTS),
  mtime: fc.constantFrom(...TIMES),
})
const tree = fc.uniqueArray(file, {
  minLength: 1,
  maxLength: 12,
  selector: ({ path }) => path.toUpperCase(),
})
/** Where each text belongs. Two may belong to one place, and then one of them stays. */
const wanted = fc.dictionary(
  fc.constantFrom(...TEXTS),
  fc
    .tuple(fc.constantFrom('', 'x/', 'y/', 'z/w/'), fc.constantFrom(...NAMES))
    .map(([folder, name]) => folder + name),
)
const cut = cutWithin(60)

describe('any tree, cut off anywhere', () => {
  test('apply ends as if it never was, and undo gives the tree back, times included', async () => {
    const met = { kills: 0, losses: 0, undoCuts: 0, aside: 0, left: 0, stays: 0 }
    await fc.assert(
      fc.asyncProperty(
        tree,
        wanted,
        fc.array(cut, { maxLength: 3 }),
        fc.array(cut, { maxLength: 3 }),
        fc.boolean(),
        async (files, places, cuts, undoCuts, foldCase) => {
          const untouched = libraryOf(files, { foldCase })
          const placeOf = (text: string) => places[text]
          const planned = plan(untouched, filesIn(untouched, placeOf))
          await apply(untouched, planned)
          const goal = picture(untouched)
          met.aside += planned.steps.filter(({ via }) => via !== undefined).length
          met.left += planned.steps.filter(({ op }) => op === 'quarantine').length
          met.stays += planned.problems.length

          const library = libraryOf(files, { foldCase })
          let original = picture(library)
          for (const one of cuts) {
            const isCut = await cutOff(library, one, () => applyOrGoOn(library, placeOf))
            if (!isCut) break
            met[one.isPower ? 'losses' : 'kills']++
            // before a run began, only the times of folders that got curator's own may be others
            if (!newestJournal(library.disk, RUNS)) original = expectUntouched(library, original)
          }
          await applyOrGoOn(library, placeOf)
          expect(withoutTimesOfFolders(picture(library))).toEqual(withoutTimesOfFolders(goal))
          expect(plan(library, filesIn(library, placeOf)).steps).toEqual([])

          if (!newestJournal(library.disk, RUNS)) return
          for (const one of undoCuts) {
            if (!(await cutOff(library, one, () => undo(library)))) break
            met.undoCuts++
          }
          const undone = await undo(library)
          expect(undone).toMatchObject({ isDone: true, failed: [], problems: [] })
          expect(picture(library)).toEqual(original)
        },
      ),
      { numRuns: TREES },
    )
    expect(Math.min(...Object.values(met)), `met too little: ${JSON.stringify(met)}`).toBeGreaterThan(0)
  }, 600_000)
})

/** Goes on with a run that is open, else plans anew. */
async function applyOrGoOn(
  library: TestLibrary,
  placeOf: (text: string) => string | undefined,
): Promise<void> {
  const journal = newestJournal(library.disk, RUNS)
  if (journal && readState(library.disk, RUNS, journal.run)?.isDone !== true) {
    const result = await carryOut(library.disk, RUNS, journalOf(library))
    expect(result).toMatchObject({ isDone: true, failed: [], problems: [] })
    return
  }
  if (journal) return
  await apply(library, plan(library, filesIn(library, placeOf)))
}

function expectUntouched(library: TestLibrary, original: Record<string, string>): Record<string, string> {
  const now = picture(library)
  const { roms: _, 'roms/sorted': __, 'roms/card': ___, ...others } = now
  expect(others).toEqual(Object.fromEntries(Object.entries(original).filter(([path]) => path in others)))
  return now
}
