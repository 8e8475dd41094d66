/** The config must be plain data: it is compared, stored and printed. This finds what is not, and names the data form. */
import type { Json } from '../../engine/canonical.ts'
import type { ConfigPath } from '../places/place.ts'

export interface NotData {
  readonly path: ConfigPath
  /** What stands there, in words: `a function`. */
  readonly found: string
  /** What to write instead. */
  readonly instead: string
}

/** A config with more values than this is a mistake, such as YAML aliases that multiply. */
const MOST_VALUES = 1_000_000

/**
 * A copy of `value` as JSON data, and everything in it that is not data. Keys whose value is undefined are left out.
 * The copy is only meaningful when nothing was found. `unsaid`: what to put under those keys instead.
 */
export function asData(value: unknown, unsaid?: string): { data: Json; refused: readonly NotData[] } {
  const refused: NotData[] = []
  const above = new Set<object>()
  let count = 0

  function refuse(path: ConfigPath, found: string, instead: string): null {
    refused.push({ path, found, instead })
    return null
  }

  function copy(item: unknown, path: ConfigPath): Json {
    if (++count > MOST_VALUES)
      return count === MOST_VALUES + 1 ? refuse([], 'more than a million values', 'a smaller config') : null
    if (item === null || typeof item === 'string' || typeof item === 'boolean') return item
    if (typeof item === 'number') {
      return Number.isFinite(item) ? item : refuse(path, String(item), 'a finite number')
    }
    if (typeof item !== 'object') return refuse(path, ...scalar(item))
    if (above.has(item))
      return refuse(path, 'an object that contains itself', 'a copy of what you need from it')
    above.add(item)
    const result = Array.isArray(item) ? copyList(item, path) : copyObject(item, path)
    above.delete(item)
    return result
  }

  function copyList(list: readonly unknown[], path: ConfigPath): Json {
    return Array.from(list, (item, index) => copy(item, [...path, index]))
  }

  function copyObject(object: object, path: ConfigPath): Json {
    if (!isPlain(object)) return refuse(path, ...instance(object))
    const symbol = Object.getOwnPropertySymbols(object)[0]
    if (symbol) refuse(path, `a key that is a symbol (${String(symbol)})`, 'a key that is a string')
    return Object.fromEntries(
      Object.entries(object)
        .map(([key, item]: [string, unknown]) => [key, item === undefined ? unsaid : item] as const)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, copy(item, [...path, key])]),
    )
  }

  const data = copy(value, [])
  return { data, refused }
}

/** Made by `{ … }`, in this or another realm: its prototype is nothing, or something that has no prototype itself. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object)
  return prototype === null || (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null)
}

function scalar(item: unknown): [found: string, instead: string] {
  if (typeof item === 'function') return ['a function', 'a call of it, or what it would return']
  if (typeof item === 'bigint') return ['a BigInt', 'a number']
  if (typeof item === 'symbol') return ['a symbol', 'a string']
  return ['undefined', 'a value, or leave it out']
}

function instance(object: object): [found: string, instead: string] {
  if (object instanceof Date) return ['a Date', "a string such as '2026-01-31'"]
  if (object instanceof Map) return ['a Map', 'an object: Object.fromEntries(map)']
  if (object instanceof Set) return ['a Set', 'a list: [...set]']
  if (object instanceof RegExp) return ['a regular expression', "a glob in a string, such as 'Zelda*'"]
  if (object instanceof Promise) return ['a promise', 'its result: put `await` before it']
  if (object instanceof URL) return ['a URL', 'a string: url.href']
  return [`an instance of ${className(object)}`, 'an object with only the fields you need: { ...object }']
}

function className(object: object): string {
  const { constructor } = object
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'a class'
}
