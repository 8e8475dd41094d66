import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPolicy } from '../../src/select/check.ts'
import { anyGlob, nameGlob } from '../../src/select/glob.ts'
import { nearestTo } from '../../src/select/nearest.ts'
import { ordinal } from '../../src/select/words.ts'

describe('globs over names', () => {
  it.each([
    ['zelda*', 'Zelda II (USA)', true],
    ['*zelda*', 'Legend of Zelda, The (USA)', true],
    ['* (USA)', 'Contra (USA)', true],
    ['* (USA)', 'Contra (USA) (Rev 1)', false],
    ['*[b]', 'Contra (USA) [b]', true],
    ['*[ab]', 'Contra (USA) [b]', false],
    ['Doom ?', 'Doom 2', true],
    ['Doom ?', 'Doom', false],
    ['a.c', 'abc', false],
    ['', '', true],
    ['*', '', true],
    ['a*b*c', 'a1b2b3c', true],
    ['*mon \u304b\u3099*', 'Poke\u0301mon \u304c (Japan)', true],
    ['pok?mon', 'Poke\u0301mon', true],
  ])('%s on %s: %s', (pattern, name, expected) => expect(nameGlob(pattern)(name)).toBe(expected))

  it('agrees with a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })
    const plain = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })
    fc.assert(
      fc.property(text, plain, (pattern, name) => {
        const regex = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`)
        expect(nameGlob(pattern)(name)).toBe(regex.test(name))
      }),
    )
  })

  it('takes hostile patterns in good time', () => {
    const start = performance.now()
    expect(nameGlob(`${'a*'.repeat(50)}b`)('a'.repeat(5000))).toBe(false)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it('of no patterns none matches', () => expect(anyGlob([])('a')).toBe(false))
})

describe('checkPolicy', () => {
  it('finds nothing in a good policy', () => {
    const policy = {
      regions: ['USA', 'United Kingdom'],
      languages: ['En', 'Pt-BR'],
      exclude: ['beta'],
      only: { regions: ['Japan'], languages: ['Ja'] },
      order: ['region', 'revision'],
    } as const
    expect(checkPolicy(policy)).toEqual([])
  })

  it('names every word it does not know, with the nearest ones', () => {
    expect(
      checkPolicy({
        regions: ['USA', 'Jappan'],
        languages: ['German', 'Englsh', 'Jp', 'Pt-Br'],
        only: { regions: ['usa'] },
        order: ['revison'],
      }),
    ).toEqual([
      { path: ['regions', 1], message: '`Jappan` is not a region curator knows.', suggestions: ['Japan'] },
      { path: ['languages', 0], message: '`German` is not a language curator knows.', suggestions: ['De'] },
      { path: ['languages', 1], message: '`Englsh` is not a language curator knows.', suggestions: ['En'] },
      { path: ['languages', 2], message: '`Jp` is not a language curator knows.', suggestions: ['Ja'] },
      { path: ['languages', 3], message: '`Pt-Br` is not a language curator knows.', suggestions: ['Pt-BR'] },
      { path: ['only', 'regions', 0], message: '`usa` is not a region curator knows.', suggestions: ['USA'] },
      {
        path: ['order', 0],
        message: '`revison` is not a criterion curator knows.',
        suggestions: ['revision', 'region'],
      },
    ])
  })
})

it('orders suggestions by likeness, then by length', () => {
  expect(nearestTo('zelda', ['Zelda II', 'Selda', 'Tetris', 'Zelda'], 3)).toEqual([
    'Zelda',
    'Zelda II',
    'Selda',
  ])
  expect(nearestTo('xyz', ['Tetris'], 3)).toEqual([])
})

it.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [21, '21st'],
  [111, '111th'],
])('%i is %s', (n, words) => expect(ordinal(n)).toBe(words))
