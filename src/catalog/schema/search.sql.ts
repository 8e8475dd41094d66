/** The tables of the search index (cache): what `src/search/` makes of games and files, and brings up to date itself. */

/**
 * Marks belong to words, as in plain forms: what FTS5 takes for several words is a phrase, and those it cannot look for
 * here.
 */
const WORDS = `tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"`

/**
 * Texts are in plain form: words in lower case, without accents. `detail=column` keeps which column a word is in and not
 * where: nothing asks for phrases. Prefixes of up to three letters have lists of their own, because a list made of all
 * words that begin with one letter takes longer than people type.
 */
export const SEARCH_TABLES = `
-- how far the index knows a platform: its 'games' and 'holdings' then
create table search_platform (
  platform_id integer primary key references platform (id), games integer not null, holdings integer not null
) strict;
-- a game on a platform. 'titles': plain forms by line, the game's own first; 'names': a fingerprint of its releases' names
create table search_game (
  id integer primary key, platform_id integer not null references platform (id),
  atomic_id integer not null references atomic_game_unit (id), title text not null, owned integer not null,
  first_year integer, last_year integer, regions text not null, titles text not null, names text not null,
  unique (platform_id, atomic_id)
) strict;
-- its titles, by which they are found as they are typed; in this order they are shown
create table search_title (
  owned integer not null, plain text not null, platform_id integer not null, game_id integer not null,
  primary key (owned, plain, platform_id, game_id)
) strict, without rowid;
-- its words: of titles, of two words of a title written as one, and of its releases' names; 'facets': the platform
create virtual table search_text using fts5 (
  titles, fused, names, facets, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3',
  ${WORDS});
-- names of files, by file_instance.id: where a file stands changes by 'curator library' alone
create virtual table search_file using fts5 (
  name, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3',
  ${WORDS});
-- of words that are entered so many bytes are gathered before they are written: what is written often is merged often
insert into search_text (search_text, rank) values ('hashsize', 16777216);
-- words of titles; 'slip': a number for each way of leaving out one letter, the same for words that are one slip apart
create table search_word (id integer primary key, word text not null unique) strict;
create table search_slip (
  slip integer not null, word_id integer not null references search_word (id), primary key (slip, word_id)
) strict, without rowid;
`
