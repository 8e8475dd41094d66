/** Databases that can be made again: which are, and which are only in use by somebody else. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connect, connectWith } from '../../src/catalog/sqlite.ts'
import { sqliteCache } from '../../src/metadata/cache/sqlite.ts'
import { openFileIndex, type FileIndex } from '../../src/metadata/files/file-index.ts'
import { tempDir } from '../support/cli.ts'

function folder(): string {
  const dir = tempDir('remade')
  return dir
}

interface Words {
  words(): unknown[]
}

function index(word: string) {
  const filled: string[] = []
  const one: FileIndex<Words> = {
    name: 'words',
    form: 1,
    schema: 'create table if not exists word (word text primary key);',
    fill(db, place, done) {
      filled.push(place)
      db.exec('delete from word')
      db.prepare('insert into word values (?)').run(word)
      done()
      return Promise.resolve()
    },
    reader: (db) => ({ words: () => db.prepare('select word from word').pluck().all() }),
  }
  return { filled, open: (stamp: string, place?: string) => openFileIndex(one, stamp, place) }
}

const GARBAGE = 'this is no database, and never was one'.repeat(100)

describe('an index of a file', () => {
  it('is filled once, and kept', async () => {
    const dir = folder()
    const { filled, open } = index('a')
    for (const stamp of ['1', '1', '2']) (await open(stamp, dir)).close()
    expect(filled).toEqual([dir, dir])
  })

  it('is left alone while another curator has it: this one reads the file for itself, and leaves nothing', async () => {
    const dir = folder()
    const [one, other] = [index('one'), index('other')]
    const first = await one.open('1', dir)
    const second = await other.open('1', dir)
    expect([first.words(), second.words()]).toEqual([['one'], ['other']])
    const [passing = ''] = other.filled
    expect(passing).not.toBe(dir)
    second.close()
    expect(existsSync(passing)).toBe(false)
    first.close()
    const again = await other.open('1', dir)
    expect([again.words(), other.filled.length]).toEqual([['one'], 1])
    again.close()
  })

  it.each([
    ['damaged', (file: string) => writeFileSync(file, GARBAGE)],
    [
      "somebody else's",
      (file: string) => connectWith(file, 'create table source (x int); create table word (y)').close(),
    ],
  ])('that is %s is made anew', async (_, spoil) => {
    const dir = folder()
    spoil(join(dir, 'words.db'))
    const { filled, open } = index('a')
    const opened = await open('1', dir)
    expect([opened.words(), filled]).toEqual([['a'], [dir]])
    opened.close()
  })

  it('that cannot be opened is told, and nothing is removed', async () => {
    const dir = folder()
    mkdirSync(join(dir, 'words.db'))
    writeFileSync(join(dir, 'words.db-wal'), 'x')
    await expect(index('a').open('1', dir)).rejects.toThrow('unable to open database file')
    expect(readFileSync(join(dir, 'words.db-wal'), 'utf8')).toBe('x')
  })
})

describe('the cache of answers', () => {
  it("that is somebody else's is made anew", async () => {
    const file = join(folder(), 'cache.db')
    connectWith(file, 'create table provider_response (key text, expires_at int, x text)').close()
    const cache = sqliteCache({ file })
    await cache.set('a', '1')
    expect(await cache.get('a')).toBe('1')
    await cache.close()
  })

  it('that another curator has for himself keeps what is in it', async () => {
    const file = join(folder(), 'cache.db')
    const before = sqliteCache({ file })
    await before.set('a', '1')
    await before.close()
    const other = connect(file)
    expect(() => sqliteCache({ file })).toThrow('database is locked')
    other.close()
    const after = sqliteCache({ file })
    expect(await after.get('a')).toBe('1')
    await after.close()
  })
})
