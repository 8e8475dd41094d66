/** The config as the build uses it: plain data, every default filled in, every path absolute. */
import type { ArtOrder } from '../art/choose.ts'
import type { DatSource } from '../dats/sources/declared.ts'
import type { ArchiveLimits } from '../inventory/archives/archive.ts'
import type { LibraryOptions } from '../library/options.ts'
import type { PasswordSource } from '../inventory/passwords.ts'
import type { ReadingRules } from '../inventory/hashing/wish.ts'
import type { MetadataField } from '../metadata/options.ts'
import type { LocalKind } from '../metadata/local/entry.ts'
import type { FileCategory } from '../platforms/extensions.ts'
import type { Playlist } from '../playlists/playlist.ts'
import type { Policy } from '../select/policy.ts'
import type { Target } from '../targets/preset.ts'
import type { ConfigForm } from './reading/find.ts'
import { mapValues } from './map-values.ts'

export interface ResolvedConfig {
  /** Absolute path of the config file, and how it is written. */
  readonly file: string
  readonly form: ConfigForm
  /** Absolute path of the state folder. */
  readonly state: string
  readonly roots: Readonly<Record<string, ResolvedRoot>>
  readonly dats: Readonly<Record<string, ResolvedDat>>
  readonly cloneLists: readonly ResolvedCloneLists[]
  /** Those the config declares, and `everything` when it is used without being declared. */
  readonly policies: Readonly<Record<string, ResolvedPolicy>>
  readonly playlists: Readonly<Record<string, ResolvedPlaylist>>
  readonly targets: Readonly<Record<string, ResolvedTarget>>
  /** Folders that `curator library` tidies. */
  readonly libraries: Readonly<Record<string, ResolvedLibrary>>
  /** Name of the root that holds firmware: no root of the user's, but scanned like them. */
  readonly bios?: string
  readonly guards: ResolvedGuards
  readonly matching: ResolvedMatching
  readonly platformLinks: Readonly<Record<string, readonly string[]>>
  /** Company → other names of it. */
  readonly companies: Readonly<Record<string, readonly string[]>>
  readonly metadata: ResolvedMetadata
  readonly art: ResolvedArt
}

export interface ResolvedArt extends ArtOrder {
  /** By name. Absolute. */
  readonly folders: Readonly<Record<string, string>>
  /** Names of providers. */
  readonly identify: readonly string[]
}

export interface ResolvedMetadata {
  readonly sources: Readonly<Record<string, ResolvedMetadataSource>>
  /** By name: a package, or the absolute path of a module. */
  readonly providers: Readonly<Record<string, string>>
  /** Names of sources and providers, the most believed first. */
  readonly priority: readonly string[]
  readonly fields: Readonly<Partial<Record<MetadataField, readonly string[]>>>
}

/** A file, a folder, or a glob. */
export interface ResolvedMetadataSource {
  /** The config's folder. */
  readonly base: string
  /** Absolute, or relative to `base`. */
  readonly path: string
  readonly kind?: LocalKind
  readonly platform?: string
}

interface ResolvedMatching {
  readonly autoLink: boolean
  readonly owned: 'never' | 'packed' | 'always'
}

/** With every default; the path is absolute. */
export type ResolvedLibrary = Required<LibraryOptions>

interface ResolvedGuards {
  /** Share of a target's games, 0 to 1, that an update of DATs may drop. */
  readonly removals: number
}

export interface ResolvedRoot {
  readonly path: string
  readonly ignore: readonly string[]
  readonly identity: 'full' | 'size+mtime'
  readonly followSymlinks: boolean
  readonly hashing?: 'full' | 'quick'
  readonly auxiliary?: 'listed' | 'read'
  /** It holds firmware, which lists know by MD5. */
  readonly firmware?: true
  /** Slug: of everything in it, where hashes do not tell. */
  readonly platform?: string
  /** Those of the config, for each root: all that a scan follows. Absent when there are none. */
  readonly extensions?: Readonly<Record<string, FileCategory>>
  /** Of archives, as the config has them. A file's path is absolute. */
  readonly passwords?: PasswordSource
  readonly limits?: Partial<ArchiveLimits>
  /** That of the config, for each root; in bytes. Absent when it says nothing. */
  readonly reading?: ReadingRules
}

export interface ResolvedDat {
  readonly files: readonly DatFiles[]
  readonly platform?: string
  /** Where its files come from; they lie below `folder`, in the data folder of the user. */
  readonly source?: ResolvedSource
}

interface ResolvedSource {
  /** Paths in it are absolute. */
  readonly declared: DatSource
  readonly folder: string
}

/** A file, a folder, or a glob: which one is only known when it is looked for (see `findDatFiles`). */
interface DatFiles {
  /** The config's folder. */
  readonly base: string
  /** Absolute, or relative to `base`. */
  readonly glob: string
  /** As the config has it, for people. */
  readonly shown: string
}

/** A file or a folder. */
export interface ResolvedCloneLists {
  /** Where they come from; then `path` lies in the data folder of the user. */
  readonly source?: ResolvedSource
  /** Absolute. */
  readonly path: string
  /** As the config has it, for people. */
  readonly shown: string
  /** It may not be there: of what a source keeps beside its clone lists, some may not have come yet. */
  readonly isOptional?: boolean
}

/**
 * With what it has from the policies it extends. What has no simple default (such as `languages`, `only` and `order`) is
 * absent when the config does not say.
 */
export type ResolvedPolicy = Omit<Policy, 'extends'> &
  Required<
    Pick<Policy, 'dats' | 'roots' | 'regions' | 'exclude' | 'drop' | 'revision' | 'keep' | 'availability'>
  >

/** `policy` is absent when it is that of the target that shows the playlist. */
export type ResolvedPlaylist = Playlist & Required<Pick<Playlist, 'title' | 'order'>>

export type ResolvedTarget = Target & Required<Pick<Target, 'playlists'>>

/** What may be stored and shown: passwords are neither. What they open is told by the scan (see `archiveRules`). */
export function withoutPasswords(config: ResolvedConfig): ResolvedConfig {
  const roots = mapValues(config.roots, (root) => {
    const { passwords: _, ...shown } = root
    return shown
  })
  return { ...config, roots }
}
