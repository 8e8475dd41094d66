/** Rules that change while a folder cannot be read hold for it when it can be, and nothing waits for that. */
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { isIn, unreadFolders } from '../../src/inventory/scan/trouble/unread-folders.ts'
import { pack } from '../support/archives/seven-zip.ts'
import { library, present } from './support.ts'

it.each([
  ['a', ['a'], true],
  ['a/b', ['a'], true],
  ['ab', ['a'], false],
  ['', ['a'], false],
  ['x', [], false],
])('%j is in %j: %j', (path, folders, expected) => {
  expect(isIn(path, folders)).toBe(expected)
})

it.each([
  ['the first scan knows nothing of them', undefined, true, ['a'], []],
  ['other rules: all of them', {}, false, ['a', 'b'], ['a', 'b']],
  ['the same rules, and they always were: none', {}, true, ['a'], []],
  ['some can be read again', { unread: ['a', 'b'] }, true, ['b', 'c'], ['b']],
  ['the folder around it cannot be read now', { unread: ['a/b'] }, true, ['a'], ['a/b']],
])('%s', (_, before, sameRules, unreadable, expected) => {
  expect(unreadFolders(before, sameRules, unreadable)).toEqual(expected)
})

it.skipIf(process.platform !== 'linux')('a folder comes back under other rules', async () => {
  const lib = library()
  onTestFinished(() => lib.close())
  lib.write('a.nes', 'a')
  lib.write('sub\ufffd/b.nes', 'b')
  lib.write('sub\ufffd/deep/c.xyz', 'c')
  lib.write('sub\ufffd/locked.7z', await pack(['-psecret', '-mhe=on'], { 'd.nes': 'd' }))
  await lib.scan()
  const paths = () => present(lib.db).map((row) => row.split(' ')[0])
  const all = ['a.nes', 'sub\ufffd/b.nes', 'sub\ufffd/deep/c.xyz', 'sub\ufffd/locked.7z']
  const folder = join(lib.dir, 'sub\ufffd')
  // Node shows the byte so, and cannot open it
  const unnamed = Buffer.concat([Buffer.from(join(lib.dir, 'sub')), Buffer.from([0xff])])
  renameSync(folder, unnamed)
  const rules = { ignore: ['**/*.xyz'], passwords: ['secret'] }
  const saved = () => String(lib.db.prepare("select value from meta where key = 'scan:roms'").pluck().get())
  expect(await lib.scan({}, rules)).toMatchObject({
    problems: [{ path: folder }, { code: 'archive-encrypted' }],
  })
  expect(paths()).toEqual(all)
  // from now on nothing but the folder itself is looked at as if it were new
  expect(saved()).toContain('xyz')
  expect(saved()).toContain('"unread":["sub\ufffd"]')
  await lib.scan({}, rules)
  expect(paths()).toEqual(all)
  renameSync(unnamed, folder)
  expect(await lib.scan({}, rules)).toMatchObject({ hashed: 1, missing: 1, problems: [] })
  expect(paths()).toEqual(all.filter((path) => !path.endsWith('.xyz')))
  expect(saved()).not.toContain('unread')
  expect(lib.db.prepare("select path from archive_member where path = 'd.nes'").pluck().all()).toEqual([
    'd.nes',
  ])
  expect(await lib.scan({}, rules)).toMatchObject({ hashed: 0, changed: false, problems: [] })
})
