/** OnionOS on a Miyoo Mini: the root of the SD card. */
import type { TargetInPlace } from '../src/targets/preset.ts'
import { ONION_PLATFORMS, type OnionPlatform } from './data/onion.ts'
import { FRONTEND_RESERVED, FRONTEND_SAVES } from './data/frontend.ts'
import { ONION_PICTURES } from './data/pictures.ts'
import {
  COMMON_NAMES,
  FAT32_LIMITS,
  frontendTarget,
  plainFrontendOptions,
  type PlainFrontendOptions,
} from './frontends.ts'
import type { OptionKinds } from './option-shapes.ts'

export type { OnionPlatform }

export type OnionOptions<P extends string = string> = PlainFrontendOptions<P, OnionPlatform>

export const ONION_OPTIONS: OptionKinds = plainFrontendOptions(Object.keys(ONION_PLATFORMS))

/**
 * Games in `Roms/`, a folder a system. Onion keeps its favourites and recents itself. Where a folder has a list of its own
 * (`miyoogamelist.xml`), only the games in that are shown: then ours are added to it.
 */
export function onion<P extends string = string, L extends string = never>(
  options: OnionOptions<P>,
): TargetInPlace<P, L> {
  return frontendTarget<P, L>('onion', ONION_OPTIONS, options, {
    name: 'OnionOS',
    table: ONION_PLATFORMS,
    layout: 'Roms/{folder}/{file}',
    discs: 'beside',
    limits: FAT32_LIMITS,
    names: COMMON_NAMES,
    gameLists: { path: 'Roms/{folder}/miyoogamelist.xml', below: 'Roms/{folder}', ifThere: true },
    pictures: ONION_PICTURES,
    reserved: FRONTEND_RESERVED.onion,
    saves: FRONTEND_SAVES.onion,
    firmware: { table: 'retroarch', folder: 'BIOS' },
  })
}
