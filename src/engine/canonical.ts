/** Canonical JSON: one text per value, whatever the order its keys were made in. Node values are hashed through it. */
import { createHash } from 'node:crypto'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** JSON with object keys in code-unit order; keys whose value is undefined are left out, as JSON does. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const record = value as { readonly [key: string]: Json | undefined }
  const parts: string[] = []
  for (const key of Object.keys(record).sort()) {
    const item = record[key]
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(item)}`)
  }
  return `{${parts.join(',')}}`
}

/** SHA-1 of a text, in hex: the fingerprint of a node's value. Not a defence, only an identity. */
export function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}
