/** Makes the releases and games of a platform what its DATs, clone lists and decisions say, wherever that changed. */
import { gamesWritten, putGames, type Game } from '../../catalog/games.ts'
import { recall, remember } from '../../catalog/meta.ts'
import type { Db } from '../../catalog/sqlite.ts'
import { rebuildReleases, renewReleases } from '../../dats/releases/place.ts'
import { loadReleases } from '../../dats/releases/releases.ts'
import { digest } from '../../engine/canonical.ts'
import type { CloneList } from '../../select/clone-lists/clone-list.ts'
import { releaseGroups, type ReleaseGroup } from '../../select/grouping/cluster.ts'
import { decidedTitle, type GroupingDecision } from '../../select/decisions.ts'
import { holdMade, MOST_HELD } from './made-games.ts'
import { reachOf } from './reach.ts'
import { shelvesFor } from './shelves.ts'

interface GroupingRules {
  readonly cloneLists: readonly CloneList[]
  /** A fingerprint of these. */
  readonly lists: string
  readonly decisions: readonly GroupingDecision[]
  readonly titles: Readonly<Record<string, string>> | null
  /** Names may be read otherwise than when the games were made: nothing of them is taken over. */
  readonly isAnew?: boolean
}

export interface Grouped {
  readonly shelves: number
  /** Grows when games become others: see `gamesWritten`. */
  readonly changed: number
}

/** Everything in one transaction: what DATs noted is used up exactly when the games follow it. */
export function regroup(
  db: Db,
  platform: string,
  rules: GroupingRules,
  onGrouped: (games: number) => void = () => undefined,
): Grouped {
  return db.transaction(() => {
    const before = rules.isAnew ? undefined : groupedBefore(db, platform)
    const now = basisOf(rules)
    if (!before) {
      rebuildReleases(db, platform)
      return putAll(db, platform, rules, now, { isChanged: () => true, onGrouped })
    }
    const renewal = renewReleases(db, platform)
    const isAsBefore = before.rules === now.rules
    if (isAsBefore && renewal.names.length === 0) return groupedOf(before)
    const isLocal = isAsBefore && rules.cloneLists.length === 0 && renewal.names.length * 4 < before.games
    if (isLocal) {
      const { releases, games } = reachOf(db, platform, renewal, rules.decisions)
      const changed = new Set(renewal.names)
      const options = { are: 'some' as const, bereft: renewal.games }
      const count = putGames(
        db,
        platform,
        gamesOf(releaseGroups(releases, rules), rules, (name) => changed.has(name)),
        options,
      )
      onGrouped(count)
      return rememberGrouped(db, platform, { ...now, games: before.games - games + count })
    }
    const changed = new Set([...renewal.names, ...before.decided, ...now.decided])
    const isChanged = (name: string): boolean => before.lists !== now.lists || changed.has(name)
    return putAll(db, platform, rules, now, { isChanged, onGrouped, bereft: renewal.games })
  })()
}

interface PutAllOptions {
  readonly isChanged: (release: string) => boolean
  readonly onGrouped: (games: number) => void
  readonly bereft?: readonly number[]
}

function putAll(
  db: Db,
  platform: string,
  rules: GroupingRules,
  now: Basis,
  { isChanged, onGrouped, bereft }: PutAllOptions,
): Grouped {
  const { cloneLists, decisions } = rules
  const releases = loadReleases(db, platform)
  const groups = releaseGroups(releases, { cloneLists, decisions })
  // by clone lists a policy may make others of them
  const games = cloneLists.length === 0 && releases.length <= MOST_HELD ? [...groups] : undefined
  const rows = gamesOf(games ?? groups, rules, isChanged)
  const count = putGames(db, platform, rows, bereft ? { bereft } : {})
  onGrouped(count)
  const grouped = rememberGrouped(db, platform, { ...now, games: count })
  holdMade(db, games && { platform, changed: grouped.changed, games })
  return grouped
}

/** Groups of releases as the catalog keeps them. */
function* gamesOf(
  groups: Iterable<ReleaseGroup>,
  { titles }: GroupingRules,
  isChanged: (release: string) => boolean,
): Generator<Game> {
  for (const { key, otherKeys, members } of groups) {
    yield {
      cluster: key,
      title: decidedTitle(members, titles ?? undefined) ?? members[0]?.facts.title ?? '',
      releases: members.map(({ id, facts }) => ({ id, regions: facts.regions })),
      keys: otherKeys,
      isChanged: members.some(({ name }) => isChanged(name)),
    }
  }
}

/** What the games of a platform were made by. */
interface Basis {
  /** A fingerprint of all rules, and of the clone lists alone. */
  readonly rules: string
  readonly lists: string
  /** Releases that something was decided about. */
  readonly decided: readonly string[]
}

interface Seen extends Basis {
  /** How many games there are. */
  readonly games: number
  readonly changed: number
}

function basisOf({ lists, decisions, titles }: GroupingRules): Basis {
  return {
    rules: digest(JSON.stringify([lists, decisions, titles])),
    lists,
    decided: [...new Set(decisions.flatMap(({ releases }) => releases))],
  }
}

function markOf(platform: string): string {
  return `grouped:${platform}`
}

function groupedBefore(db: Db, platform: string): Seen | undefined {
  const seen = recall(db, markOf(platform))
  return seen === undefined ? undefined : (JSON.parse(seen) as Seen)
}

function rememberGrouped(db: Db, platform: string, now: Basis & Pick<Seen, 'games'>): Grouped {
  const seen: Seen = { ...now, changed: gamesWritten(db, platform) }
  remember(db, markOf(platform), JSON.stringify(seen))
  return groupedOf(seen)
}

function groupedOf({ games, changed }: Seen): Grouped {
  return { shelves: shelvesFor(games), changed }
}
