/** A question as the request that is sent. */
import { isObject } from '../json.ts'
import type { ConnectOptions, Question, Session } from './wire.ts'

const MOST_BYTES = 8_000_000

/** What must never be kept or shown of a connection. */
export function secretsOf({ secrets = [], secretQuery = {} }: ConnectOptions): readonly string[] {
  return [...secrets, ...Object.values(secretQuery)].filter((secret) => secret !== undefined)
}

export function requestOf(question: Question, options: ConnectOptions, session: Session | undefined) {
  const { method, path, query = {}, body, headers, most = MOST_BYTES } = question
  const url = new URL(options.base + path)
  for (const [name, value] of Object.entries({ ...query, ...options.secretQuery }))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const content = isObject(body) ? { ...body, ...session?.members } : body
  return {
    url: url.href,
    most,
    secretQuery: Object.keys(options.secretQuery ?? {}),
    ...(method === undefined ? {} : { method }),
    ...(content === undefined
      ? {}
      : { body: typeof content === 'string' ? content : JSON.stringify(content) }),
    headers: {
      accept: 'application/json',
      ...(typeof content === 'object' ? { 'content-type': 'application/json' } : {}),
      ...options.headers,
      ...headers,
      ...session?.headers,
    },
  }
}
