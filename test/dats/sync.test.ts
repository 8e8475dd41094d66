import { createHash } from 'node:crypto'
import { mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { migrate } from '../../src/catalog/schema/migrations.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { writersInTurn } from '../../src/catalog/writers.ts'
import { EMPTY_SHA1 } from '../../src/dats/placeholder.ts'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { loadReleases } from '../../src/dats/releases/releases.ts'
import { datsInUse, hashesWanted } from '../../src/dats/importing/store.ts'
import { LONG_TEXT } from '../../src/dats/importing/long-import.ts'
import { syncDats, type DatSpec } from '../../src/dats/importing/sync.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { zipOf } from './support.ts'

let folder: string
let db: Db

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curator-dats-'))
  db = memoryCatalog()
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const NES = 'Nintendo - Nintendo Entertainment System'
const SHA1 = (digit: string) => digit.repeat(39) + '1'

/** A Logiqx DAT; games are written as `name: sha1 digit`. */
function datOf(header: string, games: Readonly<Record<string, string>>, version = '1'): string {
  const blocks = Object.entries(games).map(
    ([name, digit]) =>
      `<game name="${name}"><rom name="${name}.nes" size="16" sha1="${SHA1(digit)}"/></game>`,
  )
  return `<datafile>\n<header><name>${header}</name><version>${version}</version></header>\n${blocks.join('\n')}\n</datafile>\n`
}

/** Writes a file with a modification time long ago; its change time is now, as for every file just written. */
function write(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  utimesSync(path, 1, 1)
  return path
}

async function sync(...specs: DatSpec[]) {
  const done = await syncDats(db, specs)
  const problems = done.dats.flatMap((dat) => dat.problems.map(({ code, message }) => `${code}: ${message}`))
  return { ...done, problems: problems.map((line) => line.replaceAll(`${folder}/`, '')) }
}

function storedGames(): unknown {
  return db.prepare('select game from dat_entry order by id').pluck().all()
}

function logs(): unknown {
  return db.prepare('select status, records from import_log order by id').raw().all()
}

function artifacts(platform = 'nes'): unknown {
  rebuildReleases(db, platform)
  return db
    .prepare(
      `select r.name, a.variant, e.part, e.rom from release_block a join game_release r on r.id = a.release_id
       join dat_entry e on e.game_id = a.dat_game_id order by r.name, a.variant, e.part`,
    )
    .raw()
    .all()
}

describe('importing', () => {
  it('writes one entry a ROM, under the platform of the header', async () => {
    const file = write(
      'a.dat',
      `<datafile><header><name>${NES} (Headered)</name><version>7</version><date>2026-01-31</date></header>
<game name="A (USA)" id="1" cloneofid="2"><year>1990</year><category>Games</category>
<rom name="A (USA) (Rev 1).nes" size="16" crc="0000000A" md5="${'a'.repeat(32)}" sha1="${SHA1('b')}" status="verified" serial="S"/></game>
<game name="B (Japan)" id="2" isbios="yes"><rom name="b1.bin" size="1" crc="1" merge="x"/><rom name="b2.bin" size="0" sha1="${EMPTY_SHA1}"/></game>
</datafile>`,
    )
    const done = await sync({ name: 'no-intro', files: [file] })
    expect(done).toMatchObject({
      dats: [{ name: 'no-intro', count: 1, games: 2, problems: [] }],
      changed: ['nes'],
      read: 1,
    })
    expect(
      db
        .prepare(
          `select game, release_name, variant, part, rom, size, crc32, hex(md5) as md5, hex(sha1) as sha1, status, merge,
             clone_of, external_id, year, categories, serial from dat_entry order by id`,
        )
        .raw()
        .all(),
    ).toEqual([
      [
        'A (USA)',
        'A (USA) (Rev 1)',
        0,
        0,
        'A (USA) (Rev 1).nes',
        16,
        10,
        'A'.repeat(32),
        SHA1('B'),
        'verified',
        null,
        'B (Japan)',
        '1',
        '1990',
        '["Games"]',
        'S',
      ],
      ['B (Japan)', 'B (Japan)', 0, 0, 'b1.bin', 1, 1, '', '', null, 'x', null, '2', null, '["BIOS"]', null],
      [
        'B (Japan)',
        'B (Japan)',
        0,
        1,
        'b2.bin',
        0,
        null,
        '',
        '',
        null,
        null,
        null,
        '2',
        null,
        '["BIOS"]',
        null,
      ],
    ])
    expect(db.prepare('select name, version, date, games from dat_file').raw().all()).toEqual([
      [`${NES} (Headered)`, '7', '2026-01-31', 2],
    ])
    expect(logs()).toEqual([['completed', 3]])
  })

  it('reads nothing the second time', async () => {
    const file = write('a.dat', datOf(NES, { A: '1' }))
    const first = await sync({ name: 'd', files: [file] })
    settle()
    const second = await sync({ name: 'd', files: [file] })
    expect(second).toMatchObject({ read: 0, changed: [], platforms: first.platforms })
    expect(logs()).toEqual([['completed', 1]])
  })

  it('looks again at a file that was younger than its clock can tell, without parsing it', async () => {
    const file = write('a.dat', datOf(NES, { A: '1' }))
    const first = await sync({ name: 'd', files: [file] })
    const second = await sync({ name: 'd', files: [file] })
    expect(second).toMatchObject({ read: 1, changed: [], platforms: first.platforms })
    expect(logs()).toEqual([['completed', 1]])
  })

  it.each([
    ['a SHA-1 beside it', `md5="${'a'.repeat(32)}" sha1="${'1'.repeat(40)}"`, { md5: false, sha256: false }],
    ['an MD5', `md5="${'a'.repeat(32)}"`, { md5: true, sha256: false }],
    ['an MD5 and a CRC-32', `md5="${'a'.repeat(32)}" crc="00000001"`, { md5: true, sha256: false }],
    ['a SHA-256', `sha256="${'a'.repeat(64)}"`, { md5: false, sha256: true }],
    [
      'a SHA-256 and an MD5',
      `sha256="${'a'.repeat(64)}" md5="${'a'.repeat(32)}"`,
      { md5: true, sha256: false },
    ],
    ['a SHA-256 and a CRC-32', `sha256="${'a'.repeat(64)}" crc="00000001"`, { md5: false, sha256: false }],
    ['a SHA-256 that says nothing', `sha256="${'0'.repeat(64)}"`, { md5: false, sha256: false }],
  ])('asks for more hashes only where a DAT has nothing better than %s', async (_, hashes, wanted) => {
    const text = `<datafile><header><name>${NES}</name></header><game name="A"><rom name="a" size="1" ${hashes}/></game></datafile>`
    await sync({ name: 'd', files: [write('a.dat', text)] })
    expect(hashesWanted(db)).toEqual(wanted)
    await sync()
    expect(hashesWanted(db)).toEqual({ md5: false, sha256: false })
  })

  it('keeps a SHA-256 where there is nothing else, and sees that it changed', async () => {
    const text = (hashes: string) =>
      `<datafile><header><name>${NES}</name></header><game name="A"><rom name="a" size="1" ${hashes}/></game></datafile>`
    const kept = () => db.prepare('select lower(hex(sha256)) from dat_rom').pluck().all()
    const sole = await sync({ name: 'd', files: [write('a.dat', text(`sha256="${'a'.repeat(64)}"`))] })
    expect(kept()).toEqual(['a'.repeat(64)])
    const other = await sync({ name: 'd', files: [write('a.dat', text(`sha256="${'b'.repeat(64)}"`))] })
    expect(kept()).toEqual(['b'.repeat(64)])
    expect(other.platforms).not.toEqual(sole.platforms)
    const both = (sha256: string) => text(`sha1="${SHA1('1')}" sha256="${sha256}"`)
    const first = await sync({ name: 'd', files: [write('a.dat', both('a'.repeat(64)))] })
    expect(kept()).toEqual([''])
    const second = await sync({ name: 'd', files: [write('a.dat', both('b'.repeat(64)))] })
    expect(second.platforms).toEqual(first.platforms)
  })

  it('knows a new edition of a list that was in use also when it is told to stop before all are read', async () => {
    const old = write('edition 1.dat', datOf('My games 1', { A: '1' }))
    await syncDats(db, [{ name: 'd', files: [old] }], { decided: { 'My games 1': 'gb' } })
    const files = [
      write('edition 2.dat', datOf('My games 2', { A: '1' })),
      write('long.dat', datOf(NES, { B: '2' }) + ' '.repeat(LONG_TEXT)),
    ]
    rmSync(old)
    const meanwhile = { signal: AbortSignal.abort(), alone: writersInTurn().alone }
    await expect(syncDats(db, [{ name: 'd', files }], { meanwhile })).rejects.toThrow(
      'Reading the DATs was interrupted.',
    )
    const listed = () => db.prepare('select games from dat_file where path = ?').pluck().get(files[0])
    expect(listed()).toBe(1)
    const after = await syncDats(db, [{ name: 'd', files }])
    expect([listed(), Object.keys(after.platforms)]).toEqual([1, ['nes']])
  })

  it('reads a zip again that it was told to stop in the middle of', async () => {
    const zip = zipOf({
      'a.dat': datOf('Nintendo - Game Boy', { A: '1' }),
      'b.dat': datOf(NES, { B: '2' }) + ' '.repeat(LONG_TEXT),
    })
    const files = [write('all.zip', zip)]
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 }) // it has settled
    onTestFinished(() => void vi.useRealTimers())
    const meanwhile = {
      signal: AbortSignal.abort(),
      alone: writersInTurn().alone,
    }
    await expect(syncDats(db, [{ name: 'd', files }], { meanwhile })).rejects.toThrow('interrupted')
    expect(storedGames()).toEqual(['A'])
    expect(await syncDats(db, [{ name: 'd', files }])).toMatchObject({ read: 1, changed: ['nes'] })
    expect(storedGames()).toEqual(['A', 'B'])
    expect((await syncDats(db, [{ name: 'd', files }])).read).toBe(0)
  })

  it('takes the platform of the config over that of the header', async () => {
    const file = write('a.dat', datOf('My games', { A: '1' }))
    const unknown = await sync({ name: 'd', files: [file] })
    expect(unknown.problems).toEqual([
      'dat-unknown-platform: a.dat: its header name "My games" is no platform curator knows.',
    ])
    expect(await sync({ name: 'd', files: [file], platform: 'snes' })).toMatchObject({
      problems: [],
      changed: ['snes'],
    })
    expect(await sync({ name: 'd', files: [file], platform: 'gb' })).toMatchObject({
      problems: [],
      changed: ['gb', 'snes'],
    })
    expect(Object.keys((await sync({ name: 'd', files: [file] })).platforms)).toEqual([])
    expect(logs()).toEqual([
      ['failed', 0],
      ['cancelled', 1],
      ['cancelled', 1],
      ['failed', 0],
    ])
  })

  it('offers the nearest platforms for a header it does not know', async () => {
    const file = write('a.dat', datOf('Nintendo - Nintendo Entertainment Sytem', { A: '1' }))
    expect((await sync({ name: 'd', files: [file] })).problems[0]).toContain(`The nearest are "${NES}"`)
  })

  it('imports every DAT of a zip', async () => {
    const members = { 'nes.dat': datOf(NES, { A: '1' }), 'gb.dat': datOf('Nintendo - Game Boy', { B: '2' }) }
    const file = write('all.zip', zipOf(members))
    const done = await sync({ name: 'd', files: [file] })
    expect(done).toMatchObject({ dats: [{ count: 2, games: 2 }], changed: ['gb', 'nes'] })
    expect(db.prepare('select path from dat_file order by path').pluck().all()).toEqual([
      `${file}#gb.dat`,
      `${file}#nes.dat`,
    ])
    write('all.zip', zipOf({ 'nes.dat': members['nes.dat'] }))
    expect(await sync({ name: 'd', files: [file] })).toMatchObject({
      dats: [{ count: 1, games: 1 }],
      changed: ['gb'],
    })
    expect(storedGames()).toEqual(['A'])
  })
})

describe('the DATs in use', () => {
  it('are named with their header and the hash of their text', async () => {
    const text = datOf(NES, { A: '1' }, '2026')
    const good = write('a.zip', zipOf({ 'x.dat': text }))
    const bad = write('b.dat', '<datafile>')
    await sync({ name: 'd', files: [good, bad] })
    const sha1 = createHash('sha1').update(text).digest('hex')
    expect(datsInUse(db)).toEqual([{ dat: 'd', path: `${good}#x.dat`, name: NES, version: '2026', sha1 }])
    expect(hashesWanted(db)).toEqual({ md5: false, sha256: false })
  })
})

describe('a damaged DAT', () => {
  const broken = `<datafile>\n<header><name>${NES}</name></header>\n<game name="A"><rom name="a" size="1"/>\n</datafile>`

  it('leaves no rows, does not stop others, is reported again, and can be put right', async () => {
    const bad = write('bad.dat', broken)
    const good = write('good.dat', datOf(NES, { B: '2' }))
    const specs = { name: 'd', files: [bad, good] }
    const message = 'dat-damaged: bad.dat: line 3: the <game> element is not closed.'
    expect(await sync(specs)).toMatchObject({ problems: [message], dats: [{ count: 1, games: 1 }] })
    expect(storedGames()).toEqual(['B'])
    settle()
    expect(await sync(specs)).toMatchObject({ problems: [message], read: 0, changed: [] })
    expect(logs()).toEqual([
      ['failed', 0],
      ['completed', 1],
    ])

    write('bad.dat', datOf(NES, { A: '1' }))
    expect(await sync(specs)).toMatchObject({
      problems: [],
      dats: [{ count: 2, games: 2 }],
      changed: ['nes'],
    })
  })

  it('can be tried again with the same bytes', async () => {
    const bad = write('bad.dat', broken)
    await sync({ name: 'd', files: [bad] })
    utimesSync(bad, 2, 2)
    expect(await sync({ name: 'd', files: [bad] })).toMatchObject({
      read: 1,
      problems: [expect.stringContaining('line 3')],
    })
    expect(logs()).toEqual([
      ['failed', 0],
      ['failed', 0],
    ])
  })

  it('takes the place of the good one it was', async () => {
    const file = write('a.dat', datOf(NES, { A: '1' }))
    await sync({ name: 'd', files: [file] })
    write('a.dat', broken)
    expect(await sync({ name: 'd', files: [file] })).toMatchObject({ changed: ['nes'], platforms: {} })
    expect(storedGames()).toEqual([])
  })

  it('may be no DAT at all', async () => {
    const file = write('a.dat', '<html><body>Not found')
    expect((await sync({ name: 'd', files: [file] })).problems).toEqual([
      'dat-not-a-dat: a.dat: is an HTML page, not a DAT: the download site probably answered with its error page.',
    ])
    expect(logs()).toEqual([])
  })
})

describe('an SMDB of a catalog from before discs in them were games', () => {
  const line = [...['a', 'b'].map((digit) => digit.repeat(64)), SHA1('c'), 'd'.repeat(32), '0000000e']
  const smdb = (...paths: readonly string[]) => paths.map((path) => line.with(1, path).join('\t')).join('\n')
  const DISC = smdb('CD/X/X (Track 1).bin', 'CD/X/X.cue')
  const listed = () => db.prepare('select name from dat_game order by name').pluck().all()

  async function read(...files: readonly string[]): Promise<number> {
    settle()
    return (await sync({ name: 'packs', platform: 'psx', files })).read
  }

  beforeEach(() => {
    db.close()
    db = memoryCatalog(3)
  })

  it.each(['packs SMDB.txt', 'SegaCD.tsv', 'discs.dat'])('is read again, once: %s', async (called) => {
    const file = write(called, DISC)
    expect([await read(file), await read(file)]).toEqual([1, 0])
    // as it was read then
    db.exec("update dat_file set digest = 'other'")
    migrate(db)
    expect(datsInUse(db)).toHaveLength(1)
    expect([await read(file), await read(file)]).toEqual([1, 0])
    expect(listed()).toEqual(['X'])
    // imported anew, though its text is the same
    expect(logs()).toEqual([
      ['cancelled', 2],
      ['completed', 2],
    ])
  })

  it('is read again where its files may stand in any order now', async () => {
    db.close()
    db = memoryCatalog(4)
    const files = [write('packs SMDB.txt', DISC), write('list.txt', datOf(NES, { A: 'a' }))]
    expect(await read(...files)).toBe(2)
    migrate(db)
    expect([await read(...files), await read(...files)]).toEqual([1, 0])
  })

  it('keeps its rows where it says the same, and lists with a header are not read again', async () => {
    const files = [write('packs SMDB.txt', DISC), write('list.txt', datOf(NES, { A: 'a' }))]
    expect(await read(...files)).toBe(2)
    const rows = db.prepare('select id from dat_game').pluck()
    const before = rows.all()
    migrate(db)
    expect([await read(...files), await read(...files)]).toEqual([1, 0])
    expect(rows.all()).toEqual(before)
  })

  it.each([3, 4])(
    'and so is a list with a file of no bytes, since schema %i: nobody knew its size',
    async (version) => {
      db.close()
      db = memoryCatalog(version)
      const of = (size: number) => datOf(NES, { A: 'a' }).replace('size="16"', `size="${size}"`)
      const files = [write('a.dat', of(0)), write('b.dat', of(2))]
      expect(await read(...files)).toBe(2)
      db.exec(
        "update dat_rom set size = 0, sha1 = null where size is null; update dat_file set digest = 'other'",
      )
      migrate(db)
      expect([await read(...files), await read(...files)]).toEqual([1, 0])
      expect(db.prepare('select size, sha1 is null from dat_rom order by size').raw().all()).toEqual([
        [null, 0],
        [2, 0],
      ])
    },
  )

  it('and each is read again for the music of games, of which nothing may be left in it', async () => {
    db.close()
    db = memoryCatalog(5)
    const files = [
      write('a SMDB.txt', smdb('MSU/a.sfc', 'MSU/a-1.pcm')),
      write('b SMDB.txt', smdb('b.sfc', 'b.msu')),
    ]
    expect(await read(...files)).toBe(2)
    expect(listed()).toEqual(['a', 'b'])
    db.exec("delete from dat_rom where name like '%.msu'; update dat_file set digest = digest || '-'")
    migrate(db)
    expect([await read(...files), await read(...files)]).toEqual([2, 0])
    const music = db.prepare("select name from dat_rom where name like '%.msu'").pluck()
    expect(music.all()).toEqual(['b.msu'])
  })

  it('and so is a list that tells only by its hash that a file has no bytes', async () => {
    db.close()
    db = memoryCatalog(5)
    const of = (sha1: string) => datOf(NES, { A: 'a' }).replace(/ size="16".* sha1="\w+"/, ` sha1="${sha1}"`)
    const files = [write('a.dat', of(EMPTY_SHA1)), write('b.dat', of(SHA1('b')))]
    expect(await read(...files)).toBe(2)
    const sizes = db.prepare('select size from dat_rom order by id').pluck()
    expect(sizes.all()).toEqual([0, null])
    db.exec("update dat_rom set size = null where size = 0; update dat_file set digest = 'other'")
    migrate(db)
    expect([await read(...files), await read(...files)]).toEqual([1, 0])
    expect(sizes.all()).toEqual([null, 0])
  })

  it('is known as one now, though it was no DAT then', async () => {
    const file = write('packs SMDB.txt', DISC)
    await read(file)
    db.exec(`update dat_file set log_id = null, sha1 = null, digest = null,
      problem = '["dat-not-a-dat","It is not a DAT.",null]'`)
    db.exec('delete from dat_game')
    expect(await read(file)).toBe(0)
    migrate(db)
    expect([await read(file), await read(file)]).toEqual([1, 0])
    expect(listed()).toEqual(['X'])
  })
})

describe('one DAT of 500 that changes', () => {
  it('is the only one that is read, and its platform the only one that is decided again', async () => {
    const headers = [NES, 'Nintendo - Game Boy', 'Sega - Game Gear', 'Sega - Master System - Mark III']
    const files = Array.from({ length: 500 }, (_, i) =>
      write(`${i}.dat`, datOf(headers[i % headers.length] ?? '', { [`G${i}`]: '1', [`H${i}`]: '2' })),
    )
    const spec = { name: 'd', files }
    const first = await sync(spec)
    expect(first).toMatchObject({ read: 500, changed: ['gamegear', 'gb', 'nes', 'sms'] })
    settle()
    const ids = db.prepare('select max(id) from dat_rom').pluck().get()
    write('41.dat', datOf(headers[1] ?? '', { G41: '1', H41: '3' }, '2'))

    const second = await sync(spec)
    expect(second).toMatchObject({ read: 1, changed: ['gb'] })
    expect({ ...second.platforms, gb: '' }).toEqual({ ...first.platforms, gb: '' })
    expect(db.prepare('select count(*) from import_log').pluck().get()).toBe(501)
    expect(db.prepare('select game from dat_entry where id > ?').pluck().all(ids)).toEqual(['G41', 'H41'])
    expect(db.prepare('select count(*) from dat_entry').pluck().get()).toBe(1000)
  })
})

describe('a DAT that changes', () => {
  it('is replaced, with its releases', async () => {
    const file = write('a.dat', datOf(NES, { A: '1', B: '2' }))
    await sync({ name: 'd', files: [file] })
    expect(artifacts()).toEqual([
      ['A', 0, 0, 'A.nes'],
      ['B', 0, 0, 'B.nes'],
    ])
    const kept = db.prepare(`select id from game_release where name = 'B'`).pluck().get()

    write('a.dat', datOf(NES, { B: '2', C: '3' }, '2'))
    expect(await sync({ name: 'd', files: [file] })).toMatchObject({
      changed: ['nes'],
      dats: [{ count: 1, games: 2 }],
    })
    expect(db.prepare('select count(*) from release_block').pluck().get()).toBe(0)
    expect(artifacts()).toEqual([
      ['B', 0, 0, 'B.nes'],
      ['C', 0, 0, 'C.nes'],
    ])
    expect(db.prepare(`select id from game_release where name = 'B'`).pluck().get()).toBe(kept)
    expect(logs()).toEqual([
      ['cancelled', 2],
      ['completed', 2],
    ])
  })

  it('changes nothing when a new edition lists the same games in another order', async () => {
    const file = write('a.dat', datOf(NES, { A: '1', B: '2' }, '1'))
    const first = await sync({ name: 'd', files: [file] })
    const before = artifacts()
    write('a.dat', datOf(NES, { B: '2', A: '1' }, '2'))
    const second = await sync({ name: 'd', files: [file] })
    expect(second).toMatchObject({ read: 1, changed: [], platforms: first.platforms })
    expect(db.prepare('select count(*) from release_block').pluck().get()).toBe(2)
    expect(artifacts()).toEqual(before)
    expect(db.prepare('select version from dat_file').pluck().get()).toBe('2')
    expect(logs()).toEqual([
      ['completed', 2],
      ['completed', 0],
    ])
  })

  it('is another one when a game of it is listed twice', async () => {
    const text = datOf(NES, { A: '1', B: '2' })
    const file = write('a.dat', text)
    await sync({ name: 'd', files: [file] })
    write('a.dat', text.replace(/<game name="B".*/, '$&\n$&'))
    expect(await sync({ name: 'd', files: [file] })).toMatchObject({ changed: ['nes'] })
    expect(storedGames()).toEqual(['A', 'B', 'B'])
  })

  it('can come back as it was', async () => {
    const [one, two] = [datOf(NES, { A: '1' }), datOf(NES, { B: '2' })]
    const file = write('a.dat', one)
    const first = await sync({ name: 'd', files: [file] })
    for (const text of [two, one, two, one]) {
      write('a.dat', text)
      expect(await sync({ name: 'd', files: [file] })).toMatchObject({ changed: ['nes'], problems: [] })
    }
    expect(storedGames()).toEqual(['A'])
    const last = await sync({ name: 'd', files: [file] })
    expect(last.platforms).not.toEqual(first.platforms)
  })

  it('keeps its entries when it is renamed', async () => {
    const file = write('a.dat', datOf(NES, { A: '1' }))
    const first = await sync({ name: 'd', files: [file] })
    const id = db.prepare('select id from dat_entry').pluck().get()
    const moved = join(folder, 'b.dat')
    renameSync(file, moved)
    expect(await sync({ name: 'd', files: [moved] })).toMatchObject({
      changed: [],
      platforms: first.platforms,
    })
    expect(db.prepare('select id from dat_entry').pluck().all()).toEqual([id])
    expect(db.prepare('select path from dat_file').pluck().all()).toEqual([moved])
  })

  it('takes its entries and releases along when it goes', async () => {
    const [a, b] = [write('a.dat', datOf(NES, { A: '1' })), write('b.dat', datOf(NES, { B: '2' }))]
    await sync({ name: 'd', files: [a, b] })
    expect(rebuildReleases(db, 'nes')).toBe(2)
    expect(await sync({ name: 'd', files: [b] })).toMatchObject({ changed: ['nes'] })
    expect(artifacts()).toEqual([['B', 0, 0, 'B.nes']])
    expect(await sync()).toMatchObject({ changed: ['nes'], platforms: {} })
    expect(rebuildReleases(db, 'nes')).toBe(0)
    expect(logs()).toEqual([
      ['cancelled', 1],
      ['cancelled', 1],
    ])
  })

  it('shares its entries with an equal one, and leaves them to it', async () => {
    const text = datOf(NES, { A: '1' })
    const [a, b] = [write('a.dat', text), write('b.dat', text)]
    await sync({ name: 'one', files: [a] }, { name: 'two', files: [b] })
    expect(storedGames()).toEqual(['A'])
    expect(loadNames(['one'])).toEqual(['A'])
    expect(loadNames(['two'])).toEqual(['A'])
    await sync({ name: 'two', files: [b] })
    expect(storedGames()).toEqual(['A'])
    expect(loadNames(['one'])).toEqual([])
  })

  it('is forgotten by a crash in the middle: the next run says so and does it again', async () => {
    db.prepare(`insert into import_log (source, started_at, status) values ('dat', 0, 'running')`).run()
    await sync({ name: 'd', files: [write('a.dat', datOf(NES, { A: '1' }))] })
    expect(db.prepare('select status, notes from import_log order by id').raw().all()).toEqual([
      ['failed', 'interrupted'],
      ['completed', null],
    ])
  })
})

describe('releases', () => {
  it('gather the blocks of one name as variants and the ROMs of a block as parts', async () => {
    const text = `clrmamepro ( name "${NES}" )
game ( name "A" rom ( name "A (USA) (Unl).nes" size 17 ) )
game ( name "A" rom ( name "A (USA) (Unl).unh" size 1 ) )
game ( name "B (USA)" rom ( name "B (USA).cue" size 1 ) rom ( name "B (USA) (Track 1).bin" size 2 ) )
`
    await sync({ name: 'd', files: [write('a.dat', text)] })
    expect(artifacts()).toEqual([
      ['A (USA) (Unl)', 0, 0, 'A (USA) (Unl).nes'],
      ['A (USA) (Unl)', 1, 0, 'A (USA) (Unl).unh'],
      ['B (USA)', 0, 0, 'B (USA).cue'],
      ['B (USA)', 0, 1, 'B (USA) (Track 1).bin'],
    ])
  })

  it('number variants on over several DATs, the same way in whatever order these came', async () => {
    const texts = ['1', '2', '3'].map((digit) =>
      datOf(NES, { A: digit }).replace('A.nes', `A (${digit}).nes`),
    )
    const seen = new Set<string>()
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      await sync()
      for (const index of order) {
        const files = order.slice(0, order.indexOf(index) + 1).map((i) => join(folder, `${i}.dat`))
        write(
          `${index}.dat`,
          (texts[index] ?? '')
            .replace('name="A"', 'name="A (x)"')
            .replaceAll(/A \(\d\)\.nes/g, `A (x).${index}`),
        )
        await sync({ name: 'd', files })
      }
      seen.add(JSON.stringify(artifacts()))
    }
    expect(seen.size).toBe(1)
    expect([...seen][0]).toContain('"A (x)",2,0,')
  })

  it('know their parents as releases, by name and by id', async () => {
    const text = `<datafile><header><name>${NES}</name></header>
<game name="P" id="1"><year>1991</year><category>Games</category><rom name="P (USA).nes" size="1"/></game>
<game name="C" id="2" cloneofid="1"><year>1990</year><rom name="C (Japan).nes" size="1"/></game>
<game name="D" cloneof="P"><category>Demos</category><rom name="D.nes" size="1"/></game>
<game name="E" cloneof="nobody"><rom name="E.nes" size="1"/></game>
<game name="F" cloneof="F" cloneofid="99"><rom name="F.nes" size="1"/></game>
</datafile>`
    await sync({ name: 'd', files: [write('a.dat', text)] })
    rebuildReleases(db, 'nes')
    const rows = loadReleases(db, 'nes').map(({ id, name, cloneOf, parentage, year, categories }) => ({
      id: typeof id,
      name,
      cloneOf,
      parentage,
      ...(year === undefined ? {} : { year }),
      categories,
    }))
    expect(rows).toEqual([
      {
        id: 'number',
        name: 'C (Japan)',
        cloneOf: ['P (USA)'],
        parentage: 'some',
        year: '1990',
        categories: [],
      },
      { id: 'number', name: 'D', cloneOf: ['P (USA)'], parentage: 'some', categories: ['Demos'] },
      { id: 'number', name: 'E', cloneOf: ['nobody'], parentage: 'some', categories: [] },
      { id: 'number', name: 'F', cloneOf: [], parentage: 'some', categories: [] },
      { id: 'number', name: 'P (USA)', cloneOf: [], parentage: 'some', year: '1991', categories: ['Games'] },
    ])
  })

  it('say whether a DAT with parents lists them; of arcade machines, that it says all there is to say', async () => {
    const dat = (header: string, games: string) =>
      `<datafile><header><name>${header}</name></header>${games}</datafile>`
    const game = (name: string, more = '') =>
      `<game name="${name}"${more}><rom name="${name}" size="1"/></game>`
    const clone = game('b', ' cloneof="a"')
    await sync({ name: 'plain', files: [write('plain.dat', dat(NES, game('a') + game('c')))] })
    rebuildReleases(db, 'nes')
    expect(loadReleases(db, 'nes').map(({ parentage }) => parentage)).toEqual([undefined, undefined])
    await sync(
      { name: 'nes', files: [write('nes.dat', dat(NES, game('a') + clone))] },
      { name: 'plain', files: [write('plain.dat', dat(NES, game('a') + game('c')))] },
      { name: 'arcade', files: [write('arcade.dat', dat('MAME', game('a') + clone))] },
    )
    for (const [platform, parentage] of [
      ['nes', ['some', 'some', undefined]],
      ['arcade', ['all', 'all']],
    ] as const) {
      rebuildReleases(db, platform)
      expect(loadReleases(db, platform).map((one) => one.parentage)).toEqual(parentage)
    }
    expect(loadReleases(db, 'nes', { dats: ['plain'] }).map((one) => one.parentage)).toEqual([
      undefined,
      undefined,
    ])
  })

  it('can be asked for by DAT', async () => {
    const [a, b] = [write('a.dat', datOf(NES, { A: '1' })), write('b.dat', datOf(NES, { B: '2' }))]
    await sync({ name: 'one', files: [a] }, { name: 'two', files: [b] })
    expect(loadNames()).toEqual(['A', 'B'])
    expect(loadNames(['one'])).toEqual(['A'])
    expect(loadNames(['nobody'])).toEqual([])
    expect(loadReleases(db, 'gb')).toEqual([])
    expect(rebuildReleases(db, 'no such platform')).toBe(0)
  })
})

function loadNames(dats?: readonly string[]): readonly string[] {
  rebuildReleases(db, 'nes')
  return loadReleases(db, 'nes', dats ? { dats } : {}).map((release) => release.name)
}

/** As if the DATs had been read a while after they were written. */
function settle(): void {
  for (const path of db.prepare('select path from dat_file').pluck().all() as string[]) {
    db.prepare('update dat_file set ctime = ? where path = ?').run(statSync(path).ctimeMs, path)
  }
}
