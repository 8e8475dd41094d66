/** How answers leave: nothing is kept, framed, guessed at or read by other pages. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { CuratorError, messageWithLine, problem, reason, usageError, type ErrorCode } from '../errors.ts'
import type { FailureAnswer } from './api.ts'
import type { SentPicture } from './picture.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

export function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': `${type}; charset=utf-8` })
  response.end(text)
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json', JSON.stringify(value))
}

/** A picture: its bytes tell what it is, so they never become another one. */
export function sendBytes(response: ServerResponse, { bytes, type }: SentPicture): void {
  response.writeHead(200, { ...HEADERS, 'Cache-Control': 'private, max-age=3600', 'Content-Type': type })
  response.end(bytes)
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  'cli-usage': 400,
  'not-found': 404,
  'state-busy': 503,
  internal: 500,
}

export function failure(error: unknown): { readonly status: number; readonly body: FailureAnswer } {
  const problems = error instanceof CuratorError ? error.problems : [problem('internal', reason(error))]
  const [status = 409] = problems.flatMap(({ code }) => STATUS[code] ?? [])
  return {
    status,
    body: {
      problems: problems.map((one) => ({
        code: one.code,
        message: messageWithLine(one),
        ...(one.hint === undefined ? {} : { hint: one.hint }),
      })),
    },
  }
}

const MOST_BYTES = 64 * 1024

/** The JSON object that was sent. Throws `cli-usage` for anything else, and for more than a decision can be. */
export async function bodyOf(request: IncomingMessage): Promise<ReadonlyMap<string, unknown>> {
  const wrong = (what: string): CuratorError => usageError(what)
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw wrong('The request must be JSON.')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw wrong('The request is too large.')
    chunks.push(chunk)
  }
  let value: unknown
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw wrong('The request is no JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong('The request must be an object.')
  return new Map(Object.entries(value))
}
