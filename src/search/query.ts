/** What was typed, taken apart: words of a title, and filters such as `platform:nes`. */
import { didYouMean } from '../config/checking/suggest.ts'
import { usageError } from '../errors.ts'
import { plainTitle } from '../identify/titles/spelling/title-key.ts'

const FILTER_KEYS = [
  'platform',
  'region',
  'have',
  'year',
  'kind',
  'genre',
  'developer',
  'publisher',
  'players',
] as const

type FilterKey = (typeof FILTER_KEYS)[number]

export interface SearchQuery {
  /** In plain form. Empty: everything that the filters let through. */
  readonly text: string
  /** By key, every value that was given: one of them must hold. */
  readonly filters: ReadonlyMap<FilterKey, readonly string[]>
}

/** What a person types and reads is shorter. */
const LONGEST = 400

/** `key:value`, `key:a,b`, `key:"Latin America"`. */
const FILTER = /(?<![^\s])([a-z]+):(?:"([^"]*)"|([^\s"]+))/gi

/** Throws `cli-usage` for a filter that is nearly one of ours. Any other word with a colon is part of a title. */
export function parseQuery(typed: string): SearchQuery {
  const filters = new Map<FilterKey, readonly string[]>()
  const text = typed
    .slice(0, LONGEST)
    .replace(FILTER, (whole, name: string, quoted?: string, plain?: string) => {
      const key = name.toLowerCase()
      const known = FILTER_KEYS.find((one) => one === key)
      if (!known) return nearMiss(key) ?? whole
      const values = quoted === undefined ? (plain ?? '').split(',') : [quoted]
      filters.set(known, [...(filters.get(known) ?? []), ...values.filter((value) => value !== '')])
      return ' '
    })
  return { text: plainTitle(text), filters }
}

function nearMiss(key: string): undefined {
  const hint = key.length < 4 ? undefined : didYouMean(key, FILTER_KEYS)
  if (hint === undefined) return undefined
  throw usageError(`There is no filter \`${key}:\`.`, hint)
}
