import { describe, expect, it } from 'vitest'
import { parse } from './support.ts'

const DAT = `[CREDITS]
Author=Someone = else
version=20021031
comment=Laserdisk Emulator
date=2002-10-31
homepage=http://example.org
[DAT]
version=2.50
plugin=arcade.dll
split=1
merge=1
[EMULATOR]
refname=Daphne
version=Daphne v0.99.5a
[GAMES]
¬invaders¬Space Invaders¬invaders¬Space Invaders¬invaders.h¬734F5AD8¬2048¬¬¬
¬invaders¬Space Invaders¬invaders¬Space Invaders¬invaders.g¬6bfaca4a¬2048¬bios¬b.g¬

¬invaders¬Space Invaders¬invadpt2¬Space Invaders Part II¬pv.01¬7288a511¬2048¬invaders¬invaders.g¬
¬old¬Old¬old¬Old¬chip¬
[RESOURCES]
¬bios¬A BIOS¬bios¬A BIOS¬b.g¬6bfaca4a¬2048¬¬¬
[DISKS]
¬laser¬Laser¬laser¬Laser¬movie¬¬¬¬¬
`

describe('a RomCenter DAT', () => {
  const expected = {
    header: {
      author: 'Someone = else',
      version: '20021031',
      date: '2002-10-31',
      homepage: 'http://example.org',
      name: 'Daphne',
      description: 'Daphne v0.99.5a',
    },
    games: [
      {
        name: 'invaders',
        description: 'Space Invaders',
        romOf: 'bios',
        categories: [],
        roms: [
          { name: 'invaders.h', size: 2048, crc32: 0x734f5ad8 },
          { name: 'invaders.g', size: 2048, crc32: 0x6bfaca4a, merge: 'b.g' },
        ],
      },
      {
        name: 'invadpt2',
        description: 'Space Invaders Part II',
        cloneOf: 'invaders',
        romOf: 'invaders',
        categories: [],
        roms: [{ name: 'pv.01', size: 2048, crc32: 0x7288a511, merge: 'invaders.g' }],
      },
      { name: 'old', description: 'Old', categories: [], roms: [{ name: 'chip' }] },
      {
        name: 'bios',
        description: 'A BIOS',
        isBios: true,
        categories: [],
        roms: [{ name: 'b.g', size: 2048, crc32: 0x6bfaca4a }],
      },
      { name: 'laser', description: 'Laser', categories: [], roms: [{ name: 'movie.chd', isDisk: true }] },
    ],
  }

  it.each([
    ['UTF-8', Buffer.from(DAT)],
    ['Windows-1252, as RomCenter writes it', Buffer.from(DAT, 'latin1')],
    ['with a byte order mark and \\r\\n', Buffer.from(`\uFEFF${DAT.replaceAll('\n', '\r\n')}`)],
  ])('is read whole: %s', (_, bytes) => {
    expect(parse('romcenter', bytes)).toEqual(expected)
  })

  it('may be cut anywhere', () => {
    const bytes = Buffer.from(DAT, 'latin1')
    for (let cut = 0; cut <= bytes.length; cut++) expect(parse('romcenter', bytes, [cut])).toEqual(expected)
  })

  it('may end without a newline, and a last line may tell more than the one before', () => {
    const last = '[GAMES]\n¬a¬a¬a¬a¬r¬00000001\n¬b¬b¬b¬b¬s¬00000002¬9¬¬¬'
    expect(parse('romcenter', last).games.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('has a header where it has no games', () => {
    expect(parse('romcenter', '[EMULATOR]\nrefname=X')).toEqual({ header: { name: 'X' }, games: [] })
  })

  it.each([
    ['[GAMES]\nwords', 'line 2: a ROM stands there without any "¬".'],
    ['[GAMES]\n\n¬a¬b¬', 'line 3: a ROM has too few fields between "¬".'],
    ['[GAMES]\nx¬a¬b¬c¬d¬e¬', 'line 2: a ROM has too few fields between "¬".'],
    ['[GAMES]\n¬a¬b¬¬d¬e¬', 'line 2: a ROM belongs to no game.'],
    ['[GAMES]\n¬a¬a¬a¬a¬r¬00000001¬9¬¬¬\n¬b¬b¬b¬b¬r¬0000', 'line 3: the file ends in the middle of a line.'],
    ['[GAMES]\n¬a¬a¬a¬a¬r¬00000001¬9¬¬¬\n¬b¬b¬b¬b¬r', 'line 3: the file ends in the middle of a line.'],
    [`[GAMES]\n${'¬'.repeat(600_000)}`, 'line 2: it is longer than 1 MB.'],
  ])('%# is damaged', (text, message) => {
    expect(() => parse('romcenter', text)).toThrow(message)
  })
})
