/** The providers, in the order in which they are asked. Each is loaded when it is wanted. */
import { ownValue } from '../../own-value.ts'
import type { DeclaredProviders } from '../declared.ts'
import type { Gamelist } from '../providers/gamelist/provider.ts'
import type { ProviderDefinition } from '../provider.ts'

const LOADERS: Readonly<Record<string, () => Promise<ProviderDefinition>>> = {
  launchbox: async () => (await import('../providers/launchbox/provider.ts')).LAUNCHBOX,
  openvgdb: async () => (await import('../providers/openvgdb/provider.ts')).OPENVGDB,
  igdb: async () => (await import('../providers/igdb/provider.ts')).IGDB,
  screenscraper: async () => (await import('../providers/screenscraper/provider.ts')).SCREENSCRAPER,
  mobygames: async () => (await import('../providers/mobygames/provider.ts')).MOBYGAMES,
  thegamesdb: async () => (await import('../providers/thegamesdb/provider.ts')).THEGAMESDB,
  retroachievements: async () =>
    (await import('../providers/retroachievements/provider.ts')).RETROACHIEVEMENTS,
  hasheous: async () => (await import('../providers/hasheous/provider.ts')).HASHEOUS,
  playmatch: async () => (await import('../providers/playmatch/provider.ts')).PLAYMATCH,
  flashpoint: async () => (await import('../providers/flashpoint/provider.ts')).FLASHPOINT,
  'libretro-thumbnails': async () =>
    (await import('../providers/libretro-thumbnails/provider.ts')).LIBRETRO_THUMBNAILS,
  steamgriddb: async () => (await import('../providers/steamgriddb/provider.ts')).STEAMGRIDDB,
  hltb: async () => (await import('../providers/hltb/provider.ts')).HLTB,
}

/**
 * Names of all that come with curator, in the order in which they are asked. `gamelist` is first: somebody chose what it
 * says.
 */
export const PROVIDER_NAMES: readonly string[] = ['gamelist', ...Object.keys(LOADERS)]

interface ProviderChoice {
  /** Default: all that are not only asked when they are named. Their order is kept. */
  readonly names?: readonly string[]
  readonly gamelists?: readonly Gamelist[]
  /** Those of a config. */
  readonly declared?: DeclaredProviders
}

/** Those that somebody chose to have are asked first. */
export function providerNames(declared?: DeclaredProviders): readonly string[] {
  return [...Object.keys(declared?.modules ?? {}), ...PROVIDER_NAMES]
}

/** Rejects for a name of no provider, and for one that is declared and cannot be loaded. */
export async function loadProviders(choice: ProviderChoice = {}): Promise<readonly ProviderDefinition[]> {
  const { names, gamelists = [], declared } = choice
  const wanted = await Promise.all((names ?? providerNames(declared)).map((name) => load(name, choice)))
  return names === undefined
    ? wanted.filter((one) => isUsual(one) || (one.name === 'gamelist' && gamelists.length > 0))
    : wanted
}

/** Whether it is asked without being named. Of files beside ROMs that is to be known first which. */
export function isUsual({ name, optIn }: ProviderDefinition): boolean {
  return optIn !== true && name !== 'gamelist'
}

async function load(name: string, { gamelists = [], declared }: ProviderChoice): Promise<ProviderDefinition> {
  const module = declared && ownValue(declared.modules, name)
  if (declared && module !== undefined)
    return (await import('./load-declared.ts')).loadDeclared(name, module, declared.config)
  if (name === 'gamelist')
    return (await import('../providers/gamelist/provider.ts')).gamelistProvider(gamelists)
  const loader = ownValue(LOADERS, name)
  if (!loader) throw new Error(`There is no metadata provider "${name}".`)
  return loader()
}
