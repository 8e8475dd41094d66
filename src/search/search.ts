/** Finds games and files. The index must be up to date: see `refreshSearch`. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { facet } from './game-writer.ts'
import { gameFilter, type GameFilter } from './filters.ts'
import { filesFound, strangersListed, type FoundFile } from './files.ts'
import { describeGames, type Fit, type FoundGame } from './games.ts'
import type { SearchQuery } from './query.ts'
import { allWords, correctedWords, wordsOf } from './words.ts'

export type SearchResult = FoundGame | FoundFile

export interface SearchResults {
  readonly results: readonly SearchResult[]
  /** Whether there are more. */
  readonly more: boolean
}

/** Of matches with all words so many are looked at: what fits that many fits badly. */
const MOST_LOOKED_AT = 10_000

/**
 * By how they fit; then what is owned, then by title, platform and region. Throws `cli-usage` for filters that mean
 * nothing.
 */
export function search(db: Db, query: SearchQuery, limit: number): SearchResults {
  const filter = gameFilter(db, query)
  const words = wordsOf(query.text)
  const found = new Map<number, Fit>()
  const wanted = limit + 1
  const isFull = (): boolean => found.size >= wanted
  const take = (fit: Fit, ids: Iterable<number>): void => {
    for (const id of ids) {
      if (isFull()) break
      if (!found.has(id)) found.set(id, fit)
    }
  }
  const sources: readonly (readonly [Fit, () => Iterable<number>])[] = [
    ['title', () => byTitle(db, query.text, query.text, filter, wanted)],
    ['beginning', () => byTitle(db, query.text, `${query.text}\u{10ffff}`, filter, wanted)],
    ['words', () => byWords(db, `{titles fused} : (${allWords(words)})`, filter, wanted)],
    ['release', () => byWords(db, `{titles fused names} : (${allWords(words)})`, filter, wanted)],
  ]
  if (filter.wants.games)
    for (const [fit, ids] of sources)
      if (!isFull() && (words.length > 0 || fit === 'beginning')) take(fit, ids())
  const files = isFull() || words.length === 0 ? undefined : filesFound(db, words, filter, wanted)
  if (files && filter.wants.games) take('file', files.games)
  if (found.size === 0 && filter.wants.games && words.length > 0) {
    const corrected = correctedWords(db, words)
    if (corrected !== undefined) take('slip', byWords(db, `{titles fused} : (${corrected})`, filter, wanted))
  }
  const games = describeGames(db, found, words)
  // without words files are listed only to who asks for nothing else
  const listsFiles = words.length === 0 && !filter.wants.games
  const strangers = listsFiles ? strangersListed(db, wanted) : (files?.strangers ?? [])
  const all: readonly SearchResult[] = [...games, ...(filter.wants.files ? strangers : [])]
  return { results: all.slice(0, limit), more: all.length > limit }
}

/** Games with a title from `from` to `to`, owned ones first, then by title: as the index stands, so few are read. */
function* byTitle(db: Db, from: string, to: string, filter: GameFilter, limit: number): Generator<number> {
  const { platforms, owned, sql, parameters } = filter
  const only = platforms ? 'and t.platform_id in (select value from json_each(?))' : ''
  const rows = prepareOnce(
    db,
    `select t.game_id from search_title t ${sql === '' ? '' : 'cross join search_game g on g.id = t.game_id'}
     where t.owned = ? and t.plain between ? and ? ${only}${sql}
     order by t.plain, t.platform_id, t.game_id`,
  ).pluck()
  const seen = new Set<number>()
  for (const state of owned) {
    const values = [state, from, to, ...(platforms ? [JSON.stringify(platforms)] : []), ...parameters]
    for (const id of rows.iterate(...values) as IterableIterator<number>) {
      seen.add(id)
      if (seen.size <= limit) yield id
      if (seen.size >= limit) return
    }
  }
}

/** Owned ones first, then short titles: they have least beside the words. */
function byWords(db: Db, match: string, filter: GameFilter, limit: number): readonly number[] {
  const { platforms, owned, sql, parameters } = filter
  const where = platforms ? ` AND {facets} : (${platforms.map((id) => `"${facet(id)}"`).join(' OR ')})` : ''
  return prepareOnce(
    db,
    `select g.id from (select rowid from search_text where search_text match ? limit ${MOST_LOOKED_AT}) s
       cross join search_game g on g.id = s.rowid
     where g.owned in (select value from json_each(?))${sql}
     order by g.owned desc, length(g.title), g.title, g.platform_id, g.id limit ?`,
  )
    .pluck()
    .all(`(${match})${where}`, JSON.stringify(owned), ...parameters, limit) as number[]
}
