/** What a purge deletes for good: what left, as long as what it left to is there, whatever later runs made of that. */
import { describe, expect, it } from 'vitest'
import { purgeable, purgeRun } from '../../src/library/purge.ts'
import { pastRuns } from '../../src/library/runs.ts'
import { apply, AT, filesIn, libraryOf, plan, RUNS, type TestLibrary } from './support.ts'

const TIME = 1_000_000_000_000
const LATER = AT + 1000

function file(path: string, text: string) {
  return { path, text, mtime: TIME }
}

/** `roms/1` went to its place, and `roms/2` of the same bytes left to it. */
async function tidied(): Promise<TestLibrary> {
  const library = libraryOf([file('roms/1', 'A'), file('roms/2', 'A')])
  await belongs(library, 'a')
  return library
}

async function belongs(library: TestLibrary, place: string): Promise<void> {
  await apply(
    library,
    plan(
      library,
      filesIn(library, (text) => (text === 'A' ? place : undefined)),
    ),
  )
}

function left({ memory }: TestLibrary): string[] {
  return Object.keys(memory.files()).filter(
    (path) => path.includes('/quarantine/') && !path.endsWith('.json'),
  )
}

/** Purges the first run, and says what came of it. */
async function purged({ disk }: TestLibrary, placesOf?: (sha1: string) => readonly string[]) {
  const [first] = purgeable(disk, RUNS, AT)
  if (!first) throw new Error('nothing to purge')
  const { deleted, bytes, problems } = await purgeRun(disk, RUNS, first, LATER, placesOf)
  return [deleted, bytes, ...problems.map(({ code }) => code)]
}

describe('a purge', () => {
  it('is of runs of the moment and before, that have something left', async () => {
    const library = await tidied()
    const [copy = ''] = left(library)
    expect(purgeable(library.disk, RUNS, AT - 1)).toEqual([])
    expect(purgeable(library.disk, RUNS, AT)).toMatchObject([{ is: 'done', files: 1, bytes: 1 }])
    expect(await purged(library)).toEqual([1, 1])
    expect(library.memory.files()).not.toHaveProperty([copy])
    expect(pastRuns(library.disk, RUNS)).toMatchObject([{ is: 'purged', state: { purged: LATER } }])
    expect(purgeable(library.disk, RUNS, AT)).toEqual([])
  })

  it('leaves alone what was changed, and then the run is not taken for purged', async () => {
    const library = await tidied()
    const [copy = ''] = left(library)
    library.memory.write(copy, Buffer.from('AB'))
    expect(await purged(library)).toEqual([0, 0, 'library-file-changed'])
    expect(library.memory.files()[copy]).toBe('AB')
    // what tells where it was stays with it
    expect(
      Object.keys(library.memory.files()).filter((path) => path.endsWith('/manifest.json')),
    ).toHaveLength(1)
    expect(pastRuns(library.disk, RUNS)).toMatchObject([{ is: 'done' }])
  })

  it('leaves alone what left to a file that holds something else by now', async () => {
    const library = await tidied()
    library.memory.write('roms/sorted/a', Buffer.from('X'))
    expect(await purged(library)).toEqual([0, 0, 'library-survivor-bad'])
    library.memory.write('roms/copy', Buffer.from('X'))
    expect(await purged(library, () => ['roms/copy'])).toEqual([0, 0, 'library-survivor-bad'])
    library.memory.write('roms/copy', Buffer.from('A'))
    expect(await purged(library, () => ['roms/copy'])).toEqual([1, 1])
  })

  it('asks for the file where a later run moved it', async () => {
    const library = await tidied()
    await belongs(library, 'x/b')
    expect(library.memory.files()).toHaveProperty(['roms/sorted/x/b'], 'A')
    expect(await purged(library)).toEqual([1, 1])
  })

  it('asks for the file that the file left to in a later run', async () => {
    const library = await tidied()
    library.memory.mkdir('roms/sorted/x')
    library.memory.write('roms/sorted/x/b', Buffer.from('A'))
    await belongs(library, 'x/b')
    expect(left(library)).toHaveLength(2)
    expect(library.memory.files()).not.toHaveProperty(['roms/sorted/a'])
    expect(await purged(library)).toEqual([1, 1])
  })
})
