/** Node values as text: what is stored, and what tells one value from another. */
import { hash } from 'node:crypto'

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * The same value with all keys in code-unit order, for values whose keys come in an order that means nothing, such
 * as those a person wrote. Rules make theirs in a fixed order anyway.
 */
export function sortKeys<V>(value: V): V {
  if (Array.isArray(value)) return value.map(sortKeys) as V
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item as unknown)])) as V
}

/** SHA-1, in hex: the fingerprint of a node's value. Not a defence, only an identity. */
export function digest(text: string | Uint8Array): string {
  // a long text is turned into bytes twice as fast outside of the hash
  return hash('sha1', typeof text === 'string' && text.length > SHORT ? Buffer.from(text) : text)
}

const SHORT = 4096
