/** Recalbox: the share of its SD card or disk. */
import { inPlace, type TargetInPlace } from '../src/targets/preset.ts'
import { RECALBOX_PLATFORMS, type RecalboxPlatform } from './data/recalbox.ts'
import { FRONTEND_RESERVED } from './data/frontend.ts'
import { COMMON_NAMES, frontendDevice, plainFrontendOptions, type PlainFrontendOptions } from './frontends.ts'
import { checkOptions, type OptionKinds } from './options.ts'

export type { RecalboxPlatform }

export type RecalboxOptions<P extends string = string> = PlainFrontendOptions<P, RecalboxPlatform>

export const RECALBOX_OPTIONS: OptionKinds = plainFrontendOptions(Object.keys(RECALBOX_PLATFORMS))

/**
 * Games in `roms/`, a folder a system. Recalbox is not known to read lists of games.
 */
export function recalbox<P extends string = string, L extends string = never>(
  options: RecalboxOptions<P>,
): TargetInPlace<P, L> {
  checkOptions('recalbox', RECALBOX_OPTIONS, options)
  const { path, policy } = options
  const device = frontendDevice(
    {
      name: 'Recalbox',
      table: RECALBOX_PLATFORMS,
      layout: 'roms/{folder}/{file}',
      discs: 'beside',
      names: COMMON_NAMES,
      reserved: FRONTEND_RESERVED.recalbox,
    },
    options,
  )
  return inPlace<P, L>({ preset: 'recalbox', path, policy, playlists: [], device })
}
