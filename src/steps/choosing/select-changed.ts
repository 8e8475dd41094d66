/** Selects again those games of a platform that are not what they were, and what depends on them. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { releaseLoader } from '../../dats/releases/releases.ts'
import type { Policy } from '../../select/policy.ts'
import { byGame, createSelector, firstName, type SelectContext } from '../../select/select.ts'
import type { Grouped } from './regroup.ts'
import type { ShelfNode } from './select-shelves.ts'
import { shelfNames, shelfOf, shelve } from './shelves.ts'

/** What a selection by the catalog's games leaves to the next one. */
export interface ShelvesPast extends Grouped {
  readonly by: 'shelves'
  /** A fingerprint of the policy and of what is decided. */
  readonly basis: string
  /** The sets that discs belong to, each disc by its best release: all discs of a set are decided together. */
  readonly discs: readonly (readonly [set: string, release: string])[]
}

/** Returns how many games were decided. Shelves without any of them stay as they are. */
export function selectChanged(
  db: Db,
  policy: Policy,
  context: SelectContext,
  { grouped: { shelves, changed }, past }: { readonly grouped: Grouped; readonly past: ShelvesPast },
  { keep, before, note }: ShelfNode,
): number {
  const { platform } = context
  const load = releaseLoader(db, platform)
  const gameOf = gameFinder(db, platform)
  const selector = createSelector(policy, context)
  const games = changedGames(db, platform, past.changed)
  // a release that is gone was part of a game that changed
  const isAgain = (release: string): boolean => {
    const game = gameOf(release)
    return game === undefined || games.has(game.id)
  }
  const clusters = selector.add(load({ of: 'games', ids: [...games.keys()] }))

  const sets = new Set(selector.discs().map(([set]) => set))
  for (const [set, release] of past.discs) if (isAgain(release)) sets.add(set)
  const still = past.discs.filter(([, release]) => !isAgain(release))
  const bound = boundBy(sets, still)
  const others = new Map(
    [...bound].flatMap((release) => {
      const game = gameOf(release)
      return game ? [[game.id, game.key] as const] : []
    }),
  )
  const discs = still.filter(([, release]) => !bound.has(release))
  clusters.push(...selector.add(load({ of: 'games', ids: [...others.keys()] })))
  for (const [id, key] of others) games.set(id, key)
  const next: ShelvesPast = { ...past, shelves, changed, discs: [...discs, ...selector.discs()] }
  clusters.push(...selector.rest())

  const made = shelve(db, platform, clusters, shelves)
  const touched = new Set(Array.from(games.values(), (key) => shelfOf(key, shelves)))
  for (const shelf of shelfNames(shelves)) {
    if (!touched.has(shelf)) before?.leave(shelf)
    else {
      const same = (before?.page(shelf) ?? []).filter((cluster) => !isAgain(firstName(cluster)))
      keep(shelf, [...same, ...(made.get(shelf) ?? [])].sort(byGame))
    }
  }
  note(JSON.stringify(next))
  return selector.decided
}

/**
 * The discs of these sets, and of all others that one of them belongs to: the best of a game may be of one set, and its oldest
 * of another.
 */
function boundBy(some: Iterable<string>, discs: ShelvesPast['discs']): ReadonlySet<string> {
  const sets = new Set(some)
  const bound = new Set<string>()
  for (let known = -1; known !== sets.size + bound.size;) {
    known = sets.size + bound.size
    for (const [set, release] of discs) {
      if (sets.has(set)) bound.add(release)
      if (bound.has(release)) sets.add(set)
    }
  }
  return bound
}

/** By id, with their keys; also those that have no release any more. */
function changedGames(db: Db, platform: string, since: number): Map<number, string> {
  const rows = db
    .prepare<[string, number], [number, string]>(
      `select id, cluster from atomic_game_unit
       where platform_id = (select id from platform where slug = ?) and changed > ? order by id`,
    )
    .raw()
    .all(platform, since)
  return new Map(rows)
}

interface CatalogGame {
  readonly id: number
  readonly key: string
}

function gameFinder(db: Db, platform: string): (release: string) => CatalogGame | undefined {
  const find = prepareOnce(
    db,
    `select a.id, a.cluster as key from game_release r join atomic_game_unit a on a.id = r.atomic_id
     where r.platform_id = (select id from platform where slug = ?) and r.name = ?`,
  )
  return (release) => find.get(platform, release) as CatalogGame | undefined
}
