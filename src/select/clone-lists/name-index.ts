/** Finds releases by the forms of their names that clone lists search. */
import { groupBy } from '../../groups.ts'
import { parseReleaseName } from '../../names/parse.ts'
import type { ReleaseFacts, Tag } from '../../names/facts.ts'
import type { Release } from '../selection.ts'
import type { NameType } from './clone-list.ts'
import type { RegexTest } from './regex.ts'

interface NameIndex {
  find(nameType: NameType, term: string): Found
}

interface Found {
  /** In the order of the releases. */
  readonly releases: readonly Release[]
  /** How exactly the term tells a release: a more exact term beats a vaguer one, wherever it stands. */
  readonly exactness: number
}

export function nameIndex(releases: readonly Release[], test: RegexTest): NameIndex {
  const names = releases.map(({ name }) => name)
  const short = groupBy(releases, ({ facts }) => shortName(facts))
  let full: ReadonlyMap<string, readonly Release[]> | undefined
  let regionFree: ReadonlyMap<string, readonly Release[]> | undefined
  return {
    find(nameType, term) {
      const key = term.toLowerCase()
      switch (nameType) {
        case 'short': {
          const found = short.get(key)
          return found ? { releases: found, exactness: 0 } : { releases: withTags(short, term), exactness: 1 }
        }
        case 'regionFree':
          regionFree ??= groupBy(releases, ({ facts }) => withoutRegions(facts).toLowerCase())
          return { releases: regionFree.get(key) ?? [], exactness: 2 }
        case 'regex': {
          const hits = test(term, names)
          return { releases: releases.filter((_, i) => hits[i]), exactness: 3 }
        }
        case 'full':
          full ??= groupBy(releases, ({ name }) => name.toLowerCase())
          return { releases: full.get(key) ?? [], exactness: 4 }
      }
    },
  }
}

/** Terms may hold tags that our short names leave out, such as editions: they speak of releases that have these tags. */
function withTags(short: ReadonlyMap<string, readonly Release[]>, term: string): readonly Release[] {
  const { shortName: key, tags } = parseReleaseName(term)
  const wanted = tags.flatMap(partsOf).filter((text) => !key.includes(text))
  return (short.get(key) ?? []).filter(({ facts }) => {
    const stated = new Set(facts.tags.flatMap(partsOf))
    return wanted.every((text) => stated.has(text))
  })
}

/** A tag may say several things: `(RCG Translation, Switch)`. */
function partsOf({ kind, text, value }: Tag): string[] {
  return kind === 'media' ? [(value ?? text).toLowerCase()] : text.toLowerCase().split(', ')
}

/**
 * Regions that the makers of clone lists do not count among regions, so that they stay part of a short name there: a
 * term without them does not speak of such a release. Compared with Retool's configuration, which names 59 regions.
 */
const NO_REGIONS: ReadonlySet<string> = new Set([
  'Bosnia',
  'Chile',
  'Cyprus',
  'Egypt',
  'Iran',
  'Jordan',
  'Luxembourg',
  'Malaysia',
  'Mongolia',
  'Nepal',
  'Oman',
  'Peru',
  'Philippines',
  'Qatar',
  'Vietnam',
  'Yugoslavia',
])

function shortName({ shortName: short, regions }: ReleaseFacts): string {
  const odd = regions.filter((region) => NO_REGIONS.has(region))
  return odd.length === 0 ? short : `${short} (${odd.join(', ').toLowerCase()})`
}

/** The name without the tags of its regions and languages. */
function withoutRegions({ name, tags }: ReleaseFacts): string {
  let text = ''
  let at = 0
  for (const { kind, span } of tags) {
    if (kind !== 'region' && kind !== 'language') continue
    text += name.slice(at, span[0]).trimEnd()
    at = span[1]
  }
  return (text + name.slice(at)).trim()
}
