/** Which release of each game a policy wants. Needs no ROMs: a lock can be made, and checked, without any. */
import { clusterReleases, type ReleaseGroup } from './cluster.ts'
import { byText } from './compare.ts'
import { DISC_SET_REASON, discSetWinners } from './discs.ts'
import { filterOf } from './filter.ts'
import type { Policy } from './policy.ts'
import { ranker, type Ranked } from './rank.ts'
import type { Cluster, ExcludedRelease, RankedRelease, Release } from './selection.ts'

export interface SelectContext {
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
    .toSorted((a, b) => byText(a.game, b.game) || byText(firstName(a), firstName(b)))
}

/** A game after the policy's hard limits. */
interface Game {
  readonly first?: Release
  readonly passed: readonly Release[]
  readonly excluded: readonly ExcludedRelease[]
  /** By release name: the part of the game that DATs alone link together. */
  readonly datParts: ReadonlyMap<string, number>
}

function sift({ members, datParts }: ReleaseGroup, filter: (release: Release) => string | undefined): Game {
  const parts = new Map<string, number>()
  const passed: Release[] = []
  const excluded: ExcludedRelease[] = []
  for (const [i, release] of members.entries()) {
    if (parts.has(release.name)) continue
    parts.set(release.name, datParts[i] ?? i)
    const rule = filter(release)
    if (rule === undefined) passed.push(release)
    else excluded.push({ name: release.name, rule })
  }
  return { ...(members[0] ? { first: members[0] } : {}), passed, excluded, datParts: parts }
}

function clusterOf({ first, excluded, datParts }: Game, ranked: readonly Ranked[]): Cluster {
  const joinedBy = joiner(ranked, datParts)
  return {
    game: (ranked[0]?.release ?? first)?.facts.title ?? '',
    ranked: ranked.map(({ release, lostTo }) => ({
      name: release.name,
      ...(lostTo ? { lostTo } : {}),
      joinedBy: joinedBy(release.name),
      ...yearOf(release),
    })),
    excluded,
  }
}

/** The year the DAT states, when it is one. */
function yearOf({ year }: Release): { readonly year?: number } {
  return year !== undefined && /^(?:19|20)\d\d$/.test(year) ? { year: Number(year) } : {}
}

/** A release is in the game by DAT when DATs alone link it to the winner; the winner, when they link it to anyone. */
function joiner(
  ranked: readonly Ranked[],
  parts: ReadonlyMap<string, number>,
): (name: string) => RankedRelease['joinedBy'] {
  const [winner, ...others] = ranked.map(({ release }) => release.name)
  if (winner === undefined || others.length === 0) return () => 'alone'
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
