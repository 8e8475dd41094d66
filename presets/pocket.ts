/** Analogue Pocket with openFPGA cores: the root of its SD card. */
import { inPlace, type TargetInPlace, type TargetOptions } from '../src/targets/preset.ts'
import {
  POCKET_FIRMWARE_NAMES,
  POCKET_PLATFORMS,
  POCKET_RESERVED,
  POCKET_SAVES,
  type PocketPlatform,
} from './data/pocket.ts'
import { FAT32_LIMITS } from './frontends.ts'
import { misuse } from './misuse.ts'
import type { OptionKinds } from './option-shapes.ts'
import { ownFolderIn, platformWishes, TARGET_OPTIONS, targetWishes, type PlatformWishes } from './options.ts'

export type { PocketPlatform }

export interface PocketOptions<P extends string = string> extends Omit<
  TargetOptions<P, string>,
  'playlists'
> {
  /** Only these platforms, or what is different for some. Default: all that have cores which open single files. */
  readonly platforms?: PlatformWishes<PocketPlatform>
  /** `letter`: one folder for each first letter, which stays where it is as the set grows. Default: none. */
  readonly buckets?: 'letter'
  /** Path of each file. Default: `Assets/{folder}/common/{file}`, with buckets a folder `{letter}` more. */
  readonly layout?: string
  /** Path of the files of a release of several. Default: the same with a folder `{release}`. */
  readonly multiFile?: string
}

const SLUGS = Object.keys(POCKET_PLATFORMS)

export const POCKET_OPTIONS: OptionKinds = {
  ...TARGET_OPTIONS,
  platforms: { platforms: SLUGS },
  buckets: { oneOf: ['letter'] },
  layout: 'text',
  multiFile: 'text',
}

/**
 * Games in `Assets/`, where all cores of a platform find them. The Pocket keeps saves by the same path below `Saves`,
 * so another layout parts games from their saves. It reads no lists and no archives.
 */
export function pocket<P extends string = string, L extends string = never>(
  options: PocketOptions<P>,
): TargetInPlace<P, L> {
  const misused = misuse('pocket', POCKET_OPTIONS, options)
  if (misused) return misused
  const { path, policy, buckets } = options
  const { only, folders } = platformWishes(options)
  const platforms = only ?? SLUGS.filter(isPlatform)
  const folder = buckets === 'letter' ? 'Assets/{folder}/common/{letter}/' : 'Assets/{folder}/common/'
  const layout = options.layout ?? `${folder}{file}`
  return inPlace<P, L>({
    preset: 'pocket',
    path,
    policy,
    playlists: [],
    ...targetWishes(options),
    device: {
      name: 'Analogue Pocket',
      platforms: Object.fromEntries(
        platforms.map((slug) => [
          slug,
          { ...POCKET_PLATFORMS[slug], folder: folders[slug] ?? POCKET_PLATFORMS[slug].folder },
        ]),
      ),
      ...(only === undefined ? {} : { platformsChosen: true }),
      layout,
      multiFileLayout: options.multiFile ?? ownFolderIn(layout),
      // No source tells how long a path may be; within this length it also survives being copied on a PC.
      names: { alphabet: 'fat', maxName: 255, maxPath: 255, taken: POCKET_FIRMWARE_NAMES },
      limits: FAT32_LIMITS,
      reserved: POCKET_RESERVED,
      saves: POCKET_SAVES,
      firmware: { table: 'pocket' },
    },
  })
}

function isPlatform(slug: string): slug is PocketPlatform {
  return Object.hasOwn(POCKET_PLATFORMS, slug)
}
