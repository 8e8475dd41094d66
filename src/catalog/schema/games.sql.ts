/** Tables of games and of the releases that they are made of. */

export const GAME_TABLES = `
-- a game is never deleted, because romsets and lists of the past name it. 'concept_id': the game that stands for it and its ports to other platforms; null: there are none known.
-- 'changed': what 'games' of its platform was when its releases, or what is said of them, became others
create table atomic_game_unit (
  id integer primary key, title text not null, platform_id integer not null references platform (id), cluster text not null,
  concept_id integer references atomic_game_unit (id), changed integer not null default 0, unique (platform_id, cluster)
) strict;
-- (cache) what other releases would be joined with a game, beside those called like it; some may be of the past
create table game_key (
  platform_id integer not null references platform (id), key text not null,
  atomic_id integer not null references atomic_game_unit (id), primary key (platform_id, key, atomic_id)
) strict, without rowid;
-- (cache) releases whose rows in DATs are others than those that the platform's games were made of. 'facts': they also say
-- something else of it. 'roms': other DATs list it than did, or other ROMs of it
create table release_change (
  platform_id integer not null references platform (id), release_name text not null, facts integer not null,
  roms integer not null default 1, primary key (platform_id, release_name)
) strict, without rowid;
create index atomic_game_unit_concept on atomic_game_unit (concept_id) where concept_id is not null;
-- 'content': the same for releases that are the same bytes, where several DATs call them differently; null for all others
create table game_release (
  id integer primary key, platform_id integer not null references platform (id), name text not null,
  atomic_id integer references atomic_game_unit (id), year text, log_id integer references import_log (id),
  content text, unique (platform_id, name)
) strict;
create index game_release_content on game_release (content) where content is not null;
-- each release is without a game at first: those would be entered, and taken out again
create index game_release_atomic on game_release (atomic_id) where atomic_id is not null;
create table release_region (
  release_id integer not null references game_release (id) on delete cascade, position integer not null,
  region_id integer not null references region (id), primary key (release_id, position)
) strict, without rowid;
-- where DATs list a release. Variants are other shapes of the same thing (headered or not, byte orders)
create table release_block (
  release_id integer not null references game_release (id) on delete cascade, variant integer not null,
  dat_game_id integer not null references dat_game (id) on delete cascade, primary key (release_id, variant)
) strict, without rowid;
create index release_block_game on release_block (dat_game_id);`
