/**
 * Finds out which releases are the same game: what DATs link as parent and clone, then equal short names. Each pair is
 * linked on its own evidence, so a DAT that knows few clones takes nothing from what the names tell.
 */
import { byCodeUnit } from '../order.ts'
import { kindOf } from './kinds.ts'
import type { Release } from './selection.ts'

export interface ReleaseGroup {
  /** Sorted by name. */
  readonly members: readonly Release[]
  /** For each member the part of the group it is linked to by DATs alone. */
  readonly datParts: readonly number[]
}

/** Groups come sorted by their first member's name, whatever the order of the input. */
export function clusterReleases(releases: readonly Release[]): ReleaseGroup[] {
  const sorted = releases.toSorted((a, b) => byCodeUnit(a.name, b.name) || a.id - b.id)
  const byDat = new Sets(sorted.length)
  const byAll = new Sets(sorted.length)
  const parents = new Set(sorted.flatMap(({ cloneOf }) => cloneOf))
  const families = new Map<string, number>()
  const names = new Map<string, number>()
  for (const [i, release] of sorted.entries()) {
    const kind = kindOf(release)
    for (const family of familiesOf(release, parents)) {
      join(families, `${kind}|${discOf(release)}|${family}`, i, byDat, byAll)
    }
    join(names, nameKey(release, kind), i, byAll)
  }
  const groups = new Map<number, number[]>()
  for (const i of sorted.keys()) {
    const group = groups.get(byAll.find(i))
    if (group) group.push(i)
    else groups.set(byAll.find(i), [i])
  }
  return Array.from(groups.values(), (indices) => ({
    members: indices.flatMap((i) => sorted[i] ?? []),
    datParts: indices.map((i) => byDat.find(i)),
  }))
}

/** A parent and its clones meet at the parent's name, even where the parent itself is not in the DAT. */
function familiesOf({ name, cloneOf }: Release, parents: ReadonlySet<string>): readonly string[] {
  return parents.has(name) ? [name, ...cloneOf] : cloneOf
}

/** Each disc of a set is chosen by itself. */
function discOf({ facts }: Release): string {
  return facts.tags.find(({ kind }) => kind === 'media')?.value?.toLowerCase() ?? ''
}

/**
 * Releases with the same key are one game whatever DATs say, so a key stands in one group only.
 * The system software of one region never stands in for that of another.
 */
export function nameKey({ facts }: Release, kind: string): string {
  const regions = kind === 'bios' ? facts.regions.toSorted(byCodeUnit).join() : ''
  return `${kind}|${regions}|${facts.shortName}`
}

function join(index: Map<string, number>, key: string, i: number, ...sets: readonly Sets[]): void {
  const other = index.get(key)
  if (other === undefined) index.set(key, i)
  else for (const set of sets) set.union(other, i)
}

/** Disjoint sets of 0…n-1. A set is named by its smallest member, so no order of unions shows. */
class Sets {
  readonly #parent: Int32Array

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, i) => i)
  }

  find(i: number): number {
    let root = i
    for (let up = this.#up(root); up !== root; up = this.#up(root)) root = up
    for (let at = i; at !== root;) {
      const next = this.#up(at)
      this.#parent[at] = root
      at = next
    }
    return root
  }

  union(a: number, b: number): void {
    const [low, high] = [this.find(a), this.find(b)].toSorted((x, y) => x - y)
    if (low !== undefined && high !== undefined) this.#parent[high] = low
  }

  #up(i: number): number {
    return this.#parent[i] ?? i
  }
}
