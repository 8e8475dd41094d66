/** Reading `curation.jsonc`: what it decides, and every problem with its line. */
import { describe, expect, it } from 'vitest'
import { NO_DECISIONS } from '../../src/decisions/decisions.ts'
import { parseDecisions } from '../../src/decisions/parse.ts'
import { CuratorError, type Problem } from '../../src/errors.ts'

const SHA1 = 'a'.repeat(40)

function problems(text: string): readonly Problem[] {
  try {
    parseDecisions(text, '/games/curation.jsonc')
    return []
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    return error.problems
  }
}

describe('what may stand there', () => {
  it('all kinds of decision, with comments and trailing commas', () => {
    const text = `// mine
{
  "match": {
    "${SHA1}": { "platform": "snes", "release": "Chrono Trigger (USA)" }, // the cart in the attic
    "${'b'.repeat(40)}": null,
  },
  "platform": { "bin": "genesis" },
  "same": [{ "platform": "nes", "releases": ["A (USA)", "B (Japan)"] }],
  /* not these */
  "different": [{ "platform": "nes", "releases": ["C (USA)", "D (USA)"] }],
}
`
    expect(parseDecisions(text, '/games/curation.jsonc')).toEqual({
      ...NO_DECISIONS,
      match: {
        [SHA1]: { platform: 'snes', release: 'Chrono Trigger (USA)' },
        ['b'.repeat(40)]: null,
      },
      platform: { bin: 'genesis' },
      grouping: {
        nes: [
          { verdict: 'same', releases: ['A (USA)', 'B (Japan)'], source: 'curation.jsonc, same[0]' },
          { verdict: 'different', releases: ['C (USA)', 'D (USA)'], source: 'curation.jsonc, different[0]' },
        ],
      },
    })
  })

  it('names whose letters are in parts, as macOS writes them: they are the names of the DATs', () => {
    const written = (name: string) => `{
      "match": { "${SHA1}": { "platform": "nes", "release": "${name} (Spain)" } },
      "same": [{ "platform": "nes", "releases": ["${name} (Spain)", "B"] }],
      "ports": [{ "nes": "${name} (Spain)", "snes": "${name}" }],
      "title": [{ "platform": "nes", "release": "${name}", "title": "Nin~o" }],
      "pin": [{ "platform": "nes", "release": "${name}" }],
      "metadata": { "pin": { "nes": { "${name}": { "players": 2 } } } },
    }`
    const read = (name: string) => parseDecisions(written(name), '/games/curation.jsonc')
    expect(read('Nin\u0303o')).toEqual(read('Ni\u00f1o'))
    expect(read('Nin\u0303o').pin).toEqual({ nes: ['Ni\u00f1o'] })
  })

  it('all that a person can say of a game', () => {
    const text = `{ "metadata": { "pin": { "nes": { "A (USA)": {
      "genres": "Puzzle", "developers": ["X", "Y"], "publishers": ["Z"], "franchises": ["F"],
      "alternativeTitles": ["B"], "description": "Good.", "released": 1990, "players": "1-2",
      "rating": 80, "achievements": 0, "cooperative": false
    } } } } }`
    expect(parseDecisions(text, 'x').metadata?.pin).toEqual({
      nes: {
        'A (USA)': {
          genres: ['Puzzle'],
          developers: ['X', 'Y'],
          publishers: ['Z'],
          franchises: ['F'],
          alternativeTitles: ['B'],
          description: 'Good.',
          released: '1990',
          players: { least: 1, most: 2 },
          rating: 80,
          achievements: 0,
          cooperative: false,
        },
      },
    })
  })

  it.each(['', '  \n', '{}', '// nothing yet\n{}', '\ufeff// { }\n/* nor\n// here */ '])(
    'nothing: %j',
    (text) => {
      expect(parseDecisions(text, 'x')).toEqual(NO_DECISIONS)
    },
  )
})

describe('what is wrong is told with its line', () => {
  it.each([
    [
      '{\n  "macth": {}\n}',
      2,
      'curation.jsonc has no key "macth"; its keys are match, platform, dat, same, different, ports, notPorts, title, pin, companies, differentCompanies, metadata.',
    ],
    [
      '{ "companies": {\n "Square": ["X"],\n "Enix": ["X, Inc."] } }',
      3,
      'curation.jsonc cannot be followed in companies: "X, Inc." is another name of "Square" and of "Enix".',
    ],
    ['{\n  "match": {\n', 3, 'curation.jsonc is no JSON with comments: close brace expected.'],
    ['[]', 1, 'curation.jsonc must have an object as the file.'],
    [
      '{ "match": {\n "ABC": null } }',
      2,
      'curation.jsonc names "ABC" in match, which is no SHA-1: 40 digits and letters a to f, in lower case.',
    ],
    [
      `{ "match": { "${SHA1}":\n "x" } }`,
      2,
      'curation.jsonc must have an object with platform and release as a match.',
    ],
    [
      `{ "match": { "${SHA1}":\n { "platform": "snes" } } }`,
      2,
      'curation.jsonc must say release in a match.',
    ],
    [
      `{ "match": { "${SHA1}":\n { "platform": "sness", "release": "A" } } }`,
      2,
      'curation.jsonc names the platform "sness", which curator does not know.',
    ],
    [
      `{ "match": { "${SHA1}": null,\n "${SHA1}": null } }`,
      2,
      `curation.jsonc says "${SHA1}" twice in match.`,
    ],
    [
      '{ "platform": {\n ".BIN": "snes" } }',
      2,
      'curation.jsonc names ".BIN" in platform, which is no extension in lower case and without dot, and no SHA-1.',
    ],
    [
      '{ "platform": { "bin":\n 1 } }',
      2,
      'curation.jsonc must give a platform for "bin", such as "nes", or null for none.',
    ],
    ['{ "same":\n {} }', 2, 'curation.jsonc must have a list as "same".'],
    [
      '{ "same": [{ "platform": "nes", "releases":\n ["A"] }] }',
      2,
      'curation.jsonc must have two or more names of releases in each item of "same".',
    ],
    [
      '{ "different": [\n{ "platform": "nes", "releases": ["Caf\u00e9", "B", "Cafe\u0301"] }] }',
      2,
      'curation.jsonc names "Caf\u00e9" twice in an item of "different".',
    ],
    [
      '{ "different": [\n"A"] }',
      2,
      'curation.jsonc must have an object with platform and releases as an item of "different".',
    ],
  ])('%s', (text, line, message) => {
    const [first] = problems(text)
    expect(first).toMatchObject({
      code: 'decisions-invalid',
      message,
      at: { file: '/games/curation.jsonc', line },
    })
    expect(first?.at?.frame).toContain(`> ${line} |`)
  })

  it('all of it at once', () => {
    expect(problems('{ "a": 1, "b": 2 }')).toHaveLength(2)
  })

  it('and a text that nobody wrote by hand', () => {
    expect(problems('['.repeat(200_000))[0]?.message).toMatch(/^curation\.jsonc /)
    expect(problems('{"__proto__": {"x": 1}}')[0]?.message).toContain('has no key "__proto__"')
  })
})
