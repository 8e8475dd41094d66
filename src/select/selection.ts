/** What selection works on and what it gives: releases, and games with their releases in order. */
import type { DatRelease } from '../dats/releases/release.ts'
import type { Listing } from './clone-lists/listing.ts'
import type { LinkSource } from './grouping/link-source.ts'

/** What selection works on. */
export interface Release extends DatRelease {
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
  /** For each of these, other releases of its game that are better than this compilation as well; absent where none is. */
  readonly or?: readonly (readonly string[])[]
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
