/** Shapes and values in the words of messages. */
import type { Json } from '../../engine/canonical.ts'
import type { NameKind, Shape } from './shape.ts'

export type OneOf = Extract<Shape, { kind: 'one-of' }>

const MOST_WORDS_IN_A_SENTENCE = 8

export const NAMED: Readonly<Record<NameKind, { readonly one: string; readonly many: string }>> = {
  roots: { one: 'root', many: 'roots' },
  dats: { one: 'DAT', many: 'DATs' },
  policies: { one: 'policy', many: 'policies' },
  playlists: { one: 'playlist', many: 'playlists' },
  sources: { one: 'metadata source', many: 'metadata sources and providers' },
  pictures: { one: 'source of pictures', many: 'sources of pictures' },
  identifiers: { one: 'provider that identifies', many: 'providers that identify' },
}

/** What completes "must be …". */
export function expected(shape: Shape): string {
  switch (shape.kind) {
    case 'count':
      return shape.least === 0 ? 'a whole number' : `a whole number from ${shape.least} up`
    case 'flag':
      return 'true or false'
    case 'share':
      return 'a number from 0 to 1'
    case 'one-of':
      if (shape.what !== undefined) return shape.what
      return isLong(shape.values)
        ? 'one of the known words'
        : choice(shape.values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))))
    case 'name-of':
      return `the name of a ${NAMED[shape.of].one}`
    case 'list':
      return 'a list'
    case 'names':
      return 'an object with names of your choice'
    case 'object':
      return shape.what ?? 'an object'
    case 'table':
    case 'tagged':
      return 'an object'
    case 'text':
    case 'word':
    case 'either':
      return shape.what
  }
}

function isLong(values: readonly unknown[]): boolean {
  return values.length > MOST_WORDS_IN_A_SENTENCE
}

function choice(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

export function describe(value: Json): string {
  if (value === null) return 'null'
  if (value === '') return 'empty'
  if (typeof value === 'string') return `'${value.length > 60 ? `${value.slice(0, 57)}...` : value}'`
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object'
  return String(value)
}

/** The words, where the message does not tell them. */
export function wordsHint({ what, values }: OneOf): { hint?: string } {
  return what === undefined && !isLong(values) ? {} : { hint: `Known: ${values.join(', ')}.` }
}
