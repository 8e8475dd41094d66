/**
 * What waits for a person's decision, as views by what they rest on, and the table in which the review keeps their rows:
 * reading them all takes a second in a catalog of a million entries.
 */

export const CURATION_TABLES = `
-- (cache) the rows of 'v_curation_todo', kept by part: 'stamp' is what the part rested on when it was read.
-- 'since': when the item was first there
create table curation_part (part text primary key, stamp text not null) strict, without rowid;
create table curation_item (
  part text not null, kind text not null, key text not null, platform text, subject text not null,
  settles integer not null, detail text, names text not null, since integer not null, primary key (part, kind, key)
) strict, without rowid;
-- (cache) the rows of 'v_unlisted_file'
create table unlisted_file (file_id integer primary key, root_id integer not null, content integer, role text not null) strict;
`

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

/**
 * Items of files: contents that are there and in no DAT, not even in part (loose files, and members of archives in which
 * nothing is known), and those that DATs disagree about.
 * @param unlisted `v_unlisted_file`, or the table of its rows
 */
export function todoFile(unlisted: 'v_unlisted_file' | 'unlisted_file'): string {
  return `
  with stranger as materialized (
    select content, count(*) as files, min(place) as example from (
      select u.content, r.name || '/' || f.path as place
      from ${unlisted} u join file_instance f on f.id = u.file_id join library_root r on r.id = u.root_id
      where u.content is not null and not exists (select 1 from title_link l where l.rom_file_id = u.content)
        and not exists (
          select 1 from archive_member a join rom_file c on c.id = a.rom_file_id
          where a.archive_id = u.content and c.content_role in ('rom', 'disc') and c.size > 0)
      union all
      select a.rom_file_id, r.name || '/' || f.path || '#' || a.path
      from ${unlisted} u join file_instance f on f.id = u.file_id join library_root r on r.id = u.root_id
        cross join archive_member a on a.archive_id = u.content join rom_file c on c.id = a.rom_file_id
      where u.role = 'archive' and c.content_role in ('rom', 'disc') and c.size > 0
        and not exists (select 1 from title_link l where l.rom_file_id = a.rom_file_id))
    where not exists (select 1 from match_conflict x where x.rom_file_id = content)
    group by content),
  ending as materialized (
    select files, example, lower(replace(tail, rtrim(tail, replace(tail, '.', '')), '')) as extension
    from (select files, example, substr(example, -${EXTENSION_END}) as tail from stranger) where instr(tail, '.') > 0)
  select 'candidate' as kind, p.slug as platform, s.example as subject, lower(hex(c.sha1)) as key, s.files as settles,
    i.release_name || ' (' || cast(round(i.score * 100) as integer) || ' %)' as detail, json_array(i.release_name) as names
  from stranger s join ingestion_candidate i on i.rom_file_id = s.content and i.position = (
      select min(position) from ingestion_candidate where rom_file_id = s.content)
    join platform p on p.id = i.platform_id join rom_file c on c.id = s.content
  union all
  select 'unmatched', null, s.example, lower(hex(c.sha1)), s.files, null, '[]'
  from stranger s join rom_file c on c.id = s.content
  where not exists (select 1 from ingestion_candidate i where i.rom_file_id = s.content)
  union all
  select 'extension', null, '.' || x.extension, x.extension, sum(x.files), min(x.example), '[]' from ending x
  where x.extension <> '' and instr(x.extension, '/') = 0 and instr(x.extension, '#') = 0
    and not exists (select 1 from file_extension e where e.extension = x.extension)
  group by x.extension
  union all
  select 'conflict', p.slug, e.rom, lower(hex(c.sha1)), count(*), min(x.detail), json_group_array(distinct e.release_name)
  from match_conflict x join dat_entry e on e.id = x.dat_entry_id join platform p on p.id = e.platform_id
    join rom_file c on c.id = x.rom_file_id
  where not exists (select 1 from title_link l where l.rom_file_id = x.rom_file_id and l.match_type = 'decision')
    and not exists (select 1 from content_match m where m.rom_file_id = x.rom_file_id)
    and (exists (select 1 from file_instance f where f.rom_file_id = x.rom_file_id and f.status = 'present')
      or exists (select 1 from archive_member a join file_instance f on f.rom_file_id = a.archive_id
                 where a.rom_file_id = x.rom_file_id and f.status = 'present'))
  group by x.rom_file_id
  union all
  select 'two-games', p.slug, min(t.title) || ' / ' || max(t.title), lower(hex(c.sha1)), count(*), null,
    json_group_array(t.release order by t.release)
  from (
    select m.rom_file_id, r.platform_id, r.atomic_id, min(u.title) as title, min(r.name) as release
    from (select rom_file_id from content_match group by rom_file_id having count(*) > 1) d
      join content_match m on m.rom_file_id = d.rom_file_id
      join dat_rom e on e.id = m.dat_entry_id join release_artifact a on a.dat_game_id = e.game_id
      join game_release r on r.id = a.release_id join atomic_game_unit u on u.id = r.atomic_id
    where e.size > 0 group by m.rom_file_id, r.platform_id, r.atomic_id) t
    join platform p on p.id = t.platform_id join rom_file c on c.id = t.rom_file_id
  group by t.rom_file_id, t.platform_id having count(*) > 1`
}

/**
 * All have the columns of 'v_curation_todo': 'subject' says what it is about, 'key' what a decision is kept under,
 * 'settles' how many files or games it settles, 'names' (JSON) the releases or companies it is between.
 */
export const TODO_VIEWS = `
-- sound files of which nothing is in any DAT: neither they nor any of their members
create view v_unlisted_file as
  select f.id as file_id, f.root_id, f.rom_file_id as content, f.role from file_instance f
  where f.status = 'present' and f.role <> 'auxiliary' and f.problem is null
    and (f.rom_file_id is not null or f.listed = 1)
    and not exists (select 1 from content_match m where m.rom_file_id = f.rom_file_id)
    and not exists (select 1 from archive_member a join content_match m on m.rom_file_id = a.rom_file_id
                    where a.archive_id = f.rom_file_id)
    and not exists (select 1 from listed_member a join dat_rom e on e.crc32 = a.crc32 and e.size = a.size
                    where a.file_id = f.id);
create view v_todo_file as ${todoFile('v_unlisted_file')};
create view v_todo_dat as
  select 'dat' as kind, null as platform, d.name as subject, d.name as key, count(*) as settles, min(d.path) as detail,
    '[]' as names
  from dat_file d where d.problem like '["dat-unknown-platform"%' and d.name is not null and d.name <> '' group by d.name
  union all
  select 'clone-group', p.slug, g.clone_of, p.slug || '/' || g.clone_of || coalesce(nullif('|' || g.form, '|game'), ''), count(*),
    min(g.release) || ' / ' || max(g.release), json_group_array(g.release order by g.release)
  from (
    select g.log_id, g.platform_id, g.clone_of, r.atomic_id, min(r.name) as release, ${FORM} as form
    from dat_game g join release_artifact a on a.dat_game_id = g.id join game_release r on r.id = a.release_id
      join atomic_game_unit u on u.id = r.atomic_id
    where g.clone_of is not null
    group by g.log_id, g.platform_id, g.clone_of, r.atomic_id) g
    join platform p on p.id = g.platform_id
  group by g.log_id, g.platform_id, g.clone_of, g.form having count(*) > 1;
-- 'part': whose selection it is. A page in which nothing was decided by name is not read
create view v_todo_winner as
  select n.key as part, 'last-resort' as kind,
    substr(n.key, length(rtrim(n.key, replace(n.key, '/', ''))) + 1) as platform,
    json_extract(g.value, '$.game') as subject,
    substr(n.key, length(rtrim(n.key, replace(n.key, '/', ''))) + 1) || '/' || json_extract(g.value, '$.ranked[0].name')
      as key,
    1 as settles,
    json_extract(g.value, '$.ranked[0].name') || ' / ' || json_extract(g.value, '$.ranked[1].name') as detail,
    (select json_group_array(json_extract(r.value, '$.name')) from json_each(g.value, '$.ranked') r
     where r.key = 0 or json_extract(r.value, '$.lostTo.criterion') = 'name') as names
  from node_page n, json_each(n.content) g
  where n.key >= 'select:' and n.key < 'select;' and instr(n.content, '"criterion":"name"') > 0
    and json_extract(g.value, '$.ranked[1].lostTo.criterion') = 'name';
create view v_todo_company as
  select 'company' as kind, null as platform, a.name || ' / ' || b.name as subject, a.form || '/' || b.form as key,
    (select count(*) from company_alias n join company_alias_group g on g.id = n.group_id
     where g.company_id in (a.id, b.id)) as settles,
    s.why as detail, json_array(a.name, b.name) as names
  from company_suggestion s join company a on a.id = s.company_id join company b on b.id = s.other_id;
-- games of several platforms that may be one: a title of one of their releases is the same, a company made or published
-- each, and their years are no more than one apart. 'spell': a title may come back years later as another game
create view v_todo_port as
  with told as (
    select release_id, alias from release_developer union select release_id, alias from release_publisher),
  maker as (
    select distinct r.atomic_id as game, n.company_id as company from told t join game_release r on r.id = t.release_id
      join v_company_canonical n on n.name = t.alias where r.atomic_id is not null),
  dated as (
    select game, company, min(year) as first, max(year) as last from (
      select m.game, m.company, cast(substr(r.year, 1, 4) as integer) as year
      from maker m join game_release r on r.atomic_id = m.game
      union all
      select m.game, m.company, cast(substr(c.released, 1, 4) as integer)
      from maker m join atomic_core_metadata c on c.atomic_id = m.game)
    where year > 0 group by game, company),
  listed as (
    select d.*, u.platform_id, u.concept_id, min(substr(r.name, 1, instr(r.name || ' (', ' (') - 1)) as title,
      lower(substr(r.name, 1, instr(r.name || ' (', ' (') - 1)) as plain
    from dated d join atomic_game_unit u on u.id = d.game join game_release r on r.atomic_id = d.game
    group by d.game, d.company, plain),
  lined as (
    select l.*, max(last) over (partition by plain, company order by first, game
      rows between unbounded preceding and 1 preceding) as before from listed l),
  spelled as (
    select l.*, sum(before is null or first > before + 1) over (
      partition by plain, company order by first, game rows unbounded preceding) as spell from lined l),
  one as (
    select plain, company, spell, min(game) as game from spelled group by plain, company, spell, platform_id),
  named as (
    select o.plain, o.company, o.spell, s.title, s.first, s.last, coalesce(s.concept_id, -s.game) as concept,
      p.slug || '/' || (select min(name) from game_release where atomic_id = o.game) as name
    from one o join spelled s on s.game = o.game and s.company = o.company and s.plain = o.plain join platform p on p.id = s.platform_id),
  found as (
    select min(title) as title, json_group_array(name order by name) as names,
      group_concat(name, ' = ' order by name) as key, count(*) as games, company, min(first) as first, max(last) as last
    from named group by plain, company, spell having count(*) > 1 and count(distinct concept) > 1)
  select 'port' as kind, null as platform, min(f.title) as subject, f.key, max(f.games) as settles,
    group_concat(c.name, ', ' order by c.name) || ', ' || min(f.first) || iif(max(f.last) > min(f.first), '-' || max(f.last), '')
      as detail, f.names
  from found f join company c on c.id = f.company group by f.key, f.names;
-- what a person may decide, one row a decision. 'subject' says what it is about, 'key' what a decision is kept under,
-- 'settles' how many files or games it settles
create view v_curation_todo as
  select kind, platform, subject, key, settles, detail, names from v_todo_file
  union all select kind, platform, subject, key, settles, detail, names from v_todo_dat
  union all
  select kind, platform, min(subject), key, count(*), min(detail), min(names) from v_todo_winner group by kind, platform, key
  union all select kind, platform, subject, key, settles, detail, names from v_todo_company
  union all select kind, platform, subject, key, settles, detail, names from v_todo_port
  union all select kind, platform, subject, key, settles, detail, '[]' from v_metadata_todo;
`
