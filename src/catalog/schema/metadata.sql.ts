/** The tables of metadata: what files and providers say of games, which releases that is about, and who won. */

export const METADATA_TABLES = `
-- files that the config names, as they were read last. 'log_id' is null when there is nothing of one because of 'problem'
create table metadata_file (
  source text not null, path text not null, kind text not null, size real not null, mtime real not null,
  ctime real not null, ino real not null, sha1 blob, log_id integer references import_log (id), problem text,
  primary key (source, path)
) strict, without rowid;
-- of which platforms an import says something
create table metadata_part (
  log_id integer not null references import_log (id), platform_id integer not null references platform (id),
  entries integer not null, primary key (log_id, platform_id)
) strict, without rowid;
-- what one source says of one game, and what the game is known by there: 'name' of a release or a file, 'title', hashes,
-- serial (letters and digits), path. 'fields' is JSON, in the form of the providers' answers; where it is '{}', the row
-- only says which title a name means. 'found_by': of what a provider answered for the release 'name', what was compared
create table metadata_entry (
  id integer primary key, log_id integer not null references import_log (id),
  platform_id integer not null references platform (id), ref text, name text, title text, crc32 integer, md5 blob,
  serial text, path text, fields text not null,
  found_by text check (found_by in ('hash', 'serial', 'id', 'exact', 'key'))
) strict;
create index metadata_entry_log on metadata_entry (log_id, platform_id);
-- other titles of it
create table metadata_title (
  entry_id integer not null references metadata_entry (id) on delete cascade, title text not null,
  primary key (entry_id, title)
) strict, without rowid;
-- which releases an entry is about, and how that is known
create table metadata_link (
  release_id integer not null references game_release (id) on delete cascade,
  entry_id integer not null references metadata_entry (id) on delete cascade,
  via text not null check (via in ('decision', 'hash', 'path', 'serial', 'id', 'name', 'exact', 'key')),
  primary key (release_id, entry_id)
) strict, without rowid;
create index metadata_link_entry on metadata_link (entry_id);
-- what a game may be in a source, for people to decide; best first. 'log_id': a provider said so when it was asked
create table metadata_candidate (
  atomic_id integer not null references atomic_game_unit (id) on delete cascade, source text not null,
  position integer not null, ref text not null, title text not null,
  score real not null check (score between 0 and 1), reason text not null,
  log_id integer references import_log (id), primary key (atomic_id, source, position)
) strict, without rowid;
-- what is asked for most, one row a game. 'player_count': the most that can play; 'rating' from 0 to 100. 'log_id': the newest
-- import that says any of it; atomic_metadata_extension tells which says what
create table atomic_core_metadata (
  atomic_id integer primary key references atomic_game_unit (id) on delete cascade, description text, released text,
  player_count integer, cooperative integer, rating real, votes integer, achievements integer,
  log_id integer not null references import_log (id)
) strict;
-- every field of a game with who said it: 'via' how the entry was found to be it, 'release_name' of which release it is
create table atomic_metadata_extension (
  atomic_id integer not null references atomic_game_unit (id) on delete cascade, field text not null,
  value text not null, source text not null, via text not null, release_name text not null,
  log_id integer not null references import_log (id), primary key (atomic_id, field)
) strict, without rowid;

-- suggestions as the review lists decisions: 'key' is what a decision is kept under in metadata.link
create view v_metadata_todo as
  select 'metadata' as kind, p.slug as platform, u.title as subject,
    p.slug || '/' || (select min(r.name) from game_release r where r.atomic_id = u.id) || '/' || c.source as key,
    1 as settles, c.title || ' (' || c.source || ' ' || c.ref || ', ' || round(c.score * 100) || ' %)' as detail, (
      select json_group_array(title || ' (' || ref || ')') from (
        select title, ref from metadata_candidate where atomic_id = c.atomic_id and source = c.source order by position))
      as names
  from metadata_candidate c join atomic_game_unit u on u.id = c.atomic_id join platform p on p.id = u.platform_id
  where c.position = (select min(position) from metadata_candidate where atomic_id = c.atomic_id and source = c.source);

-- what is known of running games (cache: it comes from packs, and expires)
create table game_performance_cache (
  id integer primary key, platform_id integer not null references platform (id), game text, device text not null,
  emulator text, tier text not null check (tier in ('unplayable', 'poor', 'fair', 'good', 'excellent')), score real,
  exclude_from_auto integer not null default 0, source text not null, fetched_at integer not null,
  expires_at integer, log_id integer not null references import_log (id)
) strict;
create unique index game_performance_key
  on game_performance_cache (platform_id, coalesce(game, ''), device, coalesce(emulator, ''));
create table emulator_compat_cache (
  id integer primary key, platform_id integer not null references platform (id), game text, emulator text not null,
  version text, status text not null check (
    status in ('broken', 'boots', 'menu', 'ingame', 'playable', 'perfect')), confidence real not null default 1,
  notes text, source text not null, fetched_at integer not null, expires_at integer,
  log_id integer not null references import_log (id)
) strict;
create unique index emulator_compat_key
  on emulator_compat_cache (platform_id, coalesce(game, ''), emulator, coalesce(version, ''));
create table game_settings_cache (
  id integer primary key, platform_id integer not null references platform (id), game text, device text,
  emulator text not null, format text not null check (format in ('ini', 'json', 'xml', 'text')), settings text not null,
  source text not null, fetched_at integer not null, expires_at integer,
  log_id integer not null references import_log (id)
) strict;
create unique index game_settings_key
  on game_settings_cache (platform_id, coalesce(game, ''), coalesce(device, ''), emulator);
`
