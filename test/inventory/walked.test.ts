/** A root with more folders than are held in memory: what changed goes by way of a temporary table. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { preparer } from '../../src/inventory/content-store.ts'
import { walkedFolders } from '../../src/inventory/scan/walking/walked.ts'
import { library, present, type Library } from './support.ts'

let lib: Library
beforeEach(() => {
  lib = library()
})
afterEach(() => lib.close())

const FOLDERS = 150
const name = (n: number): string => `f${String(n).padStart(3, '0')}/game.nes`

function fill(into: Library, from = 0): void {
  for (let n = from; n < FOLDERS; n++) into.write(name(n), `game ${n}`)
}

it('is read, and found unchanged', async () => {
  fill(lib)
  expect(await lib.scan()).toMatchObject({ files: FOLDERS, hashed: FOLDERS, changed: true, problems: [] })
  expect(present(lib.db)).toHaveLength(FOLDERS)
  expect(await lib.scan()).toMatchObject({ files: FOLDERS, hashed: 0, changed: false })
  expect(lib.db.prepare("select name from sqlite_temp_master where name = 'walked'").all()).toEqual([])
})

it('comes to what a first scan finds, after files moved, changed, came and went', async () => {
  fill(lib)
  await lib.scan()
  for (let n = 0; n < FOLDERS; n += 2) lib.remove(`f${String(n).padStart(3, '0')}`)
  for (let n = 1; n < FOLDERS; n += 2) lib.write(name(n), `other ${n}`)
  lib.write('new/game.nes', 'new')
  expect(await lib.scan()).toMatchObject({ files: 76, hashed: 76, missing: 75 })
  const again = library()
  for (let n = 1; n < FOLDERS; n += 2) again.write(name(n), `other ${n}`)
  again.write('new/game.nes', 'new')
  await again.scan()
  expect(present(lib.db)).toEqual(present(again.db))
  again.close()
})

it('goes on where it was cut off', async () => {
  fill(lib)
  const stop = new AbortController()
  const onProgress = ({ hashed }: { hashed: number }) => hashed > 0 && stop.abort()
  await expect(lib.scan({ signal: stop.signal, onProgress })).rejects.toThrow('interrupted')
  const hashed = present(lib.db).length
  expect(hashed).toBeGreaterThan(0)
  expect(await lib.scan()).toMatchObject({ files: FOLDERS, hashed: FOLDERS - hashed })
})

it.each([3, FOLDERS])('is let go of, of %i folders, what went while the walk went on', (count) => {
  const walked = walkedFolders(lib.db, preparer(lib.db))
  const paths = Array.from({ length: count }, (_, n) => `f${n}`)
  for (const path of paths)
    walked.put({ folder: { path, kinds: 'f', names: 'a', stats: new Float64Array(4) }, suspects: [0] })
  walked.drop('f1')
  const left = [...walked.changed()].map(({ folder }) => folder.path)
  expect(left).toEqual(paths.filter((path) => path !== 'f1'))
  walked.clear()
})
