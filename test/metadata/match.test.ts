import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFileName } from '../../src/metadata/file-name.ts'
import type { SearchResult } from '../../src/metadata/game.ts'
import { isCalled, judge } from '../../src/metadata/match.ts'

function found(title: string, more: Partial<SearchResult> = {}): SearchResult {
  return { provider: 'test', id: title, title, alternativeTitles: [], platforms: ['snes'], ...more }
}

const verdict = (title: string, candidates: readonly SearchResult[], year?: number) => {
  const { match, others } = judge(
    { title, platform: 'snes', ...(year === undefined ? {} : { year }) },
    candidates,
  )
  return [match && `${match.result.id} ${match.via}`, others.map(({ id }) => id)]
}

describe('what links by itself', () => {
  it.each([
    ['Super Mario World', 'Super Mario World', 'exact'],
    ['Legend of Zelda, The', 'The Legend of Zelda', 'exact'],
    ['Pokemon Stadium', 'Pokémon Stadium', 'exact'],
    ['Final Fantasy III', 'Final Fantasy 3', 'key'],
    ['ActRaiser', 'Act Raiser', 'key'],
    ['Chip & Dale', 'Chip and Dale', 'exact'],
  ])('%s is %s: %s', (title, other, via) => {
    expect(verdict(title, [found(other)])).toEqual([`${other} ${via}`, []])
  })

  it('is another title of the game, when its numbers are the same', () => {
    const game = found('Castlevania', { alternativeTitles: ['Akumajou Dracula'] })
    expect(verdict('Akumajou Dracula', [game])).toEqual(['Castlevania exact', []])
  })
})

describe('what is only suggested', () => {
  it.each([
    ['a sequel', 'ActRaiser', [found('ActRaiser 2')]],
    ['the game before', 'ActRaiser 2', [found('ActRaiser')]],
    ['a sequel in Roman numerals', 'Final Fantasy II', [found('Final Fantasy III')]],
    ['a letter that counts', 'Mega Man 7', [found('Mega Man X')]],
    ['another year', 'Madden NFL 94', [found('Madden NFL 95')]],
    ['a reissue', 'Super Mario World', [found('Super Mario World: Classics Edition')]],
    [
      'a game under its other name, of another number',
      'Final Fantasy II',
      [found('Final Fantasy IV', { alternativeTitles: ['Final Fantasy II'] })],
    ],
    ['a word with an article before it', 'Mask', [found('The Mask')]],
    ['another joint between the same words', 'Art of War', [found('Art & War')]],
    ['a game of another platform', 'Super Mario World', [found('Super Mario World', { platforms: ['gba'] })]],
    ['a game of nobody knows which platform', 'Super Mario World', [searchless()]],
  ])('%s', (_, title, candidates) => {
    expect(verdict(title, candidates)).toEqual([undefined, candidates.map(({ id }) => id)])
  })

  function searchless(): SearchResult {
    const { platforms: _, ...rest } = found('Super Mario World')
    return rest
  }

  it('two games of one title, until the year tells which', () => {
    const games = [found('Aladdin', { id: '1', year: 1993 }), found('Aladdin', { id: '2', year: 2004 })]
    expect(verdict('Aladdin', games)).toEqual([undefined, ['1', '2']])
    expect(verdict('Aladdin', games, 2004)).toEqual(['2 exact', ['1']])
    expect(verdict('Aladdin', games, 1999)).toEqual([undefined, ['1', '2']])
  })

  it('an exact title beside another of the same key', () => {
    expect(
      verdict('Adventures of Lolo 2', [found('Adventures of Lolo 2'), found('Adventures of Lolo II')]),
    ).toEqual([undefined, ['Adventures of Lolo 2', 'Adventures of Lolo II']])
  })

  it.each([
    [1989, false],
    [1990, true],
    [1996, true],
    [1997, false],
  ])('a game that came out long before or after: in %i, and one of 1993 is wanted', (year, isLinked) => {
    const expected = isLinked ? ['Doom exact', []] : [undefined, ['Doom']]
    expect(verdict('Doom', [found('Doom', { year })], 1993)).toEqual(expected)
  })

  it('titles too short to tell', () => {
    expect(verdict('F1', [found('F1')])).toEqual([undefined, ['F1']])
  })

  it('nothing, where nothing looks like it', () => {
    expect(verdict('Tetris', [found('Zelda'), found('!!!')])).toEqual([undefined, []])
    expect(verdict('', [found('!!!')])).toEqual([undefined, []])
  })
})

describe('a provider that knows no platforms', () => {
  const bare: SearchResult = { provider: 'test', id: '1', title: 'Doom', alternativeTitles: [], year: 1993 }
  it.each([
    [1993, true],
    [1994, false],
    [undefined, false],
  ])('links only with the year: %s', (year, isLinked) => {
    const query = { title: 'Doom', platform: 'snes', ...(year === undefined ? {} : { year }) }
    expect(judge(query, [bare], { needsYear: true }).match !== undefined).toBe(isLinked)
  })
})

describe('a platform that a provider keeps among the games of another', () => {
  const known = (platform: string, year?: number) =>
    judge({ title: 'Super Mario Bros. 2', platform, ...(year === undefined ? {} : { year }) }, [
      {
        provider: 'mobygames',
        id: '1',
        title: 'Super Mario Bros. 2',
        alternativeTitles: [],
        platforms: ['nes', 'fds'],
        year: 1988,
      },
    ]).match !== undefined
  it.each([
    ['fds', undefined, false],
    ['fds', 1986, false],
    ['fds', 1988, true],
    ['nes', undefined, true],
  ])('%s: links only with the year: %s', (platform, year, isLinked) => {
    expect(known(platform, year)).toBe(isLinked)
  })
})

it('does not depend on the order of the candidates, and never links other numbers', () => {
  const title = fc.constantFrom(
    'Sonic',
    'Sonic 2',
    'Sonic II',
    'The Sonic',
    'Sonic X',
    'Sonic & Tails',
    'Mask',
    'Mask, The',
  )
  const candidates = fc.uniqueArray(
    fc.record({ title, id: fc.integer({ min: 1, max: 99 }).map(String), year: fc.constantFrom(1991, 1992) }),
    { selector: ({ id }) => id },
  )
  fc.assert(
    fc.property(title, candidates, (wanted, list) => {
      const results = list.map(({ title: name, ...more }) => found(name, more))
      const one = verdict(wanted, results)
      expect(verdict(wanted, results.toReversed())).toEqual(one)
      const { match } = judge({ title: wanted, platform: 'snes' }, results)
      if (match) {
        expect(isCalled(wanted, match.result)).toBe(true)
        expect(results.filter((result) => isCalled(wanted, result))).toEqual([match.result])
      }
    }),
  )
})

describe('the name of a file', () => {
  it.each([
    ['Super Mario World (USA).sfc', 'Super Mario World', {}, undefined],
    ['Super_Mario_World_(U)_[!].smc', 'Super Mario World', {}, undefined],
    ['Zelda (igdb-1070) [moby-12].zip', 'Zelda', { igdb: '1070', mobygames: '12' }, undefined],
    ['Doom (1993)(id Software).zip', 'Doom', {}, 1993],
    ['X (foo-1) (constructor-2).nes', 'X', {}, undefined],
    ['', '', {}, undefined],
  ])('%s', (name, title, ids, year) => {
    const read = readFileName(name)
    expect([read.title, read.ids, read.year]).toEqual([title, ids, year])
  })
})

it('titles of nothing but small words are no title of each other', () => {
  expect(isCalled('And', { title: 'Of', alternativeTitles: [] })).toBe(false)
  expect(isCalled('And Then', { title: 'Then', alternativeTitles: ['Of'] })).toBe(true)
})
