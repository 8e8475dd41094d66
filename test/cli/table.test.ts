/** Tables as they stand on a terminal. */
import { expect, it } from 'vitest'
import { table } from '../../src/cli/screen/table.ts'
import { textWidth } from '../../src/cli/screen/text-width.ts'

it.each([
  ['plain', 5],
  ['', 0],
  ['ポケット', 8],
  ['ｱ', 1],
  ['한국어', 6],
  ['e\u0301', 1],
  ['é', 1],
  ['مغامرة', 6],
  ['🎮', 2],
])('%j takes %i columns', (text, columns) => {
  expect(textWidth(text)).toBe(columns)
})

it('pads to the widest cell, but for cells that are wider than a line', () => {
  const long = 'x'.repeat(100)
  expect(
    table([
      ['a', 'b'],
      ['ポケ', 'c'],
      ['abc', 'd\ne'],
      [long, 'f'],
    ]).split('\n'),
  ).toEqual(['a     b', 'ポケ  c', 'abc   d?e', `${long}  f`])
})
