import type { ViewKind } from '../inventory/content.ts'

/**
 * The preset contract. A preset is a plain function that returns a `Target`: data that says what a device plays
 * and where each file goes. The core interprets it, so a third-party preset is a normal package without hooks.
 */
export interface Target<P extends string = string, L extends string = string> {
  /** Name of the preset, for people. */
  readonly preset: string
  /** Folder to build, relative to the config file. */
  readonly path: string
  readonly policy: P
  readonly playlists?: readonly L[]
  readonly device: Device
}

export interface Device {
  /** The platforms it plays, by slug (see `platforms/`). Others are listed, not written. */
  readonly platforms: Readonly<Record<string, PlatformLayout>>
  /**
   * Path of each file. Placeholders: `{folder} {platform} {title} {release} {file} {name} {ext} {letter} {region}`.
   * `{file}` is `{name}{ext}`; `{letter}` is the bucket of the title's first letter.
   */
  readonly layout: string
  /** The same for releases of more than one file, such as cue and bin. */
  readonly multiFileLayout: string
  readonly names: NameRules
  readonly limits: DeviceLimits
  readonly playlistFiles?: PlaylistFiles
  /** Folders that belong to the device. A tree that reaches into one is refused. */
  readonly reserved: readonly string[]
}

export interface PlatformLayout {
  readonly folder: string
  /** Extensions the device opens, without dot, lower case, preferred one first. */
  readonly extensions: readonly string[]
  /**
   * What the device wants of a console or copier header or a byte order:
   * `keep` the file as it is, `require` it (refuse files without), or name the view to write when the file has it.
   */
  readonly shape?: 'keep' | 'require-header' | ViewKind
  /** What the frontend calls the platform, e.g. RetroArch's database name. */
  readonly label?: string
}

export interface NameRules {
  /** `fat`: the characters FAT, exFAT and NTFS forbid are replaced. `posix`: only `/` and NUL. */
  readonly alphabet: 'fat' | 'posix'
  /** Characters the device can show; others are folded to these. Default: all of Unicode. */
  readonly charset?: 'ascii' | 'cp437'
  /** Longest file name, in UTF-16 units. */
  readonly maxName: number
  /** Longest path below the target, in UTF-16 units. */
  readonly maxPath: number
}

export interface DeviceLimits {
  /** Most entries (files and folders) one folder may hold. */
  readonly entriesPerFolder?: number
  /** Largest file in bytes, whatever the file system. */
  readonly fileBytes?: number
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
    }
  | { readonly kind: 'm3u'; readonly folder: string }
  | { readonly kind: 'mgl'; readonly folder: string; readonly launch: Readonly<Record<string, MglLaunch>> }

/** How MiSTer's `.mgl` starts a game of a platform. */
export interface MglLaunch {
  readonly rbf: string
  readonly type: 'f' | 's'
  readonly index: number
  readonly delay: number
  readonly setname?: string
}
