/** What a naming convention is to the parser: readers for its tags, and rules of where titles end. */
import type { ReleaseClass, ReleaseFacts, Tag, TagKind, Unstated } from './facts.ts'

export interface Convention {
  /** Says what stands in round brackets; `before` are the tags left of it. */
  readonly round: TagReader
  readonly square: TagReader
  /** All that readers want to know of the tags before, as a text. Without it they want to know nothing. */
  readonly context?: (before: readonly Tag[]) => string
  /** Cuts what stands in round brackets into its facts, separators with the part before them. Joined, they are the text. */
  readonly split?: (text: string) => readonly string[]
  /** Says what the facts behind the first of these are, where that is not what they would be in brackets of their own. */
  readonly further?: TagReader
  /** The mark of a program nobody knows, in front of its title. */
  readonly unidentified?: RegExp
  /** What may stand at the end of a title and is no part of it. Applied until none fits. */
  readonly titleTails: readonly TitleTail[]
  /** Tags that tell games of one title apart, rather than releases of one game. */
  readonly kept: ReadonlySet<TagKind>
  /** True for single tags of other kinds that do so. */
  readonly tellsApart?: (tag: Tag) => boolean
  /** The region that a tag of another kind tells, for names that state neither region nor language. */
  readonly regionIn?: (tag: Tag) => string | undefined
  /** What a name means that states neither region nor language, and tells neither. */
  readonly unstated?: (facts: ReleaseFacts) => Unstated
  /** Tags that say which variant of a game it is: the main one has fewest. Absent where none can be told so. */
  readonly variants?: ReadonlySet<TagKind>
  /** True for a tag that is part of the title when more title stands behind it. */
  readonly inTitle: (kind: TagKind) => boolean
  /** What kind of thing a title says it is, where no tag does; beside what titles say in all conventions. */
  readonly ofTitle?: (title: string) => ReleaseClass | undefined
  /** True for the first tag behind a title, where a convention prescribes it: all brackets before are title. */
  readonly opens?: (text: string) => boolean
  /** A last look at all tags of a name. */
  readonly review?: (tags: Tag[]) => void
}

/** What a reader makes of `before` is told by `context`: equal contexts, equal meanings. */
export type TagReader = (text: string, before: readonly Tag[]) => TagMeaning

export interface TagMeaning {
  readonly kind: TagKind
  readonly value?: string
}

export interface TagPattern {
  readonly kind: TagKind
  readonly pattern: RegExp
}

/** The pattern ends in `$` and begins with the space before it. Its first group is the text, its second the value. */
export interface TitleTail extends TagPattern {
  /** Only where the name has a tag of one of these kinds. */
  readonly beside?: readonly TagKind[]
}

export const OPAQUE: TagMeaning = { kind: 'additional' }

/** The first pattern that fits counts; its first group that took part is the value. */
export function byPattern(patterns: readonly TagPattern[], text: string): TagMeaning | undefined {
  for (const { kind, pattern } of patterns) {
    const match = pattern.exec(text)
    if (!match) continue
    const value = match[1]
    return value === undefined || value === '' ? { kind } : { kind, value }
  }
  return undefined
}
