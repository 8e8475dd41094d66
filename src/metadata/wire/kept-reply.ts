/** A reply as it is kept in the cache, and under which key. */
import { createHash } from 'node:crypto'
import { byCodeUnit } from '../../order.ts'
import { list } from '../json.ts'
import type { WireReply } from '../reply.ts'
import type { Question, WireDeps } from './wire.ts'

export function encodeReply({ status, at, text, elsewhere }: WireReply): string {
  return JSON.stringify([status, at, text, ...(elsewhere === undefined ? [] : [elsewhere])])
}

/** Undefined for what is none: then it is asked for anew. */
export function decodeReply(kept: string): WireReply | undefined {
  try {
    const value: unknown = JSON.parse(kept)
    const [status, at, text, elsewhere] = list(value)
    if (typeof status !== 'number' || typeof at !== 'number' || typeof text !== 'string') return undefined
    return { status, at, text, ...(typeof elsewhere === 'string' ? { elsewhere } : {}) }
  } catch {
    return undefined
  }
}

/** Of everything that tells two questions apart, and nothing that is secret or depends on who asks. */
export function keyOf({ name, version }: WireDeps['provider'], question: Question): string {
  const { method = 'GET', path, query = {}, body, keep } = question
  const parameters = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([parameter, value]) => `${parameter}=${value}`)
    .sort(byCodeUnit)
  const content = typeof body === 'string' ? body : JSON.stringify(body ?? null)
  const hash = createHash('sha256').update(JSON.stringify([method, path, parameters, content]))
  return `v1/${name}/${version}/${keep}/${hash.digest('hex')}`
}
