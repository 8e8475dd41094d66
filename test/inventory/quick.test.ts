/** Roots that are hashed quickly: archives are known by their own lists until somebody needs more. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { libraryHealth } from '../../src/identify/health.ts'
import { readListed } from '../../src/inventory/scan/reading/listed.ts'
import { refreshUnlisted } from '../../src/identify/unlisted.ts'
import { verifyRoots } from '../../src/inventory/verify.ts'
import { filesKnown } from '../../src/report/files/files.ts'
import { pack } from '../support/archives/seven-zip.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library, type Library } from './support.ts'

let lib: Library
beforeEach(() => {
  lib = library()
})
afterEach(() => lib.close())

const QUICK = { hashing: 'quick' } as const
const root = () => ({ name: 'roms', path: lib.dir, ...QUICK })
const clock = () => Date.now() + 1e6
const OPTIONS = { md5: false, now: clock, workers: 0 }

/** A DAT that lists contents by size and CRC-32, and by a SHA-1 of its own. */
function dat(...contents: readonly string[]): void {
  lib.db.exec(`
    insert into import_log (id, source, file_hash, started_at, status) values (1000, 'dat', x'00', 0, 'completed');
    insert into dat_file (dat, path, size, mtime, ctime, ino, log_id, platform_id)
      values ('nes', 'a', 0, 0, 0, 0, 1000, (select id from platform where slug = 'nes'));
    insert into dat_game (id, log_id, platform_id, name, release_name, variant)
      select 1, log_id, platform_id, 'Game', 'Game', 0 from dat_file`)
  const put = lib.db.prepare('insert into dat_rom (game_id, part, name, size, crc32) values (1, 0, ?, ?, ?)')
  for (const content of contents) put.run(`${content}.nes`, content.length, crc32(content))
}

const hex = (n: number): string => n.toString(16).padStart(8, '0')

const sha1s = (): number => lib.db.prepare<[], number>('select count(*) from rom_file').pluck().get() ?? 0

describe('a quick scan', () => {
  beforeEach(async () => {
    lib.write(
      'a.zip',
      makeZip([
        { name: 'one.nes', data: 'one' },
        { name: 'other.nes', data: 'other' },
      ]),
    )
    lib.write('b.zip', makeZip([{ name: 'two.nes', data: 'two!' }]))
    lib.write('loose.nes', 'loose')
    await lib.scan({}, QUICK)
  })

  it('reads what has no list, and lists the rest', async () => {
    expect(sha1s()).toBe(1)
    expect(await lib.scan({}, QUICK)).toMatchObject({ files: 3, hashed: 0 })
    dat('one')
    const [a, b] = filesKnown(lib.db)
    expect(a?.contents).toEqual([
      {
        member: 'one.nes',
        depth: 1,
        crc32: hex(crc32('one')),
        size: 3,
        match: {
          platform: 'nes',
          dat: 'nes',
          release: 'Game',
          rom: 'one.nes',
          by: 'crc32',
          confidence: 0.99,
        },
      },
      { member: 'other.nes', depth: 1, crc32: hex(crc32('other')), size: 5 },
    ])
    expect(b?.contents).toMatchObject([{ member: 'two.nes' }])
    expect([...filesKnown(lib.db, { unmatched: true })].map(({ path }) => path)).toEqual([
      'b.zip',
      'loose.nes',
    ])
    expect([...filesKnown(lib.db, { platform: 'nes' })].map(({ path }) => path)).toEqual(['a.zip'])
    expect(libraryHealth(lib.db)).toMatchObject([
      { platform: 'nes', verified: 0, probable: 1 },
      { platform: null, unmatched: 2 },
    ])
  })

  it('is followed by reading what a DAT lists', async () => {
    dat('one')
    const { files, bytes } = await readListed(lib.db, root(), 'wanted', OPTIONS)
    expect([files, bytes]).toEqual([1, readFileSync(join(lib.dir, 'a.zip')).length])
    expect([...filesKnown(lib.db)].map(({ contents }) => contents[0]?.sha1 !== undefined)).toEqual([
      true,
      false,
      true,
    ])
    expect(await readListed(lib.db, root(), 'wanted', OPTIONS)).toMatchObject({ files: 0 })
    expect(await lib.scan({}, QUICK)).toMatchObject({ hashed: 0, problems: [] })
  })

  it('is made good by verifying, and that is not done twice', async () => {
    const first = await verifyRoots(lib.db, [root()], OPTIONS)
    expect(first).toMatchObject({ checked: 3, findings: [], verdicts: { sound: 1, first: 2 } })
    expect(lib.db.prepare('select * from listed_member').all()).toEqual([])
    expect(sha1s()).toBe(6)
    const second = await verifyRoots(lib.db, [root()], { ...OPTIONS, now: () => clock() + 1e6 })
    expect(second).toMatchObject({ checked: 3, verdicts: { sound: 3, first: 0 } })
  })

  it('and then read is still one file of those that no DAT lists', async () => {
    const unlisted = () => {
      refreshUnlisted(lib.db)
      return lib.db
        .prepare('select file_id, content is null as listed from unlisted_file order by 1')
        .raw()
        .all()
    }
    expect(unlisted()).toEqual([
      [1, 1],
      [2, 1],
      [3, 0],
    ])
    await verifyRoots(lib.db, [root()], OPTIONS)
    expect(unlisted()).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ])
  })

  it('is verified a sample at a time', async () => {
    const checked: unknown[] = []
    for (let i = 1; i <= 3; i++) {
      const { verdicts, bytes } = await verifyRoots(lib.db, [root()], {
        ...OPTIONS,
        sample: 0.3,
        now: () => clock() + i * 1e6,
      })
      checked.push([verdicts.first, verdicts.sound, bytes])
    }
    const size = (name: string) => readFileSync(join(lib.dir, name)).length
    // never verified, by name; then what was verified longest ago
    expect(checked).toEqual([
      [1, 0, size('a.zip')],
      [1, 0, size('b.zip')],
      [0, 1, size('loose.nes')],
    ])
  })

  it('is read where it may hold a game that a DAT lists without its header, or in another order of bytes', async () => {
    const ines = Buffer.concat([Buffer.from('NES\x1a'), Buffer.alloc(12), Buffer.from('headless')])
    lib.write('c.zip', makeZip([{ name: 'C.NES', data: ines }]))
    lib.write('d.zip', makeZip([{ name: 'd.v64', data: Buffer.from('\x37\x80\x40\x12abcd', 'latin1') }]))
    lib.write('e.zip', makeZip([{ name: 'e.bin', data: ines }]))
    lib.write('f.zip', makeZip([{ name: 'f.nes', data: `${ines.toString('latin1')}!` }]))
    await lib.scan({}, QUICK)
    dat('headless')
    expect(await readListed(lib.db, root(), 'wanted', OPTIONS)).toMatchObject({ files: 2, problems: [] })
    const { db } = lib
    expect(db.prepare('select path from file_instance where listed = 1 order by path').pluck().all()).toEqual(
      ['a.zip', 'b.zip', 'e.zip', 'f.zip'],
    )
  })

  it('is damaged where verifying finds what its list does not say', async () => {
    lib.write('c.zip', makeZip([{ name: 'c.nes', data: 'c game', claim: { crc32: 1 } }]))
    lib.write('d.zip', makeZip([{ name: 'd.nes', data: 'd game' }]))
    await lib.scan({}, QUICK)
    lib.remove('d.zip')
    const { verdicts, findings, run, checked } = await verifyRoots(lib.db, [root()], OPTIONS)
    expect(verdicts).toMatchObject({ sound: 1, first: 2, damaged: 1, gone: 1 })
    expect(checked).toBe(5)
    const what = `member "c.nes" is damaged: its CRC-32 is ${hex(crc32('c game'))} and the archive says 00000001`
    const gone = 'it vanished before it could be read'
    expect(findings.map(({ path, verdict, problem }) => [path, verdict, problem.message])).toEqual([
      ['c.zip', 'damaged', `${join(lib.dir, 'c.zip')}: ${what}.`],
      ['d.zip', 'gone', `${join(lib.dir, 'd.zip')}: ${gone}.`],
    ])
    expect(
      lib.db.prepare('select verdict, expected, found, detail from verification where log_id = ?').all(run),
    ).toEqual([
      { verdict: 'damaged', expected: null, found: null, detail: what },
      { verdict: 'gone', expected: null, found: null, detail: gone },
    ])
  })

  it('reads all when the root is not quick any more, and nothing when it is again', async () => {
    expect(await lib.scan()).toMatchObject({ hashed: 2 })
    expect(lib.db.prepare('select * from listed_member').all()).toEqual([])
    expect(await lib.scan({}, QUICK)).toMatchObject({ hashed: 0 })
    expect(sha1s()).toBe(6)
  })

  it('lists anew what changed', async () => {
    lib.write('b.zip', makeZip([{ name: 'three.nes', data: 'three' }]))
    await lib.scan({}, QUICK)
    expect(lib.db.prepare('select path from listed_member order by path').pluck().all()).toEqual([
      'one.nes',
      'other.nes',
      'three.nes',
    ])
  })
})

it('reads an archive in full that does not say enough', async () => {
  lib.write('locked.7z', await pack(['-psecret'], { 'a.nes': 'a' }))
  lib.write('cut.zip', makeZip([{ name: 'a.nes', data: 'a game' }]).subarray(0, -10))
  const { problems } = await lib.scan({}, QUICK)
  expect(problems.map(({ code }) => code)).toEqual(['archive-damaged', 'archive-encrypted'])
})

const IO = '/proc/self/io'
/** Of this process, by whatever call. */
const bytesRead = (): number => Number(/^rchar: (\d+)$/m.exec(readFileSync(IO, 'utf8'))?.[1])

it.skipIf(!existsSync(IO))(
  'reads less than 2,000 bytes of each of many zips, whatever their size',
  async () => {
    const files = process.env['CURATOR_DEEP'] ? 3000 : 300
    for (let i = 0; i < files; i++) {
      const data = Buffer.alloc(24_592, `${i}.`)
      lib.write(`Game ${i} (USA).zip`, makeZip([{ name: `Game ${i} (USA).nes`, data, method: 'store' }]))
    }
    const before = bytesRead()
    expect(await lib.scan({}, QUICK)).toMatchObject({ files, hashed: 0, problems: [] })
    const read = bytesRead() - before
    expect(lib.db.prepare('select count(*) from listed_member').pluck().get()).toBe(files)
    expect(read).toBeGreaterThan(files * 100)
    expect(read).toBeLessThanOrEqual(files * 2000)
  },
)
