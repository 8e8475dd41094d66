/** What a content is follows the names that are there now, however they became what they are. */
import fc from 'fast-check'
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { retireRoots } from '../../src/inventory/retire-roots.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library, present, type Library } from './support.ts'

function lib(): Library {
  const made = library()
  onTestFinished(() => made.close())
  return made
}

/** Of each content that is there: its role. */
function roles(db: Db): readonly (readonly [sha1: string, role: string])[] {
  return db
    .prepare<[], [string, string]>(
      `select lower(hex(c.sha1)), c.content_role from rom_file c
       where exists (select 1 from file_instance f where f.rom_file_id = c.id and f.status = 'present')
         or exists (select 1 from archive_member m join file_instance f on f.rom_file_id = m.archive_id
           where m.rom_file_id = c.id and f.status = 'present')
       order by c.sha1`,
    )
    .raw()
    .all()
}

const roleOnly = ({ db }: Library): readonly string[] => roles(db).map(([, role]) => role)

function rename({ dir }: Library, from: string, to: string): void {
  renameSync(join(dir, from), join(dir, to))
}

describe('a content', () => {
  it.each([
    ['game.nes', 'game.ips', 'patch'],
    ['game.ips', 'game.nes', 'rom'],
    ['game.nes', 'game.cue', 'disc'],
  ])('that was %s is what %s says', async (from, to, role) => {
    const one = lib()
    one.write(from, 'the same')
    await one.scan()
    rename(one, from, to)
    expect(await one.scan()).toMatchObject({ changed: true })
    expect(roleOnly(one)).toEqual([role])
  })

  it('that is read as a text file is no game any more', async () => {
    const one = lib()
    one.write('game.nes', 'the same')
    await one.scan({}, { auxiliary: 'read' })
    rename(one, 'game.nes', 'game.txt')
    await one.scan({}, { auxiliary: 'read' })
    expect(roleOnly(one)).toEqual(['auxiliary'])
  })

  it('keeps the role of a name that is still there', async () => {
    const one = lib()
    for (const name of ['a.ips', 'b.nes', 'c.nes']) one.write(name, 'the same')
    await one.scan()
    one.remove('b.nes')
    await one.scan()
    expect(roleOnly(one)).toEqual(['rom'])
    one.remove('c.nes')
    await one.scan()
    expect(roleOnly(one)).toEqual(['patch'])
  })

  it('is what the archive calls it when its loose file is gone, and again when it is back', async () => {
    const one = lib()
    one.write('game.nes', 'the same')
    one.write('more.zip', makeZip([{ name: 'game.ips', data: 'the same' }]))
    await one.scan()
    expect(roleOnly(one).toSorted()).toEqual(['archive', 'rom'])
    one.remove('game.nes')
    await one.scan()
    expect(roleOnly(one).toSorted()).toEqual(['archive', 'patch'])
    one.write('game.nes', 'the same')
    await one.scan()
    expect(roleOnly(one).toSorted()).toEqual(['archive', 'rom'])
  })

  it('comes back to an archive as what it is called there', async () => {
    const one = lib()
    one.write('game.nes', 'the same')
    await one.scan()
    one.remove('game.nes')
    await one.scan()
    one.write('more.zip', makeZip([{ name: 'game.ips', data: 'the same' }]))
    await one.scan()
    expect(roleOnly(one).toSorted()).toEqual(['archive', 'patch'])
  })
})

it('a root that is not in the config any more has no say', async () => {
  const one = lib()
  const other = lib()
  one.write('game.ips', 'the same')
  other.write('game.nes', 'the same')
  await one.scan()
  await one.scan({}, { name: 'other', path: other.dir })
  expect(roleOnly(one)).toEqual(['rom'])
  expect(retireRoots(one.db, ['roms'])).toBe(true)
  expect(roleOnly(one)).toEqual(['patch'])
})

describe('what the config says of an extension', () => {
  it('counts for files and members that were read long ago', async () => {
    const one = lib()
    one.write('a.nes', 'one')
    one.write('b.zip', makeZip([{ name: 'b.nes', data: 'two' }]))
    await one.scan()
    const extensions = { nes: 'patch' } as const
    expect(await one.scan({}, { extensions })).toMatchObject({ hashed: 0, changed: true })
    expect(roleOnly(one).toSorted()).toEqual(['archive', 'patch', 'patch'])
    expect(await one.scan({}, { extensions })).toMatchObject({ hashed: 0, changed: false })
    expect(await one.scan()).toMatchObject({ hashed: 0, changed: true })
    expect(roleOnly(one).toSorted()).toEqual(['archive', 'rom', 'rom'])
  })

  it('counts though a folder cannot be read, and is not looked at again', async () => {
    const one = lib()
    one.write('a.nes', 'one')
    // no name in UTF-8: Node lists it, and cannot open it
    mkdirSync(Buffer.concat([Buffer.from(`${one.dir}/folder`), Buffer.from([0xff])]))
    const what = 'the folder cannot be read: its name is not valid UTF-8. What is known of its files is kept.'
    const problems = [{ message: `${one.dir}/folder\ufffd: ${what}` }]
    expect(await one.scan()).toMatchObject({ hashed: 1, problems })
    expect(await one.scan()).toMatchObject({ changed: false, problems })
    const extensions = { nes: 'patch' } as const
    expect(await one.scan({}, { extensions })).toMatchObject({ hashed: 0, changed: true, problems })
    expect(roleOnly(one)).toEqual(['patch'])
    expect(await one.scan({}, { extensions })).toMatchObject({ hashed: 0, changed: false, problems })
    const rules = () => String(one.db.prepare("select value from meta where key = 'scan:roms'").pluck().get())
    expect(rules()).toContain('patch')
  })

  it('makes a file that is read one beside the games, and back', async () => {
    const one = lib()
    one.write('a.nes', 'one')
    const fileRole = () => one.db.prepare('select role from file_instance').pluck().get()
    await one.scan({}, { auxiliary: 'read' })
    expect(fileRole()).toBe('rom')
    const root = { auxiliary: 'read', extensions: { nes: 'document' } } as const
    expect(await one.scan({}, root)).toMatchObject({ hashed: 0, changed: true })
    expect([fileRole(), ...roleOnly(one)]).toEqual(['auxiliary', 'auxiliary'])
    expect(await one.scan({}, { auxiliary: 'read' })).toMatchObject({ hashed: 0, changed: true })
    expect([fileRole(), ...roleOnly(one)]).toEqual(['rom', 'rom'])
  })
})

/** One of few contents under one of few names, so that they meet often. */
const NAMES = [
  'a.nes',
  'b.nes',
  'a.ips',
  'b.txt',
  'c.sav',
  'd.cue',
  'README.md',
  'e.md',
  'f/g.nes',
  'f/h.xyz',
]
const ZIPS = ['p.zip', 'q.zip']
const text = fc.constantFrom('one', 'two', 'three')
const name = fc.constantFrom(...NAMES)
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), name, text }),
  fc.record({ do: fc.constant('remove' as const), name: fc.constantFrom(...NAMES, ...ZIPS) }),
  fc.record({ do: fc.constant('rename' as const), name, to: name }),
  fc.record({
    do: fc.constant('pack' as const),
    name: fc.constantFrom(...ZIPS),
    members: fc.uniqueArray(fc.record({ name, text }), { maxLength: 3, selector: (one) => one.name }),
  }),
  fc.record({
    do: fc.constant('rules' as const),
    auxiliary: fc.constantFrom('read' as const, 'listed' as const),
    xyz: fc.constantFrom(undefined, 'patch' as const, 'document' as const),
  }),
  fc.record({ do: fc.constant('scan' as const) }),
)

it('after any history the rows are those of a fresh catalog', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      const one = library()
      const clean = library()
      try {
        let root: Parameters<Library['scan']>[1] = {}
        for (const s of steps) {
          if (s.do === 'write') one.write(s.name, s.text)
          else if (s.do === 'pack')
            one.write(s.name, makeZip(s.members.map((member) => ({ name: member.name, data: member.text }))))
          else if (s.do === 'scan') await one.scan({}, root)
          else if (s.do === 'rules')
            root = { auxiliary: s.auxiliary, ...(s.xyz && { extensions: { xyz: s.xyz } }) }
          else if (!existsSync(join(one.dir, s.name))) continue
          else if (s.do === 'remove') one.remove(s.name)
          else {
            one.write(s.to, '')
            rename(one, s.name, s.to)
          }
        }
        await one.scan({}, root)
        // on a file system that tells times coarsely, a second look makes sure
        await one.scan({}, root)
        for (const each of [...NAMES, ...ZIPS]) {
          if (!existsSync(join(one.dir, each))) continue
          clean.write(each, '')
          copyFileSync(join(one.dir, each), join(clean.dir, each))
        }
        await clean.scan({}, root)
        expect(present(one.db)).toEqual(present(clean.db))
        expect(roles(one.db)).toEqual(roles(clean.db))
      } finally {
        one.close()
        clean.close()
      }
    }),
    { numRuns: 60 },
  )
})
