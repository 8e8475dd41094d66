import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectDialect, strongestDialect } from '../../src/names/dialect.ts'

const NAMES = {
  'no-intro': [
    'Contra (USA)',
    'Probotector (Europe)',
    'Tetris (Japan) (Rev 1)',
    'Kirby (USA, Europe) (Beta)',
  ],
  redump: ['Riven (USA) (Disc 1)', 'Riven (USA) (Disc 2)', 'Tekken (Japan)', 'Crash (Europe) (En,Fr,De)'],
  tosec: [
    'Elite (1986)(Firebird)',
    'Dor (1992)(DO)(Disk 1 of 4)',
    'Zelda (1987-02)(Nintendo)(US)[a]',
    'X (19xx)(-)',
  ],
  goodtools: ['Contra (U) [!]', 'Kirby (JUE) [b1]', 'Zoop by Me (PD)', 'Aladdin (E) [T+Fre]'],
  mame: [
    'Pac-Man (Midway)',
    'Galaga (set 1)',
    '1942 (Japan)',
    'Dig Dug (bootleg)',
    'Tapper (rev A, 4 Players)',
  ],
  plain: ['puckman', 'system', 'My Holiday Film', 'README'],
} as const

describe('the header says who made the DAT', () => {
  it.each([
    [{ name: 'Acorn Archimedes - Games - [ADF] (TOSEC-v2013-08-11)' }, 'tosec'],
    [{ name: 'X', homepage: 'TOSEC', url: 'http://www.tosecdev.org/' }, 'tosec'],
    [{ name: 'OpenN64.N64', description: 'OpenGood - Nintendo 64' }, 'goodtools'],
    [{ name: 'GoodNES' }, 'goodtools'],
    [{ name: 'Open2600' }, 'goodtools'],
    [{ name: 'Sony - PlayStation', homepage: 'redump.org' }, 'redump'],
    [{ name: 'Sony - PlayStation - Datfile (10853) (2024-01-01)' }, 'redump'],
    [{ name: 'Nintendo - Nintendo 64', homepage: 'No-Intro', url: 'https://www.no-intro.org' }, 'no-intro'],
    [{ name: 'MAME', description: 'MAME 0.37b5' }, 'mame'],
    [{ name: 'FBNeo - Arcade Games' }, 'mame'],
    [{ name: 'FinalBurn Neo - Megadrive Games' }, 'mame'],
  ] as const)('%o is %s', (header, dialect) => {
    expect(detectDialect(header, ['Whatever (USA)'])).toBe(dialect)
  })

  it.each(['Good Games', 'Open Source Games', 'Nintendo - Game Boy', 'Mamemo Collection'])(
    'nothing is read into %s',
    (name) => expect(detectDialect({ name }, [])).toBe('plain'),
  )
})

describe('else the names say it', () => {
  const header = { name: 'Some System' }

  it.each(Object.entries(NAMES))('%s', (dialect, names) => {
    expect(detectDialect(header, names)).toBe(dialect)
  })

  it('whatever their order', () => {
    const all = Object.values(NAMES).flat()
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 1 }), (names) => {
        expect(detectDialect(header, names)).toBe(detectDialect(header, names.toSorted()))
      }),
    )
  })

  it('a few names in another style change nothing', () => {
    const names = Array.from({ length: 50 }, (_, i) => `Game ${i} (USA)`)
    expect(detectDialect(header, [...names, ...NAMES.goodtools])).toBe('no-intro')
  })

  it.each([
    [[NAMES['no-intro'][0], NAMES.tosec[0]], 'no-intro'],
    [[NAMES.tosec[0], NAMES.goodtools[0]], 'tosec'],
  ] as const)('as many of two styles: %o are %s', (names, dialect) => {
    expect(detectDialect(header, names)).toBe(dialect)
  })

  it('an empty DAT follows no convention', () => expect(detectDialect(header, [])).toBe('plain'))
})

describe('a name that several DATs list', () => {
  it.each([
    [['mame', 'goodtools', 'no-intro'], 'no-intro'],
    [['plain', 'mame'], 'mame'],
    [[], 'plain'],
  ] as const)('%o is read as %s', (dialects, expected) => {
    expect(strongestDialect(dialects)).toBe(expected)
    expect(strongestDialect(dialects.toReversed())).toBe(expected)
  })
})
