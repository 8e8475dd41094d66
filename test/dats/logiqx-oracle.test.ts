/** The byte scanner against fast-xml-parser, and against itself with the file cut elsewhere. */
import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { parse, type Parsed } from './support.ts'

const RUNS = process.env['CURATOR_DEEP'] ? 5000 : 150

const SMALL = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE datafile [<!ELEMENT a (b)> <!-- "> -->]>
<!-- two - hyphens -->
<datafile>
  <header><name>N &amp; <![CDATA[C]]>é</name></header>
  <game name="Pokémon &lt;赤&gt;" id='1' cloneof="it's">
    <description>a &#233; <!-- - -> --> b</description>
    <rom name="r.bin" size="12" crc="0123ABCD" sha1="${'ab'.repeat(20)}" status="good"/>
    <x y="z"><rom name="no"/></x>
  </game>
  <machine name="empty"/>
</datafile>
`

const chunks = fc.array(fc.nat({ max: Buffer.byteLength(SMALL) }), { maxLength: 20 })

describe('chunks', () => {
  const whole = parse('logiqx', SMALL)

  it('reads the sample', () => {
    expect(whole.header).toEqual({ name: 'N & Cé' })
    expect(whole.games.map((game) => game.name)).toEqual(['Pokémon <赤>', 'empty'])
    expect(whole.games[0]?.description).toBe('a é  b')
  })

  it('may end at any byte', () => {
    for (let cut = 0; cut <= Buffer.byteLength(SMALL); cut++)
      expect(parse('logiqx', SMALL, [cut])).toEqual(whole)
  })

  it('may be single bytes', () => {
    expect(parse('logiqx', SMALL, [...Buffer.from(SMALL).keys()])).toEqual(whole)
  })

  it('may be cut anyhow', () => {
    fc.assert(
      fc.property(chunks, (cuts) => {
        expect(parse('logiqx', SMALL, cuts)).toEqual(whole)
      }),
      { numRuns: RUNS },
    )
  })
})

/** Text without the characters that fast-xml-parser trims or that XML forbids. */
const text = fc
  .string({ unit: fc.constantFrom(...Array.from('abc (&<>"\'é赤🎮[]#;x12')), minLength: 1, maxLength: 12 })
  .map((value) => value.trim() || 'x')
const hex = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('123456789abcdeABCDE')),
    minLength: length,
    maxLength: length,
  })

const rom = fc.record(
  {
    name: text,
    size: fc.integer({ min: 1, max: 2 ** 40 }).map(String),
    crc: hex(8),
    md5: hex(32),
    sha1: hex(40),
    merge: text,
  },
  { requiredKeys: ['name'] },
)
const game = fc.record(
  {
    attributes: fc.record(
      { name: text, id: text, cloneof: text, cloneofid: text },
      { requiredKeys: ['name'] },
    ),
    description: text,
    year: text,
    categories: fc.array(text, { maxLength: 3 }),
    roms: fc.array(rom, { maxLength: 4 }),
  },
  { requiredKeys: ['attributes', 'categories', 'roms'] },
)
const separator = fc.constantFrom('', '\n', '\r\n\t', '<!-- <game> -->', '<note a="b>">c</note>', '<?p i?>')
const dat = fc.record({
  games: fc.array(game, { maxLength: 6 }),
  separators: fc.array(separator, { minLength: 1, maxLength: 5 }),
})

describe('against fast-xml-parser', () => {
  it('reads the same games', () => {
    fc.assert(
      fc.property(dat, chunks, ({ games, separators }, cuts) => {
        const xml = write(games, separators)
        const end = Buffer.byteLength(xml)
        expect(
          parse(
            'logiqx',
            xml,
            cuts.map((cut) => Math.min(cut, end)),
          ).games,
        ).toEqual(readWithOracle(xml))
      }),
      { numRuns: RUNS },
    )
  })
})

type Game = typeof game extends fc.Arbitrary<infer T> ? T : never

function write(games: readonly Game[], separators: readonly string[]): string {
  let count = 0
  const gap = () => separators[count++ % separators.length] ?? ''
  const body = games.map(({ attributes, description, year, categories, roms }) => {
    const inside = [
      ...(description === undefined ? [] : [`<description>${escape(description)}</description>`]),
      ...(year === undefined ? [] : [`<year>${escape(year)}</year>`]),
      ...categories.map((category) => `<category>${escape(category)}</category>`),
      ...roms.map((fields) => `<rom${attributesOf(fields)}/>`),
    ]
    return `<game${attributesOf(attributes)}>${gap()}${inside.join(gap())}${gap()}</game>`
  })
  return `<datafile>${gap()}${body.join(gap())}${gap()}</datafile>`
}

function attributesOf(fields: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(fields)
    .map(([name, value]) => ` ${name}="${escape(value ?? '')}"`)
    .join('')
}

function escape(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

interface OracleGame {
  readonly '@name': string
  readonly '@id'?: string
  readonly '@cloneof'?: string
  readonly '@cloneofid'?: string
  readonly description?: string
  readonly year?: string
  readonly category?: readonly string[]
  readonly rom?: readonly Readonly<Record<string, string>>[]
}

function readWithOracle(xml: string): Parsed['games'] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseAttributeValue: false,
    parseTagValue: false,
    htmlEntities: true,
    isArray: (name) => ['game', 'rom', 'category'].includes(name),
  })
  const root = (parser.parse(xml) as { datafile: '' | { game?: readonly OracleGame[] } }).datafile
  return (root === '' ? [] : (root.game ?? [])).map((found) => ({
    name: found['@name'],
    ...(found['@id'] !== undefined && { id: found['@id'] }),
    ...(found['@cloneof'] !== undefined && { cloneOf: found['@cloneof'] }),
    ...(found['@cloneofid'] !== undefined && { cloneOfId: found['@cloneofid'] }),
    ...(found.description !== undefined && { description: found.description }),
    ...(found.year !== undefined && { year: found.year }),
    categories: found.category ?? [],
    roms: (found.rom ?? []).map((fields) => ({
      name: fields['@name'] ?? '',
      ...(fields['@size'] !== undefined && { size: Number(fields['@size']) }),
      ...(fields['@crc'] !== undefined && { crc32: Number.parseInt(fields['@crc'], 16) }),
      ...(fields['@md5'] !== undefined && { md5: fields['@md5'].toLowerCase() }),
      ...(fields['@sha1'] !== undefined && { sha1: fields['@sha1'].toLowerCase() }),
      ...(fields['@merge'] !== undefined && { merge: fields['@merge'] }),
    })),
  }))
}
