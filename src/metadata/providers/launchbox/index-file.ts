/**
 * LaunchBox' metadata is one XML of 500 MB. It is read once, as it streams by, into a database that is asked instead:
 * memory stays the same however large the file is. The database is made anew when the file is another one.
 */
import type { Db } from '../../../catalog/sqlite.ts'
import { matchKey, plainTitle } from '../../../identify/titles/spelling/title-key.ts'
import { openFileIndex } from '../../files/file-index.ts'
import { heldTitles } from '../../held-titles.ts'
import { xmlRecords, type XmlRecord } from '../../xml.ts'
import { GAME_FIELDS } from './mapping.ts'
import type { LaunchBoxSource } from './source.ts'

export interface LaunchBoxIndex {
  /** The game itself, and its own other titles. */
  game(id: string): LaunchBoxGame | undefined
  /** Ids of the games of a platform that are called so, spelling aside. */
  named(platform: string, title: string): readonly string[]
  /** Ids of those that look like it, best first. */
  near(platform: string, title: string): readonly string[]
  /** The title that belongs to the name of a file: `Super Mario World (USA)`. */
  titleOfFile(platform: string, stem: string): string | undefined
  close(): void
}

export interface LaunchBoxGame {
  readonly id: string
  readonly record: Readonly<Record<string, string>>
  readonly titles: readonly string[]
  readonly images: readonly {
    readonly file: string
    readonly type: string
    readonly region: string | null
    readonly crc: string | null
  }[]
}

const SCHEMA = `
create table if not exists game (id text primary key, platform text not null, key text not null, plain text not null, record text not null);
create table if not exists title (id text not null, key text not null, title text not null);
create table if not exists image (id text not null, file text not null, type text not null, region text, crc text);
create table if not exists file (platform text not null, stem text not null, title text not null, primary key (platform, stem)) without rowid;
`
const INDEXES = `
create index if not exists game_key on game (platform, key);
create index if not exists title_key on title (key);
create index if not exists title_id on title (id);
create index if not exists image_id on image (id);
`
const EMPTY = `delete from game; delete from title; delete from image; delete from file;
drop index if exists game_key; drop index if exists game_plain; drop index if exists title_key;
drop index if exists title_id; drop index if exists image_id;`
/** Rows between two commits: the log of the database stays small. */
const ROWS = 20_000
const OTHER_FIELDS = ['AlternateName', 'FileName', 'Type', 'Region', 'CRC32', 'GameName'] as const

/** @param folder where the database is kept; without one, until it is closed. Rejects when the XML is none. */
export function launchBoxIndex(source: LaunchBoxSource, folder: string | undefined): Promise<LaunchBoxIndex> {
  const fill = (db: Db, _: string, done: () => void) => fillFrom(source, db, done)
  return openFileIndex({ name: 'launchbox', form: 3, schema: SCHEMA, fill, reader }, source.stamp, folder)
}

async function fillFrom(source: LaunchBoxSource, db: Db, done: () => void): Promise<void> {
  db.exec(EMPTY)
  const add = writers(db)
  for (const part of source.parts) {
    let rows = 0
    db.exec('begin')
    try {
      const records = xmlRecords(
        part,
        {
          records: ['Game', 'GameAlternateName', 'GameImage', 'File'],
          fields: [...GAME_FIELDS, ...OTHER_FIELDS],
        },
        (name, record) => {
          add(name, record)
          if (++rows % ROWS === 0) db.exec('commit; begin')
        },
      )
      for await (const chunk of source.chunks(part)) records.write(chunk)
      records.end()
    } finally {
      db.exec('commit')
    }
  }
  db.exec(INDEXES)
  done()
}

function writers(db: Db): (name: string, record: XmlRecord) => void {
  const game = db.prepare<string[]>(
    'insert or replace into game (id, platform, key, plain, record) values (?, ?, ?, ?, ?)',
  )
  const title = db.prepare<string[]>('insert into title (id, key, title) values (?, ?, ?)')
  const image = db.prepare<(string | null)[]>(
    'insert into image (id, file, type, region, crc) values (?, ?, ?, ?, ?)',
  )
  const file = db.prepare<string[]>('insert or ignore into file (platform, stem, title) values (?, ?, ?)')
  return (name, record) => {
    const id = record.get('DatabaseID') ?? ''
    const isEntry = /^\d{1,12}$/.test(id)
    const text = (field: string) => record.get(field) ?? ''
    if (name === 'File') {
      if (text('FileName') !== '' && text('GameName') !== '')
        file.run(text('Platform'), text('FileName'), text('GameName'))
    } else if (!isEntry) return
    else if (name === 'Game') {
      const plain = plainTitle(text('Name'))
      if (plain !== '')
        game.run(id, text('Platform'), matchKey(plain), plain, JSON.stringify(Object.fromEntries(record)))
    } else if (name === 'GameAlternateName')
      title.run(id, matchKey(plainTitle(text('AlternateName'))), text('AlternateName'))
    else if (name === 'GameImage')
      image.run(id, text('FileName'), text('Type'), record.get('Region') ?? null, record.get('CRC32') ?? null)
  }
}

interface ImageRow {
  file: string
  type: string
  region: string | null
  crc: string | null
}

function reader(db: Db): Omit<LaunchBoxIndex, 'close'> {
  const game = db.prepare<[string], { record: string }>('select record from game where id = ?')
  const titles = db.prepare<[string], { title: string }>(
    'select title from title where id = ? order by title',
  )
  const images = db.prepare<[string], ImageRow>(
    'select file, type, region, crc from image where id = ? order by rowid',
  )
  const ids = db.prepare<[string, string, string, string], { id: string }>(
    `select id from game where platform = ? and key = ?
     union select title.id from title join game on game.id = title.id where title.key = ? and game.platform = ?
     order by id`,
  )
  const named = db.prepare<[string], { id: string; name: string; others: string }>(
    `select g.id, json_extract(g.record, '$.Name') as name,
       (select json_group_array(t.title) from title t where t.id = g.id) as others
     from game g where g.platform = ?`,
  )
  const near = heldTitles((platform) =>
    named.all(platform).map(({ id, name, others }) => ({
      id,
      titles: [name, ...(JSON.parse(others) as string[])],
    })),
  )
  const file = db.prepare<[string, string], { title: string }>(
    'select title from file where platform = ? and stem = ?',
  )
  return {
    game(id) {
      const row = game.get(id)
      if (!row) return undefined
      // written by `fill`, from texts only
      const record = JSON.parse(row.record) as Record<string, string>
      return { id, record, titles: titles.all(id).map(({ title }) => title), images: images.all(id) }
    },
    named(platform, title) {
      const key = matchKey(plainTitle(title))
      return key === '' ? [] : ids.all(platform, key, key, platform).map(({ id }) => id)
    },
    near,
    titleOfFile: (platform, stem) => file.get(platform, stem)?.title,
  }
}
