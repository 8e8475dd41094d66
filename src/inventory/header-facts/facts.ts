/**
 * What a ROM or a disc says of itself. None of it is proof: headers are wrong, and copied from game to game.
 */
export interface HeaderFacts {
  /** Slug of the platform whose header it is. */
  readonly platform: string
  readonly title?: string
  /** The title for the home market, where a format has two. */
  readonly localTitle?: string
  /** Region names as `names/` has them, in a fixed order. */
  readonly regions?: readonly string[]
  /** Product number or game code, as the format writes it: `SLUS-00594`, `GM 00001009`, `AWRE`. */
  readonly serial?: string
  readonly version?: string
  /** Name of the maker where its code is known, else the code. */
  readonly maker?: string
  /** Which disc or disk side of the game it is, from 1. */
  readonly disc?: number
  /** Of how many. */
  readonly discs?: number
  /** As the header writes it. */
  readonly date?: string
  /** Whether the header's own checksum is right; absent when the format has none. */
  readonly sound?: boolean
  /** What only this format has, by name. */
  readonly more?: Readonly<Record<string, string>>
}

/** Facts as they are read: empty texts and empty lists stand for "not stated". */
type RawFacts = {
  readonly [K in keyof HeaderFacts]: HeaderFacts[K] | undefined
} & { readonly platform: string }

/** Leaves out what is not stated. */
export function facts(raw: RawFacts): HeaderFacts {
  const { platform, ...rest } = raw
  const stated = Object.entries(rest).filter(([, value]) => value !== undefined && !isEmpty(value))
  return { platform, ...Object.fromEntries(stated) }
}

function isEmpty(value: unknown): boolean {
  if (value === '') return true
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
