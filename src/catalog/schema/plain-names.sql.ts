/**
 * What is kept in a form of its own because there are millions of it, or because it is kept elsewhere, under the names
 * that people look for. Views only: nothing is stored twice.
 */
import { DISCOVERY_VIEW } from './discovery.sql.ts'
import { isSure } from '../sure-match.sql.ts'

export const PLAIN_NAMES = `${DISCOVERY_VIEW}
-- who says something: DATs and files of metadata by their names in the config, and scans; and what reads them
create view metadata_source as
  select source as name, min(kind) as importer from metadata_file group by source
  union all
  select dat, 'dat' from dat_file group by dat
  union all
  select 'file_ingestion', 'scan' where exists (select 1 from import_log where source = 'file_ingestion');
-- platforms whose lists may hold games of another, as identification last used them
create view platform_link as
  select p.id as platform_id, o.id as linked_id
  from meta m, json_each(json_extract(m.value, '$.rules'), '$[1].links') g, json_each(g.value) l
    join platform p on p.slug = g.key join platform o on o.slug = l.value
  where m.key = 'titles-seen';
-- what a release consists of, in order, and the content that is it, where one is known. Variants are other shapes of the same
create view release_artifact as
  select b.release_id, b.variant, e.part + 1 as sequence, e.id as dat_entry_id,
    (select min(m.rom_file_id) from content_match m where m.dat_entry_id = e.id) as rom_file_id
  from release_block b join dat_rom e on e.game_id = b.dat_game_id;
-- what a DAT says of an entry beside its hashes
create view dat_entry_metadata as
  select e.id as dat_entry_id, m.key, m.value, e.log_id
  from dat_entry e, json_each(json_object('year', e.year, 'categories', e.categories, 'description', e.description,
    'external id', e.external_id, 'clone of', e.clone_of, 'serial', e.serial, 'status', e.status)) m
  where m.value is not null;
-- which content is which entry and which game, by whose word, and how sure that is
create view dat_atomic_link as
  select c.rom_file_id, c.dat_entry_id, r.atomic_id, 'automatic' as match_type, c.match_by,
    case when ${isSure('c')} then 1.0 else 0.99 end as confidence
  from content_match c join dat_rom e on e.id = c.dat_entry_id join release_block a on a.dat_game_id = e.game_id
    join game_release r on r.id = a.release_id
  union all
  select l.rom_file_id, null, r.atomic_id, case l.match_type when 'decision' then 'manual' else 'fuzzy' end,
    case l.match_type when 'decision' then 'decision' else 'name' end, l.confidence
  from title_link l join game_release r on r.platform_id = l.platform_id and r.name = l.release_name;
-- how a target lays out its files
create view export_profile as select id, id as device_id, preset as name, layout as path_template from target_device;
-- games with all their ports: 'concept_id' is the same for all that are one
create view v_game_concept as
  select coalesce(u.concept_id, u.id) as concept_id, u.id as atomic_id, p.slug as platform, u.title
  from atomic_game_unit u join platform p on p.id = u.platform_id;
`
