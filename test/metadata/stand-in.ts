/** Stands in for a provider: answers as the `fixtures/replies.json` in its folder says, or fails as it is told. */
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface Asked {
  /** When, in milliseconds since the epoch. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly text?: string
  readonly json?: unknown
  /** It never answers. */
  readonly hangs?: boolean
  /** It answers when this is done. */
  readonly after?: Promise<unknown>
  /** The connection breaks in the middle of the body. */
  readonly breaks?: boolean
}

interface Exchange {
  readonly when: {
    readonly method?: string
    /** `*`: any. */
    readonly path: string
    readonly query?: Readonly<Record<string, string>>
    /** What the body holds. */
    readonly body?: string
  }
  readonly reply: Reply
}

export interface StandIn {
  readonly url: string
  readonly asked: Asked[]
  /** In place of all answers from now on: one after the other, the last for ever; none: as before. */
  instead(...replies: readonly (Reply | undefined)[]): void
}

/** What one provider is tested with. */
export interface Replies {
  /** Secrets of the test, by variable. */
  readonly keys: Readonly<Record<string, string>>
  /** What stands for `{{name}}` in the replies. */
  readonly blanks?: Readonly<Record<string, string>>
  /** A game that it has: what is told of it beside what all have in common (`subjects.ts`). */
  readonly known: { readonly id: string; readonly platform?: string; readonly year?: number }
  /** An id of its form that it does not have. */
  readonly unknown?: { readonly id: string }
  readonly exchanges: readonly Exchange[]
}

/** Of a file in `fixtures/` of a provider, or of that folder. */
export function fixtureFile(provider: string, name = ''): string {
  return fileURLToPath(new URL(`../../src/metadata/providers/${provider}/fixtures/${name}`, import.meta.url))
}

/** Undefined for those that ask nobody. */
export function repliesOf(provider: string): Replies | undefined {
  const file = fixtureFile(provider, 'replies.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Replies) : undefined
}

export function exchangesOf(provider: string): readonly Exchange[] {
  return repliesOf(provider)?.exchanges ?? []
}

export async function standIn(name: string, blanks: Readonly<Record<string, string>> = {}): Promise<StandIn> {
  const exchanges = exchangesOf(name)
  const asked: Asked[] = []
  const sockets = new Set<Socket>()
  let url = ''
  let others: (Reply | undefined)[] = []

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = 'GET', headers } = request
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', url)
      const question = {
        at: Date.now(),
        method,
        path,
        query,
        headers,
        body: Buffer.concat(chunks).toString(),
      }
      asked.push(question)
      const other = others.length > 1 ? others.shift() : others[0]
      const reply = other ??
        exchanges.find(({ when }) => fits(when, question))?.reply ?? { status: 404, text: 'no fixture' }
      if (reply.after) void reply.after.then(() => give(reply, response))
      else give(reply, response)
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })

  function give(
    { status = 200, headers = {}, text, json, hangs, breaks }: Reply,
    response: ServerResponse,
  ): void {
    if (hangs) return
    const body = filled(text ?? JSON.stringify(json ?? null))
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...headers,
    })
    if (!breaks) return void response.end(body)
    response.write(body.slice(0, Math.max(1, body.length / 2)))
    setTimeout(() => response.socket?.destroy(), 10)
  }

  function filled(text: string): string {
    return text.replace(/\{\{(\w+)\}\}/g, (whole, blank: string) =>
      blank === 'base' ? url : (blanks[blank] ?? whole),
    )
  }

  return { url, asked, instead: (...replies) => void (others = [...replies]) }
}

function fits({ method = 'GET', path, query = {}, body }: Exchange['when'], asked: Asked): boolean {
  return (
    (path === '*' || path === asked.path) &&
    (path === '*' || method === asked.method) &&
    Object.entries(query).every(([name, value]) => asked.query.get(name) === value) &&
    (body === undefined || asked.body.includes(body))
  )
}
