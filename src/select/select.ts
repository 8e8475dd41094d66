/** Which release of each game a policy wants. Needs no ROMs: a lock can be made, and checked, without any. */
import { clusterReleases, type ReleaseGroup } from './cluster.ts'
import { byCodeUnit } from '../order.ts'
import { DISC_SET_REASON, discSetWinners } from './discs.ts'
import { filterOf } from './filter.ts'
import type { Policy } from './policy.ts'
import { ranker, type Ranked } from './rank.ts'
import type { Cluster, ExcludedRelease, RankedRelease, Release } from './selection.ts'

interface SelectContext {
  /** Slug of the platform whose releases these are. */
  readonly platform: string
}

/**
 * The games of one platform, sorted by title, then by the winner's name. Of a game whose releases are all left out,
 * `ranked` is empty. Releases of one name count once.
 */
export function select(releases: readonly Release[], policy: Policy, { platform }: SelectContext): Cluster[] {
  const { platforms } = policy.only ?? {}
  if (platforms && !platforms.includes(platform)) return []
  const filter = filterOf(policy)
  const rank = ranker(policy)
  const games = clusterReleases(releases).map((group) => sift(group, filter))
  const ranked = games.map(({ passed }) => rank(passed))
  for (const [i, winner] of discSetWinners(ranked.map((game) => game.map(({ release }) => release)))) {
    ranked[i] = rank(games[i]?.passed ?? [], { winner, reason: DISC_SET_REASON })
  }
  return games
    .map((game, i) => clusterOf(game, ranked[i] ?? []))
    .toSorted((a, b) => byCodeUnit(a.game, b.game) || byCodeUnit(firstName(a), firstName(b)))
}

/** A game after the policy's hard limits. */
interface Game {
  readonly group: ReleaseGroup
  readonly passed: readonly Release[]
  readonly excluded: readonly ExcludedRelease[]
}

function sift(group: ReleaseGroup, filter: (release: Release) => string | undefined): Game {
  const passed: Release[] = []
  const excluded: ExcludedRelease[] = []
  let before: string | undefined
  for (const release of group.members) {
    if (release.name === before) continue
    before = release.name
    const rule = filter(release)
    if (rule === undefined) passed.push(release)
    else excluded.push({ name: release.name, rule })
  }
  return { group, passed, excluded }
}

function clusterOf({ group, excluded }: Game, ranked: readonly Ranked[]): Cluster {
  const joinedBy = joiner(ranked, group)
  const best = ranked[0]?.release ?? group.members[0]
  return {
    game: best?.facts.title ?? '',
    ranked: ranked.map((entry) => rankedRelease(entry, joinedBy)),
    excluded,
  }
}

type JoinedBy = RankedRelease['joinedBy']

function rankedRelease({ release, lostTo }: Ranked, joinedBy: (name: string) => JoinedBy): RankedRelease {
  const { name, year } = release
  return {
    name,
    ...(lostTo ? { lostTo } : {}),
    joinedBy: joinedBy(name),
    // MAME and others write `19??` where they do not know
    ...(year !== undefined && /^(?:19|20)\d\d$/.test(year) ? { year: Number(year) } : {}),
  }
}

/** A release is in the game by DAT when DATs alone link it to the winner; the winner, when they link it to anyone. */
function joiner(ranked: readonly Ranked[], { members, datParts }: ReleaseGroup): (name: string) => JoinedBy {
  const [winner, ...others] = ranked.map(({ release }) => release.name)
  if (winner === undefined || others.length === 0) return () => 'alone'
  const parts = new Map(members.map(({ name }, i) => [name, datParts[i]]))
  const part = parts.get(winner)
  return (name) => {
    const byDat =
      name === winner ? others.some((other) => parts.get(other) === part) : parts.get(name) === part
    return byDat ? 'dat' : 'name'
  }
}

function firstName({ ranked, excluded }: Cluster): string {
  return ranked[0]?.name ?? excluded[0]?.name ?? ''
}
