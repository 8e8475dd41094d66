/** A server over a small library, and requests to it as its page makes them. */
import { request } from 'node:http'
import { expect, onTestFinished } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import type { StateEvent } from '../../src/serve/api.ts'
import type { StartCurator } from '../../src/serve/jobs.ts'
import type { Problem } from '../../src/errors.ts'
import { startServer, type ServeOptions } from '../../src/serve/server.ts'
import { logiqxDat } from '../support/dat.ts'
import { testProject, type TestProject } from '../support/project.ts'

const GAMES = ['Chrono Trigger (USA)', 'Chrono Trigger (Japan)', 'Zebra <b>bold</b> (Europe)', 'Yak (USA)']

export const CONFIG = {
  roots: { roms: './roms' },
  dats: { all: './dats' },
  policies: { best: { regions: ['USA', 'Europe', 'Japan'] } },
  targets: { card: { preset: 'folder', path: './out', policy: 'best' } },
}

/** Built once: of three games two are owned, one of them not in its best release; one file is in no DAT. */
export async function smallLibrary(): Promise<TestProject> {
  const project = testProject()
  onTestFinished(() => project.close())
  const roms = GAMES.map((name) => ({ name: `${name}.sfc`, bytes: `rom ${name}` }))
  project.write('dats/snes.dat', logiqxDat('Nintendo - Super Nintendo Entertainment System', roms))
  project.write('roms/a.sfc', `rom ${GAMES[1]}`)
  project.write('roms/b.sfc', `rom ${GAMES[2]}`)
  project.write('roms/stranger.sfc', 'something else')
  project.configure(CONFIG)
  await project.build()
  return project
}

/** Waits until nobody has the catalog: a server lets go of it a moment after an answer. */
export async function expectLetGo(project: TestProject): Promise<void> {
  const held = (): boolean => {
    try {
      openCatalog(project.at('.curator')).close()
      return false
    } catch {
      return true
    }
  }
  await expect.poll(held, { timeout: 5000 }).toBe(false)
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export interface Served {
  readonly port: number
  /** The first link, and those that were printed later. */
  readonly links: readonly string[]
  /** What was told in the terminal. */
  readonly notes: readonly Problem[]
  /** As a program would ask, with what it says of itself. */
  raw(path: string, options?: RawOptions): Promise<Answer>
  /** As the page asks, in its session. */
  get(path: string, query?: Readonly<Record<string, string>>): Promise<unknown>
  /** The same, with all that came. */
  asked(path: string): Promise<Answer>
  /** As the page tells. */
  post(path: string, body?: object): Promise<Answer>
  /** What the stream of events tells, as it comes. */
  follow(): Promise<readonly StateEvent[]>
  close(): void
}

interface RawOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Ends with the test. */
export async function serve(project: TestProject, options: Partial<ServeOptions> = {}): Promise<Served> {
  const links: string[] = []
  const notes: Problem[] = []
  const server = await startServer({
    cwd: project.dir,
    project: { env: {} },
    port: 0,
    canWrite: false,
    run: nothingRuns,
    onLink: (link) => links.push(link),
    onNote: (note) => notes.push(note),
    ...options,
  })
  onTestFinished(() => server.close())
  const { port } = server
  const raw: Served['raw'] = (path, { method = 'GET', headers = {}, body = '' } = {}) =>
    new Promise((resolve, reject) => {
      // a path as it is: a URL would take `..` out of it
      const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (more: string) => (text += more))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
      })
      asked.on('error', reject)
      asked.end(body)
    })
  let cookie = ''
  const session = async (): Promise<string> => {
    if (cookie !== '') return cookie
    const { headers } = await raw(new URL(links[0] ?? '').pathname + new URL(links[0] ?? '').search)
    cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    return cookie
  }
  return {
    port,
    links,
    notes,
    close: () => server.close(),
    raw,
    async get(path, query = {}) {
      const text = new URLSearchParams(query).toString()
      const answer = await raw(`${path}?${text}`, { headers: { cookie: await session() } })
      return JSON.parse(answer.text) as unknown
    },
    asked: async (path) => raw(path, { headers: { cookie: await session() } }),
    async follow() {
      const controller = new AbortController()
      onTestFinished(() => controller.abort())
      const address = `http://127.0.0.1:${port}/api/events`
      const response = await fetch(address, {
        headers: { cookie: await session() },
        signal: controller.signal,
      })
      const told: StateEvent[] = []
      void readEvents(response, told)
      return told
    },
    async post(path, body = {}) {
      const headers = {
        cookie: await session(),
        origin: `http://127.0.0.1:${port}`,
        'content-type': 'application/json',
      }
      return raw(path, { method: 'POST', headers, body: JSON.stringify(body) })
    },
  }
}

async function readEvents(response: Response, told: StateEvent[]): Promise<void> {
  const decoder = new TextDecoder()
  try {
    for await (const chunk of response.body ?? []) {
      for (const line of decoder.decode(chunk as Uint8Array, { stream: true }).split('\n'))
        if (line.startsWith('data: ')) told.push(JSON.parse(line.slice(6)) as StateEvent)
    }
  } catch {
    // the test is over
  }
}

const nothingRuns: StartCurator = () => ({
  ended: Promise.resolve({ code: 0, document: '{"targets":{}}' }),
  stop: () => undefined,
  leave: () => undefined,
})
