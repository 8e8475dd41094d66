/** The forms that most criteria have. */
import { editionOf, type Edition } from '../../names/editions.ts'
import type { ReleaseClass, TagKind } from '../../names/facts.ts'
import { versionKey } from '../../names/version.ts'
import { tagOf, type Candidate } from './candidate.ts'
import type { Criterion } from './criterion.ts'
import { list } from '../words.ts'

type Test = (candidate: Candidate) => boolean

/** A quality a release has or lacks; having it wins. */
export function trait(
  id: string,
  good: Test,
  yes: string,
  no: string | ((candidate: Candidate) => string),
): Criterion {
  const lacking = typeof no === 'string' ? () => no : no
  return { id, best: 'low', key: (c) => (good(c) ? 0 : 1), words: (c) => (good(c) ? yes : lacking(c)) }
}

/** The fewer hands changed it, the better: two for what was translated of somebody's hack. */
export function changed(id: string, never: string, once: string): Criterion {
  const words = (times: number) => (times === 0 ? never : times === 1 ? once : `${once} ${times} times`)
  return { id, best: 'low', key: changesIn, words: (c) => words(changesIn(c)) }
}

const CHANGES: ReadonlySet<TagKind> = new Set<TagKind>([
  'hack',
  'hack-of',
  'translation',
  'cracked',
  'trained',
  'fixed',
  'modified',
])

function changesIn({ classes, facts }: Candidate): number {
  if (!classes.includes('hack') && !classes.includes('translation')) return 0
  return Math.max(1, facts.tags.filter(({ kind }) => CHANGES.has(kind)).length)
}

export function notClass(...classes: readonly ReleaseClass[]): Test {
  return (candidate) => !classes.some((name) => candidate.classes.includes(name))
}

export function hasTag(kind: TagKind): Test {
  return (candidate) => tagOf(candidate, kind) !== undefined
}

export function noTag(kind: TagKind): Test {
  return (candidate) => tagOf(candidate, kind) === undefined
}

/** The newest wins, and any beats none. */
export function versioned(id: string, label: string, kind: TagKind, prefix: string): Criterion {
  return {
    id,
    best: 'high',
    byAge: true,
    key(c) {
      const tag = tagOf(c, kind)
      return tag ? [1, ...versionKey(tag.value ?? '')] : [0]
    },
    words(c) {
      const tag = tagOf(c, kind)
      return tag ? prefix + (tag.value ?? '') : `no ${label}`
    },
  }
}

/** Of unfinished releases: none of this status wins, then the last one made (with `oldest`, the first). */
export function numbered(id: 'alpha' | 'beta' | 'proto', label: string): Criterion {
  return {
    id,
    best: 'low',
    key(c, { preferences }) {
      const tag = tagOf(c, id)
      if (!tag) return [0]
      const version = versionKey(tag.value ?? '')
      return [1, ...(preferences.oldest ? version : version.map((part) => -part))]
    },
    words(c) {
      const tag = tagOf(c, id)
      return tag ? tag.text : `no ${label}`
    },
  }
}

/** Editions by their place in the table: having the first one decides before having the second, and so on. */
export function editions(
  id: string,
  kind: 'promote' | 'demote',
  best: 'low' | 'high',
  none: string,
): Criterion {
  return {
    id,
    best,
    key: (c) => presence(editionRanks(c, kind)),
    words: (c) => list(textsOf(c, kind), none),
  }
}

/** Places of its editions in their table, ascending. */
export function editionRanks({ facts }: Candidate, kind: Edition['kind']): readonly number[] {
  return facts.tags
    .filter((tag) => tag.kind === kind)
    .flatMap(({ text }) => ranksIn(text, kind))
    .sort((a, b) => a - b)
}

/** A tag names one edition, or is a list of them; what no table has, such as an arcade set's `old rev`, comes last. */
function ranksIn(text: string, kind: Edition['kind']): readonly number[] {
  const whole = editionOf(text)
  const all = whole ? [whole] : text.split(', ').map(editionOf)
  const ranks = all.flatMap((edition) => (edition?.kind === kind ? [edition.rank] : []))
  return ranks.length > 0 ? ranks : [Number.MAX_SAFE_INTEGER]
}

export function textsOf({ facts }: Candidate, kind: TagKind): readonly string[] {
  return facts.tags.filter((tag) => tag.kind === kind).map(({ text }) => text)
}

/** Ascending places of what is there; at the first difference, whoever has the earlier place is lower. */
export function presence(places: readonly number[]): readonly number[] {
  return [...places, Infinity]
}
