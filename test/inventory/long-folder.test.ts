/** A folder with more entries than one row holds is kept in parts, and nobody can tell but by the memory it takes. */
import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { library, present, type Library } from './support.ts'

/** The most that one row holds. */
const WHOLE = 20_000
const PARTS = 64

let lib: Library
beforeEach(() => {
  lib = library()
})
afterEach(() => lib.close())

interface Row {
  readonly part: number
  readonly files: number
}

/** The rows of a folder. */
const rows = (path: string): readonly Row[] =>
  lib.db
    .prepare<[string], Row>(
      'select part, length(stats) / 32 as files from directory where path = ? order by part',
    )
    .all(path)

const paths = (): number[] => rows('long').map(({ part }) => part)

const files = (): number => rows('long').reduce((sum, row) => sum + row.files, 0)

it('is split when it grows, and every change in it is found, also when it is short again', async () => {
  const put = (path: string, text = path): void => lib.write(`long/${path}`, text)
  // texts are only listed: what reading costs is no matter here
  mkdirSync(join(lib.dir, 'long'))
  for (let n = 0; n < WHOLE - 2; n++) writeFileSync(join(lib.dir, `long/${n}.txt`), '')
  put('a.nes')
  put('b.nes')
  expect(await lib.scan()).toMatchObject({ files: WHOLE, hashed: 2, missing: 0 })
  expect(rows('long')).toEqual([{ part: 0, files: WHOLE }])

  // one went as it grew: the row of all tells of it
  lib.remove('long/a.nes')
  put('c.nes')
  put('sub/d.nes')
  expect(await lib.scan()).toMatchObject({ files: WHOLE + 1, hashed: 2, missing: 1 })
  expect(paths()).toEqual(Array.from({ length: PARTS }, (_, i) => i + 1))
  expect(files()).toBe(WHOLE)
  const { length } = rows('long').filter((row) => row.files > 200)
  expect(length).toBe(PARTS)
  expect(await lib.scan()).toMatchObject({ files: WHOLE + 1, hashed: 0, missing: 0, changed: false })

  // with a listing to compare, folders that nothing happened in are not looked at
  const scratch = mkdtempSync(join(lib.dir, '../state-'))
  await lib.scan({ scratch })
  lib.write('g.nes', 'g')
  expect(await lib.scan({ scratch })).toMatchObject({ files: WHOLE + 2, hashed: 1 })
  put('h.nes')
  expect(await lib.scan({ scratch })).toMatchObject({ files: WHOLE + 3, hashed: 1 })
  for (const path of ['g.nes', 'long/h.nes']) lib.remove(path)
  expect(await lib.scan({ scratch })).toMatchObject({ files: WHOLE + 1, hashed: 0, missing: 2 })

  put('b.nes', 'another')
  lib.remove('long/c.nes')
  put('e.nes')
  expect(await lib.scan()).toMatchObject({ files: WHOLE + 1, hashed: 2, missing: 1 })

  // another name is another part
  renameSync(join(lib.dir, 'long/e.nes'), join(lib.dir, 'long/f.nes'))
  expect(await lib.scan()).toMatchObject({ files: WHOLE + 1, hashed: 0, missing: 1 })

  for (let n = 0; n < WHOLE - 2; n++) if (n % 1000 > 0) lib.remove(`long/${n}.txt`)
  expect(await lib.scan()).toMatchObject({ files: 23, hashed: 0, missing: WHOLE - 22 })
  expect(paths()).toHaveLength(PARTS)
  expect(present(lib.db).filter((line) => line.includes('.nes'))).toEqual([
    expect.stringContaining('long/b.nes rom'),
    expect.stringContaining('long/f.nes rom'),
    expect.stringContaining('long/sub/d.nes rom'),
  ])

  put('.nomedia')
  expect(await lib.scan()).toMatchObject({ files: 0, missing: 23 })
  lib.remove('long/.nomedia')
  expect(await lib.scan()).toMatchObject({ files: 23, hashed: 0, missing: 0 })

  for (let n = 0; n < 300; n++) put(`${n}.nes`)
  const stop = new AbortController()
  const cut = lib.scan({ signal: stop.signal, onProgress: ({ toHash }) => toHash > 0 && stop.abort() })
  await expect(cut).rejects.toThrow('interrupted')
  const read = present(lib.db).filter((line) => /long\/\d+\.nes/.test(line)).length
  expect(read).toBeLessThan(300)
  expect(waiting()).toHaveLength(300 - read)
  expect(await lib.scan()).toMatchObject({ files: 323, hashed: 300 - read })
  expect(waiting()).toEqual([])

  lib.remove('long')
  expect(await lib.scan()).toMatchObject({ files: 0, missing: 323 })
  expect(rows('long')).toEqual([])
  put('b.nes')
  expect(await lib.scan()).toMatchObject({ files: 1, hashed: 1 })
  expect(rows('long')).toEqual([{ part: 0, files: 1 }])
}, 60_000)

const waiting = (): readonly unknown[] =>
  lib.db.prepare("select path from file_discovery where promotion_state = 'pending'").pluck().all()
