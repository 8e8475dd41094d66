/** The tables of companies and genres, and what they are to a release. */

export const COMPANY_TABLES = `
-- 'form': its name without spelling, by which strings are compared
create table company (id integer primary key, name text not null unique, form text not null unique) strict;
-- all spellings of one company; those it once had under another name are another company, and linked
create table company_alias_group (
  id integer primary key, company_id integer not null unique references company (id) on delete cascade
) strict;
-- a string as some source writes it. 'source': who says that it is this company
create table company_alias (
  name text primary key, form text not null, group_id integer not null references company_alias_group (id) on delete cascade,
  source text not null check (source in ('seed', 'config', 'decision', 'spelling'))
) strict, without rowid;
create index company_alias_group_id on company_alias (group_id);
create table company_link (
  company_id integer not null references company (id) on delete cascade,
  relation text not null check (relation in ('succeeded by', 'merged into', 'division of', 'imprint of')),
  other_id integer not null references company (id) on delete cascade, primary key (company_id, relation, other_id)
) strict, without rowid;
create index company_link_other on company_link (other_id);
-- spellings that may be one company: for people to decide
create table company_suggestion (
  company_id integer not null references company (id) on delete cascade,
  other_id integer not null references company (id) on delete cascade, why text not null,
  primary key (company_id, other_id)
) strict, without rowid;
create index company_suggestion_other on company_suggestion (other_id);
create table genre (id integer primary key, name text not null unique) strict;
-- of releases sources say names as they write them: which company that is may be decided again at any time
create table release_developer (
  release_id integer not null references game_release (id) on delete cascade, log_id integer not null references import_log (id),
  position integer not null, alias text not null references company_alias (name),
  primary key (release_id, log_id, position)
) strict, without rowid;
create index release_developer_alias on release_developer (alias);
create table release_publisher (
  release_id integer not null references game_release (id) on delete cascade, log_id integer not null references import_log (id),
  position integer not null, alias text not null references company_alias (name),
  primary key (release_id, log_id, position)
) strict, without rowid;
create index release_publisher_alias on release_publisher (alias);
create table release_genre (
  release_id integer not null references game_release (id) on delete cascade, log_id integer not null references import_log (id),
  position integer not null, genre_id integer not null references genre (id),
  primary key (release_id, log_id, position)
) strict, without rowid;
create index release_genre_genre on release_genre (genre_id);
-- every string of a company that was ever seen, with the company it is
create view v_company_canonical as
  select a.name, c.name as canonical, a.source, c.id as company_id, (
    select group_concat(link, ', ') from (
      select l.relation || ' ' || o.name as link from company_link l join company o on o.id = l.other_id
      where l.company_id = c.id order by o.name, l.relation)) as links
  from company_alias a join company_alias_group g on g.id = a.group_id join company c on c.id = g.company_id;
`
