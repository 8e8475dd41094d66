/** What is had and missing of a DAT, and DATs made of roots, from a catalog filled by hand. */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { writeListDat } from '../../src/dats/write/lists.ts'
import { folderDat } from '../../src/report/dats/dir2dat.ts'
import { listDat, listableDats } from '../../src/report/dats/missing.ts'
import { memoryCatalog } from '../support/catalog.ts'

function sha1(n: number): Buffer {
  return Buffer.alloc(20, n)
}

/** Contents are numbers: their id, and each byte of their SHA-1. */
function catalog() {
  const db: Db = memoryCatalog()
  onTestFinished(() => void db.close())
  db.prepare(
    `insert into library_root (id, name, path) values (1, 'roms', '/roms'), (2, 'more', '/more')`,
  ).run()
  const platform = db.prepare(`select id from platform where slug = 'snes'`).pluck().get()
  let logs = 0
  let games = 0
  let entries = 0
  return {
    db,
    dat(dat: string, name: string, path = dat) {
      const log = ++logs
      db.prepare(
        `insert into import_log (id, source, started_at, status) values (?, 'dat', 0, 'completed')`,
      ).run(log)
      db.prepare(
        `insert into dat_file (dat, path, size, mtime, ctime, ino, sha1, log_id, platform_id, name, version)
         values (?, ?, 1, 1, 1, 1, x'00', ?, ?, ?, '7')`,
      ).run(dat, path, log, platform, name)
      return log
    },
    game(log: number, name: string, variant = 0) {
      const id = ++games
      db.prepare(
        `insert into dat_game (id, log_id, platform_id, name, release_name, variant, external_id, description)
         values (?, ?, ?, ?, ?, ?, 'x1', 'A title')`,
      ).run(id, log, platform, name, name, variant)
      return id
    },
    rom(
      game: number,
      name: string,
      content: number,
      more: { status?: string; size?: number; mia?: 1; optional?: 1 } = {},
    ) {
      const { status = null, size = 16, mia = 0, optional = 0 } = more
      const part = db.prepare('select count(*) from dat_rom where game_id = ?').pluck().get(game)
      db.prepare(
        `insert into dat_rom (id, game_id, part, name, size, crc32, sha1, status, mia, optional) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(++entries, game, part, name, size, content, sha1(content), status, mia, optional)
      return entries
    },
    content(id: number) {
      db.prepare('insert into rom_file (id, sha1, crc32, size) values (?, ?, ?, 16)').run(id, sha1(id), id)
    },
    file(path: string, content: number | null, more: { role?: string; status?: string; root?: number } = {}) {
      const { role = 'rom', status = 'present', root = 1 } = more
      db.prepare(
        `insert into file_instance (root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, first_seen, last_seen)
         values (?, ?, 1, 1, 1, 1, 1, ?, ?, ?, 0, 0)`,
      ).run(root, path, content, role, status)
    },
    member(archive: number, path: string, content: number | null) {
      const ordinal = db
        .prepare('select count(*) from archive_member where archive_id = ?')
        .pluck()
        .get(archive)
      db.prepare(
        `insert into archive_member (archive_id, ordinal, path, method, offset, compressed_size, size, crc32, rom_file_id)
         values (?, ?, ?, 0, 0, 1, 1, 1, ?)`,
      ).run(archive, ordinal, path, content)
    },
    match(content: number, entry: number, view = '') {
      db.prepare(
        `insert into content_match (rom_file_id, dat_entry_id, view, match_by) values (?, ?, ?, 'sha1')`,
      ).run(content, entry, view)
    },
    view(content: number, kind: string, byName: 0 | 1) {
      db.prepare(
        'insert into rom_view (rom_file_id, kind, sha1, crc32, size, by_name) values (?, ?, ?, 1, 1, ?)',
      ).run(content, kind, sha1(content + 100), byName)
    },
  }
}

function states(db: Db): string[] {
  return listableDats(db).flatMap((dat) =>
    listDat(db, dat).games.map(
      ({ name, state, roms }) => `${name}: ${state} (${roms.map((rom) => rom.state).join()})`,
    ),
  )
}

describe('what is had of a DAT', () => {
  it('is what a present file was matched with, loose or in an archive', () => {
    const c = catalog()
    const log = c.dat('d', 'N')
    for (const id of [1, 2, 3, 4, 9]) c.content(id)
    const roms = ['Loose', 'Zipped', 'Gone', 'Gone zip', 'Never had'].map((name, at) =>
      c.rom(c.game(log, name), `${name}.sfc`, at + 1),
    )
    for (const [at, id] of roms.slice(0, 4).entries()) c.match(at + 1, id)
    c.content(5)
    c.file('a.sfc', 1, { root: 2 })
    c.file('z.zip', 9, { role: 'archive' })
    c.member(9, 'in.sfc', 2)
    c.file('c.sfc', 3, { status: 'missing' })
    c.content(8)
    c.file('y.zip', 8, { role: 'archive', status: 'missing' })
    c.member(8, 'in.sfc', 4)
    expect(states(c.db)).toEqual([
      'Gone: missing (missing)',
      'Gone zip: missing (missing)',
      'Loose: have (have)',
      'Never had: missing (missing)',
      'Zipped: have (have)',
    ])
  })

  it('tells what cannot be had: never dumped, empty, missing in action', () => {
    const c = catalog()
    const log = c.dat('d', 'N')
    c.content(1)
    c.file('a.sfc', 1)
    const half = c.game(log, 'Half')
    c.match(1, c.rom(half, 'a', 1))
    c.rom(half, 'b', 2)
    const whole = c.game(log, 'Whole')
    c.match(1, c.rom(whole, 'a', 1))
    c.rom(whole, 'n', 2, { status: 'nodump' })
    c.rom(whole, 'e', 3, { size: 0 })
    c.rom(c.game(log, 'Lost'), 'm', 4, { mia: 1 })
    c.rom(c.game(log, 'Never'), 'n', 5, { status: 'nodump' })
    c.rom(c.game(log, 'Nothing'), 'e', 6, { size: 0 })
    c.match(1, c.rom(c.game(log, 'Found'), 'm', 1, { mia: 1 }))
    expect(states(c.db)).toEqual([
      'Found: have (have)',
      'Half: incomplete (have,missing)',
      'Lost: mia (mia)',
      'Never: nodump (nodump)',
      'Nothing: empty (empty)',
      'Whole: have (have,nodump,empty)',
    ])
    const [dat] = listableDats(c.db)
    const had = dat ? [...writeListDat(listDat(c.db, dat), 'have')].join('') : ''
    expect(had.match(/<rom name="[^"]*"| mia="[^"]*"/g)).toEqual([
      '<rom name="m"',
      ' mia="yes"',
      '<rom name="a"',
      '<rom name="a"',
    ])
  })

  it('is a machine in a DAT of what is missing, if it is one', () => {
    const c = catalog()
    const log = c.dat('d', 'N')
    const machine = c.db.prepare(
      'insert into dat_machine (game_id, rom_of, sample_of, is_bios, is_device) values (?, ?, ?, ?, ?)',
    )
    const game = c.game(log, 'slime')
    c.rom(game, 'p1', 1)
    machine.run(game, 'bios', 'noise', 0, 0)
    for (const [name, ...kinds] of [
      ['bios', 1, 0],
      ['chip', 0, 1],
    ] as const) {
      const part = c.game(log, name)
      c.rom(part, name, 2)
      machine.run(part, null, null, ...kinds)
    }
    const [dat] = listableDats(c.db)
    const fixdat = dat ? [...writeListDat(listDat(c.db, dat), 'missing')].join('') : ''
    expect(fixdat.match(/<game .*>/g)).toEqual([
      '<game name="bios" id="x1" isbios="yes">',
      '<game name="chip" id="x1" isdevice="yes">',
      '<game name="slime" id="x1" romof="bios" sampleof="noise">',
    ])
  })

  it('is whole without what it does without', () => {
    const c = catalog()
    const log = c.dat('d', 'N')
    c.content(1)
    c.file('a.sfc', 1)
    const whole = c.game(log, 'Whole')
    c.match(1, c.rom(whole, 'a', 1))
    c.rom(whole, 'spare', 2, { optional: 1 })
    const half = c.game(log, 'Half')
    c.match(1, c.rom(half, 'a', 1))
    c.rom(half, 'b', 3)
    c.rom(half, 'spare', 2, { optional: 1, mia: 1 })
    c.rom(c.game(log, 'Spare'), 'spare', 2, { optional: 1 })
    expect(states(c.db)).toEqual([
      'Half: incomplete (have,missing,optional)',
      'Spare: missing (optional)',
      'Whole: have (have,optional)',
    ])
    const [dat] = listableDats(c.db)
    const fixdat = dat ? [...writeListDat(listDat(c.db, dat), 'missing')].join('') : ''
    expect(fixdat.match(/<game name="[^"]*"|<rom name="[^"]*"| optional="yes"/g)).toEqual([
      '<game name="Half"',
      '<rom name="b"',
      '<rom name="spare"',
      ' optional="yes"',
      '<game name="Spare"',
      '<rom name="spare"',
      ' optional="yes"',
    ])
  })

  it('counts a view that only a name shows while a file is called so', () => {
    const c = catalog()
    const log = c.dat('d', 'N')
    for (const id of [1, 2]) {
      c.content(id)
      c.view(id, 'no-smc', 1)
      c.match(id, c.rom(c.game(log, `Game ${id}`), 'x', id + 100), 'no-smc')
    }
    c.file('a.smc', 1)
    c.file('b.txt', 2)
    expect(states(c.db)).toEqual(['Game 1: have (have)', 'Game 2: missing (missing)'])
  })

  it('keeps what the DAT says of a game, and games of one name apart', () => {
    const c = catalog()
    const log = c.dat('d', '')
    c.rom(c.game(log, 'Twice', 1), 'hd.chd', 2)
    c.rom(c.game(log, 'Twice', 0), 'b.sfc', 1, { status: 'baddump' })
    c.db.prepare(`update dat_rom set size = null, crc32 = null where name = 'hd.chd'`).run()
    const [dat] = listableDats(c.db)
    expect(dat).toEqual({ dat: 'd', header: { name: 'd', version: '7' }, log })
    const game = { name: 'Twice', description: 'A title', id: 'x1', categories: [], state: 'missing' }
    expect(dat && listDat(c.db, dat).games).toEqual([
      {
        ...game,
        roms: [
          { name: 'b.sfc', size: 16, crc32: 1, sha1: '01'.repeat(20), status: 'baddump', state: 'missing' },
        ],
      },
      { ...game, roms: [{ name: 'hd.chd', sha1: '02'.repeat(20), isDisk: true, state: 'missing' }] },
    ])
  })

  it('is told for each DAT in use, in a fixed order', () => {
    const c = catalog()
    c.dat('z', 'B', '1')
    c.dat('z', 'A', '2')
    c.dat('a', 'C', '3')
    c.db
      .prepare(
        `insert into dat_file (dat, path, size, mtime, ctime, ino, problem) values ('b', 'x', 1, 1, 1, 1, '[]')`,
      )
      .run()
    expect(listableDats(c.db).map(({ dat, header }) => `${dat} ${header.name}`)).toEqual([
      'a C',
      'z A',
      'z B',
    ])
  })
})

describe('a DAT of a root', () => {
  it('has a game for each archive, and for loose files that are called alike', () => {
    const c = catalog()
    for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 9]) c.content(id)
    c.file('disc/Game (Track 2).bin', 2)
    c.file('disc/Game (Track 1).bin', 1)
    c.file('disc/Game.cue', 3)
    c.file('Alpha.sfc', 4)
    c.file('sub/Alpha.sfc', 5)
    c.file('set.zip', 9, { role: 'archive' })
    c.member(9, 'b/two.rom', 6)
    c.member(9, 'a.rom', 1)
    c.member(9, 'unread.rom', null)
    c.file('unread.sfc', null)
    c.file('empty.zip', 7, { role: 'archive' })
    c.file('cut.zip', 8, { role: 'archive' })
    c.file('listed.zip', null, { role: 'archive' })
    c.db.exec(`update file_instance set problem = '[]' where path = 'cut.zip';
      update file_instance set listed = 1 where path = 'listed.zip'`)
    c.file('gone.sfc', 1, { status: 'missing' })
    c.file('other.sfc', 1, { root: 2 })
    c.file('read me.txt', null, { role: 'auxiliary' })
    const { header, games, skipped } = folderDat(c.db, 'roms')
    expect(header).toEqual({ name: 'roms', description: 'roms (dir2dat)', author: 'curator' })
    expect(games.map(({ name, roms }) => [name, ...roms.map((rom) => `${rom.name} ${rom.crc32}`)])).toEqual([
      ['Alpha', 'Alpha.sfc 4'],
      ['Game', 'Game (Track 1).bin 1', 'Game (Track 2).bin 2', 'Game.cue 3'],
      ['set', 'a.rom 1', 'b/two.rom 6'],
      ['sub/Alpha', 'Alpha.sfc 5'],
    ])
    expect(games[0]?.roms).toEqual([{ name: 'Alpha.sfc', size: 16, crc32: 4, sha1: '04'.repeat(20) }])
    // a member, a file, and two archives of which nobody knows the members
    expect(skipped).toBe(4)
  })

  it('of an unknown root is empty', () => {
    expect(folderDat(catalog().db, 'nothing').games).toEqual([])
  })
})
