/** Whether the card that a target names is where its path leads, told by what the system says of disks. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Disk } from '../../src/disk/disk.ts'
import { profileOf } from '../../src/targets/device/look/profile.ts'
import { absence } from '../../src/targets/device/look/volume.ts'
import type { Volumes } from '../../src/inventory/scan/walking/disk-names.ts'
import { writeOwner } from '../../src/targets/device/notes/owner.ts'
import type { Volume } from '../../src/targets/preset.ts'
import { tempDir } from '../support/cli.ts'
import { memoryDisk } from '../support/memory-disk.ts'

/** A machine with one card, labelled `My CARD`, mounted at `card`; `empty` is a mount point without one. */
function machine(platform: NodeJS.Platform = 'linux'): { readonly dir: string; readonly volumes: Volumes } {
  const dir = tempDir('volumes')
  for (const folder of ['card/sub', 'empty', 'disk/by-label', 'disk/by-uuid'])
    mkdirSync(join(dir, folder), { recursive: true })
  writeFileSync(join(dir, 'sdb1'), '')
  symlinkSync(join(dir, 'sdb1'), join(dir, String.raw`disk/by-label/My\x20CARD`))
  symlinkSync(join(dir, 'sdb1'), join(dir, 'disk/by-uuid/1A2B-3C4D'))
  const mounts = [
    '25 1 8:1 / / rw,relatime - ext4 /dev/root rw',
    `40 25 8:17 / ${join(dir, 'card')} rw,relatime - vfat ${join(dir, 'sdb1')} rw`,
  ]
  return { dir, volumes: { mounts: mounts.join('\n'), disks: join(dir, 'disk'), platform } }
}

it.each<[string, string, Volume, boolean]>([
  ['the label of the disk at its path', 'card', { label: 'My CARD' }, true],
  ['the same in another case, as FAT has it', 'card', { label: 'MY card' }, true],
  ['a folder on the disk that is not there yet', 'card/sub/new/folder', { label: 'My CARD' }, true],
  ['its number', 'card', { uuid: '1a2b-3c4d' }, true],
  ['both', 'card', { label: 'My CARD', uuid: '1A2B-3C4D' }, true],
  ['another label', 'card', { label: 'OTHER' }, false],
  ['one of both wrong', 'card', { label: 'My CARD', uuid: '0000-0000' }, false],
  ['an empty mount point', 'empty', { label: 'My CARD' }, false],
  ['a path that is nowhere', 'nowhere/at/all', { uuid: '1A2B-3C4D' }, false],
])('knows the card by %s', (_case, path, volume, isThere) => {
  const { dir, volumes } = machine()
  expect(absence('card', join(dir, path), volume, memoryDisk(), volumes) === undefined).toBe(isThere)
})

it('cannot tell a number where the system does not, and says so by passing over', () => {
  const { dir, volumes } = machine('darwin')
  expect(absence('card', join(dir, 'card'), { uuid: '1A2B-3C4D' }, memoryDisk(), volumes)).toMatchObject({
    code: 'target-absent',
    hint: 'This system does not tell the UUIDs of disks: `volume: { id }` goes by what is on the card.',
  })
})

it('says so where nothing tells what disks are called, as in a container', () => {
  const { dir, volumes } = machine()
  const disks = join(dir, 'no-disks')
  const look = (volume: Volume) =>
    absence('card', join(dir, 'card'), volume, memoryDisk(), { ...volumes, disks })?.hint
  expect(look({ label: 'My CARD' })).toBe(
    `This system does not tell the labels of disks (there is no ${disks}/by-label): \`volume: { id }\` goes by what is on the card.`,
  )
  expect(absence('card', join(dir, 'card'), { label: 'OTHER' }, memoryDisk(), volumes)?.hint).toBe(
    'It is built when it is back.',
  )
})

it('knows the card by the note on it, and says whose else it is', () => {
  const disk = memoryDisk()
  disk.mkdir('.curator')
  expect(absence('card', '/card', { id: 'mine' }, disk)).toMatchObject({
    message: 'card is not there: /card is not on the card "mine". It is passed over.',
    hint: 'It is built when it is back. If this is it: `curator doctor card --adopt`.',
  })
  writeOwner(disk, 'other')
  expect(absence('card', '/card', { id: 'mine' }, disk)?.message).toBe(
    'card is not there: /card is not on the card "mine", but on "other". It is passed over.',
  )
  writeOwner(disk, 'mine')
  expect(absence('card', '/card', { id: 'mine' }, disk)).toBe(undefined)
})

it('tells of a card that cannot be looked at, in place of passing it over', () => {
  const broken: Disk = {
    ...memoryDisk(),
    where: () => '/card',
    stat() {
      throw Object.assign(new Error('gone'), { code: 'EIO' })
    },
  }
  expect(absence('card', '/card', { id: 'mine' }, broken)).toEqual({
    code: 'write-failed',
    message: '/card cannot be looked at: the disk reported an input/output error. Nothing was written.',
    path: '/card',
  })
})

it('tells what the card is: its file system, names, room, and whose software is on it', () => {
  const { dir, volumes } = machine()
  for (const folder of ['_Console', 'games']) mkdirSync(join(dir, 'card', folder))
  const found = profileOf(join(dir, 'card'), volumes)
  expect(found).toMatchObject({
    path: join(dir, 'card'),
    label: 'My CARD',
    uuid: '1A2B-3C4D',
    fileSystem: 'vfat',
    isReadOnly: false,
    os: 'MiSTer',
    layout: 'mister',
  })
  expect(found?.total).toBeGreaterThan(found?.free ?? 0)
  expect(found?.free).toBeGreaterThan(0)
  expect(profileOf(join(dir, 'nowhere'), volumes)).toBe(undefined)
})

it('tells no more of a folder than the system knows', () => {
  const { dir, volumes } = machine()
  const found = profileOf(join(dir, 'empty'), { ...volumes, mounts: '' })
  expect(Object.keys(found ?? {}).sort()).toEqual(['free', 'isReadOnly', 'path', 'total'])
})
