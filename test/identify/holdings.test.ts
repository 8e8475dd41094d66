/** Which releases are owned, and with which files. */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { HoldingsScope } from '../../src/identify/holdings.ts'
import { identify } from '../../src/identify/match.ts'
import { allHoldings, gameOf, headered, romOf, shelf as newShelf, type Shelf } from './support.ts'

function shelf(): Shelf {
  const made = newShelf()
  onTestFinished(() => made.close())
  return made
}

const BYTES = new Map<string, string>()

/** Release → its files: name, what it holds (or the view by which it is known), the user's extension. */
function owned({ db }: Shelf, scope: HoldingsScope = {}, platform = 'nes'): Record<string, string[]> {
  identify(db)
  const found = allHoldings(db, platform, scope)
  return Object.fromEntries(
    found.map(([release, files]) => [
      release,
      files.map(({ name, content, matched, views, extension }) => {
        const what = BYTES.get(content.sha1) ?? content.sha1
        const shapes = views.map(({ kind }) => (kind === matched ? `${kind}!` : kind)).join()
        return `${name}: ${what}${shapes === '' ? '' : ` (${shapes})`} .${extension}`
      }),
    ]),
  )
}

function named(name: string, bytes: string | Uint8Array): string | Uint8Array {
  BYTES.set(romOf('', bytes, 'sha1').sha1 ?? '', name)
  return bytes
}

const alpha = named('alpha', 'alpha')
const headeredAlpha = named('headered alpha', headered('alpha'))
const cue = named('cue', 'the sheet')
const track1 = named('track 1', 'first track')
const track2 = named('track 2', 'second track')

describe('a release is owned', () => {
  it('when the file it describes is there, loose or in an archive, under any name', () => {
    const s = shelf()
    s.dat('d', 'nes', [
      gameOf('Alpha (USA)', romOf('Alpha (USA).nes', alpha)),
      gameOf('Bravo (USA)', romOf('Bravo (USA).nes', cue)),
      gameOf('Charlie (USA)', romOf('Charlie (USA).nes', 'nobody has this')),
    ])
    s.file('x.bin', alpha)
    s.zip('z.zip', { 'deep/b.rom': cue })
    expect(owned(s)).toEqual({
      'Alpha (USA)': ['Alpha (USA).nes: alpha .bin'],
      'Bravo (USA)': ['Bravo (USA).nes: cue .rom'],
    })
    s.gone('x.bin')
    s.gone('z.zip')
    expect(owned(s)).toEqual({})
  })

  it('of several parts when all of them are there, in the order of the DAT', () => {
    const s = shelf()
    const parts = [romOf('R.cue', cue), romOf('R (Track 1).bin', track1), romOf('R (Track 2).bin', track2)]
    s.dat('d', 'psx', [gameOf('R (USA)', ...parts)])
    s.file('2.bin', track2)
    s.file('1.bin', track1)
    expect(owned(s, {}, 'psx')).toEqual({})
    s.zip('z.zip', { 'r.cue': cue })
    expect(owned(s, {}, 'psx')).toEqual({
      'R (USA)': ['R.cue: cue .cue', 'R (Track 1).bin: track 1 .bin', 'R (Track 2).bin: track 2 .bin'],
    })
  })

  it('without the parts that nobody can have', () => {
    const s = shelf()
    const parts = [romOf('a', alpha), { name: 'b', size: 0, status: 'nodump' as const }]
    s.dat('d', 'nes', [
      gameOf('Alpha (USA)', ...parts),
      gameOf('Empty (USA)', { name: 'd', status: 'nodump' as const }),
    ])
    s.file('a.nes', alpha)
    expect(owned(s)).toEqual({ 'Alpha (USA)': ['a: alpha .nes'] })
  })

  it('with its parts of no bytes, which nobody has to have, but not for these alone', () => {
    const s = shelf()
    const nothing = named('nothing', '')
    const sizeless = { ...romOf('c', track1), size: 0 }
    s.dat('d', 'nes', [
      gameOf('Alpha (USA)', { name: 'b', size: 0 }, romOf('a', alpha), sizeless),
      gameOf('Empty (USA)', romOf('d', nothing), { name: 'e', status: 'nodump' as const }),
      gameOf('Gone (USA)', romOf('f', nothing), romOf('g', 'nobody has this')),
    ])
    s.file('a.nes', alpha)
    s.file('e.nes', nothing)
    expect(owned(s)).toEqual({ 'Alpha (USA)': ['a: alpha .nes', 'b: nothing .'] })
  })

  it.each([
    ['with', 'without'],
    ['without', 'with'],
  ])('with the parts of no bytes that some list has, whichever was read first: %s', (...order) => {
    const s = shelf()
    named('nothing', '')
    const marker = { name: 'b', size: 0 }
    for (const name of order)
      s.dat(name, 'nes', [gameOf('Alpha (USA)', ...(name === 'with' ? [marker] : []), romOf('a', alpha))])
    s.file('a.nes', alpha)
    expect(owned(s)).toEqual({ 'Alpha (USA)': ['a: alpha .nes', 'b: nothing .'] })
  })

  it('without the parts that it does without, and with those that are there', () => {
    const s = shelf()
    const spare = { ...romOf('spare', track1), isOptional: true }
    s.dat('d', 'nes', [gameOf('Alpha (USA)', romOf('a', alpha), spare)])
    s.file('t.nes', track1)
    expect(owned(s)).toEqual({})
    s.file('a.nes', alpha)
    s.gone('t.nes')
    expect(owned(s)).toEqual({ 'Alpha (USA)': ['a: alpha .nes'] })
    s.file('t.nes', track1)
    expect(owned(s)).toEqual({ 'Alpha (USA)': ['a: alpha .nes', 'spare: track 1 .nes'] })
  })

  it('in one of its variants', () => {
    const s = shelf()
    s.dat('d', 'nes', [
      gameOf('Alpha (USA)', romOf('Alpha (USA).nes', headered('another body'))),
      gameOf('Alpha (USA)', romOf('Alpha (USA).nes', alpha)),
    ])
    s.file('a.nes', alpha)
    expect(owned(s)).toEqual({ 'Alpha (USA)': ['Alpha (USA).nes: alpha .nes'] })
  })

  it('not with one part from each of two variants', () => {
    const s = shelf()
    s.dat('d', 'psx', [
      gameOf('R (USA)', romOf('R.cue', cue), romOf('R.bin', track1)),
      gameOf('R (USA)', romOf('R.cue', 'another sheet'), romOf('R.bin', track2)),
    ])
    s.file('r.cue', cue)
    s.file('r.bin', track2)
    expect(owned(s, {}, 'psx')).toEqual({})
  })

  it('on its platform', () => {
    const s = shelf()
    s.dat('d', 'gb', [gameOf('Alpha (USA)', romOf('a', alpha))])
    s.file('a.gb', alpha)
    expect([owned(s, {}, 'gb'), owned(s, {}, 'gbc'), owned(s, {}, 'no such platform')]).toEqual([
      { 'Alpha (USA)': ['a: alpha .gb'] },
      {},
      {},
    ])
  })
})

describe('what counts', () => {
  it('is what the named DATs say', () => {
    const s = shelf()
    s.dat('one', 'nes', [gameOf('Alpha (USA)', romOf('a', alpha))])
    s.dat('two', 'nes', [gameOf('Alpha (Europe)', romOf('a', alpha))])
    s.file('a.nes', alpha)
    expect(Object.keys(owned(s))).toEqual(['Alpha (Europe)', 'Alpha (USA)'])
    expect(Object.keys(owned(s, { dats: ['two'] }))).toEqual(['Alpha (Europe)'])
    expect(Object.keys(owned(s, { dats: [] }))).toEqual([])
  })

  it('is what lies in the named roots', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', romOf('a', alpha)), gameOf('Bravo (USA)', romOf('b', cue))])
    s.file('a.nes', alpha, { root: 'first' })
    s.file('b.nes', cue, { root: 'second' })
    expect(Object.keys(owned(s, { roots: ['first', 'second'] }))).toEqual(['Alpha (USA)', 'Bravo (USA)'])
    expect(Object.keys(owned(s, { roots: ['second'] }))).toEqual(['Bravo (USA)'])
    expect(Object.keys(owned(s, { roots: [] }))).toEqual([])
  })

  it('is a member only as long as its file is an archive', () => {
    const s = shelf()
    s.dat('d', 'nes', [gameOf('Alpha (USA)', romOf('a', alpha))])
    s.zip('z.zip', { 'a.nes': alpha })
    expect(Object.keys(owned(s))).toEqual(['Alpha (USA)'])
    s.db.exec("update file_instance set role = 'rom'")
    expect(Object.keys(owned(s))).toEqual([])
  })
})

describe('of several contents that are the same release', () => {
  const dat = [gameOf('Alpha (USA)', romOf('a', alpha))]

  it('the one with a header is taken: it can give both shapes', () => {
    const s = shelf()
    s.dat('d', 'nes', dat)
    s.file('plain.nes', alpha)
    s.file('with.nes', headeredAlpha)
    expect(owned(s)).toEqual({ 'Alpha (USA)': ['a: headered alpha (no-ines!) .nes'] })
    s.gone('with.nes')
    expect(owned(s)).toEqual({ 'Alpha (USA)': ['a: alpha .nes'] })
  })

  it('then the one that the DAT describes as it is', () => {
    const s = shelf()
    s.dat('d', 'nes', [...dat, gameOf('Alpha (USA)', romOf('a', headeredAlpha))])
    s.file(
      'other.nes',
      named(
        'other header',
        Buffer.concat([Buffer.from('NES\x1a'), Buffer.alloc(12, 1), Buffer.from('alpha')]),
      ),
    )
    s.file('with.nes', headeredAlpha)
    expect(owned(s)).toEqual({ 'Alpha (USA)': ['a: headered alpha (no-ines) .nes'] })
  })

  it('then the same one whichever was found first', () => {
    const headers = [1, 2, 3].map((mark) =>
      Buffer.concat([Buffer.from('NES\x1a'), Buffer.alloc(12, mark), Buffer.from('alpha')]),
    )
    const found = [headers, headers.toReversed()].map((order) => {
      const s = shelf()
      s.dat('d', 'nes', dat)
      for (const [i, bytes] of order.entries()) s.file(`${i}.nes`, bytes)
      return owned(s)
    })
    expect(found[0]).toEqual(found[1])
  })

  it('and of two DATs that say it differently, whichever was read first', () => {
    const games = {
      one: [gameOf('Alpha (USA)', romOf('a', alpha))],
      two: [gameOf('Alpha (USA)', romOf('a', cue))],
    }
    const found = (['one', 'two'] as const).map((first) => {
      const s = shelf()
      s.dat(first, 'nes', games[first])
      const second = first === 'one' ? 'two' : 'one'
      s.dat(second, 'nes', games[second])
      s.file('a.nes', alpha)
      s.file('c.nes', cue)
      return owned(s)
    })
    expect(found[0]).toEqual(found[1])
  })
})

describe('a view that only the name of a file shows', () => {
  const body = named('body', Buffer.alloc(2048, 'b'))
  const copied = named('copied', Buffer.concat([Buffer.alloc(512), Buffer.from(body)]))

  it('counts as long as a file has such a name', () => {
    const s = shelf()
    s.dat('d', 'snes', [gameOf('Alpha (USA)', romOf('a.sfc', body))])
    s.file('a.smc', copied)
    s.file('b.bin', copied)
    expect(owned(s, {}, 'snes')).toEqual({ 'Alpha (USA)': ['a.sfc: copied (no-smc!) .smc'] })
    s.gone('a.smc')
    expect(owned(s, {}, 'snes')).toEqual({})
    s.zip('z.zip', { 'in.fig': copied })
    expect(owned(s, {}, 'snes')).toEqual({ 'Alpha (USA)': ['a.sfc: copied (no-smc!) .bin'] })
  })

  it('is not a wish that can be granted under another name', () => {
    const s = shelf()
    s.dat('d', 'snes', [gameOf('Alpha (USA)', romOf('a.bin', copied))])
    s.file('a.smc', copied)
    expect(owned(s, {}, 'snes')).toEqual({ 'Alpha (USA)': ['a.bin: copied (no-smc) .smc'] })
    s.file('b.bin', copied)
    s.gone('a.smc')
    expect(owned(s, {}, 'snes')).toEqual({ 'Alpha (USA)': ['a.bin: copied .bin'] })
  })
})
