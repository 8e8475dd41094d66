/** Recalbox: the share of its SD card or disk. */
import { inPlace, type TargetInPlace } from '../src/targets/preset.ts'
import { RECALBOX_PLATFORMS, type RecalboxPlatform } from './data/recalbox.ts'
import { FRONTEND_RESERVED, FRONTEND_SAVES } from './data/frontend.ts'
import { RECALBOX_PICTURES } from './data/pictures.ts'
import { COMMON_NAMES, frontendDevice, plainFrontendOptions, type PlainFrontendOptions } from './frontends.ts'
import { misuse } from './misuse.ts'
import type { OptionKinds } from './option-shapes.ts'
import { targetWishes } from './options.ts'

export type { RecalboxPlatform }

export type RecalboxOptions<P extends string = string> = PlainFrontendOptions<P, RecalboxPlatform>

export const RECALBOX_OPTIONS: OptionKinds = plainFrontendOptions(Object.keys(RECALBOX_PLATFORMS))

/**
 * Games in `roms/`, a folder a system. Recalbox is not known to read lists of games.
 */
export function recalbox<P extends string = string, L extends string = never>(
  options: RecalboxOptions<P>,
): TargetInPlace<P, L> {
  const misused = misuse('recalbox', RECALBOX_OPTIONS, options)
  if (misused) return misused
  const { path, policy } = options
  const device = frontendDevice(
    {
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
    },
    options,
  )
  return inPlace<P, L>({ preset: 'recalbox', path, policy, playlists: [], ...targetWishes(options), device })
}
