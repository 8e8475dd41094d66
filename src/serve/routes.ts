/** The JSON API: which question is answered by what. Everything else is not found, whatever its path looks like. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { CuratorError, problem, usageError } from '../errors.ts'
import { libraryAnswer, runAnswer, runsAnswer, searchAnswer } from './answers.ts'
import type { Desk } from './desk.ts'
import type { Events } from './events.ts'
import { gameAnswers } from './game-answer.ts'
import type { Indexer } from './indexer.ts'
import type { Jobs } from './jobs.ts'
import { pictureBytes } from './picture.ts'
import type { PlanStore } from './plan-store.ts'
import { bodyOf, sendBytes, sendJson } from './reply.ts'
import { decided, reviewAnswer, reviewItemAnswer, undone } from './review-answers.ts'

export interface Serving {
  readonly desk: Desk
  readonly indexer: Indexer
  readonly jobs: Jobs
  readonly plans: PlanStore
  readonly events: Events
  readonly canWrite: boolean
}

const USUAL_LIMIT = 60

export async function answer(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '', query = ''] = (request.url ?? '/').split(/\?(.*)/s)
  if (request.method === 'GET' && path === '/api/events') return serving.events.follow(response)
  if (request.method === 'GET' && path === '/api/picture') {
    const picture = await serving.desk.read((opened) =>
      pictureBytes(opened, new URLSearchParams(query).get('sha1') ?? ''),
    )
    if (!picture) throw new CuratorError(problem('not-found', 'There is no such picture.'))
    return sendBytes(response, picture)
  }
  const value =
    request.method === 'GET'
      ? await asked(serving, path, new URLSearchParams(query))
      : await told(serving, path, await bodyOf(request))
  if (value === undefined) throw new CuratorError(problem('not-found', 'There is nothing here.'))
  sendJson(response, 200, value)
}

/** Questions: they change nothing but what curator remembers for itself. */
async function asked(
  { desk, indexer, plans, canWrite }: Serving,
  path: string,
  query: URLSearchParams,
): Promise<unknown> {
  const text = (name: string): string => query.get(name) ?? ''
  switch (path) {
    case '/api/library':
      return desk.read((opened) => libraryAnswer(opened, canWrite))
    case '/api/search':
      return desk.read((opened) =>
        searchAnswer(opened, indexer, text('q'), numberIn(query, 'limit') ?? USUAL_LIMIT),
      )
    case '/api/game':
      return desk.read((opened) => gameAnswers(opened, text('platform'), text('title')))
    case '/api/runs':
      return desk.read(runsAnswer)
    case '/api/run':
      return desk.read((opened) => runAnswer(opened, numberIn(query, 'id') ?? 0))
    case '/api/plan':
      return plans.answer
    case '/api/plan/folder':
      return plans.folder(text('target'), text('folder'))
    case '/api/review':
      return reviewAnswer(await desk.review(), query)
    case '/api/review/item':
      return reviewItemAnswer(await desk.review(), text('id'))
    default:
      return undefined
  }
}

/** What is to be done. Planning changes no device, and is allowed to everybody who may look. */
async function told(
  { desk, jobs, canWrite }: Serving,
  path: string,
  body: ReadonlyMap<string, unknown>,
): Promise<unknown> {
  if (path === '/api/plan') return jobs.start('plan') ?? {}
  if (path === '/api/stop') return jobs.stop() ?? {}
  if (!['/api/build', '/api/review/decide', '/api/review/undo'].includes(path)) return undefined
  if (!canWrite)
    throw usageError('This page only shows. Start it with `curator serve --write` to decide and build.')
  if (path === '/api/build') return jobs.start('build') ?? {}
  if (path === '/api/review/undo') return undone(await desk.review())
  const id = textIn(body, 'id')
  const verdict = textIn(body, 'verdict')
  return decided(await desk.review(), id, verdict)
}

function textIn(body: ReadonlyMap<string, unknown>, name: string): string {
  const value = body.get(name)
  if (typeof value === 'string' && value !== '') return value
  throw usageError(`The request needs a text \`${name}\`.`)
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw usageError(`\`${name}\` must be a number.`)
}
