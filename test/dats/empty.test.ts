/** DATs that list nothing: told, and not believed where there was something before. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { syncDats } from '../../src/dats/importing/sync.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { zipOf } from './support.ts'

let folder: string
let db: Db
let clock: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curator-empty-'))
  db = memoryCatalog()
  clock = 1
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const NES = 'Nintendo - Nintendo Entertainment System'

function datOf(games: number, name = NES): string {
  const blocks = Array.from(
    { length: games },
    (_, i) =>
      `<game name="G${i}"><rom name="G${i}.nes" size="16" sha1="${String(i).padStart(40, 'a')}"/></game>`,
  )
  return `<datafile><header><name>${name}</name></header>${blocks.join('')}</datafile>`
}

/** Games without a single file. */
const BARE = `<datafile><header><name>${NES}</name></header><game name="A"/><game name="B"/></datafile>`

function write(name: string, bytes: string | Uint8Array): void {
  writeFileSync(join(folder, name), bytes)
  utimesSync(join(folder, name), clock, clock++)
}

async function sync(files: readonly string[], acceptEmpty = false) {
  const specs = [{ name: 'd', files: files.map((name) => join(folder, name)) }]
  const { dats, read } = await syncDats(db, specs, { acceptEmpty })
  const told = dats.flatMap(({ problems }) => problems.map(({ code, message }) => `${code}: ${message}`))
  return { told: told.map((line) => line.replaceAll(`${folder}/`, '')), games: dats[0]?.games, read }
}

describe('a DAT that lists nothing', () => {
  it.each([
    ['Logiqx', datOf(0), 'lists no games'],
    ['ClrMamePro', `clrmamepro (\n\tname "${NES}"\n)\n`, 'lists no games'],
    ['a software list', '<softwarelist name="nes" description="NES"></softwarelist>', 'lists no games'],
    ['games without files', BARE, 'lists 2 games, and no files of any'],
    ['one game without files', BARE.replace('<game name="B"/>', ''), 'lists 1 game, and no files of it'],
  ])('is told in every run: %s', async (_, text, what) => {
    write('a.dat', text)
    write('b.dat', datOf(2))
    const told = [`dat-empty: a.dat: ${what}.`]
    expect((await sync(['a.dat', 'b.dat'])).told).toEqual(told)
    expect(await sync(['a.dat', 'b.dat'])).toMatchObject({ told })
    write('a.dat', datOf(3))
    expect(await sync(['a.dat', 'b.dat'])).toMatchObject({ told: [], games: 5 })
  })

  it('stands in a zip: that member is named', async () => {
    write('pack.zip', zipOf({ 'one.dat': datOf(0), 'two.dat': datOf(1) }))
    expect((await sync(['pack.zip'])).told).toEqual(['dat-empty: pack.zip#one.dat: lists no games.'])
  })

  it('is told with its own path where two files are the same', async () => {
    write('a.dat', datOf(0))
    write('b.dat', datOf(0))
    expect((await sync(['a.dat', 'b.dat'])).told).toEqual([
      'dat-empty: a.dat: lists no games.',
      'dat-empty: b.dat: lists no games.',
    ])
  })
})

describe('a DAT that listed games, and lists none now', () => {
  const EMPTIED = 'dat-emptied: a.dat: listed 3 games before, and now lists no games. It is not used.'

  it('counts as one that cannot be read, in every run', async () => {
    write('a.dat', datOf(3))
    await sync(['a.dat'])
    write('a.dat', datOf(0))
    expect(await sync(['a.dat'])).toMatchObject({ told: [EMPTIED], games: 0 })
    // the row says it without the file; a file that was written just now is read once more
    expect((await sync(['a.dat'])).told).toEqual([EMPTIED])
    write('a.dat', BARE)
    expect((await sync(['a.dat'])).told).toEqual([
      'dat-emptied: a.dat: listed 3 games before, and now lists 2 games, and no files of any. It is not used.',
    ])
    write('a.dat', datOf(1))
    expect(await sync(['a.dat'])).toMatchObject({ told: [], games: 1 })
  })

  it('was damaged in between: it is remembered what it listed', async () => {
    write('a.dat', datOf(3))
    await sync(['a.dat'])
    write('a.dat', '<html>')
    await sync(['a.dat'])
    write('a.dat', datOf(0))
    expect((await sync(['a.dat'])).told).toEqual([EMPTIED])
  })

  it('is believed when that is asked for, and from then on', async () => {
    write('a.dat', datOf(3))
    await sync(['a.dat'])
    write('a.dat', datOf(0))
    await sync(['a.dat'])
    expect((await sync(['a.dat'], true)).told).toEqual(['dat-empty: a.dat: lists no games.'])
    expect((await sync(['a.dat'])).told).toEqual(['dat-empty: a.dat: lists no games.'])
  })

  it('came under another file name, as new editions do', async () => {
    write('NES (2025).dat', datOf(3))
    await sync(['NES (2025).dat'])
    write('NES (2026).dat', datOf(0))
    expect((await sync(['NES (2026).dat'])).told).toEqual([
      'dat-emptied: NES (2026).dat: listed 3 games before, and now lists no games. It is not used.',
    ])
  })

  it('stands beside the edition that is full: nothing is lost', async () => {
    write('NES (2025).dat', datOf(3))
    await sync(['NES (2025).dat'])
    write('NES (2026).dat', datOf(0))
    expect(await sync(['NES (2025).dat', 'NES (2026).dat'])).toMatchObject({
      told: ['dat-empty: NES (2026).dat: lists no games.'],
      games: 3,
    })
  })
})
