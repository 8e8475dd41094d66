/** Rechecking on two threads tells the same as rechecking on one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { breather } from '../../src/inventory/breather.ts'
import { rootStore } from '../../src/inventory/store.ts'
import { unchangedFolders } from '../../src/inventory/recheck.ts'
import { library, type Library } from './support.ts'

let lib: Library
beforeEach(() => {
  lib = library()
})
afterEach(() => lib.close())

const breathe = breather(undefined)

describe('unchangedFolders', () => {
  it.each([
    ['all on this thread', { threads: 2, worthFiles: 0, headStart: 1000 }],
    ['half on each', { threads: 2, worthFiles: 0, headStart: 0 }],
    ['nearly all on the other thread', { threads: 2, worthFiles: 0, headStart: -18 }],
  ])('finds the folders in which nothing changed, %s', async (_, limits) => {
    for (let i = 0; i < 20; i++) lib.write(`${i % 5}/${i}.bin`, `${i}`)
    await lib.scan()
    lib.write('0/0.bin', 'changed')
    lib.write('1/new.bin', 'new')
    lib.remove('4')
    const folders = [...rootStore(lib.db, { name: 'roms', path: lib.dir }).folders().values()]
    const options = { path: lib.dir, identity: 'full', followSymlinks: false } as const
    const unchanged = await unchangedFolders(folders, options, breathe, limits)
    expect([...unchanged].sort()).toEqual(['2', '3'])
  })

  it('leaves small roots and machines with one processor to the caller', async () => {
    lib.write('a.bin', 'a')
    await lib.scan()
    const folders = [...rootStore(lib.db, { name: 'roms', path: lib.dir }).folders().values()]
    const options = { path: lib.dir, identity: 'full', followSymlinks: false } as const
    expect((await unchangedFolders(folders, options, breathe)).size).toBe(0)
    expect(
      (await unchangedFolders(folders, options, breathe, { threads: 1, worthFiles: 0, headStart: 0 })).size,
    ).toBe(0)
  })
})
