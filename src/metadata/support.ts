/** What most providers need besides their mapping. */
import { platformIdsAt, platformsWithId, type PlatformIdProvider } from './platform-ids.ts'
import { unavailable, type Answer } from './answer.ts'
import type { Capabilities, KeySpec, ProviderKit } from './provider.ts'

/** Where it is asked: its own address, or the one in the environment (a mirror, or a stand-in for tests). */
export function baseOf(kit: ProviderKit, { variable }: KeySpec, usual: string): string {
  return (kit.key(variable) ?? usual).replace(/\/+$/, '')
}

/** The key that holds such an address. */
export function addressKey(variable: string): KeySpec {
  return { variable, required: false, open: true, isAddress: true, about: 'another address of it' }
}

/** Slugs of the platforms that a provider means by these ids; undefined when it names none. */
export function slugsAt(
  provider: PlatformIdProvider,
  ids: readonly (string | undefined)[],
): readonly string[] | undefined {
  const known = ids.filter((id) => id !== undefined)
  if (known.length === 0) return undefined
  return [...new Set(known.flatMap((id) => platformsWithId(provider, id)))]
}

export function coversIdsOf(provider: PlatformIdProvider): (platform: string) => boolean {
  return (platform) => platformIdsAt(provider, platform).length > 0
}

/** Capabilities of a provider that can do nothing but what is said. */
export function capabilities(what: Partial<Capabilities>): Capabilities {
  return {
    search: false,
    byId: false,
    byHash: [],
    bySerial: false,
    artwork: [],
    local: false,
    artOnly: false,
    ids: false,
    ...what,
  }
}

/** Asks once a key; what was no hit is asked for anew. */
export function askedOnce<T>(ask: (key: string) => Promise<Answer<T>>): (key: string) => Promise<Answer<T>> {
  const known = new Map<string, Promise<Answer<T>>>()
  return async (key) => {
    const asked = known.get(key) ?? ask(key)
    known.set(key, asked)
    const answer = await asked
    if (answer.kind !== 'hit') known.delete(key)
    return answer
  }
}

export function unsupported<T>(): Promise<Answer<T>> {
  return Promise.resolve(unavailable('unsupported', 'cannot be asked that'))
}

/** For those that have a list for each platform, and none of all. */
export function needsPlatform<T>(): Answer<T> {
  return unavailable('unsupported', 'has its games by platform, and must be told which')
}

/** For providers that open nothing of their own. */
export function nothingToClose(): Promise<void> {
  return Promise.resolve()
}
