/** Which DAT entry describes which content, and by which hash. */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrate } from '../../src/catalog/schema/migrations.ts'
import { keepAlive, type Db } from '../../src/catalog/sqlite.ts'
import type { DatGame } from '../../src/dats/dat.ts'
import { hashConflicts, identify } from '../../src/identify/match.ts'
import { allHoldings, gameOf, headered, romOf, shelf as newShelf, type Shelf } from './support.ts'

function shelf(): Shelf {
  const made = newShelf()
  onTestFinished(() => made.close())
  return made
}

/** Path of the file → release, ROM, hash that agreed, view. */
function matches(db: Db): string[] {
  return db
    .prepare<[], string>(
      `select f.path || ' = ' || e.release_name || ' by ' || m.match_by || case m.view when '' then '' else ' of ' || m.view end
       from content_match m join dat_entry e on e.id = m.dat_entry_id
       join file_instance f on f.rom_file_id = m.rom_file_id
         or f.rom_file_id in (select archive_id from archive_member a where a.rom_file_id = m.rom_file_id)
       where f.status = 'present' order by 1`,
    )
    .pluck()
    .all()
}

function identified({ db }: Shelf): string[] {
  identify(db)
  return matches(db)
}

describe('a content is what the DAT says', () => {
  it.each([
    ['its SHA-1', ['sha1'], 'sha1'],
    ['its SHA-1, with all else agreeing', ['sha1', 'md5', 'crc32', 'size'], 'sha1'],
    ['its MD5 where there is no SHA-1', ['md5', 'crc32'], 'md5'],
    ['its CRC-32 and size where there is nothing better', ['crc32', 'size'], 'crc32'],
    [
      'its CRC-32 and size beside a SHA-256, which is asked for only alone',
      ['sha256', 'crc32', 'size'],
      'crc32',
    ],
    ['its SHA-256 where there is nothing else', ['sha256'], 'sha256'],
    ['its SHA-256, with a size that agrees', ['sha256', 'size'], 'sha256'],
    ['its SHA-256 where a CRC-32 has no size', ['sha256', 'crc32'], 'sha256'],
    ['its CRC-32 alone where there is nothing else', ['crc32'], 'crc32'],
  ] as const)('by %s', (_, hashes, by) => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', romOf('Alpha (USA).nes', 'alpha', ...hashes))])
    s.file('a.nes', 'alpha', { md5: true, sha256: true })
    expect(identified(s)).toEqual([`a.nes = Alpha (USA) by ${by}`])
  })

  it.each([
    [
      'a CRC-32 without the size beside another SHA-256',
      { ...romOf('', 'alpha', 'crc32'), ...romOf('', 'beta', 'sha256') },
    ],
    ['a CRC-32 with another size', { ...romOf('', 'alpha', 'crc32'), size: 6 }],
    ['a size alone', { size: 5 }],
    ['nothing', {}],
  ])('but not by %s', (_, rom) => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', { name: 'a.nes', ...rom })])
    s.file('a.nes', 'alpha')
    expect(identified(s)).toEqual([])
  })

  it('by its CRC-32 alone in a catalog from before that counted', () => {
    const s = shelf()
    s.dat('d', 'nes', [
      gameOf('Alpha (USA)', romOf('Alpha (USA).nes', 'alpha', 'crc32')),
      gameOf('Bravo (USA)', romOf('Bravo (USA).nes', 'bravo', 'crc32')),
    ])
    s.file('a.nes', 'alpha')
    s.file('b.nes', headered('bravo'))
    const now = ['a.nes = Alpha (USA) by crc32', 'b.nes = Bravo (USA) by crc32 of no-ines']
    expect(identified(s)).toEqual(now)
    s.db.exec('delete from content_match; pragma user_version = 5')
    expect(identified(s)).toEqual([])
    migrate(s.db)
    expect(identified(s)).toEqual(now)
  })

  it('never when it is empty, whatever the DAT says', () => {
    const s = shelf()
    s.dat('d', 'nes', [
      gameOf('Alpha (USA)', romOf('a.nes', '', 'size', 'crc32')),
      gameOf('Bravo (USA)', romOf('b.nes', '', 'sha1', 'md5')),
    ])
    s.file('a.nes', '', { md5: true })
    expect(identified(s)).toEqual([])
  })

  it('without its header, and the header is told', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', romOf('Alpha (USA).nes', 'body'))])
    s.file('with.nes', headered('body'))
    s.file('without.nes', 'body')
    expect(identified(s)).toEqual([
      'with.nes = Alpha (USA) by sha1 of no-ines',
      'without.nes = Alpha (USA) by sha1',
    ])
  })

  it('by the SHA-256 of a shape of it', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', romOf('Alpha (USA).nes', 'body', 'sha256'))])
    s.file('with.nes', headered('body'), { sha256: true })
    expect(identified(s)).toEqual(['with.nes = Alpha (USA) by sha256 of no-ines'])
  })

  it('in an archive', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', romOf('Alpha (USA).nes', 'body'))])
    s.zip('z.zip', { 'x/in.nes': headered('body'), 'note.txt': 'no' })
    expect(identified(s)).toEqual(['z.zip = Alpha (USA) by sha1 of no-ines'])
  })

  it('for every DAT that lists it, on every platform', () => {
    const s = shelf()
    const games = [gameOf('Alpha (USA)', romOf('a', 'alpha'))]
    s.dat('one', 'gb', games)
    s.dat('two', 'gbc', games)
    s.file('a.gb', 'alpha')
    expect(identified(s)).toHaveLength(2)
    expect(identify(s.db)).toEqual({ gb: 1, gbc: 1 })
  })
})

describe('hashes that contradict each other', () => {
  const alpha = romOf('a.nes', 'alpha', 'sha1', 'md5', 'crc32', 'size')
  const other = romOf('a.nes', 'other', 'sha1', 'md5', 'crc32', 'size')

  it.each([
    ['SHA-1 agrees, but size or CRC-32 does not', { ...alpha, size: 99 }],
    ['SHA-1 agrees, but size or CRC-32 does not', { ...alpha, crc32: 7 }],
    ['MD5 agrees, but size or CRC-32 does not', { name: 'a.nes', md5: alpha.md5 ?? '', crc32: 7 }],
    ['CRC-32 and size agree, but SHA-1 does not', { ...alpha, sha1: other.sha1 ?? '' }],
    ['SHA-256 agrees, but size or CRC-32 does not', { ...romOf('a.nes', 'alpha', 'sha256'), size: 99 }],
    ['SHA-256 agrees, but size or CRC-32 does not', { ...romOf('a.nes', 'alpha', 'sha256'), crc32: 7 }],
    [
      'CRC-32 and size agree, but MD5 does not',
      { ...romOf('a.nes', 'alpha', 'crc32', 'size'), md5: other.md5 ?? '' },
    ],
  ])('are no match and reported: %s', (detail, rom) => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', rom)])
    s.file('a.nes', 'alpha', { md5: true, sha256: true })
    expect(identified(s)).toEqual([])
    expect(hashConflicts(s.db)).toEqual([
      { path: '/roms/a.nes', release: 'Alpha (USA)', rom: 'a.nes', detail },
    ])
  })

  it('are none when all that agrees is the CRC-32', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', { ...other, crc32: alpha.crc32 ?? 0, size: 99 })])
    s.file('a.nes', 'alpha', { md5: true })
    expect(identified(s)).toEqual([])
    expect(hashConflicts(s.db)).toEqual([])
  })

  it('are of no matter where another DAT knows the content, and are once more when that DAT goes', () => {
    const s = shelf()
    s.dat('wrong', 'nes', [gameOf('Alpha (USA)', { ...alpha, sha1: other.sha1 ?? '' })])
    s.dat('right', 'nes', [gameOf('Alpha (USA)', alpha)])
    s.file('a.nes', 'alpha')
    expect(identified(s)).toEqual(['a.nes = Alpha (USA) by sha1'])
    expect(hashConflicts(s.db)).toEqual([])
    s.dropDat('right')
    expect(identified(s)).toEqual([])
    expect(hashConflicts(s.db).map(({ release }) => release)).toEqual(['Alpha (USA)'])
  })

  it('are reported while the file is there, once, and named by the archive it is in', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', { ...alpha, sha1: other.sha1 ?? '' })])
    s.zip('z.zip', { 'a.nes': 'alpha', 'copy.nes': 'alpha' })
    identify(s.db)
    expect(hashConflicts(s.db).map(({ path }) => path)).toEqual(['/roms/z.zip'])
    s.gone('z.zip')
    identify(s.db)
    expect(hashConflicts(s.db)).toEqual([])
  })

  it('take about as long each where there are thousands', () => {
    const took = (count: number) => {
      const s = shelf()
      const called = Array.from({ length: count }, (_, n) => `Game ${n}`)
      const games = called.map((name) => gameOf(name, { ...romOf(`${name}.nes`, name, 'sha1'), size: 99 }))
      s.dat('d', 'nes', games)
      s.db.transaction(() => {
        for (const name of called) s.file(`${name}.nes`, name)
      })()
      identify(s.db)
      const began = performance.now()
      expect(hashConflicts(s.db)).toHaveLength(count)
      return performance.now() - began
    }
    const few = took(100)
    expect(took(3000)).toBeLessThan(60 * few + 100)
  })

  it('beside a SHA-1 do not include the MD5, which is known of some contents only', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', { ...alpha, md5: other.md5 ?? '' })])
    s.file('a.nes', 'alpha', { md5: true })
    s.file('b.nes', 'alpha')
    expect(identified(s)).toEqual(['a.nes = Alpha (USA) by sha1', 'b.nes = Alpha (USA) by sha1'])
  })
})

describe('the number of a platform', () => {
  it('grows when something owned of it changed, and only then', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', romOf('a', 'alpha'))])
    expect(identify(s.db)).toEqual({ nes: 1 })
    s.file('x.nes', 'nobody knows this')
    expect(identify(s.db)).toEqual({ nes: 1 })
    s.file('a.nes', 'alpha')
    expect(identify(s.db)).toEqual({ nes: 2 })
    expect(identify(s.db)).toEqual({ nes: 2 })
    s.dat('e', 'snes', [])
    s.dat('f', 'snes', [gameOf('Bravo (USA)', romOf('b', 'bravo'))])
    expect(identify(s.db)).toEqual({ nes: 2, snes: 1 })
    s.gone('a.nes')
    expect(identify(s.db)).toEqual({ nes: 3, snes: 1 })
  })

  it('writes nothing when nothing changed', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', romOf('a', 'alpha'))])
    s.file('a.nes', 'alpha')
    identify(s.db)
    const changes = () => s.db.prepare('select total_changes()').pluck().get()
    const before = changes()
    identify(s.db)
    expect(changes()).toBe(before)
  })
})

describe('law: what comes bit by bit is matched as if it had come at once', () => {
  const BODIES = ['alpha', 'bravo', 'charlie']
  const body = fc.constantFrom(...BODIES)
  const path = fc.constantFrom('a.nes', 'b.nes', 'c.smc', 'd.bin')
  const bytes = fc.oneof(body, body.map(headered), fc.constant(Buffer.alloc(1536, 'x')))
  const rom = fc
    .record({
      of: fc.oneof(body, body.map(headered), fc.constant(Buffer.alloc(1024, 'x'))),
      lie: fc.option(body, { freq: 4 }),
      how: fc.nat(6),
    })
    .map(({ of, lie, how }) => {
      const all = (['sha1', 'md5', 'crc32', 'sha256', 'size'] as const).filter(
        (_, i) => how === 0 || how === i + 1 || i > 3,
      )
      return { ...romOf('rom', of, ...all), ...(lie === null ? {} : romOf('rom', lie, 'crc32')) }
    })
  const game = fc
    .record({ name: fc.constantFrom('Alpha (USA)', 'Bravo (USA)'), rom })
    .map((g): DatGame => gameOf(g.name, g.rom))
  const step = fc.oneof(
    fc.record({
      do: fc.constant('file' as const),
      path,
      bytes,
      md5: fc.boolean(),
      sha256: fc.boolean(),
    }),
    fc.record({ do: fc.constant('zip' as const), bytes }),
    fc.record({ do: fc.constant('gone' as const), path }),
    fc.record({
      do: fc.constant('dat' as const),
      name: fc.constantFrom('one', 'two'),
      games: fc.array(game, { maxLength: 3 }),
    }),
    fc.record({ do: fc.constant('dropDat' as const), name: fc.constantFrom('one', 'two') }),
    fc.constant({ do: 'identify' as const }),
  )

  function state(db: Db): unknown {
    identify(db)
    const rows = (table: string) => db.prepare(`select * from ${table} order by 1, 2, 3`).raw().all()
    return [rows('content_match'), rows('match_conflict'), hashConflicts(db)]
  }

  it('in any history', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (history) => {
        const s = newShelf()
        try {
          for (const one of history) {
            const owned = JSON.stringify(allHoldings(s.db, 'nes'))
            const number = identify(s.db)['nes']
            if (one.do === 'file') s.file(one.path, one.bytes, one)
            else if (one.do === 'zip') s.zip('z.zip', { 'in.nes': one.bytes })
            else if (one.do === 'gone') s.gone(one.path)
            else if (one.do === 'dat') s.dat(one.name, 'nes', one.games)
            else if (one.do === 'dropDat') s.dropDat(one.name)
            identify(s.db)
            const isDat = one.do === 'dat' || one.do === 'dropDat' // what DATs change is told by their own fingerprint
            if (!isDat && identify(s.db)['nes'] === number)
              expect(JSON.stringify(allHoldings(s.db, 'nes'))).toBe(owned)
          }
          const fresh = new Database(s.db.serialize())
          keepAlive(fresh)
          fresh.exec(`delete from content_match; delete from match_conflict; delete from meta where key = 'identified-log';
            insert or ignore into content_changed select id from rom_file`)
          expect(state(s.db)).toEqual(state(fresh))
          fresh.close()
        } finally {
          s.close()
        }
      }),
      { numRuns: process.env['CURATOR_DEEP'] ? 3000 : 150 },
    )
  })
})
