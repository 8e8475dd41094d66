/** Which folders of a root disks are mounted on, and which of them lost theirs. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lostMounts, mountsBelow } from '../../src/inventory/scan/lost-mounts.ts'
import { tempDir } from '../support/cli.ts'

const line = (at: string): string => `36 35 98:0 / ${at} rw,noatime shared:1 - ext4 /dev/sdb1 rw`

it('finds what is mounted below a root, wherever a link to it lies', () => {
  const top = tempDir('mounts')
  mkdirSync(join(top, 'roms'))
  symlinkSync('roms', join(top, 'link'))
  const real = join(top, 'roms')
  const info = ['/', top, real, `${real}/b`, `${real}/my\\040disk/in`, `${real}2`].map(line).join('\n')
  expect(mountsBelow(real, info)).toEqual(['b', 'my disk/in'])
  expect(mountsBelow(join(top, 'link'), info)).toEqual(['b', 'my disk/in'])
  expect(mountsBelow(join(top, 'none'), info)).toEqual([])
  expect(mountsBelow(real, '')).toEqual([])
})

it('misses those that held files, and have an empty folder now or none', () => {
  const top = tempDir('mounts')
  mkdirSync(join(top, 'empty'))
  mkdirSync(join(top, 'other'))
  writeFileSync(join(top, 'other/a.nes'), '')
  const held = new Map([
    ['empty/deep', 2],
    ['gone', 1],
    ['other', 1],
    ['there', 1],
    ['nothing', 0],
  ])
  const before = ['empty', 'gone', 'nothing', 'other', 'there']
  expect(lostMounts(top, before, ['there'], () => held)).toEqual(['empty', 'gone'])
})
