/** What files are by their names, what contents are to games, and what nobody knows. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { libraryHealth } from '../../src/identify/health.ts'
import { estimateMs } from '../../src/inventory/scan/reading/estimate.ts'
import { classifier } from '../../src/inventory/roles.ts'
import { unknownExtensions } from '../../src/identify/unknown-extensions.ts'
import { CATEGORIES, FILE_EXTENSIONS } from '../../src/platforms/extensions.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'
import { filesKnown } from '../../src/report/files/files.ts'
import { tempDir } from '../support/cli.ts'
import { makeZip } from '../support/archives/zip.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { library, type Library } from './support.ts'

function lib(): Library {
  const made = library()
  onTestFinished(() => made.close())
  return made
}

describe('classifier', () => {
  it.each([
    ['a.nes', 'rom', 'rom', false],
    ['a.MD', 'rom', 'rom', false],
    ['nes/README.md', 'document', 'auxiliary', true],
    ['License.md', 'document', 'auxiliary', true],
    ['My README.md', 'rom', 'rom', false],
    ['a.bin', 'rom', 'rom', false],
    ['d/a.cue', 'disc', 'disc', false],
    ['a.chd', 'disc', 'disc', false],
    ['track02.raw', 'disc', 'disc', false],
    ['a.7z', 'archive', 'archive', false],
    ['a.ips', 'patch', 'patch', false],
    ['a.m3u', 'playlist', 'playlist', false],
    ['a.M3U8', 'playlist', 'playlist', false],
    ['a.lpl', 'playlist', 'playlist', true],
    ['a.srm', 'save', 'save', true],
    ['a.state12', 'save', 'save', true],
    ['a.png', 'artwork', 'auxiliary', true],
    ['a.pdf', 'document', 'auxiliary', true],
    ['a.ini', 'auxiliary', 'auxiliary', true],
    ['a.xyz', undefined, 'rom', false],
    ['png', undefined, 'rom', false],
    ['dir.png/rom', undefined, 'rom', false],
  ])('%s', (path, category, role, isAuxiliary) => {
    const files = classifier()
    expect([files.categoryOf(path), files.roleOf(path), files.isAuxiliary(path)]).toEqual([
      category,
      role,
      isAuxiliary,
    ])
  })

  it('follows the config, in any spelling, and the root', () => {
    expect(classifier({ extensions: { md: 'rom' } }).categoryOf('README.md')).toBe('rom')
    const files = classifier({ extensions: { '.XYZ': 'document', png: 'rom' } })
    expect([files.isAuxiliary('a.xyz'), files.isAuxiliary('a.PNG')]).toEqual([true, false])
    expect(classifier({ auxiliary: 'read' }).isAuxiliary('a.png')).toBe(false)
    expect(classifier({ extensions: { m3u: 'document' } }).isAuxiliary('a.m3u')).toBe(true)
    expect(classifier({ extensions: { abc: 'playlist' } }).isAuxiliary('a.abc')).toBe(true)
    expect([files.isBeside('a.m3u'), files.isBeside('a.sav'), files.isBeside('a.nes')]).toEqual([
      true,
      true,
      false,
    ])
    const ordered = classifier({ extensions: { png: 'rom', '.xyz': 'document' } })
    expect(ordered.text).toBe(files.text)
    expect(ordered.text).not.toBe(classifier().text)
  })

  it('knows every extension of every platform, and no game is left unread by its own', () => {
    for (const { extensions } of PLATFORMS)
      for (const name of extensions) expect(FILE_EXTENSIONS.has(name)).toBe(true)
    const unread = [...FILE_EXTENSIONS].filter(([, of]) => !CATEGORIES[of].isRead).map(([name]) => name)
    const games = new Set(PLATFORMS.flatMap(({ extensions }) => extensions))
    // pictures are PICO-8 cartridges, texts and lists stand for games that are folders
    expect(unread.filter((name) => games.has(name)).sort()).toEqual(['m3u', 'png', 'txt'])
  })

  it('is in the catalog for those who ask in SQL', () => {
    const { db, close } = openCatalog(tempDir('extensions'))
    onTestFinished(close)
    const query = `select c.name, c.is_read as isRead, p.slug, x.is_primary as isPrimary from file_extension e
      join file_type_category c on c.id = e.category_id left join platform_extension x using (extension)
      left join platform p on p.id = x.platform_id where e.extension = ? order by p.slug`
    expect(db.prepare(query).all('sav')).toEqual([{ name: 'save', isRead: 0, slug: null, isPrimary: null }])
    expect(db.prepare(query).all('smc')).toEqual([{ name: 'rom', isRead: 1, slug: 'snes', isPrimary: 0 }])
  })
})

describe('a content', () => {
  it('has the role of the most important of its names, whichever is met first', async () => {
    for (const names of [
      ['a.ips', 'z.nes'],
      ['z.ips', 'a.nes'],
    ]) {
      const { db, write, scan } = lib()
      for (const name of names) write(name, 'the same')
      write('b.zip', makeZip([{ name: 'x.cue', data: 'a cue' }]))
      await scan()
      const roles = db.prepare('select content_role from rom_file order by content_role').pluck().all()
      expect(roles).toEqual(['archive', 'disc', 'rom'])
    }
  })

  it('that leaves because its file counts as auxiliary now is marked as changed', async () => {
    const { db, write, scan } = lib()
    write('a.xyz', 'x')
    await scan()
    expect(await scan({}, { extensions: { xyz: 'document' } })).toMatchObject({ hashed: 0, changed: true })
    expect(db.prepare('select count(*) from content_changed').pluck().get()).toBe(1)
    expect(await scan({}, { extensions: { xyz: 'document' } })).toMatchObject({ changed: false })
    expect(await scan()).toMatchObject({ hashed: 1, changed: true })
  })
})

it('files beside the games are no games, also where they are read', async () => {
  const { db, write, scan } = lib()
  for (const name of ['a.nes', 'a.sav', 'a.png']) write(name, name)
  write('G.m3u', 'a.nes')
  const roles = () =>
    db
      .prepare('select path, role, rom_file_id is not null as isRead from file_instance order by path')
      .raw()
      .all()
  await scan({}, { auxiliary: 'read' })
  expect(roles()).toEqual([
    ['G.m3u', 'auxiliary', 1],
    ['a.nes', 'rom', 1],
    ['a.png', 'auxiliary', 1],
    ['a.sav', 'auxiliary', 1],
  ])
  expect(libraryHealth(db)).toMatchObject([{ platform: null, unmatched: 1 }])
  expect(await scan()).toMatchObject({ hashed: 0, changed: true })
  expect(roles()).toEqual([
    ['G.m3u', 'auxiliary', 1],
    ['a.nes', 'rom', 1],
    ['a.png', 'auxiliary', 0],
    ['a.sav', 'auxiliary', 0],
  ])
  expect(await scan()).toMatchObject({ hashed: 0, changed: false })
})

it('counts the extensions that nobody knows', async () => {
  const { db, write, scan } = lib()
  for (const path of ['a.xyz', 'b.XYZ', 'c.qqq', 'LICENSE', 'd.nes', 'e.sav']) write(path, path)
  await scan()
  const first = (path: string) => ({ root: 'roms', path })
  expect(unknownExtensions(db)).toEqual([
    { extension: 'xyz', files: 2, bytes: 10, example: first('a.xyz') },
    { extension: '', files: 1, bytes: 7, example: first('LICENSE') },
    { extension: 'qqq', files: 1, bytes: 5, example: first('c.qqq') },
  ])
  expect(
    unknownExtensions(db, { roms: { extensions: { xyz: 'rom' } } }).map(({ extension }) => extension),
  ).toEqual(['', 'qqq'])
})

it('finds contents that exist more than once, wherever they lie', async () => {
  const { db, write, scan } = lib()
  write('a.nes', 'once')
  write('b.nes', 'twice')
  write('c/d.nes', 'twice')
  write('e.zip', makeZip([{ name: 'in', data: 'larger content' }]))
  write('f.nes', 'larger content')
  for (const empty of ['g', 'h']) write(empty, '')
  await scan()
  const copies = [...filesKnown(db, { duplicates: true })].map(({ path, contents }) => [
    path,
    contents.flatMap((content) => content.copies?.places.map((place) => place.path) ?? []),
  ])
  expect(copies).toEqual([
    ['b.nes', ['c/d.nes']],
    ['c/d.nes', ['b.nes']],
    ['e.zip', ['f.nes']],
    ['f.nes', ['e.zip']],
  ])
})

it('estimates by the last scans of that root that took their time', () => {
  const db = memoryCatalog()
  onTestFinished(() => void db.close())
  expect(estimateMs(db, 'roms', 1000)).toBeUndefined()
  const add = db.prepare(
    `insert into import_log (source, file_name, started_at, finished_at, status, notes) values ('file_ingestion', ?, 0, ?, ?, ?)`,
  )
  const entry = (root: string, ms: number, bytes: number, status = 'completed') =>
    add.run(root, ms, status, JSON.stringify({ bytes }))
  entry('roms', 900, 1)
  entry('other', 2000, 1)
  entry('roms', 9000, 1, 'cancelled')
  expect(estimateMs(db, 'roms', 1000)).toBeUndefined()
  entry('roms', 2000, 4000)
  entry('roms', 4000, 2000)
  expect(estimateMs(db, 'roms', 1000)).toBe(1000)
})

it('one changed file among many is the only one that is read again', async () => {
  const files = process.env['CURATOR_DEEP'] ? 50_000 : 4000
  const { write, scan } = lib()
  for (let i = 0; i < files; i++) write(`${i % 40}/${i}.bin`, `${i}`)
  const after = (minutes: number) => ({ now: () => Date.now() + minutes * 60_000 })
  expect(await scan(after(1))).toMatchObject({ files, hashed: files })
  write('7/7.bin', 'changed')
  expect(await scan(after(2))).toMatchObject({ files, hashed: 1, bytesHashed: 7, missing: 0 })
  expect(await scan(after(3))).toMatchObject({ hashed: 0 })
}, 60_000)
