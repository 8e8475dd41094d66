/** Encrypted archives are opened when a password comes, though their bytes stay as they were. */
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { libraryHealth } from '../../src/identify/health.ts'
import { readPasswords } from '../../src/inventory/passwords.ts'
import { rootSummary } from '../../src/inventory/roots.ts'
import { lazy } from '../../src/lazy.ts'
import { chd4 } from '../support/archives/chd.ts'
import { lockRar4, lockRar5 } from '../support/archives/rar-locked.ts'
import { pack } from '../support/archives/seven-zip.ts'
import { makeZip } from '../support/archives/zip.ts'
import type { ScanResult } from '../../src/inventory/scan/scan.ts'
import { library, type Library } from './support.ts'

/** Made once: to make a key of a password takes long, as it should. */
const lockedArchive = lazy(() => pack(['-psecret-of-ours'], { 'game.nes': 'a game' }))

let lib: Library
beforeEach(async () => {
  lib = library()
  lib.write('locked.7z', await lockedArchive())
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

/** It is damaged at the bounds between so many. */
const PARTS = process.env['CURATOR_DEEP'] ? 64 : 8

const HIDDEN = {
  'Disc (USA).chd': chd4({ raw: '11'.repeat(20), combined: '22'.repeat(20), logical: 327_680 }),
  'a.nes': Buffer.from('a'),
}

describe.each([
  ['7z', lazy(() => pack(['-t7z', '-mhe=on', '-psecret-of-ours'], HIDDEN))],
  ['rar 4', lazy(() => lockRar4(HIDDEN, 'secret-of-ours'))],
  ['rar 5', lazy(() => lockRar5(HIDDEN, 'secret-of-ours'))],
])('a %s that hides even the names', (_, made) => {
  const stated = () =>
    lib.db
      .prepare(
        `select m.path, v.kind, lower(hex(v.sha1)) as sha1 from archive_member m join rom_view v using (rom_file_id)
         where m.path like '%.chd' order by v.kind`,
      )
      .raw()
      .all()
  const told = ({ problems }: ScanResult) =>
    problems.flatMap(({ code, message, path }) =>
      path?.includes('hidden') ? [`${code}: ${message.slice(lib.dir.length + 1)}`] : [],
    )

  it.each([
    ['as it is', 'full'],
    ['as it is', 'quick'],
    ['in a zip', 'full'],
    ['in a zip', 'quick'],
  ] as const)(
    '%s, in a root whose hashing is %s, wants a password until there is the right one',
    async (where, hashing) => {
      const bytes = await made()
      const name = where === 'in a zip' ? 'hidden.zip' : 'hidden.bin'
      lib.write(name, where === 'in a zip' ? makeZip([{ name: 'in.rar', data: bytes }]) : bytes)
      const place = where === 'in a zip' ? `${name}: member "in.rar": it` : `${name}: it`
      expect(told(await lib.scan({}, { hashing }))).toEqual(
        hashing === 'quick' && where === 'in a zip' ? [] : [`archive-encrypted: ${place} is encrypted.`],
      )
      if (hashing === 'quick' && where === 'in a zip') return
      expect(told(await lib.scan({}, { hashing, passwords: ['wrong'] }))).toEqual([
        `archive-encrypted: ${place} is encrypted, and the password that is configured does not open it.`,
      ])
      expect(stated()).toEqual([])
      expect(told(await lib.scan({}, { hashing, ...PASSWORDS }))).toEqual([])
      if (hashing === 'full')
        expect(stated()).toEqual([
          ['Disc (USA).chd', 'chd', '22'.repeat(20)],
          ['Disc (USA).chd', 'chd-raw', '11'.repeat(20)],
        ])
      expect(await lib.scan({}, { hashing, ...PASSWORDS })).toMatchObject({ hashed: 0, problems: [] })
    },
  )

  it('and is damaged says so when the password is there, and never ends the scan', async () => {
    const bytes = await made()
    lib.remove('locked.7z')
    for (let part = 1; part < PARTS; part++) {
      const at = Math.floor((bytes.length * part) / PARTS)
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      lib.write(`hidden cut ${part}.bin`, bytes.subarray(0, at))
      lib.write(`hidden flipped ${part}.bin`, flipped)
    }
    const filesOf = (lines: readonly string[]) =>
      new Set(lines.map((line) => /: (hidden \w+ \d+\.bin): /.exec(line)?.[1]))
    await lib.scan()
    const after = told(await lib.scan({}, PASSWORDS))
    expect(filesOf(after).size).toBe(2 * (PARTS - 1))
    // what cannot be told from a wrong password is the beginning; where names are known, the password was right
    expect(after.filter((line) => line.includes('is encrypted, and not with'))).toEqual([])
    const ofMembers = after.filter((line) => line.includes(': member "'))
    for (const line of ofMembers) expect(line).toMatch(/^archive-damaged: /)
    expect(ofMembers.length).toBeGreaterThan(0)
  })
})

it('counts what is locked, and what is not opened, apart from what is damaged', async () => {
  const both = makeZip([
    { name: 'a.nes', data: 'aaaa', claim: { flags: 1 } },
    { name: 'b.nes', data: 'bbbb', claim: { crc32: 1 } },
  ])
  lib.write('mixed.zip', both)
  lib.write('part.7z.002', Buffer.from('a part'))
  lib.write('method.zip', makeZip([{ name: 'c.nes', data: 'cccc', method: 'store', claim: { method: 94 } }]))
  await lib.scan()
  const health = () =>
    libraryHealth(lib.db).map(({ unmatched, locked, unopened, damaged }) => [
      unmatched,
      locked,
      unopened,
      damaged,
    ])
  expect(health()).toEqual([[2, 1, 2, 1]])
  expect(rootSummary(lib.db)).toMatchObject([{ problems: 4, locked: 1, unopened: 2 }])
  await lib.scan({}, PASSWORDS)
  expect(health()).toEqual([[3, 0, 2, 1]])
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

it.each<[string, BufferEncoding]>([
  ['Latin 1', 'latin1'],
  ['UTF-16', 'utf16le'],
])('takes no passwords from a file in %s', (_, encoding) => {
  const file = join(lib.dir, 'passwords.txt')
  writeFileSync(file, 'pässword\n', encoding)
  expect(() => readPasswords({ file })).toThrow(
    `The passwords of archives cannot be read from ${file}: it is not in UTF-8.`,
  )
})

describe('a zip whose members have passwords of their own', () => {
  const NAMES = ['a.nes', 'b.nes', 'c.nes']
  const game = (name: string): string => `the game ${name}`.repeat(50)
  const told = () =>
    lib.db
      .prepare<[], [string, string | null, string | null]>(
        `select m.path, lower(hex(c.sha1)), m.problem from archive_member m left join rom_file c on c.id = m.rom_file_id
         where m.path in ('a.nes', 'b.nes', 'c.nes') order by m.path`,
      )
      .raw()
      .all()
  const found = (name: string) => [name, createHash('sha1').update(game(name)).digest('hex'), null]

  beforeEach(async () => {
    lib.remove('open.zip')
    let bytes: Buffer | undefined
    for (const [i, name] of NAMES.entries())
      bytes = await pack(['-tzip', '-mem=AES256', `-psecret-${i}`], { [name]: game(name) }, bytes)
    lib.write('mixed.bin', bytes ?? '')
  })

  it('is read with all that are given, in any order', async () => {
    await lib.scan({}, { passwords: ['secret-2', 'wrong', 'secret-0', 'secret-1'] })
    expect(told()).toEqual(NAMES.map(found))
  })

  it('gives what they open, the last one too, and names what they do not', async () => {
    await lib.scan({}, { passwords: ['secret-2', 'secret-0'] })
    const locked = 'member "b.nes" is encrypted, and not with the password that opens others'
    expect(told()).toEqual([
      found('a.nes'),
      ['b.nes', '', JSON.stringify([['archive-encrypted', locked]])],
      found('c.nes'),
    ])
  })
})
