/**
 * OpenVGDB keeps no index of hashes or titles. It is read once into a database of ours that has them, which is made anew
 * when the file is another one.
 */
import type { Db } from '../../../catalog/sqlite.ts'
import { plainSerial } from '../../local/entry.ts'
import { matchKey, plainTitle } from '../../../identify/titles/spelling/title-key.ts'
import { platformsWithId } from '../../platform-ids.ts'
import { openFileIndex } from '../../files/file-index.ts'
import { heldTitles } from '../../held-titles.ts'
import { gameIds, romsOf, type OpenVgdbGame, type OpenVgdbRom } from './mapping.ts'
import { readOpenVgdb } from './rows.ts'
import type { OpenVgdbSource } from './source.ts'

/** What tells a ROM, and nothing else does. */
export type OpenVgdbKey = 'sha1' | 'md5' | 'crc32' | 'serial' | 'name'

export interface OpenVgdbIndex {
  game(id: string): OpenVgdbGame | undefined
  /** Ids of the games on these systems that have this key; serials in plain form. */
  having(key: OpenVgdbKey, value: string, systems: readonly string[]): readonly string[]
  /** Ids of those that are called so, spelling aside. */
  named(title: string, systems: readonly string[]): readonly string[]
  /** Ids of those that look like it, best first. */
  near(title: string, systems: readonly string[]): readonly string[]
  close(): void
}

const SCHEMA = `
create table if not exists game (id text primary key, system text not null, said text not null) without rowid;
create table if not exists title (id text not null, system text not null, key text not null, title text not null);
create table if not exists rom (kind text not null, value text not null, id text not null, primary key (kind, value, id)) without rowid;
create index if not exists title_key on title (key);
create index if not exists title_system on title (system);
`
const EMPTY = 'delete from game; delete from title; delete from rom;'

/** @param folder where the database is kept; without one, until it is closed. Rejects when the source is none. */
export function openVgdbIndex(source: OpenVgdbSource, folder: string | undefined): Promise<OpenVgdbIndex> {
  const fill = (db: Db, place: string, done: () => void) => fillFrom(source, db, place, done)
  return openFileIndex({ name: 'openvgdb', form: 2, schema: SCHEMA, fill, reader }, source.stamp, folder)
}

/** All or nothing: it takes a second or two. */
async function fillFrom(source: OpenVgdbSource, db: Db, folder: string, done: () => void): Promise<void> {
  db.exec('begin')
  try {
    db.exec(EMPTY)
    const roms = romsOf(writer(db))
    await readOpenVgdb(source, folder, roms.row)
    roms.end()
    done()
    db.exec('commit')
  } catch (error) {
    db.exec('rollback')
    throw error
  }
}

function writer(db: Db): (rom: OpenVgdbRom) => void {
  const game = db.prepare<[string, string, string]>('insert into game (id, system, said) values (?, ?, ?)')
  const title = db.prepare<string[]>('insert into title (id, system, key, title) values (?, ?, ?, ?)')
  const key = db.prepare<[string, string, string]>(
    'insert or ignore into rom (kind, value, id) values (?, ?, ?)',
  )
  const idOf = gameIds()
  return (rom) => {
    if (platformsWithId('openvgdb', rom.system).length === 0) return
    const id = idOf(rom)
    if (id === rom.id) {
      game.run(id, rom.system, JSON.stringify({ title: rom.title, fields: rom.fields }))
      for (const one of rom.title === undefined ? [] : [rom.title, ...rom.titles])
        title.run(id, rom.system, matchKey(plainTitle(one)), one)
    }
    const keys = { ...rom, serial: plainSerial(rom.serial ?? '') }
    for (const kind of ['sha1', 'md5', 'crc32', 'serial', 'name'] as const) {
      const value = keys[kind]
      if (value !== undefined && value !== '') key.run(kind, value, id)
    }
  }
}

function reader(db: Db): Omit<OpenVgdbIndex, 'close'> {
  const game = db.prepare<[string], { system: string; said: string }>(
    'select system, said from game where id = ?',
  )
  const having = db.prepare<[string, string], { id: string; system: string }>(
    'select r.id, g.system from rom r join game g on g.id = r.id where r.kind = ? and r.value = ? order by r.id',
  )
  const named = db.prepare<[string], { id: string; system: string }>(
    'select distinct id, system from title where key = ? order by id',
  )
  const titles = db.prepare<[string], { id: string; titles: string }>(
    'select id, json_group_array(title) as titles from title where system = ? group by id order by id',
  )
  const near = heldTitles((system) =>
    titles.all(system).map((row) => ({ id: row.id, titles: JSON.parse(row.titles) as string[] })),
  )
  const on = (systems: readonly string[], rows: readonly { id: string; system: string }[]) =>
    rows.filter(({ system }) => systems.includes(system)).map(({ id }) => id)
  return {
    game(id) {
      const row = game.get(id)
      if (!row) return undefined
      // written by `writer`, from what the mapping read
      const said = JSON.parse(row.said) as Pick<OpenVgdbGame, 'title' | 'fields'>
      return { id, system: row.system, title: said.title, fields: said.fields }
    },
    having: (kind, value, systems) => on(systems, having.all(kind, value)),
    named(title, systems) {
      const key = matchKey(plainTitle(title))
      return key === '' ? [] : on(systems, named.all(key))
    },
    near: (title, systems) => systems.flatMap((system) => near(system, title)),
  }
}
