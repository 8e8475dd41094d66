/** Reads JSON of strangers: whatever is not of the form that is asked for is as good as not there. */
import { ownValue } from '../own-value.ts'

export type Json = Readonly<Record<string, unknown>>

/** No list of a provider that we use has more. */
const MOST_ITEMS = 200_000
const LONGEST_TEXT = 20_000

/** An object; anything else has no members. */
export function object(value: unknown): Json {
  return isObject(value) ? value : {}
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of an object of its own: `constructor` is none. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) ? ownValue(value, name) : undefined
}

/** Members of members. */
export function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(member, value)
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_ITEMS) : []
}

export function objects(value: unknown): readonly Json[] {
  return list(value).filter(isObject)
}

/** Trimmed, and not empty. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const trimmed = value.slice(0, LONGEST_TEXT).trim()
  return trimmed === '' ? undefined : trimmed
}

export function texts(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map(text).filter((value) => value !== undefined))]
}

/** Numbers, and texts that are one. */
export function number(value: unknown): number | undefined {
  const read =
    typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,20})?$/.test(value.trim()) ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined
}

export function whole(value: unknown): number | undefined {
  const read = number(value)
  return read !== undefined && Number.isSafeInteger(read) ? read : undefined
}

/** A number or a text that can be the id of an entry, and can stand in an address. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined
  const read = text(value)
  return read !== undefined && /^[\w-]{1,100}$/.test(read) && read !== '0' ? read : undefined
}

/** `true`, `"true"`, `1`, `"1"`, `"Yes"`. */
export function truth(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const read = String(typeof value === 'number' ? value : (text(value) ?? '')).toLowerCase()
  if (read === 'true' || read === '1' || read === 'yes') return true
  return read === 'false' || read === '0' || read === 'no' ? false : undefined
}

/** An address on the net; `//host/path` is one. */
export function address(value: unknown): string | undefined {
  const read = text(value)
  if (read === undefined) return undefined
  const url = read.startsWith('//') ? `https:${read}` : read
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined
}
