/** Which folders of a root disks are mounted on, and which of them lost theirs. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Volumes } from '../../src/inventory/scan/walking/disk-names.ts'
import {
  disksOf,
  lostMounts,
  lostProblem,
  mountedAfter,
  mountedOf,
  OTHER_DISK,
  type Disks,
} from '../../src/inventory/scan/trouble/lost-mounts.ts'
import { lostRoot } from '../../src/inventory/scan/trouble/root-trouble.ts'
import { classifier } from '../../src/inventory/roles.ts'
import { rootStore } from '../../src/inventory/store.ts'
import { tempDir } from '../support/cli.ts'
import { library } from './support.ts'

const volumes = (mounts: string, disks = '') => ({ mounts, disks, platform: 'linux' }) as const
const line = (at: string, type = 'ext4'): string =>
  `36 35 98:0 / ${at.replaceAll(' ', '\\040')} rw,noatime shared:1 - ${type} /dev/sdb1 rw`

it('finds what is mounted below a root, wherever a link to it lies', () => {
  const top = tempDir('mounts')
  mkdirSync(join(top, 'roms'))
  symlinkSync('roms', join(top, 'link'))
  const real = join(top, 'roms')
  const info = ['/', real, `${real}/b`, `${real}/my disk/in`, `${real}2`].map((at) => line(at)).join('\n')
  const disks = { '': real, b: `${real}/b`, 'my disk/in': `${real}/my disk/in` }
  expect(disksOf(real, [], info)).toEqual(disks)
  expect(disksOf(join(top, 'link'), [], info)).toEqual(disks)
  expect(disksOf(join(top, 'none'), [], info)).toEqual({})
  expect(disksOf(real, [], '')).toEqual({})
})

it('finds on which disk a root and each link of it is, and what is mounted below that', () => {
  const top = tempDir('mounts')
  for (const folder of ['nas/roms', 'usb/games/more']) mkdirSync(join(top, folder), { recursive: true })
  symlinkSync(join(top, 'usb/games'), join(top, 'nas/roms/link'))
  const [nas, usb, more] = ['nas', 'usb', 'usb/games/more'].map((path) => join(top, path))
  const info = ['/', nas, usb, more].map((at) => line(at ?? '')).join('\n')
  expect(disksOf(`${nas}/roms`, ['link', 'dead'], info)).toEqual({ '': nas, link: usb, 'link/more': more })
})

it('takes no place of an automounter for a disk, before that has mounted one', () => {
  const top = tempDir('mounts')
  const at = `${top}/nas`
  mkdirSync(at)
  const waiting = line(at, 'autofs')
  expect(disksOf(top, [], waiting)).toEqual({})
  expect(disksOf(top, [], `${waiting}\n${line(at, 'nfs4')}`)).toEqual({ nas: at })
  expect(disksOf(at, [], waiting)).toEqual({})
  expect(disksOf(at, [], `${waiting}\n${line(at, 'nfs4')}`)).toEqual({ '': at })
})

const lostAt = async (...of: Parameters<typeof lostMounts>) => [...(await lostMounts(...of))]
const foldersOf = async (...of: Parameters<typeof lostMounts>) =>
  (await lostAt(...of)).map(([folder]) => folder)

describe('disks that are lost', () => {
  const GAMES = [
    'empty/c.nes',
    'gone/c.nes',
    'strays/other.nes',
    'same/deep/b.nes',
    'there/c.nes',
    'new/n.nes',
  ]
  const BEFORE = ['empty', 'gone', 'strays', 'same', 'there', 'nothing', 'elsewhere']
  const gamesIn = (folder: string, size = 4) =>
    GAMES.filter((path) => folder === '' || path.startsWith(`${folder}/`)).map((path) => ({ path, size }))

  const on = (point: string) => ({ disks: { '': point }, uuids: {} })

  function lost(ignore: readonly string[] = [], more: Disks = {}): Promise<readonly string[]> {
    const path = tempDir('mounts')
    for (const name of ['empty', 'strays/deep', 'same/deep', 'there', 'new'])
      mkdirSync(join(path, name), { recursive: true })
    symlinkSync('new', join(path, 'elsewhere'))
    for (const file of ['strays/deep/a.nes', 'same/deep/b.nes', 'new/n.nes'])
      writeFileSync(join(path, file), 'four')
    writeFileSync(join(path, 'strays/readme.txt'), 'four')
    writeFileSync(join(path, 'strays/other.nes'), 'five!')
    const disks = { ...Object.fromEntries(BEFORE.map((name) => [name, join(path, name)])), ...more }
    return foldersOf({ path, ignore }, { disks, uuids: {} }, gamesIn, volumes(line(`${path}/there`)))
  }

  it('held files, and their folder holds none of these now, or is not there', async () => {
    expect(await lost()).toEqual(['empty', 'gone', 'strays'])
  })

  it('are not where scans pass over them', async () => {
    expect(await lost(['empty'])).toEqual(['gone', 'strays'])
    expect(await lost(['gone/**', 'empty/**', 'strays'])).toEqual([])
  })

  it('may be those of the root itself, if it holds nothing that it held', async () => {
    expect(await lost([], { '': '/' })).not.toContain('')
    const path = tempDir('mounts')
    mkdirSync(join(path, 'roms'))
    writeFileSync(join(path, 'roms/n.nes'), 'four')
    const root = { path: join(path, 'roms') }
    const known = (size: number) => () => [{ path: 'n.nes', size }]
    expect(await foldersOf(root, on(path), known(9), volumes(line('/')))).toEqual([''])
    expect(await foldersOf(root, on(path), known(4), volumes(line('/')))).toEqual([])
    expect(await foldersOf(root, on(path), known(9), volumes(line(path)))).toEqual([])
  })

  it('are not those without a game: nothing that counts can be missed', async () => {
    const path = tempDir('mounts')
    expect(await foldersOf({ path }, on(path), () => [], volumes(line('/')))).toEqual([])
  })

  it('are told apart: a disk below another one, which is there, says nothing of that', async () => {
    const path = tempDir('mounts')
    mkdirSync(join(path, 'inner'))
    writeFileSync(join(path, 'inner/i.nes'), 'four')
    const games = ['inner/i.nes', 'o.nes'].map((game) => ({ path: game, size: 4 }))
    const before = { disks: { '': path, inner: join(path, 'inner') }, uuids: {} }
    const now = volumes(line(join(path, 'inner')))
    expect(await foldersOf({ path }, before, () => games, now)).toEqual([''])
    expect(await foldersOf({ path }, before, () => games.slice(0, 1), now)).toEqual([])
  })

  it('may have another disk in their place, which is known by its number', async () => {
    const path = tempDir('mounts')
    for (const folder of ['at', 'by-uuid']) mkdirSync(join(path, folder))
    for (const [uuid, source] of [
      ['1111-AAAA', 'sdb1'],
      ['2222-BBBB', 'sdc1'],
    ] as const) {
      writeFileSync(join(path, source), '')
      symlinkSync(join(path, source), join(path, 'by-uuid', uuid))
    }
    const at = join(path, 'at')
    writeFileSync(join(at, 'other.nes'), 'four')
    const mounted = (source: string, disks = path) =>
      volumes(line(at).replace('/dev/sdb1', join(path, source)), disks)
    const before = mountedOf(at, [], mounted('sdb1'))
    expect(before).toEqual({ disks: { '': at }, uuids: { '': '1111-AAAA' } })
    const lostNow = (game: string, now: Volumes, then = before) =>
      lostAt({ path: at }, then, () => [{ path: game, size: 4 }], now)
    expect(await lostNow('game.nes', mounted('sdc1'))).toEqual([['', 'swapped']])
    expect(await lostNow('game.nes', volumes(line('/')))).toEqual([['', 'unmounted']])
    // what was there was deleted, and what was there was copied to a new disk
    expect(await lostNow('game.nes', mounted('sdb1'))).toEqual([])
    expect(await lostNow('other.nes', mounted('sdc1'))).toEqual([])
    // nobody tells which disk it is, or which it was
    expect(await lostNow('game.nes', mounted('sdd1'))).toEqual([])
    expect(await lostNow('game.nes', mounted('sdc1', join(path, 'none')))).toEqual([])
    expect(await lostNow('game.nes', mounted('sdc1'), { ...before, uuids: {} })).toEqual([])

    const other = mountedOf(at, [], mounted('sdc1'))
    expect(mountedAfter(other, before, [])).toEqual(other)
    expect(mountedAfter(other, before, [''])).toEqual(before)
  })

  it('are told of as what they are: not there, or another one in their place', () => {
    const dir = tempDir('mounts')
    writeFileSync(join(dir, 'other.nes'), 'four')
    const kept = 'What is known of the files on that one is kept, and what lies on this one is left out.'
    expect(lostProblem(dir, 'unmounted').message).toMatch(/a disk was mounted there, and is not now\./)
    expect(lostProblem(dir, 'swapped')).toMatchObject({
      code: 'file-unreadable',
      message: `${dir}: another disk is mounted there than before. ${kept}`,
      hint: OTHER_DISK,
    })
    const root = { name: 'roms', path: dir }
    expect(lostRoot(root, new Map([['', 'unmounted']])).message).toContain(
      'held files of a disk that is not mounted now',
    )
    expect(lostRoot(root, new Map([['', 'swapped']]))).toMatchObject({
      code: 'root-emptied',
      message: `The root "roms" (${dir}) held files of another disk than the one that is mounted now; what lies on this one is left out. What is known of the other is kept.`,
      hint: OTHER_DISK,
    })
  })

  it('are not where a game that is a link leads to what it led to', async () => {
    const path = tempDir('mounts')
    const target = join(tempDir('elsewhere'), 'l.nes')
    writeFileSync(target, 'four')
    symlinkSync(target, join(path, 'l.nes'))
    const known = () => [{ path: 'l.nes', size: 4 }]
    expect(await foldersOf({ path, followSymlinks: true }, on(path), known, volumes(line('/')))).toEqual([])
  })
})

it('asks whether files were in a folder itself, whatever begins like it', async () => {
  const lib = library()
  for (const path of ['a/deep/x.bin', 'a-b/x.bin', 'a0/x.bin', 'b.bin']) lib.write(path, path)
  await lib.scan()
  const { holdsFiles } = rootStore(lib.db, { name: 'roms', path: lib.dir }, classifier().roleOf)
  const full = (): string[] => ['a', 'a/deep', 'a-b', 'a0', 'b', 'b.bin', 'c'].filter(holdsFiles)
  expect(full()).toEqual(['a', 'a/deep', 'a-b', 'a0'])
  lib.remove('a')
  await lib.scan()
  expect(full()).toEqual(['a-b', 'a0'])
  lib.close()
})
