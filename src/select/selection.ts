/** What selection works on and what it gives: releases, and games with their releases in order. */
import type { ReleaseFacts } from '../names/facts.ts'

/** One release of a platform, as all active DATs together describe it. What selection works on: no files, no hashes. */
export interface Release {
  readonly id: number
  readonly name: string
  readonly facts: ReleaseFacts
  /** Names of the releases that some DAT calls its parent. */
  readonly cloneOf: readonly string[]
  readonly year?: string
  readonly categories: readonly string[]
}

/** The releases of one game on one platform, best first, with the reason each other one lost. */
export interface Cluster {
  /** Title of the best release's name: what people call the game. Not unique. */
  readonly game: string
  /** Empty when the policy leaves out every release. */
  readonly ranked: readonly RankedRelease[]
  readonly excluded: readonly ExcludedRelease[]
}

export interface RankedRelease {
  readonly name: string
  /** Absent for the winner: why the winner stands above it. */
  readonly lostTo?: Reason
  /** Why this release is in this cluster with the winner. */
  readonly joinedBy: 'alone' | 'dat' | 'name'
  /** The year the DAT states. */
  readonly year?: number
}

export interface Reason {
  /** Id of the criterion that decided. */
  readonly criterion: string
  /** Both sides in words, e.g. `USA (1st)` and `Europe (3rd)`. */
  readonly winner: string
  readonly loser: string
}

export interface ExcludedRelease {
  readonly name: string
  /** The policy rule that removed it, e.g. `exclude: beta`. */
  readonly rule: string
}
