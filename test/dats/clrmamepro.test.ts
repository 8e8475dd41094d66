import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from './support.ts'

const SHA1 = '0123456789abcdef0123456789abcdef01234567'

const SAMPLE = `clrmamepro (
	name "Nintendo - Game Boy"
	description "Game Boy é"
	version 2026.08.01
	homepage "http://example.org/a(b)"
)

game (
	name "Tetris (World) (Rev 1)"
	description "Tetris"
	releaseyear "1989"
	region "World"
	serial "DMG-TRA-0"
	rom ( name "Tetris (World) (Rev 1).gb" size 32768 crc 46DF91AD md5 ${'AB'.repeat(16)} sha1 ${SHA1.toUpperCase()} status verified )
)
resource (
	name bios
	rom ( name bios.bin size 16 crc 0000000A flags baddump )
	disk ( name hd sha1 ${SHA1} )
)
`

function romOf(text: string) {
  return parse('clrmamepro', `game ( name g rom ( ${text} ) )`).games[0]?.roms[0]
}

describe('what ClrMamePro text says', () => {
  it('is read whole', () => {
    const { header, games } = parse('clrmamepro', SAMPLE)
    expect(header).toEqual({
      name: 'Nintendo - Game Boy',
      description: 'Game Boy é',
      version: '2026.08.01',
      homepage: 'http://example.org/a(b)',
    })
    expect(games).toEqual([
      {
        name: 'Tetris (World) (Rev 1)',
        description: 'Tetris',
        year: '1989',
        categories: [],
        roms: [
          {
            name: 'Tetris (World) (Rev 1).gb',
            size: 32768,
            crc32: 0x46df91ad,
            md5: 'ab'.repeat(16),
            sha1: SHA1,
            status: 'verified',
            serial: 'DMG-TRA-0',
          },
        ],
      },
      {
        name: 'bios',
        isBios: true,
        categories: [],
        roms: [
          { name: 'bios.bin', size: 16, crc32: 10, status: 'baddump' },
          { name: 'hd.chd', sha1: SHA1, isDisk: true },
        ],
      },
    ])
  })

  it('may have its keywords in capitals', () => {
    const text =
      'CLRMAMEPRO ( NAME "GAME BOY" )\nGAME ( NAME GAME ROM ( NAME A.GB SIZE 16 CRC 0000000A ) )\nGame ( Name b )'
    expect(parse('clrmamepro', text)).toMatchObject({
      header: { name: 'GAME BOY' },
      games: [
        { name: 'GAME', roms: [{ name: 'A.GB', size: 16, crc32: 10 }] },
        { name: 'b', roms: [] },
      ],
    })
  })

  it('may have clones, ids and categories', () => {
    const { games } = parse(
      'clrmamepro',
      'game ( name a cloneof b romof b id 12 cloneofid 13 category "Games" category Demos isbios yes )',
    )
    expect(games).toEqual([
      {
        name: 'a',
        cloneOf: 'b',
        romOf: 'b',
        id: '12',
        cloneOfId: '13',
        categories: ['Games', 'Demos'],
        isBios: true,
        roms: [],
      },
    ])
  })

  it('may be a bootleg or a hack, where the maker would stand', () => {
    const text = [
      'game ( name a manufacturer "Namco" )',
      'game ( name b publisher "bootleg (Sidam)" developer bootleg )',
      'game ( name c developer "hack" )',
    ].join('\n')
    const made = parse('clrmamepro', text).games.map(({ name, categories }) => [name, ...categories])
    expect(made).toEqual([['a'], ['b', 'Pirate'], ['c', 'Hack']])
  })

  it('may have samples, merged files and what nobody has', () => {
    const text = `game ( name a romof b sampleof c sample bang sample "pop.WAV"
      rom ( name x.bin merge y.bin size 1 mia yes ) rom ( name z.bin size 1 mia no )
      disk ( name hd merge old sha1 ${SHA1} ) )`
    expect(parse('clrmamepro', text).games).toEqual([
      {
        name: 'a',
        romOf: 'b',
        sampleOf: 'c',
        samples: ['bang', 'pop'],
        categories: [],
        roms: [
          { name: 'x.bin', merge: 'y.bin', size: 1, mia: true },
          { name: 'z.bin', size: 1 },
          { name: 'hd.chd', merge: 'old.chd', sha1: SHA1, isDisk: true },
        ],
      },
    ])
  })

  it('may lack a header', () => {
    expect(parse('clrmamepro', 'game ( name a )').header).toEqual({ name: '' })
  })

  it('may be Windows-1252', () => {
    const text = Buffer.from('game ( name "Pok\xe9mon" )', 'latin1')
    expect(parse('clrmamepro', text).games[0]?.name).toBe('Pokémon')
  })
})

describe('the name of a ROM', () => {
  it.each([
    ['bare', 'name a.bin size 1', 'a.bin'],
    ['bare with parentheses', 'name a(1).bin size 1', 'a(1).bin'],
    ['bare in parentheses', 'name (a).bin size 1', '(a).bin'],
    ['quoted with parentheses', 'name "a ) ( b.bin" size 1', 'a ) ( b.bin'],
    ['quoted with escaped quotes', 'name "say \\"hi\\".bin" size 1', 'say "hi".bin'],
    ['quoted with a backslash', 'name "dir\\a.bin" size 1', 'dir\\a.bin'],
    ['quoted with a backslash at the end', 'name "dir\\" size 1', 'dir\\'],
    ['quoted with spaces at the ends', 'name " a " size 1', ' a '],
    ['quoted with an XML entity', 'name "a &amp; b" size 1', 'a &amp; b'],
    ['quoted right before the next word', 'name "a"size 1', 'a'],
    ['empty', 'name "" size 1', 'g'],
    ['a name of Object.prototype', 'name __proto__ size 1', '__proto__'],
    ['a keyword', 'name rom size 1', 'rom'],
  ])('may be %s', (_, text, name) => {
    expect(romOf(text)).toEqual({ name, size: 1 })
  })
})

describe('odd but sound text', () => {
  it.each([
    ['one line', 'game(name g rom(name r size 1))'],
    ['a byte order mark', '\uFEFFgame ( name g rom ( name r size 1 ) )'],
    ['carriage returns', 'game (\r\nname g\r\nrom ( name r size 1 )\r\n)\r\n'],
    [
      'unknown blocks',
      'foo ( bar ( rom ( name x ) ) ) game ( name g video ( name x region y ) rom ( name r size 1 ) )',
    ],
    [
      'unknown keywords',
      'game ( name g manufacturer "X (Y)" rom ( name r date 1990 size 1 offset 0 ) copy s )',
    ],
    ['a keyword without a value', 'game ( name g rom ( name r size 1 verified ) )'],
    ['a number right before the end', 'game ( name g rom ( name r size 1) )'],
    ['machines', 'machine ( name g rom ( name r size 1 ) )'],
  ])('%s', (_, text) => {
    expect(parse('clrmamepro', text).games).toEqual([
      { name: 'g', categories: [], roms: [{ name: 'r', size: 1 }] },
    ])
  })
})

describe('damaged text', () => {
  it.each([
    [
      'a block that does not end',
      'game (\n name a\n rom (\n name b\n',
      'line 3: the rom block is not closed',
    ],
    ['a file that is cut in a word', 'game (\n name a\n rom ( na', 'line 3: the rom block is not closed'],
    ['an end without a beginning', 'game ( name a )\n)', 'line 2: a ")" closes nothing'],
    ['a block without a keyword', 'game ( name a\n ( b ) )', 'line 2: a "(" has no keyword before it'],
    [
      'a quote that is not closed',
      'game (\n name "a\n rom ( name b ) )',
      'line 2: a quoted text is not closed',
    ],
    ['a quoted keyword', 'game (\n "name" a )', 'line 2: a quoted text has no keyword before it'],
    ['text outside of blocks', 'game ( name a )\nname b', 'line 2: there is text outside of all blocks'],
    ['a game without a name', 'game (\n rom ( name a )\n)', 'line 3: the game that ends here has no name'],
    ['a bottomless nest', 'x ( '.repeat(200), 'line 1: blocks nest more than 100 deep'],
  ])('%s', (_, text, message) => {
    expect(() => parse('clrmamepro', text)).toThrow(`test.dat: ${message}.`)
  })
})

describe('chunks', () => {
  const whole = parse('clrmamepro', SAMPLE)
  const size = Buffer.byteLength(SAMPLE)

  it('may end at any byte', () => {
    for (let cut = 0; cut <= size; cut++) expect(parse('clrmamepro', SAMPLE, [cut])).toEqual(whole)
  })

  it('may be single bytes', () => {
    expect(parse('clrmamepro', SAMPLE, [...Buffer.from(SAMPLE).keys()])).toEqual(whole)
  })

  it('may be cut anyhow', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: size }), { maxLength: 20 }), (cuts) => {
        expect(parse('clrmamepro', SAMPLE, cuts)).toEqual(whole)
      }),
    )
  })
})

describe('names of any kind', () => {
  const name = fc.string({
    unit: fc.constantFrom(...Array.from("ab ()[]'é赤🎮&<\\")),
    minLength: 1,
    maxLength: 15,
  })

  it('survive being written in quotes', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), (names) => {
        // a backslash before a quote means the quote
        const sound = names.map((found) => found.replace(/\\+$/, '') || 'x')
        const text = sound
          .map((found) => `game (\n name "${found}"\n rom ( name "${found}" size 1 )\n)`)
          .join('\n')
        expect(parse('clrmamepro', text).games).toEqual(
          sound.map((found) => ({ name: found, categories: [], roms: [{ name: found, size: 1 }] })),
        )
      }),
    )
  })
})
