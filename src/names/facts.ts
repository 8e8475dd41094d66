/**
 * What a release name says, parsed once. Only facts: how to judge them is the business of `select/`.
 * Spans are [start, end) offsets into the name, so a reader can be shown where a fact was read.
 */
export interface ReleaseFacts {
  readonly name: string
  /** The text before the first tag, without a numbered-DAT prefix or `[BIOS] `. */
  readonly title: string
  /** What stays the same over the releases of one game: lower case, tags gone, disc tag kept as `(disc n)`. */
  readonly shortName: string
  readonly regions: readonly string[]
  /** Stated languages; empty where the name states none (then regions imply them). */
  readonly languages: readonly string[]
  readonly revision?: string
  readonly version?: string
  readonly date?: string
  readonly disc?: number
  readonly classes: readonly ReleaseClass[]
  /** Number of `(Alt)`: 0 none, 1 for `(Alt)` and `(Alt 1)`. */
  readonly alt: number
  readonly videoStandard?: string
  readonly tags: readonly Tag[]
}

export interface Tag {
  readonly kind: string
  readonly text: string
  readonly span: readonly [number, number]
}

/** Kinds of release a policy can exclude by name. */
export type ReleaseClass =
  | 'alpha'
  | 'beta'
  | 'proto'
  | 'debug'
  | 'demo'
  | 'sample'
  | 'bios'
  | 'unlicensed'
  | 'aftermarket'
  | 'homebrew'
  | 'pirate'
  | 'hack'
  | 'translation'
  | 'bad'
  | 'program'
  | 'addon'
  | 'promo'
  | 'manual'
  | 'video'
  | 'audio'
  | 'device'
