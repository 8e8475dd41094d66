/**
 * Selects the games of a platform shelf by shelf, so that never more than a shelf's releases are in memory. What was
 * selected before stays, of games that are still the same.
 */
import type { Db } from '../../catalog/sqlite.ts'
import { releaseLoader } from '../../dats/releases/releases.ts'
import { digest } from '../../engine/canonical.ts'
import type { Context } from '../../engine/rule.ts'
import { groupBy } from '../../groups.ts'
import { policyFor, type Policy } from '../../select/policy.ts'
import { byGame, createSelector, type SelectContext, type Selector } from '../../select/select.ts'
import type { Cluster } from '../../select/selection.ts'
import { madeGames } from './made-games.ts'
import type { Grouped } from './regroup.ts'
import { selectChanged, type ShelvesPast } from './select-changed.ts'
import { selectWhole, type WholePast } from './select-whole.ts'
import { gamesOnShelves, shelfNames, shelfOf, shelve } from './shelves.ts'

/** Where shelves go, in the order of `select`, and where those of before are: a node with a page for each. */
export type ShelfNode = Pick<
  Context<Readonly<Record<string, readonly Cluster[]>>>,
  'keep' | 'before' | 'note'
>

/**
 * The catalog's games must be up to date. `dats`: only what these list; absent: all. Returns how many games were decided.
 */
export function selectShelves(
  db: Db,
  policy: Policy,
  context: SelectContext,
  { dats, ...grouped }: Grouped & { readonly dats?: readonly string[] | undefined },
  node: ShelfNode,
): number {
  const { platform, pins, titles } = context
  const own = policyFor(policy, platform)
  if (dats !== undefined || !groupsAsCatalog(own, context)) {
    const basis = digest(JSON.stringify([own, pins]))
    const past = pastOf<WholePast>(node, 'whole', basis)
    return selectWhole(db, policy, context, { shelves: grouped.shelves, basis, dats, past }, node)
  }
  const basis = digest(JSON.stringify([own, pins, titles]))
  const past = pastOf<ShelvesPast>(node, 'shelves', basis)
  if (past?.shelves === grouped.shelves) return selectChanged(db, policy, context, { grouped, past }, node)
  return selectAll(db, policy, context, { grouped, basis }, node)
}

/** What a node leaves to its next run; of no use where the policy, or what is decided, became another. */
type Past = WholePast | ShelvesPast

function pastOf<P extends Past>({ before }: ShelfNode, by: P['by'], basis: string): P | undefined {
  if (!before || before.note === '') return undefined
  const past = JSON.parse(before.note) as Past
  return past.by === by && past.basis === basis ? (past as P) : undefined
}

/** Shelves of which a game depends on games of other shelves come last. */
function selectAll(
  db: Db,
  policy: Policy,
  context: SelectContext,
  { grouped: { shelves, changed }, basis }: { readonly grouped: Grouped; readonly basis: string },
  { keep, note }: ShelfNode,
): number {
  const { platform } = context
  const selector = createSelector(policy, context)
  const decide = shelfDecider(db, selector, { platform, shelves, changed })
  const open = new Map<string, Cluster[]>()
  for (const shelf of shelfNames(shelves)) {
    const before = selector.waiting
    const clusters = decide(shelf)
    if (selector.waiting === before) keep(shelf, clusters.sort(byGame))
    else open.set(shelf, clusters)
  }
  const past: ShelvesPast = { by: 'shelves', basis, shelves, changed, discs: selector.discs() }
  const rest = shelve(db, platform, selector.rest(), shelves)
  for (const [shelf, clusters] of open) keep(shelf, [...clusters, ...(rest.get(shelf) ?? [])].sort(byGame))
  note(JSON.stringify(past))
  return selector.decided
}

/** Decides the games of a shelf: those that were just made, or what the catalog says of them. */
function shelfDecider(
  db: Db,
  selector: Selector,
  { platform, shelves, changed }: Grouped & { readonly platform: string },
): (shelf: string) => Cluster[] {
  const made = madeGames(db, { platform, changed })
  if (made) {
    const games = groupBy(made, ({ key }) => shelfOf(key, shelves))
    return (shelf) => selector.addGames(games.get(shelf) ?? [])
  }
  const load = releaseLoader(db, platform)
  const ids = gamesOnShelves(db, platform, shelves)
  return (shelf) => selector.add(load({ of: 'games', ids: ids.get(shelf) ?? [] }))
}

/**
 * Whether the policy makes games of the very releases that the catalog does: then those of one shelf have nothing to do
 * with others. Clone lists may group by a policy's regions.
 */
function groupsAsCatalog({ groupBy: sources }: Policy, { cloneLists = [] }: SelectContext): boolean {
  return sources === undefined && cloneLists.length === 0
}
