/**
 * Compilations against the games they hold. A compilation never competes as a whole: for each of its games it stands
 * beside the best release of that game, and a tie goes to the game's own release. It is kept when it is the best way to
 * have at least one game; a game whose best release is a compilation needs none of its own.
 */
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import { candidateMaker, type Candidate } from '../criteria/candidate.ts'
import type { Cover } from '../clone-lists/listing.ts'
import { compareKeys, contextOf, type Criterion, type RankContext } from '../criteria/criterion.ts'
import { kindOf } from './kinds.ts'
import type { Policy } from '../policy.ts'
import { criteriaNamed } from '../criteria/of-policy.ts'
import { preferencesOf, type Preferences } from '../criteria/preferences.ts'
import type { Ranked } from '../criteria/rank.ts'
import type { Covered, Reason, Release } from '../selection.ts'

/**
 * Games of which nothing is kept, by their place in `ranked` (each best first): those that stand on a compilation that
 * is kept, and compilations that are not.
 */
export function coveredGames(
  ranked: readonly (readonly Ranked[])[],
  policy: Policy,
): ReadonlyMap<number, Covered> {
  if (policy.compilations === 'keep-all') return new Map()
  const rivals = rivalsOf(ranked)
  if (rivals.size === 0) return new Map()
  const judge = judgeOf(policy)
  const verdicts = Array.from(rivals.values(), judge)
  return settle(policy.compilations === 'fewest-files' ? fewest(verdicts) : verdicts)
}

/** A way to have a game: its own best release, or a compilation. */
interface Contender {
  /** Place in `ranked`. */
  readonly cluster: number
  readonly release: Release
  readonly cover?: Cover
  /** Of the game itself, what is not its best. */
  readonly others?: readonly Release[]
}

/** The contenders for one game, the best first, with why each other one lost. */
interface Verdict {
  readonly winner: Contender
  readonly losers: readonly Loser[]
}

interface Loser {
  readonly contender: Contender
  readonly reason: Reason
  /** Of a compilation that lost to the game itself, other releases of that to which it loses. */
  readonly also?: readonly string[]
}

/** For each game that a compilation holds: all ways to have it. */
function rivalsOf(ranked: readonly (readonly Ranked[])[]): ReadonlyMap<string, readonly Contender[]> {
  const rivals = new Map<string, Contender[]>()
  for (const [cluster, [best]] of ranked.entries()) {
    for (const cover of coversOf(best?.release)) {
      if (!best) continue
      const key = gameKey(best.release, cover.group)
      addTo(rivals, key, { cluster, release: best.release, cover })
    }
  }
  if (rivals.size === 0) return rivals
  for (const [cluster, releases] of ranked.entries()) {
    const [best] = releases
    if (!best || coversOf(best.release).length > 0) continue
    const keys = releases.map(({ release }) =>
      gameKey(release, release.listing?.group ?? release.facts.shortName),
    )
    // few games are on any compilation
    const held = [...new Set(keys)].filter((key) => rivals.has(key))
    const others = held.length === 0 ? [] : releases.slice(1).map(({ release }) => release)
    for (const key of held) rivals.get(key)?.unshift({ cluster, release: best.release, others })
  }
  return rivals
}

function coversOf(release: Release | undefined): readonly Cover[] {
  return release?.listing?.covers ?? []
}

function gameKey(release: Release, group: string): string {
  return `${kindOf(release)}|${group}`
}

function judgeOf(policy: Policy): (contenders: readonly Contender[]) => Verdict {
  const preferences = preferencesOf(policy)
  const makeCandidate = candidateMaker(preferences)
  const entryOf = (one: Contender): Entry => ({ contender: one, candidate: makeCandidate(asOneGame(one)) })
  const alsoBetter = (winner: Contender, loser: Entry): readonly string[] => {
    if (winner.cover || !loser.contender.cover) return []
    return (winner.others ?? []).flatMap((release) => {
      const other = entryOf({ ...winner, release })
      const decide = decider(policy, contextOf([other.candidate, loser.candidate], preferences))
      return decide(other, loser).sign < 0 ? release.name : []
    })
  }
  return (contenders) => {
    const entries = contenders
      .map(entryOf)
      .sort((a, b) => byCodeUnit(a.contender.release.name, b.contender.release.name))
    const candidates = entries.map(({ candidate }) => candidate)
    const decide = decider(policy, contextOf(candidates, preferences))
    // one after the other against the best so far: World being as good as USA and as Europe makes no order of all
    const bestOf = (some: readonly Entry[]): Entry =>
      some.reduce((best, entry) => (decide(entry, best).sign < 0 ? entry : best))
    // what a list calls one game may be several, by your decision: none of them stands in for another
    const own = entries.filter(({ contender }) => !contender.cover)
    const game = own.length > 1 ? bestOf(own) : undefined
    const rivals = game ? entries.filter((entry) => entry.contender.cover || entry === game) : entries
    const winner = bestOf(rivals)
    return {
      winner: winner.contender,
      losers: rivals
        .filter((entry) => entry !== winner)
        .map((loser) => ({
          contender: loser.contender,
          reason: decide(winner, loser).reason,
          also: alsoBetter(winner.contender, loser),
        })),
    }
  }
}

/** The release as it would be if it held this game only. */
function asOneGame({ release, cover }: Contender): Release {
  const { facts, listing } = release
  if (!cover || !listing) return release
  const slot = cover.position === undefined ? undefined : facts.languageSlots?.[cover.position - 1]
  const { languages, ...rest } = listing
  return {
    ...release,
    facts: slot ? { ...facts, languages: slot } : facts,
    listing: {
      ...rest,
      ...(slot || !languages ? {} : { languages }),
      priority: cover.priority,
      superset: cover.superset,
    },
  }
}

interface Entry {
  readonly contender: Contender
  readonly candidate: Candidate
}

type Decide = (a: Entry, b: Entry) => { readonly sign: number; readonly reason: Reason }

/** What counts between a compilation and a game, most important first. */
const BY_LANGUAGE = ['pin', 'production', 'language', 'superset', 'priority', 'region'] as const
const BY_REGION = ['pin', 'production', 'region', 'superset', 'priority', 'language'] as const
const BETWEEN_COMPILATIONS = ['language-coverage', 'region-coverage'] as const

function decider(policy: Policy, context: RankContext): Decide {
  const first = criteriaNamed(policy.precedence === 'region' ? BY_REGION : BY_LANGUAGE)
  const last = criteriaNamed(BETWEEN_COMPILATIONS)
  const gamesFirst = policy.compilations === 'individual'
  return (a, b) => {
    const individual = Number(a.contender.cover !== undefined) - Number(b.contender.cover !== undefined)
    if (gamesFirst && individual !== 0) return { sign: individual, reason: INDIVIDUAL_REASON }
    const early = difference(first, a.candidate, b.candidate, context)
    if (early) return early
    if (individual !== 0) return { sign: individual, reason: INDIVIDUAL_REASON }
    return (
      difference(last, a.candidate, b.candidate, context) ??
      byContents(coversOf(a.contender.release), coversOf(b.contender.release))
    )
  }
}

const INDIVIDUAL_REASON: Reason = {
  criterion: 'compilation',
  winner: 'the game itself',
  loser: 'a compilation',
}
const MORE_GAMES_REASON: Reason = { criterion: 'compilation', winner: 'more games', loser: 'fewer games' }
const FEWER_GAMES_REASON: Reason = {
  criterion: 'compilation',
  winner: 'fewer other games',
  loser: 'more other games',
}

/** What holds all of the other, and more, wins; of others the one that brings fewer games a second time. */
function byContents(a: readonly Cover[], b: readonly Cover[]): ReturnType<Decide> {
  const more = b.length - a.length
  return holdsAll(a, b) || holdsAll(b, a)
    ? { sign: more, reason: MORE_GAMES_REASON }
    : { sign: -more, reason: FEWER_GAMES_REASON }
}

function holdsAll(a: readonly Cover[], b: readonly Cover[]): boolean {
  return b.every(({ group }) => a.some((cover) => cover.group === group))
}

function difference(
  order: readonly Criterion[],
  a: Candidate,
  b: Candidate,
  context: RankContext,
): { sign: number; reason: Reason } | undefined {
  for (const criterion of order) {
    if (criterion.id === 'region' && areAlike(a, b, context.preferences)) continue
    const [keyA, keyB] = [criterion.key(a, context), criterion.key(b, context)]
    const sign = compareKeys(criterion, keyA, keyB, context.preferences.oldest)
    if (sign === 0) continue
    const [winner, loser] = sign < 0 ? [a, b] : [b, a]
    return {
      sign,
      reason: {
        criterion: criterion.id,
        winner: criterion.words(winner, context),
        loser: criterion.words(loser, context),
      },
    }
  }
  return undefined
}

/** A release for the whole world is as good as one for any of its large regions. */
const WORLD: readonly string[] = ['USA', 'Europe', 'Japan']

function areAlike(a: Candidate, b: Candidate, { regionRank }: Preferences): boolean {
  const primary = ({ facts, regionRanks }: Candidate) =>
    facts.regions.find((region) => regionRank.get(region) === regionRanks[0]) ?? ''
  const [left, right] = [primary(a), primary(b)]
  return (left === 'World' && WORLD.includes(right)) || (right === 'World' && WORLD.includes(left))
}

/**
 * As few releases as can be found by always taking the compilation that holds the most games not yet had, and of these
 * the one that holds the fewest others. It has to be as good a way to have each of them as the best.
 */
function fewest(verdicts: readonly Verdict[]): Verdict[] {
  const open = new Map(verdicts.entries())
  const settled = new Map<number, Verdict>()
  for (;;) {
    const ways = new Map<number, { readonly size: number; readonly games: number[] }>()
    for (const [i, { winner, losers }] of open) {
      const equals = losers.filter(({ reason }) => reason.criterion === 'compilation')
      for (const { cluster, cover, release } of [winner, ...equals.map(({ contender }) => contender)]) {
        if (!cover) continue
        const way = ways.get(cluster) ?? { size: coversOf(release).length, games: [] }
        ways.set(cluster, way)
        way.games.push(i)
      }
    }
    const [best] = [...ways].sort(
      ([a, x], [b, y]) => y.games.length - x.games.length || x.size - y.size || a - b,
    )
    if (!best || best[1].games.length < 2) break
    const [cluster, { games }] = best
    for (const i of games) {
      const verdict = open.get(i)
      if (verdict) settled.set(i, ledBy(verdict, cluster))
      open.delete(i)
    }
  }
  return verdicts.map((verdict, i) => settled.get(i) ?? verdict)
}

const FEWEST_REASON: Reason = { criterion: 'compilation', winner: 'fewer files', loser: 'more files' }

function ledBy(verdict: Verdict, cluster: number): Verdict {
  const all = [verdict.winner, ...verdict.losers.map(({ contender }) => contender)]
  const winner = all.find((contender) => contender.cluster === cluster)
  if (!winner || winner === verdict.winner) return verdict
  const losers = all.filter((contender) => contender !== winner)
  return { winner, losers: losers.map((contender) => ({ contender, reason: FEWEST_REASON })) }
}

function settle(verdicts: readonly Verdict[]): ReadonlyMap<number, Covered> {
  const kept = new Set(verdicts.flatMap(({ winner }) => (winner.cover ? [winner.cluster] : [])))
  const covered = new Map<number, { by: Map<string, readonly string[]>; reason: Reason }>()
  for (const { winner, losers } of verdicts) {
    for (const { contender, reason, also = [] } of losers) {
      // a compilation that is kept for another of its games is there anyway
      if (contender.cover && kept.has(contender.cluster)) continue
      const known = covered.get(contender.cluster) ?? { by: new Map<string, readonly string[]>(), reason }
      covered.set(contender.cluster, known)
      const { name } = winner.release
      const before = known.by.get(name) ?? also
      known.by.set(
        name,
        before.filter((other) => also.includes(other)),
      )
    }
  }
  return new Map([...covered].map(([cluster, { by, reason }]) => [cluster, coverBy(by, reason)]))
}

function coverBy(by: ReadonlyMap<string, readonly string[]>, reason: Reason): Covered {
  const names = [...by.keys()].sort(byCodeUnit)
  const or = names.map((name) => by.get(name) ?? [])
  return { by: names, ...(or.some((others) => others.length > 0) ? { or } : {}), reason }
}
