/** The tables of lists and devices: what was wanted of each, found on it, and done to it. */
export const DEVICE_TABLES = `
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
create table target_device (
  id integer primary key, name text not null unique, preset text not null, path text not null, layout text
) strict;
-- what a target's card was found to be when it was looked at last: 'os' is whose software its folders tell of, 'layout'
-- the preset for that, 'built_as' the target in its notes
create table device_profile (
  target_id integer primary key references target_device (id) on delete cascade,
  os text, layout text, built_as text, seen_at integer not null
) strict;
-- the disks and folders that it was on; 'volume' is by what one is known again: its UUID, else its label, else the path
create table device_volume (
  target_id integer not null references target_device (id) on delete cascade, volume text not null, path text not null,
  label text, uuid text, file_system text, is_read_only integer not null default 0, total integer not null,
  free integer not null, first_seen_at integer not null, seen_at integer not null, primary key (target_id, volume)
) strict, without rowid;
-- (cache) zips that were packed once, by a fingerprint of what is in them
create table packed_zip (recipe blob primary key, sha1 blob not null, size integer not null) strict, without rowid;
-- what was found of the firmware that a target's device looks for, when it was looked at last
create table bios_verification (
  target text not null, path text not null, platforms text not null,
  state text not null check (state in ('present', 'missing', 'wrong')), is_needed integer not null, md5 blob,
  checked_at integer not null, primary key (target, path)
) strict, without rowid;
-- names that games keep on a device, because saves hang on them; sha1 is '' where the file is a list
create table kept_name (
  target text not null, wish text not null, path text not null, kept text not null, sha1 text not null,
  saves text not null,
  primary key (target, path)
) strict, without rowid;
create table export_run (
  id integer primary key, target_id integer not null references target_device (id), run_id integer references run (id),
  version_id integer references romset_version (id), started_at integer not null, finished_at integer,
  outcome text not null, put integer not null default 0,
  moved integer not null default 0, deleted integer not null default 0, kept integer not null default 0,
  conflicts integer not null default 0, bytes integer not null default 0, tree text not null
) strict;`
