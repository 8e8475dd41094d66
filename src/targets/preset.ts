/**
 * The preset contract. A preset is a plain function that returns a `Target`: data that says what a device plays
 * and where each file goes. The core interprets it, so a third-party preset is a normal package without hooks.
 */
import type { FirmwareSource } from '../bios/firmware.ts'
import type { ViewKind } from '../inventory/hashing/view-kind.ts'
import type { ArtworkWish, PictureFiles } from './pictures/files.ts'
import type { SettingsFiles } from './settings-files.ts'

export interface Target<P extends string = string, L extends string = string> {
  /** Name of the preset, for people. */
  readonly preset: string
  /** Folder to build, relative to the config file. */
  readonly path: string
  readonly policy: P
  readonly playlists?: readonly L[]
  /** What becomes of saves when a game gets another name. Default: `keep-name`. */
  readonly saves?: SaveWish
  /** Whether it gets firmware out of the config's `bios`. Default: true. */
  readonly bios?: boolean
  /** The card or disk that `path` must lie on. While it is not there, the target is passed over. */
  readonly volume?: Volume
  /** What is different for some games, by title or by the name of a release, with `platform/` before it or not. */
  readonly games?: Readonly<Record<string, GameWish>>
  /** Pictures of its games; `true`: all kinds that the device shows, as they are. Default: none. */
  readonly artwork?: boolean | ArtworkWish
  readonly device: Device
}

/**
 * Devices know a save by the name of its game's file. `keep-name`: a game that has saves on the device keeps the name
 * it has there; `rename`: its saves are renamed with it; `warn`: only the game is renamed, and the saves are told.
 */
export type SaveWish = 'keep-name' | 'rename' | 'warn'

/** How a card is known again. What is said must all be so. */
export interface Volume {
  /** Name of the file system. Case does not matter. */
  readonly label?: string
  /** Of the file system: `1A2B-3C4D` on FAT and exFAT. Case does not matter. */
  readonly uuid?: string
  /** The name in its `.curator/id`: that of the target it was built as. `curator doctor <target> --adopt` writes it. */
  readonly id?: string
}

/** What is different for one game on a target. */
export interface GameWish {
  /** It is not written. */
  readonly exclude?: boolean
  /** Name of its file, without extension. */
  readonly rename?: string
  /** Core that plays it, where the device's playlists name cores. */
  readonly core?: string
}

export interface Device {
  /** What people call the device, for messages. Default: the name of the preset. */
  readonly name?: string
  /** The platforms it plays, by slug (see `platforms/`). Others are listed, not written. */
  readonly platforms: Readonly<Record<string, PlatformLayout>>
  /** The user chose these platforms: others are left out on purpose, and without a word. */
  readonly platformsChosen?: boolean
  /** For a device that plays everything: how platforms not named above are written. Their folder is the slug. */
  readonly otherPlatforms?: FileWishes
  /**
   * Path of each file. Placeholders: `{folder} {platform} {title} {release} {file} {name} {ext} {letter} {region}`.
   * `{file}` is `{name}{ext}`; `{letter}` is the bucket of the title's first letter. See `layout.ts`.
   */
  readonly layout: string
  /** The same for releases of more than one file, such as cue and bin. */
  readonly multiFileLayout: string
  /** Where the discs of a game go, on a device that changes them. Without it each disc is a game of its own. */
  readonly discs?: DiscFiles
  /** Each release goes into a zip of its own, named like it, on platforms whose files the device opens in zips. */
  readonly archives?: 'zip'
  /** What the zips of arcade machines hold (see `docs/devices.md`). Default: `split`. */
  readonly arcade?: ArcadeLayout
  readonly names: NameRules
  readonly limits: DeviceLimits
  /**
   * How the device orders what is in a folder. `as-written`: as the entries were made, so files are put in the order
   * of their names, and sorted again where others come later.
   */
  readonly listing?: 'as-written'
  readonly playlistFiles?: PlaylistFiles
  /** EmulationStation's list of all games of a system, which the frontend writes as well. */
  readonly gameLists?: GameLists
  /**
   * List of what arcade sets are called, with `{folder}` for the platform's: `Roms/{folder}/map.txt`. A set and its title a
   * line, with a tab between, as MinUI has them: the zips themselves are never called otherwise. In place of other lists.
   */
  readonly setTitles?: string
  /** Where it looks for pictures of its games. None: nobody knows. */
  readonly pictures?: PictureFiles
  /** Where it reads settings of its emulators for single games, and which the user wants written. */
  readonly settings?: SettingsFiles
  /** No device: pages about the games, in place of their files. See `site/`. */
  readonly site?: SiteForm
  /** Folders and files that belong to the device. What reaches into one is refused. */
  readonly reserved: readonly string[]
  /** The folder above those of the platforms, where one of the same name at the top of the card hides these: `games`. */
  readonly hiddenFromTop?: string
  /** Where what hangs on names of games is, by patterns; see `saves.ts`. None: nobody knows, and nothing is told of it. */
  readonly saves?: readonly string[]
  /** Extensions of what people put beside a game, called like it, for the device to read: it goes where saves go. */
  readonly besideGames?: readonly string[]
  /**
   * Folder of MiSTer's `.mra` files: the arcade sets that they look for are written, whatever the policy selects.
   * Relative to the config file.
   */
  readonly mra?: string
  /** What firmware it looks for: one of curator's tables, or lines of the preset's own; all below `folder`. */
  readonly firmware?: FirmwareSource
}

/** A catalogue for people to look at. */
interface SiteForm {
  /** What it is called. */
  readonly title: string
}

/** Layouts for games on several discs; `{release}` is the game there, without the number of the disc. */
export interface DiscFiles {
  /** Path of each file of each disc: `{folder}/{release}/{file}`. */
  readonly files: string
  /**
   * Path of the `.m3u` that stands for all of them: `{folder}/{release}{ext}`. It is written on platforms that open
   * `m3u`, and the discs of others are games of their own. Without a list, the first disc stands for all.
   */
  readonly list?: string
}

/** What a device wants of the files of a platform. */
export interface FileWishes {
  /** Extensions the device opens, without dot, lower case, preferred one first. None listed: any. */
  readonly extensions: readonly string[]
  /** Extensions of the same format that the device would not open: such files get the preferred extension. */
  readonly renamed?: readonly string[]
  /**
   * What the device wants of a console or copier header or a byte order: `keep` the file as it is (default),
   * `require-header` (refuse files without, if they would get the preferred extension: others are formats of their own),
   * or the view to write when the file has it.
   */
  readonly shape?: 'keep' | 'require-header' | ViewKind
  /** Whether the device opens these files where they lie in a zip. Default: it does not. */
  readonly zips?: boolean
  /** Whether a game of one file has a folder of its own, too: the device takes what is in one folder for one game. */
  readonly ownFolder?: boolean
}

/** How the ROMs of arcade machines are spread over zips: the four ways that emulators read and collectors keep. */
export type ArcadeLayout = 'split' | 'merged' | 'non-merged' | 'full-non-merged'

export interface PlatformLayout extends FileWishes {
  /** Folder of the platform; may have parts (`a/b`), or be empty for the top of the target. */
  readonly folder: string
  /** What the frontend calls the platform, e.g. RetroArch's database name. */
  readonly label?: string
  /** Core that plays it, where the device's playlists name cores. */
  readonly core?: string
  /** What the device calls the folder of its saves and its firmware, where that is not the first one of `folder`. */
  readonly saveFolder?: string
}

export interface NameRules {
  /** `fat`: what FAT, exFAT and NTFS forbid is replaced. `posix`: only slashes and control characters. */
  readonly alphabet: 'fat' | 'posix'
  /** Characters the device can show; others are folded to these. Default: all of Unicode. */
  readonly charset?: Charset
  /** Longest file or folder name, in UTF-16 units. */
  readonly maxName: number
  /** The same in bytes of UTF-8, where the file system counts those. */
  readonly maxNameBytes?: number
  /** Longest path below the target, in UTF-16 units. */
  readonly maxPath: number
  /** File names that mean something else to the device, such as `boot.rom`. Case does not matter. */
  readonly taken?: readonly string[]
  /** Texts the device stumbles over inside a name, though not as its extension, such as `.zip`. */
  readonly avoid?: readonly string[]
  /** Make file names longer that DOS could have written (8.3): the device mistakes them. */
  readonly longNames?: boolean
}

export type Charset = 'ascii' | 'cp437' | 'cp1252'

export interface DeviceLimits {
  /** Most entries (files and folders) one folder may hold. */
  readonly entriesPerFolder?: number
  /** Most 32-byte directory entries one folder may hold: 65,536 on FAT32, where a long name takes several. */
  readonly fatSlotsPerFolder?: number
  /** Largest file in bytes, whatever the file system. */
  readonly fileBytes?: number
  /** It reads cards with FAT32, and no others: `curator doctor` tells of one that it cannot read. */
  readonly onlyFat32?: boolean
}

export type PlaylistFiles =
  | {
      readonly kind: 'lpl'
      readonly folder: string
      /** Also write one playlist a platform, as RetroArch's own scanner does. */
      readonly perPlatform: boolean
      /** Where the target's folder is on the device, e.g. `/storage`. Default: the target's absolute path. */
      readonly deviceRoot?: string
      /** Written as `base_content_directory`. */
      readonly baseContentDirectory?: string
      /** Where the cores are on the device, for games that name theirs. Default: `cores` in `deviceRoot`. */
      readonly coreFolder?: string
      /** Slugs of the platforms whose discs it knows by their product number (`SLUS-00594|serial`). */
      readonly serials?: readonly string[]
    }
  | { readonly kind: 'm3u'; readonly folder: string }
  | PathLists
  | { readonly kind: 'pegasus'; readonly folder: string; readonly launch?: Readonly<Record<string, string>> }
  | { readonly kind: 'launchbox'; readonly folder: string }
  | { readonly kind: 'mgl'; readonly folder: string; readonly launch: Readonly<Record<string, MglLaunch>> }
  /** `systems`: what LaunchSync calls each platform. It makes nothing of a list that names one it does not know. */
  | { readonly kind: 'sync'; readonly folder: string; readonly systems: Readonly<Record<string, string>> }

export type PlaylistForm<K extends PlaylistFiles['kind']> = Extract<PlaylistFiles, { kind: K }>

/** One path a line: the custom collections of EmulationStation and of MinUI. */
interface PathLists {
  readonly kind: 'paths'
  readonly folder: string
  /** Of each list, without dot. */
  readonly extension: string
  /** What the names of the lists begin with. */
  readonly before?: string
  /** What the device calls the folder `below`, which is in the target: `%ROMPATH%/`. */
  readonly root: string
  readonly below: string
  /** A folder that is called like the file in it stands for that file. */
  readonly foldersAsFiles?: boolean
}

/** Both with `{folder}` for the platform's. */
export interface GameLists {
  /** Path of the list: `roms/{folder}/gamelist.xml`. */
  readonly path: string
  /** The folder that paths in it are relative to: `roms/{folder}`. */
  readonly below: string
  /** A folder that is called like the file in it stands for that file. */
  readonly foldersAsFiles?: boolean
  /** Only a list that is there is added to: without one the device shows whatever is in the folder. */
  readonly ifThere?: boolean
}

/** How a file is handed to a MiSTer core. */
export interface MglSlot {
  /** `f` loads a file, `s` mounts an image. */
  readonly type: 'f' | 's'
  readonly index: number
  /** Seconds between the start of the core and the load. */
  readonly delay: number
}

/** How MiSTer's `.mgl` starts a game of a platform. */
export interface MglLaunch extends MglSlot {
  readonly rbf: string
  /** The folder the core looks in, below the target: paths in the `.mgl` are relative to it. */
  readonly home: string
  readonly setname?: string
  /** Where a core takes some kinds of file in another slot. */
  readonly byExtension?: Readonly<Record<string, Partial<MglSlot>>>
}

/**
 * What a preset returns. At run time it is a plain `Target`; the call signature exists for the type checker only:
 * TypeScript postpones a generic call inside `defineConfig({ … })` until the names in the other keys are known only
 * if its result looks callable. That is what makes a misspelt policy or playlist red at the word itself.
 * It must be an interface (an intersection type does not have this effect).
 */
export interface TargetInPlace<P extends string = string, L extends string = string> extends Target<P, L> {
  (uncallable: never): never
}

export function inPlace<P extends string, L extends string>(target: Target<P, L>): TargetInPlace<P, L> {
  return target as TargetInPlace<P, L>
}

/** What every preset takes. `NoInfer`: the names come from the config around the call, never from the call itself. */
export interface TargetOptions<P extends string, L extends string> {
  /** Folder to build, relative to the config file. */
  readonly path: string
  /** Whose selection is written: a name under `policies`. */
  readonly policy: NoInfer<P>
  /** Playlists to write in the device's own form: names under `playlists`. */
  readonly playlists?: readonly NoInfer<L>[]
  /** What becomes of saves when a game gets another name. Default: `keep-name`. */
  readonly saves?: SaveWish
  /** Whether it gets firmware out of the config's `bios`. Default: true. */
  readonly bios?: boolean
  /** The card or disk that `path` must lie on: `{ label: 'MISTER' }`. While it is not there, the target is passed over. */
  readonly volume?: Volume
  /** What is different for some games: `{ 'Chrono Trigger': { rename: 'Chrono' }, 'Pong (USA)': { exclude: true } }`. */
  readonly games?: Readonly<Record<string, GameWish>>
  /** Pictures of its games: `true`, or `{ kinds: ['box'], maxWidth: 300 }`. Default: none. */
  readonly artwork?: boolean | ArtworkWish
}
