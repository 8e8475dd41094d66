/** Filters of a search as conditions on rows of `search_game`, called `g`. */
import { didYouMeanPlatform } from '../config/checking/suggest-platform.ts'
import { didYouMean } from '../config/checking/suggest.ts'
import { functionOnce, prepareOnce, type Db } from '../catalog/sqlite.ts'
import { usageError, type CuratorError } from '../errors.ts'
import { tosecYear } from '../names/dates.ts'
import type { SearchQuery } from './query.ts'

export interface GameFilter {
  /** Ids of platforms; undefined: all. */
  readonly platforms: readonly number[] | undefined
  /** Games that are owned (1), that are not (0), or both. */
  readonly owned: readonly (0 | 1)[]
  readonly wants: { readonly games: boolean; readonly files: boolean }
  /** SQL over `g`, each beginning with `and`; '' when all games pass. */
  readonly sql: string
  readonly parameters: readonly (string | number)[]
}

/** Throws `cli-usage` for values that mean nothing, and for filters by what the catalog does not know. */
export function gameFilter(db: Db, { filters }: SearchQuery): GameFilter {
  const platforms = filters.get('platform')?.map((slug) => platformId(db, slug))
  const haves = filters.get('have')?.map((value) => oneOf('have', value, ['yes', 'no']))
  const kinds = filters.get('kind')?.map((value) => oneOf('kind', value, ['game', 'file']))
  const clauses = [
    regions(db, filters.get('region')),
    years(db, filters.get('year')),
    genres(filters.get('genre')),
    companies(db, 'release_developer', filters.get('developer')),
    companies(db, 'release_publisher', filters.get('publisher')),
    players(filters.get('players')),
  ].flatMap((clause) => clause ?? [])
  // of a file that is in no DAT none of these is known
  const isOfGames = clauses.length > 0 || platforms !== undefined || haves?.includes('no') === true
  return {
    platforms,
    owned: haves ? ([1, 0] as const).filter((owned) => haves.includes(owned === 1 ? 'yes' : 'no')) : [1, 0],
    wants: { games: kinds?.includes('game') ?? true, files: (kinds?.includes('file') ?? true) && !isOfGames },
    sql: clauses.map(({ sql }) => ` and (${sql})`).join(''),
    parameters: clauses.flatMap(({ parameters }) => parameters),
  }
}

interface Clause {
  readonly sql: string
  readonly parameters: readonly (string | number)[]
}

function regions(db: Db, names: readonly string[] | undefined): Clause | undefined {
  if (!names) return undefined
  const known = new Map(
    namesOf(db, 'select name, id from region').map(([name, id]) => [name.toLowerCase(), { name, id }]),
  )
  const ids = names.map((name) => {
    const found = known.get(name.toLowerCase())
    if (found) return `,${found.id},`
    throw unknown(
      'region',
      name,
      Array.from(known.values(), (region) => region.name),
    )
  })
  return { sql: ids.map(() => 'instr(g.regions, ?) > 0').join(' or '), parameters: ids }
}

/**
 * The first two conditions are only there to be quick: a game of 1985 and 1995 is none of 1990. Where neither DATs nor names
 * say when, metadata does.
 */
function years(db: Db, values: readonly string[] | undefined): Clause | undefined {
  if (!values) return undefined
  functionOnce(db, 'named_year', (name) => tosecYear(String(name)) ?? null)
  const ranges = values.map(yearRange)
  const sql = `g.last_year >= ? and g.first_year <= ? and exists (
    select 1 from game_release r where r.atomic_id = g.atomic_id and r.platform_id = g.platform_id
      and cast(substr(coalesce(r.year, named_year(r.name)), 1, 4) as integer) between ? and ?)
    or g.first_year is null and exists (select 1 from atomic_core_metadata x where x.atomic_id = g.atomic_id
      and cast(substr(x.released, 1, 4) as integer) between ? and ?)`
  return {
    sql: ranges.map(() => `(${sql})`).join(' or '),
    parameters: ranges.flatMap(([from, to]) => [from, to, from, to, from, to]),
  }
}

/** `1994`, `1990..1995`, `..1989`, `2000..`. */
function yearRange(value: string): readonly [number, number] {
  const [, from = '', dots = '', to = ''] = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(value) ?? []
  const isOne = from !== '' && dots === '' && to === ''
  if (isOne) return [Number(from), Number(from)]
  if (dots !== '' && from + to !== '') return [Number(from || 1), Number(to || 9999)]
  throw usageError(`\`year:${value}\` is no year: write 1994, 1990..1995, ..1989 or 2000..`)
}

function genres(names: readonly string[] | undefined): Clause | undefined {
  if (!names) return undefined
  const sql = `exists (select 1 from game_release r join release_genre x on x.release_id = r.id
    join genre n on n.id = x.genre_id
    where r.atomic_id = g.atomic_id and r.platform_id = g.platform_id and instr(lower(n.name), lower(?)) > 0)`
  return { sql: names.map(() => sql).join(' or '), parameters: names }
}

/** A company by any of its names: those that have the text in one of them. */
function companies(
  db: Db,
  table: 'release_developer' | 'release_publisher',
  names: readonly string[] | undefined,
): Clause | undefined {
  if (!names) return undefined
  const called = prepareOnce(
    db,
    `select distinct company_id from v_company_canonical
     where instr(lower(canonical), lower(?)) > 0 or instr(lower(name), lower(?)) > 0`,
  ).pluck()
  const ids = names.flatMap((name) => called.all(name, name) as number[])
  const sql = `exists (select 1 from game_release r join ${table} x on x.release_id = r.id
    join company_alias n on n.name = x.alias join company_alias_group c on c.id = n.group_id
    where r.atomic_id = g.atomic_id and r.platform_id = g.platform_id
      and c.company_id in (select value from json_each(?)))`
  return { sql, parameters: [JSON.stringify(ids)] }
}

/** How many can play, where metadata says so: `2` is two or more. */
function players(values: readonly string[] | undefined): Clause | undefined {
  if (!values) return undefined
  const counts = values.map((value) => {
    if (/^\d{1,3}$/.test(value)) return Number(value)
    throw usageError(`\`players:${value}\` is no number.`)
  })
  const sql =
    'exists (select 1 from atomic_core_metadata x where x.atomic_id = g.atomic_id and x.player_count >= ?)'
  return { sql: counts.map(() => sql).join(' or '), parameters: counts }
}

function platformId(db: Db, slug: string): number {
  const rows = namesOf(db, 'select slug, id from platform')
  const id = new Map(rows).get(slug.toLowerCase())
  if (id !== undefined) return id
  const known = rows.map(([name]) => name)
  throw usageError(`There is no platform \`${slug}\`.`, didYouMeanPlatform(slug, known))
}

function namesOf(db: Db, sql: string): readonly (readonly [name: string, id: number])[] {
  return prepareOnce(db, sql).raw().all() as [string, number][]
}

function oneOf<T extends string>(key: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value.toLowerCase())
  if (found !== undefined) return found
  throw usageError(`\`${key}:\` takes ${known.join(' or ')}, not \`${value}\`.`)
}

function unknown(what: string, value: string, known: readonly string[]): CuratorError {
  const hint = didYouMean(value, known)
  return usageError(`There is no ${what} \`${value}\`.`, hint)
}
