/** The small helpers of messages: suggestions, code frames, places. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeFrame } from '../../src/config/places/frame.ts'
import { lineColumn, pathText } from '../../src/config/places/place.ts'
import { didYouMeanPlatform } from '../../src/config/checking/suggest-platform.ts'
import { didYouMean, nearest } from '../../src/config/checking/suggest.ts'

describe('did you mean', () => {
  it.each([
    ['shoters', ['shooters', 'racers'], 'shooters'],
    ['uas', ['usa', 'eur'], 'usa'], // two letters swapped are one slip
    ['USA', ['usa'], 'usa'],
    ['nointro', ['no-intro', 'redump'], 'no-intro'],
    ['nes', ['snes', 'nes2'], 'snes'], // the first of the nearest
    ['policy', ['playlists', 'policies'], 'policies'],
    ['Library', ['libraries'], 'libraries'],
    ['playlist', ['playlists', 'policies'], 'playlists'],
    ['x', ['usa', 'eur'], undefined],
    ['usa', ['eur', 'jpn'], undefined],
    ['usa', ['usa'], undefined],
    ['redump', [], undefined],
    ['a'.repeat(101), ['a'.repeat(100)], undefined],
  ])('%s among %j is %s', (word, known, expected) => {
    expect(nearest(word, known)).toBe(expected)
  })

  it.each([
    ['smss', 'sms'],
    ['megadrive', 'genesis'],
    ['MegaDrive', 'genesis'],
    ['Nintendo 64', 'n64'],
    ['playstation', 'psx'],
    ['TurboGrafx16', 'tg16'],
    ['famicom', 'nes'],
    ['xyzzy', undefined],
  ])('the platform %s is %s', (word, slug) => {
    expect(didYouMeanPlatform(word)).toBe(slug && `Did you mean \`${slug}\`?`)
  })

  it('takes a platform for no other than may stand there', () => {
    expect(didYouMeanPlatform('megadrive', ['sms', 'nes'])).toBeUndefined()
  })

  it('is a sentence', () => {
    expect(didYouMean('polices', ['policies'])).toBe('Did you mean `policies`?')
    expect(didYouMean('polices', ['roots'])).toBeUndefined()
  })

  it('finds every word back after one slip', () => {
    const slip = fc.tuple(
      fc.stringMatching(/^[a-z]{4,20}$/),
      fc.nat(),
      fc.constantFrom('drop', 'add', 'swap', 'change'),
    )
    fc.assert(
      fc.property(slip, ([word, n, kind]) => {
        const i = n % (word.length - 1)
        const [before, a = '', b = '', after] = [word.slice(0, i), word[i], word[i + 1], word.slice(i + 2)]
        const slipped = { drop: b, add: `${a}_${b}`, swap: b + a, change: `_${b}` }[kind]
        expect(nearest(before + slipped + after, [word])).toBe(
          before + slipped + after === word ? undefined : word,
        )
      }),
    )
  })
})

describe('code frame', () => {
  it('shows two lines around and a caret', () => {
    expect(codeFrame('one\ntwo\nthree\nfour\nfive\nsix', 3, 2)).toBe(
      ['  1 | one', '  2 | two', '> 3 | three', '    |  ^', '  4 | four', '  5 | five'].join('\n'),
    )
  })

  it('aligns numbers, keeps tabs, and takes Windows line ends', () => {
    const text = Array.from({ length: 10 }, (_, i) => `\tline ${i + 1}`).join('\r\n')
    expect(codeFrame(text, 9, 3)).toBe(
      ['   7 | \tline 7', '   8 | \tline 8', '>  9 | \tline 9', '     | \t ^', '  10 | \tline 10'].join('\n'),
    )
  })

  it('leaves out lines nobody can read beside the place', () => {
    expect(codeFrame(`a\n${'x'.repeat(201)}\nb`, 1, 1)).toBe('> 1 | a\n    | ^\n  3 | b')
  })

  it.each([
    [1, `> 2 | !${'x'.repeat(99)}…`, '    | ^'],
    [101, `> 2 | …${'x'.repeat(60)}!${'x'.repeat(39)}…`, `    | ${' '.repeat(61)}^`],
    [300, `> 2 | …${'x'.repeat(99)}!`, `    | ${' '.repeat(100)}^`],
  ])('shows the piece of a long line that column %i is in', (column, code, caret) => {
    const long = `${'x'.repeat(column - 1)}!${'x'.repeat(300 - column)}`
    expect(codeFrame(`a\n${long}\nb`, 2, column)).toBe(['  1 | a', code, caret, '  3 | b'].join('\n'))
  })
})

describe('places', () => {
  it.each([
    [['targets', 'mister', 'playlists', 1], 'targets.mister.playlists[1]'],
    [['dats', 'no-intro', 'path'], 'dats["no-intro"].path'],
    [['roots', 'a "b"'], 'roots["a \\"b\\""]'],
  ])('%j is %s', (path, text) => {
    expect(pathText(path)).toBe(text)
  })

  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [7, 3, 3],
  ])('offset %i is line %i, column %i', (offset, line, column) => {
    expect(lineColumn('ab\nc\n\nde'.replace('\n\n', '\n'), offset)).toEqual({ line, column })
  })
})
