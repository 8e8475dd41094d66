/**
 * The pace of providers over all curators of a user: those that run at once, in one project or in several, and one that
 * follows another. When each asked is in a database beside the pictures that projects share. Where that cannot be had,
 * each keeps the pace for itself.
 */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isAlive } from '../../alive.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { userFolder, type Environment } from '../../user-folder.ts'
import type { PaceOptions, SharedTurns } from './limiter.ts'
import { connectOrRemake } from '../files/remade-file.ts'

export interface SharedPace {
  /** @param place who is asked: one that is asked at two addresses is two */
  of(place: string, now: () => number): SharedTurns
  close(): void
}

const SCHEMA = `
create table if not exists turn (
  id integer primary key,
  place text not null,
  began integer not null, -- milliseconds since the epoch
  ends integer not null,  -- when it ended; of one that is open, when it will have at the latest
  pid integer             -- of one that is open: who is dead has none open
);
create index if not exists turn_place on turn (place, began);
create table if not exists hold (place text primary key, until integer not null) without rowid;
select id, place, began, ends, pid from turn limit 0;
select place, until from hold limit 0;
`

/** Others end when they like: how soon to look again. */
const LOOK_AGAIN_MS = 100
/** No request takes longer; and what is said of a later time was said by another clock. */
const LONGEST_MS = 180_000

export function sharedPace({ CURATOR_CACHE: own, XDG_CACHE_HOME: xdg }: Environment): SharedPace {
  const file = join(userFolder(own, xdg, '.cache'), 'pace.db')
  let db: Db | undefined
  let isUsed = true

  /** Asking is more than keeping the pace of others: whatever is wrong here, each keeps its own. */
  function orAlone<T>(work: (db: Db) => T): T | undefined {
    if (!isUsed) return undefined
    try {
      return work((db ??= open(file)))
    } catch {
      isUsed = false
      return undefined
    }
  }

  return {
    of: (place, now) => ({
      take: (pace) => {
        const turn = orAlone((opened) => takeTurn(opened, place, pace, now))
        if (turn === undefined) return () => undefined
        if ('wait' in turn) return turn.wait
        return () => orAlone((opened) => endTurn(opened, turn.id, now()))
      },
      hold: (ms) => orAlone((opened) => hold(opened, place, now(), ms)),
    }),
    close() {
      isUsed = false
      db?.close()
    },
  }
}

function open(file: string): Db {
  mkdirSync(dirname(file), { recursive: true })
  return connectOrRemake(file, SCHEMA, { isShared: true })
}

type Turn = { readonly id: number | bigint } | { readonly wait: number }

/** In a transaction that nobody else writes in, so no two take the same turn. */
function takeTurn(db: Db, place: string, { windows, parallel }: PaceOptions, clock: () => number): Turn {
  const taking = db.transaction((): Turn => {
    const now = clock()
    const later = now + LONGEST_MS
    forget(db, place, { now, later, before: now - Math.max(0, ...windows.map(({ perMs }) => perMs)) })
    if (openTurns(db, place, now) >= parallel) return { wait: LOOK_AGAIN_MS }
    const free = windows.map(({ requests, perMs }) => lastButOf(db, place, requests - 1) + perMs)
    const wait = Math.max(heldUntil(db, place, later), ...free) - now
    if (wait > 0) return { wait }
    const insert = prepareOnce(db, 'insert into turn (place, began, ends, pid) values (?, ?, ?, ?)')
    return { id: insert.run(place, now, later, process.pid).lastInsertRowid }
  })
  return taking.immediate()
}

/** What no window reaches back to, and what a clock said that was set back since. */
function forget(db: Db, place: string, times: Readonly<Record<'now' | 'later' | 'before', number>>): void {
  prepareOnce(
    db,
    'delete from turn where place = @place and (began > @later or (began <= @before and ends <= @now))',
  ).run({ place, ...times })
}

function openTurns(db: Db, place: string, now: number): number {
  const pids = prepareOnce(db, 'select pid from turn where place = ? and ends > ? and pid is not null')
    .pluck()
    .all(place, now) as number[]
  return pids.filter(isAlive).length
}

/** When the last turn began, but for so many that began after it. */
function lastButOf(db: Db, place: string, others: number): number {
  const began = prepareOnce(db, 'select began from turn where place = ? order by began desc limit 1 offset ?')
    .pluck()
    .get(place, others) as number | undefined
  return began ?? -Infinity
}

function heldUntil(db: Db, place: string, later: number): number {
  const until = prepareOnce(db, 'select until from hold where place = ? and until <= ?')
    .pluck()
    .get(place, later) as number | undefined
  return until ?? -Infinity
}

function endTurn(db: Db, id: number | bigint, now: number): void {
  prepareOnce(db, 'update turn set ends = min(ends, ?), pid = null where id = ?').run(now, id)
}

function hold(db: Db, place: string, now: number, ms: number): void {
  prepareOnce(
    db,
    `insert into hold (place, until) values (@place, @until) on conflict (place)
     do update set until = iif(until > @later, excluded.until, max(until, excluded.until))`,
  ).run({ place, until: now + ms, later: now + LONGEST_MS })
}
