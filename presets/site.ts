/** A static site: a catalogue of the library and its playlists, for people to look at. */
import type { KnownPlatform } from '../src/platforms/known.ts'
import { inPlace, type TargetInPlace, type TargetOptions } from '../src/targets/preset.ts'
import { COMMON_NAMES } from './frontends.ts'
import { misuse } from './misuse.ts'
import type { OptionKinds } from './option-shapes.ts'
import { COMMON_OPTIONS, targetWishes } from './options.ts'

export interface SiteOptions<P extends string = string, L extends string = string> extends Pick<
  TargetOptions<P, L>,
  'path' | 'policy' | 'playlists' | 'artwork' | 'volume'
> {
  /** What the catalogue is called. Default: `Games`. */
  readonly title?: string
  /** Only these platforms, by slug. Default: all. */
  readonly platforms?: readonly KnownPlatform[]
}

export const SITE_OPTIONS: OptionKinds = {
  path: COMMON_OPTIONS.path,
  policy: COMMON_OPTIONS.policy,
  playlists: COMMON_OPTIONS.playlists,
  artwork: COMMON_OPTIONS.artwork,
  volume: COMMON_OPTIONS.volume,
  title: 'text',
  platforms: 'texts',
}

const ANY_FILE = { extensions: [] }

/** Pages about the games, and none of their files: it can be opened from a disk, and put on any web server. */
export function site<P extends string = string, L extends string = never>(
  options: SiteOptions<P, L>,
): TargetInPlace<P, L> {
  const misused = misuse('site', SITE_OPTIONS, options)
  if (misused) return misused
  const { path, policy, playlists = [], title = 'Games', platforms } = options
  return inPlace<P, L>({
    preset: 'site',
    path,
    policy,
    playlists,
    ...targetWishes(options),
    device: {
      name: 'The site',
      site: { title },
      platforms: Object.fromEntries((platforms ?? []).map((slug) => [slug, { ...ANY_FILE, folder: slug }])),
      ...(platforms === undefined ? { otherPlatforms: ANY_FILE } : { platformsChosen: true }),
      layout: '{folder}/{file}',
      multiFileLayout: '{folder}/{release}/{file}',
      pictures: {
        formats: ['webp', 'jpg', 'png'],
        places: [{ kinds: ['box', 'title', 'snap'], path: 'covers/{folder}/{name}' }],
      },
      names: COMMON_NAMES,
      limits: {},
      reserved: [],
    },
  })
}
