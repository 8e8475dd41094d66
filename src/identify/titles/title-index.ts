/** The titles of one platform, to be found by their match key, by what they look like, and by their parts. */
import { addTo } from '../../groups.ts'
import type { ReleaseFacts } from '../../names/facts.ts'
import { releaseNameParser } from '../../names/parse.ts'
import { byCodeUnit } from '../../order.ts'
import { remembering } from '../../remembering.ts'
import { serialKey } from '../serial-key.ts'
import type { Named } from './spelling/initials.ts'
import { leftOut } from './spelling/left-out.ts'
import { nearKeys, type Runs } from './nearness/keys.ts'
import { seriesOf, type TitleShape } from './nearness/nearness.ts'
import { otherwiseCalled } from './nearness/otherwise-called.ts'
import { sieveOf, type Outline } from './nearness/sieve.ts'
import { matchKey, plainTitle, sequelNumbers, titleParts } from './spelling/title-key.ts'

export interface TitleIndex {
  /** Slug. */
  readonly platform: string
  /** All titles with this key. More than one: the key tells nothing for sure. */
  byKey(key: string): readonly ListedTitle[]
  /** Titles with a part that is this, or that are a part of it: `Zelda - Ocarina` and `Ocarina`. Plain forms. */
  byPart(plain: string): readonly ListedTitle[]
  /** Titles that are another way to write this: `SF2` and `Street Fighter II`, `7th` and `Seventh`. */
  otherwise(named: Named): readonly ListedTitle[]
  /** What is worth a closer look: those that share most with a match key, best first, if they may be near at all. */
  near(key: Runs, outline: Outline): readonly ListedTitle[]
  /** What the name of a release says. */
  factsOf(release: string): ReleaseFacts
  /** The releases that state this serial, in the form of `serialKey`. */
  bySerial(serial: string): readonly string[]
}

/** A title as DATs write it, letter case aside, and all releases of it. */
export interface ListedTitle extends TitleShape {
  readonly title: string
  readonly numbers: string
  readonly leftOut: string
  /** Before and behind the mark of a subtitle, in plain form. */
  readonly parts: readonly string[]
  /** Names of its releases, in order. What they say is read when it is wanted: few ever are. */
  readonly releases: readonly string[]
}

export interface StatedSerials {
  /** Name of the release. */
  readonly release: string
  readonly serials: readonly string[]
}

/** Titles that a longer look is worth, for each name: enough for a review, and bounded. */
const MOST_NEAR = 40

/**
 * The order of the releases does not matter.
 * @param stated the serials that DATs state; asked for only when some file has one
 */
export function titleIndex(
  platform: string,
  releases: Iterable<string>,
  stated: () => Iterable<StatedSerials> = () => [],
): TitleIndex {
  const parse = releaseNameParser()
  const titles = titlesOf([...new Set(releases)].sort(byCodeUnit), parse)
  let serials: ReadonlyMap<string, readonly string[]> | undefined
  const keys = new Map<string, ListedTitle[]>()
  const parts = new Map<string, ListedTitle[]>()
  for (const title of titles) {
    addTo(keys, title.key, title)
    for (const part of new Set(title.parts)) addTo(parts, part, title)
  }
  const find = nearKeys(() => titles.map(({ key }) => key))
  const mayBeNear = sieveOf(titles)
  return {
    platform,
    byKey: (key) => (key === '' ? [] : (keys.get(key) ?? [])),
    byPart: (plain) => (plain === '' ? [] : (parts.get(plain) ?? [])),
    otherwise: otherwiseCalled(titles, (title) => title),
    near(key, outline) {
      const near: ListedTitle[] = []
      for (const i of find(key, MOST_NEAR)) {
        const title = titles[i]
        if (title && mayBeNear(outline, i)) near.push(title)
      }
      return near
    },
    factsOf: remembering(MOST_REMEMBERED, parse),
    bySerial: (serial) => (serial === '' ? [] : ((serials ??= serialsIn(stated())).get(serial) ?? [])),
  }
}

/** What so many releases say is kept: files of one folder are like the same few games. */
const MOST_REMEMBERED = 500

function serialsIn(stated: Iterable<StatedSerials>): ReadonlyMap<string, readonly string[]> {
  const releases = new Map<string, string[]>()
  for (const { release, serials } of [...stated].sort((a, b) => byCodeUnit(a.release, b.release)))
    for (const serial of serials) addTo(releases, serialKey(serial), release)
  return releases
}

function titlesOf(names: readonly string[], parse: (name: string) => ReleaseFacts): ListedTitle[] {
  const byTitle = new Map<string, { title: string; releases: string[] }>()
  for (const name of names) {
    const { title, classes } = parse(name)
    // a BIOS is no game that a file could be mistaken for
    if (classes.includes('bios')) continue
    const same = title.normalize('NFC').toLowerCase()
    const known = byTitle.get(same)
    if (known) known.releases.push(name)
    else byTitle.set(same, { title, releases: [name] })
  }
  return Array.from(byTitle.values(), ({ title, releases }) => {
    const plain = plainTitle(title)
    const parts = titleParts(title, plain)
    let series: string | undefined
    let numbers: string | undefined
    let left: string | undefined
    return {
      title,
      plain,
      key: matchKey(plain),
      parts,
      releases,
      // few titles are ever looked at so closely, and those that are many times
      get series() {
        return (series ??= seriesOf(parts))
      },
      get numbers() {
        return (numbers ??= sequelNumbers(plain))
      },
      get leftOut() {
        return (left ??= leftOut(title, plain))
      },
    }
  }).filter(({ key }) => key !== '')
}
