/** What a `curator.config.ts` imports from 'curator'. Devices are in 'curator/presets'. */
export { defineConfig } from './config/define.ts'
export { env } from './config/env.ts'
export { complete, everything, oneGameOneRom } from '../presets/policies.ts'
/** For presets of your own. */
export { inPlace } from './targets/preset.ts'

export type { Config, DatOptions, GuardOptions, MatchingOptions, RootOptions } from './config/define.ts'
export type { KnownPlatform } from './platforms/known.ts'
export type { Region } from './names/tables/regions.ts'
export type { Language } from './names/tables/languages.ts'
export type { DatSource } from './dats/sources/declared.ts'
export type { MetadataOptions, MetadataSourceOptions } from './metadata/options.ts'
export type { PolicyInPlace } from '../presets/policies.ts'
export type { ViewKind } from './inventory/hashing/view-kind.ts'
export type { ReleaseClass } from './names/facts.ts'
export type { Compatible, ListedTitle, Playlist, PlaylistQuery, Range, RunsOn } from './playlists/playlist.ts'
export type { PolicyClass } from './select/grouping/kinds.ts'
export type { Policy, PolicyRules } from './select/policy.ts'
export type {
  Charset,
  Device,
  DeviceLimits,
  FileWishes,
  MglLaunch,
  MglSlot,
  NameRules,
  PlatformLayout,
  PlaylistFiles,
  Target,
  TargetInPlace,
  TargetOptions,
} from './targets/preset.ts'
