/** Releases of past romsets that no DAT lists any more, and what they are called now. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addRomset, putPolicy } from '../../src/catalog/history.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { syncDats } from '../../src/dats/importing/sync.ts'
import { namesNow } from '../../src/dats/releases/unlisted.ts'
import { memoryCatalog } from '../support/catalog.ts'

let folder: string
let db: Db
let clock: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curator-unlisted-'))
  db = memoryCatalog()
  clock = 1
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

/** Attributes of the ROMs of each game. */
type Games = Readonly<Record<string, readonly string[]>>

function write(file: string, games: Games, platform = 'Nintendo - Game Boy'): void {
  const blocks = Object.entries(games).map(([name, roms]) => {
    const lines = roms.map((rom, i) => `<rom name="${name} (Track ${i + 1}).bin" ${rom}/>`)
    return `<game name="${name}">${lines.join('')}</game>`
  })
  writeFileSync(
    join(folder, file),
    `<datafile><header><name>${platform}</name></header>${blocks.join('')}</datafile>`,
  )
  utimesSync(join(folder, file), clock, clock++)
}

async function sync(...files: readonly string[]): Promise<void> {
  await syncDats(db, [{ name: 'd', files: files.map((file) => join(folder, file)) }])
}

/** A romset that keeps these. */
function keep(...names: readonly string[]): void {
  putPolicy(db, { name: 'best', definition: '{}' })
  const members = new Map(names.map((name) => [name, [name]]))
  addRomset(db, 'best', { parts: { gb: String(clock) }, changed: new Map([['gb', members]]), at: 0 })
}

function now(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(namesNow(db, 'gb', names))
}

const sha1 = (digit: string) => `size="16" sha1="${digit.repeat(40)}"`
const both = (digit: string) => `${sha1(digit)} md5="${digit.repeat(32)}" crc="${digit.repeat(8)}"`

describe('a release that no DAT lists any more', () => {
  it.each<[string, Games, Games, Record<string, string>]>([
    ['was renamed', { A: [sha1('1')] }, { B: [sha1('1')] }, { A: 'B' }],
    ['has other ROMs too', { A: [sha1('1')] }, { B: [sha1('1'), sha1('2')] }, {}],
    [
      'has its ROMs in another order',
      { A: [sha1('1'), sha1('2')] },
      { B: [sha1('2'), sha1('1')] },
      { A: 'B' },
    ],
    ['could be either of two', { A: [sha1('1')] }, { B: [sha1('1')], C: [sha1('1')] }, {}],
    ['is gone', { A: [sha1('1')] }, { B: [sha1('2')] }, {}],
    ['is known by fewer hashes now', { A: [both('1')] }, { B: ['size="16" crc="11111111"'] }, { A: 'B' }],
    ['is known by more hashes now', { A: ['size="16" crc="11111111"'] }, { B: [both('1')] }, { A: 'B' }],
    ['has no hashes', { A: ['size="16"'] }, { B: ['size="16"'] }, {}],
    ['has a ROM that nobody dumped', { A: [sha1('1'), 'status="nodump"'] }, { B: [sha1('1')] }, { A: 'B' }],
  ])('%s', async (_, before, after, expected) => {
    write('a.dat', before)
    await sync('a.dat')
    keep('A')
    write('a.dat', after)
    await sync('a.dat')
    expect(now('A')).toEqual(expected)
  })

  it('is remembered while there is no DAT at all, and over several editions', async () => {
    write('a.dat', { A: [sha1('1')], Z: [sha1('9')] })
    await sync('a.dat')
    keep('A')
    await sync()
    expect(now('A')).toEqual({})
    write('b.dat', { B: [sha1('1')] })
    await sync('b.dat')
    expect(now('A')).toEqual({ A: 'B' })
    write('b.dat', { C: [sha1('1')] })
    await sync('b.dat')
    // what no romset keeps is not remembered
    expect(now('A', 'B', 'Z')).toEqual({ A: 'C' })
  })

  it('is noted as the last DAT has it that lists it', async () => {
    write('a.dat', { A: [sha1('1')] })
    write('b.dat', { A: [sha1('2')] })
    await sync('a.dat', 'b.dat')
    keep('A')
    await sync('b.dat')
    expect(db.prepare('select count(*) from unlisted_rom').pluck().get()).toBe(0)
    write('b.dat', { B: [sha1('2')], C: [sha1('1')] })
    await sync('b.dat')
    expect(now('A')).toEqual({ A: 'B' })
  })

  it('is not looked for on other platforms', async () => {
    write('a.dat', { A: [sha1('1')] })
    await sync('a.dat')
    keep('A')
    write('a.dat', { B: [sha1('1')] }, 'Nintendo - Nintendo Entertainment System')
    await sync('a.dat')
    expect(now('A')).toEqual({})
  })
})
