/** A catalog whose DATs change step by step, as builds change it, and one that was made at once of what they are then. */
import { beginLog, completeLog } from '../../src/catalog/imports.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import type { DatGame } from '../../src/dats/dat.ts'
import { datsOfPlatform, putDatFile, removeDatFile } from '../../src/dats/importing/store.ts'
import type { Before } from '../../src/engine/rule.ts'
import type { Dialect } from '../../src/names/dialect.ts'
import type { CloneList } from '../../src/select/clone-lists/clone-list.ts'
import type { GroupingDecision } from '../../src/select/decisions.ts'
import type { Policy } from '../../src/select/policy.ts'
import { byGame } from '../../src/select/select.ts'
import type { Cluster } from '../../src/select/selection.ts'
import { regroup, type Grouped } from '../../src/steps/choosing/regroup.ts'
import { selectShelves } from '../../src/steps/choosing/select-shelves.ts'
import { entryWriter } from '../support/entries.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { UNSAID } from '../dats/support.ts'

export const PLATFORM = 'nes'
/** More than so few games would have, so that some stay as they are. */
const SHELVES = 4

/** What a DAT lists, and what the config calls it. */
export interface ListedDat {
  readonly name: string
  readonly dialect: Dialect
  readonly games: readonly DatGame[]
}

export interface Wishes {
  readonly policies: readonly Policy[]
  readonly cloneLists: readonly CloneList[]
  readonly decisions: readonly GroupingDecision[]
  readonly pins: readonly string[]
  readonly titles: Readonly<Record<string, string>> | null
}

export interface Catalog {
  readonly db: Db
  /** Makes the DAT of a file the given one; undefined takes it away. */
  put(file: string, dat: ListedDat | undefined): void
  /** What a build makes of it, and how many games it grouped and decided. Throws when decisions contradict each other. */
  build(wishes: Wishes): Selected
}

export interface Selected {
  readonly grouped: number
  readonly decided: number
  /** By policy. */
  readonly clusters: readonly (readonly Cluster[])[]
}

/** What a node keeps between its runs. */
interface Kept {
  readonly note: string
  readonly pages: ReadonlyMap<string, string>
}

export function catalog(): Catalog {
  const db = memoryCatalog()
  const kept = new Map<number, Kept>()
  return {
    db,
    put(file, dat) {
      const before = rowOf(db, file)
      db.transaction(() => {
        const name = dat?.name ?? before?.dat
        if (dat) putDat(db, file, dat)
        if (before && (!dat || before.dat !== name)) removeDatFile(db, before.dat, file)
      })()
    },
    build(wishes) {
      const { cloneLists, decisions, titles, pins } = wishes
      let count = 0
      const lists = cloneLists.length === 0 ? '' : JSON.stringify(cloneLists)
      const grouped = regroup(db, PLATFORM, { cloneLists, lists, decisions, titles }, (games) => {
        count += games
      })
      let decided = 0
      const clusters = wishes.policies.map((policy, i) => {
        const context = { platform: PLATFORM, cloneLists, decisions, pins, ...(titles && { titles }) }
        const node = nodeOf(kept.get(i))
        const now: Grouped = { ...grouped, shelves: SHELVES }
        decided += selectShelves(db, policy, context, { ...now, dats: partOf(db, policy) }, node)
        const next = node.kept()
        kept.set(i, next)
        return [...next.pages.values()].flatMap((page) => JSON.parse(page) as Cluster[]).sort(byGame)
      })
      return { grouped: count, decided, clusters }
    },
  }
}

/** As a rule's context has it. */
function nodeOf(past: Kept | undefined) {
  const pages = new Map<string, string>()
  let left = ''
  const before: Before<Readonly<Record<string, readonly Cluster[]>>> | undefined = past && {
    note: past.note,
    page: (name) => JSON.parse(past.pages.get(name) ?? '[]') as Cluster[],
    leave(name) {
      const page = past.pages.get(name)
      if (page === undefined) throw new Error(`no page ${name}`)
      pages.set(name, page)
    },
  }
  return {
    before,
    keep(name: string, content: readonly Cluster[]) {
      pages.set(name, JSON.stringify(content))
    },
    note(text: string) {
      left = text
    },
    kept: (): Kept => ({ note: left, pages }),
  }
}

function partOf(db: Db, { dats }: Policy): readonly string[] | undefined {
  return dats && !datsOfPlatform(db, PLATFORM).every((name) => dats.includes(name)) ? dats : undefined
}

/** Its rows are made anew, unless some file lists the same: then those serve. */
function putDat(db: Db, file: string, { name, dialect, games }: ListedDat): void {
  const platform = Number(db.prepare('select id from platform where slug = ?').pluck().get(PLATFORM))
  const log = beginLog(db, 'dat', file)
  const writer = entryWriter(db, log, platform)
  for (const game of games) writer.game(game)
  const { entries, digest } = writer.finish()
  const same = db.prepare('select log_id from dat_file where digest = ? limit 1').pluck().get(digest)
  if (same !== undefined) db.prepare('delete from dat_game where log_id = ?').run(log)
  completeLog(db, log, entries, null)
  putDatFile(db, {
    ...UNSAID,
    dat: name,
    path: file,
    platform: PLATFORM,
    log_id: same === undefined ? log : Number(same),
    games: games.length,
    digest,
    dialect,
    name: file,
    sha1: null,
  })
}

function rowOf(db: Db, file: string): { readonly dat: string } | undefined {
  return db.prepare<[string], { dat: string }>('select dat from dat_file where path = ?').get(file)
}

/** Releases, where DATs list them and which are one game: all but the ids. */
export function contentsOf(db: Db): unknown {
  const rows = (sql: string) => db.prepare(sql).raw().all()
  return {
    releases: rows('select name, year, content from game_release order by name'),
    artifacts: rows(
      `select r.name, a.variant, g.name, g.variant, (select min(dat || path) from dat_file where log_id = g.log_id)
       from release_block a join game_release r on r.id = a.release_id join dat_game g on g.id = a.dat_game_id
       order by r.name, a.variant`,
    ),
    games: rows(
      `select u.title, group_concat(r.name, ' / ' order by r.name) as names
       from game_release r join atomic_game_unit u on u.id = r.atomic_id group by u.id order by names`,
    ),
    counted: rows("select json_extract(value, '$.games') from meta where key like 'grouped:%'"),
    regions: rows(
      `select r.name, x.position, g.name from release_region x join game_release r on r.id = x.release_id
       join region g on g.id = x.region_id order by r.name, x.position`,
    ),
  }
}
