/** Games that share a title, a company and the years: what `PORTS_FOUND` says of all, of the games of a few titles. */
import { byCodeUnit } from '../order.ts'

export interface TitledGame {
  readonly game: number
  readonly title: string
  readonly platform: number
  /** The game that stands for it and its ports; null: there are none known. */
  readonly concept: number | null
  readonly first: number
  readonly last: number
  /** Ids of the companies that made or published it. */
  readonly companies: ReadonlySet<number>
}

export interface SharedTitle {
  readonly company: number
  /** Which of several times, years apart, that the title was used by the company. */
  readonly spell: number
  /** One a platform. */
  readonly games: readonly TitledGame[]
  readonly title: string
  readonly first: number
  readonly last: number
}

/** @param games of one title */
export function sharedBy(games: readonly TitledGame[]): readonly SharedTitle[] {
  const companies = new Set(games.flatMap((game) => [...game.companies]))
  return [...companies].flatMap((company) => {
    const its = games.filter((game) => game.companies.has(company))
    return spellsOf(its).flatMap((all, i) => {
      const one = onePerPlatform(all)
      const isSeveral = new Set(one.map(({ game, concept }) => concept ?? -game)).size > 1
      return isSeveral ? [{ company, spell: i + 1, games: one, ...spanOf(one) }] : []
    })
  })
}

/** Games that came out in the same years, or one apart from another of them. */
function spellsOf(games: readonly TitledGame[]): readonly (readonly TitledGame[])[] {
  const spells: TitledGame[][] = []
  let last = -Infinity
  for (const game of games.toSorted((a, b) => a.first - b.first || a.game - b.game)) {
    const spell = spells.at(-1)
    if (spell && game.first <= last + 1) spell.push(game)
    else spells.push([game])
    last = Math.max(last, game.last)
  }
  return spells
}

/** Of each platform the game with the smallest id. */
function onePerPlatform(games: readonly TitledGame[]): readonly TitledGame[] {
  const byPlatform = new Map<number, TitledGame>()
  for (const game of games) {
    const known = byPlatform.get(game.platform)
    if (!known || game.game < known.game) byPlatform.set(game.platform, game)
  }
  return [...byPlatform.values()]
}

function spanOf(games: readonly TitledGame[]): Pick<SharedTitle, 'title' | 'first' | 'last'> {
  const [title = ''] = games.map((game) => game.title).sort(byCodeUnit)
  return {
    title,
    first: Math.min(...games.map(({ first }) => first)),
    last: Math.max(...games.map(({ last }) => last)),
  }
}
