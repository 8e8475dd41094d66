/**
 * How a shape of data is described: a table that the validator follows, and that the JSON schema is made from, so the two
 * cannot disagree.
 */
export type Shape =
  /** A string, not empty unless it may be. `what` completes "must be …". */
  | { readonly kind: 'text'; readonly what: string; readonly mayBeEmpty?: boolean }
  | { readonly kind: 'count'; readonly least: number }
  | { readonly kind: 'flag' }
  /** A number from 0 to 1. */
  | { readonly kind: 'share' }
  | { readonly kind: 'one-of'; readonly values: readonly (string | number)[]; readonly what?: string }
  /** A word of a vocabulary that is known only at run time; any string where there is none. */
  | { readonly kind: 'word'; readonly of: WordKind; readonly what: string }
  /** A name that another part of the config declares. */
  | { readonly kind: 'name-of'; readonly of: NameKind }
  | { readonly kind: 'list'; readonly of: Shape; readonly least?: number }
  | ObjectShape
  /** An object whose keys are names the user chooses. */
  | { readonly kind: 'names'; readonly of: Shape }
  /** An object whose keys are given from elsewhere, such as platforms. */
  | { readonly kind: 'table'; readonly of: Shape; readonly keys?: Keys }
  /** Alternatives of different JSON types. */
  | { readonly kind: 'either'; readonly what: string; readonly of: readonly Shape[] }
  /** Objects told apart by one of their keys. `closed`: other keys than the listed ones are wrong. */
  | {
      readonly kind: 'tagged'
      readonly tag: string
      readonly of: Readonly<Record<string, ObjectShape>>
      readonly closed?: boolean
    }

/** What the keys of a table may be: words that are known only at run time, or these. */
type Keys = { readonly what: string } & ({ readonly of: WordKind } | { readonly among: readonly string[] })

export function wordsOf(keys: Keys, words: Words): readonly string[] | undefined {
  return 'of' in keys ? words[keys.of] : keys.among
}

export interface ObjectShape {
  readonly kind: 'object'
  /** Completes "must be …". */
  readonly what?: string
  readonly fields: Readonly<Record<string, Field>>
  /** Keys that are not listed are let through: they are someone else's business. */
  readonly open?: boolean
  /** Of a shape that holds itself: the JSON schema has it once, under this name. */
  readonly name?: string
}

export interface Field {
  readonly shape: Shape
  readonly required?: boolean
  /** Shown by editors, through the JSON schema. */
  readonly about?: string
}

/** The kinds of name a config declares. */
export type NameKind = 'roots' | 'dats' | 'policies' | 'playlists' | 'sources' | 'pictures' | 'identifiers'

/** The kinds of word curator knows. */
type WordKind = 'platforms' | 'criteria' | 'regions' | 'languages'

/** Words of other rooms that a config may use. A kind that is missing is not checked. */
export type Words = Readonly<Partial<Record<WordKind, readonly string[]>>>

/**
 * What a name may be: it stands in paths, reports and locks. Letters and digits of any script, and inside `_ . + -` and
 * spaces.
 */
export const NAME_PATTERN = String.raw`^[\p{L}\p{N}](?:[\p{L}\p{N}_.+ \-]{0,62}[\p{L}\p{N}_.+\-])?$`

export type JsonType = 'string' | 'number' | 'boolean' | 'array' | 'object'

/** The JSON types a value of this shape can have. */
export function typesOf(shape: Shape): readonly JsonType[] {
  switch (shape.kind) {
    case 'text':
    case 'word':
    case 'name-of':
      return ['string']
    case 'count':
    case 'share':
      return ['number']
    case 'flag':
      return ['boolean']
    case 'one-of':
      return [...new Set(shape.values.map((value) => (typeof value === 'string' ? 'string' : 'number')))]
    case 'list':
      return ['array']
    case 'object':
    case 'names':
    case 'table':
    case 'tagged':
      return ['object']
    case 'either':
      return shape.of.flatMap(typesOf)
  }
}
