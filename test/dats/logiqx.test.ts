import { describe, expect, it } from 'vitest'
import { EMPTY_SHA1 } from '../../src/dats/placeholder.ts'
import { parse } from './support.ts'

const SHA1 = '0123456789abcdef0123456789abcdef01234567'
const MD5 = '0123456789abcdef0123456789abcdef'

function datafile(body: string): string {
  return `<datafile>${body}</datafile>`
}

describe('what a Logiqx DAT says', () => {
  it('is read whole', () => {
    const { header, games } = parse(
      'logiqx',
      `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE datafile PUBLIC "-//Logiqx//DTD ROM Management Datafile//EN" "http://www.logiqx.com/Dats/datafile.dtd">
<datafile xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
	<header>
		<id>45</id>
		<name>Nintendo - Nintendo Entertainment System</name>
		<description>NES &amp; Famicom</description>
		<version>20260131-000000</version>
		<date>2026-01-31</date>
		<author>A, B</author>
		<homepage>No-Intro</homepage>
		<url>https://example.org</url>
		<clrmamepro forcenodump="required"/>
	</header>
	<game name="Game (USA)" id="0001" cloneofid="0002" isbios="no">
		<description>Game (USA)</description>
		<year>1987</year>
		<category>Games</category>
		<category>Demos</category>
		<release name="Game (USA)" region="USA"/>
		<rom name="Game (USA).nes" size="40976" crc="ABCDEF01" md5="${MD5.toUpperCase()}" sha1="${SHA1}" sha256="${'ab'.repeat(32)}" status="verified" serial="NES-XX-USA" mia="yes"/>
	</game>
	<machine name="board" isbios="yes" isdevice="yes" ismechanical="yes" runnable="no" cloneof="parent" romof="parent" sampleof="noises">
		<rom name="a.bin" size="1" crc="1" status="baddump" merge="b.bin" optional="yes"/>
		<disk name="hd" merge="hd0" sha1="${SHA1}"/>
		<device_ref name="z80"/>
		<device_ref name="z80"/>
		<sample name="boom"/>
	</machine>
	<game name="Empty"/>
</datafile>
`,
    )
    expect(header).toEqual({
      name: 'Nintendo - Nintendo Entertainment System',
      description: 'NES & Famicom',
      version: '20260131-000000',
      date: '2026-01-31',
      author: 'A, B',
      homepage: 'No-Intro',
      url: 'https://example.org',
    })
    expect(games).toEqual([
      {
        name: 'Game (USA)',
        id: '0001',
        cloneOfId: '0002',
        description: 'Game (USA)',
        year: '1987',
        categories: ['Games', 'Demos'],
        regions: ['USA'],
        roms: [
          {
            name: 'Game (USA).nes',
            size: 40976,
            crc32: 0xabcdef01,
            md5: MD5,
            sha1: SHA1,
            sha256: 'ab'.repeat(32),
            status: 'verified',
            serial: 'NES-XX-USA',
            mia: true,
          },
        ],
      },
      {
        name: 'board',
        isBios: true,
        isDevice: true,
        isMechanical: true,
        notRunnable: true,
        cloneOf: 'parent',
        romOf: 'parent',
        sampleOf: 'noises',
        devices: ['z80', 'z80'],
        samples: ['boom'],
        categories: [],
        roms: [
          { name: 'a.bin', size: 1, crc32: 1, status: 'baddump', merge: 'b.bin', isOptional: true },
          { name: 'hd.chd', sha1: SHA1, merge: 'hd0.chd', isDisk: true },
        ],
      },
      { name: 'Empty', categories: [], roms: [] },
    ])
  })

  it('is read from MAME lists, whose header is the root and whose grammar comes first', () => {
    const { header, games } = parse(
      'logiqx',
      `<?xml version="1.0"?>
<!DOCTYPE mame [
<!-- a "quote' in a comment > -->
<!ELEMENT mame (machine+)>
	<!ATTLIST machine name CDATA #REQUIRED>
	<!ATTLIST machine isbios (yes|no) "no">
]>
<mame build="0.280 (mame0280)" debug="no">
<machine name="005" sourcefile="sega/segag80r.cpp"><description>005</description><year>1981</year>
<rom name="1346b.u25" size="2048" crc="8e68533e" sha1="${SHA1}" region="maincpu" offset="0"/>
<device_ref name="z80"/><dipswitch name="x" tag="y"><dipvalue name="rom" value="0"/></dipswitch></machine>
</mame>`,
    )
    expect(header).toEqual({ name: 'MAME', version: '0.280 (mame0280)' })
    expect(games).toEqual([
      {
        name: '005',
        description: '005',
        year: '1981',
        categories: [],
        devices: ['z80'],
        roms: [{ name: '1346b.u25', size: 2048, crc32: 0x8e68533e, sha1: SHA1 }],
      },
    ])
  })

  it('says whether a machine is a bootleg or a hack, where the maker would stand', () => {
    const made = [
      'Namco',
      'bootleg',
      'bootleg? (Sidam)',
      'Orca (bootleg?)',
      'hack',
      'hack (trap15)',
      'Hack and Slash',
    ]
    const { games } = parse(
      'logiqx',
      datafile(made.map((maker) => `<game name="g"><manufacturer>${maker}</manufacturer></game>`).join('')),
    )
    expect(games.map(({ categories }) => categories)).toEqual([
      [],
      ['Pirate'],
      ['Pirate'],
      ['Pirate'],
      ['Hack'],
      ['Hack'],
      [],
    ])
  })

  it('says which ROMs a machine starts without: those of a BIOS that it does not start with, too', () => {
    const machine = (name: string, sets: string) =>
      `<machine name="${name}">${sets}<rom name="b" bios="euro"/><rom name="c" bios="us"/><rom name="d"/></machine>`
    const { games } = parse(
      'logiqx',
      datafile(
        machine('marked', '<biosset name="euro" description="E"/><biosset name="us" default="yes"/>') +
          machine('first', '<biosset name="euro"/><biosset name="us"/>') +
          machine('untold', ''),
      ),
    )
    const needed = games.map(({ name, roms }) => [
      name,
      ...roms.flatMap((rom) => (rom.isOptional ? [] : rom.name)),
    ])
    expect(needed).toEqual([
      ['marked', 'c', 'd'],
      ['first', 'b', 'd'],
      ['untold', 'b', 'c', 'd'],
    ])
  })

  it('has an empty header name where there is no header', () => {
    expect(parse('logiqx', datafile('<game name="a"/>')).header).toEqual({ name: '' })
    expect(parse('logiqx', datafile('')).header).toEqual({ name: '' })
  })
})

describe('the name of a ROM', () => {
  const romNames: [string, string, string][] = [
    ['named entities', 'a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;', `a & b <c> "d" 'e'`],
    ['numeric entities', '&#233;&#xE9;&#x1F3AE;', 'éé🎮'],
    ['an entity nobody knows', '&eacute; &foo;', '&eacute; &foo;'],
    ['a bare ampersand', 'Tom & Jerry & Co', 'Tom & Jerry & Co'],
    ['an entity of a forbidden character', '&#0;&#xD800;&#1114112;', '&#0;&#xD800;&#1114112;'],
    ['an escaped entity', '&amp;lt;', '&lt;'],
    ['spaces at the ends', ' lead and trail ', ' lead and trail '],
    ['a line break', 'a\nb\r\nc\td', 'a b c d'],
    ['UTF-8', 'Pokémon 赤', 'Pokémon 赤'],
    ['a greater-than sign', 'a > b', 'a > b'],
    ['the other quote', "it's", "it's"],
    ['digits only', '007', '007'],
    ['a name of Object.prototype', '__proto__', '__proto__'],
  ]

  it.each(romNames)('may hold %s', (_, written, meant) => {
    const { games } = parse('logiqx', datafile(`<game name="g"><rom name="${written}"/></game>`))
    expect(games[0]?.roms).toEqual([{ name: meant }])
  })

  it('is the name of the game where it is missing', () => {
    const { games } = parse('logiqx', datafile('<game name="g"><rom size="1"/><rom name=""/></game>'))
    expect(games[0]?.roms).toEqual([{ name: 'g', size: 1 }, { name: 'g' }])
  })
})

describe('odd but sound XML', () => {
  const odd: [string, string][] = [
    ['a byte order mark', '\uFEFF' + datafile('<game name="g"><rom name="r" size="1"/></game>')],
    ['no line break and no space', datafile('<game name="g"><rom name="r" size="1"/></game>')],
    ['single quotes', datafile(`<game name='g'><rom name='r' size='1'/></game>`)],
    [
      'spaces everywhere',
      '<datafile >\n<game\n\tname = "g" ><rom name= "r" size ="1" / ></game >\n</datafile\n>'.replace(
        '/ >',
        '/>',
      ),
    ],
    ['elements with end tags', datafile('<game name="g"><rom name="r" size="1"></rom></game>')],
    [
      'comments',
      datafile('<!-- <game name="x"> --><game name="g"><!-- -- > --><rom name="r" size="1"/></game>'),
    ],
    [
      'processing instructions',
      '<?xml-stylesheet href="a>b"?>' +
        datafile('<game name="g"><?a <game> ?><rom name="r" size="1"/></game>'),
    ],
    ['folders', datafile('<dir name="d"><game name="g"><rom name="r" size="1"/></game></dir>')],
    [
      'unknown elements',
      datafile('<game name="g"><trurip><rom name="x"/></trurip><rom name="r" size="1"/><video/></game>'),
    ],
    [
      'unknown and repeated attributes',
      datafile('<game name="g" name="h" x:y="z"><rom name="r" size="1" size="2"/></game>'),
    ],
    ['text nobody asks for', datafile('text<game name="g">more &#x; text<rom name="r" size="1"/>]]></game>')],
  ]

  it.each(odd)('%s', (_, text) => {
    expect(parse('logiqx', text).games).toEqual([
      { name: 'g', categories: [], roms: [{ name: 'r', size: 1 }] },
    ])
  })

  it('takes text with entities, comments and CDATA together', () => {
    const { games } = parse(
      'logiqx',
      datafile(
        '<game name="g"><description> a &amp; <!-- no --><![CDATA[<b> &amp;]]> c\n</description></game>',
      ),
    )
    expect(games[0]?.description).toBe('a & <b> &amp; c')
  })

  it.each([
    ['', Buffer.from('é')],
    ['<?xml version="1.0" encoding="iso-8859-1"?>', Buffer.from([0xe9])],
    ["<?xml version='1.0' encoding='Windows-1252'?>", Buffer.from([0xe9])],
    ['<?xml version="1.0" encoding="UTF-8"?>', Buffer.from([0xe9])],
  ])('decodes after %j', (prolog, letter) => {
    const bytes = Buffer.concat([
      Buffer.from(`${prolog}<datafile><game name="Pok`),
      letter,
      Buffer.from('mon"><description>'),
      letter,
      Buffer.from('</description></game></datafile>'),
    ])
    expect(parse('logiqx', bytes).games[0]).toMatchObject({ name: 'Pokémon', description: 'é' })
  })

  it('decodes all of Windows-1252, on every Node', () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="windows-1252"?><datafile><game name="'),
      Buffer.from(Array.from({ length: 32 }, (_, i) => 0x80 + i)),
      Buffer.from([0xa0, 0xff]),
      Buffer.from('"/></datafile>'),
    ])
    expect(parse('logiqx', bytes).games[0]?.name).toBe(
      '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ\u00a0ÿ',
    )
  })

  it.each([
    ['size', 'size="0x10"', {}],
    ['size', 'size="-1"', {}],
    ['size', 'size="99999999999999999999"', {}],
    ['size', 'size=""', {}],
    ['crc', 'crc="xyz"', {}],
    ['crc', 'crc="1e5"', { crc32: 0x1e5 }],
    ['crc', 'crc="123456789"', {}],
    ['crc', 'crc="-"', {}],
    ['md5', 'md5="abc"', {}],
    ['sha1', `sha1="${SHA1.slice(1)}g"`, {}],
    ['sha1', `sha1="${'0'.repeat(40)}"`, {}],
    ['status', 'status="wonderful"', {}],
    ['empty file', `size="0" crc="00000000" sha1="${EMPTY_SHA1}"`, { size: 0 }],
    ['empty file, of its hash alone', `sha1="${EMPTY_SHA1.toUpperCase()}"`, { size: 0 }],
    ['hash of another file', `size="16" sha1="${EMPTY_SHA1}"`, { size: 16 }],
    ['unknown size', `size="0" crc="12345678"`, { crc32: 0x1234_5678 }],
    ['hash of some bytes beside that of none', `crc="12345678" sha1="${EMPTY_SHA1}"`, { crc32: 0x1234_5678 }],
    ['unknown size', `size="0" crc="12345678" sha1="${SHA1}"`, { crc32: 0x1234_5678, sha1: SHA1 }],
  ])('takes no nonsense as %s: %s', (_, attributes, fields) => {
    const { games } = parse('logiqx', datafile(`<game name="g"><rom name="r" ${attributes}/></game>`))
    expect(games[0]?.roms).toEqual([{ name: 'r', ...fields }])
  })
})

describe('damaged XML', () => {
  const damaged: [string, string, string][] = [
    [
      'a game that does not end',
      '<datafile>\n<game name="a">\n</datafile>',
      'line 2: the <game> element is not closed',
    ],
    [
      'a ROM that does not end',
      '<datafile>\n<game name="a">\n<rom name="b">\n</game></datafile>',
      'line 3: the <rom> element is not closed',
    ],
    [
      'an unknown element that does not end',
      '<datafile>\n<x>\n</datafile>',
      'line 2: an element is not closed',
    ],
    [
      'an end without a beginning',
      '<datafile/>\n</game>',
      'line 2: the <game> element is closed, but was never opened',
    ],
    [
      'a file that is cut',
      '<datafile>\n<game name="a">\n  <rom name="b',
      'line 3: the file ends in the middle of a tag',
    ],
    [
      'a file that is cut between tags',
      '<datafile>\n<game name="a">\n',
      'line 2: the <game> element is not closed',
    ],
    ['a game without a name', '<datafile>\n\n<game id="1"/></datafile>', 'line 3: a game has no name'],
    ['another root', '\n<dat/>', 'line 2: the outermost element is not <datafile>'],
    ['two roots', '<datafile/>\n<datafile/>', 'line 2: a second outermost element begins'],
    ['text after the end', '<datafile/>\n\nrest', 'line 3: there is text outside of all elements'],
    ['nothing', '', 'line 1: it has no element at all'],
    [
      'a quote that is not closed',
      '<datafile>\n<game name="a>\n<rom name="b"/></game></datafile>',
      'line 3: an attribute value is not closed, or holds a "<" that must be written "&lt;"',
    ],
    [
      'a value without quotes',
      '<datafile>\n<game name=a></game></datafile>',
      'line 2: an attribute value is not quoted',
    ],
    [
      'an attribute without a value',
      '<datafile>\n<game name></game></datafile>',
      'line 2: an attribute has no value, or a tag is not closed',
    ],
    [
      'a tag in a tag',
      '<datafile>\n<game <rom/></game></datafile>',
      'line 2: an attribute has no value, or a tag is not closed',
    ],
    [
      'a bare less-than sign',
      '<datafile>\n<game name="a"><year>< 3</year></game></datafile>',
      'line 2: a "<" that begins no tag must be written "&lt;"',
    ],
    [
      'a UTF-16 declaration',
      '<?xml version="1.0" encoding="utf-16"?><datafile/>',
      'line 1: its encoding is utf-16: save it as UTF-8',
    ],
    ['a bottomless nest', `<datafile>${'<a>'.repeat(200)}`, 'line 1: elements nest more than 100 deep'],
  ]

  it.each(damaged)('%s', (_, text, message) => {
    expect(() => parse('logiqx', text)).toThrow(`test.dat: ${message}.`)
  })

  it('is recognised at every sixteenth of a file', () => {
    const text = datafile('\n<game name="a">\n<rom name="b" size="1"/>\n</game>'.repeat(40))
    for (let part = 0; part < 16; part++) {
      expect(() => parse('logiqx', text.slice(0, Math.floor((text.length * part) / 16)))).toThrow(
        /^test\.dat: line \d+: /,
      )
    }
    expect(parse('logiqx', text).games).toHaveLength(40)
  })

  it('includes documents that declare entities: they could expand without end', () => {
    const bomb = `<?xml version="1.0"?>
<!DOCTYPE datafile [
 <!ENTITY a "aaaaaaaaaa">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<datafile><game name="&b;"/></datafile>`
    expect(() => parse('logiqx', bomb)).toThrow(
      'test.dat: line 3: it declares entities of its own, which curator does not expand.',
    )
  })

  it('never has a game or a token above 64 MB', () => {
    const endless = Buffer.alloc(65 * 1024 * 1024, 'x')
    endless.write('<datafile>\n<game name="')
    expect(() => parse('logiqx', endless, [1000, 2_000_000])).toThrow(
      'test.dat: line 2: one piece of it is larger than 64 MB.',
    )
    const crowded = `<datafile><game name="a">${`<rom name="${'x'.repeat(1_000_000)}"/>`.repeat(68)}</game></datafile>`
    expect(() => parse('logiqx', crowded)).toThrow('test.dat: line 1: one game of it is larger than 64 MB.')
  })
})
