/** Who wins where several sources say something of one game: field by field, by the order of the config. */
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import type { EntryField, EntryFields } from '../local/entry.ts'
import { VIAS, type JoinVia, type Link } from './link.ts'

/** What one source says of one field. */
export interface Claim {
  readonly field: EntryField
  readonly value: NonNullable<EntryFields[EntryField]>
  /** Name of the source; `curation.jsonc` for decisions. */
  readonly source: string
  readonly via: JoinVia | 'sibling'
  /** The release that it was said of. */
  readonly release: string
  /** Absent for decisions. */
  readonly log?: number
  readonly ref?: string
}

/** Where a source stands for a field: less is believed more, and most what a person decided. */
export type SourceRank = (field: string, source: string) => number

export interface PriorityOptions {
  /** Names of sources, the most believed first; those that are not named come after, as they are given. */
  readonly priority?: readonly string[]
  /** The same for single fields, before it. */
  readonly fields?: Readonly<Record<string, readonly string[]>>
}

/** @param sources all names, in the order that holds where nothing is said */
export function sourceRank(
  sources: readonly string[],
  { priority = [], fields = {} }: PriorityOptions,
): SourceRank {
  const ranked = (first: readonly string[]) =>
    new Map([...new Set([...first, ...priority, ...sources])].map((name, rank) => [name, rank]))
  const usual = ranked([])
  const special = new Map(Object.entries(fields).map(([field, first]) => [field, ranked(first)]))
  return (field, source) =>
    source === DECIDED ? -1 : ((special.get(field) ?? usual).get(source) ?? Infinity)
}

export type Claims = ReadonlyMap<EntryField, readonly Claim[]>

/** What is known of a release. */
interface Evidence {
  readonly links: readonly Link[]
  /** What entries say, by their ids. */
  readonly said: ReadonlyMap<number, EntryFields>
  /** By a person. */
  readonly pinned: EntryFields | undefined
}

/** What all links of a release say, the winner of each field first. `pinned` wins over all. */
export function claimsOf(release: string, { links, said, pinned }: Evidence, rank: SourceRank): Claims {
  const claims = new Map<EntryField, Claim[]>()
  const add = (claim: Claim): void => {
    addTo(claims, claim.field, claim)
  }
  for (const { entry, via } of links) {
    const { id, source, log, ref } = entry
    for (const [field, value] of fieldsOf(said.get(id) ?? {}))
      add({ field, value, source, via, release, log, ...(ref === undefined ? {} : { ref }) })
  }
  for (const [field, value] of fieldsOf(pinned ?? {}))
    add({ field, value, source: DECIDED, via: 'decision', release })
  for (const [field, list] of claims) list.sort(better(field, rank))
  return claims
}

/** What decisions are called where sources are named. */
export const DECIDED = 'curation.jsonc'

/** What the game's other releases say, where the release itself says nothing: the best of them. */
export function gameClaims(all: readonly Claims[], rank: SourceRank): Map<EntryField, Claim> {
  const best = new Map<EntryField, Claim>()
  for (const claims of all) {
    for (const [field, [first]] of claims) {
      const before = best.get(field)
      if (first && (!before || better(field, rank)(first, before) < 0)) best.set(field, first)
    }
  }
  return best
}

function better(field: EntryField, rank: SourceRank): (a: Claim, b: Claim) => number {
  const sureness = ({ via }: Claim): number => (via === 'sibling' ? VIAS.length : VIAS.indexOf(via))
  return (a, b) =>
    rank(field, a.source) - rank(field, b.source) ||
    sureness(a) - sureness(b) ||
    // a game came out when its first release did
    (field === 'released' ? byCodeUnit(JSON.stringify(a.value), JSON.stringify(b.value)) : 0) ||
    byCodeUnit(a.release, b.release) ||
    byCodeUnit(JSON.stringify(a.value), JSON.stringify(b.value))
}

function fieldsOf(fields: EntryFields): [EntryField, NonNullable<EntryFields[EntryField]>][] {
  // `saidOnly` and the readers let only these keys in
  return Object.entries(fields) as [EntryField, NonNullable<EntryFields[EntryField]>][]
}
