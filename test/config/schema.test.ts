/** The JSON schema and the validator are made from the same table: they must judge alike. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { OptionKinds } from '../../presets/option-shapes.ts'
import { check, type Known } from '../../src/config/checking/check.ts'
import { configSchema } from '../../src/config/checking/schema.ts'
import { CONFIG } from '../../src/config/checking/shapes.ts'
import type { Json } from '../../src/engine/canonical.ts'
import { fixture, VOCABULARY } from './support.ts'

const OPTIONS: OptionKinds = {
  path: 'text',
  policy: 'text',
  playlists: 'texts',
  model: { oneOf: ['small', 'large'], isNeeded: true },
}
const SCHEMA = configSchema(VOCABULARY.words, { handheld: OPTIONS })

const KNOWN: Known = {
  names: {
    roots: ['downloads'],
    dats: ['no-intro'],
    policies: ['usa', 'everything'],
    playlists: ['short'],
    sources: [],
    pictures: [],
    identifiers: [],
  },
  words: VOCABULARY.words,
}

const GOOD = JSON.parse(readFileSync(fixture('good/curator.config.json'), 'utf8')) as { [key: string]: Json }

it('accepts a good config', () => {
  expect(check(GOOD, CONFIG, KNOWN)).toEqual([])
  expect(conforms(GOOD, SCHEMA)).toBe(true)
})

const WRONG: readonly { readonly [key: string]: Json }[] = [
  { roots: 5 },
  { roots: { downloads: '' } },
  { roots: { downloads: { path: './x', form: 1 } } },
  { roots: { 'a/b': './x' } },
  { roots: { downloads: { ignore: [] } } },
  { roots: { downloads: { path: './x', followSymlinks: 'yes' } } },
  { dats: { 'no-intro': { path: [] } } },
  { dats: { 'no-intro': { path: './x', platform: 'nse' } } },
  { policies: { usa: { keep: 0 } } },
  { policies: { usa: { only: { regions: [] } } } },
  { policies: { usa: { exclude: ['betas'] } } },
  { policies: { usa: { order: ['region', 'regoin'] } } },
  { playlists: { short: { limit: 0 } } },
  { playlists: { short: { limit: 1.5 } } },
  { playlists: { short: { where: { year: { from: '1989' } } } } },
  { targets: { mine: { preset: 'handheld', policy: 'usa' } } },
  { targets: { mine: { preset: 5, path: './x', policy: 'usa' } } },
  { polices: {} },
  { state: '' },
]

it.each(WRONG)('both refuse %j', (change) => {
  const config: Json = { ...GOOD, ...change }
  expect(check(config, CONFIG, KNOWN)).not.toEqual([])
  expect(conforms(config, SCHEMA)).toBe(false)
})

it.each<{ readonly [key: string]: Json }>([
  { roots: {}, state: './elsewhere' },
  { policies: {} },
  { policies: { usa: { keep: 'all', revision: 'oldest', availability: 'owned', order: ['region'] } } },
  { playlists: { short: { where: { platform: ['nes'], year: { from: 1985, to: 1990 } }, limit: 5 } } },
])('both accept %j', (change) => {
  const config: Json = { ...GOOD, ...change }
  expect(check(config, CONFIG, KNOWN)).toEqual([])
  expect(conforms(config, SCHEMA)).toBe(true)
})

it('knows the options of presets', () => {
  const target = (more: Json) => ({
    ...GOOD,
    targets: { mine: { preset: 'handheld', path: './x', policy: 'usa', ...(more as object) } },
  })
  expect(conforms(target({ model: 'large' }), SCHEMA)).toBe(true)
  expect(conforms(target({ model: 'huge' }), SCHEMA)).toBe(false)
  expect(conforms(target({ model: 'large', modle: 'large' }), SCHEMA)).toBe(false)
  expect(conforms(target({}), SCHEMA)).toBe(false)
})

/** As much of JSON Schema as is used, written after the specification and not after our generator. */
function conforms(value: Json | undefined, schema: Json | undefined): boolean {
  const rules = schema as { readonly [key: string]: Json }
  return Object.entries(rules).every(([rule, want]) => obeys(value, rule, want, rules))
}

function obeys(
  value: Json | undefined,
  rule: string,
  want: Json,
  rules: { readonly [key: string]: Json },
): boolean {
  const object =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, Json>)
      : undefined
  const list = Array.isArray(value) ? (value as readonly Json[]) : undefined
  switch (rule) {
    case '$schema':
    case '$defs':
    case 'title':
    case 'description':
      return true
    case '$ref':
      return conforms(
        value,
        (SCHEMA['$defs'] as Record<string, Json>)[
          typeof want === 'string' ? want.replace('#/$defs/', '') : ''
        ],
      )
    case 'type':
      return typesOf(value).includes(want as string)
    case 'enum':
      return (want as readonly Json[]).some((item) => item === value)
    case 'anyOf':
      return (want as readonly Json[]).some((option) => conforms(value, option))
    case 'minLength':
      return typeof value !== 'string' || value.length >= Number(want)
    case 'pattern':
      return typeof value !== 'string' || new RegExp(want as string, 'u').test(value)
    case 'minimum':
      return typeof value !== 'number' || value >= Number(want)
    case 'minItems':
      return !list || list.length >= Number(want)
    case 'items':
      return (list ?? []).every((item) => conforms(item, want))
    case 'required':
      return !object || (want as readonly string[]).every((key) => Object.hasOwn(object, key))
    case 'properties':
      return Object.entries(want as Record<string, Json>).every(
        ([key, sub]) => !object || !Object.hasOwn(object, key) || conforms(object[key], sub),
      )
    case 'propertyNames':
      return Object.keys(object ?? {}).every((key) => conforms(key, want))
    case 'additionalProperties': {
      const others = Object.keys(object ?? {}).filter(
        (key) => !Object.hasOwn((rules['properties'] ?? {}) as object, key),
      )
      return want === false ? others.length === 0 : others.every((key) => conforms(object?.[key], want))
    }
    default:
      throw new Error(`The test does not know the rule ${rule}.`)
  }
}

function typesOf(value: Json | undefined): string[] {
  if (value === null) return ['null']
  if (Array.isArray(value)) return ['array']
  return Number.isInteger(value) ? ['number', 'integer'] : [typeof value]
}
