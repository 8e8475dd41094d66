/** `curator/presets`: the devices curator knows, each a plain function that returns plain data; and the sources of DATs. */
export { batocera, type BatoceraOptions, type BatoceraPlatform } from './batocera.ts'
export {
  launchbox,
  pegasus,
  romm,
  type LaunchboxOptions,
  type PegasusOptions,
  type RommOptions,
} from './collections.ts'
export {
  fbneo,
  htgd,
  libretroDatabase,
  mameReleases,
  noIntro,
  openGood,
  redump,
  retoolCloneLists,
  tosec,
} from './dats.ts'
export { everdrive, type EverdriveModel, type EverdriveOptions } from './everdrive.ts'
export { esDe, type EsDeOptions, type EsDePlatform } from './es-de.ts'
export { folder, type FolderOptions } from './folder.ts'
export { library } from './library.ts'
export { minui, type MinuiOptions, type MinuiPlatform } from './minui.ts'
export { mister, type MisterOptions, type MisterPlatform } from './mister.ts'
export { muos, type MuosOptions, type MuosPlatform } from './muos.ts'
export { onion, type OnionOptions, type OnionPlatform } from './onion.ts'
export { pocket, type PocketOptions, type PocketPlatform } from './pocket.ts'
export { recalbox, type RecalboxOptions, type RecalboxPlatform } from './recalbox.ts'
export { retroarch, type RetroarchOptions, type RetroarchPlatform } from './retroarch.ts'
export { site, type SiteOptions } from './site.ts'
export type { LibraryOptions } from '../src/library/options.ts'
