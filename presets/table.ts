/** The presets by name, for configs that are JSON or YAML and for their schema. */
import type { Target } from '../src/targets/preset.ts'
import { everdrive, EVERDRIVE_OPTIONS, type EverdriveOptions } from './everdrive.ts'
import { folder, FOLDER_OPTIONS, type FolderOptions } from './folder.ts'
import { mister, MISTER_OPTIONS, type MisterOptions } from './mister.ts'
import type { OptionKinds } from './options.ts'
import { retroarch, RETROARCH_OPTIONS, type RetroarchOptions } from './retroarch.ts'

/** Options as they come from a file. The presets themselves make sure that they are what they seem. */
type LooseOptions = Readonly<Record<string, unknown>>

/** Each throws an Error that names the wrong option and says what it takes. */
export const PRESETS: Readonly<Record<string, (options: LooseOptions) => Target>> = {
  mister: (options) => mister<string, string>(options as unknown as MisterOptions),
  everdrive: (options) => everdrive<string, string>(options as unknown as EverdriveOptions),
  retroarch: (options) => retroarch<string, string>(options as unknown as RetroarchOptions),
  folder: (options) => folder<string, string>(options as unknown as FolderOptions),
}

/** What each preset's options may be. */
export const PRESET_OPTIONS: Readonly<Record<string, OptionKinds>> = {
  mister: MISTER_OPTIONS,
  everdrive: EVERDRIVE_OPTIONS,
  retroarch: RETROARCH_OPTIONS,
  folder: FOLDER_OPTIONS,
}
