/** What kind of disk a folder lies on, as Linux tells it. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { surroundingsOf } from '../../src/inventory/scan/surroundings.ts'
import { tempDir } from '../support/cli.ts'

const line = (at: string, type: string, options = 'rw,relatime', superOptions = 'rw'): string =>
  `36 35 98:0 / ${at} ${options} master:1 - ${type} source ${superOptions}`

function folder(...parts: readonly string[]): { dir: string; path: string } {
  const dir = tempDir('mounts')
  const path = join(dir, ...parts)
  mkdirSync(path, { recursive: true })
  return { dir, path }
}

it.each([
  ['a disk', ['ext4'], { fileSystem: 'ext4', isNetwork: false, isReadOnly: false }],
  ['a share', ['nfs4'], { fileSystem: 'nfs4', isNetwork: true, isReadOnly: false }],
  ['a program', ['fuse.sshfs'], { fileSystem: 'fuse.sshfs', isNetwork: true, isReadOnly: false }],
  [
    'mounted to be read only',
    ['ext4', 'ro,noatime'],
    { fileSystem: 'ext4', isNetwork: false, isReadOnly: true },
  ],
  [
    'a medium that is read only',
    ['iso9660', 'rw', 'ro'],
    { fileSystem: 'iso9660', isNetwork: false, isReadOnly: true },
  ],
  [
    'a card whose names are misspelt',
    ['vfat', 'rw', 'rw,codepage=437,iocharset=iso8859-1,shortname=mixed,errors=remount-ro'],
    { fileSystem: 'vfat', isNetwork: false, isReadOnly: false, misspells: true },
  ],
  [
    'a card whose names are right all the same',
    ['vfat', 'rw', 'rw,codepage=437,iocharset=iso8859-1,shortname=mixed,utf8,flush'],
    { fileSystem: 'vfat', isNetwork: false, isReadOnly: false },
  ],
  [
    'a card whose names are right',
    ['vfat', 'rw', 'rw,codepage=437,iocharset=utf8,shortname=mixed'],
    { fileSystem: 'vfat', isNetwork: false, isReadOnly: false },
  ],
] as const)('%s', (_, [type, options, superOptions], expected) => {
  const { dir, path } = folder('nas', 'roms')
  const mounts = [
    line('/', 'btrfs'),
    line(join(dir, 'nas'), type, options, superOptions),
    line(`${dir}/na`, 'xfs'),
  ]
  expect(surroundingsOf(path, mounts.join('\n'))).toEqual(expected)
})

it('follows links, reads escaped names, and takes the mount on top', () => {
  const { dir, path } = folder('my share')
  symlinkSync(path, join(dir, 'link'))
  const at = path.replaceAll(' ', String.raw`\040`)
  const mounts = [line('/', 'ext4'), line(at, 'ext4'), line(at, 'cifs')].join('\n')
  expect(surroundingsOf(join(dir, 'link'), mounts)).toMatchObject({ fileSystem: 'cifs', isNetwork: true })
})

it('says little where the system does', () => {
  expect(surroundingsOf(folder().path, '')).toEqual({ isNetwork: false, isReadOnly: false })
})
