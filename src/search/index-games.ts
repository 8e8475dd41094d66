/** Brings the games of the search index up to date: platform by platform, and of each only the games that differ. */
import { isPresent } from '../catalog/present.sql.ts'
import { otherTitles } from '../catalog/other-titles.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import {
  addNaming,
  factsReader,
  namedRelease,
  namingsOf,
  type Naming,
  type NamingDraft,
} from '../dats/releases/naming.ts'
import { plainTitle } from '../identify/titles/spelling/title-key.ts'
import { tosecYear } from '../names/dates.ts'
import { gameWriter, type IndexedGame } from './game-writer.ts'
import { groupedWrites } from './grouped-writes.ts'
import type { WordWriter } from './word-writer.ts'

interface StalePlatform {
  readonly id: number
  /** Slug. */
  readonly slug: string
  /** Counts that the index will know it by. */
  readonly games: number
  readonly holdings: number
  /** 0: no DAT lists it any more, and its games are not found. */
  readonly isListed: number
}

/** Platforms of which games or holdings changed since they were indexed; first those of which something is owned. */
export function stalePlatforms(db: Db): readonly StalePlatform[] {
  return prepareOnce(
    db,
    `with listed as (select distinct platform_id as id from dat_file where log_id is not null)
       select p.id, p.slug, p.games, p.holdings, l.id is not null as isListed
       from platform p left join search_platform s on s.platform_id = p.id left join listed l on l.id = p.id
       where case when l.id is null then s.platform_id is not null
         else p.games > 0 and (s.games is not p.games or s.holdings is not p.holdings) end
       order by p.holdings = 0, p.id`,
  ).all() as StalePlatform[]
}

/**
 * In pieces: what was cut off in between is begun again, and finds most of it done.
 * @param together pieces in one transaction
 */
export function* indexPlatform(
  db: Db,
  { id, slug, games, holdings, isListed }: StalePlatform,
  words: WordWriter,
  together: number,
): Generator<undefined> {
  const writer = gameWriter(db, id, words)
  const writes = groupedWrites(db, together, writer.flush)
  try {
    writes.do(() => prepareOnce(db, 'delete from search_platform where platform_id = ?').run(id))
    if (isListed === 1) {
      const owned = ownedGames(db, id)
      yield
      const read = gameReader(db, slug)
      for (const ids of shelvesOf(db, id)) {
        writes.do(() => {
          for (const game of read(ids)) writer.put(game, owned.has(game.atomicId))
        })
        yield
      }
    }
    writes.do(() => {
      writer.finish()
      if (isListed === 1)
        prepareOnce(db, 'insert into search_platform (platform_id, games, holdings) values (?, ?, ?)').run(
          id,
          games,
          holdings,
        )
    })
  } finally {
    writes.close()
  }
}

/** So many releases are indexed in some 20 ms. */
const PIECE = 400

/** Ids of all games of a platform, some at a time. Read from indexes alone. */
function* shelvesOf(db: Db, platform: number): Generator<readonly number[]> {
  const rows = prepareOnce(
    db,
    `select r.atomic_id from atomic_game_unit u cross join game_release r on r.atomic_id = u.id
     where u.platform_id = ? order by u.id`,
  )
    .pluck()
    .all(platform) as number[]
  let from = 0
  for (const [at, game] of rows.entries()) {
    if (at - from < PIECE || rows[at - 1] === game) continue
    yield [...new Set(rows.slice(from, at))]
    from = at
  }
  if (from < rows.length) yield [...new Set(rows.slice(from))]
}

/** A release as one DAT lists it. */
type Row = readonly [
  game: number,
  gameTitle: string,
  release: number,
  name: string,
  year: string | null,
  logId: number,
  description: string | null,
  /** Ids of the release's regions: `3,17`. */
  regions: string | null,
]

/** Of games with these ids. Titles are read from their names: only the game's own stands in its row. */
function gameReader(db: Db, slug: string): (games: readonly number[]) => Generator<IndexedGame> {
  const namings = namingsOf(db, { platform: slug })
  const titleOf = factsReader(slug)
  return function* read(games) {
    let rows: Row[] = []
    const others = otherTitles(db, games)
    for (const row of listings(db, JSON.stringify(games))) {
      if (rows[0] && rows[0][0] !== row[0]) {
        yield gameOf(rows, others)
        rows = []
      }
      rows.push(row)
    }
    if (rows.length > 0) yield gameOf(rows, others)
  }

  function gameOf(all: readonly Row[], others: ReadonlyMap<number, readonly string[]>): IndexedGame {
    const [atomicId = 0, title = ''] = all[0] ?? []
    const titles = new Set([title, ...(others.get(atomicId) ?? [])])
    const names = new Set<string>()
    const years = new Set<number>()
    const regions = new Set<number>()
    for (const [name, draft] of releasesOf(all, namings)) {
      const named = namedRelease(name, draft)
      for (const one of titleOf(named).title.split(' ~ ')) titles.add(one)
      names.add(name)
      if (named.title !== undefined) names.add(named.title)
    }
    for (const [, , , name, stated, , , ids] of all) {
      const year = stated ?? tosecYear(name)
      if (year !== undefined && /^\d{4}/.test(year)) years.add(Number(year.slice(0, 4)))
      for (const id of ids?.split(',') ?? []) regions.add(Number(id))
    }
    return {
      atomicId,
      title,
      titles: plainForms(titles),
      names: plainForms(names),
      years: [...years],
      regions: regions.size === 0 ? '' : `,${[...regions].sort((a, b) => a - b).join(',')},`,
    }
  }
}

function plainForms(texts: ReadonlySet<string>): readonly string[] {
  const plain = new Set(Array.from(texts, plainTitle))
  plain.delete('')
  return [...plain]
}

/** What all rows of each release say of how its name is read. */
function releasesOf(
  rows: readonly Row[],
  namings: ReadonlyMap<number, Naming>,
): ReadonlyMap<string, NamingDraft> {
  const drafts = new Map<string, NamingDraft>()
  for (const [, , , name, , logId, description] of rows) {
    const draft: NamingDraft = drafts.get(name) ?? {}
    const naming = namings.get(logId)
    if (naming) addNaming(draft, naming, description)
    drafts.set(name, draft)
  }
  return drafts
}

/** A game's rows stand together. Only what some DAT still lists is there. All at once: writing must wait for a query. */
function listings(db: Db, games: string): readonly Row[] {
  const rows = prepareOnce(
    db,
    `select u.id, u.title, r.id, r.name, g.year, g.log_id, g.description,
       (select group_concat(region_id) from release_region where release_id = r.id)
     from json_each(?) i cross join atomic_game_unit u on u.id = i.value cross join game_release r on r.atomic_id = u.id
       cross join release_block a on a.release_id = r.id cross join dat_game g on g.id = a.dat_game_id
     order by u.id, r.name, a.variant`,
  )
  return rows.raw().all(games) as Row[]
}

/**
 * Games of which a release is owned: of one of its variants every ROM that it needs is there, by hash; or it counts as
 * owned by its name or the user's word.
 */
function ownedGames(db: Db, platform: number): ReadonlySet<number> {
  return new Set(prepareOnce(db, OWNED).pluck().all({ platform }) as number[])
}

// of each DAT's games any match first: most of what is listed is not owned, and no more than indexes tells so
const OWNED = `
  select distinct r.atomic_id from dat_game g cross join release_block a on a.dat_game_id = g.id
    cross join game_release r on r.id = a.release_id
  where g.platform_id = @platform and r.atomic_id is not null
    and exists (select 1 from dat_rom e cross join content_match m on m.dat_entry_id = e.id where e.game_id = g.id)
    and not exists (select 1 from dat_rom e
      where e.game_id = g.id and e.size is not 0 and e.status is not 'nodump' and e.optional = 0
        and not exists (select 1 from content_match m where m.dat_entry_id = e.id and ${isPresent('m.rom_file_id')}))
  union
  select r.atomic_id from title_link l
    join game_release r on r.platform_id = l.platform_id and r.name = l.release_name
  where l.platform_id = @platform and l.owns = 1 and r.atomic_id is not null and ${isPresent('l.rom_file_id')}`
