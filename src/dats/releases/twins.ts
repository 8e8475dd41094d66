/**
 * Releases that are the same bytes as others: several DATs of a platform list one game under several names. One DAT by
 * itself tells its releases from each other, so only what two of them list is compared.
 */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { addTo } from '../../groups.ts'
import { gameContents, romColumns, type RomRow } from '../contents.ts'

/** Release → what names its content; the same for all that are the same. Only those that have a twin are there. */
export type Twins = ReadonlyMap<string, string>

/**
 * `logs`: only what these imports list. Arcade machines have no twins: boards share their ROMs, and who is whose clone
 * every list of machines says.
 */
export function twinsOf(db: Db, platform: number, logs: readonly number[]): Twins {
  if (logs.length < 2 || isArcade(db, platform)) return new Map()
  const listed = JSON.stringify(logs)
  const kinds = isAllSha1(db, listed) ? (['sha1'] as const) : undefined
  const rows = prepareOnce(db, `select ${romColumns(kinds)} ${LISTED_ROMS}`)
  return twinsAmong(rows.iterate(listed) as IterableIterator<RomRow>)
}

/** Those of the games with these ROMs. */
export function twinsAmong(roms: Iterable<RomRow>): Twins {
  const listings = new Map<string, Listing[]>()
  for (const { release, log, contents } of gameContents(roms)) {
    for (const [at, content] of contents.entries())
      addTo(listings, content, { release, log, isBest: at === 0 })
  }
  const families = joiner()
  for (const [content, list] of listings) join(families, content, list)
  return families.named()
}

interface Listing {
  readonly release: string
  readonly log: number
  /** The game has no better kind of hash than this one: another game may have, and tells nothing by it. */
  readonly isBest: boolean
}

/** Joins what different imports list, where one of the two can be compared by nothing better. */
function join(families: Joiner, content: string, list: readonly Listing[]): void {
  const first = list.find(({ isBest }) => isBest)
  if (!first || list.every(({ log }) => log === first.log)) return
  const second = list.find(({ isBest, log }) => isBest && log !== first.log)
  for (const { release, log, isBest } of list) {
    // what the first one's import lists as well is the same as what others list that are the same as the first
    if (log !== first.log || (second ?? isBest)) families.join(first.release, release, content)
  }
}

interface Joiner {
  join(a: string, b: string, content: string): void
  /** A content is called by the first by code unit of those that its releases have in common. */
  named(): Twins
}

/** Whoever is the same as one of a family belongs to it. */
function joiner(): Joiner {
  const families = new Map<string, Family>()
  return {
    join(a, b, content) {
      if (a === b) return
      const into = families.get(a) ?? { releases: [a], content }
      const from = families.get(b) ?? { releases: [b], content }
      for (const other of [from.content, content]) if (other < into.content) into.content = other
      families.set(a, into)
      if (into === from) return
      const [small, large] = from.releases.length > into.releases.length ? [into, from] : [from, into]
      large.content = into.content
      for (const release of small.releases) {
        large.releases.push(release)
        families.set(release, large)
      }
      for (const release of [a, b]) families.set(release, large)
    },
    named: () => new Map([...families].map(([release, { content }]) => [release, content])),
  }
}

interface Family {
  readonly releases: string[]
  content: string
}

/** Of these imports, all ROMs. */
const LISTED_ROMS = `from json_each(?) l cross join dat_game g on g.log_id = l.value
  cross join dat_rom r on r.game_id = g.id`

/** Lesser hashes count only where some ROM has no better one; they are most of the work. */
function isAllSha1(db: Db, listed: string): boolean {
  const other = prepareOnce(
    db,
    `select 1 ${LISTED_ROMS} where r.sha1 is null and coalesce(r.md5, r.crc32, r.sha256) is not null limit 1`,
  )
  return other.get(listed) === undefined
}

/** Machines have no twins. */
export function isArcade(db: Db, platform: number): boolean {
  return prepareOnce(db, 'select slug from platform where id = ?').pluck().get(platform) === 'arcade'
}
