/**
 * Which releases are the same bytes as others, after DATs changed: those that no chain of equal contents joins to one that
 * changed are what they were, and are not read.
 */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { romColumns, type RomRow } from '../contents.ts'
import { isArcade, twinsAmong } from './twins.ts'

export interface Noted {
  /** Releases that other DATs list than did, or with other ROMs. */
  readonly names: readonly string[]
  /** What names their bytes, as far as they had twins. */
  readonly contents: readonly string[]
}

/**
 * The releases that may have other twins than before, each with what names its bytes; null where it has none. Where DATs list
 * every release in `release_block` already. Undefined when there is nothing to gain, and all have to be compared.
 */
export function twinsNear(
  db: Db,
  platform: number,
  logs: readonly number[],
  { names, contents }: Noted,
): ReadonlyMap<string, string | null> | undefined {
  if (logs.length < 2 || names.length > MANY || isArcade(db, platform)) return undefined
  const near = new Set([...names, ...namesOf(db, platform, contents)])
  let next: readonly string[] = [...near]
  while (next.length > 0) {
    if (near.size > MANY) return undefined
    const known = JSON.stringify(next)
    if (prepareOnce(db, UNSEARCHABLE).get(known, platform) !== undefined) return undefined
    const same = prepareOnce(db, ALIKE).pluck().all({ known, platform }) as string[]
    next = same.filter((name) => !near.has(name))
    for (const name of next) near.add(name)
  }
  const roms = prepareOnce(db, `select ${romColumns()} ${GAMES} cross join dat_rom r on r.game_id = g.id`)
  const twins = twinsAmong(roms.iterate(JSON.stringify([...near]), platform) as IterableIterator<RomRow>)
  return new Map([...near].map((name) => [name, twins.get(name) ?? null]))
}

/** From so many on, going through all is as fast. */
const MANY = 4000

/** The releases that were the same as these. */
function namesOf(db: Db, platform: number, contents: readonly string[]): readonly string[] {
  if (contents.length === 0) return []
  const same = prepareOnce(
    db,
    'select name from game_release where platform_id = ? and content in (select value from json_each(?))',
  )
  return same.pluck().all(platform, JSON.stringify(contents)) as string[]
}

/** Where DATs list the releases with these names. */
function games(known: string, platform: string): string {
  return `from json_each(${known}) n cross join game_release x on x.platform_id = ${platform} and x.name = n.value
    cross join release_block a on a.release_id = x.id cross join dat_game g on g.id = a.dat_game_id`
}

const GAMES = games('?', '?')

/** One ROM of a game leads to all games with the same ROMs; the largest is the one that fewest others have. */
const LARGEST = '(select id from dat_rom where game_id = g.id order by size desc, part limit 1)'

/** Only an MD5: no index finds games by it that have SHA-1s as well. */
const UNSEARCHABLE = `select 1 ${GAMES} cross join dat_rom r on r.id = ${LARGEST}
  where r.sha1 is null and r.md5 is not null limit 1`

const SAME_BY = [
  'o.sha1 = r.sha1',
  'o.md5 = r.md5 and o.sha1 is null',
  'o.crc32 = r.crc32 and o.size = r.size',
  'o.sha256 = r.sha256',
]

const ALIKE = SAME_BY.map(
  (
    same,
  ) => `select o_game.release_name ${games('$known', '$platform')} cross join dat_rom r on r.id = ${LARGEST}
    cross join dat_rom o on ${same} cross join dat_game o_game on o_game.id = o.game_id
    where o_game.platform_id = $platform`,
).join(' union ')
