/** What tidying means, case by case: who stays, who goes, who steps aside, and who is in the way. */
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { newestJournal } from '../../src/library/begin.ts'
import type { LibraryDisk } from '../../src/library/disk.ts'
import { cutOff } from './cuts.ts'
import {
  RUNS,
  apply,
  filesIn,
  libraryOf,
  picture,
  plan,
  undo,
  type TestFile,
  type TestLibrary,
} from './support.ts'

const TIME = 1_000_000_000_000

function files(all: Readonly<Record<string, string>>): TestFile[] {
  return Object.entries(all).map(([path, text]) => ({ path, text, mtime: TIME }))
}

/** The steps in short: `from → to`, with what a file steps aside to in between. */
async function run(
  all: Readonly<Record<string, string>>,
  places: Readonly<Record<string, string>>,
  options: { foldCase?: boolean; duplicates?: 'keep' } = {},
) {
  const { duplicates, ...switches } = options
  const library = libraryOf(files(all), switches)
  const before = picture(library)
  const planned = plan(
    library,
    filesIn(library, (text) => places[text]),
    duplicates ? { duplicates } : {},
  )
  const steps = planned.steps.map(({ op, from, via, to }) => {
    const last = op === 'quarantine' ? 'quarantine' : to
    return via === undefined ? `${from} → ${last}` : `${from} → aside → ${last}`
  })
  await apply(library, planned)
  const texts = Object.fromEntries(
    Object.entries(library.memory.files()).filter(([path]) => !path.includes('.curator-library')),
  )
  const left = Object.keys(library.memory.files()).filter(
    (path) => path.includes('/quarantine/') && !path.endsWith('.json'),
  )
  if (planned.steps.length > 0) {
    expect(await undo(library)).toMatchObject({ isDone: true, problems: [] })
    expect(picture(library)).toEqual(before)
  }
  return { steps, texts, left, problems: planned.problems.map(({ message }) => message), kept: planned.kept }
}

describe('a plan', () => {
  it('moves what is not in its place, and keeps what is', async () => {
    const { steps, texts, kept } = await run(
      { 'roms/a': 'A', 'roms/sorted/b': 'B', 'roms/x': 'unknown' },
      { A: 'nes/a', B: 'b' },
    )
    expect(steps).toEqual(['roms/a → roms/sorted/nes/a'])
    expect(texts).toEqual({ 'roms/sorted/nes/a': 'A', 'roms/sorted/b': 'B', 'roms/x': 'unknown' })
    expect(kept).toBe(1)
  })

  it('lets two files change places', async () => {
    const { steps, texts } = await run({ 'roms/sorted/a': 'B', 'roms/sorted/b': 'A' }, { A: 'a', B: 'b' })
    expect(steps).toEqual(['roms/sorted/a → aside → roms/sorted/b', 'roms/sorted/b → aside → roms/sorted/a'])
    expect(texts).toEqual({ 'roms/sorted/a': 'A', 'roms/sorted/b': 'B' })
  })

  it.each([true, false])('changes nothing but case (a disk that folds it: %s)', async (foldCase) => {
    const { steps, texts } = await run({ 'roms/sorted/GAME': 'A' }, { A: 'game' }, { foldCase })
    expect(steps).toEqual(['roms/sorted/GAME → aside → roms/sorted/game'])
    expect(texts).toEqual({ 'roms/sorted/game': 'A' })
  })

  it.each([
    ['what is in its place', { 'roms/a': 'A', 'roms/sorted/a': 'A' }, ['roms/a → quarantine']],
    [
      'what is called right',
      { 'roms/1': 'A', 'roms/a': 'A' },
      ['roms/1 → quarantine', 'roms/a → roms/sorted/a'],
    ],
    [
      'the first by name',
      { 'roms/2': 'A', 'roms/1': 'A' },
      ['roms/1 → roms/sorted/a', 'roms/2 → quarantine'],
    ],
  ])('keeps of two that hold the same %s', async (_, all, steps) => {
    const found = await run(all, { A: 'a' })
    expect(found.steps).toEqual(steps)
    expect(found.texts).toEqual({ 'roms/sorted/a': 'A' })
    expect(found.left).toHaveLength(1)
  })

  it('leaves duplicates alone where they are to be kept', async () => {
    const { steps } = await run({ 'roms/1': 'A', 'roms/2': 'A' }, { A: 'a' }, { duplicates: 'keep' })
    expect(steps).toEqual(['roms/1 → roms/sorted/a'])
  })

  it('lets a duplicate leave that lies where another is to go', async () => {
    const { texts, left } = await run(
      { 'roms/sorted/b': 'A', 'roms/sorted/a': 'A', 'roms/x': 'B' },
      { A: 'a', B: 'b' },
    )
    expect(texts).toEqual({ 'roms/sorted/a': 'A', 'roms/sorted/b': 'B' })
    expect(left).toHaveLength(1)
  })

  it('leaves alone what is in the way, and whoever waits for it', async () => {
    const { steps, problems } = await run(
      { 'roms/1': 'A', 'roms/sorted/a': 'B', 'roms/sorted/b': 'foreign' },
      { A: 'a', B: 'b' },
    )
    expect(steps).toEqual([])
    expect(problems).toEqual([
      '/roms/sorted/a is in the way of /roms/1. Both were left alone.',
      '/roms/sorted/b is in the way of /roms/sorted/a. Both were left alone.',
    ])
  })

  it.each([
    ['a folder where the file should be', { 'roms/1': 'A', 'roms/sorted/a/x': 'foreign' }, '/roms/sorted/a'],
    ['a file where the folder should be', { 'roms/1': 'A', 'roms/sorted/n': 'foreign' }, '/roms/sorted/n'],
  ])('leaves alone %s', async (_, all, path) => {
    const { steps, problems } = await run(all, { A: path === '/roms/sorted/n' ? 'n/a' : 'a' })
    expect(steps).toEqual([])
    expect(problems).toEqual([`${path} is in the way of /roms/1. Both were left alone.`])
  })

  it('tells two files apart that belong to one place and are not the same', async () => {
    const { steps, problems } = await run({ 'roms/1': 'A', 'roms/2': 'B' }, { A: 'Game', B: 'game' })
    expect(steps).toEqual(['roms/1 → roms/sorted/Game'])
    expect(problems).toEqual([
      '/roms/2 and /roms/1 both belong to /roms/sorted/Game, and are not the same. The first was left alone.',
    ])
  })

  it('keeps of two that hold the same the one that needs no copying', () => {
    const library = libraryOf(files({ 'far/A': 'A', 'roms/zz': 'A' }))
    const planned = plan(
      library,
      filesIn(library, (text) => text),
    )
    expect(planned.steps.map(({ op, from }) => `${op} ${from}`)).toEqual(['quarantine far/A', 'move roms/zz'])
  })

  it('copies to another volume, reads the copy again, and lets the original leave', async () => {
    const library = libraryOf([
      { path: 'far/in/1', text: 'A', mtime: TIME },
      { path: 'roms/2', text: 'B', mtime: TIME },
    ])
    const before = picture(library)
    const planned = plan(
      library,
      filesIn(library, (text) => text),
    )
    expect(planned.steps.map(({ op, from }) => `${op} ${from}`)).toEqual([
      'write far/in/1',
      'quarantine far/in/1',
      'move roms/2',
    ])
    await apply(library, planned)
    expect(library.memory.files()['roms/sorted/A']).toBe('A')
    expect(library.memory.stat('roms/sorted/A')?.mtime).toBe(TIME)
    expect(library.memory.stat('far/in')).toBeUndefined()
    expect(await undo(library)).toMatchObject({ isDone: true, problems: [] })
    expect(picture(library)).toEqual(before)
  })

  it('that is killed before it began leaves the times of folders, but in the moment when it makes its own', async () => {
    const differing: number[] = []
    let isBegun = false
    for (let at = 1; !isBegun; at++) {
      const library = libraryOf([{ path: 'far/in/1', text: 'A', mtime: TIME }])
      const before = picture(library)
      const planned = plan(
        library,
        filesIn(library, (text) => text),
      )
      await cutOff(library, { at, isPower: false, chances: [] }, () => apply(library, planned))
      isBegun = newestJournal(library.disk, RUNS) !== undefined
      if (!isBegun && !isDeepStrictEqual(picture(library), before)) differing.push(at)
    }
    // each of two roots gets a folder of curator's own
    expect(differing).toEqual([2, 12])
  })
})

describe('a run', () => {
  it('is undone where a folder is of another user, who alone may set its time', async () => {
    const library = libraryOf([
      { path: 'roms/1', text: 'A', mtime: TIME },
      { path: 'roms/in/2', text: 'B', mtime: TIME },
    ])
    const { roms: _, ...others } = picture(library)
    await apply(
      library,
      plan(
        library,
        filesIn(library, (text) => text),
      ),
    )
    const disk: LibraryDisk = {
      ...library.disk,
      setTimes(times) {
        if (times.has('roms')) throw Object.assign(new Error('EPERM'), { code: 'EPERM' })
        library.disk.setTimes(times)
      },
    }
    expect(await undo({ ...library, disk })).toMatchObject({
      isDone: true,
      failed: [],
      problems: [{ message: 'The time of /roms could not be set back: the folder belongs to another user.' }],
    })
    expect(picture(library)).toMatchObject(others)
  })

  it('reads the survivor before a duplicate leaves', async () => {
    const library = libraryOf(files({ 'roms/1': 'A', 'roms/sorted/a': 'A' }))
    const planned = plan(
      library,
      filesIn(library, () => 'a'),
    )
    // it rots after it was read: size and time are what they were
    library.memory.write('roms/sorted/a', Buffer.from('X'))
    library.memory.touch('roms/sorted/a', TIME)
    const result = await apply(library, planned)
    expect(result?.problems.map(({ message }) => message)).toEqual([
      '/roms/1 stays: /roms/sorted/a, which it would leave to, does not hold what it should.',
    ])
    expect(library.memory.files()['roms/1']).toBe('A')
  })

  it('is undone but for a file that is gone, and says so', async () => {
    const library = libraryOf(files({ 'roms/1': 'A', 'roms/2': 'B' }))
    await apply(
      library,
      plan(
        library,
        filesIn(library, (text) => text),
      ),
    )
    library.memory.remove('roms/sorted/A')
    const undone = await undo(library)
    expect(undone.isDone).toBe(true)
    expect(undone.problems.map(({ message }) => message)).toEqual([
      '/roms/sorted/A is not there any more: it was /roms/1 before.',
    ])
    expect(library.memory.files()['roms/2']).toBe('B')
  })

  it('waits for a file that was edited, and takes it back when that is put right', async () => {
    const library = libraryOf(files({ 'roms/1': 'A', 'roms/sorted/A': 'B', 'roms/sorted/B': 'C' }))
    const before = picture(library)
    await apply(
      library,
      plan(
        library,
        filesIn(library, (text) => text),
      ),
    )
    library.memory.write('roms/sorted/C', Buffer.from('edited'))
    expect(await undo(library)).toMatchObject({ isDone: false, problems: [{ code: 'library-file-changed' }] })
    expect(library.memory.files()).toMatchObject({
      'roms/1': 'A',
      'roms/sorted/A': 'B',
      'roms/sorted/C': 'edited',
    })
    library.memory.write('roms/sorted/C', Buffer.from('C'))
    library.memory.touch('roms/sorted/C', TIME)
    expect(await undo(library)).toMatchObject({ isDone: true, problems: [] })
    expect(picture(library)).toEqual(before)
  })

  it('leaves out files that are gone or were changed since they were looked at', () => {
    const library = libraryOf(files({ 'roms/1': 'A', 'roms/2': 'B', 'roms/3': 'C' }))
    const known = filesIn(library, (text) => `sorted/${text}`)
    library.memory.remove('roms/1')
    library.memory.write('roms/2', Buffer.from('BB'))
    const { steps, problems } = plan(library, known)
    expect(steps.map(({ from }) => from)).toEqual(['roms/3'])
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'library-file-gone /roms/1 is not there any more.',
      'library-file-changed /roms/2 was changed since it was looked at. It was left alone.',
    ])
  })

  it('does not touch a file that was changed since it was looked at', async () => {
    const library = libraryOf(files({ 'roms/1': 'A' }))
    const planned = plan(
      library,
      filesIn(library, () => 'a'),
    )
    library.memory.write('roms/1', Buffer.from('AB'))
    const result = await apply(library, planned)
    expect(result?.problems.map(({ code }) => code)).toEqual(['library-file-changed'])
    expect(library.memory.files()['roms/1']).toBe('AB')
  })

  it.each(
    ['EACCES', 'EIO', 'ENOSPC', 'EROFS'].flatMap((errno) => [
      { errno, lasts: 'once' },
      { errno, lasts: 'from then on' },
    ]),
  )(
    'loses nothing to $errno at any operation $lasts, nor while it is undone, and is undone',
    async ({ errno, lasts }) => {
      const all = {
        'roms/in/1': 'A',
        'roms/in/2': 'A',
        'roms/card/3': 'D',
        'roms/card/4': 'A',
        'roms/sorted/b': 'C',
        'roms/x/y': 'B',
        'roms/z': 'mine',
      }
      let [failed, undoFailed] = [0, 0]
      for (let at = 1; at < 90; at++) {
        const library = libraryOf(files(all))
        const before = picture(library)
        const planned = plan(
          library,
          filesIn(library, (text) => ({ A: 'a', B: 'b', C: 'c', D: 'd' })[text]),
        )
        library.memory.failAt(at, errno, lasts !== 'once')
        // what it cannot note down it does not go on with
        const result = await apply(library, planned).catch(() => 'stopped' as const)
        if (result !== undefined && (result === 'stopped' || result.problems.length > 0)) failed++
        library.memory.heal()
        expect(lost(library, Object.values(all))).toEqual([])
        if (!newestJournal(library.disk, RUNS)) continue
        library.memory.failAt((at * 7) % 60, errno, lasts !== 'once')
        const undone = await undo(library).catch(() => 'stopped' as const)
        library.memory.heal()
        expect(lost(library, Object.values(all))).toEqual([])
        if (undone === 'stopped' || !undone.isDone) {
          undoFailed++
          expect(await undo(library)).toMatchObject({ isDone: true, problems: [] })
        }
        expect(picture(library)).toEqual(before)
      }
      expect(Math.min(failed, undoFailed)).toBeGreaterThan(3)
    },
  )
})

/** Which of the bytes no file holds any more, but for curator's notes. */
function lost({ memory }: TestLibrary, texts: readonly string[]): string[] {
  const held = Object.entries(memory.files())
    .filter(([path]) => !/\.curator-library\/(main|quarantine\/.*json)/.test(path))
    .map(([, text]) => text)
  return texts.filter((text) => {
    const at = held.indexOf(text)
    if (at !== -1) held.splice(at, 1)
    return at === -1
  })
}
