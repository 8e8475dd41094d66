/** muOS on Anbernic and other handhelds: the root of an SD card. */
import type { TargetInPlace } from '../src/targets/preset.ts'
import { MUOS_PLATFORMS, type MuosPlatform } from './data/muos.ts'
import { FRONTEND_RESERVED, FRONTEND_SAVES } from './data/frontend.ts'
import { MUOS_CATALOGUE, MUOS_PICTURES } from './data/pictures.ts'
import {
  COMMON_NAMES,
  FAT32_LIMITS,
  frontendTarget,
  plainFrontendOptions,
  type PlainFrontendOptions,
} from './frontends.ts'
import type { OptionKinds } from './option-shapes.ts'

export type { MuosPlatform }

export type MuosOptions<P extends string = string> = PlainFrontendOptions<P, MuosPlatform>

export const MUOS_OPTIONS: OptionKinds = plainFrontendOptions(Object.keys(MUOS_PLATFORMS))

/**
 * Games in `ROMS/`, in folders whose names muOS knows, so that each gets its core without being asked.
 */
export function muos<P extends string = string, L extends string = never>(
  options: MuosOptions<P>,
): TargetInPlace<P, L> {
  return frontendTarget<P, L>('muos', MUOS_OPTIONS, options, {
    name: 'muOS',
    table: MUOS_PLATFORMS,
    layout: 'ROMS/{folder}/{file}',
    discs: 'beside',
    limits: FAT32_LIMITS,
    names: COMMON_NAMES,
    pictures: MUOS_PICTURES,
    labels: MUOS_CATALOGUE,
    reserved: FRONTEND_RESERVED.muos,
    saves: FRONTEND_SAVES.muos,
    firmware: { table: 'retroarch', folder: 'MUOS/bios' },
  })
}
