/** MinUI and NextUI: the root of the SD card. */
import type { TargetInPlace } from '../src/targets/preset.ts'
import { MINUI_PLATFORMS, type MinuiPlatform } from './data/minui.ts'
import { FRONTEND_RESERVED, FRONTEND_SAVES } from './data/frontend.ts'
import { MINUI_PICTURES } from './data/pictures.ts'
import {
  COMMON_NAMES,
  FAT32_LIMITS,
  frontendTarget,
  frontendOptions,
  type FrontendOptions,
} from './frontends.ts'
import type { OptionKinds } from './option-shapes.ts'

export type { MinuiPlatform }

export type MinuiOptions<P extends string = string, L extends string = string> = FrontendOptions<
  P,
  L,
  MinuiPlatform
>

export const MINUI_OPTIONS: OptionKinds = frontendOptions(Object.keys(MINUI_PLATFORMS))

/**
 * Games in `Roms/`, a folder a system, whose tag in brackets names the emulator. The discs of a game lie in a folder
 * with a list of its name, which starts as one game. A playlist is a collection. Pictures are for NextUI.
 */
export function minui<P extends string = string, L extends string = never>(
  options: MinuiOptions<P, L>,
): TargetInPlace<P, L> {
  return frontendTarget<P, L>('minui', MINUI_OPTIONS, options, {
    name: 'MinUI',
    table: MINUI_PLATFORMS,
    layout: 'Roms/{folder}/{file}',
    discs: 'inside',
    limits: FAT32_LIMITS,
    playlistFiles: {
      kind: 'paths',
      folder: 'Collections',
      extension: 'txt',
      root: '/Roms/',
      below: 'Roms',
    },
    setTitles: 'Roms/{folder}/map.txt',
    names: COMMON_NAMES,
    pictures: MINUI_PICTURES,
    reserved: FRONTEND_RESERVED.minui,
    saves: FRONTEND_SAVES.minui,
    firmware: { table: 'minui' },
  })
}
