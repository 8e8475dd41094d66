/**
 * What DATs mean by their silence. A DAT that calls releases of a title parent and clones, and not another release of that
 * title, knows that as another game: the Casper of Japan is not the Casper of the others.
 */
import { addTo } from '../../groups.ts'
import type { TagKind } from '../../names/facts.ts'
import type { LinkSource } from './link-source.ts'
import type { Release } from '../selection.ts'
import type { Unions } from './unions.ts'

export interface Titled {
  readonly release: Release
  /** What it meets others by. */
  readonly key: string
}

/** Of sets, by what names them. */
export interface Unrelated {
  /** Whether any are apart. */
  readonly isAny: boolean
  /** A title that they share is no reason to join two that a DAT knows apart. */
  mayJoin(a: number, b: number): boolean
  joined(into: number, from: number): void
}

/**
 * To be asked for when all that DATs say has been joined. Whether two sets are apart depends on nothing but them, so games
 * stay as they are where they are looked at without all others.
 */
export function unrelatedIn(
  { links, find }: Pick<Unions<LinkSource>, 'links' | 'find'>,
  all: readonly Titled[],
): Unrelated {
  const families = new Set(links.flatMap(({ a, source }) => (source === 'dat' ? [find(a)] : [])))
  const titles = new Set(all.flatMap(({ key }, i) => (families.has(find(i)) ? [key] : [])))
  /** Sets with machines of a list that names parents. */
  const machines = new Set<number>()
  /** Key → set → the regions of those in it that speak for it. */
  const spoken = new Map<string, Map<number, Set<string>>>()
  for (const [i, { release, key }] of all.entries()) {
    if (release.parentage === 'all') machines.add(find(i))
    if (release.parentage !== 'some' || !titles.has(key) || !isPlain(release)) continue
    const sets = spoken.get(key) ?? new Map<number, Set<string>>()
    const regions = sets.get(find(i)) ?? new Set()
    spoken.set(key, sets.set(find(i), regions))
    for (const region of release.facts.regions) regions.add(region)
  }
  const foes = new Map<number, number[]>()
  for (const sets of spoken.values()) {
    for (const [family, own] of sets) {
      if (!families.has(family)) continue
      for (const [set, regions] of sets) {
        if (set === family || haveCommon(own, regions)) continue
        addTo(foes, set, family)
        addTo(foes, family, set)
      }
    }
  }
  return {
    isAny: foes.size > 0 || machines.size > 0,
    mayJoin: (a, b) =>
      !(machines.has(a) && machines.has(b)) && foes.get(a)?.some((foe) => find(foe) === b) !== true,
    joined(into, from) {
      if (machines.has(from)) machines.add(into)
      for (const foe of foes.get(from) ?? []) addTo(foes, into, foe)
    },
  }
}

/** Of what is new, the parent may not have been found yet: only for another region it is likely to be another game. */
function haveCommon(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.has('World') || others.has('World') || [...some].some((region) => others.has(region))
}

/** Sold in its time and nothing else: of what came later, not every DAT says whose clone it is. */
function isPlain({ facts: { regions, tags } }: Release): boolean {
  return regions.length > 0 && tags.every(({ kind }) => PLAIN.has(kind))
}

const PLAIN: ReadonlySet<TagKind> = new Set<TagKind>(['region', 'language', 'revision', 'version', 'media'])
