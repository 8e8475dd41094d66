/**
 * The second migration: a romset has one version, however often its policy comes back to it, and what was kept when is told
 * apart from that. Before, each way back made another version with the same in it.
 */
export const DISTINCT_ROMSETS = `
-- when a policy came to keep which of its versions: the last row of each is what it keeps now
create table romset_change (
  id integer primary key, version_id integer not null references romset_version (id), at integer not null
) strict;
create index romset_change_version on romset_change (version_id);
create view romset_now as
  select v.policy_id, c.version_id, c.at as since from romset_change c join romset_version v on v.id = c.version_id
  where c.id = (
    select max(d.id) from romset_change d join romset_version w on w.id = d.version_id where w.policy_id = v.policy_id);

-- what each version goes on as: the first that keeps the same. 'next': the version after it, or itself, that stays; what
-- members say from one version to another they then say of those between them that stay
create temp table going as
  select v.id, v.policy_id, min(o.id) as first, null as next
  from romset_version v join romset_version o using (policy_id, parts) group by v.id;
update going set next = (
  select min(s.id) from temp.going s where s.policy_id = going.policy_id and s.first = s.id and s.id >= going.id);
create unique index temp.going_id on going (id);
insert into romset_change (version_id, at)
  select g.first, v.created_at from romset_version v join going g using (id) order by v.id;
delete from romset_member
  where (select next from going where id = added_in) is (select next from going where id = dropped_in);
update romset_member set
  added_in = (select next from going where id = added_in), dropped_in = (select next from going where id = dropped_in)
  where exists (select 1 from going where next is not id and id in (added_in, dropped_in));
update export_run set version_id = (select first from going where id = version_id) where version_id is not null;
delete from romset_version where id in (select id from going where first <> id);
drop table going;
drop index romset_version_policy;
create unique index romset_version_once on romset_version (policy_id, parts);
`
