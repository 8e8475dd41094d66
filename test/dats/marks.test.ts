import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { DatRom } from '../../src/dats/dat.ts'
import { markNames, marksOf } from '../../src/dats/releases/marks.ts'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { loadReleases, releaseText } from '../../src/dats/releases/releases.ts'
import { syncDats } from '../../src/dats/importing/sync.ts'
import { memoryCatalog } from '../support/catalog.ts'

type Rom = Omit<DatRom, 'name'>

it.each<[readonly Rom[], readonly string[] | undefined]>([
  [[{}], undefined],
  [[{ status: 'good' }, { status: 'verified' }], undefined],
  [[], undefined],
  // a game is missed with its first missing part, but bad and undumped only as a whole
  [[{ mia: true }], ['mia']],
  [[{}, { mia: true }], ['mia']],
  [[{ status: 'baddump' }], ['baddump']],
  [[{ status: 'baddump' }, {}], undefined],
  [[{ status: 'nodump' }], ['nodump']],
  [[{ status: 'nodump' }, {}], undefined],
  [[{ status: 'nodump' }, { status: 'baddump' }], ['baddump']],
  [[{ status: 'baddump', mia: true }], ['mia', 'baddump']],
  [[{ status: 'nodump', mia: true }], ['mia', 'nodump']],
  // nobody needs these to play
  [[{}, { mia: true, isOptional: true }], undefined],
  [[{ size: 0, status: 'nodump' }, { status: 'baddump' }], ['baddump']],
  [[{ size: 0, status: 'nodump' }], undefined],
])('marks of %j: %j', (roms, marks) => {
  expect(markNames(marksOf(roms.map((rom) => ({ name: 'r', ...rom }))))).toEqual(marks)
})

it('a release has the marks that all shapes of it have, in all DATs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'curator-marks-'))
  const db = memoryCatalog()
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })
  const write = (file: string, ...games: readonly string[]): void =>
    writeFileSync(
      join(folder, file),
      `<datafile><header><name>Nintendo - Nintendo Entertainment System</name></header>${games.join('')}</datafile>`,
    )
  const game = (name: string, digit: string, more: string): string =>
    `<game name="${name}"><rom name="${name}.nes" size="16" sha1="${digit.repeat(40)}" ${more}/></game>`
  write(
    'a.dat',
    game('Lost (USA)', '1', 'mia="yes"'),
    game('Lost (USA)', '2', 'mia="yes" status="baddump"'),
    game('Half (USA)', '3', 'mia="yes"'),
    game('Half (USA)', '4', ''),
    game('Bad (USA)', '5', 'status="baddump"'),
    game('None (USA)', '6', 'status="nodump"'),
    game('Sure (USA)', '7', 'status="verified"'),
  )
  const marks = () => {
    rebuildReleases(db, 'nes')
    return loadReleases(db, 'nes').map((row) => `${row.name}: ${row.marks?.join()}`)
  }
  const sync = (...files: readonly string[]) =>
    syncDats(db, [{ name: 'x', files: files.map((file) => join(folder, file)) }])
  await sync('a.dat')
  expect(marks()).toEqual([
    'Bad (USA): baddump',
    'Half (USA): undefined',
    'Lost (USA): mia',
    'None (USA): nodump',
    'Sure (USA): undefined',
  ])
  const before = loadReleases(db, 'nes').map(releaseText)
  // somebody has found it
  write('b.dat', game('Lost (USA)', '8', ''))
  await sync('a.dat', 'b.dat')
  expect(marks()).toContain('Lost (USA): undefined')
  expect(loadReleases(db, 'nes').map(releaseText)).not.toEqual(before)
})
