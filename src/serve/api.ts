/** What the JSON API of `curator serve` says: plain data, described for people in `docs/serve.md`. The page shares it. */
import type { Verdict } from '../report/explain/release-verdict.ts'
import type { ReviewKind } from '../review/item.ts'

export interface LibraryAnswer {
  /** Name of the folder that the config is in. */
  readonly name: string
  /** Whether decisions and builds are allowed: `--write`. */
  readonly canWrite: boolean
  readonly roots: readonly RootAnswer[]
  readonly platforms: readonly PlatformAnswer[]
  readonly targets: readonly TargetAnswer[]
  readonly health: HealthAnswer
}

interface RootAnswer {
  readonly name: string
  readonly path: string
  readonly files: number
  readonly bytes: number
}

/** What a policy that some target uses comes to on a platform. */
export interface PlatformAnswer {
  readonly slug: string
  readonly name: string
  readonly policy: string
  readonly owned: number
  readonly missing: number
  /** Owned, but a better release is wanted. */
  readonly better: number
}

interface TargetAnswer {
  readonly name: string
  readonly preset: string
  readonly path: string
  readonly policy: string
}

/** Numbers of files. */
interface HealthAnswer {
  readonly verified: number
  readonly probable: number
  readonly unmatched: number
  readonly missing: number
  /** They want a password, and nothing else is wrong. */
  readonly locked: number
  /** Curator does not open them, or something in them, and nothing else is wrong. */
  readonly unopened: number
  readonly damaged: number
}

export interface SearchAnswer {
  readonly results: readonly FoundAnswer[]
  readonly more: boolean
  /** Nothing has these words; these have words much like them. */
  readonly isCorrected: boolean
  /** How many platforms are not in the index yet: what is found may not be all. */
  readonly indexing: number
}

export type FoundAnswer =
  | {
      readonly kind: 'game'
      readonly title: string
      readonly as?: string
      readonly platform: string
      readonly owned: boolean
      readonly year?: number
      readonly regions: readonly string[]
      readonly releases: number
    }
  | { readonly kind: 'file'; readonly root: string; readonly path: string; readonly size: number }

/** One game under one policy. */
export interface GameAnswer {
  readonly policy: string
  readonly platform: string
  readonly platformName: string
  readonly game: string
  readonly state: 'owned' | 'better' | 'missing'
  /** Best first, then what the policy leaves out. */
  readonly releases: readonly ReleaseAnswer[]
  readonly files: readonly FileAnswer[]
  /** Where it is, or will be after the next build. */
  readonly outputs: readonly { readonly target: string; readonly path: string }[]
  /** Why targets that play it lack it, as the last build said. */
  readonly unwritten: readonly { readonly target: string; readonly because: string }[]
  /** SHA-1 of the pictures that targets show of it: `/api/picture?sha1=`. */
  readonly pictures: readonly string[]
}

export interface ReleaseAnswer {
  readonly release: string
  readonly verdict: Verdict
  readonly because: string
}

export interface FileAnswer {
  readonly name: string
  readonly bytes: number
  readonly sha1: string
  /** Absolute paths of the files that hold it. */
  readonly sources: readonly string[]
}

export interface RunAnswer {
  readonly run: number
  readonly source: string
  readonly name: string
  readonly status: string
  readonly started: string
  readonly finished: string | null
  readonly records: number
  /** Counts by name, or a sentence. */
  readonly summary: Readonly<Record<string, unknown>> | string | null
}

export interface RunDetailAnswer extends RunAnswer {
  readonly files: readonly {
    readonly path: string
    readonly status: string
    readonly problem: string | null
  }[]
}

export type JobKind = 'plan' | 'build'

/** A `curator` that the server started. */
export interface JobAnswer {
  readonly id: number
  readonly kind: JobKind
  /** `partly`: something could not be made right, which its lines tell. */
  readonly state: 'running' | 'done' | 'partly' | 'stopped' | 'failed'
  /** What it said, last lines last. */
  readonly lines: readonly string[]
}

/** What the server pushes (`/api/events`). */
export interface StateEvent {
  /** The job that runs, or the one that ran last. */
  readonly job: JobAnswer | null
  /** Process id of another curator that is at work here. */
  readonly busy: number | null
  /** Another text when the catalog or `curation.jsonc` was written since. */
  readonly stamp: string
}

/** Part of the last plan: one folder of one target. */
export interface PlanAnswer {
  /** Null before the first plan. */
  readonly targets: readonly PlanTargetAnswer[] | null
  /** The gravest first. */
  readonly problems: readonly ProblemGroupAnswer[]
}

export interface PlanTargetAnswer extends PlanCounts {
  readonly name: string
  readonly kept: number
}

export interface PlanCounts {
  readonly put: number
  readonly move: number
  readonly delete: number
  /** Folders whose names are put in order. */
  readonly sort: number
  readonly conflict: number
  readonly bytes: number
}

export interface PlanFolderAnswer {
  readonly folders: readonly (PlanCounts & { readonly name: string })[]
  readonly files: readonly PlanFileAnswer[]
  /** Files that are not listed, because there are too many. */
  readonly moreFiles: number
}

export interface PlanFileAnswer {
  readonly op: string
  readonly name: string
  readonly bytes: number
  readonly from?: string
  readonly reason: string
}

export interface ProblemAnswer {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** Problems of a plan, the same ones together. */
export interface ProblemGroupAnswer {
  readonly severity: 'error' | 'warning' | 'note'
  readonly code: string
  readonly problems: readonly ProblemAnswer[]
  /** How many more there are. */
  readonly more: number
}

/** Every answer that is not what was asked for. */
export interface FailureAnswer {
  readonly problems: readonly ProblemAnswer[]
}

export interface ReviewAnswer {
  /** How many wait, of those that the filter lets through. */
  readonly open: number
  /** How many wait that settle something, whatever the filter. */
  readonly all: number
  /** How many of each kind wait, whatever the filter, and also where nothing is settled now. */
  readonly kinds: readonly (readonly [kind: string, open: number])[]
  /** The most useful ones, first. */
  readonly items: readonly ReviewItemAnswer[]
}

export interface ReviewItemAnswer {
  readonly id: string
  readonly kind: ReviewKind
  readonly platform?: string
  readonly subject: string
  /** How many files or games a decision settles. */
  readonly settles: number
  readonly detail?: string
  readonly isNew: boolean
}

export interface ReviewEvidenceAnswer {
  readonly question: string
  readonly sides: readonly {
    readonly title: string
    readonly facts: readonly (readonly [name: string, value: string])[]
    /** Number of the choice that it stands for. */
    readonly choice?: number
  }[]
  readonly choices: readonly { readonly label: string }[]
  /** What can be said, with what it comes to. */
  readonly actions: readonly (readonly [action: string, words: string])[]
}

export interface ReviewDoneAnswer {
  /** Null: there was nothing to take back. */
  readonly said: string | null
  /** What it was about. */
  readonly id: string | null
}
