/** What a search tells of a game. */
import { otherTitles } from '../catalog/other-titles.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { groupBy } from '../groups.ts'
import { plainTitle } from '../identify/titles/spelling/title-key.ts'
import { byCodeUnit } from '../order.ts'
import { standsFor } from './words.ts'

const FITS = ['title', 'beginning', 'words', 'release', 'file', 'slip'] as const

/**
 * How a game fits, best first: its title is the text, begins with it, has all its words; the name of a release or of one
 * of its files has; its title would have them with slips corrected.
 */
export type Fit = (typeof FITS)[number]

export interface FoundGame {
  readonly kind: 'game'
  readonly title: string
  /**
   * A release of it that has the words, where its title has not: regions have their own; else another title that
   * metadata tells. And one of its releases where several games of a platform have one title, as the discs of a game do:
   * it tells them apart.
   */
  readonly as?: string
  /** Slug. */
  readonly platform: string
  readonly fit: Fit
  /** Whether a release of it is there, whole. */
  readonly owned: boolean
  /** Of its earliest release. */
  readonly year?: number
  /** Of all its releases. */
  readonly regions: readonly string[]
  /** How many DATs list. */
  readonly releases: number
}

/** In order: by fit, what is owned first, then as they were found. */
export function describeGames(
  db: Db,
  found: ReadonlyMap<number, Fit>,
  words: readonly string[],
): readonly FoundGame[] {
  const releasesOf = prepareOnce(db, RELEASES).pluck()
  const namesOf = (id: number, { atomicId }: GameRow): readonly string[] => [
    ...(releasesOf.all(id) as string[]),
    ...(otherTitles(db, [atomicId]).get(atomicId) ?? []),
  ]
  const row = prepareOnce(db, GAME)
  const regionNames = new Map(
    prepareOnce(db, 'select id, name from region').raw().all() as [number, string][],
  )
  const rows = Array.from(found, ([id, fit]) => ({ id, fit, game: row.get(id) as GameRow }))
  const alike = groupBy(rows, ({ game }) => titleOf(game))
  const games = rows.map(({ id, fit, game }): FoundGame => {
    const { title, platform, owned, year, regions, releases } = game
    const isAlone = alike.get(titleOf(game))?.length === 1
    const names = isAlone && hasWords(title, words) ? [] : namesOf(id, game)
    const as = names.find((name) => hasWords(name, words)) ?? (isAlone ? undefined : names[0])
    const ids = regions.split(',').filter((text) => text !== '')
    return {
      kind: 'game',
      title,
      ...(as === undefined ? {} : { as }),
      platform,
      fit,
      owned: owned === 1,
      ...(year === null ? {} : { year }),
      regions: ids.flatMap((region) => regionNames.get(Number(region)) ?? []).sort(byCodeUnit),
      releases,
    }
  })
  return games
    .map((game, i) => ({ game, rank: FITS.indexOf(game.fit) * 2 + (game.owned ? 0 : 1), i }))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ game }) => game)
}

function titleOf({ platform, title }: GameRow): string {
  return `${platform}/${title}`
}

function hasWords(name: string, words: readonly string[]): boolean {
  const own = plainTitle(name).split(' ')
  return words.every((word) => own.some((one) => standsFor(one, word)))
}

interface GameRow extends Pick<FoundGame, 'title' | 'platform' | 'releases'> {
  readonly atomicId: number
  readonly owned: number
  readonly year: number | null
  readonly regions: string
}

// the year as the filter has it: where neither DATs nor names say when, metadata does
const GAME = `
  select g.atomic_id as atomicId, g.title, p.slug as platform, g.owned, g.regions,
    coalesce(g.first_year, (select nullif(cast(substr(x.released, 1, 4) as integer), 0)
      from atomic_core_metadata x where x.atomic_id = g.atomic_id)) as year,
    (select count(*) from game_release r where r.atomic_id = g.atomic_id and r.platform_id = g.platform_id) as releases
  from search_game g join platform p on p.id = g.platform_id where g.id = ?`

// the plus keeps SQLite from looking through all releases of the platform, to have them in order
const RELEASES = `
  select r.name from search_game g
    cross join game_release r on r.atomic_id = g.atomic_id and +r.platform_id = g.platform_id
  where g.id = ? order by r.name`
