/** A web server for tests: it answers as it is told, in turn, and remembers what it was asked. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

export interface Answer {
  /** Default: 200. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** What `Content-Length` claims instead of the truth; `none`: sent in chunks, without a length. */
  readonly length?: number | 'none'
  /** The connection breaks after so many bytes. */
  readonly cutAfter?: number
  /** Milliseconds before the first byte, and between two pieces of `piece` bytes. */
  readonly delay?: number
  readonly piece?: number
  /** It never answers. */
  readonly hangs?: true
  /** Answers 304 to requests that name it. */
  readonly etag?: string
}

export interface Asked {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

export interface TestServer {
  /** `http://127.0.0.1:…` */
  readonly url: string
  readonly host: string
  readonly asked: Asked[]
  /** The paths asked for, with `HEAD ` or `POST ` before those that are no GET. */
  paths(): readonly string[]
  /** Adds or replaces what stands at a path. Of several answers each is given once, the last for ever. */
  at(path: string, ...answers: readonly Answer[]): void
}

export async function testServer(): Promise<TestServer> {
  const routes = new Map<string, Answer[]>()
  const asked: Asked[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const { method = 'GET', url: path = '/', headers } = request
    asked.push({ method, path, headers })
    const answers = routes.get(path) ?? []
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    const condition = headers['if-none-match']
    if (!answer) response.writeHead(404, { 'content-type': 'text/plain' }).end('no such thing')
    else if (answer.etag !== undefined && condition === answer.etag) response.writeHead(304).end()
    else void give(answer, method, response)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    paths: () => asked.map(({ method, path }) => (method === 'GET' ? path : `${method} ${path}`)),
    at: (path, ...answers) => void routes.set(path, [...answers]),
  }
}

async function give(answer: Answer, method: string, response: ServerResponse): Promise<void> {
  const { status = 200, headers = {}, length, cutAfter, delay = 0, hangs, etag } = answer
  if (hangs) return
  const body = Buffer.from(answer.body ?? '')
  const told = length === 'none' ? {} : { 'content-length': String(length ?? body.length) }
  if (delay > 0) await pause(delay)
  response.writeHead(status, { ...told, ...(etag === undefined ? {} : { etag }), ...headers })
  if (method === 'HEAD') return void response.end()
  const sent = body.subarray(0, cutAfter ?? body.length)
  const piece = answer.piece ?? Math.max(1, sent.length)
  for (let at = 0; at < sent.length; at += piece) {
    response.write(sent.subarray(at, at + piece))
    if (answer.piece !== undefined) await pause(delay)
  }
  if (cutAfter !== undefined || (typeof length === 'number' && length > body.length)) {
    // what was written has to arrive before the end does
    setTimeout(() => response.socket?.destroy(), 20)
  } else response.end()
}
