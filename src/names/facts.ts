/**
 * What a release name says, parsed once. Only facts: how to judge them is the business of `select/`.
 * Spans are [start, end) offsets into the name, so a reader can be shown where a fact was read.
 */
export interface ReleaseFacts {
  readonly name: string
  /** The text before the first tag, without a numbered-DAT prefix or `[BIOS] `. */
  readonly title: string
  /** The title with what tells games of one title apart, as written: `Riven (Disc 2)`, `Ape Escape (Demo)`. */
  readonly label: string
  /** What stays the same over the releases of one game: the label in lower case, composed (NFC). */
  readonly shortName: string
  /** Canonical names, in the order stated. */
  readonly regions: readonly string[]
  /** Stated languages, and those it was translated to; empty where the name states none (then regions imply them). */
  readonly languages: readonly string[]
  /**
   * What a name that states neither is taken for where releases are compared: a convention says so of the usual case,
   * and nobody can tell whether it is one.
   */
  readonly unstated?: Unstated
  /** How many languages, where the name only counts them: 3 for `(M3)`. */
  readonly languageCount?: number
  /** The languages of each game of a compilation (`(En,Fr+En,De)`), when the name tells them apart. */
  readonly languageSlots?: readonly (readonly string[])[]
  readonly revision?: string
  readonly version?: string
  /** ISO, as far as it is known: `1999-08-19`, `1999-08`, `1999`. */
  readonly date?: string
  /** Number of the disc, disk, tape or card of a set. */
  readonly disc?: number
  /** How many there are, where the name says so: 3 for `(Disk 1 of 3)`. */
  readonly discs?: number
  /** The company or person that stands behind it, as written. */
  readonly publisher?: string
  readonly classes: readonly ReleaseClass[]
  /** Number of `(Alt)`: 0 none, 1 for `(Alt)` and `(Alt 1)`. Of MAME's sets the first is no alternate. */
  readonly alt: number
  readonly videoStandard?: string
  /** How much the name says of which variant it is, where the convention tells: absent for the main one. */
  readonly variants?: number
  /** In the order of the name. Tags and the text between them make up the name again. */
  readonly tags: readonly Tag[]
}

export interface Unstated {
  readonly region?: string
  /** Absent where the region has several. */
  readonly language?: string
}

export interface Tag {
  readonly kind: TagKind
  /** What stands between the brackets. */
  readonly text: string
  /** With the brackets. Where brackets hold several facts (`(World, set 1)`), their spans divide the brackets. */
  readonly span: readonly [start: number, end: number]
  /**
   * The fact in a form that can be compared: `2` of `Beta 2`, `1.10` of `v1.10`, `1999-08-19` of any date form,
   * `Japan, USA` of any way to write those regions, `En,Fr` of languages, `Fr` of a translation into French.
   */
  readonly value?: string
}

/** Kinds of release a policy can exclude by name. What is cracked, trained, fixed or modified is a hack as well. */
export type ReleaseClass = (typeof RELEASE_CLASSES)[number]

export const RELEASE_CLASSES = [
  'alpha',
  'beta',
  'proto',
  'debug',
  'demo',
  'sample',
  'bios',
  'unlicensed',
  'aftermarket',
  'homebrew',
  'pirate',
  'hack',
  'cracked',
  'trained',
  'fixed',
  'modified',
  'translation',
  'bad',
  'program',
  'addon',
  'promo',
  'manual',
  'video',
  'audio',
  'device',
] as const

/**
 * A tag whose kind is a class puts the release into that class. `info` is the free text that TOSEC and GoodTools put
 * behind their codes; `additional` is text we know nothing about.
 */
export type TagKind =
  | ReleaseClass
  | 'number'
  | 'region'
  | 'language'
  | 'revision'
  | 'version'
  | 'build'
  | 'firmware'
  | 'date'
  | 'media'
  | 'standard'
  | 'hardware'
  | 'serial'
  | 'ring'
  | 'id'
  | 'alt'
  | 'rerelease'
  | 'oem'
  | 'covermount'
  | 'not-for-resale'
  | 'edc'
  | 'no-edc'
  | 'made-in'
  | 'budget'
  | 'modern'
  | 'promote'
  | 'demote'
  | 'edition'
  | 'channel'
  | 'verified'
  | 'overdump'
  | 'underdump'
  | 'virus'
  | 'dump'
  | 'language-count'
  | 'media-label'
  | 'publisher'
  | 'author'
  | 'system'
  | 'copyright'
  | 'hack-of'
  | 'info'
  | 'additional'
