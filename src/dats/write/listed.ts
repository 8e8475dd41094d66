/** What is had and what is missing of one DAT: the lists that `curator report` writes. */
import type { DatGame, DatHeader, DatRom } from '../dat.ts'

/**
 * `mia`: missing, and the DAT says that nobody is known to have it. `nodump`: nobody has ever read it. `empty`: a file of
 * no bytes, so there is nothing to have. `optional`: missing, and its machine runs without it.
 */
export type RomState = 'have' | 'missing' | 'optional' | 'mia' | 'nodump' | 'empty'

/**
 * `incomplete`: some of its ROMs are had. `mia`: every ROM that is missing is, so nothing can be looked for. `named`: not
 * had by its hashes, but owned by a name or a decision, as a disc that is packed.
 */
export type GameState = 'have' | 'named' | 'incomplete' | 'missing' | 'mia' | 'nodump' | 'empty'

export interface ListedRom extends DatRom {
  readonly state: RomState
}

export interface ListedGame extends DatGame {
  readonly roms: readonly ListedRom[]
  readonly state: GameState
}

/** One DAT file with all its games. */
export interface ListedDat {
  /** The config's name for it. */
  readonly dat: string
  readonly header: DatHeader
  readonly games: readonly ListedGame[]
}

export type ListKind = 'missing' | 'have'

export function gameState(roms: readonly ListedRom[]): GameState {
  const has = (state: RomState) => roms.some((rom) => rom.state === state)
  if (has('missing')) return has('have') ? 'incomplete' : 'missing'
  if (has('mia')) return 'mia'
  if (has('have')) return 'have'
  if (has('optional')) return 'missing'
  return has('nodump') ? 'nodump' : 'empty'
}

/** The games a list is of. What is incomplete is in both: something of it is had, something is missing. */
export function gamesIn({ games }: ListedDat, kind: ListKind): readonly ListedGame[] {
  const states: readonly GameState[] =
    kind === 'have' ? ['have', 'named', 'incomplete'] : ['missing', 'incomplete', 'mia', 'nodump', 'empty']
  return games.filter(
    ({ state, roms }) =>
      states.includes(state) ||
      (kind === 'have' && state === 'mia' && roms.some((rom) => rom.state === 'have')),
  )
}

export interface GameCounts {
  readonly games: number
  readonly have: number
  readonly named: number
  readonly incomplete: number
  readonly missing: number
  readonly mia: number
  readonly nodump: number
  readonly empty: number
}

export function countGames({ games }: ListedDat): GameCounts {
  const of = (state: GameState) => games.filter((game) => game.state === state).length
  return {
    games: games.length,
    have: of('have'),
    named: of('named'),
    incomplete: of('incomplete'),
    missing: of('missing'),
    mia: of('mia'),
    nodump: of('nodump'),
    empty: of('empty'),
  }
}
