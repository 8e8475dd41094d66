import { mkdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { pathBelow, realPath } from '../../src/disk/real-path.ts'
import { tempDir } from '../support/cli.ts'

it.each([
  ['/games', '/games', ''],
  ['/games', '/games/snes/Alpha.sfc', 'snes/Alpha.sfc'],
  ['/games', '/games/..sets/a', '..sets/a'],
  ['/games', '/games2', undefined],
  ['/games/snes', '/games', undefined],
  ['/', '/games', 'games'],
])('from %s, %s is %j', (folder, path, below) => {
  expect(pathBelow(resolve(folder), resolve(path))).toBe(below)
})

it('follows links as far as there is anything', () => {
  const dir = tempDir('real')
  mkdirSync(join(dir, 'disk', 'roms'), { recursive: true })
  symlinkSync(join(dir, 'disk'), join(dir, 'link'))
  expect(realPath(join(dir, 'link', 'roms'))).toBe(join(dir, 'disk', 'roms'))
  expect(realPath(join(dir, 'link', 'new', 'er'))).toBe(join(dir, 'disk', 'new', 'er'))
})
