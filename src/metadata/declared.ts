/** What a config says of providers that do not come with curator. */
import type { FoundConfig } from '../config/reading/find.ts'

export interface DeclaredProviders {
  /** Packages are looked for from its folder. */
  readonly config: FoundConfig
  /** By name: a package, or the absolute path of a module. */
  readonly modules: Readonly<Record<string, string>>
}

/** Of no more than is used: the types of `curator/metadata` reach this. */
interface Declaring extends FoundConfig {
  readonly metadata: { readonly providers: DeclaredProviders['modules'] }
}

export function declaredIn(config: Declaring): DeclaredProviders {
  return { config, modules: config.metadata.providers }
}
