/** Puts the releases of one game into order and says of each loser what decided. */
import { candidateMaker, type Candidate } from './candidate.ts'
import { compareKeys, contextOf, type Criterion, type Key, type RankContext } from './criterion.ts'
import type { Policy } from '../policy.ts'
import { criteriaOf } from './of-policy.ts'
import { preferencesOf } from './preferences.ts'
import type { Reason, Release } from '../selection.ts'

export interface Ranked {
  readonly release: Release
  /** Absent for the winner: why the winner stands above. */
  readonly lostTo?: Reason
}

/** Releases that come first, in this order, and why those do that the criteria put elsewhere. */
interface Forced {
  readonly first: readonly string[]
  readonly reason: Reason
}

/** Ranks the releases of one game, best first. Their names must differ. */
export type Ranker = (releases: readonly Release[], forced?: Forced) => Ranked[]

/** A judge of one policy. */
export function ranker(policy: Policy): Ranker {
  const preferences = preferencesOf(policy)
  const makeCandidate = candidateMaker(preferences)
  const order = criteriaOf(policy)
  const share = reasonSharer()
  return (releases, forced) => {
    const [only] = releases
    if (only && releases.length === 1) return [{ release: only }]
    const candidates = releases.map(makeCandidate)
    const context = contextOf(candidates, preferences)
    const entries = candidates.map((candidate): Entry => ({ candidate, keys: [] }))
    entries.sort(
      (a, b) => decide(order, a, b, context).sign || a.candidate.release.id - b.candidate.release.id,
    )
    const placed = forced ? inFront(entries, forced.first) : entries
    const [winner] = placed
    if (!winner) return []
    const places = new Map(forced ? entries.map((entry, i) => [entry, i]) : [])
    let lowest = places.get(winner) ?? 0
    const losers = placed.slice(1).map((entry): Ranked => {
      const place = places.get(entry) ?? lowest
      const isOvertaken = place < lowest
      lowest = Math.max(lowest, place)
      const lostTo = forced && isOvertaken ? forced.reason : share(explain(order, winner, entry, context))
      return { release: entry.candidate.release, lostTo }
    })
    return [{ release: winner.candidate.release }, ...losers]
  }
}

function inFront(entries: readonly Entry[], names: readonly string[]): Entry[] {
  const first = names.flatMap(
    (name) => entries.find(({ candidate }) => candidate.release.name === name) ?? [],
  )
  return [...first, ...entries.filter((entry) => !first.includes(entry))]
}

/** Most releases lose for one of a few reasons, and there can be hundreds of thousands: equal ones become one object. */
function reasonSharer(): (reason: Reason) => Reason {
  const known = new Map<string, Reason>()
  return (reason) => {
    const { criterion, winner, loser } = reason
    if (known.size >= MOST_REASONS) return reason
    const key = JSON.stringify([criterion, winner, loser])
    const same = known.get(key)
    if (same) return same
    known.set(key, reason)
    return reason
  }
}

const MOST_REASONS = 2000

/** Keys are worked out when first asked for: most games are decided by the first few criteria. */
interface Entry {
  readonly candidate: Candidate
  readonly keys: (Key | undefined)[]
}

/** Compares any two candidates of one game: negative when the first is better. */
export function comparer(
  policy: Policy,
  context: RankContext,
): (a: Candidate, b: Candidate) => { readonly sign: number; readonly reason: Reason } {
  const order = criteriaOf(policy)
  return (a, b) => {
    const left: Entry = { candidate: a, keys: [] }
    const right: Entry = { candidate: b, keys: [] }
    const { sign } = decide(order, left, right, context)
    return {
      sign,
      reason: sign <= 0 ? explain(order, left, right, context) : explain(order, right, left, context),
    }
  }
}

interface Decision {
  readonly criterion?: Criterion
  readonly sign: number
}

function decide(order: readonly Criterion[], a: Entry, b: Entry, context: RankContext): Decision {
  for (const [i, criterion] of order.entries()) {
    const keyA = (a.keys[i] ??= criterion.key(a.candidate, context))
    const keyB = (b.keys[i] ??= criterion.key(b.candidate, context))
    const sign = compareKeys(criterion, keyA, keyB, context.preferences.oldest)
    if (sign !== 0) return { criterion, sign }
  }
  return { sign: 0 }
}

function explain(order: readonly Criterion[], winner: Entry, loser: Entry, context: RankContext): Reason {
  const { criterion } = decide(order, winner, loser, context)
  const [best, other] = [winner.candidate, loser.candidate]
  if (!criterion) return { criterion: 'same', winner: best.release.name, loser: other.release.name }
  return {
    criterion: criterion.id,
    winner: criterion.words(best, context),
    loser: criterion.words(other, context),
  }
}
