/** Scanning a root: only what changed is read, and the catalog always ends up as after a first scan. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lastHeld } from '../../src/identify/last-held.ts'
import { retireRoots } from '../../src/inventory/retire-roots.ts'
import { problemsOf, rootSummary } from '../../src/inventory/roots.ts'
import { sourceFinder, sourcesFinder } from '../../src/inventory/source-finder.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { scanRoot } from '../../src/inventory/scan/scan.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library, present, type Library } from './support.ts'
import { sha1 } from '../support/sha1.ts'

let lib: Library
beforeEach(() => {
  lib = library()
})
afterEach(() => lib.close())

const writes = (): number => lib.db.prepare('select total_changes()').pluck().get() as number
const changedContents = (): number =>
  lib.db.prepare('select count(*) from content_changed').pluck().get() as number
const QUIET = { hashed: 0, bytesHashed: 0, missing: 0, changed: false, problems: [] }

describe('a first scan', () => {
  it('enters files, members and views, and leaves auxiliary files unread', async () => {
    const nes = Buffer.concat([Buffer.from('NES\x1a'), Buffer.alloc(12), Buffer.from('body')])
    const zip = makeZip([{ name: 'in.bin', data: 'inside' }])
    lib.write('nes/Game.nes', nes)
    lib.write('nes/Game.txt', 'a note')
    lib.write('b.zip', zip)
    const result = await lib.scan()
    expect(result).toEqual({
      files: 3,
      hashed: 2,
      bytesHashed: nes.length + zip.length,
      missing: 0,
      changed: true,
      problems: [],
    })
    expect(present(lib.db)).toEqual([
      `b.zip archive ${sha1(zip)} in.bin:${sha1('inside')}`,
      `nes/Game.nes rom ${sha1(nes)}`,
      'nes/Game.txt auxiliary',
    ])
    expect(lib.db.prepare('select kind, lower(hex(sha1)) as sha1, size from rom_view').all()).toEqual([
      { kind: 'no-ines', sha1: sha1('body'), size: 4 },
    ])
    expect(changedContents()).toBe(3)
  })

  it('gives the same on threads', async () => {
    for (let i = 0; i < 200; i++) lib.write(`${i % 7}/${i}.bin`, `content ${i % 50}`)
    const progress: number[] = []
    const result = await lib.scan({ workers: 2, onProgress: ({ hashed }) => progress.push(hashed) })
    expect(result.hashed).toBe(200)
    expect(progress.at(-1)).toBe(200)
    const threaded = present(lib.db)
    const plain = library()
    await plain.scan({}, { path: lib.dir })
    expect(threaded).toEqual(present(plain.db))
    plain.close()
  })

  it('gives the same however many threads there are and however much they read at a time', async () => {
    const large = Buffer.alloc(300_000, 'large')
    lib.write('large.bin', large)
    lib.write('large.zip', makeZip([{ name: 'in.nes', data: large, method: 'store' }]))
    lib.write('game.nes', Buffer.concat([Buffer.from('NES\x1a'), Buffer.alloc(200_012, 7)]))
    for (const reading of [{ chunk: 65_536 }, { workers: 1, chunk: 100_001 }]) {
      const other = library()
      const now = (): number => Date.now() + 100_000
      await scanRoot(other.db, { name: 'roms', path: lib.dir, reading }, { md5: false, now })
      const plain = library()
      await plain.scan({}, { path: lib.dir })
      expect(present(other.db)).toEqual(present(plain.db))
      const views = (db: Db) => db.prepare('select kind, hex(sha1) from rom_view order by 1, 2').raw().all()
      expect(views(other.db)).toEqual(views(plain.db))
      expect(views(other.db)).toHaveLength(1)
      for (const one of [other, plain]) one.close()
    }
  })

  it('ignores hidden and system files, stopped folders and what the user excludes', async () => {
    for (const path of [
      'a.nes',
      '.hidden.nes',
      '._a.nes',
      'Thumbs.db',
      'desktop.ini',
      '.git/b.nes',
      'System Volume Information/c.nes',
      '$RECYCLE.BIN/d.nes',
      '@eaDir/e.nes',
      'covers/.nomedia',
      'covers/deep/f.nes',
      'other/.no-roms',
      'other/g.nes',
      'new/h.bak',
      'new/skip/i.nes',
      'new/j.nes',
    ]) {
      lib.write(path, path)
    }
    const { files } = await lib.scan({}, { ignore: ['*.bak', 'new/skip/**'] })
    expect(present(lib.db).map((line) => line.split(' ')[0])).toEqual(['a.nes', 'new/j.nes'])
    expect(files).toBe(2)
  })

  it('follows links only when told to, and never in circles', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'curator-outside-'))
    writeFileSync(join(outside, 'far.nes'), 'far')
    lib.write('sub/near.nes', 'near')
    symlinkSync(outside, join(lib.dir, 'link'))
    symlinkSync(lib.dir, join(lib.dir, 'sub/circle'))
    symlinkSync(join(outside, 'far.nes'), join(lib.dir, 'file.nes'))
    symlinkSync('nowhere', join(lib.dir, 'broken.nes'))
    await lib.scan()
    expect(present(lib.db)).toEqual([`sub/near.nes rom ${sha1('near')}`])
    await lib.scan({}, { followSymlinks: true })
    const all = [
      `file.nes rom ${sha1('far')}`,
      `link/far.nes rom ${sha1('far')}`,
      `sub/near.nes rom ${sha1('near')}`,
    ]
    expect(present(lib.db)).toEqual(all)
    await lib.scan()
    expect(present(lib.db)).toEqual([`sub/near.nes rom ${sha1('near')}`])
    rmSync(outside, { recursive: true })
  })
})

it('follows no link into a folder with what was made of the root, nor to what is in it', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'curator-outside-'))
  lib.write('near.nes', 'near')
  for (const path of ['card/nes/near.nes', 'cards/far.nes']) {
    mkdirSync(join(outside, dirname(path)), { recursive: true })
    writeFileSync(join(outside, path), basename(path, '.nes'))
  }
  for (const name of ['card', 'cards', 'card/nes', '.'])
    symlinkSync(join(outside, name), join(lib.dir, `to-${name.replace('/', '-')}`))
  const near = `near.nes rom ${sha1('near')}`
  const far = `to-cards/far.nes rom ${sha1('far')}`
  const follow = { followSymlinks: true }
  await lib.scan({}, { ...follow, outputs: [join(outside, 'card')] })
  expect(present(lib.db)).toEqual([near, far])
  await lib.scan({}, { ...follow, outputs: [join(outside, 'not-there')] })
  expect(present(lib.db)).toHaveLength(3)
  await lib.scan({}, { ...follow, outputs: [join(outside, 'card')] })
  expect(present(lib.db)).toEqual([near, far])
  rmSync(outside, { recursive: true })
})

describe('a link that leads nowhere', () => {
  const follow = { followSymlinks: true }
  let outside: string

  beforeEach(async () => {
    outside = mkdtempSync(join(tmpdir(), 'curator-outside-'))
    mkdirSync(join(outside, 'shelf'))
    writeFileSync(join(outside, 'shelf/far.nes'), 'far')
    writeFileSync(join(outside, 'one.nes'), 'one')
    symlinkSync(join(outside, 'shelf'), join(lib.dir, 'link'))
    symlinkSync(join(outside, 'one.nes'), join(lib.dir, 'one.nes'))
    lib.write('here.nes', 'here')
    await lib.scan({}, follow)
  })
  afterEach(() => rmSync(outside, { recursive: true, force: true }))

  const kept = () => [`here.nes rom ${sha1('here')}`, `link/far.nes rom ${sha1('far')}`]

  it('keeps what is known of a folder, and says of a file that it cannot be read, until it leads somewhere', async () => {
    renameSync(outside, `${outside}-away`)
    for (const rules of [follow, follow, { ...follow, ignore: ['*.bak'] }]) {
      const { missing, problems } = await lib.scan({}, rules)
      expect(missing).toBe(0)
      expect(problems.map(({ code, path }) => [code, path])).toEqual([
        ['file-unreadable', join(lib.dir, 'link')],
        ['file-unreadable', join(lib.dir, 'one.nes')],
      ])
      expect(present(lib.db)).toEqual([
        ...kept(),
        'one.nes rom [["file-unreadable","it cannot be read: it is a link that leads nowhere"]]',
      ])
    }
    renameSync(`${outside}-away`, outside)
    expect(await lib.scan({}, { ...follow, ignore: ['*.bak'] })).toMatchObject({ hashed: 1, problems: [] })
    expect(present(lib.db)).toEqual([...kept(), `one.nes rom ${sha1('one')}`])
  })

  it.each([
    ['now', follow],
    ['under other rules', { ...follow, ignore: ['*.bak'] }],
  ])(
    'is passed over when it is new or was ignored before, and noticed when that is what it leads to (%s)',
    async (_, rules) => {
      symlinkSync(join(outside, 'two.nes'), join(lib.dir, 'two.nes'))
      symlinkSync(join(outside, 'one.nes'), join(lib.dir, 'x.bak'))
      await lib.scan({}, { ...follow, ignore: ['*.bak'] })
      rmSync(join(lib.dir, 'x.bak'))
      symlinkSync('nowhere', join(lib.dir, 'x.bak'))
      expect((await lib.scan({}, rules)).problems).toEqual([])
      writeFileSync(join(outside, 'two.nes'), 'two')
      await lib.scan({}, rules)
      expect(present(lib.db)).toEqual([...kept(), `one.nes rom ${sha1('one')}`, `two.nes rom ${sha1('two')}`])
    },
  )

  it('is gone when the link is', async () => {
    rmSync(outside, { recursive: true })
    await lib.scan({}, follow)
    rmSync(join(lib.dir, 'link'))
    rmSync(join(lib.dir, 'one.nes'))
    expect(await lib.scan({}, follow)).toMatchObject({ missing: 2, problems: [] })
    expect(present(lib.db)).toEqual([`here.nes rom ${sha1('here')}`])
  })
})

describe('a second scan', () => {
  beforeEach(async () => {
    lib.write('a.nes', 'a')
    lib.write('b/c.nes', 'c')
    lib.write('b/c.txt', 'note')
    lib.write('d.zip', makeZip([{ name: 'd.bin', data: 'd' }]))
    await lib.scan()
  })

  it.each(['b', 'b/deep'])('does not follow a link that stands where the folder %s was', async (folder) => {
    lib.write('b/deep/e.nes', 'e')
    await lib.scan()
    const away = `${lib.dir}-away`
    renameSync(join(lib.dir, folder), away)
    symlinkSync(away, join(lib.dir, folder))
    expect((await lib.scan()).missing).toBe(folder === 'b' ? 3 : 1)
    expect(present(lib.db).filter((line) => line.startsWith(`${folder}/`))).toEqual([])
    rmSync(join(lib.dir, folder))
    renameSync(away, join(lib.dir, folder))
    await lib.scan()
    renameSync(join(lib.dir, folder), away)
    symlinkSync('nowhere', join(lib.dir, folder))
    expect(await lib.scan()).toMatchObject({ missing: folder === 'b' ? 3 : 1, problems: [] })
    rmSync(join(lib.dir, folder))
    renameSync(away, join(lib.dir, folder))
    await lib.scan()
    expect(present(lib.db)).toContain(`b/deep/e.nes rom ${sha1('e')}`)
  })

  it('reads nothing and writes nothing when nothing changed', async () => {
    lib.db.prepare('delete from content_changed').run()
    const before = writes()
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4 })
    expect(writes()).toBe(before)
  })

  it('reads a touched file once; equal content is no change', async () => {
    const now = new Date(Date.now() - 60_000)
    utimesSync(join(lib.dir, 'a.nes'), now, now)
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4, hashed: 1, bytesHashed: 1 })
    expect(changedContents()).toBe(0)
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4 })
  })

  it('reads a changed file and marks both contents', async () => {
    lib.write('a.nes', 'A')
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4, hashed: 1, bytesHashed: 1, changed: true })
    expect(changedContents()).toBe(2)
    expect(present(lib.db)).toContain(`a.nes rom ${sha1('A')}`)
  })

  it('does not read a renamed file', async () => {
    renameSync(join(lib.dir, 'a.nes'), join(lib.dir, 'b/renamed.nes'))
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4, missing: 1, changed: true })
    expect(sourceFinder(lib.db)(sha1('a'))).toEqual([
      { file: join(lib.dir, 'b/renamed.nes'), crc32: crc32('a') },
    ])
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4 })
  })

  it('reads a renamed file where inodes are not dependable', async () => {
    renameSync(join(lib.dir, 'a.nes'), join(lib.dir, 'b/renamed.nes'))
    expect(await lib.scan({}, { identity: 'size+mtime' })).toMatchObject({ hashed: 1, missing: 1 })
  })

  it('does not read a renamed folder', async () => {
    renameSync(join(lib.dir, 'b'), join(lib.dir, 'z'))
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4, missing: 2, changed: true })
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4 })
  })

  it('reads a file that was renamed to another extension: it may have other views now', async () => {
    renameSync(join(lib.dir, 'a.nes'), join(lib.dir, 'a.smc'))
    expect(await lib.scan()).toMatchObject({ hashed: 1, missing: 1 })
  })

  it('keeps the row of a vanished file and marks its content, an archive with its members', async () => {
    lib.remove('d.zip')
    expect(await lib.scan()).toEqual({ ...QUIET, files: 3, missing: 1, changed: true })
    expect(lib.db.prepare("select path from file_instance where status = 'missing'").pluck().all()).toEqual([
      'd.zip',
    ])
    expect(changedContents()).toBe(2)
    expect(sourceFinder(lib.db)(sha1('d'))).toEqual([])
    expect(await lib.scan()).toEqual({ ...QUIET, files: 3 })
  })

  it('does not read a file that comes back as it was', async () => {
    renameSync(join(lib.dir, 'a.nes'), `${lib.dir}-away`)
    await lib.scan()
    renameSync(`${lib.dir}-away`, join(lib.dir, 'a.nes'))
    expect(await lib.scan({}, { identity: 'size+mtime' })).toEqual({ ...QUIET, files: 4, changed: true })
    expect(present(lib.db)).toContain(`a.nes rom ${sha1('a')}`)
  })

  it('sees a file take the place of a folder, and a folder that of a file', async () => {
    lib.remove('b')
    lib.remove('a.nes')
    lib.write('b', 'now a file')
    lib.write('a.nes/x.nes', 'now a folder')
    await lib.scan()
    expect(present(lib.db).filter((line) => !line.startsWith('d.zip'))).toEqual([
      `a.nes/x.nes rom ${sha1('now a folder')}`,
      `b rom ${sha1('now a file')}`,
    ])
  })

  it('forgets a folder that is ignored now, and finds it again', async () => {
    expect(await lib.scan({}, { ignore: ['b'] })).toMatchObject({ files: 2, missing: 2, hashed: 0 })
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4, changed: true })
    lib.write('b/.no-roms', '')
    expect(await lib.scan()).toMatchObject({ files: 2, missing: 2, hashed: 0 })
  })

  it('reads everything once more when MD5 is wanted for the first time, and keeps it', async () => {
    expect(await lib.scan({ md5: true })).toMatchObject({ hashed: 3, changed: true })
    expect(lib.db.prepare('select count(*) from rom_file where md5 is null').pluck().get()).toBe(0)
    expect(await lib.scan({ md5: true })).toEqual({ ...QUIET, files: 4 })
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4 })
    expect(await lib.scan({ md5: true })).toEqual({ ...QUIET, files: 4 })
    lib.write('new.nes', 'new')
    expect(await lib.scan()).toMatchObject({ hashed: 1 })
    expect(await lib.scan({ md5: true })).toMatchObject({ hashed: 1 })
  })

  it('reads everything once more when SHA-256 is wanted for the first time, and keeps it', async () => {
    const lacking = () => lib.db.prepare('select count(*) from rom_file where sha256 is null').pluck().get()
    expect(lacking()).toBeGreaterThan(0)
    expect(await lib.scan({ sha256: true })).toMatchObject({ hashed: 3, changed: true })
    expect(lacking()).toBe(0)
    expect(await lib.scan({ sha256: true })).toEqual({ ...QUIET, files: 4 })
    expect(await lib.scan()).toEqual({ ...QUIET, files: 4 })
    expect(await lib.scan({ sha256: true, md5: true })).toMatchObject({ hashed: 3 })
    expect(await lib.scan({ sha256: true })).toEqual({ ...QUIET, files: 4 })
    lib.write('new.nes', 'new')
    expect(await lib.scan()).toMatchObject({ hashed: 1 })
    expect(await lib.scan({ sha256: true })).toMatchObject({ hashed: 1 })
    expect(lib.db.prepare('select lower(hex(sha256)) from rom_file where size = 3').pluck().get()).toBe(
      createHash('sha256').update('new').digest('hex'),
    )
  })

  it('hashes firmware with MD5, which lists know it by, whatever DATs need', async () => {
    const lacking = () => lib.db.prepare('select count(*) from rom_file where md5 is null').pluck().get()
    expect(await lib.scan({}, { firmware: true })).toMatchObject({ hashed: 3 })
    expect(lacking()).toBe(0)
    expect(await lib.scan({}, { firmware: true })).toEqual({ ...QUIET, files: 4 })
  })

  it('ignores ctime and inode when told to', async () => {
    const identity = 'size+mtime'
    const mtime = lib.db
      .prepare("select mtime from file_instance where path = 'a.nes'")
      .pluck()
      .get() as number
    const same = new Date(Math.round(mtime))
    lib.remove('a.nes')
    writeFileSync(join(lib.dir, 'a.nes'), 'X')
    utimesSync(join(lib.dir, 'a.nes'), same, same)
    expect(await lib.scan({}, { identity })).toEqual({ ...QUIET, files: 4 })
    expect(await lib.scan()).toMatchObject({ hashed: 1, changed: true })
  })
})

describe('files that cannot be trusted', () => {
  it('reads a file again that was read within three seconds of its last change', async () => {
    lib.write('a.nes', 'a')
    const now = Date.now()
    expect(await lib.scan({ now: () => now + 1000 })).toMatchObject({ hashed: 1 })
    expect(await lib.scan({ now: () => now + 5000 })).toEqual({
      ...QUIET,
      files: 1,
      hashed: 1,
      bytesHashed: 1,
    })
    expect(await lib.scan({ now: () => now + 6000 })).toEqual({ ...QUIET, files: 1 })
  })

  it.each([
    ['of the year 1970', new Date(0)],
    ['in the future', new Date(Date.now() + 86_400_000)],
  ])('settles a clock %s by reading the same twice, three seconds apart', async (_, time) => {
    lib.write('a.nes', 'a')
    utimesSync(join(lib.dir, 'a.nes'), time, time)
    const now = Date.now() + 10_000
    expect(await lib.scan({ now: () => now })).toMatchObject({ hashed: 1 })
    expect(await lib.scan({ now: () => now + 1000 })).toMatchObject({ hashed: 1, changed: false })
    expect(await lib.scan({ now: () => now + 4000 })).toMatchObject({ hashed: 1, changed: false })
    expect(await lib.scan({ now: () => now + 4001 })).toMatchObject({ hashed: 0 })
  })

  it('lists a damaged archive in every scan, without reading it again', async () => {
    const zip = makeZip([
      { name: 'bad', data: 'bad', claim: { crc32: 1 } },
      { name: 'good', data: 'good' },
    ])
    lib.write('x/broken.zip', zip)
    const file = join(lib.dir, 'x/broken.zip')
    const problems = [
      {
        code: 'archive-damaged',
        message: `${file}: member "bad" is damaged: its CRC-32 is 822b39fb and the archive says 00000001.`,
        path: file,
      },
    ]
    expect(await lib.scan()).toMatchObject({ hashed: 1, problems })
    expect(await lib.scan()).toMatchObject({ hashed: 0, changed: false, problems })
    expect(sourceFinder(lib.db)(sha1('good'))).toHaveLength(1)
    lib.remove('x/broken.zip')
    expect(await lib.scan()).toMatchObject({ missing: 1, problems: [] })
  })
})

describe('files that cannot be read', () => {
  it.skipIf(process.platform !== 'linux')(
    'takes two names that read the same for one path, and nothing of theirs for another file (Linux)',
    async () => {
      const [first, second] = [0xfe, 0xff].map((byte) =>
        Buffer.concat([Buffer.from(`${lib.dir}/b`), Buffer.from([byte])]),
      )
      if (first) writeFileSync(first, 'longer than others')
      if (second) writeFileSync(second, 'x')
      lib.write('c.txt', 'four')
      lib.write('d.nes', 'last')
      for (let n = 0; n < 2; n++) {
        const { problems } = await lib.scan()
        expect(problems.map(({ message }) => message)).toEqual([
          `${lib.dir}/b\ufffd: it cannot be opened: its name is not valid UTF-8.`,
        ])
        const rows = lib.db.prepare(`select path, size from file_instance where path in ('c.txt', 'd.nes')`)
        expect(rows.raw().all()).toEqual([
          ['c.txt', 4],
          ['d.nes', 4],
        ])
        expect(present(lib.db)).toContain(`d.nes rom ${sha1('last')}`)
      }
    },
  )

  it.skipIf(process.platform !== 'linux')(
    'keeps a row of one, tries it in every scan, and writes nothing new (Linux: a name that is no UTF-8)',
    async () => {
      writeFileSync(
        Buffer.concat([Buffer.from(`${lib.dir}/caf`), Buffer.from([0xe9]), Buffer.from('.nes')]),
        'x',
      )
      lib.write('good.nes', 'good')
      const path = join(lib.dir, 'caf\ufffd.nes')
      const message = `${path}: it cannot be opened: its name is not valid UTF-8.`
      const problems = [{ code: 'file-unreadable', message, path }]
      expect(await lib.scan()).toMatchObject({ files: 2, hashed: 1, problems })
      lib.db.prepare('delete from content_changed').run()
      const before = writes()
      expect(await lib.scan()).toEqual({ ...QUIET, files: 2, problems })
      expect(writes()).toBe(before)
    },
  )

  it('reports a file that vanishes during the scan, and forgets the report when it stays away', async () => {
    for (let i = 100; i < 200; i++) lib.write(`${i}.bin`, `${i}`)
    await lib.scan()
    for (let i = 100; i < 200; i++) lib.write(`${i}.bin`, `new ${i}`)
    const path = join(lib.dir, '199.bin')
    const onProgress = (): void => rmSync(path, { force: true })
    const message = `${path}: it vanished before it could be read.`
    expect(await lib.scan({ onProgress })).toMatchObject({
      hashed: 99,
      missing: 1,
      changed: true,
      problems: [{ code: 'file-vanished', message, path }],
    })
    expect(present(lib.db)).toHaveLength(99)
    expect(await lib.scan()).toEqual({ ...QUIET, files: 99 })
  })
})

describe('roots that cannot be scanned', () => {
  beforeEach(async () => {
    lib.write('a.nes', 'a')
    await lib.scan()
  })

  it.each([
    ['missing', 'root-missing', (dir: string) => dir, 'does not exist'],
    ['a file', 'root-not-folder', (dir: string) => (writeFileSync(dir, ''), dir), 'is not a folder'],
  ])('a root that is %s loses nothing', async (_, code, make, says) => {
    const away = `${lib.dir}-away`
    renameSync(lib.dir, away)
    make(lib.dir)
    await expect(lib.scan()).rejects.toMatchObject({
      problems: [{ code, message: `The root ${lib.dir} ${says}.` }],
    })
    rmSync(lib.dir, { recursive: true, force: true })
    renameSync(away, lib.dir)
    expect(present(lib.db)).toEqual([`a.nes rom ${sha1('a')}`])
    expect(await lib.scan()).toEqual({ ...QUIET, files: 1 })
  })

  it.each([
    ['missing', (dir: string) => dir, 'does not exist.'],
    ['a file', (dir: string) => (writeFileSync(dir, ''), dir), 'is not a folder.'],
    [
      'empty',
      (dir: string) => (mkdirSync(dir), dir),
      'held files and is empty now. What is known of it is kept.',
    ],
  ])('the folder of firmware, when it is %s, is not called a root', async (_, make, says) => {
    await lib.scan({}, { firmware: true })
    const away = `${lib.dir}-away`
    renameSync(lib.dir, away)
    make(lib.dir)
    await expect(lib.scan({ acceptEmpty: false }, { firmware: true })).rejects.toMatchObject({
      problems: [{ message: `The folder of firmware ${lib.dir} (\`bios\` in the config) ${says}` }],
    })
  })

  it('keeps what is known of a folder that cannot be read', async () => {
    // a link to itself cannot be opened by anyone, not even by root, whom file modes do not stop
    lib.write('sub/deep/b.nes', 'b')
    await lib.scan({}, { followSymlinks: true })
    renameSync(join(lib.dir, 'sub'), `${lib.dir}-sub`)
    mkdirSync(join(lib.dir, 'sub'))
    symlinkSync('deep', join(lib.dir, 'sub/deep'))
    lib.db.prepare("update directory set names = 'd/deep' where path = 'sub'").run()
    const result = await lib.scan({}, { followSymlinks: true })
    const dir = join(lib.dir, 'sub/deep')
    expect(result).toMatchObject({ missing: 0, changed: false })
    expect(result.problems).toMatchObject([
      {
        code: 'file-unreadable',
        path: dir,
        message: `${dir}: the folder cannot be read: it is a link that leads nowhere. What is known of its files is kept.`,
      },
    ])
    expect(present(lib.db)).toEqual([`a.nes rom ${sha1('a')}`, `sub/deep/b.nes rom ${sha1('b')}`])
    rmSync(`${lib.dir}-sub`, { recursive: true })
  })
})

describe('interruption', () => {
  it('goes on where it was', async () => {
    for (let i = 0; i < 400; i++) lib.write(`${i % 3}/${i}.bin`, `${i}`)
    const stop = new AbortController()
    const onProgress = (): void => stop.abort()
    await expect(lib.scan({ signal: stop.signal, onProgress })).rejects.toMatchObject({
      problems: [{ code: 'interrupted' }],
    })
    const done = present(lib.db).length
    expect(done).toBe(64)
    expect(await lib.scan()).toMatchObject({ hashed: 400 - done, files: 400 })
    expect(present(lib.db)).toHaveLength(400)
    expect(await lib.scan()).toMatchObject({ hashed: 0 })
  })

  it('notices what vanished after an interrupted first scan', async () => {
    for (let i = 0; i < 100; i++) lib.write(`sub/${i}.bin`, `${i}`)
    const stop = new AbortController()
    const onProgress = (): void => stop.abort()
    await expect(lib.scan({ signal: stop.signal, onProgress })).rejects.toThrow(
      'Reading the roots was interrupted.',
    )
    lib.remove('sub')
    expect(await lib.scan()).toMatchObject({ missing: 64, changed: true })
    expect(present(lib.db)).toEqual([])
  })
})

describe('what others ask', () => {
  it('finds the sources of a content: loose files first, each by path', async () => {
    const game = 'the game'
    lib.write('z/loose.bin', game)
    lib.write('b.bin', game)
    lib.write(
      'a.zip',
      makeZip([
        { name: 'x', data: 'other' },
        { name: 'y', data: game },
        { name: 'again', data: game },
      ]),
    )
    await lib.scan()
    const sources = sourceFinder(lib.db)(sha1(game))
    expect(sources.map(({ file }) => file)).toEqual(
      ['b.bin', 'z/loose.bin', 'a.zip', 'a.zip'].map((path) => join(lib.dir, path)),
    )
    expect(sources.map(({ member }) => member?.size)).toEqual([undefined, undefined, 8, 8])
    expect(sources[2]?.member).toMatchObject({ method: 8, offset: 38 })
    const asked = ['missing', game, 'other', game]
    const found = sourcesFinder(lib.db)(asked.map((content) => sha1(content)))
    expect(found).toEqual([[], sources, [expect.objectContaining({ file: join(lib.dir, 'a.zip') })], sources])
  })

  it('sums up the roots, and lets go of those no longer configured', async () => {
    lib.write('a.nes', 'four')
    lib.write('a.txt', 'note')
    lib.write('gone.nes', 'x')
    lib.write('z.zip', Buffer.from('no zip'))
    await lib.scan()
    lib.remove('gone.nes')
    await lib.scan()
    const summary = {
      name: 'roms',
      path: lib.dir,
      files: 3,
      roms: 1,
      sound: 1,
      archives: 1,
      auxiliary: 1,
      bytes: 14,
      missing: 1,
      problems: 1,
      locked: 0,
      unopened: 0,
    }
    expect(rootSummary(lib.db)).toEqual([summary])
    expect(problemsOf(lib.db, 'roms')).toHaveLength(1)
    lib.db.prepare('delete from content_changed').run()
    expect(retireRoots(lib.db, ['roms'])).toBe(false)
    expect(retireRoots(lib.db, [])).toBe(true)
    expect(changedContents()).toBe(2)
    expect(present(lib.db)).toEqual([])
    expect(problemsOf(lib.db, 'roms')).toEqual([])
    expect(retireRoots(lib.db, [])).toBe(false)
    expect(await lib.scan()).toMatchObject({ files: 3, hashed: 0, changed: true })
  })
})

describe('what must not be believed at once', () => {
  it('a root that held files and is empty keeps what is known of it', async () => {
    lib.write('a.nes', 'game')
    await lib.scan()
    lib.remove('a.nes')
    const scan = lib.scan({ acceptEmpty: false })
    await expect(scan).rejects.toThrow(
      `The root "roms" held files and is empty now: ${lib.dir}. What is known of it is kept.`,
    )
    expect(sourceFinder(lib.db)(sha1('game'))).toHaveLength(1)
    expect((await lib.scan({ acceptEmpty: true })).missing).toBe(1)
    expect(sourceFinder(lib.db)(sha1('game'))).toEqual([])
  })

  it('a root that never held a file may be empty', async () => {
    expect(await lib.scan({ acceptEmpty: false })).toMatchObject({ files: 0, missing: 0 })
  })

  it('what a damaged archive held before is remembered until it is whole again, or gone', async () => {
    const whole = makeZip([{ name: 'a.nes', data: 'game' }])
    lib.write('a.zip', whole)
    await lib.scan()
    expect([...lastHeld(lib.db).keys()]).toEqual([])
    lib.write('a.zip', whole.subarray(0, whole.length - 10))
    await lib.scan()
    expect(lastHeld(lib.db).has(sha1('game'))).toBe(true)
    lib.write('a.zip', whole.subarray(0, whole.length - 11))
    await lib.scan()
    expect(lastHeld(lib.db).has(sha1('game'))).toBe(true)
    lib.write('a.zip', whole)
    await lib.scan()
    expect([...lastHeld(lib.db).keys()]).toEqual([])
    lib.write('a.zip', whole.subarray(0, whole.length - 10))
    await lib.scan()
    lib.remove('a.zip')
    await lib.scan()
    expect([...lastHeld(lib.db).keys()]).toEqual([])
    lib.write('a.zip', whole.subarray(0, whole.length - 12))
    await lib.scan()
    expect(lastHeld(lib.db).has(sha1('game'))).toBe(true)
  })
})
