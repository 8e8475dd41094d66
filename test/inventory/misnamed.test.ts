/** Names that are not valid UTF-8 any more, after the disk was mounted with another character set: nothing is lost by it. */
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyRoots } from '../../src/inventory/verify.ts'
import { library, present, type Library } from './support.ts'

let lib: Library

beforeEach(() => {
  lib = library()
})

afterEach(() => lib.close())

/** As the same disk shows it that is mounted for Latin-1. */
function latin(path: string): Buffer {
  return Buffer.concat([Buffer.from(`${lib.dir}/`), Buffer.from(path, 'latin1')])
}

const misname = (path: string): void => renameSync(join(lib.dir, path), latin(path))
const rename = (path: string): void => renameSync(latin(path), join(lib.dir, path))

/** SHA-1 of what each file held, while it could be read; empty where nobody knows. */
function sound(): Record<string, string> {
  const rows = lib.db
    .prepare(
      `select f.path, lower(hex(c.sha1)) from file_instance f left join rom_file c on c.id = f.sound_id
       where f.problem is not null and f.status = 'present'`,
    )
    .raw()
    .all() as [string, string][]
  return Object.fromEntries(rows)
}

describe.skipIf(process.platform !== 'linux')('a name that is not valid UTF-8 any more', () => {
  it('of a folder: what is in it is kept, until it is gone under that name as well', async () => {
    for (const path of ['dépôt/a.nes', 'dépôt/deep/b.nes', 'z.nes']) lib.write(path, path)
    await lib.scan()
    const all = present(lib.db)
    misname('dépôt')
    for (const _ of [1, 2]) {
      const { missing, problems } = await lib.scan()
      expect([missing, problems.map(({ path }) => path)]).toEqual([0, [`${lib.dir}/d\ufffdp\ufffdt`]])
      expect(present(lib.db)).toEqual(all)
    }
    rename('dépôt')
    expect(await lib.scan()).toMatchObject({ hashed: 0, missing: 0, problems: [] })
    misname('dépôt')
    await lib.scan()
    rename('dépôt')
    lib.remove('dépôt')
    expect((await lib.scan()).missing).toBe(2)
    expect(present(lib.db)).toEqual([expect.stringMatching(/^z\.nes /)])
  })

  it('of a folder: verify says nothing of its files, but of those that somebody deleted', async () => {
    for (const path of ['dépôt/a.nes', 'dépôt/deep/b.nes', 'gone/c.nes', 'z.nes']) lib.write(path, path)
    await lib.scan()
    misname('dépôt')
    await lib.scan()
    lib.remove('gone')
    const root = { name: 'roms', path: lib.dir }
    const { findings, verdicts, problems } = await verifyRoots(lib.db, [root], {
      md5: false,
      workers: 0,
      now: () => Date.now(),
    })
    expect(findings.map(({ path, verdict }) => [path, verdict])).toEqual([['gone/c.nes', 'gone']])
    expect(verdicts).toMatchObject({ sound: 1, gone: 1 })
    expect(problems).toMatchObject([
      {
        code: 'file-unreadable',
        message: `${lib.dir}/dépôt: the folder cannot be read: its name is not valid UTF-8 any more. What is known of its files is kept.`,
      },
    ])
  })

  it('of another folder, that was there before: what is deleted beside it is gone', async () => {
    for (const path of ['dépôt/a.nes', 'double/b.nes']) lib.write(path, path)
    misname('dépôt')
    await lib.scan()
    lib.write('dernier/c.nes', 'c')
    await lib.scan()
    lib.remove('double')
    lib.remove('dernier')
    expect((await lib.scan()).missing).toBe(2)
    expect(present(lib.db)).toEqual([])
  })

  it('of a file: what it held is remembered, while no more than one can be meant', async () => {
    for (const path of ['café.nes', 'é1.nes', 'è1.nes', 'z.nes']) lib.write(path, path)
    await lib.scan()
    const [cafe = ''] = present(lib.db)
      .filter((file) => file.startsWith('café'))
      .map((file) => file.split(' ')[2] ?? '')
    for (const path of ['café.nes', 'é1.nes', 'è1.nes']) misname(path)
    for (const _ of [1, 2]) {
      await lib.scan()
      expect(sound()).toEqual({ 'caf\ufffd.nes': cafe, '\ufffd1.nes': '' })
    }
    for (const path of ['café.nes', 'é1.nes', 'è1.nes']) rename(path)
    expect((await lib.scan()).problems).toEqual([])
    expect(sound()).toEqual({})
  })
})
