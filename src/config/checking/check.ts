/** Compares data with its shape and finds everything that is wrong with it, not only the first thing. */
import type { Json } from '../../engine/canonical.ts'
import type { ErrorCode } from '../../errors.ts'
import { ownValue } from '../../own-value.ts'
import { isNotKnown } from '../env.ts'
import { describe, expected, NAMED, wordsHint, type OneOf } from './in-words.ts'
import { subject, type ConfigPath } from '../places/place.ts'
import {
  NAME_PATTERN,
  typesOf,
  wordsOf,
  type JsonType,
  type NameKind,
  type ObjectShape,
  type Shape,
  type Words,
} from './shape.ts'
import { didYouMeanPlatform } from './suggest-platform.ts'
import { didYouMean } from './suggest.ts'

export interface Finding {
  readonly code: Extract<
    ErrorCode,
    'config-invalid' | 'config-not-data' | 'config-unknown-key' | 'config-unknown-name'
  >
  readonly path: ConfigPath
  /** Whether the key is wrong or what stands there. */
  readonly part: 'key' | 'value'
  readonly message: string
  readonly hint?: string
}

export interface Known {
  /** The names the config declares. */
  readonly names: Readonly<Record<NameKind, readonly string[]>>
  readonly words: Words
}

export type JsonObject = { readonly [key: string]: Json | undefined }

/** Longer lists of known words are not shown: a page of words helps nobody. */
const MOST_WORDS_SHOWN = 25

export function check(value: Json, shape: Shape, known: Known, path: ConfigPath = []): readonly Finding[] {
  if (!fits(value, shape)) return [wrong(value, shape, path)]
  switch (shape.kind) {
    case 'text':
      return isText(value, shape.mayBeEmpty) ? [] : [wrong(value, shape, path)]
    case 'count':
      return Number.isSafeInteger(value) && Number(value) >= shape.least ? [] : [wrong(value, shape, path)]
    case 'flag':
      return []
    case 'share':
      return Number(value) >= 0 && Number(value) <= 1 ? [] : [wrong(value, shape, path)]
    case 'one-of':
      return shape.values.some((item) => item === value) ? [] : [notOneOf(value, shape, path)]
    case 'word':
      return checkWord(value as string, shape, known.words[shape.of], path)
    case 'name-of':
      return checkName(value as string, shape.of, known.names[shape.of], path)
    case 'list':
      return checkList(value as readonly Json[], shape, known, path)
    case 'object':
      return checkObject(value as JsonObject, shape, known, path)
    case 'names':
      return entries(value).flatMap(([name, item]) => [
        ...badName(name, [...path, name]),
        ...check(item, shape.of, known, [...path, name]),
      ])
    case 'table':
      return entries(value).flatMap(([key, item]) => [
        ...(shape.keys
          ? checkKey(key, shape.keys.what, wordsOf(shape.keys, known.words), [...path, key])
          : []),
        ...check(item, shape.of, known, [...path, key]),
      ])
    case 'either': {
      const fitting = shape.of.find((option) => fits(value, option) && hasTag(value, option))
      return fitting ? check(value, fitting, known, path) : []
    }
    case 'tagged':
      return checkTagged(value as JsonObject, shape, known, path)
  }
}

/** The value when it is an object, else an empty one. */
export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

function isText(value: Json, mayBeEmpty = false): boolean {
  return typeof value === 'string' && (mayBeEmpty || value !== '') && !value.includes('\0')
}

function checkWord(
  word: string,
  shape: { what: string },
  words: readonly string[] | undefined,
  path: ConfigPath,
): Finding[] {
  if (!words || words.includes(word)) return []
  const message = `${subject(path)} must be ${shape.what}; '${word}' is none.`
  // words that are no platforms are called nothing else
  const hint =
    didYouMeanPlatform(word, words) ??
    (words.length <= MOST_WORDS_SHOWN ? `Known: ${words.join(', ')}.` : undefined)
  return [{ code: 'config-invalid', path, part: 'value', message, ...(hint === undefined ? {} : { hint }) }]
}

function checkKey(
  key: string,
  what: string,
  words: readonly string[] | undefined,
  path: ConfigPath,
): Finding[] {
  return checkWord(key, { what }, words, path).map((finding) => ({
    ...finding,
    part: 'key',
    message: `${subject(path.slice(0, -1))} has the key '${key}', which is not ${what}.`,
  }))
}

function checkName(name: string, kind: NameKind, names: readonly string[], path: ConfigPath): Finding[] {
  if (names.includes(name) || names.some(isNotKnown)) return []
  const message = `${subject(path)} names the ${NAMED[kind].one} '${name}', which is not declared.`
  const declared =
    names.length === 0
      ? `No ${NAMED[kind].many} are declared.`
      : `Declared ${NAMED[kind].many}: ${names.join(', ')}.`
  return [
    { code: 'config-unknown-name', path, part: 'value', message, hint: didYouMean(name, names) ?? declared },
  ]
}

function checkList(
  list: readonly Json[],
  shape: Extract<Shape, { kind: 'list' }>,
  known: Known,
  path: ConfigPath,
): Finding[] {
  if (list.length < (shape.least ?? 0)) {
    const message = `${subject(path)} must not be an empty list.`
    return [{ code: 'config-invalid', path, part: 'value', message }]
  }
  return list.flatMap((item, index) => check(item, shape.of, known, [...path, index]))
}

function checkObject(object: JsonObject, shape: ObjectShape, known: Known, path: ConfigPath): Finding[] {
  const found: Finding[] = []
  for (const [key, field] of Object.entries(shape.fields)) {
    const item = ownValue(object, key)
    if (item !== undefined) found.push(...check(item, field.shape, known, [...path, key]))
    else if (field.required && !Object.keys(object).some(isNotKnown))
      found.push(missing(key, field.shape, path))
  }
  if (shape.open) return found
  const keys = Object.keys(shape.fields).filter((key) => !key.startsWith('$'))
  for (const key of Object.keys(object)) {
    if (!Object.hasOwn(shape.fields, key)) found.push(unknownKey(key, keys, path))
  }
  return found
}

function checkTagged(
  object: JsonObject,
  shape: Extract<Shape, { kind: 'tagged' }>,
  known: Known,
  path: ConfigPath,
): readonly Finding[] {
  const tag = object[shape.tag]
  const chosen = typeof tag === 'string' ? ownValue(shape.of, tag) : undefined
  if (chosen) {
    const tagged = { [shape.tag]: { shape: { kind: 'text', what: 'a word' } } } as const
    return checkObject(
      object,
      { ...chosen, fields: { ...tagged, ...chosen.fields }, open: !shape.closed },
      known,
      path,
    )
  }
  return check(tag ?? null, { kind: 'one-of', values: Object.keys(shape.of) }, known, [...path, shape.tag])
}

function missing(key: string, shape: Shape, path: ConfigPath): Finding {
  const message = `${subject(path)} needs \`${key}\`: ${expected(shape)}.`
  return {
    code: 'config-invalid',
    path,
    part: 'key',
    message,
    ...(shape.kind === 'one-of' ? wordsHint(shape) : {}),
  }
}

function unknownKey(key: string, keys: readonly string[], path: ConfigPath): Finding {
  return {
    code: 'config-unknown-key',
    path: [...path, key],
    part: 'key',
    message: `${subject(path)} has no key \`${key}\`.`,
    hint: didYouMean(key, keys) ?? `Known keys: ${keys.join(', ')}.`,
  }
}

function badName(name: string, path: ConfigPath): Finding[] {
  if (new RegExp(NAME_PATTERN, 'u').test(name)) return []
  const bare = path[0] === 'extensions' && name.startsWith('.') ? name.slice(1) : undefined
  return [
    {
      code: 'config-invalid',
      path,
      part: 'key',
      message: `${JSON.stringify(name)} cannot be a name.`,
      hint:
        bare === undefined
          ? 'A name is up to 64 letters and digits, and inside also spaces and `_ . + -`.'
          : `Write extensions without their dot: \`${bare}\`.`,
    },
  ]
}

function notOneOf(value: Json, shape: OneOf, path: ConfigPath): Finding {
  const words = shape.values.filter((item) => typeof item === 'string')
  const guess = typeof value === 'string' ? didYouMean(value, words) : undefined
  return { ...wrong(value, shape, path), ...(guess === undefined ? wordsHint(shape) : { hint: guess }) }
}

function wrong(value: Json, shape: Shape, path: ConfigPath): Finding {
  const message = `${subject(path)} must be ${expected(shape)}; it is ${describe(value)}.`
  const isOneOfIt = shape.kind === 'list' && typeof value !== 'object' && fits(value, shape.of)
  const hint = isOneOfIt ? { hint: `Write \`[${describe(value)}]\`.` } : {}
  return { code: 'config-invalid', path, part: 'value', message, ...hint }
}

function fits(value: Json, shape: Shape): boolean {
  const type = typeOf(value)
  return typesOf(shape).some((possible) => possible === type)
}

/** Of several shapes of objects, a tagged one is meant by those that have its tag. */
function hasTag(value: Json, shape: Shape): boolean {
  return shape.kind !== 'tagged' || typeOf(value) !== 'object' || Object.hasOwn(objectOf(value), shape.tag)
}

function typeOf(value: Json): JsonType | 'null' {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object'
}

function entries(value: Json): [string, Json][] {
  return Object.entries(value as JsonObject).flatMap(([key, item]) =>
    item === undefined ? [] : [[key, item]],
  )
}
