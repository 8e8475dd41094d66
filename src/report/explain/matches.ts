/** What DATs call a content, and which of their files list it. */
import type { Db } from '../../catalog/sqlite.ts'
import { MATCHES } from '../files/contents.ts'

export interface MatchExplanation {
  readonly platform: string
  readonly release: string
  readonly rom: string
  /** Names of the declared DATs that list it. */
  readonly dat: string
  /** The files of these DATs that do; absent where each of them is one file. */
  readonly datFiles?: readonly string[]
  /** The hash that agreed. */
  readonly by: string
  /** The view that the DAT describes; '' for the content as it is. */
  readonly view: string
}

/** By the id of a content. */
export function matchesOf(db: Db, content: number): readonly MatchExplanation[] {
  return told(db.prepare<{ content: number }, MatchRow>(named(MATCHES)).all({ content }))
}

/** Of a member of an archive of which only its own list was read. */
export function listedMatchesOf(db: Db, crc32: number, size: number): readonly MatchExplanation[] {
  return told(db.prepare<{ crc32: number; size: number }, MatchRow>(named(LISTED)).all({ crc32, size }))
}

type MatchRow = Omit<MatchExplanation, 'datFiles'> & { readonly datFiles: string }

function told(rows: readonly MatchRow[]): readonly MatchExplanation[] {
  return rows.map(({ datFiles, ...match }) => {
    const files = JSON.parse(datFiles) as readonly string[]
    return files.length === 0 ? match : { ...match, datFiles: files }
  })
}

const LISTED = `
  select log_id, platform_id, release_name, rom, 'crc32' as "by", '' as view from dat_entry
  where crc32 = @crc32 and size = @size`

/** A DAT of the config is often a folder of them: its name alone does not say which, or which edition of one. */
const named = (matches: string): string => `
  select p.slug as platform, e.release_name as release, e.rom, e.by, e.view,
    coalesce((select group_concat(dat, ', ' order by dat) from (select distinct dat from dat_file d where d.log_id = e.log_id)), '') as dat,
    (select json_group_array(d.path order by d.path) from dat_file d where d.log_id = e.log_id and exists (
      select 1 from dat_file o where o.dat = d.dat and o.path <> d.path and o.log_id is not null)) as datFiles
  from (${matches}) e join platform p on p.id = e.platform_id
  order by p.slug, e.release_name, e.rom, e.view, dat, datFiles`
