/** A renamed file is not read again, and no other file is ever taken for it. */
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isSameFile, type FileIdentity } from '../../src/inventory/scan/walking/identity.ts'
import { library, present, type Library } from './support.ts'
import { sha1 } from '../support/sha1.ts'

describe('isSameFile', () => {
  const before: FileIdentity = { size: 10, mtime: 1000, ctime: 2000, ino: 7, born: 500 }
  it.each([
    ['nothing changed: its folder was renamed', {}, true],
    ['the ctime changed, not the birth: it was renamed', { ctime: 3000 }, true],
    ['the inode is that of another birth', { ctime: 3000, born: 2500 }, false],
    ['the system does not know births, and the ctime changed', { ctime: 3000, born: 0 }, false],
    ['the system does not know births, and the ctime is the same', { born: 0 }, true],
    ['another inode', { ino: 8 }, false],
    ['another size', { size: 11 }, false],
    ['another mtime', { mtime: 1001 }, false],
  ])('%s', (_, change, same) => expect(isSameFile(before, { ...before, ...change })).toBe(same))

  it('says nothing where births were not asked for, or inodes are not known', () => {
    const { born, ...unasked } = before
    expect(born).toBe(500)
    expect(isSameFile(unasked, { ...unasked, ctime: 3000 })).toBe(false)
    expect(isSameFile({ ...before, born: 0 }, { ...before, born: 0, ctime: 3000 })).toBe(false)
    expect(isSameFile({ ...before, ino: 0 }, { ...before, ino: 0 })).toBe(false)
  })
})

describe('a file that moved', () => {
  let lib: Library
  beforeEach(() => {
    lib = library()
  })
  afterEach(() => lib.close())
  const at = (path: string): string => join(lib.dir, path)
  const row = (path: string) =>
    lib.db
      .prepare(
        `select status, missing_since is not null as missed, verified_at as verified, first_seen as first
         from file_instance where path = ?`,
      )
      .get(path) as { status: string; missed: number; verified: number; first: number }

  it('leaves its old row missing and gets a new one, verified when its bytes were', async () => {
    lib.write('a.nes', 'a')
    await lib.scan()
    const { verified } = row('a.nes')
    mkdirSync(at('new'))
    renameSync(at('a.nes'), at('new/b.nes'))
    expect(await lib.scan()).toMatchObject({ hashed: 0, missing: 1 })
    expect(row('a.nes')).toMatchObject({ status: 'missing', missed: 1 })
    expect(row('new/b.nes')).toMatchObject({ status: 'present', missed: 0, verified })
    expect(row('new/b.nes').first).toBe(verified + 10_000)
  })

  it('is known after it was away for a scan', async () => {
    lib.write('a.nes', 'a')
    await lib.scan()
    renameSync(at('a.nes'), `${lib.dir}-away`)
    await lib.scan()
    renameSync(`${lib.dir}-away`, at('b.nes'))
    expect(await lib.scan()).toMatchObject({ hashed: 0, changed: true })
    expect(present(lib.db)).toEqual([`b.nes rom ${sha1('a')}`])
  })

  it('and comes back under its old name is known there', async () => {
    lib.write('a.nes', 'a')
    await lib.scan()
    renameSync(at('a.nes'), at('b.nes'))
    await lib.scan()
    renameSync(at('b.nes'), at('a.nes'))
    expect(await lib.scan()).toMatchObject({ hashed: 0, missing: 1 })
    expect(row('a.nes')).toMatchObject({ status: 'present', missed: 0 })
  })

  it('two names for each other: both are read, for both changed', async () => {
    lib.write('a.nes', 'a')
    lib.write('b.nes', 'b')
    await lib.scan()
    renameSync(at('a.nes'), at('c'))
    renameSync(at('b.nes'), at('a.nes'))
    renameSync(at('c'), at('b.nes'))
    await lib.scan()
    expect(present(lib.db)).toEqual([`a.nes rom ${sha1('b')}`, `b.nes rom ${sha1('a')}`])
  })

  it('hard links of one file are one content under every new name', async () => {
    lib.write('a.nes', 'a')
    linkSync(at('a.nes'), at('b.nes'))
    await lib.scan()
    renameSync(at('a.nes'), at('c.nes'))
    renameSync(at('b.nes'), at('d.nes'))
    expect(await lib.scan()).toMatchObject({ hashed: 0, missing: 2 })
    expect(present(lib.db)).toEqual([`c.nes rom ${sha1('a')}`, `d.nes rom ${sha1('a')}`])
  })

  it.each(['renamed', 'unlinked'])(
    'is read when it is edited in place with its size and time, once %s',
    async (how) => {
      lib.write('a.nes', 'one')
      if (how === 'unlinked') linkSync(at('a.nes'), at('b.nes'))
      await lib.scan()
      if (how === 'unlinked') rmSync(at('a.nes'))
      else renameSync(at('a.nes'), at('b.nes'))
      await lib.scan()
      const { atime, mtime } = statSync(at('b.nes'))
      writeFileSync(at('b.nes'), 'two')
      utimesSync(at('b.nes'), atime, mtime)
      expect(await lib.scan()).toMatchObject({ hashed: 1, changed: true })
      expect(present(lib.db)).toEqual([`b.nes rom ${sha1('two')}`])
    },
  )

  it('another file with its size, its time and, where the system gives it, its inode is read', async () => {
    // ext4 gives the inode of the deleted file to the next one, every time; tmpfs never does
    for (let i = 0; i < 20; i++) {
      lib.write('old.nes', `old ${i % 10}`)
      await lib.scan()
      const { atime, mtime } = statSync(at('old.nes'))
      rmSync(at('old.nes'))
      writeFileSync(at('new.nes'), `new ${i % 10}`)
      utimesSync(at('new.nes'), atime, mtime)
      expect(await lib.scan()).toMatchObject({ hashed: 1 })
      expect(present(lib.db)).toEqual([`new.nes rom ${sha1(`new ${i % 10}`)}`])
      rmSync(at('new.nes'))
      await lib.scan()
    }
  })

  it('a copy that keeps its time is read', async () => {
    lib.write('a.nes', 'a')
    await lib.scan()
    const { atime, mtime } = statSync(at('a.nes'))
    copyFileSync(at('a.nes'), at('b.nes'))
    utimesSync(at('b.nes'), atime, mtime)
    rmSync(at('a.nes'))
    expect(await lib.scan()).toMatchObject({ hashed: 1, missing: 1 })
  })
})
