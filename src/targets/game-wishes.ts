/** What the user wants to be different for single games of a target. */
import { composed } from '../names/composed.ts'
import type { Pick } from '../select/pick.ts'
import type { GameWish, Target } from './preset.ts'

export interface GameWishes {
  /** By the name of the release, or else by the title; with the platform before it, that counts first. */
  of(pick: Pick): GameWish | undefined
}

export function gameWishes({ games }: { readonly games?: Target['games'] }): GameWishes {
  if (games === undefined) return NONE
  const wishes = new Map(Object.entries(games).map(([name, wish]) => [composed(name), wish]))
  const own = (name: string): GameWish | undefined => wishes.get(composed(name))
  return {
    of: ({ platform, release, game }) =>
      own(`${platform}/${release}`) ?? own(`${platform}/${game}`) ?? own(release) ?? own(game),
  }
}

const NONE: GameWishes = { of: () => undefined }
