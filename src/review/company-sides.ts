/** What is known of companies that may be one: how they are written, and by how many releases. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { count } from '../wording.ts'
import type { Side } from './evidence.ts'
import type { Fact } from './release-sides.ts'

const MOST_SPELLINGS = 8

export function companySides(db: Db, names: readonly string[]): readonly Side[] {
  return names.map((name) => {
    const spellings = prepareOnce(db, SPELLINGS).all(name, MOST_SPELLINGS) as Spelling[]
    const links = prepareOnce(db, LINKS).pluck().all(name) as string[]
    const facts = [
      ...spellings.map(({ spelling, source }): Fact => [source, spelling]),
      ...links.map((link): Fact => ['known to be', link]),
      ['makes', `${count(releases(db, 'release_developer', name))} of the releases`] as const,
      ['publishes', `${count(releases(db, 'release_publisher', name))} of the releases`] as const,
    ]
    return { title: name, facts }
  })
}

interface Spelling {
  readonly spelling: string
  readonly source: string
}

function releases(db: Db, table: 'release_developer' | 'release_publisher', name: string): number {
  const found: unknown = prepareOnce(
    db,
    `select count(distinct x.release_id) from ${table} x join v_company_canonical n on n.name = x.alias
     where n.canonical = ?`,
  )
    .pluck()
    .get(name)
  return typeof found === 'number' ? found : 0
}

const SPELLINGS = `
  select n.name as spelling, case n.source when 'spelling' then 'written' else 'by ' || n.source end as source
  from v_company_canonical n where n.canonical = ? order by n.name limit ?`

const LINKS = `
  select l.relation || ' ' || o.name from company_link l join company c on c.id = l.company_id
    join company o on o.id = l.other_id where c.name = ? order by 1`
