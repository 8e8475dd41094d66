/**
 * What a config file may say: the types behind `defineConfig`.
 *
 * Keys declare names; everything else may only use them. `NoInfer` keeps a use from becoming a declaration, so a
 * misspelt policy, playlist, DAT or root is an error at the word itself and completes in the editor. One generic object
 * signature, because overloads and a function form would move every such error to the whole call.
 */
import type { Playlist } from '../playlists/playlist.ts'
import type { Policy } from '../select/policy.ts'
import type { Target } from '../targets/preset.ts'

/** `R`, `D`, `P` and `L` are the names of the declared roots, DATs, policies and playlists. */
export interface Config<
  R extends string = string,
  D extends string = string,
  P extends string = string,
  L extends string = string,
> {
  /** Folders with the files you own, by a name of your choice. They are only ever read. A string is the path. */
  readonly roots: Readonly<Record<R, string | RootOptions>>
  /** DAT files, by a name of your choice. A string is the path. */
  readonly dats: Readonly<Record<D, string | DatOptions>>
  /** Which releases are wanted. The policy `everything` is always there: it keeps all you own. */
  readonly policies?: Readonly<Record<P, Policy<NoInfer<D>, NoInfer<R>>>>
  /** Lists of games that devices show. */
  readonly playlists?: Readonly<Record<L, Playlist<NoInfer<P> | 'everything'>>>
  /** The devices to build, by a name of your choice. Call a preset of `curator/presets` for each. */
  readonly targets: Readonly<Record<string, Target<NoInfer<P> | 'everything', NoInfer<L>>>>
  /** Folder for what curator remembers. Losing it costs time, never a decision. Default: `.curator`. */
  readonly state?: string
}

export interface RootOptions {
  /** Relative to the config file; `~/` is your home folder. */
  readonly path: string
  /** Globs of files and folders to pass over, relative to the root. */
  readonly ignore?: readonly string[]
  /**
   * How a file is known to be unchanged. `full` (default): size, modification and change time, and inode.
   * `size+mtime`: for network shares and FUSE, where the others change by themselves.
   */
  readonly identity?: 'full' | 'size+mtime'
  /** Default: false. */
  readonly followSymlinks?: boolean
}

export interface DatOptions {
  /** A DAT file, a folder of DAT files, or a glob; or several of these. */
  readonly path: string | readonly string[]
  /** Platform (such as `nes`) of these DATs, where the name in their header is not known. */
  readonly platform?: string
}

/** Gives the config back unchanged. It is there for its types. */
export function defineConfig<
  R extends string,
  D extends string,
  P extends string = never,
  L extends string = never,
>(config: Config<R, D, P, L>): Config<R, D, P, L> {
  return config
}
