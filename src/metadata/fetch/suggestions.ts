/** What providers found and are not sure of: rows for people to decide. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { thousandths } from '../../identify/titles/nearness/best-scores.ts'
import { byCodeUnit } from '../../order.ts'
import type { SearchResult } from '../game.ts'
import { MOST_SUGGESTED, nearnessOf } from '../join/title-links.ts'
import type { AskedGame } from './games.ts'

/** In place of those that providers made before. `logOf`: the import that a provider's suggestions belong to. */
export function keepSuggestions(
  db: Db,
  game: AskedGame,
  suggestions: readonly SearchResult[],
  logOf: (provider: string) => number,
): void {
  const before = knownSuggestions(db, game.id)
  const rows = rowsOf(game, suggestions)
  if (JSON.stringify(rows) === JSON.stringify(before)) return
  dropSuggestions(db, game.id)
  const insert = prepareOnce(
    db,
    `insert or replace into metadata_candidate (atomic_id, source, position, ref, title, score, reason, log_id)
     values (?, ?, ?, ?, ?, ?, 'the provider found it, and is not sure', ?)`,
  )
  for (const [source, position, ref, title, score] of rows)
    insert.run(game.id, source, position, ref, title, score, logOf(source))
}

export function dropSuggestions(db: Db, game: number): void {
  prepareOnce(db, 'delete from metadata_candidate where atomic_id = ? and log_id is not null').run(game)
}

type Row = readonly [source: string, position: number, ref: string, title: string, score: number]

function knownSuggestions(db: Db, game: number): Row[] {
  return prepareOnce(
    db,
    `select source, position, ref, title, score from metadata_candidate
     where atomic_id = ? and log_id is not null order by source, position`,
  )
    .raw()
    .all(game) as Row[]
}

function rowsOf({ title: wanted }: AskedGame, suggestions: readonly SearchResult[]): Row[] {
  const counts = new Map<string, number>()
  const rows = suggestions.flatMap((result): Row[] => {
    const { provider, id, title } = result
    const position = counts.get(provider) ?? 0
    counts.set(provider, position + 1)
    if (position >= MOST_SUGGESTED) return []
    return [[provider, position, id, title, thousandths(nearnessOf(wanted, result))]]
  })
  return rows.sort((a, b) => byCodeUnit(a[0], b[0]) || a[1] - b[1])
}
