/** Sheets from untrusted text: what they name, what is wrong with them, and that they never leave their folder. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LARGEST_SHEET, readSheet, sheetKind, type SheetKind } from '../../../src/inventory/discs/sheet.ts'

const read = (kind: SheetKind, text: string, name = `Game.${kind}`) =>
  readSheet(kind, name, Buffer.from(text))
const whats = (kind: SheetKind, text: string) => read(kind, text).troubles.map(({ what }) => what)

describe('cue', () => {
  it('reads files and tracks', () => {
    const text = `REM DISCNUMBER 2
FILE "Game (Disc 2) (Track 1).bin" BINARY
  TRACK 01 MODE2/2352
    INDEX 01 00:00:00
FILE "Game (Disc 2) (Track 2).bin" BINARY
  TRACK 02 AUDIO
    INDEX 00 00:00:00
    INDEX 01 00:02:00
`
    expect(read('cue', text)).toEqual({
      kind: 'cue',
      files: ['Game (Disc 2) (Track 1).bin', 'Game (Disc 2) (Track 2).bin'],
      companions: [],
      tracks: 2,
      disc: 2,
      troubles: [],
    })
  })

  it.each<[string, string, readonly string[]]>([
    ['quotes', 'FILE "a b.bin" BINARY', ['a b.bin']],
    ['no quotes', 'FILE a.bin BINARY', ['a.bin']],
    ['no quotes, and blanks', 'FILE a b c.bin BINARY', ['a b c.bin']],
    ['no type', 'FILE a b.bin', ['a b.bin']],
    ['a quote that is never closed', 'FILE "a b.bin BINARY', ['a b.bin']],
    ['any case, tabs, and no line end', '\tfile\t"A.WAV"\twave', ['A.WAV']],
    [
      'a byte order mark and old line ends',
      '\ufeffFILE "a.bin" BINARY\rTRACK 01 AUDIO\rFILE "b.bin" BINARY\r',
      ['a.bin', 'b.bin'],
    ],
    ['a folder below', 'FILE "tracks\\a.bin" BINARY', ['tracks/a.bin']],
    ['this folder', 'FILE ".\\a.bin" BINARY', ['a.bin']],
    ['one file for all tracks', 'FILE "a.bin" BINARY\nFILE "a.bin" BINARY', ['a.bin']],
  ])('names a file with %s', (_, text, files) => {
    const sheet = read('cue', `${text}\n TRACK 01 AUDIO`)
    expect(sheet.files).toEqual(files)
    expect(sheet.troubles).toEqual([])
  })

  it('keeps files of CD text as companions', () => {
    expect(read('cue', 'CDTEXTFILE "a.cdt"\nFILE "a.bin" BINARY\nTRACK 01 AUDIO').companions).toEqual([
      'a.cdt',
    ])
  })

  it.each<[string, Buffer, string]>([
    ['Shift-JIS', Buffer.from('8358837983438358815c', 'hex'), 'スペイス―'],
    ['Latin-1', Buffer.from('Pok\xe9mon', 'latin1'), 'Pokémon'],
    ['UTF-8', Buffer.from('Pokémon'), 'Pokémon'],
  ])('reads %s', (_, name, expected) => {
    const bytes = Buffer.concat([Buffer.from('FILE "'), name, Buffer.from('.bin" BINARY\nTRACK 01 AUDIO')])
    expect(readSheet('cue', 'a.cue', bytes).files).toEqual([`${expected}.bin`])
  })

  it.each([
    ['its own byte order', Buffer.from('\ufeffFILE "Pokémon.bin" BINARY\nTRACK 01 AUDIO', 'utf16le')],
    ['the other one', Buffer.from('\ufeffFILE "Pokémon.bin" BINARY\nTRACK 01 AUDIO', 'utf16le').swap16()],
  ])('reads UTF-16 in %s', (_, bytes) => {
    expect(readSheet('cue', 'a.cue', bytes).files).toEqual(['Pokémon.bin'])
    // one cut within a character
    expect(readSheet('cue', 'a.cue', Buffer.concat([bytes, Buffer.from('x')])).files).toEqual(['Pokémon.bin'])
  })

  it.each([
    ['', ['it names no file']],
    ['FILE "a.bin" BINARY', ['it has no track']],
    ['FILE "" BINARY\nTRACK 01 AUDIO', ['a FILE line names no file (and 1 more)']],
    ['FILE "a.bin" BINARY\nTRACK 01 AUDIO\nFILE "b.bin" BINARY', ['it has no track in "b.bin"']],
    ['FILE "a.bin" BINARY\nFILE "b.bin" BINARY\nTRACK 01 AUDIO', ['it has no track in "a.bin"']],
    // a pause at the end of the file before, as some rippers write it
    [
      'FILE "a" WAVE\nTRACK 01 AUDIO\nTRACK 02 AUDIO\nINDEX 00 00:00:00\nFILE "b" WAVE\nINDEX 01 00:00:00',
      [],
    ],
    ['FILE "a.bin" BINARY\nTRACK one AUDIO', ['a TRACK line makes no sense: "one AUDIO" (and 1 more)']],
  ])('says what is wrong with %j', (text, expected) => {
    expect(whats('cue', text)).toEqual(expected)
  })
})

describe('gdi', () => {
  it('reads its tracks', () => {
    const sheet = read(
      'gdi',
      '3\n1 0 4 2352 track01.bin 0\n2 756 0 2352 "track 02.raw" 0\n3 45000 4 2352 my track.bin 0\n',
    )
    expect(sheet.tracks).toBe(3)
    expect(sheet.files).toEqual(['track01.bin', 'track 02.raw', 'my track.bin'])
    expect(sheet.troubles).toEqual([])
  })

  it('says what is wrong', () => {
    expect(whats('gdi', '3\n1 0 4 2352 a.bin 0')).toEqual(['it says it has 3 tracks, and lists 1'])
    expect(whats('gdi', 'x')).toEqual(['its first line is no number of tracks'])
    expect(whats('gdi', '1\nhello')).toEqual(['a line makes no sense: "hello" (and 1 more)'])
  })
})

it('toc: reads files, with its escapes', () => {
  const text =
    'CD_ROM\nTRACK MODE1_RAW\nDATAFILE "a \\"b\\".bin"\nTRACK AUDIO\nFILE "c\\351.wav" 0 10\nFILE "d.wav" 0'
  const sheet = read('toc', text)
  expect(sheet.files).toEqual(['a "b".bin', 'cé.wav', 'd.wav'])
  expect(sheet.tracks).toBe(2)
})

it('ccd and mds: are for the files of their own name', () => {
  expect(read('ccd', '[CloneCD]', 'My Game v1.0.ccd')).toMatchObject({
    files: ['My Game v1.0.img'],
    companions: ['My Game v1.0.sub'],
  })
  expect(read('mds', '', 'My Game.mds').files).toEqual(['My Game.mdf'])
})

it('m3u: reads paths, without comments and labels', () => {
  expect(read('m3u', '#EXTM3U\r\nGame (Disc 1).cue\r\n\r\nsub\\Game (Disc 2).cue|Second\r\n').files).toEqual([
    'Game (Disc 1).cue',
    'sub/Game (Disc 2).cue',
  ])
  expect(whats('m3u', '#nothing')).toEqual(['it names no file'])
  // somebody's music: no list of discs, and nothing to complain of
  expect(read('m3u', '/music/a.mp3\n../b.flac\nhttps://radio.test/stream\n').files).toEqual([])
  expect(whats('m3u', '/music/a.mp3\n../b.flac\n')).toEqual([])
  expect(read('m3u', 'http://radio.test/a.iso\nMMS://radio.test/a.bin\nGame.iso').files).toEqual(['Game.iso'])
  expect(whats('m3u', 'http://radio.test/a.iso\nrtsp://radio.test/a.bin')).toEqual([])
  expect(whats('m3u', 'C://games/a.iso')).toEqual([
    'it names "C://games/a.iso", which is not in its folder; the name is not used',
  ])
})

it('knows sheets by their extension', () => {
  expect([sheetKind('cue'), sheetKind('m3u8'), sheetKind('bin'), sheetKind('constructor')]).toEqual([
    'cue',
    'm3u',
    undefined,
    undefined,
  ])
})

describe('names that are not in the folder', () => {
  it.each([
    '/etc/passwd',
    '\\\\server\\share\\a.bin',
    'C:\\a.bin',
    'c:a.bin',
    '../a.bin',
    'a/../../b.bin',
    'a\\..\\b.bin',
    '.',
    'a\0b.bin',
  ])('%j is not used', (name) => {
    const sheet = read('cue', `FILE "${name}" BINARY\nTRACK 01 AUDIO`)
    expect(sheet.files).toEqual([])
    expect(sheet.tracks).toBe(1)
    expect(sheet.troubles).toEqual([
      {
        code: 'sheet-damaged',
        what: `it names ${JSON.stringify(name)}, which is not in its folder; the name is not used`,
      },
    ])
  })

  it('never get through, and nothing throws', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      'a',
      'C:',
      '"',
      '\n',
      'FILE ',
      'TRACK 01 AUDIO',
      '1 0 4 2352 ',
      ' 0',
      '\0',
      '|',
      '#',
      '\\056',
    )
    const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''))
    const kind = fc.constantFrom<SheetKind[]>('cue', 'gdi', 'toc', 'm3u', 'ccd', 'mds')
    fc.assert(
      fc.property(kind, text, text, (one, inside, name) => {
        const { files, companions } = read(one, inside, name)
        for (const path of [...files, ...companions]) {
          const parts = path.split('/')
          expect(parts.some((part) => part === '' || part === '.' || part === '..')).toBe(false)
          expect(path).not.toMatch(/^[A-Za-z]:|[\\\0-\x1f]/)
        }
      }),
      { numRuns: 400 },
    )
  })
})

it('refuses what is too large to be a sheet', () => {
  expect(readSheet('cue', 'a.cue', Buffer.alloc(LARGEST_SHEET + 1)).troubles).toEqual([
    { code: 'sheet-damaged', what: 'it is too large for a cue sheet' },
  ])
})

it('takes no more than a moment for the worst of its size', () => {
  const worst = [
    ' '.repeat(400_000),
    'FILE '.repeat(80_000),
    `1 0 4 2352 ${'a '.repeat(200_000)}`,
    '"'.repeat(400_000),
    `FILE ${' a'.repeat(200_000)}`,
  ]
  const before = performance.now()
  for (const text of worst)
    for (const kind of ['cue', 'gdi', 'toc', 'm3u'] as const) read(kind, `${text}x\n${text}`)
  expect(performance.now() - before).toBeLessThan(3000)
})
