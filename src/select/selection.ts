/** What selection works on and what it gives: releases, and games with their releases in order. */
import type { DumpMark } from '../dats/marks.ts'
import type { Stated } from '../dats/stated.ts'
import type { ReleaseFacts } from '../names/facts.ts'
import type { Listing } from './clone-lists/listing.ts'
import type { LinkSource } from './link-source.ts'

/** One release of a platform, as all active DATs together describe it. What selection works on: no files, no hashes. */
export interface Release {
  readonly id: number
  readonly name: string
  readonly facts: ReleaseFacts
  /** Names of the releases that some DAT calls its parent. */
  readonly cloneOf: readonly string[]
  /**
   * Whether a DAT that names parents throughout lists it. `some`: it names those that somebody thought of. `all`: it is a list of
   * machines, which tells of each whose clone it is, so what it does not call one is a game of its own.
   */
  readonly parentage?: 'some' | 'all'
  readonly year?: string
  /** The short name of an arcade set: `mslug`. */
  readonly set?: string
  readonly categories: readonly string[]
  /** What DATs say of its files; absent where they are known as they should be. */
  readonly marks?: readonly DumpMark[]
  /** What a DAT says of it beside its name, as its facts do. */
  readonly stated?: Stated
  /** Names its content: releases of one platform that have this in common are the same bytes. */
  readonly content?: string
  /** What clone lists say of it; put here by `clusterReleases`. */
  readonly listing?: Listing
}

/** The releases of one game on one platform, best first, with the reason each other one lost. */
export interface Cluster {
  /** Title of the best release's name: what people call the game. Not unique. */
  readonly game: string
  /** What tells it from others of that title, `Riven (Disc 2)`; absent where that is the title. */
  readonly label?: string
  /** Empty when the policy leaves out every release. */
  readonly ranked: readonly RankedRelease[]
  readonly excluded: readonly ExcludedRelease[]
  /** Set when other clusters have everything of this one, so that nothing of it is kept. */
  readonly covered?: Covered
  /** With `keep: 'newest+oldest'`: the release that would be best if the oldest were wanted. */
  readonly oldest?: string
  /** Set when other clusters have everything of that one: `covered` speaks of the best. */
  readonly oldestCovered?: Covered
}

/** A game that stands on a compilation, or a compilation whose games are all better by themselves. */
export interface Covered {
  /** Names of the releases that are kept instead. */
  readonly by: readonly string[]
  readonly reason: Reason
}

export interface RankedRelease {
  readonly name: string
  /** Absent for the winner: why the winner stands above it. */
  readonly lostTo?: Reason
  /** Why this release is in this cluster with the winner. */
  readonly joinedBy: 'alone' | LinkSource
  /** What exactly says so: the decision, the list and its group, the parent in the DAT. */
  readonly joinedVia?: string
  /** What it is called in other languages, by clone lists. */
  readonly localNames?: Readonly<Record<string, string>>
  /** Its regions and languages, where a DAT or a list says more than its name. */
  readonly regions?: readonly string[]
  readonly languages?: readonly string[]
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
