/** Recalbox: the share of its SD card or disk. */
import type { TargetInPlace } from '../src/targets/preset.ts'
import { RECALBOX_PLATFORMS, type RecalboxPlatform } from './data/recalbox.ts'
import { FRONTEND_RESERVED, FRONTEND_SAVES } from './data/frontend.ts'
import { RECALBOX_PICTURES } from './data/pictures.ts'
import { COMMON_NAMES, frontendTarget, plainFrontendOptions, type PlainFrontendOptions } from './frontends.ts'
import type { OptionKinds } from './option-shapes.ts'

export type { RecalboxPlatform }

export type RecalboxOptions<P extends string = string> = PlainFrontendOptions<P, RecalboxPlatform>

export const RECALBOX_OPTIONS: OptionKinds = plainFrontendOptions(Object.keys(RECALBOX_PLATFORMS))

/**
 * Games in `roms/`, a folder a system. Recalbox is not known to read lists of games.
 */
export function recalbox<P extends string = string, L extends string = never>(
  options: RecalboxOptions<P>,
): TargetInPlace<P, L> {
  return frontendTarget<P, L>('recalbox', RECALBOX_OPTIONS, options, {
    name: 'Recalbox',
    table: RECALBOX_PLATFORMS,
    layout: 'roms/{folder}/{file}',
    discs: 'beside',
    names: COMMON_NAMES,
    pictures: RECALBOX_PICTURES,
    reserved: FRONTEND_RESERVED.recalbox,
    gameLists: { path: 'roms/{folder}/gamelist.xml', below: 'roms/{folder}' },
    saves: FRONTEND_SAVES.recalbox,
    firmware: { table: 'retroarch', folder: 'bios' },
  })
}
