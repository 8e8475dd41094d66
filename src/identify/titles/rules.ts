/** What decides which contents are linked by their names, and whether any of it changed since they last were. */
import { recall, remember } from '../../catalog/meta.ts'
import type { Db } from '../../catalog/sqlite.ts'
import type { PlatformRules } from './platform-candidates.ts'

/** Which links make a release count as owned, beside those that the user decided. */
type OwnedByName = 'never' | 'packed' | 'always'

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

interface DecidedMatch {
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
const VERSION = 12

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

/** Whether no name was ever compared. */
export function isUnread(db: Db): boolean {
  return recall(db, KEY) === undefined
}

export function rememberBasis(db: Db, basis: Basis): void {
  remember(db, KEY, JSON.stringify(basis))
}

/** Asking about more contents than this takes longer than to begin. */
const FEW = 100

/**
 * Whether anything is to be done: the rules or the DATs are others, or a content came or went that names may tell
 * something of. To be asked before hashes are compared: what is due reads names, which takes loading.
 */
export function titlesDue(db: Db, rules: TitleRules): boolean {
  if (JSON.stringify(basisNow(db, rules)) !== recall(db, KEY)) return true
  const changed = db.prepare<[], number>('select count(*) from content_changed').pluck().get() ?? 0
  if (changed === 0) return false
  if (changed > FEW || Object.keys(rules.matches).length > 0) return true
  return db.prepare(UNTOLD).pluck().get() === 1
}

/** Some content that changed has links or suggestions, or may be one that no DAT lists. */
const UNTOLD = `
  select exists (
    select 1 from content_changed c cross join rom_file f on f.id = c.rom_file_id
    where f.id in (select rom_file_id from title_link) or f.id in (select rom_file_id from ingestion_candidate)
      or (f.content_role in ('rom', 'disc') and f.size > 0 and not exists (
        select 1
        from (select f.sha1 as sha1, f.size as size, f.crc32 as crc32
              union all select v.sha1, v.size, v.crc32 from rom_view v where v.rom_file_id = f.id) s
        join dat_rom e on e.sha1 = s.sha1 and e.size = s.size and e.crc32 = s.crc32)))`
