/** Reads untrusted JSON field by field, and notes every fault with its place: `variants[3].titles[0].priority`. */
import { ownValue } from '../../own-value.ts'
import { nearestTo } from '../nearest.ts'

type JsonObject = Readonly<Record<string, unknown>>

export interface Faults {
  /** `place` as in `variants[3]`. */
  add(place: string, what: string): void
}

/** The object's own fields; undefined, with a fault, for anything else. */
export function objectAt(value: unknown, place: string, faults: Faults): JsonObject | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  faults.add(place, `must be an object; it is ${describe(value)}`)
  return undefined
}

/** Each reader gives undefined where the key is absent, and, with a fault, where it holds something else. */
export interface Fields {
  /** Anything. */
  raw(key: string): unknown
  placeOf(key: string): string
  text(key: string): string | undefined
  /** A whole number from 1 up. */
  count(key: string): number | undefined
  flag(key: string): boolean | undefined
  texts(key: string): readonly string[] | undefined
  word<W extends string>(key: string, words: readonly W[]): W | undefined
  /** A table of texts, `{ english: 'Zillion' }`. */
  table(key: string): Readonly<Record<string, string>> | undefined
  object(key: string): Fields | undefined
  objects(key: string): Fields[]
  /** The items of a list of anything. */
  items(key: string): { readonly value: unknown; readonly place: string }[]
  /** Notes keys that nobody asked for: a misspelt one would silently do nothing. */
  done(): void
}

export function fieldsOf(object: JsonObject, place: string, faults: Faults): Fields {
  const seen = new Set<string>()

  function raw(key: string): unknown {
    seen.add(key)
    return ownValue(object, key)
  }

  const placeOf = (key: string): string => (place === '' ? key : `${place}.${key}`)

  function typed<T>(key: string, what: string, is: (value: unknown) => value is T): T | undefined {
    const value = raw(key)
    if (value === undefined || is(value)) return value
    faults.add(placeOf(key), `must be ${what}; it is ${describe(value)}`)
    return undefined
  }

  function nested(value: unknown, at: string): Fields[] {
    const inner = objectAt(value, at, faults)
    return inner ? [fieldsOf(inner, at, faults)] : []
  }

  function items(key: string): { readonly value: unknown; readonly place: string }[] {
    return (typed(key, 'a list', isList) ?? []).map((value, i) => ({ value, place: `${placeOf(key)}[${i}]` }))
  }

  return {
    raw,
    placeOf,
    items,
    text: (key) => typed(key, 'a text', isText),
    count: (key) => typed(key, 'a whole number from 1 up', isCount),
    flag: (key) => typed(key, 'true or false', isFlag),
    texts: (key) => typed(key, 'a list of texts', isTexts),
    word(key, words) {
      const value = raw(key)
      const word = words.find((known) => known === value)
      if (value !== undefined && word === undefined) {
        faults.add(placeOf(key), `must be one of ${words.join(', ')}; it is ${describe(value)}`)
      }
      return word
    },
    table(key) {
      const value = raw(key)
      const inner = value === undefined ? undefined : objectAt(value, placeOf(key), faults)
      if (!inner) return undefined
      const entries = Object.entries(inner).filter((entry): entry is [string, string] => isText(entry[1]))
      if (entries.length < Object.keys(inner).length) faults.add(placeOf(key), 'must hold texts only')
      return Object.fromEntries(entries)
    },
    object(key) {
      const value = raw(key)
      return value === undefined ? undefined : nested(value, placeOf(key))[0]
    },
    objects: (key) => items(key).flatMap((item) => nested(item.value, item.place)),
    done() {
      for (const key of Object.keys(object)) {
        if (seen.has(key) || key.startsWith('$') || key === '_comment') continue
        const [near] = nearestTo(key, seen, 1)
        const guess = near === undefined ? '' : `; did you mean \`${near}\`?`
        faults.add(placeOf(key), `is no key of a clone list${guess}`)
      }
    },
  }
}

/** Names are at most some 200 characters; a longer text finds nothing. */
const LONGEST_TEXT = 1000

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT && !value.includes('\0')
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText)
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string')
    return value === '' ? 'empty' : `'${value.length > 60 ? `${value.slice(0, 57)}...` : value}'`
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object'
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'not there'
}
