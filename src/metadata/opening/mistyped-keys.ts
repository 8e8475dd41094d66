/** Environment variables that are set and that nobody reads, though they look like some that are read. */
import { nearest } from '../../config/checking/suggest.ts'
import { byCodeUnit } from '../../order.ts'
import type { Environment } from '../../user-folder.ts'
import { valueIn } from '../keys.ts'
import type { ProviderDefinition } from '../provider.ts'

export interface MistypedKey {
  readonly variable: string
  readonly meant: string
}

const PREFIX = 'CURATOR'
/** What curator reads beside the keys of providers. */
const OTHERS = [
  'CURATOR_CACHE',
  'CURATOR_CONFIG',
  'CURATOR_DATA',
  'CURATOR_MIRROR_TOKEN',
  'CURATOR_REDIS_URL',
]
/** Words that begin alike with so many letters are one, cut short: `PASS`, `PASSWORD`. */
const TELLING = 3

/**
 * Never one whose right name is set as well. Others' variables are let alone, but for those that are called like a key
 * of a provider without the `CURATOR_`: `IGDB_CLIENT_ID`. In the order of their names.
 */
export function mistypedKeys(
  providers: readonly ProviderDefinition[],
  env: Environment,
): readonly MistypedKey[] {
  const known = [...providers.flatMap(({ keys }) => keys.map(({ variable }) => variable)), ...OTHERS]
  const read = new Set(known)
  const missing = known.filter((variable) => valueIn(env, variable) === undefined)
  const names = new Set(known.map((variable) => wordsOf(variable)[0] ?? ''))
  return Object.keys(env)
    .filter((variable) => !read.has(variable) && valueIn(env, variable) !== undefined)
    .filter((variable) => isOurs(variable) || (names.has(wordsOf(variable)[0] ?? '') && !isOther(variable)))
    .flatMap((variable) => {
      const meant = meantBy(variable, missing)
      return meant === undefined ? [] : [{ variable, meant }]
    })
    .sort((a, b) => byCodeUnit(a.variable, b.variable))
}

/** With a slip in it, too: `CURATER_IGDB_CLIENT_ID`. */
function isOurs(variable: string): boolean {
  const first = variable.split(/[_-]/)[0] ?? ''
  return first.toUpperCase() === PREFIX || nearest(first, [PREFIX]) !== undefined
}

/** `CACHE`, `DATA` and `REDIS_URL` are read by very many programs. */
function isOther(variable: string): boolean {
  return OTHERS.some((other) => wordsOf(other)[0] === wordsOf(variable)[0])
}

function meantBy(variable: string, missing: readonly string[]): string | undefined {
  const said = wordsOf(variable)
  const [name = ''] = said
  const partly = missing.filter((one) => {
    const words = wordsOf(one)
    return words[0] === name && said.every((word) => words.some((other) => isSame(word, other)))
  })
  const joined = new Map(missing.map((one) => [wordsOf(one).join(''), one]))
  const exact = joined.get(said.join(''))
  if (exact !== undefined) return exact
  if (partly.length === 1 && (said.length > 1 || isOurs(variable))) return partly[0]
  return joined.get(nearest(said.join(''), [...joined.keys()]) ?? '')
}

/** In capitals, without the `CURATOR` before them. */
function wordsOf(variable: string): readonly string[] {
  const words = variable.toUpperCase().split(/[_-]+/)
  return words.length > 1 && isOurs(variable) ? words.slice(1) : words
}

function isSame(word: string, other: string): boolean {
  if (word === other) return true
  const [short, long] = word.length < other.length ? [word, other] : [other, word]
  return short.length >= TELLING && long.startsWith(short)
}
