/** Between any two releases of one game: which one a policy likes better, and by which criterion. */
import { candidateMaker } from './criteria/candidate.ts'
import { contextOf } from './criteria/criterion.ts'
import { clusterReleases } from './grouping/cluster.ts'
import { pinning } from './decisions.ts'
import { filterOf } from './filter.ts'
import { policyFor, type Policy } from './policy.ts'
import { preferencesOf } from './criteria/preferences.ts'
import { comparer } from './criteria/rank.ts'
import { groupingOf, type SelectContext } from './select.ts'
import type { Reason, Release } from './selection.ts'

/**
 * `same`: they are one release. `apart`: they are not one game, so neither stands in for the other. `left-out`: `release`
 * is removed by a rule, so it is not compared. `decided`: `better` stands above `worse`, whatever other releases there are
 * beside them.
 */
export type WhyNot =
  | { readonly kind: 'unknown'; readonly release: string }
  | { readonly kind: 'same' }
  | { readonly kind: 'apart' }
  | { readonly kind: 'left-out'; readonly release: string; readonly rule: string }
  | { readonly kind: 'decided'; readonly better: string; readonly worse: string; readonly reason: Reason }

/** `releases`: all of the platform, since the best language of a game is that of all its releases. */
export function whyNot(
  releases: readonly Release[],
  general: Policy,
  context: SelectContext,
  a: string,
  b: string,
): WhyNot {
  const unknown = [a, b].find((name) => !releases.some((release) => release.name === name))
  if (unknown !== undefined) return { kind: 'unknown', release: unknown }
  if (a === b) return { kind: 'same' }
  const policy = policyFor(general, context.platform)
  const groups = clusterReleases(releases, groupingOf(policy, context))
  const members = groups.find((group) => group.members.some(({ name }) => name === a))?.members ?? []
  if (!members.some(({ name }) => name === b)) return { kind: 'apart' }
  const filter = filterOf(policy)
  const passed = members.filter((release) => filter(release) === undefined)
  for (const name of [a, b]) {
    const member = members.find((release) => release.name === name)
    const rule = member && filter(member)
    if (rule !== undefined) return { kind: 'left-out', release: name, rule }
  }
  const pinned = pinning(policy, context.pins)
  const preferences = preferencesOf(pinned)
  const candidates = passed.map(candidateMaker(preferences))
  const compare = comparer(pinned, contextOf(candidates, preferences))
  const [left, right] = [a, b].map((name) => candidates.find(({ release }) => release.name === name))
  if (!left || !right) return { kind: 'apart' }
  const { sign, reason } = compare(left, right)
  return { kind: 'decided', better: sign <= 0 ? a : b, worse: sign <= 0 ? b : a, reason }
}
