/** What the user decided about releases: which are one game, and which is its best. Stronger than every list, DAT and name. */
import { CuratorError, problem } from '../errors.ts'
import { pairs } from '../groups.ts'
import type { Policy } from './policy.ts'
import { waysFrom, type Unions } from './grouping/unions.ts'

export interface GroupingDecision {
  /** `same`: all of these are one game. `different`: no two of them are. */
  readonly verdict: 'same' | 'different'
  /** Names of releases of one platform. Those that are not there any more do nothing. */
  readonly releases: readonly string[]
  /** Where it was decided, for people: `curation.jsonc, same[3]`. */
  readonly source: string
}

/** Two releases that are different games, by their places, and who says so. */
export interface Apart {
  readonly a: number
  readonly b: number
  readonly source: string
}

/** The pairs that a decision speaks of: each with the first for `same`, each with each for `different`. */
export function pairsOf(
  { verdict, releases }: GroupingDecision,
  places: ReadonlyMap<string, readonly number[]>,
): [number, number][] {
  const found = releases.map((name) => places.get(name) ?? [])
  if (verdict === 'same') {
    const [first, ...others] = found.flat()
    return first === undefined ? [] : others.map((other): [number, number] => [first, other])
  }
  return pairs(found).flatMap(([left, right]) =>
    left.flatMap((a) => right.map((b): [number, number] => [a, b])),
  )
}

/** Throws a `CuratorError` when what is decided to be different is also, perhaps by way of others, decided to be the same. */
export function refuseContradictions(
  aparts: readonly Apart[],
  { find, links }: Pick<Unions<unknown>, 'find' | 'links'>,
  nameOf: (i: number) => string,
): void {
  const problems = aparts.flatMap(({ a, b, source }) => {
    if (find(a) !== find(b)) return []
    const way = waysFrom(a, links).get(b) ?? []
    const sames = [...new Set(way.map(({ evidence }) => evidence))].join(' and ')
    return problem(
      'decisions-contradict',
      `"${nameOf(a)}" and "${nameOf(b)}" are different games by ${source}, but the same game by ${sames}.`,
    )
  })
  if (problems.length > 0) throw new CuratorError(problems)
}

/**
 * The policy with the releases that the user decided to be the best of their game, after those it pins itself. They
 * decide between what its limits let through, and lift no limit.
 */
export function pinning(policy: Policy, pins: readonly string[] = []): Policy {
  if (pins.length === 0) return policy
  const { pin = [], order } = policy
  const isAsked = order === undefined || order.includes('pin')
  return { ...policy, pin: [...pin, ...pins], ...(isAsked ? {} : { order: ['pin', ...order] }) }
}

/** What the user decided that the game of these releases is called. Of several the first by the order of the releases. */
export function decidedTitle(
  releases: readonly { readonly name: string }[],
  titles: Readonly<Record<string, string>> | undefined,
): string | undefined {
  if (titles === undefined) return undefined
  const named = releases.find(({ name }) => Object.hasOwn(titles, name))
  return named && titles[named.name]
}
