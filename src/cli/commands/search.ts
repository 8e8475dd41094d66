/** `curator search`: games and files by name, as the last build saw them. */
import { isDeepStrictEqual } from 'node:util'
import { checkBuilt } from '../../catalog/built.ts'
import { createTurns } from '../../catalog/turns.ts'
import { usageError } from '../../errors.ts'
import { caughtUp } from '../../search/catch-up.ts'
import { parseQuery, type SearchQuery } from '../../search/query.ts'
import { search, type SearchResults } from '../../search/search.ts'
import { plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { printProblems } from '../problems.ts'
import { createProgress } from '../screen/progress.ts'
import { searchLines } from './search/text.ts'
import { patienceOf, projectOf } from '../session.ts'

/** What a search may take longer for, to index names: who types waits less gladly than a script, which wants all of it. */
const ATTENDED_MS = 1000
const UNATTENDED_MS = 5000
const USUAL_LIMIT = 20
const MOST = 1000

export async function run(call: Call): Promise<number> {
  const typed = call.positionals.join(' ')
  const query = parseQuery(typed)
  if (query.text === '' && query.filters.size === 0)
    throw usageError('Say what to search for: `curator search zelda platform:nes`.')
  return answer(call, query, limitOf(call), typed)
}

async function answer(call: Call, query: SearchQuery, limit: number, typed: string): Promise<number> {
  const { out, signal } = call
  const { stateDir } = await projectOf(call)
  const turns = createTurns({
    ...patienceOf(call),
    stateDir,
    onNote: (note) => printProblems([note], out),
  })
  const progress = createProgress(out)
  const isAttended = out.live && !call.flags.has('json')
  const print = (found: SearchResults, indexing?: number): void => {
    if (call.flags.has('json'))
      out.document({ query: queryDocument(typed, query), ...found, indexing: left(indexing) })
    else for (const line of searchLines(found, out, query.filters.size > 0, indexing)) out.print(line)
  }
  let all = 0
  let early: SearchResults | undefined
  try {
    const onLeft = (platforms: number): void => {
      if (all === 0) progress.step('Indexing names')
      all = Math.max(all, platforms)
      progress.tick({ files: all - platforms, total: all, unit: 'platform' })
    }
    const onEarly = (found: SearchResults, platforms: number): boolean => {
      early = found
      progress.stop()
      print(found, platforms)
      if (!out.quiet) out.warn(notAll(platforms, isAttended))
      return isAttended
    }
    const earlyMs = call.flags.has('wait') ? Infinity : isAttended ? ATTENDED_MS : UNATTENDED_MS
    const platforms = query.filters.get('platform')
    const waiting = { signal, onLeft, earlyMs, onEarly, ...(platforms && { platforms }) }
    const found = await caughtUp(turns, waiting, (db) => {
      const answered = search(db, query, limit)
      if (answered.results.length === 0) checkBuilt(db)
      return answered
    })
    if (all > 0) progress.stop()
    if (!found) return 0 // what was found was said before, or a signal ended it, and has its own code
    if (early && isDeepStrictEqual(early, found)) out.print('All names are indexed: there is no more.')
    else {
      if (early) out.print('With all names:')
      print(found)
    }
    return 0
  } finally {
    if (all > 0) progress.stop()
    await turns.release()
  }
}

/** For names of files that are not indexed, 1: as `curator serve` says it. */
function left(indexing: number | undefined): number {
  return indexing === undefined ? 0 : Math.max(1, indexing)
}

/** @param goesOn whether they are indexed now */
function notAll(platforms: number, goesOn: boolean): string {
  const what =
    platforms === 0
      ? 'The names of some files are not indexed yet'
      : `${plural(platforms, 'platform is', 'platforms are')} not indexed yet`
  const then = goesOn
    ? 'They are indexed now: Ctrl-C stops that, and loses nothing.'
    : '`--wait` waits for them.'
  return `${what}: more may be found. ${then}`
}

function queryDocument(typed: string, { text, filters }: SearchQuery): object {
  return { typed, text, filters: Object.fromEntries(filters) }
}

function limitOf({ flags }: Call): number {
  const text = flags.text('limit') ?? String(USUAL_LIMIT)
  const limit = Number(text)
  if (/^\d+$/.test(text) && limit >= 1 && limit <= MOST) return limit
  throw usageError(`\`--limit\` takes a number from 1 to ${MOST}, not \`${text}\`.`)
}
