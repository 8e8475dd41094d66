/** What a provider says of the game that its fixtures know, as tests compare it. */
import { expect } from 'vitest'
import type { Answer } from '../../src/metadata/answer.ts'
import type { GameResult } from '../../src/metadata/game.ts'
import { caseOf, NOW, openCase } from './subjects.ts'

/** What was said, without who said it. */
export function said({ title, platforms, ids, metadata, artwork }: GameResult) {
  return {
    title,
    platforms,
    ids,
    fields: Object.fromEntries(Object.entries(metadata).map(([field, { value }]) => [field, value])),
    artwork: artwork.map(({ kind, url }) => `${kind} ${url}`),
  }
}

export function valueOf(answer: Answer<GameResult>): GameResult {
  if (answer.kind === 'hit') return answer.value
  throw new Error(JSON.stringify(answer))
}

export async function gameOf(name: string) {
  const one = caseOf(name)
  const { provider, server } = await openCase(one)
  const { title, platform, year } = one.known
  // what a search said of a game is known when its pictures come
  await provider.search({ title, platform })
  const game = valueOf(await provider.getById(one.known.id))
  for (const fact of Object.values(game.metadata))
    expect(fact).toMatchObject({ provider: name, id: one.known.id, at: expect.any(Number) })
  return { game: said(game), server, year }
}

/** For those that read files of this machine. */
export function localKit(env: Readonly<Record<string, string>> = {}) {
  return {
    key: (name: string) => env[name],
    connect: () => {
      throw new Error('it asks over the net')
    },
    now: () => NOW,
  }
}
