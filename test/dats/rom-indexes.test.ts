/** The indexes a large import makes last: there whenever something is looked up, whatever happened before. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { dropRomIndexes, ensureRomIndexes } from '../../src/catalog/schema/rom-indexes.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { identify } from '../../src/identify/match.ts'
import { gameOf, romOf, shelf } from '../identify/support.ts'

const ALL = ['dat_rom_crc', 'dat_rom_md5', 'dat_rom_sha1', 'dat_rom_sha256']

function indexes(db: Db): unknown {
  return db
    .prepare(
      `select name from sqlite_schema where type = 'index' and tbl_name = 'dat_rom' and name <> 'dat_rom_game' order by name`,
    )
    .pluck()
    .all()
}

function someShelf() {
  const s = shelf()
  onTestFinished(() => s.close())
  return s
}

describe('the indexes of ROMs', () => {
  it('are dropped only when as many ROMs come as there are, and they are many', () => {
    const { db, dat } = someShelf()
    dat('d', 'nes', [gameOf('A', romOf('a', 'a'))])
    dropRomIndexes(db, { coming: 4999 })
    expect(indexes(db)).toEqual(ALL)
    dropRomIndexes(db, { coming: 5000 })
    expect(indexes(db)).toEqual([])
    ensureRomIndexes(db)
    expect(indexes(db)).toEqual(ALL)
    const many = Array.from({ length: 5001 }, (_, i) => romOf(`${i}`, `${i}`))
    dat('e', 'nes', [gameOf('B', ...many)])
    dropRomIndexes(db, { coming: 5000 })
    expect(indexes(db)).toEqual(ALL)
  })

  it('are made again before anything is looked up, when an import was cut off', () => {
    const { db, dat, file } = someShelf()
    dat('d', 'nes', [gameOf('A', romOf('a', 'body'))])
    file('a.bin', 'body')
    dropRomIndexes(db, { coming: 5000 })
    identify(db)
    expect(indexes(db)).toEqual(ALL)
    expect(db.prepare('select match_by from content_match').pluck().all()).toEqual(['sha1'])
  })
})

describe('new entries', () => {
  it.each([
    ['fewer than the contents', 1, 9],
    ['more than the contents', 9, 1],
  ])('are compared with contents that were there before: %s', (_, entries, contents) => {
    const { db, dat, file } = someShelf()
    for (let i = 0; i < contents; i++) file(`${i}.bin`, `body ${i}`)
    identify(db)
    dat(
      'd',
      'nes',
      Array.from({ length: entries }, (__, i) => gameOf(`G${i}`, romOf(`${i}`, `body ${i}`))),
    )
    dat('e', 'snes', [gameOf('H', romOf('h', 'body 0', 'crc32', 'size'))])
    identify(db)
    const read = db.prepare(
      'select e.game, m.match_by from content_match m join dat_entry e on e.id = m.dat_entry_id order by 1',
    )
    expect(read.raw().all()).toEqual([
      ['G0', 'sha1'],
      ['H', 'crc32'],
    ])
  })
})
