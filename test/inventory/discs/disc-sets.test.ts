/** Discs of a folder: what belongs together, what is missing, and which discs are one game. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discsOfFolder } from '../../../src/inventory/discs/disc-sets.ts'
import { discOfName } from '../../../src/inventory/discs/numbers.ts'
import { readSheet, sheetKind, type Sheet } from '../../../src/inventory/discs/sheet.ts'
import { extensionOf } from '../../../src/file-name.ts'

describe('discOfName', () => {
  it.each([
    ['Game (USA) (Disc 2)', 2, 'Game (USA)'],
    ['Game (Disc 2) (Rev 1)', 2, 'Game (Rev 1)'],
    ['Game (Disk B)', 2, 'Game'],
    ['Game (CD2)', 2, 'Game'],
    ['Game [CD 3]', 3, 'Game'],
    ['Game (DVD 1)', 1, 'Game'],
    ['Game (Disc 1 of 3)', 1, 'Game'],
    ['Game (Disque Deux)', 2, 'Game'],
    ['Game_CD2', 2, 'Game'],
    ['Game - Disc 10', 10, 'Game'],
  ])('%s', (name, number, game) => {
    expect(discOfName(name)).toEqual({ number, game })
  })

  it.each([
    'Game',
    'Game (USA)',
    'Compact Disc',
    'Game 2',
    'Game (Side B)',
    'Game (Disc)',
    'Game (Disc 0)',
    'CD2',
    'Game (Tape 2)',
    'Game CD 2 Extra',
  ])('%s names no disc', (name) => {
    expect(discOfName(name)).toBeUndefined()
  })
})

const cue = (...files: readonly string[]): string =>
  files.map((file, i) => `FILE "${file}" BINARY\nTRACK ${i + 1} AUDIO\n`).join('')

/** A folder of empty files, and sheets with their text. */
function discs(files: readonly string[], sheets: Readonly<Record<string, string>>) {
  const read = Object.entries(sheets).flatMap(([path, text]): [string, Sheet][] => {
    const kind = sheetKind(extensionOf(path))
    return kind ? [[path, readSheet(kind, path.slice(path.lastIndexOf('/') + 1), Buffer.from(text))]] : []
  })
  return discsOfFolder([...files, ...Object.keys(sheets)], new Map(read))
}

describe('discsOfFolder', () => {
  it('gives a cue its tracks, in whatever case they are', () => {
    const { sets, troubles } = discs(['TRACK1.BIN', 'track2.bin', 'other.bin'], {
      'Game.cue': cue('Track1.bin', 'track2.bin'),
    })
    expect(sets).toEqual([
      { name: 'Game', discs: [{ file: 'Game.cue', parts: ['TRACK1.BIN', 'track2.bin'], missing: [] }] },
    ])
    expect(troubles.size).toBe(0)
  })

  it('prefers the exact spelling', () => {
    const { sets } = discs(['a.bin', 'A.bin', 'A.BIN'], { 'Game.cue': cue('A.bin') })
    expect(sets[0]?.discs[0]?.parts).toEqual(['A.bin'])
  })

  it('names what is missing', () => {
    const { sets, troubles } = discs(['1.bin'], {
      'Game.cue': cue('1.bin', '2.bin', '3.bin'),
      'Other.cue': cue('x.bin'),
    })
    expect(sets.map((set) => set.discs[0]?.missing)).toEqual([['2.bin', '3.bin'], ['x.bin']])
    expect([...troubles]).toEqual([
      ['Game.cue', [{ code: 'sheet-incomplete', what: 'it names "2.bin" and 1 more that are not there' }]],
      ['Other.cue', [{ code: 'sheet-incomplete', what: 'it names "x.bin", which is not there' }]],
    ])
  })

  it('does not miss companions', () => {
    const { sets, troubles } = discs(['Game.img'], { 'Game.ccd': '' })
    expect(sets[0]?.discs[0]).toEqual({ file: 'Game.ccd', parts: ['Game.img'], missing: [] })
    expect(troubles.size).toBe(0)
  })

  it('puts the discs of a game together by their names', () => {
    const { sets } = discs(['G (Disc 2).chd', 'G (Disc 1).chd', 'H.chd', 'G (Disc 1).iso'], {})
    expect(
      sets.map(({ name, discs: list }) => [name, list.map(({ file, number }) => `${number} ${file}`)]),
    ).toEqual([
      ['G', ['1 G (Disc 1).chd', '2 G (Disc 2).chd']],
      ['G', ['1 G (Disc 1).iso']],
      ['H', ['undefined H.chd']],
    ])
  })

  it('believes an m3u, and numbers by it what has no number', () => {
    const { sets } = discs(['a.chd', 'b.chd', 'c.chd'], { 'Game.m3u': 'b.chd\nmissing.chd\na.chd' })
    expect(sets).toEqual([
      {
        name: 'Game',
        playlist: 'Game.m3u',
        missing: ['missing.chd'],
        discs: [
          { number: 1, file: 'b.chd', parts: [], missing: [] },
          { number: 3, file: 'a.chd', parts: [], missing: [] },
        ],
      },
      { name: 'c', discs: [{ file: 'c.chd', parts: [], missing: [] }] },
    ])
  })

  it('knows an m3u of which all discs are missing, and one of which another has the discs', () => {
    const { sets } = discs(['a.chd', 'Song.mp3'], {
      'Game.m3u': 'a.chd\nA.CHD\nb.chd',
      'Gone.m3u': 'Gone (Disc 1).chd\nGone (Disc 2).chd',
      'Music.m3u': 'Lost.mp3\nLost.flac',
      'Other.m3u': 'a.chd\nc.chd',
      'Radio.m3u': '#EXTM3U\nhttp://radio.test/listen.iso\nhttps://radio.test/a.bin',
    })
    const disc = { number: 1, file: 'a.chd', parts: [], missing: [] }
    expect(sets).toEqual([
      { name: 'Game', playlist: 'Game.m3u', missing: ['b.chd'], discs: [disc] },
      {
        name: 'Gone',
        playlist: 'Gone.m3u',
        missing: ['Gone (Disc 1).chd', 'Gone (Disc 2).chd'],
        discs: [],
      },
      { name: 'Other', playlist: 'Other.m3u', missing: ['c.chd'], discs: [disc] },
    ])
  })

  it('takes what only a list makes a disc of, floppies and archives, and no list of lists', () => {
    const { sets } = discs(['G (Disk 1).adf', 'G (Disk 2).ADF', 'CD1.zip', 'lone.adf'], {
      'G.m3u': 'G (Disk 1).adf\nG (Disk 2).adf\nG (Disk 3).adf\n',
      'Packed.m3u': 'CD1.zip\nG.m3u\nPacked.m3u',
    })
    expect(sets).toEqual([
      {
        name: 'G',
        playlist: 'G.m3u',
        missing: ['G (Disk 3).adf'],
        discs: [
          { number: 1, file: 'G (Disk 1).adf', parts: [], missing: [] },
          { number: 2, file: 'G (Disk 2).ADF', parts: [], missing: [] },
        ],
      },
      {
        name: 'Packed',
        playlist: 'Packed.m3u',
        discs: [{ number: 1, file: 'CD1.zip', parts: [], missing: [] }],
      },
    ])
  })

  it('finds what a sheet in a folder below names, there and nowhere else', () => {
    const { sets } = discs(['x/1.bin', '1.bin', 'x/deep/2.bin'], { 'x/Game.cue': cue('1.bin', 'deep/2.bin') })
    expect(sets[0]?.discs[0]?.parts).toEqual(['x/1.bin', 'x/deep/2.bin'])
  })

  it('takes no part of a disc for a disc', () => {
    const { sets } = discs(['track.iso', 'lone.bin'], { 'Game.cue': cue('track.iso') })
    expect(sets.map(({ name }) => name)).toEqual(['Game'])
  })

  it('does not depend on the order it is given', () => {
    const files = ['G (Disc 1).chd', 'G (Disc 2).chd', 'h.iso', 'T1.bin', 't1.bin', 't1.BIN']
    const sheets = {
      'A.cue': cue('T1.BIN'),
      'B.cue': cue('h.iso'),
      'G.m3u': 'G (Disc 2).chd\nG (Disc 1).chd',
    }
    const expected = discs(files, sheets)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(files, { minLength: files.length }),
        fc.shuffledSubarray(Object.entries(sheets), { minLength: 3 }),
        (some, list) => {
          expect(discs(some, Object.fromEntries(list))).toEqual(expected)
        },
      ),
      { numRuns: 50 },
    )
  })
})
