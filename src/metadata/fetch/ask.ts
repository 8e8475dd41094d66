/** Asks for one game: who is sure which it is, and what others say of it. */
import { defined } from '../../defined.ts'
import { ownValue } from '../../own-value.ts'
import type { Identification, MetadataClient } from '../client.ts'
import type { GameResult } from '../game.ts'
import type { ProviderDefinition } from '../provider.ts'
import { WANTED, type AskedGame } from './games.ts'
import type { Answered } from './keep.ts'

type Client = Pick<MetadataClient, 'getById' | 'identifySmart'>

/** @param decided provider → id of the game there, as a person said; null: none of its suggestions */
export async function askGame(
  client: Client,
  providers: readonly Pick<ProviderDefinition, 'name'>[],
  game: AskedGame,
  decided: Readonly<Record<string, string | null>>,
): Promise<Answered> {
  const found = await identified(client, providers, game, decided)
  return { game, found, more: await othersOf(client, providers, found) }
}

/** What a person decided is asked for by its id; a provider whose suggestions were refused is not asked. */
async function identified(
  client: Client,
  providers: readonly Pick<ProviderDefinition, 'name'>[],
  { fileName, title, platform, hashes, size, serial, year }: AskedGame,
  decided: Readonly<Record<string, string | null>>,
): Promise<Identification> {
  for (const { name } of providers) {
    const id = ownValue(decided, name)
    if (typeof id !== 'string') continue
    const answer = await client.getById(name, id)
    if (answer.kind === 'hit')
      return {
        match: { game: answer.value, via: 'id', label: 'filename', by: name },
        suggestions: [],
        outcomes: [],
      }
  }
  const only = providers.map(({ name }) => name).filter((name) => decided[name] !== null)
  return client.identifySmart({
    fileName,
    title,
    platform,
    hashes,
    only,
    ...defined({ size, serial, year }),
  })
}

/** What is missing in the answer is asked of providers that have the game under an id which the answer names. */
async function othersOf(
  client: Client,
  providers: readonly Pick<ProviderDefinition, 'name'>[],
  { match }: Identification,
): Promise<readonly GameResult[]> {
  if (!match) return []
  const { game } = match
  const missing = new Set<string>(WANTED.filter((field) => game.metadata[field] === undefined))
  const more: GameResult[] = []
  for (const { name } of providers) {
    const id = ownValue(game.ids, name)
    if (missing.size === 0 || id === undefined || name === game.provider) continue
    const answer = await client.getById(name, id)
    if (answer.kind !== 'hit') continue
    more.push(answer.value)
    for (const field of Object.keys(answer.value.metadata)) missing.delete(field)
  }
  return more
}
