/** Selects the games of a platform shelf by shelf, so that never more than a shelf's releases are in memory. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { releaseLoader } from '../dats/releases.ts'
import { policyFor, type Policy } from '../select/policy.ts'
import { byGame, createSelector, type SelectContext } from '../select/select.ts'
import type { Cluster } from '../select/selection.ts'
import { gamesOnShelves, shelve } from './shelves.ts'

/**
 * Every shelf with its games, in the order of `select`; those of which a game depends on games of other shelves come
 * last. The catalog's games must be up to date.
 */
export function* selectShelves(
  db: Db,
  policy: Policy,
  context: SelectContext,
  shelves: number,
): Generator<readonly [shelf: string, games: Cluster[]]> {
  const { platform } = context
  const dats = leavesOutDats(db, platform, policy) ? policy.dats : undefined
  const load = releaseLoader(db, platform, dats ? { dats } : {})
  const selector = createSelector(policy, context)
  if (dats !== undefined || !groupsAsCatalog(policy, context)) {
    const clusters = selector.add(load())
    yield* shelve(db, platform, [...clusters, ...selector.rest()], shelves)
    return
  }
  const open = new Map<string, Cluster[]>()
  for (const [shelf, games] of gamesOnShelves(db, platform, shelves)) {
    const before = selector.waiting
    const clusters = selector.add(load(games))
    if (selector.waiting === before) yield [shelf, clusters.sort(byGame)]
    else open.set(shelf, clusters)
  }
  const rest = shelve(db, platform, selector.rest(), shelves)
  for (const [shelf, clusters] of open) yield [shelf, [...clusters, ...(rest.get(shelf) ?? [])].sort(byGame)]
}

/**
 * Whether the policy makes games of the very releases that the catalog does: then those of one shelf have nothing to do
 * with others. Clone lists may group by a policy's regions.
 */
function groupsAsCatalog(policy: Policy, { platform, cloneLists = [] }: SelectContext): boolean {
  return policyFor(policy, platform).groupBy === undefined && cloneLists.length === 0
}

/** Whether some DAT lists releases of the platform that the policy is not for. */
function leavesOutDats(db: Db, platform: string, { dats }: Policy): boolean {
  if (dats === undefined) return false
  const listing = prepareOnce(
    db,
    `select distinct dat from dat_file
     where platform_id = (select id from platform where slug = ?) and log_id is not null`,
  )
  return listing
    .pluck()
    .all(platform)
    .some((dat) => typeof dat === 'string' && !dats.includes(dat))
}
