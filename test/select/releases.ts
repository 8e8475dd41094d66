/** Releases for tests, as the catalog would give them. */
import { parseReleaseName } from '../../src/names/parse.ts'
import type { CloneList } from '../../src/select/clone-lists/clone-list.ts'
import { readCloneList } from '../../src/select/clone-lists/read.ts'
import type { Policy } from '../../src/select/policy.ts'
import { select } from '../../src/select/select.ts'
import type { Cluster, Release } from '../../src/select/selection.ts'

export function release(name: string, more: Partial<Release> = {}): Release {
  return { id: 1, name, facts: parseReleaseName(name), cloneOf: [], categories: [], ...more }
}

export function releases(...names: readonly string[]): Release[] {
  return names.map((name, i) => release(name, { id: i + 1 }))
}

/** Selects among releases given by name. */
export function selectNames(names: readonly string[], policy: Policy = {}): Cluster[] {
  return select(releases(...names), policy, { platform: 'nes' })
}

/** The winner of each game. */
export function winners(clusters: readonly Cluster[]): string[] {
  return clusters.flatMap(({ ranked }) => ranked[0]?.name ?? [])
}

/** A clone list called `Test`. */
export function cloneList(...variants: readonly object[]): CloneList {
  return readCloneList(JSON.stringify({ description: { name: 'Test' }, variants }), 'test.json').list
}
