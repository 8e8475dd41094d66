/** The form of the tables of emulator frontends, and what is reserved on each. */
export interface FrontendPlatform {
  /** Below the frontend's folder of games. */
  readonly folder: string
  /** Extensions it begins a game with, preferred one first. */
  readonly extensions: readonly string[]
  /** Of the same format, but not shown: they get the preferred one. In addition to those that RetroArch's cores rename. */
  readonly renamed?: readonly string[]
  /** Whether its emulators open these files where they lie in a zip. */
  readonly zips?: boolean
}

/** Folders and files of the frontends' own, below the target. Facts: their documentation and sources. */
export const FRONTEND_RESERVED = {
  batocera: [
    'bios',
    'cheats',
    'decorations',
    'extractions',
    'kodi',
    'library',
    'music',
    'recordings',
    'saves',
    'screenshots',
    'splash',
    'system/batocera.conf',
    'system/configs/emulationstation/es_settings.cfg',
    'themes',
  ],
  'es-de': [
    'ES-DE/custom_systems',
    'ES-DE/downloaded_media',
    'ES-DE/logs',
    'ES-DE/screensavers',
    'ES-DE/scripts',
    'ES-DE/settings',
    'ES-DE/themes',
  ],
  recalbox: ['bios', 'cheats', 'kodi', 'music', 'overlays', 'saves', 'screenshots', 'system', 'themes'],
  onion: ['.tmp_update', 'App', 'BIOS', 'Emu', 'RApp', 'RetroArch', 'Saves', 'Themes', 'miyoo'],
  minui: ['.system', '.userdata', 'Bios', 'Emus', 'Saves', 'Tools'],
  muos: ['ARCHIVE', 'BACKUP', 'MUOS'],
  launchbox: [
    'Core',
    'Data/Emulators.xml',
    'Data/Parents.xml',
    'Data/Platforms.xml',
    'Data/Settings.xml',
    'Images',
    'Manuals',
    'Music',
    'Videos',
  ],
  romm: ['bios'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/**
 * Where they keep saves and states. Those of ES-DE, Pegasus and LaunchBox are wherever each emulator has them. Facts on MinUI's:
 * shauninman/MinUI `minarch.c`, LoveRetro/NextUI.
 */
export const FRONTEND_SAVES = {
  batocera: ['saves/{system}/{stem}.*'],
  recalbox: ['saves/{system}/{stem}.*'],
  onion: ['Saves/CurrentProfile/saves/*/{stem}.*', 'Saves/CurrentProfile/states/*/{stem}.*'],
  minui: [
    'Saves/*/{file}.*',
    'Saves/*/{stem}.*',
    // states, and which of them a game goes on with
    '.userdata/shared/*/{file}.*',
    '.userdata/shared/*/{stem}.*',
    '.userdata/shared/.minui/*/{file}.*',
  ],
  muos: ['MUOS/save/file/*/{stem}.*', 'MUOS/save/state/*/{stem}.*'],
} as const satisfies Readonly<Record<string, readonly string[]>>
