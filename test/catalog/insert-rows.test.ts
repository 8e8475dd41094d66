import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { rowWriter } from '../../src/catalog/insert-rows.ts'
import { connect, prepareOnce, type Db } from '../../src/catalog/sqlite.ts'

function tables(): Db {
  const db = connect(':memory:')
  onTestFinished(() => void db.close())
  db.exec(`create table parent (id integer primary key) strict;
    create table child (parent integer references parent (id), word text, sha1 blob, number integer, crc blob) strict`)
  return db
}

const CHILD = [
  { name: 'parent' },
  { name: 'word' },
  { name: 'number' },
  { name: 'sha1', bytes: 20 },
  { name: 'crc', bytes: 4 },
]

const hex = (bytes: number) =>
  fc.option(
    fc
      .uint8Array({ minLength: bytes, maxLength: bytes })
      .filter((array) => array.some((byte) => byte !== 0))
      .map((array) => Buffer.from(array).toString('hex')),
    { nil: undefined },
  )

describe('rows written many at a time', () => {
  it('are the rows that were added, in order', () => {
    const row = fc.tuple(fc.option(fc.string()), fc.option(fc.maxSafeInteger()), hex(20), hex(4))
    fc.assert(
      fc.property(fc.array(row, { maxLength: 100 }), (rows) => {
        const db = tables()
        db.exec('insert into parent values (1)')
        const writer = rowWriter(db, 'child', CHILD)
        for (const [word, number, sha1, crc] of rows) writer.add([1, word, number], [sha1, crc])
        writer.flush()
        writer.flush()
        const read = db
          .prepare(
            'select word, number, lower(hex(sha1)), lower(hex(crc)), sha1 is null, crc is null from child',
          )
          .raw()
          .all()
        expect(read).toEqual(
          rows.map(([word, number, sha1, crc]) => [
            word,
            number,
            sha1 ?? '',
            crc ?? '',
            Number(sha1 === undefined),
            Number(crc === undefined),
          ]),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('take a BLOB of zeros for none, alone and beside others', () => {
    const db = tables()
    db.exec('insert into parent values (1)')
    const writer = rowWriter(db, 'child', CHILD)
    const [zeros, low, some] = ['00'.repeat(20), `${'00'.repeat(19)}01`, 'ab'.repeat(20)]
    const given = [zeros, low, some, undefined, ...Array<string>(40).fill(some), zeros]
    for (const sha1 of given) writer.add([1, null, null], [sha1, '00000000'])
    writer.flush()
    const read = db.prepare('select lower(hex(sha1)) from child where crc is null').pluck().all()
    expect(read).toEqual(given.map((sha1) => (sha1 === zeros ? '' : (sha1 ?? ''))))
    expect(db.prepare('select count(*) from child where sha1 is null').pluck().get()).toBe(3)
  })

  it('are the same where most say nothing in some columns, which are left out of statements then', () => {
    const seldom = fc.option(fc.string({ minLength: 1 }), { freq: 20 })
    const row = fc.tuple(fc.integer(), seldom, fc.constantFrom(0, 0, 0, 0, 1), hex(20))
    fc.assert(
      fc.property(fc.array(row, { maxLength: 120 }), (rows) => {
        const db = tables()
        db.exec(
          'create table rare (number integer, word text, flag integer not null default 0, sha1 blob) strict',
        )
        const writer = rowWriter(db, 'rare', [
          { name: 'number' },
          { name: 'word', usually: null },
          { name: 'flag', usually: 0 },
          { name: 'sha1', bytes: 20, usually: null },
        ])
        for (const [number, word, flag, sha1] of rows) writer.add([number, word, flag], [sha1])
        writer.flush()
        const read = db.prepare('select number, word, flag, lower(hex(sha1)) from rare').raw().all()
        expect(read).toEqual(rows.map(([number, word, flag, sha1]) => [number, word, flag, sha1 ?? '']))
      }),
      { numRuns: 40 },
    )
  })

  it('may refer to rows of their parents that are still pending', () => {
    const db = tables()
    const parents = rowWriter(db, 'parent', [{ name: 'id' }])
    const children = rowWriter(db, 'child', CHILD, parents)
    for (let id = 1; id <= 33; id++) {
      parents.add([id])
      for (let i = 0; i < 3; i++) children.add([id, 'x', i], [undefined, undefined])
    }
    children.flush()
    expect(db.prepare('select count(*), count(distinct parent) from child').raw().get()).toEqual([99, 33])
  })
})

it('a statement is prepared once for each database', () => {
  const [a, b] = [tables(), tables()]
  const source = 'insert into parent values (?)'
  expect(prepareOnce(a, source)).toBe(prepareOnce(a, source))
  prepareOnce(a, source).run(1)
  prepareOnce(b, source).run(1)
})
