/**
 * The catalog's tables, by section. Hashes are BLOBs, ids are integers, times are milliseconds since the epoch.
 * `STRICT` everywhere. Tables marked (cache) may be dropped by a migration; the rest is the user's history.
 */
export const SCHEMA_1 = `
-- 1. engine: stored nodes with their verifying traces (cache). Values are apart: a check reads traces only
create table node (
  key text primary key, version text not null, hash text not null,
  deps text not null, why text not null, run integer not null, ms real not null
) strict, without rowid;
create table node_value (key text primary key, value text not null) strict;
create table run (
  id integer primary key, at integer not null, argv text not null, outcome text, ms real
) strict;
create table meta (key text primary key, value text not null) strict, without rowid;

-- 2. vocabulary
-- 'holdings' counts the times that what is owned of the platform changed; its picks depend on it
create table platform (
  id integer primary key, slug text not null unique, name text not null, holdings integer not null default 0
) strict;
create table region (id integer primary key, name text not null unique) strict;

-- 3. imports: every imported row names the log row that brought it
create table import_log (
  id integer primary key, source text not null, file_name text, file_hash blob,
  started_at integer not null, finished_at integer,
  status text not null check (status in ('running', 'completed', 'failed', 'cancelled')),
  records integer not null default 0, notes text
) strict;
-- only a completed import of a file blocks a second one: a failed import can be retried
create unique index import_log_once on import_log (source, file_hash)
  where status = 'completed' and file_hash is not null;

-- 4. DATs
create table dat_file (
  dat text not null, path text not null, size real not null, mtime real not null, ctime real not null, ino real not null,
  sha1 blob, log_id integer references import_log (id), platform_id integer references platform (id),
  name text, version text, date text, games integer not null default 0, digest text, needs_md5 integer not null default 0,
  problem text, primary key (dat, path)
) strict, without rowid;
-- one row a ROM of a game, as the DAT states it
create table dat_entry (
  id integer primary key, log_id integer not null references import_log (id), platform_id integer not null references platform (id),
  game text not null, release_name text not null, variant integer not null, part integer not null, rom text not null,
  size integer, crc32 integer, md5 blob, sha1 blob, status text, merge text,
  clone_of text, external_id text, year text, categories text, serial text
) strict;
create index dat_entry_log on dat_entry (log_id);
create index dat_entry_platform on dat_entry (platform_id);
create index dat_entry_sha1 on dat_entry (sha1) where sha1 is not null;
create index dat_entry_md5 on dat_entry (md5) where md5 is not null and sha1 is null;
create index dat_entry_crc on dat_entry (crc32, size) where crc32 is not null;

-- 5. games above releases above files; a game is never deleted, because romsets and lists of the past name it
create table atomic_game_unit (
  id integer primary key, title text not null, platform_id integer not null references platform (id), cluster text not null,
  unique (platform_id, cluster)
) strict;
create table game_release (
  id integer primary key, platform_id integer not null references platform (id), name text not null,
  atomic_id integer references atomic_game_unit (id), year text, log_id integer references import_log (id),
  unique (platform_id, name)
) strict;
create index game_release_atomic on game_release (atomic_id);
create table release_region (
  release_id integer not null references game_release (id) on delete cascade, position integer not null,
  region_id integer not null references region (id), primary key (release_id, position)
) strict, without rowid;
-- a release's parts in order; variants are other shapes of the same thing (headered or not, byte orders)
create table release_artifact (
  release_id integer not null references game_release (id) on delete cascade,
  variant integer not null, sequence integer not null, dat_entry_id integer not null references dat_entry (id) on delete cascade,
  artifact_type text not null default 'rom', primary key (release_id, variant, sequence)
) strict, without rowid;
create index release_artifact_entry on release_artifact (dat_entry_id);

-- 6. contents: one row per distinct bytes
create table rom_file (
  id integer primary key, sha1 blob not null unique, crc32 integer not null, md5 blob, size integer not null
) strict;
create index rom_file_crc on rom_file (crc32, size);
create index rom_file_md5 on rom_file (md5) where md5 is not null;
-- 'by_name': only a name shows it, so it counts while the content is there under such a name
create table rom_view (
  rom_file_id integer not null references rom_file (id) on delete cascade, kind text not null,
  sha1 blob not null, crc32 integer not null, md5 blob, size integer not null, by_name integer not null default 0,
  primary key (rom_file_id, kind)
) strict, without rowid;
create index rom_view_sha1 on rom_view (sha1);
create index rom_view_crc on rom_view (crc32, size);
create index rom_view_md5 on rom_view (md5) where md5 is not null;
-- members by ordinal: an archive may hold one path, or one content, twice
create table archive_member (
  archive_id integer not null references rom_file (id) on delete cascade, ordinal integer not null,
  path text not null, method integer not null, offset integer not null, compressed_size integer not null,
  size integer not null, crc32 integer not null, rom_file_id integer references rom_file (id), problem text,
  primary key (archive_id, ordinal)
) strict, without rowid;
create index archive_member_content on archive_member (rom_file_id);

-- 7. where files are
create table library_root (id integer primary key, name text not null unique, path text not null) strict;
-- (cache) what the last walk saw, one row a folder: the whole no-op check reads only these
create table directory (
  root_id integer not null references library_root (id), path text not null, names text not null, stats blob not null,
  primary key (root_id, path)
) strict, without rowid;
-- 'sound_id': what a file held when it could last be read without a problem; null while it can
create table file_instance (
  id integer primary key, root_id integer not null references library_root (id), path text not null,
  size real not null, mtime real not null, ctime real not null, ino real not null, settled integer not null,
  rom_file_id integer references rom_file (id), role text not null,
  status text not null check (status in ('present', 'missing', 'quarantined')),
  first_seen integer not null, last_seen integer not null, problem text,
  sound_id integer references rom_file (id), unique (root_id, path)
) strict;
create index file_instance_content on file_instance (rom_file_id);
create index file_instance_problem on file_instance (root_id) where problem is not null;
-- contents whose presence changed since identification last ran
create table content_changed (rom_file_id integer primary key) strict;

-- 8. identification: what matched what, and by which hash
create table content_match (
  rom_file_id integer not null references rom_file (id) on delete cascade,
  dat_entry_id integer not null references dat_entry (id) on delete cascade,
  view text not null default '', match_by text not null check (match_by in ('sha1', 'md5', 'crc32')),
  primary key (dat_entry_id, rom_file_id, view)
) strict, without rowid;
create index content_match_content on content_match (rom_file_id);
create table match_conflict (
  rom_file_id integer not null references rom_file (id) on delete cascade,
  dat_entry_id integer not null references dat_entry (id) on delete cascade, detail text not null,
  primary key (dat_entry_id, rom_file_id)
) strict, without rowid;
create index match_conflict_content on match_conflict (rom_file_id);

-- 9. decisions of a policy, immutable once made. The newest version is what the policy keeps now
create table selection_policy (id integer primary key, name text not null unique, definition text not null) strict;
create table romset_version (
  id integer primary key, policy_id integer not null references selection_policy (id), parts text not null,
  created_at integer not null
) strict;
create index romset_version_policy on romset_version (policy_id);
-- A member serves the versions of its policy from 'added_in' to before 'dropped_in', so a version costs what it changed.
-- One winner per game and platform (a game may be kept on several platforms); position > 0 for keep: 'all'
create table romset_member (
  policy_id integer not null references selection_policy (id), platform_id integer not null references platform (id),
  game text not null, position integer not null, added_in integer not null references romset_version (id),
  dropped_in integer references romset_version (id), release_name text not null,
  atomic_id integer references atomic_game_unit (id), primary key (policy_id, platform_id, game, position, added_in)
) strict, without rowid;
-- what each version keeps
create view romset as
  select v.id as version_id, m.platform_id, m.game, m.position, m.release_name, m.atomic_id
  from romset_version v join romset_member m on m.policy_id = v.policy_id
    and m.added_in <= v.id and (m.dropped_in is null or m.dropped_in > v.id);

-- 10. lists and devices
create table playlist (
  id integer primary key, name text not null, policy_id integer not null references selection_policy (id),
  title text not null, digest text not null, unique (name, policy_id)
) strict;
-- an item is a release: a list may hold two of one game
create table playlist_item (
  playlist_id integer not null references playlist (id) on delete cascade, position integer not null,
  platform_id integer not null references platform (id), release_name text not null,
  atomic_id integer references atomic_game_unit (id), primary key (playlist_id, position)
) strict, without rowid;
create table target_device (id integer primary key, name text not null unique, preset text not null, path text not null) strict;
create table export_run (
  id integer primary key, target_id integer not null references target_device (id), run_id integer references run (id),
  version_id integer references romset_version (id), started_at integer not null, finished_at integer,
  outcome text not null, put integer not null default 0,
  moved integer not null default 0, deleted integer not null default 0, kept integer not null default 0,
  conflicts integer not null default 0, bytes integer not null default 0, tree text not null
) strict;
`
