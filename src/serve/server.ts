/** The server behind `curator serve`: on this machine only, for one browser, with a few pages and a JSON API. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Problem } from '../errors.ts'
import type { ProjectOptions } from '../steps/project.ts'
import { readPageFile } from '../targets/site/page-bundle.ts'
import { createDesk } from './desk.ts'
import { createEvents } from './events.ts'
import { createGate, type Refusal } from './gate.ts'
import { createIndexer } from './indexer.ts'
import { createJobs, type StartCurator } from './jobs.ts'
import { listen } from './listen.ts'
import { createPlanStore } from './plan-store.ts'
import { REFUSALS, refusalPage, shellPage } from './pages.ts'
import { failure, send, sendJson } from './reply.ts'
import { answer, type Serving } from './routes.ts'

export interface ServeOptions {
  readonly cwd: string
  readonly project: ProjectOptions
  /** 0: any that is free. */
  readonly port: number
  readonly canWrite: boolean
  readonly run: StartCurator
  /** Is given each link that opens the page once. */
  readonly onLink: (link: string, isFirst: boolean) => void
  /** What the catalog has to say, such as that a damaged one was set aside. */
  readonly onNote: (note: Problem) => void
}

interface Server {
  readonly port: number
  /** Ends everything at once: connections, and what was started. */
  close(): void
}

const HOST = '127.0.0.1'
/** No more often than this a visitor without a session makes a new link. */
const NEXT_LINK_MS = 10_000

/** Throws `port-taken`. */
export async function startServer(options: ServeOptions): Promise<Server> {
  const { cwd, project, canWrite, run, onLink, onNote } = options
  const gate = createGate()
  const desk = createDesk(cwd, project, onNote)
  const indexer = createIndexer(desk)
  const plans = createPlanStore()
  const jobs = createJobs({
    run,
    release() {
      indexer.stop()
      return desk.release()
    },
    onChange: () => events.changed(),
    onDone: (kind, document) => (kind === 'plan' ? plans.put(document) : plans.forget()),
  })
  const events = createEvents(cwd, project, jobs)
  const serving: Serving = { desk, indexer, jobs, plans, events, canWrite }
  let nextLinkAt = performance.now() + NEXT_LINK_MS
  let port = 0

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { refused, cookie } = gate.admit(request, port)
    const [path = '/'] = (request.url ?? '/').split('?')
    if (refused === 'session' && path === '/' && performance.now() >= nextLinkAt) {
      nextLinkAt = performance.now() + NEXT_LINK_MS
      onLink(linkTo(port, gate.ticket()), false)
    }
    // how it looks is no secret, and what those see who may not come in looks like the rest
    if (path === '/page.css' && (!refused || refused === 'session'))
      return send(response, 200, 'text/css', readPageFile('page.css'))
    if (refused) return refuse(response, path, refused)
    if (cookie !== undefined) response.setHeader('Set-Cookie', cookie)
    if (path === '/') return send(response, 200, 'text/html', shellPage())
    if (path === '/page.js') return send(response, 200, 'text/javascript', readPageFile('page-serve.js'))
    await answer(serving, request, response)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const { status, body } = failure(error)
      if (!response.headersSent) sendJson(response, status, body)
      else response.destroy()
    })
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  port = await listen(server, { port: options.port, host: HOST })
  onLink(linkTo(port, gate.ticket()), true)
  return {
    port,
    close() {
      jobs.close()
      indexer.stop()
      events.close()
      server.close()
      server.closeAllConnections()
      void desk.release()
    },
  }
}

function refuse(response: ServerResponse, path: string, why: Refusal): void {
  const status = why === 'session' ? 401 : 403
  if (!path.startsWith('/api/')) return send(response, status, 'text/html', refusalPage(why))
  const [title, text] = REFUSALS[why]
  sendJson(response, status, { problems: [{ code: 'cli-usage', message: `${title}. ${text}` }] })
}

function linkTo(port: number, ticket: string): string {
  return `http://${HOST}:${port}/${ticket}`
}
