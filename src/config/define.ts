/**
 * What a config file may say: the types behind `defineConfig`.
 *
 * Keys declare names; everything else may only use them. `NoInfer` keeps a use from becoming a declaration, so a
 * misspelt policy, playlist, DAT or root is an error at the word itself and completes in the editor. One generic object
 * signature, because overloads and a function form would move every such error to the whole call.
 */
import type { ArtOptions } from '../art/options.ts'
import type { DatSource } from '../dats/sources/declared.ts'
import type { LibraryOptions } from '../library/options.ts'
import type { MetadataOptions } from '../metadata/options.ts'
import type { FileCategory } from '../platforms/extensions.ts'
import type { ByPlatform, KnownPlatform } from '../platforms/known.ts'
import type { Playlist } from '../playlists/playlist.ts'
import type { Policy } from '../select/policy.ts'
import type { Target } from '../targets/preset.ts'

/**
 * `R`, `D`, `P`, `L`, `S`, `A` and `M` are the names of the declared roots, DATs, policies, playlists, metadata sources,
 * folders of pictures, and providers of metadata.
 */
export interface Config<
  R extends string = string,
  D extends string = string,
  P extends string = string,
  L extends string = string,
  S extends string = string,
  A extends string = string,
  M extends string = string,
> {
  /** Folders with the files you own, by a name of your choice. No build changes anything in them. A string is the path. */
  readonly roots: Readonly<Record<R, string | RootOptions>>
  /** DAT files, by a name of your choice. A string is the path; for a source call a function of `curator/presets`. */
  readonly dats: Readonly<Record<D, string | DatOptions | DatSource>>
  /**
   * Which titles are one game, in the form of Retool's clone lists: files and folders, or these by names of your choice,
   * or `retoolCloneLists()` by a name of your choice.
   * Each list serves the platform it is named after.
   */
  readonly cloneLists?:
    | string
    | readonly string[]
    | Readonly<Record<string, string | CloneListOptions | DatSource>>
  /** Which releases are wanted. The policy `everything` is always there: it keeps all you own. */
  readonly policies?: Readonly<Record<P, Policy<NoInfer<D>, NoInfer<R>, NoInfer<P> | 'everything'>>>
  /** Lists of games that devices show. */
  readonly playlists?: Readonly<Record<L, Playlist<NoInfer<P> | 'everything'>>>
  /** The devices to build, by a name of your choice. Call a preset of `curator/presets` for each. */
  readonly targets: Readonly<Record<string, Target<NoInfer<P> | 'everything', NoInfer<L>>>>
  /**
   * Folders of verified files, by a name of your choice: `curator library` tidies them, and no build does. Call `library`
   * of `curator/presets` for each.
   */
  readonly libraries?: Readonly<Record<string, LibraryOptions<NoInfer<R>>>>
  /**
   * Folder with the firmware (BIOS) files you own: they are checked (`curator bios`), and each device gets those that it
   * looks for. It is only ever read. A string is the path.
   */
  readonly bios?: string | { readonly path: string }
  /** What a build stops at. */
  readonly guards?: GuardOptions
  /** What file name extensions mean, where curator does not know it or is wrong: `{ xyz: 'rom' }`. */
  readonly extensions?: Readonly<Record<string, FileCategory>>
  /** How far archives are followed, and what opens those that are encrypted. */
  readonly archives?: ArchiveRules
  /** How files are read. curator finds out what suits most machines by itself. */
  readonly reading?: ReadingOptions
  /** How files are identified that no DAT lists by their hash. */
  readonly matching?: MatchingOptions
  /** Platforms whose DATs may list the games of another as well: `{ gb: ['gbc'] }`. For names; hashes need no help. */
  readonly platformLinks?: ByPlatform<readonly KnownPlatform[]>
  /** Company → other names that sources write for it: `{ Sunsoft: ['Sun Denshi'] }`. Wins over what curator knows. */
  readonly companies?: Readonly<Record<string, readonly string[]>>
  /** Files and providers that say something of games (genre, year, players …), and who is believed. */
  readonly metadata?: MetadataOptions<S, M>
  /** Where pictures of games are, and which are taken first. Devices get them by their own `artwork`. */
  readonly art?: ArtOptions<A, M>
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
  /** Whether links to files and folders are followed. Default: false. */
  readonly followSymlinks?: boolean
  /**
   * `quick`: know zips and 7z by what they say of themselves (CRC-32 and size), and read them when a device is written
   * or by `curator verify`. Default: `full`, which reads and hashes everything.
   */
  readonly hashing?: 'full' | 'quick'
  /** `read`: hash saves, playlists, texts and pictures as well, which are only listed otherwise. Default: `listed`. */
  readonly auxiliary?: 'listed' | 'read'
  /** Platform (such as `nes`) of everything in it: for files that no DAT lists by their hash. */
  readonly platform?: KnownPlatform
}

/** A size is a number of bytes, or a text such as `'128 MiB'`. */
export interface ArchiveRules {
  /** How many archives may lie in each other. Default: 3. */
  readonly depth?: number
  /** What is held in memory of members that must be read at random; the rest goes to `.curator/spill`. Default: 128 MiB. */
  readonly memory?: number | string
  /** An archive is a bomb, and left alone, when it unpacks to more than this many times its size... Default: 1000. */
  readonly ratio?: number
  /** ...and to more than this. Default: 100 MiB. */
  readonly harmless?: number | string
  /** All that one file may unpack to. Default: 1 TiB. */
  readonly total?: number | string
  /** Members that one archive may have. Default: 1,000,000. */
  readonly members?: number
  /** Tried in order on archives that are encrypted: a list, or a file with one on each line. */
  readonly passwords?: readonly string[] | { readonly file: string }
}

export interface DatOptions {
  /** A DAT file, a folder of DAT files, or a glob; or several of these. */
  readonly path: string | readonly string[]
  /** Platform (such as `nes`) of these DATs, where the name in their header is not known. */
  readonly platform?: KnownPlatform
}

export interface ReadingOptions {
  /** Threads that read and hash. Default: as many as there are processors, at most 4, where that pays. */
  readonly workers?: number
  /** What each of them reads at a time, a number of bytes or such as `'4 MiB'`: 64 KiB to 256 MiB. Default: 1 MiB. */
  readonly chunk?: number | string
}

export interface GuardOptions {
  /**
   * The share of a target's files, 0 to 1, that an update of DATs may drop; a build that would drop more stops, unless
   * it is forced. Default: 0.2.
   */
  readonly removals?: number
}

export interface MatchingOptions {
  /** Whether a file's name may say which release it is, where nothing speaks against it. Default: true. */
  readonly autoLink?: boolean
  /**
   * Which releases count as owned by a name: `packed` (default): discs in forms whose hash no DAT can state (CHD, CSO,
   * RVZ, …); `never`; `always`. What you decide yourself always counts.
   */
  readonly owned?: 'never' | 'packed' | 'always'
}

export interface CloneListOptions {
  /** A clone list, or a folder of clone lists; or several of these. */
  readonly path: string | readonly string[]
}

/** Gives the config back unchanged. It is there for its types. */
export function defineConfig<
  R extends string,
  D extends string,
  P extends string = never,
  L extends string = never,
  S extends string = never,
  A extends string = never,
  M extends string = never,
>(config: Config<R, D, P, L, S, A, M>): Config<R, D, P, L, S, A, M> {
  return config
}
