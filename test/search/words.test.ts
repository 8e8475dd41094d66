/** Queries taken apart, and words that are one slip apart. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../src/search/query.ts'
import { isCorrectable, isOneSlip, slipsOf } from '../../src/slips.ts'
import { allWords } from '../../src/search/words.ts'

describe('a query', () => {
  it.each([
    ['Chrono  TRIGGER', 'chrono trigger', {}],
    ['The Legend of Zelda', 'legend of zelda', {}],
    ['Pokémon platform:gb,gbc have:no', 'pokemon', { platform: ['gb', 'gbc'], have: ['no'] }],
    ['platform:nes mario platform:snes', 'mario', { platform: ['nes', 'snes'] }],
    ['Platform:nes HAVE:yes', '', { platform: ['nes'], have: ['yes'] }],
    ['region:"Latin America"', '', { region: ['Latin America'] }],
    ['Castlevania: Bloodlines', 'castlevania bloodlines', {}],
    ['re:zero', 're zero', {}],
    ['year: mario', 'year mario', {}],
    ['"; drop table platform', 'drop table platform', {}],
  ])('%s', (typed, text, filters) => {
    const query = parseQuery(typed)
    expect([query.text, Object.fromEntries(query.filters)]).toEqual([text, filters])
  })

  it('with a filter that is nearly one is told so', () => {
    expect(() => parseQuery('plattform:nes')).toThrow('There is no filter `plattform:`.')
  })

  it('is a question to FTS5 in which every word may be the beginning of one', () => {
    expect(allWords(['mega', 'man', 'x'])).toBe(
      '("mega" * AND "man" * AND ("x" * OR "10")) OR ("megaman" * AND ("x" * OR "10")) OR ("mega" * AND "manx" *)',
    )
  })
})

describe('a slip', () => {
  it.each([
    ['chorno', 'chrono'],
    ['triger', 'trigger'],
    ['zellda', 'zelda'],
    ['zalda', 'zelda'],
    ['elda', 'zelda'],
    ['zeld', 'zelda'],
  ])('makes %s of %s', (a, b) => {
    expect([isOneSlip(a, b), isOneSlip(b, a)]).toEqual([true, true])
  })

  it.each([
    ['zelda', 'zelda'],
    ['zelda', 'zedal'],
    ['mario', 'wario2'],
    ['abcd', 'badc'],
  ])('does not make %s of %s', (a, b) => {
    expect([isOneSlip(a, b), isOneSlip(b, a)]).toEqual([false, false])
  })

  const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'ä'), minLength: 4, maxLength: 9 })

  it('leaves a number that both words have', () => {
    fc.assert(
      fc.property(words, fc.nat(8), fc.constantFrom('drop', 'double', 'swap', 'wrong'), (word, at, how) => {
        const i = at % (word.length - 1)
        const [a = '', b = ''] = word.slice(i, i + 2)
        const middle = { drop: b, double: a + a + b, swap: b + a, wrong: `x${b}` }[how]
        const other = word.slice(0, i) + (middle ?? '') + word.slice(i + 2)
        fc.pre(other !== word)
        expect(isOneSlip(word, other)).toBe(true)
        const common = [...slipsOf(word)].filter((slip) => slipsOf(other).has(slip))
        expect(common.length).toBeGreaterThan(0)
      }),
    )
  })

  it.each([
    ['abc', false],
    ['abcd', true],
    ['1943', false],
    ['x'.repeat(25), false],
  ])('is looked for in %s: %s', (word, expected) => {
    expect(isCorrectable(word)).toBe(expected)
  })
})
