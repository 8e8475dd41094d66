/** Sheets that name the tracks of a game, though no DAT lists them: see `identify/sheets/`. */

export const SHEET_TABLES = `-- sheets of discs that no DAT lists by hash, and games whose tracks they name just so: beside each lie these very tracks.
-- 'names': pairs of what the sheet calls a track and what the DAT does, in JSON; null where they are the same
create table fitting_sheet (
  game_id integer not null references dat_game (id) on delete cascade,
  rom_file_id integer not null references rom_file (id) on delete cascade, names text,
  primary key (game_id, rom_file_id)
) strict, without rowid;
create index fitting_sheet_content on fitting_sheet (rom_file_id);
-- those of them that no entry stands for, because the DAT lists no sheet: 'rom' is what they are called beside the tracks
create view v_unlisted_sheet as
  select s.rom_file_id, g.log_id, g.platform_id, g.release_name, g.release_name || '.' || k.value as rom, s.names
  from fitting_sheet s join dat_game g on g.id = s.game_id
    join rom_file_metadata k on k.rom_file_id = s.rom_file_id and k.key = 'sheet.kind'
  where not exists (
    select 1 from content_match m join dat_rom e on e.id = m.dat_entry_id
    where m.rom_file_id = s.rom_file_id and e.game_id = s.game_id);`
