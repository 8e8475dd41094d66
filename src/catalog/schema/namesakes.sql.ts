/**
 * Releases of one platform that share a title, and are one game for that alone, though who made them and when speaks for two.
 * Companies differ between regions, and years between a game and its budget edition: so it takes both, and a person decides.
 */
import { PARTS, TITLE } from './ports.sql.ts'

/** What comes out again so much later, by others, is another game more often than not. */
export const YEARS_APART = 5

export const NAMESAKE_TABLES = `
-- (cache) releases, with their years, of games of which two releases have no name of a company in common
create table namesake_release (
  release_id integer primary key references game_release (id) on delete cascade, game_id integer not null,
  first integer not null, last integer not null
) strict;
create index namesake_release_game on namesake_release (game_id);
`

/** By the DATs, and by the entries that sources have of the release itself. `which`: a condition on `r`. */
export function datedReleases(which: string): string {
  return `
    select release_id, game_id, min(year) as first, max(year) as last from (
      select r.id as release_id, r.atomic_id as game_id, cast(substr(r.year, 1, 4) as integer) as year
      from game_release r where ${which}
      union all
      select r.id, r.atomic_id, cast(substr(json_extract(e.fields, '$.released'), 1, 4) as integer)
      from game_release r cross join metadata_link l on l.release_id = r.id cross join metadata_entry e on e.id = l.entry_id
      where ${which})
    where year > 0 and game_id is not null group by release_id`
}

const COMPANIES = (release: string): string =>
  `(select group_concat(name, ', ') from (
      select distinct c.name from maker m join company c on c.id = m.company_id where m.release_id = ${release}
      order by c.name))`

const MADE = PARTS.map((part) => `select release_id, alias from ${part}`).join(' union ')

/** A DAT that calls them parent and clone knows them. */
const CLONES = `
  select 1 from release_block i cross join release_block k
    join dat_game g on g.id = i.dat_game_id join dat_game h on h.id = k.dat_game_id
  where i.release_id = a.release_id and k.release_id = b.release_id and h.log_id = g.log_id
    and ifnull(h.clone_of, h.release_name) = ifnull(g.clone_of, g.release_name)`

/**
 * As items of the review, one a game: the first two by name that are so far apart.
 * @param dated rows of `datedReleases`
 */
export function namesakeItems(dated: string): string {
  return `
  with dated as materialized (${dated}),
  maker as materialized (
    select d.release_id, g.company_id
    from dated d join (${MADE}) t on t.release_id = d.release_id join company_alias n on n.name = t.alias
      join company_alias_group g on g.id = n.group_id),
  pair as (
    select a.game_id, x.name as one, y.name as other,
      a.first || ', ' || ${COMPANIES('a.release_id')} || ' / ' || b.first || ', ' || ${COMPANIES('b.release_id')} as detail
    from dated a join dated b on b.game_id = a.game_id and b.first >= a.last + ${YEARS_APART}
      join game_release x on x.id = a.release_id join game_release y on y.id = b.release_id
    where lower(${TITLE.replaceAll('r.', 'x.')}) = lower(${TITLE.replaceAll('r.', 'y.')})
      and exists (select 1 from maker where release_id = a.release_id)
      and exists (select 1 from maker where release_id = b.release_id)
      and not exists (
        select 1 from maker m join maker n on n.release_id = b.release_id
        where m.release_id = a.release_id and (n.company_id = m.company_id or exists (
          select 1 from company_link l where (l.company_id = m.company_id and l.other_id = n.company_id)
            or (l.company_id = n.company_id and l.other_id = m.company_id))))
      and not exists (${CLONES})),
  ranked as (select *, row_number() over (partition by game_id order by one, other) as nth from pair)
  select 'namesakes' as kind, p.slug as platform, u.title as subject, p.slug || '/' || r.one as key, 1 as settles, r.detail,
    json_array(r.one, r.other) as names
  from ranked r join atomic_game_unit u on u.id = r.game_id join platform p on p.id = u.platform_id where r.nth = 1`
}
