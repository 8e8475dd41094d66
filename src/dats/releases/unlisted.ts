/**
 * Releases that a romset of the past keeps and that no DAT lists any more: what they were made of is noted when they go, so
 * that they are known again where a DAT calls them otherwise now.
 */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { addTo } from '../../groups.ts'
import { gameContents, hashColumns, romColumns, type RomRow } from '../contents.ts'

/** Notes what leaves with an import whose rows are about to be deleted. To be used in the transaction that does that. */
export function noteUnlisted(db: Db, log: number): void {
  if (prepareOnce(db, 'select 1 from romset_member limit 1').get() === undefined) return
  const rows = prepareOnce(
    db,
    `select ${romColumns()} from dat_game g join dat_rom r on r.game_id = g.id
     where g.log_id = $log and g.release_name in (
       select release_name from dat_game where log_id = $log
       intersect select release_name from romset_member
         where platform_id = (select platform_id from dat_game where log_id = $log limit 1)
       except select release_name from dat_game
         where platform_id = (select platform_id from dat_game where log_id = $log limit 1) and log_id <> $log)
     order by g.id`,
  )
  const note = prepareOnce(
    db,
    `insert or ignore into unlisted_rom (platform_id, release_name, shape, part, size, crc32, md5, sha1, sha256)
     select g.platform_id, g.release_name, ?, r.part, r.size, r.crc32, r.md5, r.sha1, r.sha256
     from dat_game g join dat_rom r on r.game_id = g.id
     where g.id = ? and coalesce(r.sha1, r.md5, r.crc32, r.sha256) is not null`,
  )
  const leaving = [...gameContents(rows.iterate({ log }) as IterableIterator<RomRow>, OPTIONS)]
  for (const { game, contents } of leaving) if (contents[0] !== undefined) note.run(contents[0], game)
}

/**
 * What those releases are called now: of each that was noted, and of which exactly one release of the platform has the same
 * ROMs by their hashes, that one.
 */
export function namesNow(db: Db, platform: string, unlisted: Iterable<string>): ReadonlyMap<string, string> {
  const noted = prepareOnce(
    db,
    `select r.release_name as release, 0 as log, r.shape as game, ${hashColumns()} from unlisted_rom r
     where r.release_name = ? and r.platform_id = (select id from platform where slug = ?) order by r.shape, r.part`,
  )
  const wanted = new Map<string, string[]>()
  for (const name of unlisted) {
    const rows = noted.iterate(name, platform) as IterableIterator<RomRow>
    for (const { contents } of gameContents(rows))
      for (const content of contents) addTo(wanted, content, name)
  }
  if (wanted.size === 0) return new Map()
  const found = new Map<string, Set<string>>()
  const rows = prepareOnce(
    db,
    `select ${romColumns()} from dat_game g join dat_rom r on r.game_id = g.id
     where g.platform_id = (select id from platform where slug = ?) order by g.id`,
  )
  for (const game of gameContents(rows.iterate(platform) as IterableIterator<RomRow>, OPTIONS)) {
    for (const content of game.contents) {
      for (const name of wanted.get(content) ?? [])
        found.set(name, (found.get(name) ?? new Set<string>()).add(game.release))
    }
  }
  return new Map(
    [...found].flatMap(([name, now]): [string, string][] => {
      const [only, other] = now
      return only === undefined || other !== undefined ? [] : [[name, only]]
    }),
  )
}

/** What nobody has dumped cannot be compared, and keeps nothing from being found. */
const OPTIONS = { skipUnhashed: true } as const
