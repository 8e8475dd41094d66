/** A thread that reads a DAT, against the same work on this one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RowBatch } from '../../src/catalog/pack-rows.ts'
import { writersInTurn, type Writers } from '../../src/catalog/writers.ts'
import type { DatHeader } from '../../src/dats/dat.ts'
import { canReadInThread, readInThread } from '../../src/dats/importing/thread.ts'
import type { EntryTable } from '../../src/dats/importing/entry-rows.ts'
import { importDatFile, type ImportOptions } from '../../src/dats/importing/import.ts'
import { LONG_TEXT } from '../../src/dats/importing/long-import.ts'
import { readEntries, type EntryTaker, type ReadEntries } from '../../src/dats/importing/read-entries.ts'
import { openDats, type DatText } from '../../src/dats/read.ts'
import { inOneGo, type InSteps } from '../../src/in-steps.ts'
import { memoryCatalog } from '../support/catalog.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curator-thread-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Games with all there is to say of them now and then, so that batches take every shape. */
function datOf(games: number, end = '</datafile>\n'): string {
  const blocks = Array.from({ length: games }, (_, i) => {
    const sha1 = i.toString(16).padStart(40, 'a')
    const parent = i % 7 === 6 ? ` cloneofid="${i - 1}"` : ''
    const year = i % 90 === 0 ? `<year>${1980 + (i % 40)}</year>` : ''
    const odd = i % 50 === 0 ? ' status="baddump" merge="m.bin" mia="yes"' : ''
    const hash = i % 11 === 0 ? `md5="${sha1.slice(8)}"` : `crc="${sha1.slice(-8)}" sha1="${sha1}"`
    return `<game name="Gäme ${i} (USA)" id="${i}"${parent}>${year}
<rom name="Gäme ${i} (USA).nes" size="${i + 1}" ${hash}${odd}/>
<rom name="second.bin" size="${i + 1}" sha256="${sha1}${sha1.slice(16)}"/></game>\n`
  })
  const header = '<header><name>Nintendo - Nintendo Entertainment System</name><version>3</version></header>'
  return `<datafile>\n${header}\n${blocks.join('')}${end}`
}

async function open(text: string): Promise<DatText> {
  const path = join(folder, 'a.dat')
  writeFileSync(path, text)
  for await (const opened of openDats(path)) if (!('problem' in opened)) return opened
  throw new Error('it is no DAT')
}

type Reading = (text: DatText, firstGame: number, taker: EntryTaker) => InSteps<ReadEntries>

/** All that a reading hands over. BLOBs that a batch has not may be given or not. */
function takenBy(read: Reading, text: DatText) {
  const headers: DatHeader[] = []
  const batches: unknown[] = []
  const rows = (table: EntryTable, { rows: count, shape, values, blobs }: RowBatch): void => {
    const hex = blobs.map((blob, i) => (shape & (2 << (2 * i)) ? Buffer.from(blob).toString('hex') : ''))
    batches.push([table, count, shape, [...values], hex])
  }
  const done = inOneGo(read(text, 5, { header: (header) => void headers.push(header), rows }))
  return { headers, batches, done }
}

describe('a DAT that is read by a thread', () => {
  it('can be, in the bundle and beside it', () => {
    expect(canReadInThread()).toBe(true)
  })

  it('gives the rows that it gives here, in the same order', async () => {
    // more than may wait to be heard: the thread has to wait as well
    const text = await open(datOf(15_000))
    const here = takenBy(readEntries, text)
    expect(here.batches.length).toBeGreaterThan(16 * 64)
    expect(here.done.counts).toMatchObject({ games: 15_000, entries: 30_000, needsMd5: true })
    expect(here.done.counts.clones[0]).toEqual({ game: 11, cloneOf: 'Gäme 5 (USA)' })
    expect(takenBy(readInThread, text)).toEqual(here)
  })

  it('fails as it does here', async () => {
    const text = await open(datOf(3000, '<game name="x">\n</datafile>\n'))
    const message = `${text.path}: line 9003: the <game> element is not closed.`
    expect(() => takenBy(readEntries, text)).toThrow(message)
    expect(() => takenBy(readInThread, text)).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: 'dat-damaged', message, path: text.path })],
      }),
    )
  })

  it('fails when its file cannot be read', async () => {
    const text = await open(datOf(3))
    rmSync(text.path)
    expect(() => takenBy(readInThread, text)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ code: 'dat-unreadable' })] }),
    )
  })

  it('is given up soon when its thread runs out of memory', async () => {
    // what it has to keep is the id and the name of each game
    const text = await open(datOf(100_000))
    let rows = 0
    let last = 0
    const taker: EntryTaker = {
      header: () => undefined,
      rows(_, batch) {
        rows += batch.rows
        last = performance.now()
      },
    }
    expect(() => inOneGo(readInThread(text, 1, taker, { maxOldGenerationSizeMb: 12 }))).toThrow(
      `the thread that reads ${text.path} has ended before its work was done. Most likely there was not enough memory`,
    )
    expect(rows).toBeGreaterThan(0)
    expect(performance.now() - last).toBeLessThan(30_000)
  })

  it('is given up when who takes the rows cannot go on', async () => {
    const text = await open(datOf(15_000))
    const refuse = (): never => {
      throw new Error('no more')
    }
    const taking = (header: () => void) => (): ReadEntries =>
      inOneGo(readInThread(text, 1, { header, rows: refuse }))
    expect(taking(refuse)).toThrow('no more')
    expect(taking(() => undefined)).toThrow('no more')
  })
})

describe('a DAT of more than 8 MB', () => {
  it('makes the catalog that it makes packed, when it is read here', async () => {
    const text = datOf(40_000)
    expect(text.length).toBeGreaterThan(8 * 1024 * 1024)
    const [plain, packed] = [join(folder, 'plain.dat'), join(folder, 'packed.dat')]
    writeFileSync(plain, text)
    writeFileSync(packed, gzipSync(text, { level: 1 }))
    const [byThread, here] = [await catalogOf(plain), await catalogOf(packed)]
    expect(byThread.files).toEqual([
      { dat: 'all', games: 40_000, name: 'Nintendo - Nintendo Entertainment System' },
    ])
    expect(byThread.roms).toHaveLength(80_000)
    expect(byThread).toEqual(here)
  })
})

describe('a DAT that takes long', () => {
  it('hears of an abort in its middle, and leaves nothing of itself; else it is as any other', async () => {
    const text = datOf(80_000)
    expect(text.length).toBeGreaterThan(LONG_TEXT)
    const file = join(folder, 'long.dat')
    writeFileSync(file, text)
    const db = memoryCatalog()
    const stop = new AbortController()
    let isAlone = false
    const alone: Writers['alone'] = (work) => {
      isAlone = true
      setImmediate(() => stop.abort()) // in its first breath
      return work()
    }
    const meanwhile = { signal: stop.signal, alone }
    await expect(importDatFile(db, { dat: 'all', file }, { meanwhile })).rejects.toThrow(
      'Reading the DATs was interrupted.',
    )
    const count = (table: string): unknown => db.prepare(`select count(*) from ${table}`).pluck().get()
    expect([isAlone, db.inTransaction, count('dat_game'), count('dat_file')]).toEqual([true, false, 0, 0])
    expect(db.prepare('select status from import_log').pluck().all()).toEqual(['failed'])
    // not even begun
    await expect(importDatFile(db, { dat: 'all', file }, { meanwhile })).rejects.toThrow('interrupted')
    db.close()

    const { signal } = new AbortController()
    const patiently = { meanwhile: { signal, alone: writersInTurn().alone } }
    const [patient, hasty] = [await catalogOf(file, patiently), await catalogOf(file)]
    expect(patient.roms).toHaveLength(160_000)
    expect(JSON.stringify(patient) === JSON.stringify(hasty)).toBe(true)
  })

  it('tells what is wrong with it, and is put back', async () => {
    const file = join(folder, 'long.dat')
    writeFileSync(file, datOf(80_000, '<game name="x">\n</datafile>\n'))
    const db = memoryCatalog()
    const { signal } = new AbortController()
    const meanwhile = { signal, alone: writersInTurn().alone }
    const [result] = await importDatFile(db, { dat: 'all', file }, { meanwhile })
    expect(result?.problem).toMatchObject({ code: 'dat-damaged' })
    expect([db.inTransaction, db.prepare('select count(*) from dat_game').pluck().get()]).toEqual([false, 0])
    db.close()
  })
})

async function catalogOf(file: string, options: ImportOptions = {}) {
  const db = memoryCatalog()
  await importDatFile(db, { dat: 'all', file }, options)
  const all = (sql: string): unknown[] => db.prepare(sql).raw().all()
  const rows = {
    files: db.prepare('select dat, games, name from dat_file').all(),
    digests: all('select digest, sha1, needs_md5, needs_sha256, dialect, numbered from dat_file'),
    games: all('select * from dat_game order by id'),
    roms: all('select * from dat_rom order by id').map((row) => JSON.stringify(row)),
  }
  db.close()
  return rows
}
