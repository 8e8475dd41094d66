/** Discs whose sheet no DAT lists: owned when it names their tracks, and just these. */
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { identify } from '../../src/identify/match.ts'
import { allHoldings, gameOf, romOf, shelf, type Shelf } from './support.ts'

const [ONE, TWO, SILENCE] = ['first track', 'second track', 'silence']

let s: Shelf
beforeEach(() => {
  s = shelf()
  onTestFinished(() => s.close())
})

function cueOf(...files: readonly string[]): string {
  return files
    .map((file, n) => `FILE "${file}" BINARY\n  TRACK 0${n + 1} AUDIO\n    INDEX 01 00:00:00\n`)
    .join('')
}

/** A DAT with a release of two tracks; `sheet`: what its own says. */
function listAlpha(sheet?: string): void {
  const tracks = [romOf('Alpha (Track 1).bin', ONE), romOf('Alpha (Track 2).bin', TWO)]
  const own = sheet === undefined ? [] : [romOf('Alpha.cue', sheet)]
  s.dat('d', 'psx', [gameOf('Alpha (USA)', ...own, ...tracks)])
}

/** Release → its files, and what the DAT calls the tracks of a sheet that calls them otherwise. */
function owned(scope: { readonly roots?: readonly string[] } = {}): Record<string, readonly string[]> {
  identify(s.db)
  return Object.fromEntries(
    allHoldings(s.db, 'psx', scope).map(([release, files]) => [
      release,
      files.map(({ name, sheet }) =>
        sheet?.names ? `${name}: ${sheet.names.map(([, track]) => track).join(', ')}` : name,
      ),
    ]),
  )
}

const ALPHA = ['Alpha.cue', 'Alpha (Track 1).bin', 'Alpha (Track 2).bin']
const RENAMED = ['Alpha.cue: Alpha (Track 1).bin, Alpha (Track 2).bin', ...ALPHA.slice(1)]

function putTracks(folder = '', [one, two] = ['1.bin', '2.bin']): void {
  s.file(`${folder}${one}`, ONE)
  s.file(`${folder}${two}`, TWO)
}

describe('a sheet of the user counts', () => {
  it('as it is, where it calls the tracks as the DAT does', () => {
    listAlpha('the very sheet of the DAT')
    putTracks('', ['Alpha (Track 1).bin', 'Alpha (Track 2).bin'])
    expect(owned()).toEqual({})
    s.file('x.cue', cueOf('Alpha (Track 1).bin', 'Alpha (Track 2).bin'))
    expect(owned()).toEqual({ 'Alpha (USA)': ALPHA })
  })

  it('with the names of the DAT, where it calls them otherwise, in any case and below it', () => {
    listAlpha('the very sheet of the DAT')
    putTracks('a/cd/', ['T1.BIN', 't2.bin'])
    s.file('a/game.cue', cueOf('cd/t1.bin', 'cd\\t2.bin'))
    expect(owned()).toEqual({ 'Alpha (USA)': RENAMED })
  })

  it('in an archive, of which it names members', () => {
    listAlpha('the very sheet of the DAT')
    s.zip('a.zip', { 'd/A.cue': cueOf('1.bin', '2.bin'), 'd/1.bin': ONE, 'd/2.bin': TWO })
    expect(owned()).toEqual({ 'Alpha (USA)': RENAMED })
    s.gone('a.zip')
    expect(owned()).toEqual({})
  })

  it('as one more file, where the DAT lists none', () => {
    listAlpha()
    putTracks()
    expect(owned()).toEqual({ 'Alpha (USA)': ALPHA.slice(1) })
    s.file('a.gdi', '2\n1 0 4 2352 1.bin 0\n2 600 0 2352 2.bin 0\n')
    expect(owned()['Alpha (USA)']?.map((file) => file.split(':')[0])).toEqual([
      'Alpha (USA).gdi',
      ...ALPHA.slice(1),
    ])
    s.file('a.cue', cueOf('1.bin', '2.bin'))
    expect(owned()).toEqual({
      'Alpha (USA)': RENAMED.map((file) => file.replace('Alpha.cue', 'Alpha (USA).cue')),
    })
  })

  it('not where the sheet of the DAT is there', () => {
    listAlpha(cueOf('Alpha (Track 1).bin', 'Alpha (Track 2).bin'))
    putTracks()
    s.file('a.cue', cueOf('1.bin', '2.bin'))
    expect(owned()).toEqual({ 'Alpha (USA)': RENAMED })
    s.file('own.cue', cueOf('Alpha (Track 1).bin', 'Alpha (Track 2).bin'))
    expect(owned()).toEqual({ 'Alpha (USA)': ALPHA })
  })

  it('for a .cue that the DAT lists, where it is a .gdi, until that is there', () => {
    listAlpha('the very sheet of the DAT')
    putTracks()
    s.file('a.gdi', '2\n1 0 4 2352 1.bin 0\n2 600 0 2352 2.bin 0\n')
    expect(owned()).toEqual({ 'Alpha (USA)': RENAMED.map((file) => file.replace('.cue', '.gdi')) })
    s.file('own.cue', 'the very sheet of the DAT')
    expect(owned()).toEqual({ 'Alpha (USA)': ALPHA })
  })

  it('not for a .gdi that the DAT lists, where it is a .cue', () => {
    const tracks = [romOf('1.bin', ONE), romOf('2.bin', TWO)]
    s.dat('d', 'psx', [gameOf('Alpha (USA)', romOf('Alpha.gdi', 'the very sheet of the DAT'), ...tracks)])
    putTracks()
    s.file('a.cue', cueOf('1.bin', '2.bin'))
    expect(owned()).toEqual({})
    s.file('a.gdi', '2\n1 0 4 2352 1.bin 0\n2 600 0 2352 2.bin 0\n')
    expect(owned()).toEqual({ 'Alpha (USA)': ['Alpha.gdi', '1.bin', '2.bin'] })
  })

  it('for each game whose tracks lie beside one with the same bytes', () => {
    const beta = [
      romOf('Beta.cue', 'x'),
      romOf('Beta (Track 1).bin', TWO),
      romOf('Beta (Track 2).bin', SILENCE),
    ]
    const alpha = [
      romOf('Alpha.cue', 'y'),
      romOf('Alpha (Track 1).bin', ONE),
      romOf('Alpha (Track 2).bin', SILENCE),
    ]
    s.dat('d', 'psx', [gameOf('Alpha', ...alpha), gameOf('Beta', ...beta)])
    for (const [folder, data] of Object.entries({ a: ONE, b: TWO })) {
      s.file(`${folder}/1.bin`, data)
      s.file(`${folder}/2.bin`, SILENCE)
      s.file(`${folder}/disc.cue`, cueOf('1.bin', '2.bin'))
    }
    expect(owned()).toEqual({
      Alpha: [
        'Alpha.cue: Alpha (Track 1).bin, Alpha (Track 2).bin',
        'Alpha (Track 1).bin',
        'Alpha (Track 2).bin',
      ],
      Beta: ['Beta.cue: Beta (Track 1).bin, Beta (Track 2).bin', 'Beta (Track 1).bin', 'Beta (Track 2).bin'],
    })
    s.gone('b/1.bin')
    expect(Object.keys(owned())).toEqual(['Alpha'])
    s.file('b/1.bin', TWO)
    s.gone('a/disc.cue')
    expect(Object.keys(owned())).toEqual(['Beta'])
  })

  it('with equal tracks under their own names, or else in order', () => {
    const tracks = [3, 1, 2].map((n) => romOf(`A (Track ${n}).bin`, n === 3 ? ONE : SILENCE))
    s.dat('d', 'psx', [gameOf('A', romOf('A.cue', 'x'), ...tracks)])
    s.file('first.bin', ONE)
    s.file('A (Track 2).bin', SILENCE)
    s.file('other.bin', SILENCE)
    s.file('a.cue', cueOf('first.bin', 'A (Track 2).bin', 'other.bin'))
    expect(owned()['A']?.[0]).toBe('A.cue: A (Track 3).bin, A (Track 2).bin, A (Track 1).bin')
  })
})

describe('it does not', () => {
  beforeEach(() => listAlpha('the very sheet of the DAT'))

  it.each([
    ['names one track only', cueOf('1.bin')],
    ['names a file that is no track of it', cueOf('1.bin', '2.bin', '3.bin')],
    ['names one track twice', cueOf('1.bin', '1.bin')],
    ['names a file that is not there', cueOf('1.bin', '4.bin')],
    ['is cut short', cueOf('1.bin', '2.bin').slice(0, -50)],
  ])('where it %s', (_, sheet) => {
    putTracks()
    s.file('3.bin', SILENCE)
    s.file('a.cue', sheet)
    expect(owned()).toEqual({})
  })

  it('where the tracks lie elsewhere, or are gone, or it is', () => {
    putTracks('a/')
    s.file('b/a.cue', cueOf('1.bin', '2.bin'))
    expect(owned()).toEqual({})
    s.file('a/a.cue', cueOf('1.bin', '2.bin'))
    expect(owned()).toEqual({ 'Alpha (USA)': RENAMED })
    s.gone('a/2.bin')
    expect(owned()).toEqual({})
    s.file('a/2.bin', TWO)
    expect(owned()).toEqual({ 'Alpha (USA)': RENAMED })
    s.gone('a/a.cue')
    expect(owned()).toEqual({})
  })

  it('where it lies in a root that does not count', () => {
    putTracks()
    s.file('a.cue', cueOf('1.bin', '2.bin'))
    expect(owned({ roots: ['roms'] })).toEqual({ 'Alpha (USA)': RENAMED })
    expect(owned({ roots: ['others'] })).toEqual({})
  })
})

describe('when a DAT changes', () => {
  it('sheets are compared again', () => {
    putTracks()
    s.file('a.cue', cueOf('1.bin', '2.bin'))
    expect(owned()).toEqual({})
    listAlpha('the very sheet of the DAT')
    expect(owned()).toEqual({ 'Alpha (USA)': RENAMED })
    s.dropDat('d')
    const one = gameOf('Alpha (USA)', romOf('Alpha.cue', 'x'), romOf('A 1.bin', ONE), romOf('A 2.bin', TWO))
    s.dat('d', 'psx', [one])
    expect(owned()).toEqual({ 'Alpha (USA)': ['Alpha.cue: A 1.bin, A 2.bin', 'A 1.bin', 'A 2.bin'] })
  })
})
