/** What a scan leaves behind of itself: a row, and lines; and nothing when it changed nothing. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { countMatches } from '../../src/inventory/ingestion-log.ts'
import { openJournal } from '../../src/inventory/scan/journal.ts'
import { scanRoot, type ScanOptions } from '../../src/inventory/scan/scan.ts'
import { tempDir } from '../support/cli.ts'
import { pack } from '../support/archives/seven-zip.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library, type Library } from './support.ts'

function lib(): Library {
  const made = library()
  onTestFinished(() => made.close())
  return made
}

interface Row {
  readonly id: number
  readonly status: string
  readonly records: number
  readonly finished: number
  readonly notes: Readonly<Record<string, unknown>> | null
}

function runs(db: Db): readonly Row[] {
  const rows = db
    .prepare<[], Omit<Row, 'notes'> & { notes: string | null }>(
      `select id, status, records, finished_at is not null as finished, notes from import_log
       where source = 'file_ingestion' and file_name = 'roms' order by id`,
    )
    .all()
  return rows.map(({ notes, ...row }) => ({ ...row, notes: notes === null ? null : JSON.parse(notes) }))
}

const NOTHING = { root: 'roms', files: 0, hashed: 0, bytes: 0, archives: 0, members: 0, moved: 0, missing: 0 }
const UNCOUNTED = { failed: 0, locked: 0, matched: null, named: null, pending: null }

describe('the record of a scan', () => {
  it('counts what was done, and is written once', async () => {
    const { db, write, scan, dir, remove } = lib()
    const zip = makeZip([
      { name: 'a', data: 'a' },
      { name: 'b', data: 'b', claim: { crc32: 1 } },
    ])
    write('a.zip', zip)
    write('b.nes', 'bb')
    write('c.txt', 'note')
    await scan()
    const first = {
      ...NOTHING,
      ...UNCOUNTED,
      files: 3,
      hashed: 2,
      bytes: zip.length + 2,
      archives: 1,
      members: 2,
      failed: 1,
    }
    expect(runs(db)).toEqual([{ id: 1, status: 'completed', records: 2, finished: 1, notes: first }])
    await scan()
    expect(runs(db)).toHaveLength(1)

    renameSync(join(dir, 'b.nes'), join(dir, 'd.nes'))
    remove('c.txt')
    await scan()
    expect(runs(db)[1]).toEqual({
      id: 2,
      status: 'completed',
      records: 0,
      finished: 1,
      notes: { ...NOTHING, ...UNCOUNTED, files: 2, moved: 1, missing: 2 },
    })
    expect(db.prepare('select path, status, log_id as log from file_instance order by path').all()).toEqual([
      { path: 'a.zip', status: 'present', log: 1 },
      { path: 'b.nes', status: 'missing', log: 2 },
      { path: 'c.txt', status: 'missing', log: 2 },
      { path: 'd.nes', status: 'present', log: 2 },
    ])
  })

  it('is cancelled by an abort, and keeps what was done until then', async () => {
    const { db, write, scan } = lib()
    for (let i = 0; i < 400; i++) write(`${i}.bin`, `${i}`)
    const stop = new AbortController()
    await expect(scan({ signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow('interrupted')
    expect(runs(db)).toMatchObject([{ status: 'cancelled', records: 64, notes: { files: 400, hashed: 64 } }])
    await scan()
    expect(runs(db)[1]).toMatchObject({ status: 'completed', records: 336 })
  })

  it('fails when the catalog does', async () => {
    const { db, write, scan } = lib()
    write('a.nes', 'a')
    db.exec(`create trigger stop before insert on file_instance begin select raise(abort, 'no more'); end`)
    await expect(scan()).rejects.toThrow('no more')
    expect(runs(db)).toMatchObject([{ status: 'failed', records: 0 }])
  })

  it('ends the record of a scan that was killed, also when nothing is to be done any more', async () => {
    const { db, write, scan } = lib()
    write('a.nes', 'a')
    await scan()
    db.exec("update import_log set status = 'running', finished_at = null, notes = null")
    db.exec(
      "insert into import_log (source, file_name, started_at, status) values ('file_ingestion', 'other', 1, 'running')",
    )
    await scan()
    expect(runs(db)).toMatchObject([{ status: 'failed', finished: 1, notes: { root: 'roms', cutOff: true } }])
    expect(db.prepare("select status from import_log where file_name = 'other'").pluck().get()).toBe(
      'running',
    )
  })

  it('counts of a scan that was killed what it had done until then', async () => {
    const { db, write, scan } = lib()
    write('a.nes', 'a')
    write('b.nes', 'bb')
    db.exec(
      `create trigger kill before update of status on import_log begin select raise(abort, 'killed'); end`,
    )
    await expect(scan()).rejects.toThrow('killed')
    db.exec('drop trigger kill')
    await scan()
    countMatches(db)
    const done = { ...NOTHING, files: 2, hashed: 2, bytes: 3, failed: 0, locked: 0, cutOff: true }
    expect(runs(db)).toMatchObject([
      { status: 'failed', records: 2, finished: 1, notes: { ...done, matched: 0, named: 0, pending: 2 } },
    ])
  })

  it('is told how many of its files some DAT lists, once', async () => {
    const { db, write, scan } = lib()
    write('known.nes', 'known')
    write('other.nes', 'other')
    write('a.zip', makeZip([{ name: 'in', data: 'known' }]))
    write('bad.zip', makeZip([{ name: 'in', data: 'x', claim: { crc32: 1 } }]))
    await scan()
    db.exec('pragma foreign_keys = off')
    db.exec(`insert into content_match (rom_file_id, dat_entry_id, match_by)
      select id, 1, 'sha1' from rom_file where size = 5 and id in (select rom_file_id from archive_member)`)
    countMatches(db)
    expect(runs(db)[0]?.notes).toMatchObject({ hashed: 4, failed: 1, matched: 2, named: 0, pending: 1 })
    const before = db.prepare('select total_changes()').pluck().get()
    countMatches(db)
    expect(db.prepare('select total_changes()').pluck().get()).toBe(before)
  })
})

it('names archives that want a password, and counts them', async () => {
  const dir = tempDir('locked')
  mkdirSync(join(dir, 'roms'))
  const catalog = openCatalog(join(dir, '.curator'))
  onTestFinished(() => catalog.close())
  writeFileSync(join(dir, 'roms/a.7z'), await pack(['-psecret'], { 'a.nes': 'a' }))
  const root = { name: 'roms', path: join(dir, 'roms') }
  await scanRoot(catalog.db, root, { md5: false, workers: 0, now: () => Date.now() + 10_000 })
  expect(runs(catalog.db)[0]?.notes).toMatchObject({ failed: 1, locked: 1 })
  const logs = join(dir, '.curator/logs')
  const events = readdirSync(logs)
    .toSorted()
    .flatMap((name) => readFileSync(join(logs, name), 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as { event: string; path?: string; member?: string })
    .map(({ event, path, member }) => [event, path, member])
  expect(events).toEqual([
    ['began', undefined, undefined],
    ['password_required', 'a.7z', undefined],
    ['ended', undefined, undefined],
    ['expanded', 'a.7z', undefined],
    ['password_required', 'a.7z', 'a.nes'],
  ])
})

describe('the journal', () => {
  const at = Date.UTC(2026, 2, 5, 23, 59)

  function state() {
    const dir = tempDir('journal')
    const roms = join(dir, 'roms')
    mkdirSync(roms)
    const catalog = openCatalog(join(dir, '.curator'))
    onTestFinished(() => catalog.close())
    const scan = (now: number, options: Partial<ScanOptions> = {}) =>
      scanRoot(
        catalog.db,
        { name: 'roms', path: roms },
        { md5: false, workers: 0, now: () => now, ...options },
      )
    return { roms, logs: join(dir, '.curator/logs'), scan }
  }

  function lines(logs: string, name: string): readonly unknown[] {
    const text = readFileSync(join(logs, name), 'utf8')
    return text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
  }

  it('tells what happened to which file, and what was in archives, by day', async () => {
    const { roms, logs, scan } = state()
    writeFileSync(
      join(roms, 'a.zip'),
      makeZip([
        { name: 'x', data: 'x' },
        { name: 'y', data: 'y', claim: { crc32: 1 } },
      ]),
    )
    await scan(at)
    const run = { at: '2026-03-05T23:59:00.000Z', run: 1 }
    const what = 'member "y" is damaged: its CRC-32 is fbdb2615 and the archive says 00000001'
    expect(lines(logs, 'ingestion.2026-03-05.jsonl')).toEqual([
      { ...run, event: 'began', root: 'roms' },
      { ...run, event: 'trouble', path: 'a.zip', code: 'archive-damaged', what },
      {
        ...run,
        event: 'ended',
        status: 'completed',
        files: 1,
        hashed: 1,
        bytes: expect.any(Number),
        archives: 1,
        members: 2,
        moved: 0,
        missing: 0,
        failed: 1,
        locked: 0,
      },
    ])
    expect(lines(logs, 'ingestion.archive.2026-03-05.jsonl')).toEqual([
      { ...run, event: 'expanded', path: 'a.zip', members: 2 },
      { ...run, event: 'trouble', path: 'a.zip', member: 'y', code: 'archive-damaged', what },
    ])
  })

  it('says when each thing happened, and keeps it with its day', async () => {
    const { roms, logs, scan } = state()
    writeFileSync(join(roms, 'a.zip'), makeZip([{ name: 'x', data: 'x' }]))
    let clock = at
    await scan(at, {
      now: () => clock,
      onProgress: ({ hashed }) => {
        if (hashed > 0) clock = at + 120_000
      },
    })
    expect(readdirSync(logs).toSorted()).toEqual([
      'ingestion.2026-03-06.jsonl',
      'ingestion.archive.2026-03-06.jsonl',
    ])
    expect(lines(logs, 'ingestion.2026-03-06.jsonl')).toMatchObject([
      { at: '2026-03-05T23:59:00.000Z', run: 1, event: 'began', root: 'roms' },
      { at: '2026-03-06T00:01:00.000Z', run: 1, event: 'ended', hashed: 1 },
    ])
  })

  it('has all lines of a transaction of whatever size, in order, whatever became of the one before', () => {
    const dir = tempDir('journal')
    const { db, close } = openCatalog(join(dir, '.curator'))
    onTestFinished(close)
    const journal = openJournal(db, () => at)
    const write = (from: number, to: number): void => {
      for (let n = from; n < to; n++)
        journal.write(n % 2 === 0 ? 'ingestion' : 'ingestion.archive', { event: 'e', n })
    }
    const numbers = (name: string): readonly unknown[] =>
      lines(join(dir, '.curator/logs'), name).map((line) => (line as { n: number }).n)
    const torn = db.transaction(() => {
      write(0, 20_000)
      throw new Error('torn')
    })
    expect(torn).toThrow('torn')
    db.transaction(() => write(20_000, 45_001))()
    expect(existsSync(join(dir, '.curator/logs'))).toBe(false)
    journal.flush()
    write(45_001, 45_003)
    journal.flush()
    const all = Array.from({ length: 25_003 }, (_, i) => 20_000 + i)
    expect(numbers('ingestion.2026-03-05.jsonl')).toEqual(all.filter((n) => n % 2 === 0))
    expect(numbers('ingestion.archive.2026-03-05.jsonl')).toEqual(all.filter((n) => n % 2 === 1))
  })

  it('has a line for each event, whatever its reader takes for the end of a line', async () => {
    const { roms, logs, scan } = state()
    const name = 'a\n\u0085\u2028\u2029b.zip'
    writeFileSync(join(roms, name), makeZip([{ name: 'x', data: 'x' }]))
    await scan(at)
    const text = readFileSync(join(logs, 'ingestion.archive.2026-03-05.jsonl'), 'utf8')
    expect(text).toContain(String.raw`"path":"a\n\u0085\u2028\u2029b.zip"`)
    expect(lines(logs, 'ingestion.archive.2026-03-05.jsonl')).toMatchObject([{ path: name }])
  })

  it('is not there while nothing happened', async () => {
    const { logs, scan } = state()
    await scan(at)
    expect(existsSync(logs)).toBe(false)
  })

  it('keeps thirty days, and whatever is not its own', async () => {
    const { roms, logs, scan } = state()
    mkdirSync(logs)
    const old = ['ingestion.2026-02-02.jsonl', 'ingestion.archive.2025-12-31.jsonl']
    const kept = ['ingestion.2026-02-03.jsonl', 'mine.txt']
    for (const name of [...old, ...kept]) writeFileSync(join(logs, name), '')
    writeFileSync(join(roms, 'a.nes'), 'a')
    await scan(at)
    expect(readdirSync(logs).sort()).toEqual([...kept, 'ingestion.2026-03-05.jsonl'].sort())
  })

  it('that cannot be written stops nothing', async () => {
    const { roms, logs, scan } = state()
    writeFileSync(logs, 'a file where the folder should be')
    writeFileSync(join(roms, 'a.nes'), 'a')
    expect(await scan(at)).toMatchObject({ hashed: 1, problems: [] })
  })
})
