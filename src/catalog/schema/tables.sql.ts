/** The catalog's tables, by section, as the first migration makes them. */
import { ART_TABLES } from './art.sql.ts'
import { COMPANY_TABLES } from './companies.sql.ts'
import { DEVICE_TABLES } from './devices.sql.ts'
import { GAME_TABLES } from './games.sql.ts'
import { METADATA_TABLES } from './metadata.sql.ts'
import { PLAIN_NAMES } from './plain-names.sql.ts'
import { ROM_INDEXES } from './rom-indexes.ts'
import { SEARCH_TABLES } from './search.sql.ts'
import { CURATION_TABLES } from './todo.sql.ts'
import { SHEET_TABLES } from './sheets.sql.ts'
import { VIEWS } from './views.sql.ts'

/**
 * Hashes are BLOBs, ids are integers, times are milliseconds since the epoch.
 * `STRICT` everywhere. Tables marked (cache) may be dropped by a migration; the rest is the user's history.
 *
 * Not a letter of it may change, of its comments neither (one names a file that lies elsewhere now): a catalog remembers which
 * text it was made from, and one from another text is set aside. What is to change is a step in `migrations.ts`.
 */
export const SCHEMA_1 = `
-- 1. engine: stored nodes with their verifying traces (cache). Values are apart: a check reads traces only. Notes are
-- what nodes leave to their own next run
create table node (
  key text primary key, version text not null, hash text not null,
  deps text not null, pages text not null, why text not null, run integer not null, ms real not null
) strict, without rowid;
create table node_value (key text primary key, value text not null) strict;
create table node_page (key text not null, page text not null, content any not null, primary key (key, page)) strict;
create table node_note (key text primary key, note text not null) strict;
create table run (
  id integer primary key, at integer not null, argv text not null, outcome text, ms real
) strict;
create table meta (key text primary key, value text not null) strict, without rowid;

-- 2. vocabulary
-- 'holdings' counts the times that what is owned of the platform changed; its picks depend on it. 'games': the times
-- that its games were written; what search knows of it depends on it
create table platform (
  id integer primary key, slug text not null unique, name text not null, holdings integer not null default 0,
  games integer not null default 0
) strict;
create table region (id integer primary key, name text not null unique) strict;

-- 3. imports: every imported row names the log row that brought it. No number is given twice, and a new catalog goes on
-- from the numbers of the logs beside it
create table import_log (
  id integer primary key autoincrement, source text not null, file_name text, file_hash blob,
  started_at integer not null, finished_at integer,
  status text not null check (status in ('running', 'completed', 'failed', 'cancelled')),
  records integer not null default 0, notes text
) strict;
-- only a completed import of a file blocks a second one: a failed import can be retried
create unique index import_log_once on import_log (source, file_hash)
  where status = 'completed' and file_hash is not null;
create index import_log_open on import_log (source) where status = 'running';

-- 4. DATs. 'dialect', 'numbered': how the names of one are read
create table dat_file (
  dat text not null, path text not null, size real not null, mtime real not null, ctime real not null, ino real not null,
  sha1 blob, log_id integer references import_log (id), platform_id integer references platform (id),
  name text, version text, date text, games integer not null default 0, digest text, needs_md5 integer not null default 0,
  needs_sha256 integer not null default 0,
  problem text, dialect text not null default 'plain', numbered integer not null default 0, primary key (dat, path)
) strict, without rowid;
-- which version of each declared source lies in the data folder, as the last call of 'curator dats' found it
create table dat_source (
  source text not null, part text not null, version text not null, url text not null, etag text, last_modified text,
  fetched_at integer not null, files integer not null, games integer not null, primary key (source, part)
) strict, without rowid;
-- a game as a DAT states it. Blocks of one release are its variants. 'description' where it is not the name: an arcade
-- game's title. 'marks' say how well its files are known (src/dats/marks.ts), 'stated' its regions and languages, in JSON,
-- where that is more than its name says
create table dat_game (
  id integer primary key, log_id integer not null references import_log (id), platform_id integer not null references platform (id),
  name text not null, release_name text not null, variant integer not null,
  clone_of text, external_id text, year text, categories text, description text, marks integer, stated text
) strict;
create index dat_game_log on dat_game (log_id);
create index dat_game_platform on dat_game (platform_id);
-- what a list of machines says of one beside its ROMs: whose ROMs and samples it shares, and the devices it is built of
-- (lists of names in JSON). Only where it says something
create table dat_machine (
  game_id integer primary key references dat_game (id) on delete cascade, rom_of text, sample_of text,
  is_bios integer not null default 0, is_device integer not null default 0, devices text, samples text
) strict, without rowid;
-- its ROMs in order. What there are millions of says nothing twice. 'mia': the DAT says that nobody is known to have it.
-- 'optional': its machine runs without it. 'sha256': only where nothing else tells which file it is
create table dat_rom (
  id integer primary key, game_id integer not null references dat_game (id) on delete cascade, part integer not null,
  name text not null, size integer, crc32 integer, md5 blob, sha1 blob, status text, merge text, serial text,
  mia integer not null default 0, optional integer not null default 0, sha256 blob
) strict;
create index dat_rom_game on dat_rom (game_id);
${ROM_INDEXES}
-- one row a ROM, with what its game says
create view dat_entry as
  select r.id, r.game_id, g.log_id, g.platform_id, g.name as game, g.release_name, g.variant, r.part, r.name as rom,
    r.size, r.crc32, r.md5, r.sha1, r.status, r.merge, g.clone_of, g.external_id, g.year, g.categories, r.serial,
    r.mia, r.optional, g.description, r.sha256
  from dat_rom r join dat_game g on g.id = r.game_id;

-- 5. games above releases above files
${GAME_TABLES}
-- 6. contents: one row per distinct bytes. MD5 and SHA-256 are known where some DAT has nothing better
create table rom_file (
  id integer primary key, sha1 blob not null unique, crc32 integer not null, md5 blob, sha256 blob, size integer not null,
  content_role text not null default 'rom' check (
    content_role in ('rom', 'disc', 'archive', 'patch', 'playlist', 'save', 'auxiliary'))
) strict;
create index rom_file_crc on rom_file (crc32, size);
create index rom_file_md5 on rom_file (md5) where md5 is not null;
create index rom_file_sha256 on rom_file (sha256) where sha256 is not null;
-- 'by_name': only a name shows it, so it counts while the content is there under such a name. Of kind 'chd' and
-- 'chd-raw': what a CHD's header says that its data is; read by nobody, so it makes a match probable and never sure
create table rom_view (
  rom_file_id integer not null references rom_file (id) on delete cascade, kind text not null,
  sha1 blob not null, crc32 integer, md5 blob, sha256 blob, size integer not null, by_name integer not null default 0,
  primary key (rom_file_id, kind)
) strict, without rowid;
create index rom_view_sha1 on rom_view (sha1);
create index rom_view_crc on rom_view (crc32, size);
create index rom_view_md5 on rom_view (md5) where md5 is not null;
create index rom_view_sha256 on rom_view (sha256) where sha256 is not null;
-- what a content says of itself: header, CHD, container, sheet. None of it proves what the content is
create table rom_file_metadata (
  rom_file_id integer not null references rom_file (id) on delete cascade, key text not null, value text not null,
  primary key (rom_file_id, key)
) strict, without rowid;
create index rom_file_sheet on rom_file_metadata (rom_file_id) where key = 'sheet.kind';
-- members in order, those of archives within it included: 'parent' is the member they lie in. An archive may hold one
-- path, or one content, twice. 'position' in its own archive, where 'offset' does not lead to the bytes. 'ratio': the packed
-- size of a byte; null where the archive does not say, or members share their packed bytes
create table archive_member (
  archive_id integer not null references rom_file (id) on delete cascade, ordinal integer not null,
  parent integer, depth integer not null default 1, path text not null, format text not null default 'zip',
  position integer, method integer not null, offset integer not null, compressed_size integer not null,
  size integer not null, crc32 integer not null, encrypted integer not null default 0, mtime integer,
  is_primary integer not null default 0, rom_file_id integer references rom_file (id), problem text,
  ratio real generated always as (nullif(compressed_size, 0) * 1.0 / nullif(size, 0)) virtual,
  primary key (archive_id, ordinal)
) strict, without rowid;
create index archive_member_content on archive_member (rom_file_id);

-- 7. where files are
create table library_root (id integer primary key, name text not null unique, path text not null) strict;
-- (cache) what the last walk saw, one row a folder: the whole no-op check reads only these. 'part': 0 is all of a folder;
-- one with very many entries has rows from 1 on instead
create table directory (
  root_id integer not null references library_root (id), path text not null, part integer not null,
  names text not null, stats blob not null, primary key (root_id, path, part)
) strict, without rowid;
-- 'sound_id': what a file held when it could last be read without a problem; null while it can.
-- 'born': when its inode was made, 0 where the system does not say. 'verified_at': when all its bytes were last read
-- and were what they should be. 'failures', 'retry_at': of an error of the disk, which may pass.
-- 'listed': an archive of which only its own list of members was read, because its root is hashed quickly.
-- 'log_id': the run that last had something to write of it. 'last_modified' is what people look for
create table file_instance (
  id integer primary key, root_id integer not null references library_root (id), path text not null,
  size real not null, mtime real not null, ctime real not null, ino real not null, born real not null default 0,
  settled integer not null, rom_file_id integer references rom_file (id), role text not null,
  status text not null check (status in ('present', 'missing', 'quarantined')),
  first_seen integer not null, last_seen integer not null, missing_since integer, verified_at integer,
  problem text, failures integer not null default 0, retry_at integer, listed integer not null default 0,
  sound_id integer references rom_file (id), log_id integer references import_log (id),
  last_modified real generated always as (mtime) virtual, unique (root_id, path)
) strict;
create index file_instance_content on file_instance (rom_file_id);
create index file_instance_problem on file_instance (root_id) where problem is not null;
create index file_instance_missing on file_instance (root_id, ino) where status = 'missing';
create index file_instance_log on file_instance (log_id);
create index file_instance_listed on file_instance (root_id) where listed = 1;
-- all that counting files needs: the table itself is several times as large
create index file_instance_counts on file_instance (root_id, status, role, size, rom_file_id, problem);
-- what such an archive says that it holds: known by size and CRC-32 until it is read
create table listed_member (
  file_id integer not null references file_instance (id) on delete cascade, ordinal integer not null,
  path text not null, size integer not null, crc32 integer not null, primary key (file_id, ordinal)
) strict, without rowid;
-- what 'curator verify' found wrong: 'changed' is an edit, 'rotten' is not; 'damaged': when it was read for the first time
create table verification (
  file_id integer not null references file_instance (id) on delete cascade,
  log_id integer not null references import_log (id),
  verdict text not null check (verdict in ('gone', 'unreadable', 'truncated', 'rotten', 'changed', 'damaged')),
  expected blob, found blob, detail text not null, primary key (file_id, log_id)
) strict, without rowid;
-- what extensions mean; a config may say otherwise for its roots
create table file_type_category (id integer primary key, name text not null unique, is_read integer not null) strict;
create table file_extension (
  extension text primary key, category_id integer not null references file_type_category (id)
) strict, without rowid;
create table platform_extension (
  platform_id integer not null references platform (id) on delete cascade, extension text not null,
  is_primary integer not null, primary key (platform_id, extension)
) strict, without rowid;
create index platform_extension_name on platform_extension (extension);
-- what 'curator library' did to files, one row a step of a run; paths are those of people. The run's own journal lies
-- beside the files: this is for reports
create table file_operation_log (
  log_id integer not null references import_log (id) on delete cascade, step integer not null,
  rom_file_id integer references rom_file (id),
  operation text not null check (operation in ('move', 'copy', 'link', 'quarantine', 'restore')),
  source text not null, destination text not null,
  status text not null check (status in ('pending', 'completed', 'failed')), message text not null,
  primary key (log_id, step)
) strict, without rowid;
-- contents whose presence changed since identification last ran
create table content_changed (rom_file_id integer primary key) strict;

-- 8. identification: what matched what, and by which hash
create table content_match (
  rom_file_id integer not null references rom_file (id) on delete cascade,
  dat_entry_id integer not null references dat_rom (id) on delete cascade,
  view text not null default '', match_by text not null check (match_by in ('sha1', 'md5', 'sha256', 'crc32', 'tracks')),
  primary key (dat_entry_id, rom_file_id, view)
) strict, without rowid;
create index content_match_content on content_match (rom_file_id);
${SHEET_TABLES}
-- releases of which something owned came or went, or of which DATs say other ROMs, and that were not picked from since
create table holding_change (
  platform_id integer not null references platform (id), release_name text not null, primary key (platform_id, release_name)
) strict, without rowid;
-- (cache) 'holdings' of the platform when what is owned of the shelf's games changed last
create table shelf_holdings (
  platform_id integer not null references platform (id), shelf text not null, holdings integer not null,
  primary key (platform_id, shelf)
) strict, without rowid;
create table match_conflict (
  rom_file_id integer not null references rom_file (id) on delete cascade,
  dat_entry_id integer not null references dat_rom (id) on delete cascade, detail text not null,
  primary key (dat_entry_id, rom_file_id)
) strict, without rowid;
create index match_conflict_content on match_conflict (rom_file_id);
-- contents that no DAT lists by hash, and what they are by the user's word or by their name; 'evidence' is JSON, and
-- 'owns': whether the release counts as owned by it
create table title_link (
  rom_file_id integer not null references rom_file (id) on delete cascade,
  platform_id integer not null references platform (id), release_name text not null,
  match_type text not null check (match_type in ('decision', 'title', 'automatic')),
  confidence real not null check (confidence between 0 and 1), evidence text not null, owns integer not null,
  run integer not null references import_log (id), primary key (rom_file_id)
) strict, without rowid;
create index title_link_release on title_link (platform_id, release_name);
-- what they may be, for people to decide; best first
create table ingestion_candidate (
  rom_file_id integer not null references rom_file (id) on delete cascade, position integer not null,
  platform_id integer not null references platform (id), release_name text not null, game text not null,
  score real not null check (score between 0 and 1), evidence text not null,
  run integer not null references import_log (id), primary key (rom_file_id, position)
) strict, without rowid;

-- 9. decisions of a policy, immutable once made. The newest version is what the policy keeps now. 'definition': the
-- policy as it was then
create table selection_policy (id integer primary key, name text not null unique, definition text not null) strict;
create table romset_version (
  id integer primary key, policy_id integer not null references selection_policy (id), parts text not null,
  definition text not null default '{}', created_at integer not null
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
-- the ROMs of releases that romsets keep and that no DAT lists any more, as the last one had them that did. 'shape': it may
-- have listed a release in several, and each is called by what it is made of
create table unlisted_rom (
  platform_id integer not null references platform (id), release_name text not null, shape text not null,
  part integer not null, size integer, crc32 integer, md5 blob, sha1 blob, sha256 blob,
  primary key (platform_id, release_name, shape, part)
) strict, without rowid;

-- 10. lists and devices
${DEVICE_TABLES}
-- 11. companies and genres
${COMPANY_TABLES}
-- 12. metadata, and what is known of running games
${METADATA_TABLES}
-- 13. search (cache)
${SEARCH_TABLES}
-- 14. what waits for a decision (cache)
${CURATION_TABLES}
-- 15. pictures (cache)
${ART_TABLES}
-- 16. views over all of it
${PLAIN_NAMES}
${VIEWS}`
