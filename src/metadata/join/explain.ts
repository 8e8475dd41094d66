/** Who says what of a game, and who wins: read from what was joined last. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { byCodeUnit } from '../../order.ts'
import { ownValue } from '../../own-value.ts'
import type { EntryField, EntryFields } from '../local/entry.ts'
import { partsInUse } from '../local/store.ts'
import { claimsOf, sourceRank, type Claim, type PriorityOptions, type SourceRank } from './claims.ts'
import { usualOrder } from './join.ts'
import type { JoinVia, Link } from './link.ts'

export interface GameMetadataExplanation {
  readonly platform: string
  readonly title: string
  readonly releases: readonly string[]
  readonly fields: readonly ExplainedField[]
  /** What it may be in sources that do not know it for sure, best first. */
  readonly suggestions: readonly {
    readonly source: string
    readonly ref: string
    readonly title: string
    readonly score: number
    readonly reason: string
  }[]
}

interface ExplainedField {
  readonly field: EntryField
  /** The winner first. Equal words of one source are told once. */
  readonly claims: readonly ExplainedClaim[]
}

/** `import`: of the file or answer that says it; a decision has none. */
export type ExplainedClaim = Omit<Claim, 'field' | 'log'> & { readonly import?: number }

interface FoundGame {
  readonly id: number
  readonly platform: string
  readonly title: string
}

/** Games with a release or a title of that name, upper and lower case aside; by platform, then title. */
export function gamesCalled(db: Db, words: string, platform: string | undefined): readonly FoundGame[] {
  return prepareOnce(
    db,
    `select distinct u.id, p.slug as platform, u.title from atomic_game_unit u join platform p on p.id = u.platform_id
       join game_release r on r.atomic_id = u.id
     where (u.title = @words collate nocase or r.name = @words collate nocase) and (@platform is null or p.slug = @platform)
     order by p.slug, u.title, u.id`,
  ).all({ words, platform: platform ?? null }) as FoundGame[]
}

/** What there are games of, each title once, in order. */
export function gameTitles(db: Db): readonly string[] {
  return prepareOnce(db, 'select distinct title from atomic_game_unit order by title')
    .pluck()
    .all() as string[]
}

export function explainMetadata(
  db: Db,
  { id, platform, title }: FoundGame,
  options: PriorityOptions,
  pins: Readonly<Record<string, EntryFields>>,
): GameMetadataExplanation {
  const parts = partsInUse(db, platform)
  const sources = new Map(parts.map(({ log, source }) => [log, source]))
  const rank = sourceRank(usualOrder(parts), options)
  const releases = prepareOnce(db, 'select id, name from game_release where atomic_id = ? order by name').all(
    id,
  ) as { id: number; name: string }[]
  const all = new Map<EntryField, Claim[]>()
  for (const release of releases) {
    const { links, said } = linksOf(db, { ...release, game: id }, sources)
    const pinned = ownValue(pins, release.name)
    for (const [field, claims] of claimsOf(release.name, { links, said, pinned }, rank))
      all.set(field, [...(all.get(field) ?? []), ...claims])
  }
  const fields = [...all].map(([field, claims]): ExplainedField => ({
    field,
    claims: inOrder(claims, rank, field),
  }))
  const suggestions = prepareOnce(
    db,
    'select source, ref, title, score, reason from metadata_candidate where atomic_id = ? order by source, position',
  ).all(id) as GameMetadataExplanation['suggestions']
  return {
    platform,
    title,
    releases: releases.map(({ name }) => name),
    fields: fields.sort((a, b) => byCodeUnit(a.field, b.field)),
    suggestions,
  }
}

function linksOf(
  db: Db,
  target: { readonly id: number; readonly name: string; readonly game: number },
  sources: ReadonlyMap<number, string>,
): { readonly links: readonly Link[]; readonly said: ReadonlyMap<number, EntryFields> } {
  const rows = prepareOnce(
    db,
    `select e.id, e.log_id as log, e.ref, e.fields, l.via from metadata_link l join metadata_entry e on e.id = l.entry_id
     where l.release_id = ? order by e.id`,
  ).all(target.id) as { id: number; log: number; ref: string | null; fields: string; via: JoinVia }[]
  const said = new Map<number, EntryFields>()
  const links = rows.flatMap(({ id, log, ref, fields, via }): Link[] => {
    const source = sources.get(log)
    if (source === undefined) return []
    said.set(id, JSON.parse(fields) as EntryFields) // written by `entryWriter`
    return [{ target, entry: { ...UNKEYED, id, log, source, ref: ref ?? undefined }, via }]
  })
  return { links, said }
}

/** By what an entry was found is in the link. */
const UNKEYED = {
  name: undefined,
  title: undefined,
  crc32: undefined,
  md5: undefined,
  serial: undefined,
  path: undefined,
  foundBy: undefined,
  released: undefined,
} as const

/** What wins for the game first; then the rest, each word of a source once. */
function inOrder(claims: readonly Claim[], rank: SourceRank, field: EntryField): ExplainedClaim[] {
  const seen = new Map<string, ExplainedClaim>()
  for (const claim of claims.toSorted((a, b) => rank(field, a.source) - rank(field, b.source))) {
    const { field: _, log, ...told } = claim
    const key = JSON.stringify([told.source, told.value])
    if (!seen.has(key)) seen.set(key, { ...told, ...(log === undefined ? {} : { import: log }) })
  }
  return [...seen.values()]
}
