/** The presets by name, for configs that are JSON or YAML and for their schema. */
import { mapValues } from '../src/config/map-values.ts'
import type { ObjectShape } from '../src/config/checking/shape.ts'
import type { Target } from '../src/targets/preset.ts'
import { batocera, BATOCERA_OPTIONS, type BatoceraOptions } from './batocera.ts'
import {
  launchbox,
  LAUNCHBOX_OPTIONS,
  pegasus,
  PEGASUS_OPTIONS,
  romm,
  ROMM_OPTIONS,
  type LaunchboxOptions,
  type PegasusOptions,
  type RommOptions,
} from './collections.ts'
import { esDe, ES_DE_OPTIONS, type EsDeOptions } from './es-de.ts'
import { everdrive, EVERDRIVE_OPTIONS, everdriveOptions, type EverdriveOptions } from './everdrive.ts'
import { folder, FOLDER_OPTIONS, type FolderOptions } from './folder.ts'
import { minui, MINUI_OPTIONS, type MinuiOptions } from './minui.ts'
import { mister, MISTER_OPTIONS, type MisterOptions } from './mister.ts'
import { muos, MUOS_OPTIONS, type MuosOptions } from './muos.ts'
import { onion, ONION_OPTIONS, type OnionOptions } from './onion.ts'
import { presetShape, type OptionKinds } from './option-shapes.ts'
import { pocket, POCKET_OPTIONS, type PocketOptions } from './pocket.ts'
import { recalbox, RECALBOX_OPTIONS, type RecalboxOptions } from './recalbox.ts'
import { retroarch, RETROARCH_OPTIONS, type RetroarchOptions } from './retroarch.ts'
import { site, SITE_OPTIONS, type SiteOptions } from './site.ts'

/** Options as they come from a file. */
type LooseOptions = Readonly<Record<string, unknown>>

/** Of wrong options each makes what `misuse` does. */
export const PRESETS: Readonly<Record<string, (options: LooseOptions) => Target>> = {
  mister: (options) => mister<string, string>(options as unknown as MisterOptions),
  everdrive: (options) => everdrive<string, string>(options as unknown as EverdriveOptions),
  retroarch: (options) => retroarch<string, string>(options as unknown as RetroarchOptions),
  pocket: (options) => pocket<string, string>(options as unknown as PocketOptions),
  batocera: (options) => batocera<string, string>(options as unknown as BatoceraOptions),
  esDe: (options) => esDe<string, string>(options as unknown as EsDeOptions),
  recalbox: (options) => recalbox<string, string>(options as unknown as RecalboxOptions),
  onion: (options) => onion<string, string>(options as unknown as OnionOptions),
  minui: (options) => minui<string, string>(options as unknown as MinuiOptions),
  muos: (options) => muos<string, string>(options as unknown as MuosOptions),
  pegasus: (options) => pegasus<string, string>(options as unknown as PegasusOptions),
  launchbox: (options) => launchbox<string, string>(options as unknown as LaunchboxOptions),
  romm: (options) => romm<string, string>(options as unknown as RommOptions),
  folder: (options) => folder<string, string>(options as unknown as FolderOptions),
  site: (options) => site<string, string>(options as unknown as SiteOptions),
}

/** What each preset's options may be. */
export const PRESET_OPTIONS: Readonly<Record<string, OptionKinds>> = {
  mister: MISTER_OPTIONS,
  everdrive: EVERDRIVE_OPTIONS,
  retroarch: RETROARCH_OPTIONS,
  pocket: POCKET_OPTIONS,
  batocera: BATOCERA_OPTIONS,
  esDe: ES_DE_OPTIONS,
  recalbox: RECALBOX_OPTIONS,
  onion: ONION_OPTIONS,
  minui: MINUI_OPTIONS,
  muos: MUOS_OPTIONS,
  pegasus: PEGASUS_OPTIONS,
  launchbox: LAUNCHBOX_OPTIONS,
  romm: ROMM_OPTIONS,
  folder: FOLDER_OPTIONS,
  site: SITE_OPTIONS,
}

/** What may be said in a call of each: some take other words for some devices. */
export const PRESET_SHAPES: Readonly<Record<string, (options: LooseOptions) => ObjectShape>> = {
  ...mapValues(PRESET_OPTIONS, (kinds) => () => presetShape(kinds)),
  everdrive: (options) => presetShape(everdriveOptions(options)),
}
