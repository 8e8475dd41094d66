/**
 * What waits for a person's decision, as views by what they rest on, and the tables in which the review keeps their rows:
 * reading them all takes a second in a catalog of a million entries.
 */
import { HEALTH_TABLES } from './health.sql.ts'
import { datedReleases, NAMESAKE_TABLES, namesakeItems } from './namesakes.sql.ts'
import { PORT_TABLES, portItems, PORTS_FOUND } from './ports.sql.ts'
import {
  ownedAmong,
  strangers,
  TODO_DATS,
  todoClones,
  todoContents,
  todoExtensions,
  todoNumbers,
  todoTwoGames,
} from './todo-items.sql.ts'

/** What is seen of a file: its times and its inode say nothing of what it is. */
const OF_FILES = ['root_id', 'path', 'status', 'role', 'problem', 'rom_file_id', 'sound_id']

/** Each row of these says something of a content. */
const SAY_OF_CONTENTS = [
  'content_match',
  'fitting_sheet',
  'match_conflict',
  'title_link',
  'ingestion_candidate',
  'file_instance',
]

/** What the rows of 'v_unlisted_file', and the items made of them, rest on. */
const DOUBTS = [
  ...SAY_OF_CONTENTS.flatMap((table) => [
    doubts(table, 'insert', ['new.rom_file_id']),
    doubts(table, 'delete', ['old.rom_file_id']),
  ]),
  doubts(
    'file_instance',
    `update of ${OF_FILES.join(', ')}`,
    ['old.rom_file_id', 'new.rom_file_id'],
    OF_FILES.map((column) => `old.${column} is not new.${column}`).join(' or '),
  ),
  // what an archive holds changes with its own row, but for members that it is found to hold no more
  doubts('archive_member', 'delete', ['old.archive_id', 'old.rom_file_id']),
  doubts('rom_file', 'update of content_role', ['new.id']),
].join('\n')

/**
 * Kept by the database itself, because many write what the rows rest on. It costs a first build one or two microseconds a
 * row. No `or ignore`: what the statement that fires a trigger says of conflicts holds in the trigger as well.
 */
function doubts(table: string, event: string, contents: readonly string[], when = ''): string {
  const [word = ''] = event.split(' ')
  const marks = contents.map(
    (content) => `insert into content_doubt select ${content}
      where ${content} is not null and not exists (select 1 from content_doubt where content = ${content});`,
  )
  const only = when === '' ? '' : `when ${when} `
  return `create trigger ${table}_doubted_on_${word} after ${event} on ${table} ${only}begin ${marks.join(' ')} end;`
}

export const CURATION_TABLES = `
-- (cache) the rows of 'v_curation_todo', kept by part: 'stamp' is what the part rested on when it was read.
-- 'since': when the item was first there
create table curation_part (part text primary key, stamp text not null) strict, without rowid;
create table curation_item (
  part text not null, kind text not null, key text not null, platform text, subject text not null,
  settles integer not null, detail text, names text not null, since integer not null, primary key (part, kind, key)
) strict, without rowid;
-- (cache) the rows of 'v_unlisted_file'
create table unlisted_file (file_id integer primary key, root_id integer not null, content integer, role text not null) strict;
create index unlisted_file_content on unlisted_file (content);
-- (cache) contents that may have come into those rows, or left them, since they were written, or of which something else is
-- said now; and contents whose items are to be read again for that reason
create table content_doubt (content integer primary key) strict;
create table curation_due (content integer primary key) strict;
${HEALTH_TABLES}${PORT_TABLES}${NAMESAKE_TABLES}${DOUBTS}`

/**
 * All have the columns of 'v_curation_todo': 'subject' says what it is about, 'key' what a decision is kept under,
 * 'settles' how many files or games it settles, 'names' (JSON) the releases or companies it is between.
 */
export const TODO_VIEWS = `
-- sound files of which nothing is in any DAT: neither they nor any of their members
create view v_unlisted_file as
  select f.id as file_id, f.root_id, f.rom_file_id as content, f.role from file_instance f
  where f.status = 'present' and f.role <> 'auxiliary' and f.problem is null
    and (f.rom_file_id is not null or f.listed = 1)
    and not exists (select 1 from content_match m where m.rom_file_id = f.rom_file_id)
    and not exists (select 1 from fitting_sheet s where s.rom_file_id = f.rom_file_id)
    and not exists (select 1 from archive_member a join content_match m on m.rom_file_id = a.rom_file_id
                    where a.archive_id = f.rom_file_id)
    and not exists (select 1 from listed_member a join dat_rom e on e.crc32 = a.crc32 and e.size = a.size
                    where a.file_id = f.id);
create view v_todo_file as
  select * from (${todoContents('v_unlisted_file')})
  union all select * from (${todoExtensions(strangers('v_unlisted_file'))})
  union all select * from (${todoTwoGames('all')});
create view v_todo_dat as
  select * from (${TODO_DATS}) union all select * from (${todoClones()}) union all select * from (${todoNumbers()});
-- 'part': whose selection it is. A page in which nothing was decided by name is not read. Where none of the releases is
-- owned, a decision settles nothing
create view v_todo_winner as
  select w.part, 'last-resort' as kind, w.platform, w.subject, w.platform || '/' || w.best as key,
    exists (${ownedAmong('w.platform', 'w.names')}) as settles, w.best || ' / ' || w.second as detail, w.names
  from (
    select n.key as part, substr(n.key, length(rtrim(n.key, replace(n.key, '/', ''))) + 1) as platform,
      json_extract(g.value, '$.game') as subject, json_extract(g.value, '$.ranked[0].name') as best,
      json_extract(g.value, '$.ranked[1].name') as second,
      (select json_group_array(json_extract(r.value, '$.name')) from json_each(g.value, '$.ranked') r
       where r.key = 0 or json_extract(r.value, '$.lostTo.criterion') = 'name') as names
    from node_page n, json_each(n.content) g
    where n.key >= 'select:' and n.key < 'select;' and instr(n.content, '"criterion":"name"') > 0
      and json_extract(g.value, '$.ranked[1].lostTo.criterion') = 'name') w;
create view v_todo_company as
  select 'company' as kind, null as platform, a.name || ' / ' || b.name as subject, a.form || '/' || b.form as key,
    (select count(*) from company_alias n join company_alias_group g on g.id = n.group_id
     where g.company_id in (a.id, b.id)) as settles,
    s.why as detail, json_array(a.name, b.name) as names
  from company_suggestion s join company a on a.id = s.company_id join company b on b.id = s.other_id;
create view v_todo_port as ${portItems(PORTS_FOUND)};
create view v_todo_namesakes as ${namesakeItems(datedReleases('true'))};
-- what a person may decide, one row a decision. 'subject' says what it is about, 'key' what a decision is kept under,
-- 'settles' how many files or games it settles
create view v_curation_todo as
  select kind, platform, subject, key, settles, detail, names from v_todo_file
  union all select kind, platform, subject, key, settles, detail, names from v_todo_dat
  union all
  select kind, platform, min(subject), key, sum(settles), min(detail), min(names) from v_todo_winner group by kind, platform, key
  union all select kind, platform, subject, key, settles, detail, names from v_todo_company
  union all select kind, platform, subject, key, settles, detail, names from v_todo_port
  union all select kind, platform, subject, key, settles, detail, names from v_todo_namesakes
  union all select kind, platform, subject, key, settles, detail, names from v_metadata_todo;
`
