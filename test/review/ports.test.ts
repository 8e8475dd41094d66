/** Games that may be ports of others, or two of one title: whatever changed, the review asks for those that the view tells. */
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { NO_DECISIONS } from '../../src/decisions/decisions.ts'
import { refreshQueue } from '../../src/review/refresh.ts'
import { waiting } from '../../src/review/waiting.ts'
import { memoryCatalog } from '../support/catalog.ts'

/** Games 1 to 6 on platforms 1 to 3, each with a release and the like; companies 1 to 3, by five names. */
const CATALOG = `
  insert into import_log (id, source, started_at, status) values (1, 'dat', 0, 'completed');
  insert into atomic_game_unit (id, title, platform_id, cluster)
    select value, 'G' || value, 1 + value % 3, 'game||' || value from json_each('[1,2,3,4,5,6]');
  insert into game_release (id, platform_id, name, atomic_id, year)
    select value, 1 + value % 3, 'Same (USA) ' || value, 1 + (value - 1) % 6, '1990' from json_each('[1,2,3,4,5,6,7,8]');
  insert into company (id, name, form) select value, 'C' || value, 'c' || value from json_each('[1,2,3]');
  insert into company_alias_group (id, company_id) select id, id from company;
  insert into company_alias (name, form, group_id, source)
    select 'a' || value, 'f', 1 + value % 3, 'spelling' from json_each('[1,2,3,4,5]');
  insert into node (key, version, hash, deps, pages, why, run, ms)
    select 'metadata:' || slug, '', '', '', '', '', 0, 0 from platform where id <= 3;
  insert into metadata_entry (log_id, platform_id, ref, fields)
    select 1, 1, value, json_object('released', value) from json_each('["1980", "2001-05"]');
  update game_release set year = '1999' where id = 7;
  insert into release_developer (release_id, position, alias, log_id) values (1, 0, 'a1', 1), (7, 0, 'a2', 1);
  update platform set games = 1 where id <= 3`

const ID = fc.integer({ min: 1, max: 6 })
const RELEASE = fc.integer({ min: 1, max: 8 })

/** As `putGames` does: the game, and what counts how often games of its platform were written. */
const written = (games: string): string => `
  update platform set games = games + 1 where id in (select platform_id from atomic_game_unit where id in (${games}));
  update atomic_game_unit set changed = (select games from platform where id = platform_id) where id in (${games})`
const told = `update node set hash = hash || 'x' where key like 'metadata:%'`

const CHANGE = fc.oneof(
  fc
    .tuple(RELEASE, fc.constantFrom('Same', 'SAME', 'Other', 'Third - Part'), fc.constantFrom('USA', 'Japan'))
    .map(([id, title, region]) => {
      const of = `select atomic_id from game_release where id = ${id}`
      return `update game_release set name = '${title} (${region}) ${id}' where id = ${id};${written(of)}`
    }),
  fc.tuple(RELEASE, fc.constantFrom("'1989'", "'1990-05'", "'1991'", "'1999'", 'null')).map(([id, year]) => {
    const of = `select atomic_id from game_release where id = ${id}`
    return `update game_release set year = ${year} where id = ${id};${written(of)}`
  }),
  fc.tuple(RELEASE, ID).map(([id, game]) => {
    const both = `select atomic_id from game_release where id = ${id}`
    return `${written(both)};update game_release set atomic_id = ${game} where id = ${id};${written(String(game))}`
  }),
  fc.tuple(RELEASE, fc.constantFrom('developer', 'publisher'), ID).map(
    ([id, part, alias]) =>
      `insert or replace into release_${part} (release_id, position, alias, log_id)
         select ${id}, 0, name, 1 from company_alias where name = 'a${alias}';${told}`,
  ),
  fc
    .tuple(RELEASE, fc.constantFrom('developer', 'publisher'))
    .map(([id, part]) => `delete from release_${part} where release_id = ${id};${told}`),
  fc
    .tuple(ID, fc.constantFrom('1988', '1991-01-01'))
    .map(
      ([id, released]) =>
        `insert or replace into atomic_core_metadata (atomic_id, released, log_id) values (${id}, '${released}', 1);${told}`,
    ),
  fc.tuple(RELEASE, fc.constantFrom('', '1980', '2001-05')).map(
    ([id, released]) =>
      `delete from metadata_link where release_id = ${id};
       insert into metadata_link (release_id, entry_id, via) select ${id}, id, 'hash' from metadata_entry where ref = '${released}';
       ${told}`,
  ),
  fc
    .tuple(ID, ID)
    .map(([a, b]) => `update atomic_game_unit set concept_id = ${Math.min(a, b)} where id in (${a}, ${b})`),
  ID.map((id) => `update atomic_game_unit set concept_id = null where id = ${id}`),
  fc
    .tuple(ID, fc.integer({ min: 1, max: 3 }))
    .map(([alias, group]) => `update company_alias set group_id = ${group} where name = 'a${alias}'`),
)

const rows = (db: Db, from: string): readonly unknown[] =>
  db
    .prepare(`select kind, platform, subject, key, settles, detail, names from ${from} order by key, names`)
    .raw()
    .all()

it('are those that a first reading would find, after any changes', () => {
  const db = memoryCatalog()
  onTestFinished(() => void db.close())
  db.exec(CATALOG)
  let [found, several] = [0, 0]
  fc.assert(
    fc.property(fc.array(fc.array(CHANGE, { maxLength: 6 }), { maxLength: 6 }), (batches) => {
      db.exec('savepoint beginning')
      try {
        for (const batch of [[], ...batches]) {
          for (const change of batch) db.exec(change)
          refreshQueue(db, 0)
          const items = rows(db, "curation_item where part = 'port'")
          expect(items).toEqual(rows(db, 'v_todo_port'))
          const namesakes = rows(db, "curation_item where part = 'namesakes'")
          expect(namesakes).toEqual(rows(db, 'v_todo_namesakes'))
          found += items.length
          several += namesakes.length
        }
      } finally {
        db.exec('rollback to beginning; release beginning')
      }
    }),
    { numRuns: process.env['CURATOR_DEEP'] ? 3000 : 80 },
  )
  expect(found).toBeGreaterThan(0)
  expect(several).toBeGreaterThan(0)
})

it('who asks how many wait is told how far it is, and may stop it and go on later', async () => {
  const db = memoryCatalog()
  onTestFinished(() => void db.close())
  db.exec(CATALOG)
  db.exec(`
    insert or ignore into release_developer (release_id, position, alias, log_id) select id, 0, 'a1', 1 from game_release`)
  const stop = new AbortController()
  const left: [number, number][] = []
  const onLeft = (n: number, all: number): void => {
    left.push([n, all])
    if (n === 2) stop.abort()
  }
  expect(await waiting(db, NO_DECISIONS, 0, { signal: stop.signal, onLeft, lookMs: 0 })).toEqual([])
  expect(left).toEqual([
    [3, 3],
    [2, 3],
  ])
  const more: number[] = []
  await waiting(db, NO_DECISIONS, 0, { onLeft: (n) => more.push(n), lookMs: 0 })
  expect(more[0]).toBe(2)
  expect(rows(db, "curation_item where part = 'port'")).toEqual(rows(db, 'v_todo_port'))
})
