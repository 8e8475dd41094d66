/**
 * Where clone lists speak of the same releases: which of their games are one under two names, and what cannot be true of
 * all they say.
 */
import { addTo, pairs } from '../../groups.ts'
import { coversOf, gameOf, mostExact, type Claim } from './claims.ts'
import type { CloneList } from './clone-list.ts'

/** By the name of the release: see `claimsOn`. */
type Claims = ReadonlyMap<string, readonly Claim[]>

/** What a list calls a game that one before it calls otherwise; in lower case. */
export interface Alias {
  readonly list: CloneList
  readonly group: string
  readonly name: string
}

/** Two titles that are one game by one list, and two by another. */
export interface Dispute {
  /** The releases of each. */
  readonly releases: readonly [readonly string[], readonly string[]]
  readonly same: readonly [Claim, Claim]
  readonly different: readonly [Claim, Claim]
  /** The one of both lists that comes first. */
  readonly counts: CloneList
}

/** Releases that one list puts into two games. */
export interface Doubling {
  readonly releases: readonly string[]
  readonly first: Claim
  readonly other: Claim
}

/** Games of the same releases are one, whatever lists call them. What is in dispute is not. */
export function aliasesIn(claims: Claims): readonly Alias[] {
  return gamesIn(claims).flatMap((game) => {
    const name = nameOf(game)
    return name === game.group ? [] : [{ list: game.list, group: game.group, name }]
  })
}

/** In the order of the claims, each once. */
export function disputesIn(claims: Claims): readonly Dispute[] {
  return gamesIn(claims).flatMap(({ partners }) =>
    [...partners.values()].flatMap(([first, ...others]) =>
      first ? others.map((other) => disputeOf(first, other)) : [],
    ),
  )
}

function disputeOf(a: Partner, b: Partner): Dispute {
  return {
    releases: [a.releases, b.releases],
    same: [a.mine, b.mine],
    different: [a.theirs, b.theirs],
    counts: a.isEarlier ? a.theirs.list : a.mine.list,
  }
}

/** Titles alone: a release that stands for several games is a compilation, or a superset of each. */
export function doublingsIn(claims: Claims): readonly Doubling[] {
  const doublings = new Map<string, Doubling & { readonly releases: string[] }>()
  for (const [release, said] of claims) {
    const titles = mostExact(said).filter(({ entry }) => entry.role === 'title')
    for (const first of firstOfEach(titles)) {
      const other = titles.find((claim) => claim.list === first.list && gameOf(claim) !== gameOf(first))
      if (!other) continue
      const title = `${first.list.file} ${first.entry.place}`
      const known = doublings.get(title)
      if (known) known.releases.push(release)
      else doublings.set(title, { releases: [release], first, other })
    }
  }
  return [...doublings.values()]
}

/** A game of a list that has releases in common with games of other lists. */
interface Game {
  readonly list: CloneList
  readonly group: string
  readonly partners: Map<CloneList, Partner[]>
}

interface Partner {
  readonly game: Game
  /** Its list comes before. */
  readonly isEarlier: boolean
  /** What is said of the first release that they have in common. */
  readonly mine: Claim
  readonly theirs: Claim
  readonly releases: string[]
}

function gamesIn(claims: Claims): readonly Game[] {
  const games = new Map<CloneList, Map<string, Game>>()
  const gameWith = (claim: Claim): Game => {
    const { list } = claim
    const group = gameOf(claim)
    const ofList = games.get(list) ?? new Map<string, Game>()
    games.set(list, ofList)
    const game = ofList.get(group) ?? { list, group, partners: new Map<CloneList, Partner[]>() }
    ofList.set(group, game)
    return game
  }
  for (const [release, said] of claims) {
    for (const [a, b] of pairs(onePerList(said))) {
      meet(release, a, b, { game: gameWith(a), other: gameWith(b), isEarlier: false })
      meet(release, b, a, { game: gameWith(b), other: gameWith(a), isEarlier: true })
    }
  }
  return [...games.values()].flatMap((ofList) => [...ofList.values()])
}

/** Into which game each list puts the release. What a list tells more exactly than another is an exception from that one. */
function onePerList(said: readonly Claim[]): readonly Claim[] {
  if (said.length < 2 || coversOf(said).length > 0) return []
  return firstOfEach(mostExact(said))
}

/** The first claim of each list. */
function firstOfEach(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter((claim, i) => claims.findIndex(({ list }) => list === claim.list) === i)
}

function meet(
  release: string,
  mine: Claim,
  theirs: Claim,
  { game, other, isEarlier }: { readonly game: Game; readonly other: Game; readonly isEarlier: boolean },
): void {
  const known = game.partners.get(other.list)?.find((partner) => partner.game === other)
  if (known) known.releases.push(release)
  else addTo(game.partners, other.list, { game: other, isEarlier, mine, theirs, releases: [release] })
}

function nameOf(game: Game): string {
  for (const [partner, ...others] of game.partners.values()) {
    const isOnly = others.length === 0 && partner?.game.partners.get(game.list)?.length === 1
    if (partner?.isEarlier && isOnly) return nameOf(partner.game)
  }
  return game.group
}
