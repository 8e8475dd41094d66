/** What decides which contents are linked by their names, and whether any of it changed since they last were. */
import { recall, remember } from '../../catalog/meta.ts'
import type { Db } from '../../catalog/sqlite.ts'
import type { PlatformRules } from './platform-candidates.ts'

/** Which links make a release count as owned, beside those that the user decided. */
export type OwnedByName = 'never' | 'packed' | 'always'

export interface TitleRules extends PlatformRules {
  /** Whether names link at all; without it they only suggest. */
  readonly autoLink: boolean
  readonly owned: OwnedByName
  /** What the config says of a root: all of it is of this platform. */
  readonly roots: Readonly<Record<string, string>>
  /** The platform that the user decided of single contents, by their SHA-1. Null: none. */
  readonly contents: Readonly<Record<string, string | null>>
  /** What the user decided, by SHA-1 of the content. Null: it is none of the suggested. */
  readonly matches: Readonly<Record<string, DecidedMatch | null>>
}

export interface DecidedMatch {
  readonly platform: string
  readonly release: string
}

/** Everything that links rest on but the contents: the rules, and for each platform its imports. */
export interface Basis {
  readonly rules: string
  readonly dats: Readonly<Record<string, string>>
}

const KEY = 'titles-seen'
/** Raise it when names are read or compared in another way. */
const VERSION = 5

export function basisNow(db: Db, rules: TitleRules): Basis {
  const dats = db
    .prepare<[], [string, string]>(
      `select p.slug, group_concat(distinct d.log_id) from (select platform_id, log_id from dat_file order by log_id) d
       join platform p on p.id = d.platform_id where d.log_id is not null group by p.id order by p.slug`,
    )
    .raw()
    .all()
  return { rules: JSON.stringify([VERSION, rules]), dats: Object.fromEntries(dats) }
}

export function basisSeen(db: Db): Basis {
  const seen = recall(db, KEY)
  return seen === undefined ? { rules: '', dats: {} } : (JSON.parse(seen) as Basis)
}

export function rememberBasis(db: Db, basis: Basis): void {
  remember(db, KEY, JSON.stringify(basis))
}

/** Whether anything is to be done: a content came or went, a DAT did, or the rules are others. Costs two queries. */
export function titlesDue(db: Db, rules: TitleRules): boolean {
  if (db.prepare('select exists (select 1 from content_changed)').pluck().get() === 1) return true
  return JSON.stringify(basisNow(db, rules)) !== recall(db, KEY)
}
