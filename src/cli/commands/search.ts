/** `curator search`: games and files by name, as the last build saw them. */
import { CuratorError, problem } from '../../errors.ts'
import { parseQuery, type SearchQuery } from '../../search/query.ts'
import { refreshSearch } from '../../search/refresh.ts'
import { search } from '../../search/search.ts'
import type { Call } from '../call.ts'
import { searchLines } from '../search-text.ts'
import { withSession } from '../session.ts'
import { plural } from '../../wording.ts'

const USUAL_LIMIT = 20
const MOST = 1000
/** Fewer platforms than this are indexed in less than a moment. */
const WORTH_A_WORD = 8

export function run(call: Call): Promise<number> {
  const typed = call.positionals.join(' ')
  const query = parseQuery(typed)
  if (query.text === '' && query.filters.size === 0)
    throw new CuratorError(
      problem('cli-usage', 'Say what to search for: `curator search zelda platform:nes`.'),
    )
  const limit = limitOf(call)
  return withSession(
    call,
    ({ db }) => {
      refreshSearch(db, (platforms) => {
        if (platforms >= WORTH_A_WORD && !call.out.quiet)
          call.out.warn(`Indexing the names of ${plural(platforms, 'platform')}.`)
      })
      const found = search(db, query, limit)
      if (call.flags.has('json')) call.out.document({ query: queryDocument(typed, query), ...found })
      else for (const line of searchLines(found, call.out)) call.out.print(line)
      return Promise.resolve(0)
    },
    { looksOnly: true },
  )
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
