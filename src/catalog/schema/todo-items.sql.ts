/**
 * The items of the review that come of contents and of DATs, as queries: of all there is, for the views, and of the few that
 * changed, for the tables in which the review keeps them. All have the columns of 'v_curation_todo'.
 */
import { isPresent } from '../present.sql.ts'
import { holdsOnlyPacked } from '../locked.sql.ts'

/**
 * What a game is, and which disc of it: a demo, or another disc, is no other game by mistake. The name of a cluster begins
 * with its kind (see `nameKey`).
 */
const FORM = `substr(u.cluster, 1, instr(u.cluster, '|') - 1) || case
      when instr(u.cluster, '(disc ') > 0 then substr(u.cluster, instr(u.cluster, '(disc '), 8)
      when instr(u.cluster, '(disk ') > 0 then substr(u.cluster, instr(u.cluster, '(disk '), 8)
      when instr(u.cluster, '(side ') > 0 then substr(u.cluster, instr(u.cluster, '(side '), 8) else '' end`

/** The last letters of a name, its extension among them: the longest that counts as one, and its dot. */
const EXTENSION_END = 17

/** Where the files come from that are in no DAT: the view, the table of its rows, or of those the contents that are due. */
type Unlisted = 'v_unlisted_file' | 'unlisted_file' | 'due'

/**
 * Contents that are there and in no DAT, not even in part (loose files, and members of archives in which nothing is known):
 * 'files' that hold them, and one of these as an example. Empty ones are no game: a decision would be about all that is empty.
 * Patches are none either, and of a disc its tracks are asked for, not its sheet. Of what is packed in a way that curator does
 * not open nothing is asked, unless its name is like that of a game.
 * @param isNamed those instead whose name is that of a release, which does not count as owned by it
 */
export function strangers(unlisted: Unlisted, isNamed = false): string {
  const named = (content: string): string =>
    isNamed
      ? `exists (select 1 from title_link l where l.rom_file_id = ${content} and l.owns = 0 and l.match_type <> 'decision')`
      : `not exists (select 1 from title_link l where l.rom_file_id = ${content})`
  const [own, members] = placesOf(unlisted, isNamed)
  return `
    select content, count(*) as files, min(place) as example from (
      select u.content, r.name || '/' || f.path as place
      from ${own} join file_instance f on f.id = u.file_id join library_root r on r.id = u.root_id
        join rom_file e on e.id = u.content
      where e.size > 0 and e.content_role <> 'patch' and ${named('u.content')}
        and not exists (
          select 1 from archive_member a join rom_file c on c.id = a.rom_file_id
          where a.archive_id = u.content and c.content_role in ('rom', 'disc') and c.size > 0)
      union all
      select a.rom_file_id, r.name || '/' || f.path || '#' || a.path
      from ${members} join file_instance f on f.id = u.file_id join library_root r on r.id = u.root_id
        join rom_file c on c.id = a.rom_file_id
      where u.role = 'archive' and c.content_role in ('rom', 'disc') and c.size > 0 and ${named('a.rom_file_id')})
    where not exists (select 1 from match_conflict x where x.rom_file_id = content)
      and not exists (select 1 from rom_file_metadata s where s.rom_file_id = content and s.key = 'sheet.kind')
      and (not ${holdsOnlyPacked('content')}
        or exists (select 1 from ingestion_candidate i where i.rom_file_id = content))
    group by content`
}

/** Files in no DAT by their own content, and by that of a member: read from the end where there is least. */
function placesOf(unlisted: Unlisted, isNamed: boolean): readonly [own: string, members: string] {
  if (unlisted !== 'due' && !isNamed)
    return [`${unlisted} u`, `${unlisted} u cross join archive_member a on a.archive_id = u.content`]
  const [some, of] = unlisted === 'due' ? ['curation_due d', 'd.content'] : ['title_link k', 'k.rom_file_id']
  const files = unlisted === 'due' ? 'unlisted_file' : unlisted
  return [
    `${some} cross join ${files} u on u.content = ${of}`,
    `${some} cross join archive_member a on a.rom_file_id = ${of}
        cross join ${files} u on u.content = a.archive_id`,
  ]
}

/** Items of single contents: those that no DAT lists, those whose name says what no hash does, and those that agree in part. */
export function todoContents(unlisted: Unlisted): string {
  return `
  with stranger as materialized (${strangers(unlisted)})
  select 'candidate' as kind, p.slug as platform, s.example as subject, lower(hex(c.sha1)) as key, s.files as settles,
    i.release_name || ' (' || cast(round(i.score * 100) as integer) || ' %)' as detail, (
      select json_group_array(release_name) from (
        select release_name from ingestion_candidate where rom_file_id = s.content order by position)) as names
  from stranger s join ingestion_candidate i on i.rom_file_id = s.content and i.position = (
      select min(position) from ingestion_candidate where rom_file_id = s.content)
    join platform p on p.id = i.platform_id join rom_file c on c.id = s.content
  union all
  select 'unmatched', null, s.example, lower(hex(c.sha1)), s.files, null, '[]'
  from stranger s join rom_file c on c.id = s.content
  where not exists (select 1 from ingestion_candidate i where i.rom_file_id = s.content)
  union all
  select 'conflict', p.slug, s.example, lower(hex(c.sha1)), s.files, 'the name of the release, but none of its hashes',
    json_array(l.release_name)
  from (${strangers(unlisted, true)}) s join title_link l on l.rom_file_id = s.content
    join platform p on p.id = l.platform_id join rom_file c on c.id = s.content
  where exists (
    select 1 from game_release r cross join release_block a on a.release_id = r.id cross join dat_rom e on e.game_id = a.dat_game_id
    where r.platform_id = l.platform_id and r.name = l.release_name and coalesce(e.sha1, e.md5, e.sha256, e.crc32) is not null)
  union all
  select 'conflict', p.slug, e.rom, lower(hex(c.sha1)), count(*), min(x.detail), json_group_array(distinct e.release_name)
  from match_conflict x join dat_entry e on e.id = x.dat_entry_id join platform p on p.id = e.platform_id
    join rom_file c on c.id = x.rom_file_id
  where ${unlisted === 'due' ? DUE('x.rom_file_id') : 'true'}
    and not exists (select 1 from title_link l where l.rom_file_id = x.rom_file_id and l.match_type = 'decision')
    and not exists (select 1 from content_match m where m.rom_file_id = x.rom_file_id)
    and ${isPresent('x.rom_file_id')}
  group by x.rom_file_id`
}

const DUE = (content: string): string => `${content} in (select content from curation_due)`

/**
 * Extensions that nobody knows, of contents that no DAT lists.
 * @param named rows with `files`, how many there are of a content, and `example`, where one of them lies
 */
export function todoExtensions(named: string): string {
  return `
  with ending as materialized (
    select files, example, lower(replace(tail, rtrim(tail, replace(tail, '.', '')), '')) as extension
    from (select files, example, substr(example, -${EXTENSION_END}) as tail from (${named})) where instr(tail, '.') > 0)
  select 'extension' as kind, null as platform, '.' || x.extension as subject, x.extension as key, sum(x.files) as settles,
    min(x.example) as detail, '[]' as names
  from ending x
  where x.extension <> '' and instr(x.extension, '/') = 0 and instr(x.extension, '#') = 0
    and not exists (select 1 from file_extension e where e.extension = x.extension)
  group by x.extension`
}

/** Contents that are ROMs of several games. `only`: those that are due. */
export function todoTwoGames(only: 'all' | 'due'): string {
  return `
  select 'two-games' as kind, p.slug as platform, min(t.title) || ' / ' || max(t.title) as subject,
    lower(hex(c.sha1)) as key, count(*) as settles, null as detail, json_group_array(t.release) as names
  from (
    select m.rom_file_id, r.platform_id, r.atomic_id, min(u.title) as title, min(r.name) as release
    from (
        select rom_file_id from content_match ${only === 'due' ? `where ${DUE('rom_file_id')}` : ''}
        group by rom_file_id having count(*) > 1) d
      join content_match m on m.rom_file_id = d.rom_file_id
      join dat_rom e on e.id = m.dat_entry_id join release_block a on a.dat_game_id = e.game_id
      join game_release r on r.id = a.release_id join atomic_game_unit u on u.id = r.atomic_id
    where e.size > 0 and r.platform_id is not (select id from platform where slug = 'arcade')
    group by m.rom_file_id, r.platform_id, r.atomic_id order by release) t
    cross join platform p on p.id = t.platform_id cross join rom_file c on c.id = t.rom_file_id
  group by t.rom_file_id, t.platform_id having count(*) > 1`
}

/**
 * Games of a DAT, parents with their clones, that are several here; but for system software, of which nothing stands in for
 * another. `where`: a condition on `dat_game`, called `g`.
 */
export function todoClones(where = 'true'): string {
  return `
  with clone as materialized (
    select g.id, g.log_id, g.platform_id, g.clone_of from dat_game g where g.clone_of is not null and ${where}),
  parent as materialized (
    select g.id, g.log_id, g.platform_id, g.name as clone_of from dat_game g where g.clone_of is null and ${where}),
  member as (
    select * from clone union all
    select * from parent where (log_id, platform_id, clone_of) in (select log_id, platform_id, clone_of from clone))
  select 'clone-group' as kind, p.slug as platform, g.clone_of as subject,
    p.slug || '/' || g.clone_of || coalesce(nullif('|' || g.form, '|game'), '') as key, count(*) as settles,
    min(g.release) || ' / ' || max(g.release) as detail, json_group_array(g.release) as names
  from (
    select m.log_id, m.platform_id, m.clone_of, r.atomic_id, min(r.name) as release, ${FORM} as form
    from member m join release_block a on a.dat_game_id = m.id join game_release r on r.id = a.release_id
      join atomic_game_unit u on u.id = r.atomic_id
    where u.cluster not like 'bios|%'
    group by m.log_id, m.platform_id, m.clone_of, r.atomic_id order by release) g
    cross join platform p on p.id = g.platform_id
  group by g.log_id, g.platform_id, g.clone_of, g.form having count(*) > 1`
}

/**
 * Games of a platform that a source has under one number: another title elsewhere, or two games that it does not tell apart.
 * Numbers of tables are those of one table. `where`: a condition on `metadata_part`, called `x`.
 */
export function todoNumbers(where = 'true'): string {
  return `
  select 'clone-group' as kind, p.slug as platform,
    min(n.title) || ' / ' || max(n.title) || ' (' || n.source || ' ' || n.ref || ')' as subject,
    p.slug || '/' || n.source || ' ' || n.ref || coalesce(nullif('|' || n.form, '|game'), '') as key, count(*) as settles,
    min(n.release) || ' / ' || max(n.release) as detail, json_group_array(n.release) as names
  from (
    select replace(replace(i.source, 'metadata:fetch:', ''), 'metadata:', '') as source,
      iif(i.source like 'metadata:csv%', i.id, 0) as log, e.ref, r.platform_id, min(u.title) as title, min(r.name) as release,
      ${FORM} as form
    from metadata_part x cross join import_log i on i.id = x.log_id
      cross join metadata_entry e on e.log_id = x.log_id and e.platform_id = x.platform_id
      cross join metadata_link l on l.entry_id = e.id cross join game_release r on r.id = l.release_id
      cross join atomic_game_unit u on u.id = r.atomic_id
    where i.status = 'completed' and e.ref is not null and u.cluster not like 'bios|%' and ${where}
    group by 1, 2, e.ref, r.platform_id, r.atomic_id order by release) n
    cross join platform p on p.id = n.platform_id
  group by n.source, n.log, n.ref, n.platform_id, n.form having count(*) > 1`
}

/** DATs whose header names no platform. */
export const TODO_DATS = `
  select 'dat' as kind, null as platform, d.name as subject, d.name as key, count(*) as settles, min(d.path) as detail,
    '[]' as names
  from dat_file d where d.problem like '["dat-unknown-platform"%' and d.name is not null and d.name <> '' group by d.name`

/** Those of the releases, a list of names in JSON, of which all that they need is there, or that a name or a decision says. */
export function ownedAmong(platform: string, names: string): string {
  return `
  select 1 from platform p cross join json_each(${names}) n
    cross join game_release r on r.platform_id = p.id and r.name = n.value
  where p.slug = ${platform} and (exists (
      select 1 from release_block a cross join dat_rom e on e.game_id = a.dat_game_id
      where a.release_id = r.id and e.size is not 0 and e.status is not 'nodump' and e.optional = 0
      group by a.variant
      having min(exists (select 1 from content_match m where m.dat_entry_id = e.id and ${isPresent('m.rom_file_id')})) = 1)
    or exists (
      select 1 from title_link l where l.platform_id = p.id and l.release_name = r.name and l.owns = 1
        and ${isPresent('l.rom_file_id')}))`
}
