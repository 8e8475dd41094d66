/** Batocera: its `/userdata`, the share of the SD card or disk. */
import type { TargetInPlace } from '../src/targets/preset.ts'
import { BATOCERA_PLATFORMS, type BatoceraPlatform } from './data/batocera.ts'
import { FRONTEND_RESERVED, FRONTEND_SAVES } from './data/frontend.ts'
import { BATOCERA_PICTURES } from './data/pictures.ts'
import { COMMON_NAMES, frontendOptions, frontendTarget, type FrontendOptions } from './frontends.ts'
import type { OptionKinds } from './option-shapes.ts'

export type { BatoceraPlatform }

export type BatoceraOptions<P extends string = string, L extends string = string> = FrontendOptions<
  P,
  L,
  BatoceraPlatform
>

export const BATOCERA_OPTIONS: OptionKinds = frontendOptions(Object.keys(BATOCERA_PLATFORMS))

/**
 * Games in `roms/`, a folder a system. A playlist is a custom collection, which the frontend shows once it is turned
 * on in its menu; its lines are absolute, for Batocera has its games in one place only.
 */
export function batocera<P extends string = string, L extends string = never>(
  options: BatoceraOptions<P, L>,
): TargetInPlace<P, L> {
  return frontendTarget<P, L>('batocera', BATOCERA_OPTIONS, options, {
    name: 'Batocera',
    table: BATOCERA_PLATFORMS,
    layout: 'roms/{folder}/{file}',
    discs: 'beside',
    playlistFiles: {
      kind: 'paths',
      folder: 'system/configs/emulationstation/collections',
      before: 'custom-',
      extension: 'cfg',
      root: '/userdata/roms/',
      below: 'roms',
    },
    names: COMMON_NAMES,
    pictures: BATOCERA_PICTURES,
    reserved: FRONTEND_RESERVED.batocera,
    gameLists: { path: 'roms/{folder}/gamelist.xml', below: 'roms/{folder}' },
    saves: FRONTEND_SAVES.batocera,
    firmware: { table: 'retroarch', folder: 'bios' },
  })
}
