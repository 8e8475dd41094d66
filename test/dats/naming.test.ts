import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { factsByName, factsReader } from '../../src/dats/releases/naming.ts'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { loadReleases, releaseText } from '../../src/dats/releases/releases.ts'
import { syncDats } from '../../src/dats/importing/sync.ts'
import { memoryCatalog } from '../support/catalog.ts'

let folder: string
let db: Db

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curator-naming-'))
  db = memoryCatalog()
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

/** Games with their descriptions; the header says who made the list. */
function datOf(header: string, games: Readonly<Record<string, string>>, kind = 'game'): string {
  const blocks = Object.entries(games).map(
    ([name, description], i) =>
      `<${kind} name="${name}"><description>${description}</description><rom name="${name}.bin" size="${i + 1}"/></${kind}>`,
  )
  return `<datafile>\n${header}\n${blocks.join('\n')}\n</datafile>\n`
}

const NES = '<name>Nintendo - Nintendo Entertainment System</name>'
const NO_INTRO = `<header>${NES}<homepage>No-Intro</homepage></header>`
const TOSEC = `<header>${NES}<homepage>TOSEC</homepage></header>`
const UNSAID = `<header>${NES}</header>`

async function load(platform: string, files: Readonly<Record<string, string>>, dats?: readonly string[]) {
  const specs = Object.entries(files).map(([name, text]) => {
    const file = join(folder, `${name}.dat`)
    writeFileSync(file, text)
    return { name, files: [file], platform }
  })
  const { platforms } = await syncDats(db, specs)
  rebuildReleases(db, platform)
  return { text: platforms[platform], rows: loadReleases(db, platform, dats ? { dats } : {}) }
}

describe('how names are read', () => {
  const name = 'Elite (1991)(Imagineer)(GB)'

  it.each([
    ['as the header says', TOSEC, 'tosec'],
    ['as most names of the DAT are', UNSAID, 'tosec'],
    ['as the header says, whatever the names are', NO_INTRO, 'no-intro'],
  ])('%s', async (_, header, dialect) => {
    const { rows } = await load('nes', { a: datOf(header, { [name]: name }) })
    expect(rows.map(({ naming }) => naming)).toEqual([{ dialect, numbered: false }])
  })

  it('as the earlier convention of several, and only by the DATs that count', async () => {
    const files = { a: datOf(TOSEC, { [name]: name }), b: datOf(NO_INTRO, { [name]: name, B: 'B' }) }
    const dialects = async (dats?: readonly string[]) =>
      (await load('nes', files, dats)).rows.map((row) => `${row.name}: ${row.naming.dialect}`)
    expect(await dialects()).toEqual(['B: no-intro', `${name}: no-intro`])
    expect(await dialects(['a'])).toEqual([`${name}: tosec`])
    expect(await dialects(['b'])).toEqual(['B: no-intro', `${name}: no-intro`])
  })

  it('without the numbers of a numbered DAT', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `${String(1900 + i)} - Game ${i} (USA)`)
    const numbered = datOf(NO_INTRO, Object.fromEntries(names.map((text) => [text, text])))
    const { rows } = await load('nes', { numbered })
    const read = factsReader('nes')
    expect(rows.map((row) => read(row).title)).toEqual(names.map((_, i) => `Game ${i}`))
    expect(factsByName(db, { platform: 'nes' })('1919 - Game 19 (USA)').title).toBe('Game 19')
  })

  it('is another text of the platform when it changes, though the games stay', async () => {
    const games = { [name]: name }
    const first = await load('nes', { a: datOf(TOSEC, games) })
    const second = await load('nes', { a: datOf(NO_INTRO, games) })
    expect(second.text).not.toBe(first.text)
    expect(second.rows.map(releaseText)).not.toEqual(first.rows.map(releaseText))
    expect(db.prepare('select count(*) from dat_game').pluck().get()).toBe(1)
  })

  it('stays the same while the header says nothing else', async () => {
    const games = { [name]: name }
    const first = await load('nes', { a: datOf(TOSEC, games) })
    const second = await load('nes', {
      a: datOf(TOSEC.replace('<name>', '<version>2</version><name>'), games),
    })
    expect(second.text).toBe(first.text)
    expect(second.rows.map(releaseText)).toEqual(first.rows.map(releaseText))
  })
})

describe('machines', () => {
  const MAME = '<header><name>MAME</name></header>'
  const GAMES = {
    pacman: 'Pac-Man (Midway)',
    puckman: 'Puck Man (Japan set 1)',
    puckmanf: 'Puckman (bootleg set 2)',
    neogeo: 'neogeo',
  }

  it.each([
    ['as the header says', MAME],
    ['as what they are called shows', '<header><name>Arcade</name></header>'],
  ])('are read by what people call them, %s', async (_, header) => {
    const { rows } = await load('arcade', { a: datOf(header, GAMES, 'machine') })
    const read = factsReader('arcade')
    expect(rows.map((row) => [row.name, row.title, read(row).title, read(row).regions])).toEqual([
      ['neogeo', undefined, 'neogeo', []],
      ['pacman', 'Pac-Man (Midway)', 'Pac-Man', []],
      ['puckman', 'Puck Man (Japan set 1)', 'Puck Man', ['Japan']],
      ['puckmanf', 'Puckman (bootleg set 2)', 'Puckman', []],
    ])
    expect(factsByName(db, { platform: 'arcade' })('puckman').regions).toEqual(['Japan'])
  })

  it('are sets of their own names, and where these are titles of those of their zips', async () => {
    const fbneo = `clrmamepro ( name "FBNeo - Arcade Games" )
      game ( name "Metal Slug 5 (NGM-2680)" rom ( name mslug5.ZIP size 2 ) )
      game ( name "Metal Slug 5 (JAMMA PCB)" rom ( name ms5pcb.zip size 2 ) rom ( name other.zip size 2 ) )
      game ( name "Loose (set 1)" rom ( name loose.bin size 2 ) )`
    const a = datOf(MAME, GAMES, 'machine')
    const named = async (dats?: readonly string[]) =>
      (await load('arcade', { a, fbneo }, dats)).rows.map(({ name, set }) => [name, set])
    const titled = [
      ['Loose (set 1)', undefined],
      ['Metal Slug 5 (JAMMA PCB)', 'ms5pcb'],
      ['Metal Slug 5 (NGM-2680)', 'mslug5'],
    ]
    const machines = ['neogeo', 'pacman', 'puckman', 'puckmanf'].map((name) => [name, name])
    expect(await named()).toEqual([...titled, ...machines])
    expect(await named(['fbneo'])).toEqual(titled)
  })

  it('have the first name by code unit where lists have several', async () => {
    const listOf = (zip: string) =>
      `clrmamepro ( name "FBNeo" )\ngame ( name "A (set 1)" rom ( name ${zip} size 2 ) )`
    const set = async (...zips: readonly string[]) =>
      (await load('arcade', Object.fromEntries(zips.map((zip) => [zip, listOf(zip)])))).rows.map(
        (row) => row.set,
      )
    expect(await set('new.zip', 'older.zip')).toEqual(['new'])
    expect(await set('older.zip', 'new.zip')).toEqual(['new'])
  })

  it('of other lists are no sets', async () => {
    const { rows } = await load('nes', { a: datOf(NO_INTRO, { Tetris: 'Tetris' }) })
    expect(rows.map(({ set }) => set)).toEqual([undefined])
  })

  it('of software lists are games, and read by what people call them too', async () => {
    const list = `<softwarelist name="lynx" description="Atari Lynx cartridges">
      <software name="apb"><description>A.P.B. (Euro, USA)</description></software>
      <software name="apbj" cloneof="apb"><description>A.P.B. (Jpn, prototype)</description></software>
    </softwarelist>`.replaceAll(
      '</software>',
      '<part name="cart" interface="c"><dataarea name="rom" size="2"><rom name="a" size="2" crc="0a"/></dataarea></part></software>',
    )
    const { rows } = await load('lynx', { list })
    const read = factsReader('lynx')
    expect(rows.map((row) => [row.name, read(row).title, read(row).regions])).toEqual([
      ['apb', 'A.P.B.', ['Europe', 'USA']],
      ['apbj', 'A.P.B.', ['Japan']],
    ])
    expect(rows.map((row) => read(row).tags.some(({ kind }) => kind === 'proto'))).toEqual([false, true])
  })

  it('are called the same whichever of two lists is read first', async () => {
    const other = { ...GAMES, pacman: 'Pac-Man (Midway, older)' }
    const a = datOf(MAME, GAMES, 'machine')
    const b = datOf(MAME, other, 'machine')
    const one = await load('arcade', { a, b })
    await syncDats(db, [])
    const two = await load('arcade', { b, a })
    const titles = ({ rows }: typeof one) => rows.map(({ title }) => title)
    expect(titles(two)).toEqual(titles(one))
    expect(titles(one)).toContain('Pac-Man (Midway)')
  })

  it('of a list that is not used are read as their names', async () => {
    const { rows } = await load('arcade', { a: datOf(NO_INTRO, { pacman: 'Pac-Man (Midway)' }, 'machine') })
    expect(rows.map(({ name, title }) => [name, title])).toEqual([['pacman', undefined]])
  })
})

describe('what is remembered of names', () => {
  it('is the same whether it was read just now or long ago', () => {
    const read = factsReader('nes')
    const naming = { dialect: 'no-intro', numbered: false } as const
    const facts = (i: number) => read({ name: `Game ${i} (USA) (Rev ${i})`, naming })
    const first = facts(0)
    expect(facts(0)).toBe(first)
    for (let i = 1; i < 10_000; i++) facts(i)
    expect(facts(0)).toEqual(first)
    expect(facts(0).revision).toBe('0')
  })
})
