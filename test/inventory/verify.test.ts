/** Verification: what the disk gives now, compared with what it gave. */
import {
  chmodSync,
  openSync,
  closeSync,
  readFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { libraryHealth } from '../../src/identify/health.ts'
import { lastHeld } from '../../src/identify/last-held.ts'
import type { ScanRoot } from '../../src/inventory/scan/scan.ts'
import { parseSample } from '../../src/inventory/sample.ts'
import { verifyRoots, type VerifyOptions } from '../../src/inventory/verify.ts'
import { pack } from '../support/archives/seven-zip.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library, type Library } from './support.ts'
import { sha1 } from '../support/sha1.ts'

let lib: Library
let clock = Date.now() + 1_000_000
beforeEach(() => {
  lib = library()
})
afterEach(() => lib.close())

const at = (path: string): string => join(lib.dir, path)
const verify = (options: Partial<VerifyOptions> = {}, root: Partial<ScanRoot> = {}) =>
  verifyRoots(lib.db, [{ name: 'roms', path: lib.dir, ...root }], {
    md5: false,
    workers: 0,
    now: () => (clock += 1000),
    ...options,
  })

/** Other bytes, and the system's clocks say nothing: the catalog is told the new ctime, as a rotting disk would not. */
function rot(path: string, bytes: string): void {
  const { atime, mtime } = statSync(at(path))
  const fd = openSync(at(path), 'r+')
  writeSync(fd, bytes, 0)
  closeSync(fd)
  utimesSync(at(path), atime, mtime)
  const { ctimeMs } = statSync(at(path))
  lib.db.prepare('update file_instance set ctime = ? where path = ?').run(ctimeMs, path)
  const row = lib.db.prepare('select stats from directory').pluck().get() as Buffer
  const stats = new Float64Array(Uint8Array.from(row).buffer)
  const { ino } = statSync(at(path))
  for (let i = 0; i < stats.length; i += 4) if (stats[i + 3] === ino) stats[i + 2] = ctimeMs
  lib.db.prepare('update directory set stats = ?').run(Buffer.from(stats.buffer))
}

const state = (path: string) =>
  lib.db
    .prepare(
      'select verified_at as verified, problem, sound_id is not null as sound from file_instance where path = ?',
    )
    .get(path) as { verified: number | null; problem: string | null; sound: number }

describe('verify', () => {
  beforeEach(async () => {
    lib.write('a.nes', 'aaaa')
    lib.write('b.nes', 'bbbb')
    lib.write('c.zip', makeZip([{ name: 'in', data: 'cccc' }]))
    lib.write('note.txt', 'not read')
    await lib.scan()
  })

  it('finds everything as it was, notes when, and leaves a row', async () => {
    const size = statSync(at('c.zip')).size
    const result = await verify()
    expect(result).toMatchObject({
      checked: 3,
      bytes: 8 + size,
      verdicts: {
        sound: 3,
        first: 0,
        gone: 0,
        unreadable: 0,
        truncated: 0,
        rotten: 0,
        changed: 0,
        damaged: 0,
        locked: 0,
        unopened: 0,
      },
      findings: [],
    })
    expect(state('a.nes').verified).toBe(clock - 1000)
    expect(
      lib.db
        .prepare('select source, file_name, status, records, notes from import_log where id = ?')
        .get(result.run),
    ).toEqual({
      source: 'verification',
      file_name: 'roms',
      status: 'completed',
      records: 3,
      notes: `{"checked":3,"bytes":${8 + size},"sound":3,"first":0,"gone":0,"unreadable":0,"truncated":0,"rotten":0,"changed":0,"damaged":0,"locked":0,"unopened":0}`,
    })
  })

  it('names bit rot, truncation, an edit and a loss, each for what it is', async () => {
    lib.write('d.nes', 'dddd')
    await lib.scan()
    rot('a.nes', 'aaXa')
    truncateSync(at('b.nes'), 3)
    writeFileSync(at('c.zip'), Buffer.alloc(4000))
    rmSync(at('d.nes'))
    const { findings, run } = await verify()
    expect(
      findings.map(({ path, verdict, problem: { code, message } }) => [path, verdict, code, message]),
    ).toEqual([
      [
        'a.nes',
        'rotten',
        'file-rotten',
        `${at('a.nes')}: its bytes changed, and its time did not: bit rot. Its SHA-1 was ${sha1('aaaa')} and is ${sha1('aaXa')}.`,
      ],
      ['b.nes', 'truncated', 'file-truncated', `${at('b.nes')}: it was cut off: 3 of its 4 bytes are left.`],
      [
        'c.zip',
        'changed',
        'file-changed',
        `${at('c.zip')}: it was changed since it was read last; the next build reads it anew.`,
      ],
      ['d.nes', 'gone', 'file-missing', `${at('d.nes')}: it is not there any more.`],
    ])
    const rows = lib.db
      .prepare(
        'select f.path, v.verdict, lower(hex(v.expected)) as expected, lower(hex(v.found)) as found from verification v join file_instance f on f.id = v.file_id where v.log_id = ? order by 1',
      )
      .all(run)
    expect(rows[0]).toEqual({ path: 'a.nes', verdict: 'rotten', expected: sha1('aaaa'), found: sha1('aaXa') })
    expect(rows[3]).toEqual({ path: 'd.nes', verdict: 'gone', expected: sha1('dddd'), found: '' })
  })

  it('a rotten file is damaged until it changes: scans say so, and devices may keep what it held', async () => {
    rot('a.nes', 'aaXa')
    expect(await lib.scan()).toMatchObject({ hashed: 0, problems: [] })
    await verify()
    expect(await lib.scan()).toMatchObject({ hashed: 0, problems: [{ code: 'file-rotten' }] })
    expect([...lastHeld(lib.db).keys()]).toEqual([sha1('aaaa')])
    expect(libraryHealth(lib.db)).toEqual([
      {
        root: 'roms',
        platform: null,
        verified: 0,
        probable: 0,
        named: 0,
        unmatched: 2,
        missing: 0,
        locked: 0,
        unopened: 0,
        damaged: 1,
      },
    ])
    expect((await verify()).findings).toMatchObject([{ path: 'a.nes', verdict: 'rotten' }])

    lib.write('a.nes', 'aaaa')
    expect(await lib.scan()).toMatchObject({ hashed: 1, problems: [] })
    expect((await verify()).findings).toEqual([])
  })

  it('a rotten file that was put right behind the back of every clock is sound again', async () => {
    rot('a.nes', 'aaXa')
    await verify()
    expect(state('a.nes')).toMatchObject({ verified: null, sound: 1 })
    rot('a.nes', 'aaaa')
    lib.db.prepare('delete from content_changed').run()
    expect((await verify()).findings).toEqual([])
    expect(state('a.nes')).toMatchObject({ problem: null, sound: 0 })
    // what is owned is asked anew of what it held and holds, and of nothing else
    const changed = lib.db.prepare(
      'select lower(hex(f.sha1)) from content_changed c join rom_file f on f.id = c.rom_file_id order by 1',
    )
    expect(changed.pluck().all()).toEqual([sha1('aaXa'), sha1('aaaa')].sort())
    expect(await lib.scan()).toMatchObject({ hashed: 0, problems: [] })
  })

  it('where only size and time are trusted, other bytes under both are rot', async () => {
    const { atime, mtime } = statSync(at('a.nes'))
    writeFileSync(at('a.nes'), 'aaXa')
    utimesSync(at('a.nes'), atime, mtime)
    expect((await verify({}, { identity: 'size+mtime' })).findings).toMatchObject([{ verdict: 'rotten' }])
  })

  it('other bytes under the same time are damage, though the change time tells of something', async () => {
    const held = [sha1('aaaa'), sha1('bbbb')]
    const { atime, mtime } = statSync(at('a.nes'))
    writeFileSync(at('a.nes'), 'aaXa')
    truncateSync(at('b.nes'), 3)
    for (const path of ['a.nes', 'b.nes']) utimesSync(at(path), atime, mtime)
    const found = [
      { path: 'a.nes', verdict: 'rotten' },
      { path: 'b.nes', verdict: 'truncated' },
    ]
    const problems = [{ code: 'file-rotten' }, { code: 'file-truncated' }]
    expect((await verify()).findings).toMatchObject(found)
    expect(await lib.scan()).toMatchObject({ hashed: 0, problems })
    expect([...lastHeld(lib.db).keys()].sort()).toEqual(held.sort())

    // rights are no reason to believe what is in it
    for (const path of ['a.nes', 'b.nes']) chmodSync(at(path), 0o600)
    expect(await lib.scan()).toMatchObject({ hashed: 2, problems })
    expect([state('a.nes').verified, lastHeld(lib.db).size]).toEqual([null, 2])
    expect((await verify()).findings).toMatchObject(found)

    // its owner says that it is right
    lib.write('b.nes', 'bbb')
    utimesSync(at('b.nes'), atime, new Date(mtime.getTime() + 1000))
    expect(await lib.scan()).toMatchObject({ hashed: 1, problems: [{ code: 'file-rotten' }] })
    expect((await verify()).findings).toMatchObject([{ path: 'a.nes' }])
  })

  it('what was damaged before and rots on top of that should still hold what it held when it was sound', async () => {
    const zip = makeZip([{ name: 'in', data: 'cccc', method: 'store' }])
    lib.write('c.zip', zip)
    await lib.scan()
    const { atime, mtime } = statSync(at('c.zip'))
    const later = new Date(mtime.getTime() + 1000)
    for (const [from, to] of [
      ['cccc', 'cXcc'],
      ['cXcc', 'XXcc'],
    ] as const) {
      const bytes = readFileSync(at('c.zip'))
      bytes.write(to, bytes.indexOf(from))
      writeFileSync(at('c.zip'), bytes)
      utimesSync(at('c.zip'), atime, later)
      if (to === 'cXcc') expect(await lib.scan()).toMatchObject({ problems: [{ code: 'archive-damaged' }] })
    }
    expect((await verify()).findings).toMatchObject([{ path: 'c.zip', verdict: 'rotten' }])
    expect([...lastHeld(lib.db).keys()]).toContain(sha1('cccc'))
    lib.write('c.zip', zip)
    utimesSync(at('c.zip'), atime, later)
    expect((await verify()).findings).toEqual([])
  })

  it('another file under the same name and time is an edit', async () => {
    lib.write('new', 'aaXa')
    renameSync(at('new'), at('a.nes'))
    expect((await verify()).findings).toMatchObject([{ path: 'a.nes', verdict: 'changed' }])
    expect(await lib.scan()).toMatchObject({ hashed: 1, problems: [] })
  })

  it('what cannot be read is told so', async () => {
    rmSync(at('a.nes'))
    mkdirSync(at('a.nes'))
    expect((await verify()).findings).toMatchObject([
      { verdict: 'unreadable', problem: { message: `${at('a.nes')}: it is not a regular file.` } },
    ])
  })

  it('an archive that wants a password is neither sound nor a finding', async () => {
    const quick = { hashing: 'quick' } as const
    const hidden = await pack(['-psecret', '-mhe=on'], { 'a.nes': 'a' })
    lib.write('hidden.zip', makeZip([{ name: 'in.7z', data: hidden }]))
    await lib.scan({}, quick)
    const { verdicts, findings } = await verify({}, quick)
    expect(verdicts).toMatchObject({ sound: 3, first: 0, locked: 1, damaged: 0, unreadable: 0 })
    expect(findings).toEqual([])
    expect(state('hidden.zip').problem).toContain('archive-encrypted')
    expect((await verify({}, quick)).verdicts).toMatchObject({ sound: 4, locked: 0 })
  })

  it('nor is one that is packed in a way that curator does not unpack', async () => {
    const quick = { hashing: 'quick' } as const
    const member = { name: 'c.nes', data: 'cccc', method: 'store', claim: { method: 94 } } as const
    lib.write('mp3.zip', makeZip([member]))
    await lib.scan({}, quick)
    const { verdicts, findings } = await verify({}, quick)
    expect(verdicts).toMatchObject({ sound: 3, first: 0, unopened: 1, damaged: 0 })
    expect(findings).toEqual([])
    expect(state('mp3.zip').problem).toContain('is packed with MP3, which curator cannot unpack')
  })

  it('takes those that were verified longest ago, and comes round to all', async () => {
    for (let i = 10; i < 20; i++) lib.write(`${i}.nes`, `${i}`)
    await lib.scan()
    const seen: string[] = []
    for (let i = 0; i < 4; i++) {
      const { run, checked } = await verify({ sample: 0.25 })
      expect(checked).toBe(4)
      seen.push(
        ...(lib.db
          .prepare(
            'select path from file_instance where verified_at = (select started_at from import_log where id = ?)',
          )
          .pluck()
          .all(run) as string[]),
      )
    }
    // the first three are older by a scan; then by path
    expect(seen.slice(0, 4).sort()).toEqual(['10.nes', 'a.nes', 'b.nes', 'c.zip'])
    expect(new Set(seen).size).toBe(13)
  })

  it('leaves out none that a clock which was wrong verified in years to come, and takes it first', async () => {
    lib.db.prepare('update file_instance set verified_at = 9e12 where path = ?').run('b.nes')
    const sample = await verify({ sample: 0.3 })
    expect([sample.checked, state('b.nes').verified]).toEqual([1, clock - 1000])
    lib.db.prepare('update file_instance set verified_at = 9e12 where path = ?').run('b.nes')
    expect((await verify()).checked).toBe(3)
  })

  it('counts of one that was killed what it had done until then', async () => {
    rot('b.nes', 'bXbb')
    lib.db.exec(
      `create trigger kill before update of status on import_log begin select raise(abort, 'killed'); end`,
    )
    await expect(verify()).rejects.toThrow('killed')
    lib.db.exec('drop trigger kill')
    const { run } = await verify()
    const [status, records, notes] = lib.db
      .prepare('select status, records, notes from import_log where id = ?')
      .raw()
      .get(run - 1) as [string, number, string]
    expect([status, records]).toEqual(['failed', 3])
    expect(JSON.parse(notes)).toMatchObject({ checked: 3, sound: 2, rotten: 1, cutOff: true })
  })

  it('enters rotten firmware with the MD5 that lists know it by, so that scans leave it alone', async () => {
    const root = { firmware: true }
    await lib.scan({}, root)
    rot('a.nes', 'aaXa')
    expect(await verify({}, root)).toMatchObject({ findings: [{ path: 'a.nes', verdict: 'rotten' }] })
    expect(lib.db.prepare('select count(*) from rom_file where md5 is null').pluck().get()).toBe(0)
    lib.write('new.nes', 'new')
    expect(await lib.scan({}, root)).toMatchObject({ hashed: 1, problems: [{ code: 'file-rotten' }] })
  })

  it('comes round to all roots in one run, each by its own rules', async () => {
    const other = join(lib.dir, 'other')
    lib.write('other/d.nes', 'dddd')
    const roots = [
      { name: 'roms', path: lib.dir, ignore: ['other'] },
      { name: 'bios', path: other, firmware: true },
    ]
    for (const root of roots) await lib.scan({}, root)
    const seen: [number, number][] = []
    const result = await verifyRoots(lib.db, roots, {
      md5: false,
      now: () => (clock += 1000),
      onProgress: ({ files, total }) => seen.push([files, total]),
    })
    expect(result).toMatchObject({ checked: 4, verdicts: { sound: 4 } })
    expect(seen.at(-1)).toEqual([4, 4])
  })

  it('says nothing of a root that is not there, and fails where none is', async () => {
    const roms = { name: 'roms', path: lib.dir }
    const away = { name: 'away', path: join(lib.dir, 'away') }
    const options = { md5: false, workers: 0, now: () => (clock += 1000) }
    expect(await verifyRoots(lib.db, [away, roms], options)).toMatchObject({
      verdicts: { sound: 3, gone: 0 },
      problems: [{ code: 'root-missing', path: away.path }],
    })
    await expect(verifyRoots(lib.db, [away], options)).rejects.toThrow(`${away.path} does not exist`)
    expect(await verifyRoots(lib.db, [], options)).toMatchObject({ checked: 0, problems: [] })
  })

  it('takes no file for gone whose root went away meanwhile', async () => {
    for (let i = 0; i < 300; i++) lib.write(`x/${i}.nes`, `${i}`)
    await lib.scan()
    const { checked, verdicts, findings, problems } = await verify({
      onProgress: () => renameSync(lib.dir, `${lib.dir}.away`),
    })
    expect(problems).toEqual([
      {
        code: 'root-missing',
        message: `The root ${lib.dir} does not exist.`,
        path: lib.dir,
        hint: 'Is a disk not plugged in? If not, point `roots` in the config at your files.',
      },
    ])
    expect(findings).toEqual([])
    expect(checked).toBeGreaterThan(0)
    expect(checked).toBeLessThan(303)
    expect(verdicts).toMatchObject({ sound: checked, gone: 0, unreadable: 0 })
  })

  it('keeps what it did until it was interrupted', async () => {
    for (let i = 0; i < 300; i++) lib.write(`x/${i}.nes`, `${i}`)
    await lib.scan()
    const stop = new AbortController()
    await expect(
      verify({ signal: stop.signal, onProgress: ({ files }) => files > 100 && stop.abort() }),
    ).rejects.toThrow('interrupted')
    const { n } = lib.db
      .prepare('select count(*) as n from file_instance where verified_at > ?')
      .get(clock - 2500) as { n: number }
    expect(n).toBe(128)
    expect(
      lib.db.prepare("select status, records from import_log where source = 'verification'").get(),
    ).toEqual({ status: 'cancelled', records: 128 })
  })
})

describe('parseSample', () => {
  it.each([
    ['5%', 0.05],
    ['100%', 1],
    ['12.5%', 0.125],
    ['0.5', 0.5],
    ['1', 1],
    ['0', undefined],
    ['101%', undefined],
    ['2', undefined],
    ['-1', undefined],
    ['five', undefined],
    ['', undefined],
  ])('%s is %s', (text, share) => expect(parseSample(text)).toBe(share))
})
