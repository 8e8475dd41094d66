/** What is owned of a game with many releases, or among many: no other game has to be looked at for it. */
import { expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { presencesOf } from '../../src/report/explain/presence.ts'
import { memoryCatalog } from '../support/catalog.ts'

const RELEASES = Array.from({ length: 4000 }, (_, n) => `Game (USA) (Rev ${n})`)

/** Every tenth release is there, in one file each. */
function catalog(releases: readonly string[]): Db {
  const db = memoryCatalog()
  onTestFinished(() => void db.close())
  db.exec(`
    insert into library_root (id, name, path) values (1, 'roms', '/roms');
    insert into import_log (id, source, started_at, status) values (1, 'dat', 0, 'completed');
    insert into dat_file (dat, path, size, mtime, ctime, ino, log_id, platform_id, digest)
      select 'all', '/all.dat', 0, 0, 0, 0, 1, id, '' from platform where slug = 'snes'`)
  const platform = db.prepare(`select id from platform where slug = 'snes'`).pluck().get()
  const game = db.prepare(
    'insert into dat_game (id, log_id, platform_id, name, release_name, variant) values (?, 1, ?, ?, ?, 0)',
  )
  const rom = db.prepare(
    'insert into dat_rom (id, game_id, part, name, size, crc32) values (?, ?, 0, ?, 16, ?)',
  )
  const content = db.prepare('insert into rom_file (id, sha1, crc32, size) values (?, ?, ?, 16)')
  const file = db.prepare(
    `insert into file_instance
       (root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, first_seen, last_seen)
     values (1, ?, 16, 0, 0, 0, 1, ?, 'rom', 'present', 0, 0)`,
  )
  const match = db.prepare(
    `insert into content_match (rom_file_id, dat_entry_id, match_by) values (?, ?, 'crc32')`,
  )
  db.transaction(() => {
    for (const [n, name] of releases.entries()) {
      game.run(n + 1, platform, name, name)
      rom.run(n + 1, n + 1, name, n)
      if (n % 10 > 0) continue
      const sha1 = Buffer.alloc(20)
      sha1.writeUInt32LE(n)
      content.run(n + 1, sha1, n)
      file.run(`${n}.sfc`, n + 1)
      match.run(n + 1, n + 1)
    }
  })()
  rebuildReleases(db, 'snes')
  return db
}

function timed<T>(work: () => T): [ms: number, T] {
  const began = performance.now()
  const made = work()
  return [performance.now() - began, made]
}

it('is found for thousands about as fast as for a few', () => {
  const db = catalog(RELEASES)
  const ask = (releases: readonly string[]) =>
    timed(() => presencesOf(db, 'snes', releases, new Set(RELEASES), {}))
  ask(RELEASES.slice(0, 20))
  const [few] = ask(RELEASES.slice(0, 20))
  const [all, presences] = ask(RELEASES)
  expect(RELEASES.filter((release) => presences.of(release).owned)).toEqual(
    RELEASES.filter((_, n) => n % 10 === 0),
  )
  expect(all).toBeLessThan(40 * few + 100)
})

it('is found for one game of many about as fast as for one of a few', () => {
  const many = Array.from({ length: 20_000 }, (_, n) => `Game ${n}`)
  const some = many.slice(0, 200)
  const kept = new Set(some)
  const askEach = (db: Db) =>
    timed(() => some.filter((name) => presencesOf(db, 'snes', [name], kept, {}).of(name).owned))
  const [small, large] = [catalog(some), catalog(many)]
  askEach(small)
  const [few] = askEach(small)
  const [all, owned] = askEach(large)
  expect(owned).toHaveLength(20)
  expect(all).toBeLessThan(4 * few + 100)
})
