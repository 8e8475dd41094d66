/** Which games are asked for: those that are owned and of which too little is known, or those that are named. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { tosecYear } from '../../names/dates.ts'
import { askedRom, type AskedRom } from './asked-rom.ts'

/** A game as providers are asked for it. */
export interface AskedGame extends AskedRom {
  /** Of `atomic_game_unit`. */
  readonly id: number
  readonly platform: string
  readonly title: string
  /** The release that is asked for. */
  readonly release: string
  readonly year?: number
}

/** Without these a game is in hardly any playlist. */
export const WANTED = ['genres', 'players', 'released'] as const

/** Whether all that playlists ask for most is known of a game. */
export function isKnown(db: Db, platform: string, release: string): boolean {
  const fields = prepareOnce(
    db,
    `select count(*) from atomic_metadata_extension x join game_release r on r.atomic_id = x.atomic_id
       join platform p on p.id = r.platform_id
     where p.slug = ? and r.name = ? and x.field in (${WANTED.map((field) => `'${field}'`).join()})`,
  ).pluck()
  return fields.get(platform, release) === WANTED.length
}

/** Which release of a game is meant by words: the one of that name, or the first where they are the game's title. */
export function releaseCalled(db: Db, game: number, words: string): string | undefined {
  return prepareOnce(
    db,
    `select name from game_release where atomic_id = @game
     order by name = @words collate nocase desc, name limit 1`,
  )
    .pluck()
    .get({ game, words }) as string | undefined
}

/** Undefined for a release that no DAT lists. */
export function askedGame(db: Db, platform: string, release: string): AskedGame | undefined {
  const row = prepareOnce(
    db,
    `select u.id, u.title, r.year from game_release r join platform p on p.id = r.platform_id
       join atomic_game_unit u on u.id = r.atomic_id where p.slug = ? and r.name = ?`,
  )
    .raw()
    .get(platform, release) as [id: number, title: string, year: string | null] | undefined
  const rom = askedRom(db, platform, release)
  if (!row || !rom) return undefined
  const [id, title, year] = row
  const read = Number(/^\d{4}/.exec(year ?? tosecYear(release) ?? '')?.[0] ?? Number.NaN)
  return {
    id,
    platform,
    title,
    release,
    ...rom,
    ...(Number.isNaN(read) ? {} : { year: read }),
  }
}

/** Several releases of a game have the same answer: the first is asked for. */
export function oneEach(games: readonly AskedGame[]): readonly AskedGame[] {
  return [...new Map(games.toReversed().map((game) => [game.id, game])).values()].reverse()
}
