/** `curator metadata list`: the files and answers that the catalog's metadata comes from. */
import { decodeProblem } from '../../../catalog/kept-problem.ts'
import type { Db } from '../../../catalog/sqlite.ts'
import { fetchedImports, metadataFiles, partsOf } from '../../../metadata/local/store.ts'
import { count } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { plainLine } from './text.ts'
import { withSession } from '../../session.ts'
import { table } from '../../screen/table.ts'

interface Listed {
  readonly source: string
  readonly kind: string
  /** Absent: nothing of it is used, because of `problem`. */
  readonly import?: number
  readonly entries: number
  readonly platforms: readonly string[]
  /** Absent for answers of providers. */
  readonly path?: string
  readonly problem?: string
}

export function list(call: Call): Promise<number> {
  return withSession(
    call,
    ({ db }) => {
      const all = [...files(db), ...answers(db)]
      if (call.flags.has('json')) call.out.document({ metadata: all })
      else if (all.length === 0)
        call.out.print('There is no metadata yet: name files with `metadata` in the config.')
      else call.out.print(table([HEAD, ...all.map(rowOf)]))
      return Promise.resolve(0)
    },
    { looksOnly: true },
  )
}

const HEAD = ['import', 'source', 'kind', 'entries', 'platforms', 'file']
const MOST_PLATFORMS = 3

function rowOf({
  import: id,
  source,
  kind,
  entries,
  platforms,
  path = '',
  problem,
}: Listed): readonly string[] {
  const some = platforms.slice(0, MOST_PLATFORMS).join(', ')
  const shown = platforms.length > MOST_PLATFORMS ? `${some} …` : some
  return [id === undefined ? '' : String(id), source, kind, count(entries), shown, plainLine(problem ?? path)]
}

function files(db: Db): Listed[] {
  return metadataFiles(db).map(({ source, kind, path, log_id: log, problem }) => ({
    source,
    kind,
    ...(log === null ? { entries: 0, platforms: [] } : { import: log, ...holdings(db, log) }),
    path,
    ...(problem === null ? {} : { problem: decodeProblem(problem, path).message }),
  }))
}

function answers(db: Db): Listed[] {
  return fetchedImports(db).map(({ provider, log }) => ({
    source: provider,
    kind: 'fetched',
    import: log,
    ...holdings(db, log),
  }))
}

function holdings(db: Db, log: number): Pick<Listed, 'entries' | 'platforms'> {
  const parts = partsOf(db, log)
  return {
    entries: parts.reduce((sum, { entries }) => sum + entries, 0),
    platforms: parts.map(({ platform }) => platform),
  }
}
