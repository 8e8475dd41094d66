/** Archives in archives: every member is a row of the outermost, and its place leads through all of them. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { sourceFinder } from '../../src/inventory/source-finder.ts'
import { filesKnown } from '../../src/report/files/files.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library } from './support.ts'
import { sha1 } from '../support/sha1.ts'

describe('an archive in an archive', () => {
  const inner = makeZip([
    { name: 'deep.nes', data: 'deep' },
    { name: 'bad', data: 'bad', claim: { crc32: 1 } },
  ])
  const outer = makeZip([
    { name: 'first', data: 'first' },
    { name: 'inner.zip', data: inner },
    { name: 'last', data: 'last' },
  ])

  async function scanned() {
    const lib = library()
    onTestFinished(() => lib.close())
    lib.write('outer.zip', outer)
    await lib.scan()
    return lib
  }

  it('is kept in one list, each member after the archive it lies in', async () => {
    const { db } = await scanned()
    const rows = db
      .prepare(
        'select ordinal, parent, depth, path, problem is not null as bad from archive_member order by 1',
      )
      .all()
    expect(rows).toEqual([
      { ordinal: 0, parent: null, depth: 1, path: 'first', bad: 0 },
      { ordinal: 1, parent: null, depth: 1, path: 'inner.zip', bad: 0 },
      { ordinal: 2, parent: 1, depth: 2, path: 'deep.nes', bad: 0 },
      { ordinal: 3, parent: 1, depth: 2, path: 'bad', bad: 1 },
      { ordinal: 4, parent: null, depth: 1, path: 'last', bad: 0 },
    ])
  })

  it('has the sizes of its members, and how much of each is left when it is packed', async () => {
    const lib = library()
    onTestFinished(() => lib.close())
    const zip = makeZip([
      { name: 'stored', data: 'xxxx', method: 'store' },
      { name: 'packed', data: 'x'.repeat(1000) },
      { name: 'empty', data: '', method: 'store' },
    ])
    lib.write('a.zip', zip)
    await lib.scan()
    const rows = lib.db.prepare('select path, size, compressed_size, ratio from archive_member').raw().all()
    expect(rows).toEqual([
      ['stored', 4, 4, 1],
      ['packed', 1000, 11, 0.011],
      ['empty', 0, 0, null],
    ])
  })

  it('tells where its members are, archive by archive', async () => {
    const { db, dir } = await scanned()
    const [source] = sourceFinder(db)(sha1('deep'))
    expect(source).toMatchObject({
      file: `${dir}/outer.zip`,
      member: { size: 4, within: { size: inner.length } },
    })
    expect(source?.member?.within?.within).toBeUndefined()
  })

  it('is shown with the path through the archives', async () => {
    const { db } = await scanned()
    const [file] = [...filesKnown(db)]
    expect(file?.contents.map(({ member, depth }) => [member, depth])).toEqual([
      [undefined, 0],
      ['first', 1],
      ['inner.zip', 1],
      ['inner.zip / deep.nes', 2],
      ['inner.zip / bad', 2],
      ['last', 1],
    ])
  })
})
