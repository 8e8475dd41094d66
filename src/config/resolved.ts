/** The config as the build uses it: plain data, every default filled in, every path absolute. */
import type { DatSource } from '../dats/sources/declared.ts'
import type { ArchiveLimits } from '../inventory/archives/archive.ts'
import type { PasswordSource } from '../inventory/passwords.ts'
import type { FileCategory } from '../platforms/extensions.ts'
import type { Playlist } from '../playlists/playlist.ts'
import type { Policy } from '../select/policy.ts'
import type { Target } from '../targets/preset.ts'
import type { ConfigForm } from './find.ts'
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
  readonly guards: ResolvedGuards
  readonly matching: ResolvedMatching
  readonly platformLinks: Readonly<Record<string, readonly string[]>>
  /** Company → other names of it. */
  readonly companies: Readonly<Record<string, readonly string[]>>
}

export interface ResolvedMatching {
  readonly autoLink: boolean
  readonly owned: 'never' | 'packed' | 'always'
}

export interface ResolvedGuards {
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
  /** Slug: of everything in it, where hashes do not tell. */
  readonly platform?: string
  /** Those of the config, for each root: all that a scan follows. Absent when there are none. */
  readonly extensions?: Readonly<Record<string, FileCategory>>
  /** Of archives, as the config has them. A file's path is absolute. */
  readonly passwords?: PasswordSource
  readonly limits?: Partial<ArchiveLimits>
}

export interface ResolvedDat {
  readonly files: readonly DatFiles[]
  readonly platform?: string
  /** Where its files come from; they lie below `folder`, in the data folder of the user. */
  readonly source?: ResolvedSource
}

export interface ResolvedSource {
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
