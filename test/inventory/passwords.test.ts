/** Encrypted archives are opened when a password comes, though their bytes stay as they were. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readPasswords } from '../../src/inventory/passwords.ts'
import { pack } from '../support/seven-zip.ts'
import { makeZip } from '../support/zip.ts'
import { library, type Library } from './support.ts'

let lib: Library
beforeEach(async () => {
  lib = library()
  lib.write('locked.7z', await pack(['-psecret-of-ours'], { 'game.nes': 'a game' }))
  lib.write('open.zip', makeZip([{ name: 'b.nes', data: 'b' }]))
  lib.write('loose.nes', 'c')
})
afterEach(() => lib.close())

const PASSWORDS = { passwords: ['wrong', 'secret-of-ours'] }

const sizesRead = (): number[] =>
  lib.db
    .prepare<[], number>('select size from archive_member where rom_file_id is not null order by size')
    .pluck()
    .all()

it('reads what was locked, and nothing else, when a password comes', async () => {
  const first = await lib.scan()
  expect(first.problems.map(({ code }) => code)).toEqual(['archive-encrypted'])
  const second = await lib.scan({}, PASSWORDS)
  expect(second).toMatchObject({ hashed: 1, changed: true, problems: [] })
  expect(sizesRead()).toEqual([1, 6])
  expect(await lib.scan({}, PASSWORDS)).toMatchObject({ hashed: 0, problems: [] })
})

it('tries again when the passwords were wrong, and not when they stay wrong', async () => {
  await lib.scan({}, { passwords: ['wrong'] })
  expect(await lib.scan({}, { passwords: ['wrong'] })).toMatchObject({ hashed: 0 })
  expect(await lib.scan({}, PASSWORDS)).toMatchObject({ hashed: 1, problems: [] })
})

it('reads it in the next run when this one was cut off before', async () => {
  await lib.scan()
  await expect(lib.scan({ signal: AbortSignal.abort() }, PASSWORDS)).rejects.toThrow('interrupted')
  expect(await lib.scan({}, PASSWORDS)).toMatchObject({ hashed: 1, problems: [] })
})

it('forgets nothing when the password is gone', async () => {
  await lib.scan({}, PASSWORDS)
  expect(await lib.scan()).toMatchObject({ hashed: 0, problems: [] })
  lib.write('copy.7z', await pack(['-psecret-of-ours'], { 'game.nes': 'a game' }))
  await lib.scan()
  expect(sizesRead()).toEqual([1, 6])
})

it('keeps no password in the catalog', async () => {
  await lib.scan({}, PASSWORDS)
  expect(lib.db.serialize().includes('secret-of-ours')).toBe(false)
})

it('opens what was too deep when the limits are raised', async () => {
  const inner = makeZip([{ name: 'deep.nes', data: 'deep!' }])
  const middle = makeZip([{ name: 'inner.zip', data: inner }])
  lib.write('nested.zip', makeZip([{ name: 'middle.zip', data: middle }]))
  const first = await lib.scan({}, { limits: { depth: 2 } })
  expect(first.problems.map(({ code }) => code)).toContain('archive-unsupported')
  expect(sizesRead()).not.toContain(5)
  await lib.scan({}, { limits: { depth: 3 } })
  expect(sizesRead()).toContain(5)
})

it('reads passwords from a file, one on each line', async () => {
  const file = join(lib.dir, 'passwords.txt')
  writeFileSync(file, '\u{feff}wrong\r\nsecret-of-ours\n\nwrong\n')
  expect(readPasswords({ file })).toEqual(['wrong', 'secret-of-ours'])
  expect((await lib.scan({}, { passwords: { file } })).problems).toEqual([])
  rmSync(file)
  await expect(lib.scan({}, { passwords: { file } })).rejects.toThrow(
    `The passwords of archives cannot be read from ${file}: no such file or folder.`,
  )
})
