import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { DatGame, DatHeader } from '../../src/dats/dat.ts'
import { gameState, type ListedDat, type ListedGame, type RomState } from '../../src/dats/write/listed.ts'
import { listDocument, writeListDat, writeListText } from '../../src/dats/write/lists.ts'
import { writeLogiqx } from '../../src/dats/write/logiqx.ts'
import { parse } from './support.ts'

const RUNS = process.env['CURATOR_DEEP'] ? 3000 : 150

function text(pieces: Iterable<string>): string {
  return [...pieces].join('')
}

const FULL: DatGame = {
  name: 'Tom & "Jerry" <赤>\t(USA)',
  description: "It's",
  id: '0001',
  cloneOf: 'Parent',
  romOf: 'bios',
  sampleOf: 'noise',
  isBios: true,
  isDevice: true,
  isMechanical: true,
  notRunnable: true,
  year: '1989',
  categories: ['Games', 'A & B'],
  devices: ['z80', 'z80'],
  samples: ['boom'],
  roms: [
    {
      name: 'a.bin',
      size: 16,
      crc32: 0xab,
      md5: 'ab'.repeat(16),
      sha1: 'ab'.repeat(20),
      sha256: 'ab'.repeat(32),
      status: 'verified',
      merge: 'b.bin',
      serial: 'X-1',
      mia: true,
      isOptional: true,
    },
    { name: 'hd.chd', sha1: 'cd'.repeat(20), merge: 'hd0.chd', isDisk: true },
    { name: 'lost.bin', status: 'nodump' },
  ],
}

describe('Logiqx', () => {
  it('has these bytes', () => {
    const header = { name: 'N & M', version: '1', author: 'A' }
    expect(text(writeLogiqx(header, [FULL]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE datafile PUBLIC "-//Logiqx//DTD ROM Management Datafile//EN" "http://www.logiqx.com/Dats/datafile.dtd">
<datafile>
	<header>
		<name>N &amp; M</name>
		<version>1</version>
		<author>A</author>
	</header>
	<game name="Tom &amp; &quot;Jerry&quot; &lt;赤&gt;&#9;(USA)" id="0001" cloneof="Parent" romof="bios" sampleof="noise" isbios="yes" isdevice="yes" ismechanical="yes" runnable="no">
		<description>It's</description>
		<year>1989</year>
		<category>Games</category>
		<category>A &amp; B</category>
		<rom name="a.bin" size="16" crc="000000ab" md5="${'ab'.repeat(16)}" sha1="${'ab'.repeat(20)}" sha256="${'ab'.repeat(32)}" status="verified" merge="b.bin" serial="X-1" mia="yes" optional="yes"/>
		<disk name="hd" sha1="${'cd'.repeat(20)}" merge="hd0"/>
		<rom name="lost.bin" status="nodump"/>
		<device_ref name="z80"/>
		<device_ref name="z80"/>
		<sample name="boom"/>
	</game>
</datafile>
`)
  })

  it('is read back as it was written', () => {
    const header: DatHeader = { name: 'N', description: 'D', version: '1', date: '2', author: 'A', url: 'u' }
    expect(parse('logiqx', text(writeLogiqx(header, [FULL])))).toEqual({ header, games: [FULL] })
  })

  it('is a whole document without any game', () => {
    const empty = text(writeLogiqx({ name: 'N' }, []))
    expect(XMLValidator.validate(empty)).toBe(true)
    expect(parse('logiqx', empty)).toEqual({ header: { name: 'N' }, games: [] })
  })

  it.each([
    ['control characters', 'a\0b\x1fc', 'a\uFFFDb\uFFFDc'],
    ['half a surrogate pair', 'a\ud800b', 'a\uFFFDb'],
    ['a line break', 'a\nb\rc', 'a\nb\rc'],
    ['what looks like an entity', '&lt;&#65;', '&lt;&#65;'],
  ])('%s', (_, name, expected) => {
    const dat = text(writeLogiqx({ name: 'N' }, [{ name, categories: [], roms: [] }]))
    expect(XMLValidator.validate(dat)).toBe(true)
    expect(parse('logiqx', dat).games[0]?.name).toBe(expected)
  })

  const name = fc
    .string({ unit: fc.constantFrom(...Array.from('abc &<>"\'é赤🎮[]#;x12\t')), minLength: 1, maxLength: 12 })
    .map((value) => `${value}.`)
  const rom = fc.record(
    { name, size: fc.integer({ min: 1, max: 2 ** 40 }), crc32: fc.integer({ min: 1, max: 0xffff_fffe }) },
    { requiredKeys: ['name'] },
  )
  const games = fc.array(
    fc.record({ name, categories: fc.constant([]), roms: fc.array(rom, { maxLength: 3 }) }),
    { maxLength: 5 },
  )

  it('says the same to our reader and to fast-xml-parser', () => {
    const other = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseAttributeValue: false,
      trimValues: false,
      htmlEntities: true,
      isArray: (tag) => tag === 'game' || tag === 'rom',
    })
    fc.assert(
      fc.property(games, (list) => {
        const dat = text(writeLogiqx({ name: 'N' }, list))
        const read = parse('logiqx', dat).games
        expect(
          read.map(({ name: called, categories, roms }) => ({ name: called, categories, roms })),
        ).toEqual(list)
        const document = other.parse(dat) as {
          datafile: { game?: { name: string; rom?: { name: string }[] }[] }
        }
        const seen = (document.datafile.game ?? []).map((game) => [
          game.name,
          ...(game.rom ?? []).map((one) => one.name),
        ])
        expect(seen).toEqual(list.map((game) => [game.name, ...game.roms.map((one) => one.name)]))
      }),
      { numRuns: RUNS },
    )
  })
})

function listed(name: string, ...states: readonly RomState[]): ListedGame {
  const roms = states.map((state, at) => ({ name: `${name} ${at + 1}.bin`, size: 1, crc32: at + 1, state }))
  return { name, categories: [], roms, state: gameState(roms) }
}

const LIST: ListedDat = {
  dat: 'gb',
  header: { name: 'Game Boy', version: '7' },
  games: [
    listed('All', 'have', 'have'),
    listed('Empty', 'have', 'nodump'),
    listed('Half', 'have', 'missing', 'mia', 'nodump'),
    listed('Lost', 'mia', 'nodump'),
    listed('Lost track', 'have', 'mia'),
    listed('Never', 'nodump'),
    listed('None', 'missing', 'nodump'),
    listed('Nothing', 'empty'),
    listed('Nothing yet', 'missing', 'empty'),
  ],
}

describe('lists', () => {
  it('as text: a line a game, what lacks a ROM with its ROMs, marks where nothing can be done', () => {
    const title = '# Game Boy (7): 9 games, 2 had, 2 missing, 1 incomplete, 2 MIA, 1 never dumped, 1 empty\n'
    expect(text(writeListText(LIST, 'missing'))).toBe(
      `${title}Half [incomplete]\n\tHalf 2.bin [missing]\n\tHalf 3.bin [MIA]\n\tHalf 4.bin [nodump]\nLost [MIA]\nLost track [MIA]\nNever [nodump]\nNone\n\tNone 2.bin [nodump]\nNothing [empty]\nNothing yet\n\tNothing yet 2.bin [empty]\n`,
    )
    expect(text(writeListText(LIST, 'have'))).toBe(
      `${title}All\nEmpty\nHalf [incomplete]\n\tHalf 2.bin [missing]\n\tHalf 3.bin [MIA]\n\tHalf 4.bin [nodump]\nLost track [MIA]\n\tLost track 2.bin [MIA]\n`,
    )
  })

  it('as DAT: what can be found, and nothing else', () => {
    const read = (kind: 'missing' | 'have') => {
      const { header, games } = parse('logiqx', text(writeListDat(LIST, kind)))
      return [header, games.map(({ name, roms }) => [name, ...roms.map((one) => one.name)])]
    }
    expect(read('missing')).toEqual([
      { name: 'Game Boy', description: 'Game Boy (missing)', version: '7', author: 'curator' },
      [
        ['Half', 'Half 2.bin'],
        ['None', 'None 1.bin'],
        ['Nothing yet', 'Nothing yet 1.bin'],
      ],
    ])
    expect(read('have')).toEqual([
      { name: 'Game Boy', description: 'Game Boy (have)', version: '7', author: 'curator' },
      [
        ['All', 'All 1.bin', 'All 2.bin'],
        ['Empty', 'Empty 1.bin'],
        ['Half', 'Half 1.bin'],
        ['Lost track', 'Lost track 1.bin'],
      ],
    ])
  })

  it('as data', () => {
    const { list, ...rest } = listDocument(LIST, 'missing')
    expect(rest).toEqual({
      dat: 'gb',
      name: 'Game Boy',
      version: '7',
      games: 9,
      have: 2,
      named: 0,
      incomplete: 1,
      missing: 2,
      mia: 2,
      nodump: 1,
      empty: 1,
    })
    expect(list.map(({ name, state }) => `${name}: ${state}`)).toEqual([
      'Half: incomplete',
      'Lost: mia',
      'Lost track: mia',
      'Never: nodump',
      'None: missing',
      'Nothing: empty',
      'Nothing yet: missing',
    ])
    expect(list[4]?.roms[0]).toEqual({ name: 'None 1.bin', state: 'missing', size: 1, crc32: '00000001' })
  })

  it('a name cannot break a line', () => {
    const odd = { ...LIST, games: [listed('a\nb\x1b[31m', 'missing')] }
    expect(text(writeListText(odd, 'missing')).split('\n')[1]).toBe('a b [31m')
  })
})
