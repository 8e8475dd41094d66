/** Archives that were read by a reader that could do less are read anew when curator comes with a better one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { betterThan } from '../../src/inventory/archives/readers.ts'
import type { ScanProgress } from '../../src/inventory/scan/scan.ts'
import { rulesKey } from '../../src/inventory/store.ts'
import { makeTar } from '../support/archives/tar.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library, present, type Library } from './support.ts'

it.each([
  [{}, {}, []],
  [{}, { tar: 2 }, ['tar']],
  [undefined, { zip: 1 }, []],
  [{ tar: 2 }, { tar: 2 }, []],
  [{ tar: 2 }, { tar: 3, rar: 2 }, ['tar', 'rar']],
] as const)('than %j, %j is better at %j', (before, now, expected) => {
  expect([...betterThan(before, now)]).toEqual(expected)
})

describe('a scan by better readers', () => {
  let lib: Library
  beforeEach(() => {
    lib = library()
  })
  afterEach(() => lib.close())

  const TAR = makeTar([
    { name: 'a.nes', data: 'alpha' },
    { name: 'b.nes', type: '1', link: 'a.nes' },
  ])

  const saved = () => JSON.parse(String(lib.db.prepare(READ).pluck().get(rulesKey('roms')))) as object
  const save = (rules: object) => lib.db.prepare(WRITE).run(JSON.stringify(rules), rulesKey('roms'))

  /** As a scan left it that knew no second names, and noted nothing of its readers. */
  function forget(): void {
    lib.db.prepare("delete from archive_member where path = 'b.nes'").run()
    const { readers: _, ...rules } = saved() as { readonly readers?: object }
    save(rules)
  }

  it('reads those formats anew, however deep they lie, and nothing else', async () => {
    lib.write('set.tar', TAR)
    lib.write('packed.zip', makeZip([{ name: 'in.tar', data: TAR }]))
    lib.write('only-links.tar', makeTar([{ name: 'b.nes', type: '1', link: 'gone.nes' }]))
    // of whatever format it once was
    lib.write('empty.zip', makeZip([]))
    lib.write('other.zip', makeZip([{ name: 'c.nes', data: 'c' }]))
    lib.write('loose.nes', 'loose')
    await lib.scan()
    const whole = present(lib.db)
    expect(saved()).toMatchObject({ readers: { tar: 2 } })
    forget()
    expect(present(lib.db)).not.toEqual(whole)
    expect(await lib.scan()).toMatchObject({ hashed: 4, changed: true })
    expect(present(lib.db)).toEqual(whole)
    expect(await lib.scan()).toMatchObject({ hashed: 0 })
  })

  it('reads them anew in the next one, when it is cut off', async () => {
    const set = (n: number) => [
      { name: 'a.nes', data: `alpha ${n}` },
      { name: 'b.nes', type: '1', link: 'a.nes' },
    ]
    for (let n = 0; n < 200; n++) lib.write(`${n}/set.tar`, makeTar(set(n)))
    const stale = () => present(lib.db).filter((line) => !line.includes('b.nes'))
    await lib.scan()
    forget()
    const ended = new AbortController()
    const onProgress = ({ hashed }: ScanProgress): void => {
      if (hashed > 0) ended.abort()
    }
    await expect(lib.scan({ signal: ended.signal, onProgress })).rejects.toThrow(
      'Reading the roots was interrupted.',
    )
    // from now on all rules are those of today
    expect(saved()).toMatchObject({ readers: { tar: 2 } })
    expect((await lib.scan()).hashed).toBeGreaterThan(0)
    expect(await lib.scan()).toMatchObject({ hashed: 0 })
    expect(stale()).toEqual([])
  })

  it('tries what could not be read, of whatever format it is', async () => {
    lib.write('cut.zip', makeZip([{ name: 'c.nes', data: 'c' }]).subarray(0, 30))
    lib.write('loose.nes', 'loose')
    await lib.scan()
    save({ ...saved(), readers: { tar: 1 } })
    expect(await lib.scan()).toMatchObject({ hashed: 1, problems: [{ code: 'archive-damaged' }] })
  })

  it('lists quick roots anew only for formats that are listed', async () => {
    lib.write('other.zip', makeZip([{ name: 'c.nes', data: 'c' }]))
    await lib.scan({}, { hashing: 'quick' })
    save({ ...saved(), readers: { tar: 1 } })
    expect(await lib.scan({}, { hashing: 'quick' })).toMatchObject({ hashed: 0, changed: false })
    expect(saved()).toMatchObject({ readers: { tar: 2 } })
  })
})

const READ = 'select value from meta where key = ?'
const WRITE = 'update meta set value = ? where key = ?'
