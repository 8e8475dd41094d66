/** Keys that stand twice in one object are found, whatever is around them. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { equalKeys } from '../../src/equal-keys.ts'

it.each([
  ['{ "a": 1, "b": { "a": 2 } }', []],
  ['{ "a": 1,\n "a": 2 }', [['a', [], 2]]],
  ['[{ "x": { "a": [], // "a": no\n "b": 1, "\\u0061": 3 } }]', [['a', [0, 'x'], 2]]],
  [
    '\ufeff{ "a": 1, "a": 2, "a": 3 }',
    [
      ['a', [], 1],
      ['a', [], 1],
    ],
  ],
  ['{ "__proto__": 1, "constructor": 2, "__proto__": 3 }', [['__proto__', [], 1]]],
  ['"{ a: 1, a: 2 }"', []],
])('%s', (text, expected) => {
  expect(equalKeys(text).map(({ name, path, line }) => [name, path, line])).toEqual(expected)
})

it('does not fall over what is nested very deeply, or is no JSON', () => {
  expect(equalKeys('['.repeat(200_000))).toEqual([])
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(equalKeys(text).length).toBeLessThanOrEqual(20)
    }),
  )
})

it('finds none in what was written from an object', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(equalKeys(JSON.stringify(value))).toEqual([])
    }),
  )
})
