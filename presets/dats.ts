/** Sources of DATs for the `dats` of a config: plain functions that return data. `curator dats update` fetches them. */
import type { DatSource } from '../src/dats/sources/declared.ts'

type Common = Pick<DatSource, 'only' | 'platform' | 'url'>

/**
 * No-Intro asks programs to keep away: download the daily pack yourself into a `folder`, or name a `mirror` that is a
 * zip. Without either, hand packs over with `curator dats import`.
 */
export function noIntro(options: Omit<Common, 'url'> & Pick<DatSource, 'folder' | 'mirror'> = {}): DatSource {
  return { source: 'no-intro', ...options }
}

/** Discs. `systems`: their codes, such as `PSX`; all of them take ten minutes, because Redump wants to be asked slowly. */
export function redump(options: Common & Pick<DatSource, 'systems' | 'serials'> = {}): DatSource {
  return { source: 'redump', ...options }
}

/** Some 3,400 DATs of home computers and consoles. Say with `only` which you want. */
export function tosec(options: Common = {}): DatSource {
  return { source: 'tosec', ...options }
}

/** The list of everything MAME's newest release runs. */
export function mameReleases(options: Common = {}): DatSource {
  return { source: 'mame', ...options }
}

/** FinalBurn Neo's arcade games, and the consoles it plays. */
export function fbneo(options: Common = {}): DatSource {
  return { source: 'fbneo', ...options }
}

/** The DATs of RetroArch, No-Intro's and Redump's among them. */
export function libretroDatabase(options: Common = {}): DatSource {
  return { source: 'libretro-database', ...options }
}

/** The names of the GoodTools, as of 2016. */
export function openGood(options: Common = {}): DatSource {
  return { source: 'opengood', ...options }
}

/** The packs of the Hardware Target Game Database, lists of the best games among them. */
export function htgd(options: Common = {}): DatSource {
  return { source: 'htgd', ...options }
}

/** For `cloneLists`: which releases are the same game, by hand, and which languages they have. */
export function retoolCloneLists(options: Pick<DatSource, 'lists' | 'url'> = {}): DatSource {
  return { source: 'retool-clone-lists', ...options }
}
