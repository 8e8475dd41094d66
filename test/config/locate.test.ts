import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locateYaml } from '../../src/config/places/locate-yaml.ts'
import { constAround, locate, memberAround } from '../../src/config/places/locate.ts'
import { lineColumn, offsetOf, type ConfigPath } from '../../src/config/places/place.ts'

const SCRIPT = `import { x } from 'curator' // export default { roots: 1 }
/* export default { roots: 2 } */
const lists = { early: { limit: 5 } }
const text = \`export default { \${'roots'}: 3 }\`

export default defineConfig({
  roots: { downloads: env('ROMS', './ro,ms'), "two words": { path: './x' } },
  dats: { 'no-intro': './dats' }, // roots: 'no'
  policies: {
    usa: oneGameOneRom({ regions: ['USA', "Wor'ld"], exclude: [] }),
    'eur': (oneGameOneRom({ only: { regions: ['Europe'] } })),
  },
  playlists: lists,
  targets: {
    ...more,
    mine: handheld({ path: \`\${home}/{x}, y\`, policy: 'usa', playlists: [...all, 'late'] }),
    [computed]: 1,
    text,
  },
} satisfies unknown)
`

/** What stands where the path leads. */
function at(text: string, path: ConfigPath, part: 'key' | 'value', find = locate): string | undefined {
  const place = find(text, path, part)
  return place && text.split('\n')[place.line - 1]?.slice(place.column - 1)
}

describe('in a script', () => {
  it.each([
    [['roots'], 'key', 'roots: { downloads'],
    [['roots'], 'value', '{ downloads'],
    [['roots', 'downloads'], 'value', "env('ROMS'"],
    [['roots', 'two words', 'path'], 'value', "'./x' }"],
    [['dats', 'no-intro'], 'key', "'no-intro': "],
    [['policies', 'usa', 'regions', 1], 'value', `"Wor'ld"]`],
    [['policies', 'usa', 'exclude'], 'value', '[] })'],
    [['policies', 'eur', 'only', 'regions', 0], 'value', "'Europe']"],
    [['targets', 'mine', 'path'], 'value', '`${home}'],
    [['targets', 'mine', 'policy'], 'value', "'usa', playlists"],
    [['targets', 'text'], 'value', 'text,'],
    // through a `const` of the same file
    [['playlists', 'early', 'limit'], 'value', '5 }'],
    // computed: the last place that is sure
    [['targets', 'mine', 'playlists', 1], 'value', 'playlists: [...all'],
    [['targets', 'other', 'path'], 'value', 'targets: {'],
    [['roots', 'downloads', 'path'], 'value', 'downloads: env'],
    [['state'], 'key', 'defineConfig('],
  ] as const)('%j (%s)', (path, part, expected) => {
    expect(at(SCRIPT, path, part)?.startsWith(expected)).toBe(true)
  })

  it('knows other ways to write a config', () => {
    expect(at("module.exports = { roots: 'a' }", ['roots'], 'value')).toBe("'a' }")
    expect(at("const config: Config = {\n  roots: 'a',\n}\nexport default config", ['roots'], 'value')).toBe(
      "'a',",
    )
    expect(at('export const config = {}', ['roots'], 'value')).toBeUndefined()
  })

  it('ends on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]()`\'"\\/*$,:.a \n'.split('')), maxLength: 60 }),
        (noise) => {
          const place = locate(`export default { a: ${noise}`, ['a', 'a', 0], 'value')
          expect(place?.line).toBeGreaterThan(0)
        },
      ),
    )
  })
})

it('finds every value of a JSON file', () => {
  const key = fc.stringMatching(/^[a-z"\\ {}[\],:/*`$'-]{1,8}$/)
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.string().map((text) => ({ leaf: text })),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }))
  fc.assert(
    fc.property(fc.dictionary(key, tree), fc.constantFrom(0, 1, 3), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      for (const [path, item] of walk(value)) {
        const place = locate(text, path, 'value')
        const rest = text
          .split('\n')
          .slice((place?.line ?? 0) - 1)
          .join('\n')
          .slice((place?.column ?? 0) - 1)
        const first = JSON.stringify(item, null, indent).split('\n')[0] ?? ''
        expect(rest.startsWith(first.slice(0, 1))).toBe(true)
        if (typeof item === 'string') expect(rest.startsWith(first)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

function* walk(value: unknown, path: ConfigPath = []): Generator<[ConfigPath, unknown]> {
  yield [path, value]
  if (typeof value !== 'object' || value === null) return
  const steps = Array.isArray(value) ? value.map((item, i) => [i, item] as const) : Object.entries(value)
  for (const [step, item] of steps) yield* walk(item, [...path, step])
}

describe('in YAML', () => {
  const text = `# a library
roots:
  downloads: ./roms # roots

  "two words":
    path: ./x
dats: { no-intro: ./dats }
policies:
  usa:
    regions:
    - USA
    - World
    exclude:
      - beta
targets:
  mine:
    policy: usa
`

  it.each([
    [['roots', 'downloads'], 'value', './roms'],
    [['roots', 'two words', 'path'], 'key', 'path:'],
    [['policies', 'usa', 'regions', 1], 'value', 'World'],
    [['policies', 'usa', 'exclude', 0], 'value', 'beta'],
    [['targets', 'mine', 'policy'], 'value', 'usa'],
    [['targets', 'mine'], 'value', 'mine:'],
    // not in block style: the key before
    [['dats', 'no-intro'], 'value', 'dats:'],
    [['targets', 'mine', 'path'], 'value', 'mine:'],
  ] as const)('%j (%s)', (path, part, expected) => {
    expect(at(text, path, part, locateYaml)?.startsWith(expected)).toBe(true)
  })
})

describe('the member around an offset', () => {
  const around = (key: string, word: string) => {
    const found = memberAround(SCRIPT, key === '' ? [] : [key], SCRIPT.indexOf(word))
    return found && [found.name, found.before + SCRIPT.slice(found.from, found.to).trimEnd()]
  }

  it.each([
    ['roots', "'ROMS'", ['downloads', "env('ROMS', './ro,ms')"]],
    ['roots', './x', ['two words', "{ path: './x' }"]],
    ['policies', 'Europe', ['eur', "(oneGameOneRom({ only: { regions: ['Europe'] } }))"]],
    // the object, or the value, may be a `const`
    ['targets', 'export default { $', ['text', "`export default { ${'roots'}: 3 }`"]],
    ['targets', 'text,', ['text', 'text:text']],
    ['playlists', 'limit', ['early', '{ limit: 5 }']],
    [
      'targets',
      'late',
      ['mine', "handheld({ path: `${home}/{x}, y`, policy: 'usa', playlists: [...all, 'late'] })"],
    ],
    ['', 'no-intro', ['dats', "{ 'no-intro': './dats' }"]],
    ['', 'limit', ['playlists', '{ early: { limit: 5 } }']],
  ])('of %s at %s', (key, word, expected) => {
    expect(around(key, word)).toEqual(expected)
  })

  it.each([
    ['targets', '...more'],
    ['targets', 'computed'],
    ['targets', 'early'],
    ['targets', 'no-intro'],
    ['libraries', 'downloads'],
  ])('is none of %s at %s', (key, word) => {
    expect(around(key, word)).toBeUndefined()
  })
})

describe('the const around an offset', () => {
  const text = `const a = f(1), b = f(2)
const { c } = f(3)
const d: Record<string, X> = {
  e: f(4),
}
for (const g of f(5)) h = f(6)
const i: (x: X) => Y = f(7)
const j = f(8) /* , */
  .k()
`
  const around = (word: string) => {
    const found = constAround(text, text.indexOf(word))
    return found && [found.name, text.slice(found.from, found.to)]
  }

  it.each([
    ['f(1)', ['a', 'f(1)']],
    ['f(4)', ['d', '{\n  e: f(4),\n}']],
    ['f(8)', ['j', 'f(8) /* , */']],
  ])('at %s', (word, expected) => {
    expect(around(word)).toEqual(expected)
  })

  // of these only the first name would be found, several share it, or it is no value
  it.each(['f(2)', 'f(3)', 'f(5)', 'f(6)', 'f(7)', 'k()', 'X>'])('is none at %s', (word) => {
    expect(around(word)).toBeUndefined()
  })
})

it('finds the offset of every line and column', () => {
  const texts = fc.array(fc.constantFrom('a', 'ü', '😀', '\n', '\r\n')).map((parts) => parts.join(''))
  fc.assert(
    fc.property(texts, fc.nat(), (text, n) => {
      const offset = n % (text.length + 1)
      expect(offsetOf(text, lineColumn(text, offset))).toBe(offset)
    }),
  )
})
