/** `curator/presets`: the devices curator knows, each a plain function that returns plain data. */
export { everdrive, type EverdriveModel, type EverdriveOptions } from './everdrive.ts'
export { folder, type FolderOptions } from './folder.ts'
export { mister, type MisterOptions, type MisterPlatform } from './mister.ts'
export { retroarch, type RetroarchOptions, type RetroarchPlatform } from './retroarch.ts'
