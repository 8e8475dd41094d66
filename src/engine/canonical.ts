/** Canonical JSON: one text per value, whatever the order its keys were made in. Node values are hashed through it. */
import { createHash } from 'node:crypto'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * JSON with object keys in code-unit order; keys whose value is undefined are left out, as JSON does.
 * The value must be plain data: anything else is a fault of the caller, and throws.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) return canonicalRecord(value)
  const text = JSON.stringify(value) as string | undefined
  if (text === undefined) throw new TypeError(`a ${typeof value} is not data`)
  return text
}

function canonicalRecord(record: object): string {
  const parts: string[] = []
  for (const [key, item] of Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(item)}`)
  }
  return `{${parts.join(',')}}`
}

/** SHA-1 of a text, in hex: the fingerprint of a node's value. Not a defence, only an identity. */
export function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}
