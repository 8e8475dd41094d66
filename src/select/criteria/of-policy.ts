/** Which criteria a policy goes by, and in what order. */
import { CRITERIA, DEFAULT_ORDER } from './criteria.ts'
import type { Criterion } from './criterion.ts'
import type { Policy } from '../policy.ts'

/**
 * The criteria of a policy. The name comes last whatever the policy says, so that there is always a winner. Unknown ids
 * are skipped.
 */
export function criteriaOf({ order, precedence, licensedFirst, modern }: Policy): readonly Criterion[] {
  let ids = order ?? DEFAULT_ORDER
  if (!order && precedence === 'region')
    ids = moved(ids, ['language', 'superset', 'superset-priority'], 'after', 'region')
  if (!order && licensedFirst) ids = moved(ids, ['licensed', 'aftermarket'], 'before', 'region')
  // who likes re-releases does not like them from anywhere
  if (!order && modern === 'prefer') ids = moved(ids, ['modern'], 'before', 'modern-edition')
  return criteriaNamed([...new Set([...ids, 'name'])])
}

export function criteriaNamed(ids: readonly string[]): readonly Criterion[] {
  return ids.flatMap((id) => CRITERIA.find((criterion) => criterion.id === id) ?? [])
}

/** With some criteria taken to another one. */
function moved(
  ids: readonly string[],
  some: readonly string[],
  side: 'before' | 'after',
  other: string,
): string[] {
  const others = ids.filter((id) => !some.includes(id))
  const at = others.indexOf(other) + (side === 'after' ? 1 : 0)
  return [...others.slice(0, at), ...some, ...others.slice(at)]
}
