/** What changed between two locks: the selection diff of a pull request. */
import { byCodeUnit } from '../order.ts'
import { clustersByRelease, whyDropped, type DropReason } from '../select/diff.ts'
import type { Cluster } from '../select/selection.ts'
import { reasonKey, type LockData, type LockedDat, type LockedGames, type LockReasons } from './data.ts'

export interface LockDiff {
  readonly dats: readonly DatChange[]
  /** Only policies and platforms where something changed, sorted by policy, then platform. */
  readonly selections: readonly SelectionChange[]
}

export interface DatChange {
  /** The config's name for it. */
  readonly dat: string
  /** Name in the DAT's header. */
  readonly name: string
  readonly path: string
  /** Version before; absent when the DAT is new. Where versions do not tell the two apart, with the content's hash. */
  readonly from?: string
  /** Version now; absent when the DAT is gone. */
  readonly to?: string
}

export interface SelectionChange {
  readonly policy: string
  readonly platform: string
  readonly added: readonly GameChange[]
  readonly removed: readonly GameChange[]
  readonly swapped: readonly GameSwap[]
}

interface GameChange {
  readonly game: string
  readonly releases: readonly string[]
}

interface GameSwap {
  readonly game: string
  readonly from: readonly string[]
  readonly to: readonly string[]
}

export function diffLock(before: LockData, after: LockData): LockDiff {
  const dats = keysOf(before.dats, after.dats).flatMap((dat) =>
    diffDats(dat, before.dats.get(dat) ?? [], after.dats.get(dat) ?? []),
  )
  const selections = keysOf(before.policies, after.policies).flatMap((policy) => {
    const old = before.policies.get(policy) ?? EMPTY
    const now = after.policies.get(policy) ?? EMPTY
    return keysOf(old, now).flatMap((platform) => {
      const change = diffGames(old.get(platform) ?? EMPTY, now.get(platform) ?? EMPTY)
      const changes = change.added.length + change.removed.length + change.swapped.length
      return changes > 0 ? [{ policy, platform, ...change }] : []
    })
  })
  return { dats, selections }
}

export function isEmptyDiff({ dats, selections }: LockDiff): boolean {
  return dats.length === 0 && selections.length === 0
}

/**
 * Why what a game had is not kept any more, of each swap and each game that is gone. `clustersOf` gives the selection
 * that the new lock was made of; undefined where its policy is no more.
 */
export function explainDiff(
  { selections }: LockDiff,
  clustersOf: (policy: string, platform: string) => readonly Cluster[] | undefined,
): LockReasons {
  const reasons = new Map<string, DropReason>()
  for (const { policy, platform, removed, swapped } of selections) {
    const left = [...swapped, ...removed.map(({ game, releases }) => ({ game, from: releases, to: [] }))]
    const known = left.length > 0 ? clustersOf(policy, platform) : undefined
    if (!known) continue
    const clusters = clustersByRelease(known)
    for (const { game, from, to } of left) {
      const kept = new Set(to)
      const name = from.find((release) => !kept.has(release)) ?? from[0] ?? ''
      const why = whyDropped(name, clusters.get(name))
      // the best of its game now: what this selection says is no reason
      if (why.kind === 'gone' && clusters.has(name)) continue
      reasons.set(reasonKey(policy, platform, game), why)
    }
  }
  return reasons
}

const EMPTY: ReadonlyMap<string, never> = new Map<string, never>()

/** A file is the same DAT as before when its path is, or else when its name is: providers put the date into paths. */
function diffDats(dat: string, before: readonly LockedDat[], after: readonly LockedDat[]): DatChange[] {
  const paths = new Set(after.map(({ path }) => path))
  const byPath = new Map(before.map((file) => [file.path, file]))
  const moved = new Map(before.filter(({ path }) => !paths.has(path)).map((file) => [file.name, file]))
  const matched = new Set<LockedDat>()
  const changes: DatChange[] = []
  for (const now of after) {
    const old = byPath.get(now.path) ?? moved.get(now.name)
    if (old) matched.add(old)
    if (old?.sha1 === now.sha1) continue
    const [from, to] = versions(old, now)
    changes.push({ dat, name: now.name, path: now.path, ...(from === undefined ? {} : { from }), to })
  }
  for (const old of before) {
    if (!matched.has(old)) changes.push({ dat, name: old.name, path: old.path, from: versionOf(old) })
  }
  return changes.toSorted((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.path, b.path))
}

function versions(old: LockedDat | undefined, now: LockedDat): [from: string | undefined, to: string] {
  if (!old) return [undefined, versionOf(now)]
  if (versionOf(old) !== versionOf(now)) return [versionOf(old), versionOf(now)]
  return [`${versionOf(old)} (${old.sha1.slice(0, 8)})`, `${versionOf(now)} (${now.sha1.slice(0, 8)})`]
}

function versionOf({ version }: LockedDat): string {
  return version ?? 'no version'
}

function diffGames(
  old: LockedGames,
  now: LockedGames,
): Pick<SelectionChange, 'added' | 'removed' | 'swapped'> {
  const added: GameChange[] = []
  const removed: GameChange[] = []
  const swapped: GameSwap[] = []
  for (const game of keysOf(old, now)) {
    const from = old.get(game)
    const to = now.get(game)
    if (!from) added.push({ game, releases: to ?? [] })
    else if (!to) removed.push({ game, releases: from })
    else if (!sameTexts(from, to)) swapped.push({ game, from, to })
  }
  return { added, removed, swapped }
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  const known = new Set(a)
  return b.every((text) => known.has(text))
}

function keysOf(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].toSorted(byCodeUnit)
}
