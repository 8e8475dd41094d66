/** A run that meets what it did not expect, from operation to operation: what it says, and what it does when it goes on. */
import { describe, expect, it } from 'vitest'
import { readState } from '../../src/library/journal.ts'
import { carryOut } from '../../src/library/run.ts'
import { cutOff } from './cuts.ts'
import { apply, filesIn, journalOf, libraryOf, plan, RUNS, undo, type TestLibrary } from './support.ts'

const TIME = 1_000_000_000_000

/** Two files in each other's places, one of which steps aside; and a duplicate, which leaves. */
function swapped() {
  const library = libraryOf([
    { path: 'roms/sorted/A', text: 'B', mtime: TIME },
    { path: 'roms/sorted/B', text: 'A', mtime: TIME },
    { path: 'roms/1', text: 'C', mtime: TIME },
    { path: 'roms/2', text: 'C', mtime: TIME },
  ])
  const planned = plan(
    library,
    filesIn(library, (text) => text),
  )
  return { library, planned }
}

function shelf({ memory }: TestLibrary): Record<string, string> {
  return Object.fromEntries(
    Object.entries(memory.files()).filter(([path]) => /^roms\/sorted\/[AB]$/.test(path)),
  )
}

describe('a run', () => {
  it('goes on with what waits aside for a place that could not be taken', async () => {
    let waited = 0
    for (let at = 1; at < 40; at++) {
      const { library, planned } = swapped()
      library.memory.failAt(at, 'EACCES', false)
      const result = await apply(library, planned).catch(() => undefined)
      library.memory.heal()
      if (result === undefined || result.isDone || Object.keys(shelf(library)).length > 1) continue
      waited++
      expect(await carryOut(library.disk, RUNS, journalOf(library)), `${at}`).toMatchObject({
        isDone: true,
        problems: [],
      })
      expect(shelf(library)).toEqual({ 'roms/sorted/A': 'A', 'roms/sorted/B': 'B' })
    }
    expect(waited).toBeGreaterThan(0)
  })

  it.each(['ENOSPC', 'EROFS'])('stops at a disk that takes no more: %s', async (errno) => {
    let stopped = 0
    for (let at = 1; at < 40; at++) {
      const library = libraryOf(
        ['1', '2', '3'].map((name) => ({ path: `roms/${name}`, text: name, mtime: TIME })),
      )
      const planned = plan(
        library,
        filesIn(library, (text) => text),
      )
      library.memory.failAt(at, errno, true)
      const result = await apply(library, planned).catch(() => undefined)
      library.memory.heal()
      if (result === undefined || result.done.length === 3) continue
      stopped++
      expect(result, `${at}`).toMatchObject({ isDone: false, problems: [{}] })
    }
    expect(stopped).toBeGreaterThan(0)
  })

  it('leaves nothing behind of what it made, or one before it that never began', async () => {
    const library = libraryOf([{ path: 'roms/1', text: 'A', mtime: TIME }])
    const planned = plan(
      library,
      filesIn(library, () => 'a'),
      { mode: 'copy' },
    )
    for (const folder of [`${RUNS}/1/new`, 'roms/sorted']) library.memory.mkdir(folder)
    library.memory.write(`${RUNS}/1/new/7`, Buffer.from('left'))
    library.memory.write('roms/sorted/a', Buffer.from('X'))
    expect(await apply(library, planned, 'copy')).toMatchObject({
      problems: [{ code: 'library-place-taken' }],
    })
    expect(library.disk.list(`${RUNS}/1/new`)).toEqual([])
  })

  it('is known to be undone before anything comes back', async () => {
    let cut = 0
    for (let at = 1; at < 20; at++) {
      const library = libraryOf([
        { path: 'roms/1', text: 'A', mtime: TIME },
        { path: 'roms/sorted/A', text: 'A', mtime: TIME },
      ])
      const planned = plan(
        library,
        filesIn(library, (text) => text),
      )
      await apply(library, planned)
      await cutOff(library, { at, isPower: false, chances: [0] }, () => undo(library))
      if (library.memory.stat('roms/1') === undefined) continue
      cut++
      expect(readState(library.disk, RUNS, 1), `${at}`).toMatchObject({ doing: 'undo' })
    }
    expect(cut).toBeGreaterThan(0)
  })

  it('that is undone leaves alone what was changed, whatever came to the old place', async () => {
    const library = libraryOf([{ path: 'roms/1', text: 'A', mtime: TIME }])
    const planned = plan(
      library,
      filesIn(library, () => 'a'),
    )
    await apply(library, planned)
    library.memory.write('roms/1', Buffer.from('X'))
    expect((await undo(library)).problems).toMatchObject([{ code: 'library-place-taken' }])
    library.memory.write('roms/sorted/a', Buffer.from('AB'))
    expect((await undo(library)).problems).toMatchObject([{ code: 'library-file-changed' }])
    expect(library.memory.files()).toMatchObject({ 'roms/1': 'X', 'roms/sorted/a': 'AB' })
  })

  it.each([
    ['as it was', 'A', []],
    ['with other bytes', 'X', ['library-file-changed']],
  ])('reads a file that shows the time of another zone: %s', async (_, text, codes) => {
    const library = libraryOf([{ path: 'roms/1', text: 'A', mtime: TIME }])
    const planned = plan(
      library,
      filesIn(library, () => 'a'),
    )
    library.memory.write('roms/1', Buffer.from(text))
    library.memory.touch('roms/1', TIME + 3_600_000)
    const result = await apply(library, planned)
    expect(result?.problems.map(({ code }) => code)).toEqual(codes)
    expect(library.memory.files()[codes.length > 0 ? 'roms/1' : 'roms/sorted/a']).toBe(text)
  })

  it('does not take for its own what came to the place of a file that is gone', async () => {
    const library = libraryOf([{ path: 'roms/1', text: 'A', mtime: TIME }])
    const planned = plan(
      library,
      filesIn(library, () => 'a'),
    )
    library.memory.remove('roms/1')
    library.memory.mkdir('roms/sorted')
    library.memory.write('roms/sorted/a', Buffer.from('X'))
    const result = await apply(library, planned)
    expect(result).toMatchObject({ done: [], problems: [{ code: 'library-file-gone' }] })
    expect(library.memory.files()).toHaveProperty(['roms/sorted/a'], 'X')
  })
})
