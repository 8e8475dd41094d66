/** Parents and clones, as DATs name them; and what they say by it of two games of one title. */
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import type { LinkSource } from './link-source.ts'
import type { Release } from '../selection.ts'
import type { Unions } from './unions.ts'
import { unrelatedIn, type Titled } from './unrelated.ts'

interface Relative {
  readonly release: Release
  readonly kind: string
  /** Which disc of a set; '' where it says none. */
  readonly disc: string
}

/** Clones meet their parent, and each other where it is not there, is another disc, or another kind of thing. */
export function joinFamilies(
  all: readonly Relative[],
  sets: Unions<LinkSource>,
  places: ReadonlyMap<string, readonly number[]>,
): void {
  const meetsAs = ({ kind, disc }: Relative): string => (disc === '' ? kind : `${kind}|${disc}`)
  for (const [i, item] of all.entries()) {
    for (const parent of item.release.cloneOf) {
      for (const a of places.get(parent) ?? []) {
        const other = all[a]
        if (other && meetsAs(other) === meetsAs(item)) sets.join({ a, b: i, source: 'dat', evidence: parent })
      }
    }
  }
  const families = [...new Set(all.flatMap(({ release: { cloneOf } }) => cloneOf))].sort(byCodeUnit)
  const clones = new Map<string, number[]>()
  for (const [i, { release }] of all.entries()) for (const parent of release.cloneOf) addTo(clones, parent, i)
  for (const family of families) {
    const known = new Map<string, number[]>()
    for (const i of clones.get(family) ?? []) {
      const item = all[i]
      if (!item) continue
      const others = known.get(meetsAs(item)) ?? []
      const isJoined = others.some((a) => sets.join({ a, b: i, source: 'dat', evidence: family }))
      if (!isJoined) addTo(known, meetsAs(item), i)
    }
  }
}

/** Of sets, by what names them. */
export interface Families {
  /** Whether any has several titles. */
  readonly isAnyMixed: boolean
  /** Whether there are any that what names tell may not join. */
  readonly isAnyApart: boolean
  /** Whether DATs say that it is one game under several titles. */
  isMixed(set: number): boolean
  /**
   * What names tell is no reason to join two that DATs made, when one of them is a game under several titles: Pokemon
   * Stadium 2 of Japan is a clone of Pokemon Stadium, and the Pokemon Stadium 2 of the others has clones of its own. Nor
   * when a DAT knows them apart: see `unrelatedIn`.
   */
  mayJoin(a: number, b: number): boolean
  joined(into: number, from: number): void
}

/** To be asked for when all that DATs say has been joined. */
export function familiesIn(
  sets: Pick<Unions<LinkSource>, 'links' | 'find'>,
  all: readonly Titled[],
): Families {
  const unrelated = unrelatedIn(sets, all)
  /** Set → whether it has several titles. */
  const families = new Map<number, boolean>()
  const enter = (set: number, isMixed: boolean): void => {
    families.set(set, isMixed || families.get(set) === true)
  }
  for (const { a, b, source } of sets.links)
    if (source === 'dat') enter(sets.find(a), all[a]?.key !== all[b]?.key)
  const isAnyMixed = [...families.values()].includes(true)
  return {
    isAnyMixed,
    isAnyApart: isAnyMixed || unrelated.isAny,
    isMixed: (set) => families.get(set) === true,
    mayJoin(a, b) {
      const [left, right] = [families.get(a), families.get(b)]
      if (left !== undefined && right !== undefined && (left || right)) return false
      return unrelated.mayJoin(a, b)
    },
    joined(into, from) {
      unrelated.joined(into, from)
      const isMixed = families.get(from)
      if (isMixed !== undefined) enter(into, isMixed)
    },
  }
}
