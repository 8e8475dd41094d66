/**
 * What every provider must do, as checks that any test runner can run:
 * `for (const { name, run } of providerChecks(open)) test(name, run)`. Exported for providers of third parties.
 */
import { deepEqual, ok } from 'node:assert/strict'
import { defined } from '../defined.ts'
import type { Answer } from './answer.ts'
import { ART_KINDS, type GameResult, type SearchResult } from './game.ts'
import type { HashSet, MetadataProvider } from './provider.ts'

export interface Check {
  readonly name: string
  run(): Promise<void>
}

/** Checks that each open a subject of their own, and close it whatever comes of them. */
export function checking<S>(open: () => Promise<S>, close: (subject: S) => Promise<void>) {
  return (name: string, work: (subject: S) => Promise<void>): Check => ({
    name,
    async run() {
      const subject = await open()
      try {
        await work(subject)
      } finally {
        await close(subject)
      }
    },
  })
}

/** A provider over data that the check knows. */
export interface ProviderSubject {
  readonly provider: MetadataProvider
  readonly known: KnownGame
  /** What it does not have. */
  readonly unknown: { readonly id: string; readonly title: string; readonly hashes?: HashSet }
  /** A title that looks like the known one, and is another game: a sequel. */
  readonly near: string
  /** From now on nothing can be had from where it has its data. */
  breakDown(): void | Promise<void>
}

interface KnownGame {
  readonly id: string
  readonly title: string
  readonly platform: string
  /** Where titles link only with it. */
  readonly year?: number
  readonly hashes?: HashSet
  readonly size?: number
  readonly fileName?: string
}

/** Each check opens a subject of its own. */
export function providerChecks(open: () => Promise<ProviderSubject>): readonly Check[] {
  const check = checking(open, ({ provider }) => provider.close())
  return [
    check(
      'has a name that can be a key, and methods for what it says it can do',
      async ({ provider, known }) => {
        ok(/^[a-z\d][a-z\d-]*$/.test(provider.name), `the name "${provider.name}"`)
        const { byHash, artwork } = provider.capabilities
        ok(
          byHash.length === 0 || provider.byHash,
          'byHash names kinds of hashes, and there is no such method',
        )
        ok(
          artwork.every((kind) => ART_KINDS.includes(kind)),
          'artwork names kinds there are',
        )
        ok(provider.covers(known.platform), 'covers the platform of the known game')
        await Promise.resolve()
      },
    ),
    check('finds a title', async ({ provider, known }) => {
      const answer = await provider.search({ title: known.title, platform: known.platform })
      if (!provider.capabilities.search) return unsupported(answer)
      const results = hitOf(answer)
      ok(results.length > 0, 'a hit has results')
      for (const result of results) searchResult(provider, result)
      ok(
        results.some(({ id }) => id === known.id),
        `the known id is among ${results.map(({ id }) => id).join()}`,
      )
    }),
    check(
      'finds nothing where there is nothing: a miss, not an empty hit',
      async ({ provider, known, unknown }) => {
        if (provider.capabilities.search)
          is('miss', await provider.search({ title: unknown.title, platform: known.platform }))
      },
    ),
    check('gives a game by its id', async ({ provider, known }) => {
      const answer = await provider.getById(known.id)
      if (!provider.capabilities.byId) return unsupported(answer)
      const result = hitOf(answer)
      deepEqual(result.id, known.id)
      game(provider, result)
    }),
    check('has no game by an id that is none', async ({ provider, unknown }) => {
      if (!provider.capabilities.byId) return
      is('miss', await provider.getById(unknown.id))
      for (const id of ['', '../1', '1; drop', 'constructor', '__proto__', '\u0000'])
        is('miss', await provider.getById(id))
    }),
    check('identifies a title', async ({ provider, known }) => {
      const { title, platform, year } = known
      const query = { title, platform, ...(year === undefined ? {} : { year }) }
      if (!provider.capabilities.search) return
      const { game: found, via } = hitOf(await provider.identify(query))
      deepEqual(found.id, known.id)
      ok(via === 'exact' || via === 'key', `via ${via}`)
      game(provider, found)
    }),
    check('does not take one game for another', async ({ provider, known, near, unknown }) => {
      if (!provider.capabilities.search) return
      for (const title of [near, unknown.title])
        is('miss', await provider.identify({ ...known, fileName: '', title }))
    }),
    check('suggests what is nearly called so, where it finds it', async ({ provider, known, near }) => {
      const { search, local } = provider.capabilities
      if (!search) return
      const answer = await provider.identify({ ...known, fileName: '', title: near })
      const found = await provider.search({ title: near, platform: known.platform })
      const isFound = found.kind === 'hit' && found.value.some(({ id }) => id === known.id)
      if (local) ok(isFound, 'a list that is at hand finds what is nearly called so')
      if (isFound)
        ok(
          answer.kind === 'miss' && answer.suggestions.some(({ id }) => id === known.id),
          `the known id is suggested for "${near}", and not ${JSON.stringify(answer).slice(0, 500)}`,
        )
    }),
    check('knows hashes, and none that it does not know', async ({ provider, known, unknown }) => {
      if (!provider.byHash || provider.capabilities.byHash.length === 0) return
      const { platform, hashes = {}, size, fileName } = known
      const more = { platform, ...defined({ size, fileName }) }
      const { game: found, via } = hitOf(await provider.byHash({ ...more, hashes }))
      deepEqual([found.id, via], [known.id, 'hash'])
      game(provider, found)
      is('miss', await provider.byHash({ ...more, hashes: unknown.hashes ?? {} }))
      is('miss', await provider.byHash({ ...more, hashes: {} }))
    }),
    check('says the same twice, and nothing but data', async ({ provider, known }) => {
      const ask = () => provider.search({ title: known.title, platform: known.platform })
      const [first, second] = [await ask(), await ask()]
      deepEqual(first, second)
      const copy: unknown = JSON.parse(JSON.stringify(first))
      deepEqual(first, copy)
    }),
    check('is alive', async ({ provider }) => is('hit', await provider.heartbeat())),
    check(
      'is unavailable, and misses nothing, when nothing can be had',
      async ({ provider, known, breakDown }) => {
        await breakDown()
        for (const answer of await everything(provider, known)) is('unavailable', answer)
      },
    ),
    check('is unavailable when it is closed', async ({ provider, known }) => {
      await provider.close()
      for (const answer of await everything(provider, known)) is('unavailable', answer)
      await provider.close()
    }),
  ]
}

async function everything(provider: MetadataProvider, known: KnownGame): Promise<readonly Answer<unknown>[]> {
  const { title, platform, id, hashes = {}, size, fileName } = known
  const more = { ...(size === undefined ? {} : { size }), ...(fileName === undefined ? {} : { fileName }) }
  return [
    await provider.search({ title, platform }),
    await provider.identify({ title, platform }),
    await provider.getById(id),
    await provider.heartbeat(),
    ...(provider.byHash && provider.capabilities.byHash.length > 0
      ? [await provider.byHash({ platform, hashes, ...more })]
      : []),
  ]
}

function is(kind: Answer<unknown>['kind'], answer: Answer<unknown>): void {
  ok(answer.kind === kind, `a ${kind} was to be expected, and not ${JSON.stringify(answer).slice(0, 500)}`)
  if (answer.kind === 'unavailable') ok(answer.message.length > 0, 'unavailable says why')
}

function unsupported(answer: Answer<unknown>): void {
  deepEqual(answer.kind === 'unavailable' && answer.reason, 'unsupported')
}

function hitOf<T>(answer: Answer<T>): T {
  if (answer.kind === 'hit') return answer.value
  throw new Error(`a hit was to be expected, and not ${JSON.stringify(answer)}`)
}

function searchResult({ name }: MetadataProvider, result: SearchResult): void {
  deepEqual(result.provider, name)
  ok(result.id !== '' && result.title !== '', 'a result has an id and a title')
  ok(!result.alternativeTitles.includes(result.title), 'another title is another one')
}

function game({ name }: MetadataProvider, result: GameResult): void {
  deepEqual(result.provider, name)
  for (const [field, fact] of Object.entries(result.metadata)) {
    const { value, provider, id, at } = fact
    deepEqual([provider, id], [name, result.id], `who says ${field}`)
    ok(Number.isFinite(at) && at > 0, `when ${field} was said`)
    ok(value !== '' && !(Array.isArray(value) && value.length === 0), `${field} says something`)
    for (const text of [value].flat())
      ok(typeof text !== 'string' || text === text.trim(), `${field} is trimmed`)
  }
  const { rating, released, players } = result.metadata
  ok(rating === undefined || (rating.value >= 0 && rating.value <= 100), 'a rating is from 0 to 100')
  ok(
    released === undefined || /^\d{4}(?:-\d\d){0,2}$/.test(released.value),
    'a date is as far as it is known',
  )
  ok(
    players === undefined || (players.value.least >= 1 && players.value.least <= players.value.most),
    'players',
  )
  for (const { kind, url, provider } of result.artwork) {
    ok(ART_KINDS.includes(kind) && provider === name, `artwork of the kind ${kind}`)
    ok(/^(?:https?|file):\/\//.test(url), `an address: ${url}`)
  }
}
