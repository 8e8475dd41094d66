/** How sound each file is, and of which platforms: for the view that counts them, and for counts that are kept. */
import { holdsOnlyPacked, isLockedOnly, isUnopenedOnly } from '../locked.sql.ts'
import { isSure } from '../sure-match.sql.ts'

export const STATES = [
  'verified',
  'probable',
  'named',
  'unmatched',
  'missing',
  'locked',
  'unopened',
  'damaged',
] as const

/**
 * A row for each file and each platform that it is of; null: nothing tells. 'state' is null of what is in quarantine.
 * @param files rows of `file_instance`
 */
export function healthOf(files: string): string {
  return `
  with file as (select id, root_id, status, problem, role, coalesce(sound_id, rom_file_id) as content, listed from ${files}),
  held as (
    select id as file_id, content from file
    union all
    select f.id, m.rom_file_id from file f cross join archive_member m on m.archive_id = f.content),
  told as (
    select h.file_id, e.platform_id, 1 + max(${isSure('c')}) as sure
    from held h cross join content_match c on c.rom_file_id = h.content cross join dat_entry e on e.id = c.dat_entry_id
    group by h.file_id, e.platform_id
    union all
    select h.file_id, g.platform_id, 1 from held h cross join fitting_sheet s on s.rom_file_id = h.content
      cross join dat_game g on g.id = s.game_id
    union all
    select m.file_id, e.platform_id, 1 from file f cross join listed_member m on m.file_id = f.id
      cross join dat_entry e on e.crc32 = m.crc32 and e.size = m.size
    union all
    select h.file_id, l.platform_id, 0 from held h cross join title_link l on l.rom_file_id = h.content),
  known as (select file_id, platform_id, max(sure) as sure from told group by file_id, platform_id)
  select f.id as file_id, f.root_id, k.platform_id, f.content,
    case
      when f.status = 'missing' then 'missing'
      when f.status <> 'present' then null
      when f.problem is not null and ${isLockedOnly('f.problem')} then 'locked'
      when f.problem is not null and ${isUnopenedOnly('f.problem')} then 'unopened'
      when f.problem is not null then 'damaged'
      when k.sure = 2 then 'verified'
      when k.sure = 1 then 'probable'
      when k.sure = 0 then 'named'
      when ${holdsOnlyPacked('f.content')} then 'unopened'
      else 'unmatched'
    end as state
  from file f left join known k on k.file_id = f.id
  where f.role <> 'auxiliary'`
}

export const HEALTH_TABLES = `
-- (cache) what files with a sound content are counted as; 'platform_id': 0 for none; 'state': '' for what is not counted.
-- And how many there are of each sort: adding them up takes longer than asking for those that changed
create table counted_file (
  content integer not null, file_id integer not null, platform_id integer not null, root_id integer not null,
  state text not null, primary key (content, file_id, platform_id)
) strict, without rowid;
create table counted_health (
  root_id integer not null, platform_id integer not null, state text not null, files integer not null,
  primary key (root_id, platform_id, state)
) strict, without rowid;
-- (cache) contents that lie in more than one place, and in how many
create table copied_content (content integer primary key, places integer not null, size real not null) strict;
-- (cache) contents that are to be counted again
create table count_due (content integer primary key) strict;
`
