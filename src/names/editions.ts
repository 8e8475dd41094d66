/** Look-up in the edition tables. */
import { BUDGET, CHANNEL, DEMOTE, MODERN, PROMOTE } from './tables/editions.ts'

export interface Edition {
  readonly kind: 'budget' | 'modern' | 'promote' | 'demote' | 'channel'
  /** Place in its table. */
  readonly rank: number
}

const TABLES: readonly (readonly [Edition['kind'], readonly string[]])[] = [
  ['budget', BUDGET],
  ['modern', MODERN],
  ['promote', PROMOTE],
  ['demote', DEMOTE],
  ['channel', CHANNEL],
]

const EXACT: ReadonlyMap<string, Edition> = new Map(
  TABLES.flatMap(([kind, names]) =>
    names.map((name, rank): [string, Edition] => [name.toLowerCase(), { kind, rank }]),
  ).reverse(), // of a name in two tables the first table counts
)

const WILD: readonly { readonly pattern: RegExp; readonly edition: Edition }[] = TABLES.flatMap(
  ([kind, names]) =>
    names.flatMap((name, rank) =>
      /[*?]/.test(name) ? [{ pattern: wildcard(name), edition: { kind, rank } }] : [],
    ),
)

/** The edition a tag names, if our tables know it. */
export function editionOf(text: string): Edition | undefined {
  return exactEdition(text) ?? wildEdition(text)
}

export function exactEdition(text: string): Edition | undefined {
  return EXACT.get(text.toLowerCase())
}

/** Dozens of patterns: ask last. */
export function wildEdition(text: string): Edition | undefined {
  return WILD.find(({ pattern }) => pattern.test(text))?.edition
}

function wildcard(name: string): RegExp {
  const source = name
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'i')
}
