/**
 * Views for people and for the review: how sound the library is, what is owned of each romset, what waits for a decision,
 * and which files a playlist is made of.
 */
import { healthOf, STATES } from './health.sql.ts'
import { TODO_VIEWS } from './todo.sql.ts'

export const VIEWS = `
-- the folder of firmware: loose files, and members of archives
create view bios_file as
  select r.name as root, f.path, null as member, c.sha1, c.md5, c.size
  from file_instance f join library_root r on r.id = f.root_id join rom_file c on c.id = f.rom_file_id
  where f.status = 'present' and f.problem is null and c.md5 is not null
  union all
  select r.name, f.path, a.path, c.sha1, c.md5, c.size
  from file_instance f join library_root r on r.id = f.root_id
    join archive_member a on a.archive_id = f.rom_file_id join rom_file c on c.id = a.rom_file_id
  where f.status = 'present' and f.problem is null and c.md5 is not null;

-- how sound the library is: files by root and by the platform of what they hold; null: nothing tells what it is.
-- 'probable': by CRC-32 and size alone, or by what it says of itself. 'named': no hash, but a name or a decision says it.
-- 'locked': nothing is wrong with it but that a password is wanted. 'unopened': nothing but that curator does not open it, and
-- nothing else tells what it is.
-- 'sure' is 2 where a hash nobody makes collide says it, then 1, then 0
create view v_library_health as
  select r.name as root, p.slug as platform,
    ${STATES.map((state) => `count(*) filter (where h.state = '${state}') as ${state}`).join(',\n    ')}
  from (${healthOf('file_instance')}) h join library_root r on r.id = h.root_id left join platform p on p.id = h.platform_id
  group by r.id, p.id;

-- what each version keeps, release by release, and whether it is owned now. A release is owned when of one of its variants every ROM that it needs is there;
-- one that no DAT lists any more, when that is so under other names
create view v_romset_complete as
  with file as materialized (
    select rom_file_id as content from file_instance where status = 'present' and rom_file_id is not null),
  held as materialized (
    select content from file
    union
    select m.rom_file_id from file f join archive_member m on m.archive_id = f.content
    where m.rom_file_id is not null),
  here as materialized (
    select distinct m.dat_entry_id as id from content_match m join held h on h.content = m.rom_file_id),
  part as (
    select a.release_id, a.variant, e.id in (select id from here) as here
    from release_block a join dat_rom e on e.game_id = a.dat_game_id
    where coalesce(e.size, -1) <> 0 and coalesce(e.status, '') <> 'nodump' and e.optional = 0),
  was as (
    select u.*, exists (
      select 1 from dat_rom e join dat_game g on g.id = e.game_id
      where e.sha1 = u.sha1 and g.platform_id = u.platform_id and e.id in (select id from here)
    ) or exists (
      select 1 from dat_rom e join dat_game g on g.id = e.game_id
      where e.crc32 = u.crc32 and e.size = u.size and (e.sha1 is null or u.sha1 is null) and g.platform_id = u.platform_id
        and e.id in (select id from here)
    ) as here
    from unlisted_rom u where not exists (
      select 1 from game_release r where r.platform_id = u.platform_id and r.name = u.release_name)),
  owned as materialized (
    select r.platform_id, r.name from game_release r where r.id in (
      select release_id from part group by release_id, variant having min(here) = 1)
    union
    select platform_id, release_name from was group by platform_id, release_name, shape having min(here) = 1
    union
    select l.platform_id, l.release_name from title_link l join held h on h.content = l.rom_file_id where l.owns = 1)
  select m.version_id, y.name as policy, p.slug as platform, m.game, m.release_name, o.name is not null as owned
  from romset m join romset_version v on v.id = m.version_id join selection_policy y on y.id = v.policy_id
    join platform p on p.id = m.platform_id
    left join owned o on o.platform_id = m.platform_id and o.name = m.release_name;

${TODO_VIEWS}
-- which file of which root each ROM of each game of a playlist is taken from; 'root' is null where nothing holds it.
-- Of a release the variant with most ROMs there; of several files the first by name, loose ones before members
create view v_playlist_export_manifest as
  with item as (
    select i.playlist_id, i.position, i.platform_id, i.release_name, r.id as release_id
    from playlist_item i join game_release r on r.platform_id = i.platform_id and r.name = i.release_name),
  rom as (
    select distinct i.release_id, a.variant, e.id as entry, e.part, e.name from item i
      join release_block a on a.release_id = i.release_id join dat_rom e on e.game_id = a.dat_game_id
    where e.size is not 0 and e.status is not 'nodump'),
  place as (
    select m.dat_entry_id as entry, m.rom_file_id as content, f.root_id, f.path, null as member
    from rom x join content_match m on m.dat_entry_id = x.entry
      join file_instance f on f.rom_file_id = m.rom_file_id and f.status = 'present'
    union
    select m.dat_entry_id, m.rom_file_id, f.root_id, f.path, n.path
    from rom x join content_match m on m.dat_entry_id = x.entry join archive_member n on n.rom_file_id = m.rom_file_id
      join file_instance f on f.rom_file_id = n.archive_id and f.status = 'present'),
  best as (
    select p.*, t.name as root, row_number() over (
      partition by p.entry order by p.member is not null, t.name, p.path, p.member) as nth
    from place p join library_root t on t.id = p.root_id),
  held as (
    select x.release_id, x.variant, count(b.entry) as here, count(*) as parts from rom x
      left join best b on b.entry = x.entry and b.nth = 1 group by x.release_id, x.variant),
  chosen as (
    select release_id, variant, row_number() over (
      partition by release_id order by here * 1.0 / parts desc, variant) as nth from held)
  select l.name as playlist, y.name as policy, i.position, p.slug as platform, i.release_name, x.name as rom,
    b.root, b.path, b.member, nullif(lower(hex(c.sha1)), '') as sha1
  from item i join playlist l on l.id = i.playlist_id join selection_policy y on y.id = l.policy_id
    join platform p on p.id = i.platform_id join chosen v on v.release_id = i.release_id and v.nth = 1
    join rom x on x.release_id = i.release_id and x.variant = v.variant
    left join best b on b.entry = x.entry and b.nth = 1 left join rom_file c on c.id = b.content
  order by l.name, y.name, i.position, x.part, x.name;
`
