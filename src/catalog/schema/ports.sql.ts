/**
 * Games of several platforms that may be one: a title of one of their releases is the same, a company made or published
 * each, and their years are no more than one apart. Reading them all takes seconds in a catalog of a million entries; so what
 * they rest on is kept in tables, and brought up to date for the games and titles that differ (`src/review/ports.ts`).
 */

export const PORT_TABLES = `
-- (cache) titles of games that somebody is known to have made, with their years, and as JSON the names of who did; and how
-- far they are known of a platform: its 'games' then, and what of its metadata; and which company each name was
create table port_title (
  game_id integer not null references atomic_game_unit (id) on delete cascade, plain text not null, title text not null,
  platform_id integer not null references platform (id), concept_id integer, first integer not null, last integer not null,
  makers text not null, primary key (game_id, plain)
) strict, without rowid;
create index port_title_plain on port_title (plain, platform_id);
create index port_title_concept on port_title (concept_id) where concept_id is not null;
create table port_platform (
  platform_id integer primary key references platform (id), games integer not null, metadata text not null
) strict;
create table port_company (name text primary key, company_id integer not null) strict, without rowid;
-- (cache) titles of which something differs, until it is looked at who shares them
create table port_due (plain text primary key) strict, without rowid;
-- (cache) games that share a title, a company and the years
create table port_found (
  plain text not null, company_id integer not null, spell integer not null, key text not null, names text not null,
  title text not null, games integer not null, first integer not null, last integer not null,
  primary key (plain, company_id, spell)
) strict, without rowid;
`

/** What a release is called without its tags: `r` is a row of `game_release`. */
export const TITLE = "substr(r.name, 1, instr(r.name || ' (', ' (') - 1)"

/** Tables of the companies of releases, as `alias`. */
export const PARTS = ['release_developer', 'release_publisher'] as const

/** All games by their titles and companies, with their years. */
const LISTED_GAMES = `
  with told as (${PARTS.map((part) => `select release_id, alias from ${part}`).join(' union ')}),
  maker as (
    select distinct r.atomic_id as game, n.company_id as company from told t join game_release r on r.id = t.release_id
      join v_company_canonical n on n.name = t.alias where r.atomic_id is not null),
  dated as (
    select game, company, min(year) as first, max(year) as last from (
      select m.game, m.company, cast(substr(r.year, 1, 4) as integer) as year
      from maker m join game_release r on r.atomic_id = m.game
      union all
      select m.game, m.company, cast(substr(c.released, 1, 4) as integer)
      from maker m join atomic_core_metadata c on c.atomic_id = m.game)
    where year > 0 group by game, company)
  select d.game, d.company, d.first, d.last, u.platform_id, u.concept_id, min(${TITLE}) as title, lower(${TITLE}) as plain
  from dated d join atomic_game_unit u on u.id = d.game join game_release r on r.atomic_id = d.game
  group by d.game, d.company, lower(${TITLE})`

/**
 * Games that share a title, a company and the years, one row for each of these. 'spell': a title may come back years later as
 * another game. `sharedBy` in `src/review/shared-titles.ts` says the same of a few titles.
 */
export const PORTS_FOUND = `
  with listed as materialized (${LISTED_GAMES}),
  lined as (
    select l.*, max(last) over (partition by plain, company order by first, game
      rows between unbounded preceding and 1 preceding) as before from listed l),
  spelled as materialized (
    select l.*, sum(before is null or first > before + 1) over (
      partition by plain, company order by first, game rows unbounded preceding) as spell from lined l),
  one as (
    select plain, company, spell, min(game) as game from spelled group by plain, company, spell, platform_id),
  named as (
    select o.plain, o.company, o.spell, s.title, s.first, s.last, coalesce(s.concept_id, -s.game) as concept,
      p.slug || '/' || (select min(name) from game_release where atomic_id = o.game) as name
    from one o join spelled s on s.game = o.game and s.company = o.company and s.plain = o.plain join platform p on p.id = s.platform_id)
  select plain, company as company_id, spell, group_concat(name, ' = ') as key, json_group_array(name) as names,
    min(title) as title, count(*) as games, min(first) as first, max(last) as last
  from (select * from named order by name) group by plain, company, spell having count(*) > 1 and count(distinct concept) > 1`

/** As items of the review: games may share several titles, and companies. */
export function portItems(found: string): string {
  return `
  select 'port' as kind, null as platform, min(f.title) as subject, f.key, max(f.games) as settles,
    group_concat(f.name, ', ') || ', ' || min(f.first) || iif(max(f.last) > min(f.first), '-' || max(f.last), '')
      as detail, f.names
  from (select f.*, c.name from (${found}) f join company c on c.id = f.company_id order by c.name) f
  group by f.key, f.names`
}
