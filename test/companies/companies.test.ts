/** Company names: what is one by its spelling, what the table knows, and what only people can tell. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { companyClashes } from '../../src/companies/clashes.ts'
import { companyCore, companyForm } from '../../src/companies/form.ts'
import { bestSpelling, companyResolver } from '../../src/companies/resolve.ts'
import { COMPANY_SEED } from '../../src/companies/seed.ts'
import { companyWriter, suggestCompanies, syncCompanies } from '../../src/companies/store.ts'
import { byCodeUnit } from '../../src/order.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { putDevelopers, putGenres } from '../support/release-facts.ts'

/** By the shipped table and spelling alone. */
const canonicalCompany = companyResolver()

describe('one company by its spelling', () => {
  it.each([
    ['SEGA', 'Sega'],
    ['Square Enix Ltd', 'Square Enix, Inc.'],
    ['Square Enix Co., Ltd', 'SQUARE ENIX LTD\tT'.replace('\tT', '')],
    ['Winky Soft', 'WinkySoft Co., Ltd.'],
    ['Bits\u00a0Studios', 'Bits Studios'],
    ['Manley & Associates, Inc.', 'Manley and Associates'],
    ["Mind's Eye", 'Minds Eye'],
    ['Brøderbund', 'BRØDERBUND'],
    ['A.I', 'AI'],
    ['Micro Cabin K.K.', 'Microcabin'],
    ['Mega Soft (NTDEC)', 'Megasoft'],
  ])('%s, %s', (a, b) => {
    expect(companyForm(a)).toBe(companyForm(b))
  })

  it.each([
    ['Human', 'Human Entertainment'],
    ['Eclipse Software', 'Eclipse Entertainment'],
    ['Magical Company', 'Magical Zoo'],
    ['Nintendo R&D1', 'Nintendo R&D2'],
    ['Koei', 'Koei / Inis'],
    ['Limited', 'Inc'],
  ])('but not %s and %s', (a, b) => {
    expect(companyForm(a)).not.toBe(companyForm(b))
  })

  it.each(['', '  ', '???', '\u0000'])('says nothing of %j', (text) => {
    expect(canonicalCompany(text)).toBeUndefined()
  })
})

describe('the shipped table', () => {
  it.each([
    ['SQUARESOFT', 'Square', 'seed'],
    ['Square Enix, Inc.', 'Square Enix', 'seed'],
    ['Namco Bandai Games', 'Bandai Namco', 'seed'],
    ['Konami Computer Entertainment Tokyo (KCET)', 'Konami Computer Entertainment Tokyo', 'seed'],
    ['Ubi Soft', 'Ubisoft', 'seed'],
    [' Nobody  Knows\tThem, Inc. ', 'Nobody Knows Them, Inc.', 'spelling'],
  ])('%s is %s', (text, name, source) => {
    expect(canonicalCompany(text)).toMatchObject({ name, source })
  })

  it('believes decisions before the config, and the config before the table', () => {
    const resolve = companyResolver({
      config: { 'Square Enix': ['Square'], 'Foo Works': ['Bar'] },
      decisions: { 'Bar None': ['BAR, Inc.'] },
    })
    expect(resolve('Square Co. Ltd')).toMatchObject({ name: 'Square Enix', source: 'config' })
    expect(resolve('bar')).toMatchObject({ name: 'Bar None', source: 'decision' })
    // whoever joins a company joins its other names
    expect(resolve('SquareSoft')).toMatchObject({ name: 'Square Enix', source: 'config' })
    expect(resolve('Foo Works')).toMatchObject({ name: 'Foo Works', source: 'config' })
  })

  it.each([
    [{ Square: ['Pixel Square'], 'Square Enix': ['Square'] }],
    [{ 'Square Enix': ['Square'], Square: ['Pixel Square'] }],
  ])('does not care about the order: %j', (config) => {
    const resolve = companyResolver({ config })
    for (const name of ['Square', 'Pixel Square', 'Square Enix'])
      expect(resolve(name)).toMatchObject({ name: 'Square Enix' })
  })

  it('tells names that two companies claim, and companies that are names of each other', () => {
    const whys = (companies: Record<string, string[]>) => companyClashes(companies).map(({ why }) => why)
    expect(whys({ Square: ['X, Inc.'], Enix: ['X'] })).toEqual([
      '"X" is another name of "Square" and of "Enix"',
    ])
    expect(whys({ A: ['B'], C: ['A'], B: ['C'] })).toEqual(['"B" and "C" are other names of each other'])
    expect(whys({ Square: ['SQUARE Co.', 'SquareSoft'], 'Square Enix': ['Square'], Enix: [] })).toEqual([])
  })

  it('has a table in which each writing is one company, and every link leads to another', () => {
    const owners = new Map<string, Set<string>>()
    for (const { name, aliases } of COMPANY_SEED)
      for (const text of [name, ...aliases]) {
        const form = companyForm(text)
        owners.set(form, (owners.get(form) ?? new Set()).add(name))
      }
    expect([...owners].filter(([form, names]) => form === '' || names.size > 1)).toEqual([])
    const names = new Set(COMPANY_SEED.map(({ name }) => name))
    expect(names.size).toBe(COMPANY_SEED.length)
    expect(
      COMPANY_SEED.flatMap(({ name, links = [] }) => links.filter(({ to }) => to === name || !names.has(to))),
    ).toEqual([])
  })
})

it('of several spellings prefers one that does not shout, then a short one', () => {
  expect(bestSpelling(['SEGA', 'Sega Corporation', 'Sega'])).toBe('Sega')
  expect(bestSpelling(['sega', 'SEGA'])).toBe('SEGA')
})

describe('the tables', () => {
  function openDb(): Db {
    const db = memoryCatalog()
    onTestFinished(() => void db.close())
    return db
  }
  const canonical = (db: Db, name: string): unknown =>
    db.prepare('select canonical, source from v_company_canonical where name = ?').raw().get(name)
  const enter = (db: Db, names: readonly string[], resolve = canonicalCompany): void => {
    const writer = companyWriter(db, resolve)
    for (const name of names) writer.enter(name)
    writer.finish()
  }

  it('keep every writing, and name a company the same whatever came first', () => {
    const names = ['FOO BAR', 'Foo Bar, Inc.', 'foo bar', 'Squaresoft']
    for (const order of [names, names.toReversed()]) {
      const db = openDb()
      enter(db, order)
      expect(names.map((name) => canonical(db, name))).toEqual([
        ['Foo Bar, Inc.', 'spelling'],
        ['Foo Bar, Inc.', 'spelling'],
        ['Foo Bar, Inc.', 'spelling'],
        ['Square', 'seed'],
      ])
    }
  })

  it('follow a config that changes, and what releases say stays', () => {
    const db = openDb()
    enter(db, ['Square Co., Ltd.', 'Odd Works'])
    db.exec(`insert into import_log (id, source, started_at, status) values (1, 'test', 0, 'completed');
      insert into game_release (id, platform_id, name) values (1, 1, 'Game (USA)')`)
    putDevelopers(db, {
      release: 1,
      log: 1,
      names: ['Square Co., Ltd.', 'Odd Works'],
    })
    putGenres(db, { release: 1, log: 1, names: ['Puzzle', 'Action'] })
    syncCompanies(db, companyResolver({ config: { 'Even Works': ['Odd Works'] } }))
    const developers = db
      .prepare(
        `select v.canonical from release_developer d join v_company_canonical v on v.name = d.alias order by d.position`,
      )
      .pluck()
    expect(developers.all()).toEqual(['Square', 'Even Works'])
    expect(db.prepare("select links from v_company_canonical where name = 'SquareSoft'").pluck().get()).toBe(
      'merged into Square Enix',
    )
    syncCompanies(db, canonicalCompany)
    expect(developers.all()).toEqual(['Square', 'Odd Works'])
    expect(db.prepare("select count(*) from company where name = 'Even Works'").pluck().get()).toBe(0)
  })

  it('call a company as the user spells it, and as before when that is taken back', () => {
    const db = openDb()
    enter(db, ['Core Design', 'Core Design Ltd', 'Odd Works'])
    const names = () => ['Core Design Ltd', 'Odd Works'].map((name) => canonical(db, name))
    const decisions = { 'CORE Design': ['Core Desing'], oddWorks: ['Odd Works'] }
    syncCompanies(db, companyResolver({ decisions }))
    expect(names()).toEqual([
      ['CORE Design', 'decision'],
      ['oddWorks', 'decision'],
    ])
    syncCompanies(db, canonicalCompany)
    expect(names()).toEqual([
      ['Core Design', 'seed'],
      ['Odd Works', 'spelling'],
    ])
  })

  it('refuse what is no name', () => {
    expect(companyWriter(openDb(), canonicalCompany).enter('—')).toBe(false)
  })

  it('suggest what may be one company, and leave it to people', () => {
    const db = openDb()
    enter(db, ['Human', 'Human Entertainment', 'Unlike'])
    expect(suggestCompanies(db)).toBe(1)
    expect(db.prepare("select subject, detail from v_curation_todo where kind = 'company'").all()).toEqual([
      { subject: 'Human Entertainment / Human', detail: 'differ only in what they do' },
    ])
    expect(companyCore('humanentertainment')).toBe('human')
    expect(companyCore('hotgamesstudio')).toBe('hot')
    // what is left says too little
    expect(companyCore('abgames')).toBe('abgames')
    expect(companyCore('gamesstudio')).toBe('games')
  })

  it('suggest what is one slip apart, wherever that is', () => {
    const db = openDb()
    enter(db, [
      'Loriciel',
      'Loriciels',
      'Oloriciels',
      'Mojon Twins',
      'Mogon Twins',
      'Team 17',
      'Team 18',
      'Seta',
      'Sega',
    ])
    expect(suggestCompanies(db)).toBe(3)
    expect(
      db.prepare("select subject, detail from v_curation_todo where kind = 'company' order by 1").all(),
    ).toEqual([
      { subject: 'Loriciels / Loriciel', detail: 'differ by a letter' },
      { subject: 'Mojon Twins / Mogon Twins', detail: 'differ by a letter' },
      { subject: 'Oloriciels / Loriciels', detail: 'differ by a letter' },
    ])
    expect(
      suggestCompanies(db, [
        ['Loriciel', 'Loriciels'],
        ['Mogon Twins', 'Mojon Twins'],
      ]),
    ).toBe(1)
  })
})

const METADATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'metadata', 'libretro')

describe.skipIf(!existsSync(METADATA))('the strings of real metadata', () => {
  it('are fewer by safe steps alone, and fewer still by the table', () => {
    const names = new Set<string>()
    for (const kind of ['developer', 'publisher'])
      for (const file of readdirSync(join(METADATA, kind)).sort(byCodeUnit)) {
        const text = readFileSync(join(METADATA, kind, file), 'utf8')
        for (const [, name = ''] of text.matchAll(new RegExp(`^\\s*${kind} "(.*)"`, 'gm'))) names.add(name)
      }
    const forms = new Set(Array.from(names, companyForm))
    const companies = new Set(Array.from(names, (name) => canonicalCompany(name)?.form))
    expect([names.size, forms.size, companies.size]).toEqual([1186, 1120, 1109])
  })
})
