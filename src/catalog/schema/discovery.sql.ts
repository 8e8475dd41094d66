/**
 * What walks saw and whose content is not known yet, as a view: a table of its own would hold nothing that the rows of
 * folders and files do not say, and every scan would have to write it.
 */

/** A folder's row has no times where its next walk has to look again (`distrust` in `src/inventory/scan/walking/folder.ts`). */
const NAN = `(x'000000000000f87f', x'7ff8000000000000')`
const hasNan = (stats: string): string => `(instr(${stats}, x'f87f') > 0 or instr(${stats}, x'7ff8') > 0)`

/** Bytes of `stats` a file, and files that are looked at together: cut from the whole one by one, they take all day. */
const BYTES = 32
const BLOCK = 256

/** The names in it, each at its place: no name holds a slash. */
const NAMES = String.raw`'["' || replace(replace(replace(d.names, '\', '\\'), '"', '\"'), '/', '","') || '"]'`

export const DISCOVERY_VIEW = `
-- what the last walk saw and whose content is not known, or not for long. 'pending': not read yet, or not as it is now.
-- 'failed': it could not be read, or not all that is in it; 'attempts' and 'next_retry' of errors of the disk.
-- 'hashed': read, but so soon after it was written that its times prove nothing; it is read once more
create view file_discovery as
  with recursive doubted as materialized (
    select root_id, path, part, cast(substr(names, 1, instr(names, '/') - 1) as blob) as kinds,
      substr(names, instr(names, '/') + 1) as names, stats
    from directory where ${hasNan('stats')}),
  place (nth) as (
    select 0 union all
    select nth + 1 from place where nth < (select max(${BLOCK}, max(length(stats)) / ${BYTES * BLOCK}) from doubted)),
  block as materialized (
    select d.root_id, d.path, d.part, p.nth * ${BLOCK} as base, substr(d.stats, p.nth * ${BYTES * BLOCK} + 1, ${BYTES * BLOCK}) as stats
    from doubted d cross join place p on p.nth * ${BYTES * BLOCK} < length(d.stats)),
  spot as materialized (
    select b.root_id, b.path, b.part, b.base + p.nth as nth
    from block b cross join place p on p.nth < ${BLOCK} where ${hasNan('b.stats')}
      and substr(b.stats, p.nth * ${BYTES} + 1, 8) in ${NAN}),
  entry as materialized (
    select d.root_id, d.path, d.part, e.key as at, e.value as name, substr(d.kinds, e.key + 1, 1) = x'66' as is_file
    from doubted d cross join json_each(${NAMES}) e),
  file as materialized (
    select root_id, path, part, name, row_number() over (partition by root_id, path, part order by at) - 1 as nth
    from entry where is_file),
  seen as (
    select s.root_id, iif(s.path = '', '', s.path || '/') || e.name as path
    from spot s join file e on e.root_id = s.root_id and e.path = s.path and e.part = s.part and e.nth = s.nth),
  newest as (select file_name as root, max(started_at) as at from import_log where source = 'file_ingestion' group by 1)
  select r.name as root, s.path, length(s.path) - length(replace(s.path, '/', '')) as depth,
    case
      when f.id is null or f.status <> 'present' then 'pending'
      when f.failures > 0 or (f.rom_file_id is null and f.problem is not null) then 'failed'
      when f.settled = 0 then 'hashed'
      else 'pending'
    end as promotion_state,
    f.rom_file_id, f.size, f.mtime as last_modified, f.failures as attempts, f.retry_at as next_retry,
    json_extract(f.problem, '$[0][1]') as message, f.first_seen, f.last_seen, f.log_id
  from seen s join library_root r on r.id = s.root_id
    left join file_instance f on f.root_id = s.root_id and f.path = s.path
    left join newest n on n.root = r.name
  -- a scan that was cut off in the middle of a folder has read these
  where not coalesce(f.status = 'present' and f.settled = 1 and f.last_seen >= n.at, 0);
`
