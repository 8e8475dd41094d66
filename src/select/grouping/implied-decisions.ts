/**
 * What follows from several decisions together: what is one game with a second release, and that with a third, is one with
 * the third, and whatever differs from one of them differs from all. Releases that are there show it by themselves; by
 * way of one that no DAT lists any more it has to be said.
 */
import { groupBy, pairs } from '../../groups.ts'
import type { GroupingDecision } from '../decisions.ts'
import { unions } from './unions.ts'

/** The same decisions, of one platform, and behind them what follows from them. */
export function withImplied(decisions: readonly GroupingDecision[]): readonly GroupingDecision[] {
  const chains = chainsOf(decisions.filter(({ verdict }) => verdict === 'same'))
  if (chains.length === 0) return decisions
  const chainOf = new Map(chains.flatMap((chain) => chain.releases.map((name) => [name, chain.releases])))
  const apart = decisions.flatMap(({ verdict, releases, source }): GroupingDecision[] => {
    if (verdict === 'same') return []
    return pairs(releases.map((name) => chainOf.get(name) ?? [name])).flatMap(([all, others]) =>
      // those of one chain contradict each other, which is told where they are read
      all === others || all.length + others.length === 2
        ? []
        : all.flatMap((a) => others.map((b) => ({ verdict, releases: [a, b], source }))),
    )
  })
  const same = chains.flatMap(({ releases, sources }): GroupingDecision[] =>
    sources.length === 1 ? [] : [{ verdict: 'same', releases, source: sources.join(' and ') }],
  )
  return [...decisions, ...same, ...apart]
}

interface Chain {
  readonly releases: readonly string[]
  /** Of the decisions that it is made of. */
  readonly sources: readonly string[]
}

/** Decisions that have a release in common are one chain. */
function chainsOf(sames: readonly GroupingDecision[]): Chain[] {
  const names = new Set(sames.flatMap(({ releases }) => releases))
  const numbers = new Map(Array.from(names, (name, i) => [name, i]))
  const numberOf = (name = ''): number => numbers.get(name) ?? 0
  const sets = unions<''>(names.size, { mayJoin: () => true, joined: () => undefined })
  for (const { releases } of sames)
    for (const name of releases)
      sets.join({ a: numberOf(releases[0]), b: numberOf(name), source: '', evidence: '' })
  const met = groupBy(sames, ({ releases: [first] }) => sets.find(numberOf(first)))
  return Array.from(met.values(), (some) => ({
    releases: [...new Set(some.flatMap(({ releases }) => releases))],
    sources: some.map(({ source }) => source),
  }))
}
