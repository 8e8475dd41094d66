/** Wishes of a policy that name releases: those that name none are mistakes, or outlived their DAT. */
import { groupBy } from '../groups.ts'
import { nameGlob } from './glob.ts'
import { MOST_NEAREST, nearestTo } from './nearest.ts'
import { policyFor, type Policy, type PolicyRules } from './policy.ts'

export interface UnmatchedOverride {
  /** Where in the policy: `['pin', 0]`, `['platforms', 'snes', 'drop', 1]`. */
  readonly path: readonly (string | number)[]
  readonly pattern: string
  /** The names most like it, best first; may be empty. */
  readonly nearest: readonly string[]
}

const KEYS = ['pin', 'prefer', 'avoid', 'drop', 'only.names'] as const

/** `names`: the names of all releases of each platform the policy is used for. */
export function unmatchedOverrides(
  policy: Policy,
  names: ReadonlyMap<string, readonly string[]>,
): UnmatchedOverride[] {
  const found = unmatchedIn(policy, [], generalNames(policy, names))
  return [
    ...found,
    ...Object.entries(policy.platforms ?? {}).flatMap(([slug, rules]) =>
      names.has(slug) ? unmatchedIn(rules, ['platforms', slug], () => names.get(slug) ?? []) : [],
    ),
  ]
}

type Key = (typeof KEYS)[number]

function globsOf(rules: PolicyRules, key: Key): readonly string[] | undefined {
  return key === 'only.names' ? rules.only?.names : rules[key]
}

/** Whether a policy has any, of its own or for a platform. */
export function hasOverrides(policy: Policy): boolean {
  return [policy, ...Object.values(policy.platforms ?? {})].some((rules) =>
    KEYS.some((key) => (globsOf(rules, key)?.length ?? 0) > 0),
  )
}

/** A list counts on those platforms that do not have their own. */
function generalNames(policy: Policy, names: ReadonlyMap<string, readonly string[]>) {
  return (key: Key): readonly string[] =>
    [...names].flatMap(([slug, known]) =>
      globsOf(policyFor(policy, slug), key) === globsOf(policy, key) ? known : [],
    )
}

function unmatchedIn(
  rules: PolicyRules,
  path: readonly (string | number)[],
  namesFor: (key: Key) => readonly string[],
): UnmatchedOverride[] {
  return KEYS.flatMap((key) => {
    const patterns = globsOf(rules, key) ?? []
    if (patterns.length === 0) return []
    const known = namesFor(key)
    return patterns.flatMap((pattern, i): UnmatchedOverride[] => {
      const test = nameGlob(pattern)
      if (known.some(test)) return []
      const place = [...path, ...key.split('.'), i]
      return [{ path: place, pattern, nearest: nearestNames(pattern.replaceAll('*', ''), known) }]
    })
  })
}

/** Where no name is like it as a whole, those with a title that is: a release may have got a tag more. */
function nearestNames(text: string, known: readonly string[]): readonly string[] {
  const nearest = nearestTo(text, known)
  const title = titleOf(text)
  if (nearest.length > 0 || title.length < 3) return nearest
  const byTitle = groupBy(known, titleOf)
  return nearestTo(title, byTitle.keys())
    .flatMap((near) => byTitle.get(near) ?? [])
    .slice(0, MOST_NEAREST)
}

function titleOf(name: string): string {
  return name.split(' (', 1)[0] ?? ''
}
