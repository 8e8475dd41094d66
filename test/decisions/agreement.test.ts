/** What a file of decisions says that cannot all be true. */
import { expect, it } from 'vitest'
import { parseDecisions } from '../../src/decisions/parse.ts'
import { CuratorError } from '../../src/errors.ts'

function told(text: string): readonly (readonly [string, string, number | undefined])[] {
  try {
    parseDecisions(text, '/games/curation.jsonc')
    return []
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    return error.problems.map(({ code, message, at }) => [code, message, at?.line])
  }
}

it.each<[what: string, text: string, message: string, line: number]>([
  [
    'one game and two',
    `{
      "different": [{ "platform": "nes", "releases": ["A", "B"] }],
      "same": [{ "platform": "nes", "releases": ["B", "A"] }]
    }`,
    'lines 2 and 3: "A" and "B" would be one game, and different games.',
    3,
  ],
  [
    'one game by way of others',
    `{
      "same": [
        { "platform": "nes", "releases": ["A", "B"] },
        // a comment takes a line
        { "platform": "nes", "releases": ["C", "B"] },
        { "platform": "nes", "releases": ["D", "E"] }
      ],
      "different": [{ "platform": "nes", "releases": ["C", "A"] }]
    }`,
    'lines 3, 5 and 8: "C" and "A" would be one game, and different games.',
    8,
  ],
  [
    'ports and no ports',
    `{
      "ports": [{ "nes": "A", "snes": "A" }],
      "notPorts": [{ "nes": "A", "gba": "A", "snes": "A" }]
    }`,
    'lines 2 and 3: "nes/A" and "snes/A" would be one game, and different games.',
    3,
  ],
  [
    'ports of what is one game and no ports',
    `{
      "same": [{ "platform": "nes", "releases": ["A", "B"] }],
      "ports": [{ "nes": "A", "snes": "A" }],
      "notPorts": [{ "nes": "B", "snes": "A" }]
    }`,
    'lines 2, 3 and 4: "nes/B" and "snes/A" would be one game, and different games.',
    4,
  ],
  [
    'one company and two',
    '{ "companies": { "Acme": ["Acme Soft"] }, "differentCompanies": [["ACME, Inc.", "Acme Soft"]] }',
    'line 1: "ACME, Inc." and "Acme Soft" would be one company, and different companies.',
    1,
  ],
  [
    'two titles',
    `{ "title": [
      { "platform": "nes", "release": "A", "title": "One" },
      { "platform": "nes", "release": "A", "title": "Two" } ] }`,
    'lines 2 and 3: "One" and "Two" would both be the title of "A".',
    3,
  ],
  [
    'two titles of what is one game by way of others',
    `{
      "same": [{ "platform": "nes", "releases": ["A", "B"] }, { "platform": "nes", "releases": ["B", "C"] }],
      "title": [
        { "platform": "nes", "release": "A", "title": "One" },
        { "platform": "snes", "release": "C", "title": "Three" },
        { "platform": "nes", "release": "C", "title": "Two" }
      ]
    }`,
    'lines 2, 4 and 6: "One" and "Two" would both be the name of one game.',
    6,
  ],
  [
    'the same release, its accents composed in two ways',
    `{
      "same": [{ "platform": "nes", "releases": ["Caf\u00e9", "B"] }],
      "different": [{ "platform": "nes", "releases": ["Cafe\u0301", "B"] }]
    }`,
    'lines 2 and 3: "Caf\u00e9" and "B" would be one game, and different games.',
    3,
  ],
])('is told with its lines: %s', (_, text, message, line) => {
  expect(told(text)).toEqual([['decisions-contradict', `curation.jsonc, ${message}`, line]])
})

it.each([
  [
    'releases of other platforms',
    `{ "same": [{ "platform": "nes", "releases": ["A", "B"] }],
       "different": [{ "platform": "snes", "releases": ["A", "B"] }] }`,
  ],
  [
    'the same twice',
    `{ "same": [{ "platform": "nes", "releases": ["A", "B"] }, { "platform": "nes", "releases": ["B", "A"] }],
       "title": [{ "platform": "nes", "release": "A", "title": "X" }, { "platform": "nes", "release": "A", "title": "X" }] }`,
  ],
  [
    'one title of what is one game, or two of different ones',
    `{ "same": [{ "platform": "nes", "releases": ["A", "B"] }],
       "title": [{ "platform": "nes", "release": "A", "title": "X" }, { "platform": "nes", "release": "B", "title": "X" },
         { "platform": "nes", "release": "C", "title": "Y" }] }`,
  ],
  ['a company whose other name has others', '{ "companies": { "A": ["B"], "B": ["C"] } }'],
  ['nothing', '{ "same": [], "title": [], "companies": {} }'],
])('is not %s', (_, text) => {
  expect(told(text)).toEqual([])
})
