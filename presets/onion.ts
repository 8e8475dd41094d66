/** OnionOS on a Miyoo Mini: the root of the SD card. */
import { inPlace, type TargetInPlace } from '../src/targets/preset.ts'
import { ONION_PLATFORMS, type OnionPlatform } from './data/onion.ts'
import { FRONTEND_RESERVED } from './data/frontend.ts'
import {
  COMMON_NAMES,
  FAT32_LIMITS,
  frontendDevice,
  plainFrontendOptions,
  type PlainFrontendOptions,
} from './frontends.ts'
import { checkOptions, type OptionKinds } from './options.ts'

export type { OnionPlatform }

export type OnionOptions<P extends string = string> = PlainFrontendOptions<P, OnionPlatform>

export const ONION_OPTIONS: OptionKinds = plainFrontendOptions(Object.keys(ONION_PLATFORMS))

/**
 * Games in `Roms/`, a folder a system. Onion keeps its favourites and recents itself; it reads no other lists.
 */
export function onion<P extends string = string, L extends string = never>(
  options: OnionOptions<P>,
): TargetInPlace<P, L> {
  checkOptions('onion', ONION_OPTIONS, options)
  const { path, policy } = options
  const device = frontendDevice(
    {
      name: 'OnionOS',
      table: ONION_PLATFORMS,
      layout: 'Roms/{folder}/{file}',
      discs: 'beside',
      limits: FAT32_LIMITS,
      names: COMMON_NAMES,
      reserved: FRONTEND_RESERVED.onion,
    },
    options,
  )
  return inPlace<P, L>({ preset: 'onion', path, policy, playlists: [], device })
}
