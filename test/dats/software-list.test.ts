import { describe, expect, it } from 'vitest'
import { listFinder } from '../../src/dats/formats/software-lists.ts'
import { parse } from './support.ts'

const SHA1 = '0123456789abcdef0123456789abcdef01234567'

const LIST = `<?xml version="1.0"?>
<!DOCTYPE softwarelist SYSTEM "softwarelist.dtd">
<softwarelist name="snes" description="Nintendo SNES cartridges">
  <software name="game" supported="partial">
    <description>Game &amp; Watch (Japan)</description>
    <year>1994</year>
    <publisher>Someone</publisher>
    <info name="serial" value="SHVC-AB"/>
    <info name="serial" value="SHVC-CD"/>
    <info name="release" value="19940101"/>
    <sharedfeat name="compatibility" value="NTSC"/>
    <part name="cart" interface="snes_cart">
      <feature name="pcb" value="x"/>
      <dataarea name="rom" size="1048576">
        <rom name="lo.bin" size="0x80000" crc="ABCDEF01" sha1="${SHA1}" offset="0"/>
        <rom size="524288" offset="0x80000" loadflag="reload"/>
        <rom name="again" size="1" loadflag="continue"/>
        <rom size="16" offset="0" value="0xff" loadflag="fill"/>
      </dataarea>
      <dataarea name="nvram" size="8192"/>
    </part>
    <part name="cart2"><dataarea name="rom"><rom name="bad.bin" size="16" status="baddump" crc="00000001"/></dataarea></part>
  </software>
  <software name="disc" cloneof="game">
    <description>Disc</description>
    <part name="cdrom"><diskarea name="cdrom"><disk name="disc (usa)" sha1="${SHA1}" writeable="no"/></diskarea></part>
    <part name="flop"><dataarea name="flop"><rom name="lost.ipf" size="10" status="nodump"/></dataarea></part>
  </software>
  <software name="empty"/>
</softwarelist>
`

describe('a software list', () => {
  it('is read whole: what is loaded twice is one ROM', () => {
    const { header, games } = parse('software-list', LIST)
    expect(header).toEqual({ name: 'snes', description: 'Nintendo SNES cartridges', author: 'MAME' })
    expect(games).toEqual([
      {
        name: 'game',
        description: 'Game & Watch (Japan)',
        year: '1994',
        categories: [],
        roms: [
          { name: 'lo.bin', size: 0x80000, crc32: 0xabcdef01, sha1: SHA1, serial: 'SHVC-AB' },
          { name: 'bad.bin', size: 16, crc32: 1, status: 'baddump', serial: 'SHVC-AB' },
        ],
      },
      {
        name: 'disc',
        description: 'Disc',
        cloneOf: 'game',
        categories: [],
        roms: [
          { name: 'disc (usa).chd', sha1: SHA1, isDisk: true },
          { name: 'lost.ipf', size: 10, status: 'nodump' },
        ],
      },
      { name: 'empty', categories: [], roms: [] },
    ])
  })

  it('may be cut anywhere', () => {
    const whole = parse('software-list', LIST)
    for (let cut = 0; cut <= Buffer.byteLength(LIST); cut++)
      expect(parse('software-list', LIST, [cut])).toEqual(whole)
  })

  it.each([
    ['<softwarelist name="x"><software/></softwarelist>', 'line 1: a software has no name.'],
    ['<datafile/>', 'line 1: the outermost element is not <softwarelist>.'],
    ['<softwarelist name="x">\n<software name="y">', 'line 2: the <software> element is not closed.'],
    [
      '<!DOCTYPE softwarelist [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><softwarelist name="&c;"/>',
      'line 1: it declares entities of its own, which curator does not expand.',
    ],
  ])('%j is damaged', (text, message) => {
    expect(() => parse('software-list', text)).toThrow(message)
  })
})

describe('several lists in a file', () => {
  const TEXT =
    '<softwarelists><!--<softwarelist name="c">--><softwarelist name="a">1</softwarelist> <softwarelist x="<" name="b">'

  it('are found, in whatever chunks the file comes', () => {
    const bytes = Buffer.from(TEXT)
    for (let size = 1; size <= bytes.length; size++) {
      const finder = listFinder()
      for (let at = 0; at < bytes.length; at += size)
        finder.write(Uint8Array.from(bytes.subarray(at, at + size)))
      const found = finder.end().map(({ name, start, end }) => [name, TEXT.slice(start, end)])
      expect(found).toEqual([
        ['a', '<softwarelist name="a">1</softwarelist>'],
        ['b', '<softwarelist x="<" name="b">'],
      ])
    }
  })

  it('takes no more memory than a chunk for a file without any', () => {
    const finder = listFinder()
    for (let i = 0; i < 1000; i++) finder.write(Buffer.alloc(10_000, 0x20))
    expect(finder.end()).toEqual([])
  })
})
