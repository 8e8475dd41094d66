/**
 * What a walk found changed, until it is sorted out and read. A few folders are held; more of them go to a temporary
 * table, because a million names and times are too much to hold.
 */
import type { Db } from '../../../catalog/sqlite.ts'
import type { Sql } from '../../content-store.ts'
import { decodeFolder, encodeNames, encodeStats, keyOf, type Folder } from './folder.ts'
import type { ChangedFolder } from './look.ts'
import type { ChangedFolders } from './walk.ts'

export interface Walked extends ChangedFolders {
  /** In the order of the walk. The catalog may be written meanwhile. */
  changed(): Generator<ChangedFolder>
  /** Keeps which files of a folder, by index, are to be read. */
  willRead(folder: Folder, indexes: readonly number[]): void
  /** The folders that have any, in the order of the walk. */
  toRead(): Generator<{ readonly folder: Folder; readonly indexes: readonly number[] }>
  /** Lets go of all. */
  clear(): void
}

/** One at a time for a catalog. */
export function walkedFolders(db: Db, sql: Sql): Walked {
  const held = new Map<string, Held>()
  /** In the stats of the folders that are held. */
  let numbers = 0
  let isSpilt = false
  const write = db.transaction(() => {
    for (const { folder, suspects } of held.values())
      sql(PUT).run(folder.path, folder.part ?? 0, encodeNames(folder), encodeStats(folder), encode(suspects))
  })
  const spill = (): void => {
    if (!isSpilt) db.exec(TABLE)
    isSpilt = true
    write()
    held.clear()
    numbers = 0
  }
  /** Brings what is held to what was spilt. */
  const unite = (): boolean => {
    if (isSpilt && held.size > 0) spill()
    return isSpilt
  }
  function* rows(text: string): Generator<Row> {
    let last = 0
    for (;;) {
      const row = sql(text).get(last) as Row | undefined
      if (!row) return
      last = row.ordinal
      yield row
    }
  }
  return {
    put({ folder, suspects }) {
      held.set(keyOf(folder), { folder, suspects, reading: [] })
      numbers += folder.stats.length
      if (held.size >= MOST_HELD || numbers >= MOST_NUMBERS) spill()
    },
    drop(path) {
      for (const [key, { folder }] of held) if (folder.path === path) held.delete(key)
      if (isSpilt) sql('delete from temp.walked where path = ?').run(path)
    },
    *changed() {
      if (!unite()) yield* held.values()
      else
        for (const { path, part, names, stats, suspects } of rows(NEXT))
          yield { folder: decodeFolder(path, part, names, stats), suspects: decode(suspects) }
    },
    willRead(folder, indexes) {
      const one = held.get(keyOf(folder))
      if (one) one.reading = indexes
      else sql(WILL_READ).run(encode(indexes), folder.path, folder.part ?? 0)
    },
    *toRead() {
      if (!unite()) {
        for (const { folder, reading } of held.values())
          if (reading.length > 0) yield { folder, indexes: reading }
      } else {
        for (const { path, part, names, stats, reading } of rows(NEXT_TO_READ))
          yield {
            folder: decodeFolder(path, part, names, stats),
            indexes: decode(reading ?? Buffer.alloc(0)),
          }
      }
    },
    clear() {
      held.clear()
      numbers = 0
      if (isSpilt) db.exec('drop table temp.walked')
      isSpilt = false
    },
  }
}

interface Held extends ChangedFolder {
  reading: readonly number[]
}

interface Row {
  readonly ordinal: number
  readonly path: string
  readonly part: number
  readonly names: string
  readonly stats: Buffer
  readonly suspects: Buffer
  readonly reading: Buffer | null
}

/** Folders. That many are written together, too: each for itself takes longer. */
const MOST_HELD = 64
const MOST_NUMBERS = 100_000

const TABLE = `
  drop table if exists temp.walked;
  create temp table walked (
    ordinal integer primary key, path text not null, part integer not null, names text not null, stats blob not null,
    suspects blob not null, reading blob, unique (path, part)
  )`

const PUT = `
  insert into temp.walked (path, part, names, stats, suspects) values (?, ?, ?, ?, ?)
  on conflict do update set names = excluded.names, stats = excluded.stats, suspects = excluded.suspects`

const WILL_READ = 'update temp.walked set reading = ? where path = ? and part = ?'

const NEXT = 'select * from temp.walked where ordinal > ? order by ordinal limit 1'

const NEXT_TO_READ =
  'select * from temp.walked where ordinal > ? and reading is not null order by ordinal limit 1'

function encode(indexes: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(indexes).buffer)
}

function decode(bytes: Buffer): readonly number[] {
  return [...new Uint32Array(Uint8Array.from(bytes).buffer)]
}
