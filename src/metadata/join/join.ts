/** Joins what all sources say of a platform with its releases: which entry is which, who wins, and what lists ask for. */
import type { Db } from '../../catalog/sqlite.ts'
import type { CompanyResolver } from '../../companies/resolve.ts'
import { addTo, groupBy } from '../../groups.ts'
import { plainTitle } from '../../identify/titles/spelling/title-key.ts'
import { byCodeUnit } from '../../order.ts'
import { ownValue } from '../../own-value.ts'
import type { GameFacts } from '../facts.ts'
import { LOCAL_KINDS, type EntryField, type EntryFields } from '../local/entry.ts'
import { partsInUse, type PartInUse } from '../local/store.ts'
import { isEmpty } from '../result.ts'
import {
  claimsOf,
  DECIDED,
  gameClaims,
  sourceRank,
  type Claim,
  type Claims,
  type PriorityOptions,
} from './claims.ts'
import { entriesOf, fieldsOf } from './entries.ts'
import { linkEntries, type LinkDecisions } from './link.ts'
import { emulatedBy, runningOn } from './running.ts'
import { loadTargets, type JoinTarget } from './targets.ts'
import { writeJoined } from './write.ts'

interface JoinRequest extends PriorityOptions {
  readonly platform: string
  /** Absolute paths of roots, by name. */
  readonly roots: Readonly<Record<string, string>>
  readonly companies: CompanyResolver
  /** Release → what a person says of its game. */
  readonly pins: Readonly<Record<string, EntryFields>>
  readonly links: LinkDecisions
  /** What packs say counts until it expires. */
  readonly now: number
}

interface JoinResult {
  /** By name of the release. */
  readonly facts: ReadonlyMap<string, GameFacts>
  /** Ids of `atomic_game_unit`, by name of the release. */
  readonly games: ReadonlyMap<string, number>
  readonly suggestions: number
}

export function joinPlatform(db: Db, request: JoinRequest): JoinResult {
  const { platform, companies, pins } = request
  const targets = loadTargets(db, platform, request.roots)
  const parts = partsInUse(db, platform)
  const linked = linkEntries(
    targets,
    parts.map((part) => entriesOf(db, platform, part)),
    request.links,
  )
  const wanted = new Set(linked.links.map(({ entry }) => entry.id))
  const said = new Map(parts.flatMap((part) => [...fieldsOf(db, platform, part, wanted)]))
  const rank = sourceRank(usualOrder(parts), request)
  const byRelease = groupBy(linked.links, ({ target }) => target.id)
  const claims = new Map<JoinTarget, Claims>()
  const ofGame = new Map<number, Claims[]>()
  for (const target of targets.all) {
    const pinned = ownValue(pins, target.name)
    const links = byRelease.get(target.id)
    if (!links && !pinned) continue
    const own = claimsOf(target.name, { links: links ?? [], said, pinned }, rank)
    claims.set(target, own)
    addTo(ofGame, target.game, own)
  }
  const games = new Map([...ofGame].map(([game, all]) => [game, gameClaims(all, rank)]))
  const releases = new Map<number, ReadonlyMap<EntryField, Claim>>()
  const facts = new Map<string, GameFacts>()
  const runs = runningOn(db, platform, targets, request.now)
  const emulated = emulatedBy(db, platform, targets, request.now)
  for (const target of targets.all) {
    const game = games.get(target.game)
    const runsOn = runs?.(target.name)
    const compatible = emulated?.(target.name)
    if (!game && !runsOn && !compatible) continue
    const winners = winnersOf(claims.get(target), game ?? new Map<EntryField, Claim>())
    if (game) releases.set(target.id, winners)
    const running = { ...(runsOn && { runsOn }), ...(compatible && { compatible }) }
    facts.set(target.name, { ...factsOf(winners, companies), ...running })
  }
  writeJoined(db, platform, { ...linked, releases, games }, companies)
  return {
    facts,
    games: new Map(targets.all.map(({ name, game }) => [name, game])),
    suggestions: linked.suggestions.length,
  }
}

/** As kinds of sources are believed, and by name. */
export function usualOrder(parts: readonly PartInUse[]): readonly string[] {
  const kinds: readonly string[] = LOCAL_KINDS
  const place = ({ kind }: PartInUse): number => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length)
  const sorted = parts.toSorted((a, b) => place(a) - place(b) || byCodeUnit(a.source, b.source))
  return [...new Set(sorted.map(({ source }) => source))]
}

/** What a person pinned holds for the whole game; else its own comes before that of the game's other releases. */
function winnersOf(own: Claims | undefined, game: ReadonlyMap<EntryField, Claim>): Map<EntryField, Claim> {
  const winners = new Map<EntryField, Claim>()
  for (const [field, claim] of game) {
    const mine = own?.get(field)?.[0]
    const isPinned = claim.source === DECIDED
    if (mine && (mine.source === DECIDED || !isPinned)) winners.set(field, mine)
    else winners.set(field, isPinned ? claim : { ...claim, via: 'sibling' })
  }
  return winners
}

function factsOf(winners: ReadonlyMap<EntryField, Claim>, companies: CompanyResolver): GameFacts {
  const texts = (field: EntryField, read: (text: string) => string | undefined): readonly string[] => {
    const value = winners.get(field)?.value
    const all = Array.isArray(value) ? value.map((one) => read(String(one))) : []
    return [...new Set(all.filter((one) => one !== undefined && one !== ''))] as string[]
  }
  const number = (field: EntryField): number | undefined => {
    const value = winners.get(field)?.value
    return typeof value === 'number' ? value : undefined
  }
  const released = winners.get('released')?.value
  const players = winners.get('players')?.value
  const form = (name: string) => companies(name)?.form
  return compact({
    titles: texts('alternativeTitles', (title) => title),
    genres: texts('genres', plainTitle),
    developers: texts('developers', form),
    publishers: texts('publishers', form),
    franchises: texts('franchises', plainTitle),
    year: typeof released === 'string' ? Number(released.slice(0, 4)) : undefined,
    players: typeof players === 'object' && 'most' in players ? players.most : undefined,
    rating: number('rating'),
    achievements: number('achievements'),
    artwork: texts('artwork', (kind) => kind),
  })
}

function compact(facts: { readonly [Key in keyof GameFacts]: GameFacts[Key] | undefined }): GameFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => !isEmpty(value)))
}
