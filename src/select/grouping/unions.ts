/**
 * Disjoint sets that remember why they were joined, and that refuse a join which something stronger forbids. Joins must
 * come strongest first: then the weakest link on the way between two members is the best reason they have.
 */
import { addTo } from '../../groups.ts'
export interface Link<S> {
  readonly a: number
  readonly b: number
  readonly source: S
  /** What exactly says so, for people. */
  readonly evidence: string
}

export interface Unions<S> {
  /** The set of `i`, named by its smallest member, so no order of joins shows. */
  find(i: number): number
  /** False when the two must stay apart. */
  join(link: Link<S>): boolean
  /** The joins that made two sets one: a forest. */
  readonly links: readonly Link<S>[]
}

/** `mayJoin`: asked with the names of two sets before they become one; `joined`: told afterwards. */
interface Guard<S> {
  mayJoin(a: number, b: number, source: S): boolean
  joined(into: number, from: number): void
}

/** Sets of 0…n-1. */
export function unions<S>(size: number, guard: Guard<S>): Unions<S> {
  const parent = Int32Array.from({ length: size }, (_, i) => i)
  const links: Link<S>[] = []
  const up = (i: number): number => parent[i] ?? i

  function find(i: number): number {
    let root = i
    for (let next = up(root); next !== root; next = up(root)) root = next
    for (let at = i; at !== root;) {
      const next = up(at)
      parent[at] = root
      at = next
    }
    return root
  }

  return {
    find,
    links,
    join(link) {
      const a = find(link.a)
      const b = find(link.b)
      if (a === b) return true
      if (!guard.mayJoin(a, b, link.source)) return false
      const [low, high] = a < b ? [a, b] : [b, a]
      parent[high] = low
      guard.joined(low, high)
      links.push(link)
      return true
    },
  }
}

/** From one member the links on the way to each of the others. Links must be a forest. */
export function waysFrom<S>(
  start: number,
  links: readonly Link<S>[],
): ReadonlyMap<number, readonly Link<S>[]> {
  return alongWays<S, readonly Link<S>[]>(start, links, [], (way, link) => [...way, link])
}

/**
 * From one member what the way to each of the others comes to, link by link. Links must be a forest. A way may be as long
 * as there are members, so who needs but little of it does not gather it.
 */
export function alongWays<S, T>(
  start: number,
  links: readonly Link<S>[],
  nothing: T,
  further: (so: T, link: Link<S>) => T,
): ReadonlyMap<number, T> {
  const near = new Map<number, Link<S>[]>()
  for (const link of links) {
    for (const end of [link.a, link.b]) {
      addTo(near, end, link)
    }
  }
  const ways = new Map<number, T>([[start, nothing]])
  const queue: [at: number, way: T][] = [[start, nothing]]
  for (const [at, way] of queue) {
    for (const link of near.get(at) ?? []) {
      const next = link.a === at ? link.b : link.a
      if (ways.has(next)) continue
      const longer = further(way, link)
      ways.set(next, longer)
      queue.push([next, longer])
    }
  }
  return ways
}
