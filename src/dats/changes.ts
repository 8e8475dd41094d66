/**
 * Notes of which releases DATs say something else than they did when the platform's games were made: then only these are
 * looked at again. Whatever makes an import come into use, go out of it, or be read in another way goes through here.
 */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { NAMES_PARENTS } from './parents.sql.ts'
import { SET_NAME } from './set-name.sql.ts'

/**
 * Does what changes the rows of `dat_file` that rest on these imports, and notes what comes of it. The rows of all of them
 * must still be there. To be used in a transaction.
 */
export function notingChanges(db: Db, logs: readonly (number | null)[], change: () => void): void {
  const ids = [...new Set(logs)].flatMap((log) => (log !== null && isOfMadeGames(db, log) ? [log] : []))
  if (ids.length === 0) {
    change()
    return
  }
  const before = ids.map((log) => useOf(db, log))
  change()
  const uses = ids.map((log, i): Change => ({ log, before: before[i], after: useOf(db, log) }))
  const went = uses.filter((use) => use.before && !use.after)
  const came = uses.filter((use) => !use.before && use.after)
  const [old, young] = [went[0], came[0]]
  if (old && young && went.length + came.length === 2 && isReadAlike(old.before, young.after))
    noteDifference(db, old.log, young)
  else for (const { log } of [...went, ...came]) noteAll(db, log, EVERYTHING)
  for (const use of uses) {
    if (!use.before || !use.after) continue
    if (!isReadAlike(use.before, use.after)) noteAll(db, use.log, EVERYTHING)
    else if (use.before.place !== use.after.place) noteAll(db, use.log, NOTHING)
  }
}

/** An import, and how it was used before and after: not at all, when undefined. */
interface Change {
  readonly log: number
  readonly before: Use | undefined
  readonly after: Use | undefined
}

interface Use {
  readonly platform_id: number
  /** Where its releases stand among those of other imports: see `rebuildReleases`. */
  readonly place: string
  /** How its names are read, see `namingsOf`; and whether it names parents: what it does not say counts then, too. */
  readonly naming: string
}

/** Where no games were made yet, as in a first build, all of it will be looked at anyway. */
function isOfMadeGames(db: Db, log: number): boolean {
  const made = prepareOnce(
    db,
    `select p.games > 0 from dat_game g join platform p on p.id = g.platform_id where g.log_id = ? limit 1`,
  )
  return made.pluck().get(log) === 1
}

function useOf(db: Db, log: number): Use | undefined {
  const use = prepareOnce(
    db,
    `select platform_id, min(dat || char(0) || digest) as place,
       (select group_concat(reading, ' ') from (select distinct dialect || numbered as reading from dat_file
        where log_id = $log order by 1))
         || (select ${NAMES_PARENTS} from dat_game where log_id = $log) as naming
     from dat_file where log_id = $log having count(*) > 0`,
  )
  return use.get({ log }) as Use | undefined
}

function isReadAlike(a: Use | undefined, b: Use | undefined): boolean {
  return a?.platform_id === b?.platform_id && a?.naming === b?.naming
}

/** What may be otherwise: what is said of releases, and what ROMs they have. */
interface Otherwise {
  readonly facts: 0 | 1
  readonly roms: 0 | 1
}

const EVERYTHING: Otherwise = { facts: 1, roms: 1 }
/** The same is said by other rows, or in another order. */
const NOTHING: Otherwise = { facts: 0, roms: 0 }

function noteAll(db: Db, log: number, what: Otherwise): void {
  noteReleases(db, what, 'select distinct platform_id, release_name from dat_game where log_id = $log', {
    log,
  })
  if (what.facts === 1)
    noteHoldings(db, 'select platform_id, release_name from dat_game where log_id = $log', { log })
}

/** One import took the place of another: most of what it lists is what that listed. */
function noteDifference(db: Db, old: number, { log: young, after }: Change): void {
  const logs = { old, young }
  const games = gamesSaid(after?.naming.includes('mame') ? SET_NAME : 'null')
  noteAll(db, old, NOTHING)
  noteAll(db, young, NOTHING)
  db.exec('create temp table if not exists said_otherwise (name text not null, release_name text not null)')
  db.exec('delete from temp.said_otherwise')
  const both = `insert into temp.said_otherwise
    select name, release_name from (${differing(games)}) union all select name, release_name from (${differing(games, true)})`
  prepareOnce(db, both).run(logs)
  // clones name their parents as games, and mean the releases that these are
  noteReleases(
    db,
    { facts: 1, roms: 0 },
    `select g.platform_id, g.release_name from dat_game g where g.log_id in ($old, $young)
       and (g.release_name in (select release_name from temp.said_otherwise)
         or g.clone_of in (select name from temp.said_otherwise))`,
    logs,
  )
  const platform = '(select platform_id from dat_game where log_id in ($old, $young) limit 1)'
  db.exec('create temp table if not exists held_otherwise (release_name text not null)')
  db.exec('delete from temp.held_otherwise')
  prepareOnce(
    db,
    `insert into temp.held_otherwise select release_name from temp.said_otherwise
     union select release_name from (${differing(ROMS)}) union select release_name from (${differing(ROMS, true)})`,
  ).run(logs)
  const releases = `select ${platform}, release_name from temp.held_otherwise`
  noteReleases(db, { facts: 0, roms: 1 }, releases, logs)
  noteHoldings(db, releases, logs)
}

/** What selection knows of a game; `set`: the zip that it is listed as, where that is asked for. */
const gamesSaid = (set: string): string =>
  `select name, release_name, variant, clone_of, year, categories, description, marks, stated, ${set}
   from dat_game g where log_id = `
/** What identification knows of its ROMs. */
const ROMS = `select g.release_name, g.variant, r.part, r.name, r.size, r.crc32, r.md5, r.sha1, r.sha256, r.status,
    r.merge, r.serial, r.mia
  from dat_game g join dat_rom r on r.game_id = g.id where g.log_id = `

function differing(rows: string, isTurned = false): string {
  const [first, second] = isTurned ? ['$young', '$old'] : ['$old', '$young']
  return `${rows}${first} except ${rows}${second}`
}

type Logs = Readonly<Record<string, number>>

function noteReleases(db: Db, { facts, roms }: Otherwise, releases: string, logs: Logs): void {
  const note = `insert into release_change (platform_id, release_name, facts, roms)
    select *, ${facts}, ${roms} from (${releases}) where true
    on conflict (platform_id, release_name) do update set facts = max(facts, excluded.facts), roms = max(roms, excluded.roms)`
  prepareOnce(db, note).run(logs)
}

function noteHoldings(db: Db, releases: string, logs: Logs): void {
  prepareOnce(db, `insert or ignore into holding_change (platform_id, release_name) ${releases}`).run(logs)
  const count = `update platform set holdings = holdings + 1 where id in (select platform_id from dat_game where log_id in
    (${Object.keys(logs)
      .map((log) => `$${log}`)
      .join(', ')}))`
  prepareOnce(db, count).run(logs)
}
