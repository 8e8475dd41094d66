/** Releases: what all DATs of a platform together list, whatever file and variant it stands in. */
import { platformId } from '../../catalog/platform-id.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import type { Mutable } from '../../mutable.ts'
import { byCodeUnit } from '../../order.ts'
import { NAMES_PARENTS } from '../parents.sql.ts'
import { markNames } from './marks.ts'
import { SET_NAME } from '../set-name.sql.ts'
import { tosecYear } from '../../names/dates.ts'
import type { ReleaseFacts } from '../../names/facts.ts'
import {
  addNaming,
  namedRelease,
  namingsOf,
  sharedFactsReader,
  type NamedRelease,
  type Naming,
  type NamingDraft,
} from './naming.ts'
import type { DatRelease } from './release.ts'
import { completed, parseStated } from './stated.ts'
import { twinsOf, type Twins } from './twins.ts'

export interface ReleaseRow extends DatRelease, NamedRelease {}

interface LoadOptions {
  /** Only what these DATs list, and only what they say of it. */
  readonly dats?: readonly string[]
}

/** The releases of a platform, sorted by name. */
export function loadReleases(db: Db, platform: string, options: LoadOptions = {}): readonly ReleaseRow[] {
  return releaseLoader(db, platform, options)()
}

/** Some of a platform's releases: those with these ids, or those of the games with these. */
interface SomeReleases {
  readonly of: 'releases' | 'games'
  readonly ids: readonly number[]
}

/** The same for some of them at a time. */
export function releaseLoader(
  db: Db,
  platform: string,
  { dats }: LoadOptions = {},
): (some?: SomeReleases) => readonly ReleaseRow[] {
  const id = platformId(db, platform)
  if (id === undefined) return () => []
  const parents = renamedGames(db, id)
  const telling = logsWithParents(db, id)
  const parentage = platform === 'arcade' ? 'all' : 'some'
  const namings = namingsOf(db, { platform, ...(dats ? { dats } : {}) })
  const set = [...namings.values()].some(({ dialect }) => dialect === 'mame') ? SET_NAME : 'null'
  const finish = finisher(sharedFactsReader(db, platform))
  const only = dats
    ? 'and g.log_id in (select log_id from dat_file where dat in (select value from json_each(?)))'
    : ''
  const twins = dats ? twinsOf(db, id, logsOf(db, id, dats)) : undefined
  return (some) => {
    const column = some?.of === 'games' ? 'atomic_id' : 'id'
    const query = prepareOnce(
      db,
      `select r.id, r.name, g.year, g.categories, g.clone_of, g.log_id, g.description, g.marks, g.stated, r.content,
         ${set}
       from ${some ? `json_each(?) u cross join game_release r on r.${column} = u.value` : 'game_release r'}
       cross join release_block a on a.release_id = r.id cross join dat_game g on g.id = a.dat_game_id
       where r.platform_id = ? ${only} order by r.name`,
    ).raw()
    const lists = (list: readonly unknown[] | undefined) => (list ? [JSON.stringify(list)] : [])
    const rows = query.iterate(...lists(some?.ids), id, ...lists(dats)) as IterableIterator<GameRow>
    return releasesIn(rows, { parents, telling, parentage, namings, twins, finish })
  }
}

interface Loading {
  readonly parents: ReadonlyMap<string, string> | undefined
  /** Imports that name parents, and what that is worth. */
  readonly telling: ReadonlySet<number>
  readonly parentage: 'some' | 'all'
  readonly namings: ReadonlyMap<number, Naming>
  /** In place of what the catalog says of all DATs, where only some count. */
  readonly twins: Twins | undefined
  readonly finish: (draft: Draft) => ReleaseRow
}

function releasesIn(
  rows: Iterable<GameRow>,
  { parents, telling, parentage, namings, twins, finish }: Loading,
): readonly ReleaseRow[] {
  const releases: ReleaseRow[] = []
  let draft: Draft | undefined
  for (const row of rows) {
    const [release, name, year, categories, cloneOf, logId, description, marks, stated, content, zip] = row
    if (draft?.id !== release) {
      if (draft) releases.push(finish(draft))
      draft = { id: release, name, cloneOf: NONE, categories: NONE, marks: marks ?? 0 }
    }
    const same = twins ? twins.get(name) : content
    if (same !== undefined && same !== null) draft.content = same
    draft.marks &= marks ?? 0 // one good shape of it is enough
    if (stated !== null && (draft.stated === undefined || stated < draft.stated)) draft.stated = stated
    if (year !== null && (draft.year === undefined || year < draft.year)) draft.year = year
    if (categories !== null) draft.categories = union(draft.categories, JSON.parse(categories) as string[])
    const naming = namings.get(logId)
    if (naming) addNaming(draft, naming, description)
    if (naming?.dialect === 'mame') addSet(draft, zip ?? name)
    if (telling.has(logId)) draft.parentage = parentage
    if (cloneOf !== null)
      draft.cloneOf = union(draft.cloneOf, [parents?.get(gameKey(logId, cloneOf)) ?? cloneOf])
  }
  if (draft) releases.push(finish(draft))
  return releases.sort((a, b) => byCodeUnit(a.name, b.name)) // SQLite sorts the bytes of UTF-8
}

type GameRow = readonly [
  release: number,
  name: string,
  year: string | null,
  categories: string | null,
  cloneOf: string | null,
  logId: number,
  description: string | null,
  marks: number | null,
  stated: string | null,
  content: string | null,
  zip: string | null,
]

/** What the rows of one release, which come together, have said so far. */
interface Draft extends NamingDraft {
  readonly id: number
  readonly name: string
  cloneOf: readonly string[]
  parentage?: 'some' | 'all'
  categories: readonly string[]
  year?: string
  marks: number
  /** Of DATs that say different things the same one always counts. */
  stated?: string
  content?: string
  set?: string
}

/** A title is no name of a set. Of several the same one always counts. */
function addSet(draft: Draft, set: string): void {
  if (!set.includes(' ') && (draft.set === undefined || set < draft.set)) draft.set = set
}

function union(known: readonly string[], more: readonly string[]): readonly string[] {
  return known === NONE ? more : [...new Set([...known, ...more])]
}

type Reader = (release: NamedRelease) => ReleaseFacts

function finisher(read: Reader): (draft: Draft) => ReleaseRow {
  const share = listSharer()
  return (draft) => {
    const { id, name, year = tosecYear(name), parentage, stated, content, set } = draft
    const { naming, title } = namedRelease(name, draft)
    const cloneOf = share(draft.cloneOf.filter((parent) => parent !== name))
    const categories = share(draft.categories)
    const marks = markNames(draft.marks)
    // field by field: an object that is put together by spreading takes several times the memory
    const row: Mutable<Unread> = { id, name, naming, read, cloneOf, categories }
    if (year !== undefined) row.year = year
    if (parentage !== undefined) row.parentage = parentage
    if (marks) row.marks = marks
    if (stated !== undefined) row.stated = parseStated(stated)
    if (content !== undefined) row.content = content
    if (title !== undefined) row.title = title
    if (set !== undefined) row.set = set
    return Object.defineProperty(row as UnreadRow, 'facts', FACTS)
  }
}

type Unread = Omit<ReleaseRow, 'facts'> & { readonly read: Reader }
type UnreadRow = Unread & ReleaseRow

/** One getter for all rows there ever are: with one for each, each would be a table of its own. */
const FACTS = {
  enumerable: true,
  get(this: Unread): ReleaseFacts {
    return this.stated ? completed(this.read(this), this.stated) : this.read(this)
  },
}

/** Sorts lists. Equal ones become one object: there may be very many, and most are of a few kinds. */
function listSharer(): (texts: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (texts) => {
    const [only = ''] = texts
    if (texts.length === 0) return NONE
    const sorted = texts.length === 1 ? [only] : texts.toSorted()
    const key = texts.length === 1 ? only : JSON.stringify(sorted)
    const same = known.get(key)
    if (same?.length === sorted.length) return same
    known.set(key, sorted)
    return sorted
  }
}

/** All that selection works on, as a text: other releases have another one. */
export function releaseText(release: ReleaseRow): string {
  const { name, naming, title, cloneOf, parentage, year, set, categories, marks, stated, content } = release
  const { dialect, numbered } = naming
  const said = [cloneOf, parentage, year, set, categories, marks, stated, content]
  return JSON.stringify([name, dialect, numbered, title, ...said])
}

/** Most releases say nothing here, and there may be very many. */
const NONE: readonly string[] = []

/**
 * Parents are named as games of the same DAT; releases may be called otherwise. Undefined where none is, as in most
 * DATs. The first block of a name speaks for the game.
 */
function renamedGames(db: Db, platform: number): ReadonlyMap<string, string> | undefined {
  const renamed = db.prepare<[{ platform: number }], number>(
    `select exists (select 1 from dat_game where platform_id = $platform and name <> release_name)
       and exists (select 1 from dat_game where platform_id = $platform and clone_of is not null)`,
  )
  if (renamed.pluck().get({ platform }) === 0) return undefined
  const rows = db
    .prepare<[number], [number, string, string]>(
      'select log_id, name, release_name from dat_game where platform_id = ? order by id desc',
    )
    .raw()
    .iterate(platform)
  const releases = new Map<string, string>()
  for (const [logId, game, release] of rows) releases.set(gameKey(logId, game), release)
  return releases
}

/** Imports that name parents. */
function logsWithParents(db: Db, platform: number): ReadonlySet<number> {
  const logs = prepareOnce(
    db,
    `select log_id from dat_game where platform_id = ? group by log_id having ${NAMES_PARENTS}`,
  ).pluck()
  return new Set(logs.all(platform) as number[])
}

/** Imports of the platform that are in use for these DATs. */
function logsOf(db: Db, platform: number, dats: readonly string[]): readonly number[] {
  const logs = prepareOnce(
    db,
    `select distinct log_id from dat_file where platform_id = ? and log_id is not null
       and dat in (select value from json_each(?)) order by log_id`,
  )
  return logs.pluck().all(platform, JSON.stringify(dats)) as number[]
}

function gameKey(logId: number, game: string): string {
  return `${logId} ${game}`
}
