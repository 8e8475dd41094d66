/** The usual way to identify: search for the title, judge what is found, and fetch the one that is meant. */
import { hit, miss, type Answer } from './answer.ts'
import type { GameResult, SearchResult } from './game.ts'
import { judge, type JudgeOptions } from './match.ts'
import type { Identified, IdentifyQuery, MetadataProvider } from './provider.ts'
import { readItems } from './reply.ts'

export async function identifyBySearch(
  provider: Pick<MetadataProvider, 'search' | 'getById'>,
  query: IdentifyQuery,
  options?: JudgeOptions,
): Promise<Answer<Identified>> {
  const found = await provider.search({ title: query.title, platform: query.platform })
  if (found.kind !== 'hit') return found
  return pick(query, found.value, ({ id }) => provider.getById(id), options)
}

/** Judges what is at hand. Where the entry itself cannot be fetched, that is the answer. */
export async function pick(
  query: IdentifyQuery,
  candidates: readonly SearchResult[],
  fetch: (result: SearchResult) => Promise<Answer<GameResult>>,
  options?: JudgeOptions,
): Promise<Answer<Identified>> {
  const { match, others } = judge(query, candidates, options)
  if (!match) return miss(others)
  const game = await fetch(match.result)
  if (game.kind !== 'hit') return game
  return hit({ game: game.value, via: match.via, others })
}

/** The same. What only looks alike (`near`) is for people, and is looked for when nothing else is left. */
export async function pickOrNear(
  query: IdentifyQuery,
  named: readonly SearchResult[],
  near: () => readonly SearchResult[],
  fetch: (result: SearchResult) => Promise<Answer<GameResult>>,
): Promise<Answer<Identified>> {
  const answer = await pick(query, named, fetch)
  return answer.kind === 'hit' ? answer : pick(query, [...named, ...near()], fetch)
}

/** An empty list is a miss. */
export function listed(results: readonly SearchResult[], limit = 20): Answer<readonly SearchResult[]> {
  return results.length === 0 ? miss() : hit(results.slice(0, Math.max(1, limit)))
}

/** The same of a list as a provider sent it: see `readItems`. */
export function listedItems(
  value: unknown,
  read: (item: unknown) => SearchResult | null | undefined,
  limit?: number,
): Answer<readonly SearchResult[]> {
  const found = readItems(value, read)
  return found.kind === 'hit' ? listed(found.value, limit) : found
}
