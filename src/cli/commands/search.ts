/** `curator search`: games and files by name, as the last build saw them. */
import { createTurns } from '../../catalog/turns.ts'
import { CuratorError, problem } from '../../errors.ts'
import { caughtUp } from '../../search/catch-up.ts'
import { parseQuery, type SearchQuery } from '../../search/query.ts'
import { search } from '../../search/search.ts'
import type { Call } from '../call.ts'
import { printProblems } from '../problems.ts'
import { createProgress } from '../progress.ts'
import { searchLines } from '../search-text.ts'
import { patienceOf, projectOf } from '../session.ts'

const USUAL_LIMIT = 20
const MOST = 1000

export async function run(call: Call): Promise<number> {
  const typed = call.positionals.join(' ')
  const query = parseQuery(typed)
  if (query.text === '' && query.filters.size === 0)
    throw new CuratorError(
      problem('cli-usage', 'Say what to search for: `curator search zelda platform:nes`.'),
    )
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
  let all = 0
  try {
    const onLeft = (platforms: number): void => {
      if (all === 0) progress.step('Indexing names')
      all = Math.max(all, platforms)
      progress.tick({ files: all - platforms, total: all, unit: 'platform' })
    }
    const found = await caughtUp(turns, { signal, onLeft }, (db) => search(db, query, limit))
    if (all > 0) progress.stop()
    if (!found) return 0 // only a signal ends it so, and has its own code
    if (call.flags.has('json')) out.document({ query: queryDocument(typed, query), ...found })
    else for (const line of searchLines(found, out)) out.print(line)
    return 0
  } finally {
    if (all > 0) progress.stop()
    await turns.release()
  }
}

function queryDocument(typed: string, { text, filters }: SearchQuery): object {
  return { typed, text, filters: Object.fromEntries(filters) }
}

function limitOf({ flags }: Call): number {
  const text = flags.text('limit') ?? String(USUAL_LIMIT)
  const limit = Number(text)
  if (/^\d+$/.test(text) && limit >= 1 && limit <= MOST) return limit
  throw new CuratorError(
    problem('cli-usage', `\`--limit\` takes a number from 1 to ${MOST}, not \`${text}\`.`),
  )
}
