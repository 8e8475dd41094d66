/** What contents say of themselves, from the file to the catalog, and what identification makes of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { metadataOf } from '../../src/inventory/header-facts/metadata.ts'
import { libraryHealth } from '../../src/identify/health.ts'
import { discPlaces } from '../../src/report/files/disc-places.ts'
import { filesKnown } from '../../src/report/files/files.ts'
import { identify } from '../../src/identify/match.ts'
import { holdings } from '../../src/identify/holdings.ts'
import { chd5 } from '../support/archives/chd.ts'
import { makeZip } from '../support/archives/zip.ts'
import { GAME_BOY_ROM } from './header-facts/samples.ts'
import { library, type Library } from './support.ts'

let lib: Library
beforeEach(() => {
  lib = library()
})
afterEach(() => lib.close())

const COMBINED = '22'.repeat(20)
const RAW = '11'.repeat(20)

/** A whole CHD of version 5 without tracks, and `packed` bytes of nothing to make it large. */
function chd(packed = 500): Buffer {
  return chd5({ raw: RAW, combined: COMBINED, logical: 20_480, packed })
}

/** One DAT of the PlayStation 2 with one ROM. */
function dat(rom: { readonly name: string; readonly sha1: string; readonly size: number | null }): void {
  lib.db.exec(`
    insert into import_log (id, source, file_hash, started_at, status) values (1000, 'dat', x'00', 0, 'completed');
    insert into dat_file (dat, path, size, mtime, ctime, ino, log_id, platform_id)
      values ('redump', 'a', 0, 0, 0, 0, 1000, (select id from platform where slug = 'ps2'));
    insert into dat_game (id, log_id, platform_id, name, release_name, variant)
      select 1, log_id, platform_id, 'Game', 'Game', 0 from dat_file;
    insert into game_release (id, platform_id, name) select 1, platform_id, 'Game' from dat_file;
    insert into release_block (release_id, variant, dat_game_id) values (1, 0, 1)`)
  lib.db
    .prepare('insert into dat_rom (game_id, part, name, size, crc32, sha1) values (1, 0, ?, ?, 305419896, ?)')
    .run(rom.name, rom.size, Buffer.from(rom.sha1, 'hex'))
}

function says(path: string): ReadonlyMap<string, string> {
  const id = lib.db
    .prepare<[string], number>('select rom_file_id from file_instance where path = ?')
    .pluck()
    .get(path)
  return metadataOf(lib.db, id ?? 0)
}

describe('headers', () => {
  it.each([
    ['a file', 'game.gb', GAME_BOY_ROM],
    ['a file larger than the buffer', 'game.gb', Buffer.concat([GAME_BOY_ROM, Buffer.alloc(2 ** 20)])],
  ])('are kept of %s', async (_, path, bytes) => {
    lib.write(path, bytes)
    await lib.scan()
    expect(says(path).get('header.platform')).toBe('gb')
  })

  it('are kept of members', async () => {
    lib.write('game.zip', makeZip([{ name: 'game.gb', data: GAME_BOY_ROM }]))
    await lib.scan()
    const id = lib.db.prepare<[], number>('select rom_file_id from archive_member').pluck().get()
    expect(metadataOf(lib.db, id ?? 0).get('header.platform')).toBe('gb')
  })
})

describe('a CHD', () => {
  it.each([
    ['the disc that its header names', 'game.chd', COMBINED, null, 'chd'],
    ['the image in it', 'game.iso', RAW, 20_480, 'chd-raw'],
  ])('is identified as %s, and is no more than probable', async (_, name, sha1, size, view) => {
    lib.write('Game.chd', chd())
    await lib.scan()
    dat({ name, sha1, size })
    identify(lib.db)
    expect(lib.db.prepare('select view, match_by from content_match').all()).toEqual([
      { view, match_by: 'sha1' },
    ])
    const [file] = holdings(lib.db, 'ps2', ['Game']).get('Game') ?? []
    expect(file).toMatchObject({ name, matched: view, views: [], extension: 'chd' })
    expect(libraryHealth(lib.db)).toMatchObject([{ platform: 'ps2', verified: 0, probable: 1 }])
    const [record] = filesKnown(lib.db)
    expect(record?.contents[0]?.match).toMatchObject({ release: 'Game', by: 'sha1', confidence: 0.99 })
  })

  it.each([500, 2 ** 21])('that was cut short after %i bytes counts as nothing', async (size) => {
    lib.write('Game.chd', chd(size).subarray(0, -20))
    const { problems } = await lib.scan()
    expect(problems.map(({ message }) => message)).toEqual([
      `${lib.dir}/Game.chd: it is no sound CHD: it is cut short.`,
    ])
    expect(lib.db.prepare('select * from rom_view').all()).toEqual([])
  })

  it('tells of a damaged one in an archive', async () => {
    lib.write('game.zip', makeZip([{ name: 'game.chd', data: chd().subarray(0, 60) }]))
    const { problems } = await lib.scan()
    expect(problems.map(({ message }) => message)).toEqual([
      `${lib.dir}/game.zip: member "game.chd": it is no sound CHD: it ends within its header.`,
    ])
  })
})

describe('sheets', () => {
  it('put the files of a disc, and the discs of a game, together', async () => {
    for (const n of [1, 2]) {
      lib.write(
        `ps/Game (Disc ${n}).cue`,
        `FILE "Game (Disc ${n}).bin" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n`,
      )
    }
    lib.write('ps/Game (Disc 1).bin', 'one')
    lib.write('ps/Other.ccd', '')
    lib.write('ps/Other.img', 'image')
    lib.write('loose.iso', 'iso')
    await lib.scan()
    expect(Object.fromEntries(discPlaces(lib.db, 'roms'))).toEqual({
      'ps/Game (Disc 1).cue': { game: 'Game', number: 1, of: 2 },
      'ps/Game (Disc 1).bin': { game: 'Game', number: 1, of: 2, file: 'ps/Game (Disc 1).cue' },
      'ps/Game (Disc 2).cue': { game: 'Game', number: 2, of: 2, missing: ['Game (Disc 2).bin'] },
      'ps/Other.ccd': { game: 'Other', of: 1 },
      'ps/Other.img': { game: 'Other', of: 1, file: 'ps/Other.ccd' },
    })
  })

  it('is found in a folder of its own for each disc, where a list above names it', async () => {
    for (const n of [1, 2]) {
      lib.write(`ps/game/CD${n}/disc ${n}.cue`, `FILE "Track.bin" BINARY\n  TRACK 01 MODE1/2352\n`)
      lib.write(`ps/game/CD${n}/track.bin`, `disc ${n}`)
    }
    lib.write('ps/game/Game.m3u', 'cd1\\DISC 1.CUE\r\ncd2\\disc 2.cue\r\ncd3\\disc 3.cue\r\n')
    // a disc that no list names, in a folder below one that has a list
    lib.write('ps/game/bonus/Bonus.cue', 'FILE "b.bin" BINARY\n  TRACK 01 AUDIO\n')
    lib.write('ps/game/bonus/b.bin', 'bonus')
    await lib.scan()
    const game = { game: 'Game', of: 2 }
    expect(Object.fromEntries(discPlaces(lib.db, 'roms'))).toEqual({
      'ps/game/Game.m3u': { ...game, missing: ['cd3/disc 3.cue'] },
      'ps/game/CD1/disc 1.cue': { ...game, number: 1 },
      'ps/game/CD1/track.bin': { ...game, number: 1, file: 'ps/game/CD1/disc 1.cue' },
      'ps/game/CD2/disc 2.cue': { ...game, number: 2 },
      'ps/game/CD2/track.bin': { ...game, number: 2, file: 'ps/game/CD2/disc 2.cue' },
      'ps/game/bonus/Bonus.cue': { game: 'Bonus', of: 1 },
      'ps/game/bonus/b.bin': { game: 'Bonus', of: 1, file: 'ps/game/bonus/Bonus.cue' },
    })
  })
})
