/** The providers that come with curator, in the order in which they are asked. Each is loaded when it is wanted. */
import type { Gamelist } from './providers/gamelist/provider.ts'
import type { ProviderDefinition } from './provider.ts'

const LOADERS: Readonly<Record<string, () => Promise<ProviderDefinition>>> = {
  launchbox: async () => (await import('./providers/launchbox/provider.ts')).LAUNCHBOX,
  openvgdb: async () => (await import('./providers/openvgdb/provider.ts')).OPENVGDB,
  igdb: async () => (await import('./providers/igdb/provider.ts')).IGDB,
  screenscraper: async () => (await import('./providers/screenscraper/provider.ts')).SCREENSCRAPER,
  mobygames: async () => (await import('./providers/mobygames/provider.ts')).MOBYGAMES,
  thegamesdb: async () => (await import('./providers/thegamesdb/provider.ts')).THEGAMESDB,
  retroachievements: async () =>
    (await import('./providers/retroachievements/provider.ts')).RETROACHIEVEMENTS,
  hasheous: async () => (await import('./providers/hasheous/provider.ts')).HASHEOUS,
  playmatch: async () => (await import('./providers/playmatch/provider.ts')).PLAYMATCH,
  flashpoint: async () => (await import('./providers/flashpoint/provider.ts')).FLASHPOINT,
  'libretro-thumbnails': async () =>
    (await import('./providers/libretro-thumbnails/provider.ts')).LIBRETRO_THUMBNAILS,
  steamgriddb: async () => (await import('./providers/steamgriddb/provider.ts')).STEAMGRIDDB,
  hltb: async () => (await import('./providers/hltb/provider.ts')).HLTB,
}

/** Names of all providers, in the order in which they are asked. `gamelist` is first: somebody chose what it says. */
export const PROVIDER_NAMES: readonly string[] = ['gamelist', ...Object.keys(LOADERS)]

export interface ProviderChoice {
  /** Default: all that are not only asked when they are named. Their order is kept. */
  readonly names?: readonly string[]
  readonly gamelists?: readonly Gamelist[]
}

/** Rejects for a name that is none of `PROVIDER_NAMES`. */
export async function loadProviders({ names, gamelists = [] }: ProviderChoice = {}): Promise<
  readonly ProviderDefinition[]
> {
  const wanted = await Promise.all((names ?? PROVIDER_NAMES).map((name) => load(name, gamelists)))
  return wanted.filter(({ name, optIn }) =>
    names === undefined ? optIn !== true && (name !== 'gamelist' || gamelists.length > 0) : true,
  )
}

async function load(name: string, gamelists: readonly Gamelist[]): Promise<ProviderDefinition> {
  if (name === 'gamelist')
    return (await import('./providers/gamelist/provider.ts')).gamelistProvider(gamelists)
  const loader = Object.hasOwn(LOADERS, name) ? LOADERS[name] : undefined
  if (!loader) throw new Error(`There is no metadata provider "${name}".`)
  return loader()
}
