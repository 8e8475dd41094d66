/** The entries of a source that a game may be. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { percent } from '../wording.ts'
import type { Side } from './evidence.ts'
import type { Fact } from './release-sides.ts'

interface Row {
  readonly ref: string
  readonly title: string
  readonly score: number
  readonly reason: string
  readonly fields: string | null
}

const MOST_FIELDS = 6
const MOST_LETTERS = 120

/** Best first; the choice is the entry's id there. */
export function entriesOf(
  db: Db,
  platform: string,
  release: string,
  source: string,
): readonly { readonly side: Side; readonly choice: string }[] {
  const rows = prepareOnce(db, ENTRIES).all({ platform, release, source }) as Row[]
  return rows.map(({ ref, title, score, reason, fields }) => {
    const facts: Fact[] = [
      ['how alike', percent(score)],
      ['because of', reason],
      [source, ref],
      ...said(fields),
    ]
    return { side: { title, facts }, choice: ref }
  })
}

function said(fields: string | null): Fact[] {
  if (fields === null) return []
  return Object.entries(JSON.parse(fields) as Readonly<Record<string, unknown>>)
    .slice(0, MOST_FIELDS)
    .map(([name, value]): Fact => [name, wordsOf(value).slice(0, MOST_LETTERS)])
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const ENTRIES = `
  select c.ref, c.title, c.score, c.reason, (
    select e.fields from metadata_entry e join metadata_file f on f.log_id = e.log_id
    where coalesce(e.ref, e.title) = c.ref and e.platform_id = p.id and f.source = c.source limit 1) as fields
  from platform p join game_release r on r.platform_id = p.id join metadata_candidate c on c.atomic_id = r.atomic_id
  where p.slug = @platform and r.name = @release and c.source = @source order by c.position`
