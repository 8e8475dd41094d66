/** The config as the build uses it: plain data, every default filled in, every path absolute. */
import type { Playlist } from '../playlists/playlist.ts'
import type { Policy } from '../select/policy.ts'
import type { Target } from '../targets/preset.ts'
import type { ConfigForm } from './find.ts'

export interface ResolvedConfig {
  /** Absolute path of the config file, and how it is written. */
  readonly file: string
  readonly form: ConfigForm
  /** Absolute path of the state folder. */
  readonly state: string
  readonly roots: Readonly<Record<string, ResolvedRoot>>
  readonly dats: Readonly<Record<string, ResolvedDat>>
  /** Those the config declares, and `everything` when it is used without being declared. */
  readonly policies: Readonly<Record<string, ResolvedPolicy>>
  readonly playlists: Readonly<Record<string, ResolvedPlaylist>>
  readonly targets: Readonly<Record<string, ResolvedTarget>>
}

export interface ResolvedRoot {
  readonly path: string
  readonly ignore: readonly string[]
  readonly identity: 'full' | 'size+mtime'
  readonly followSymlinks: boolean
}

export interface ResolvedDat {
  readonly files: readonly DatFiles[]
  readonly platform?: string
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

/** `languages`, `only` and `order` are absent when the config does not say. */
export type ResolvedPolicy = Policy &
  Required<
    Pick<Policy, 'dats' | 'roots' | 'regions' | 'exclude' | 'drop' | 'revision' | 'keep' | 'availability'>
  >

/** `policy` is absent when it is that of the target that shows the playlist. */
export type ResolvedPlaylist = Playlist & Required<Pick<Playlist, 'title' | 'order'>>

export type ResolvedTarget = Target & Required<Pick<Target, 'playlists'>>
