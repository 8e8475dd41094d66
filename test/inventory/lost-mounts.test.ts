/** Which folders of a root disks are mounted on, and which of them lost theirs. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lostMounts, mountsBelow } from '../../src/inventory/scan/lost-mounts.ts'
import { classifier } from '../../src/inventory/roles.ts'
import { rootStore } from '../../src/inventory/store.ts'
import { tempDir } from '../support/cli.ts'
import { library } from './support.ts'

const line = (at: string, type = 'ext4'): string =>
  `36 35 98:0 / ${at.replaceAll(' ', '\\040')} rw,noatime shared:1 - ${type} /dev/sdb1 rw`

it('finds what is mounted below a root, wherever a link to it lies', () => {
  const top = tempDir('mounts')
  mkdirSync(join(top, 'roms'))
  symlinkSync('roms', join(top, 'link'))
  const real = join(top, 'roms')
  const info = ['/', top, real, `${real}/b`, `${real}/my disk/in`, `${real}2`]
    .map((at) => line(at))
    .join('\n')
  expect(mountsBelow(real, info)).toEqual(['b', 'my disk/in'])
  expect(mountsBelow(join(top, 'link'), info)).toEqual(['b', 'my disk/in'])
  expect(mountsBelow(join(top, 'none'), info)).toEqual([])
  expect(mountsBelow(real, '')).toEqual([])
})

it('takes no place of an automounter for a disk, before that has mounted one', () => {
  const top = tempDir('mounts')
  const waiting = line(`${top}/nas`, 'autofs')
  expect(mountsBelow(top, waiting)).toEqual([])
  expect(mountsBelow(top, `${waiting}\n${line(`${top}/nas`, 'nfs4')}`)).toEqual(['nas'])
})

describe('disks that are lost', () => {
  const HELD = ['empty', 'gone', 'other', 'there']
  const BEFORE = ['empty', 'gone', 'nothing', 'other', 'there']

  function lost(ignore: readonly string[] = []): Promise<readonly string[]> {
    const path = tempDir('mounts')
    for (const name of ['empty', 'other', 'there']) mkdirSync(join(path, name))
    writeFileSync(join(path, 'other/a.nes'), '')
    return lostMounts({ path, ignore }, BEFORE, (folder) => HELD.includes(folder), line(`${path}/there`))
  }

  it('held files, and have an empty folder now or none', async () => {
    expect(await lost()).toEqual(['empty', 'gone'])
  })

  it('are not where scans pass over them', async () => {
    expect(await lost(['empty'])).toEqual(['gone'])
    expect(await lost(['gone/**', 'empty/**'])).toEqual([])
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
