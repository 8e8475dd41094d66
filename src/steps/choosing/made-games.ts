/**
 * The games of the platform that was grouped last, for whoever selects from them next. To read its releases and to find
 * out again which of them are one game takes as long as to decide between them.
 */
import type { Db } from '../../catalog/sqlite.ts'
import type { ReleaseGroup } from '../../select/grouping/cluster.ts'

interface MadeGames {
  readonly platform: string
  /** See `Grouped`: of games that changed since, this tells nothing. */
  readonly changed: number
  readonly games: readonly ReleaseGroup[]
}

/** Those of larger platforms would be too much to hold. */
export const MOST_HELD = 8192

const latest = new WeakMap<Db, MadeGames>()

export function holdMade(db: Db, made: MadeGames | undefined): void {
  if (made) latest.set(db, made)
  else latest.delete(db)
}

export function madeGames(
  db: Db,
  { platform, changed }: Pick<MadeGames, 'platform' | 'changed'>,
): readonly ReleaseGroup[] | undefined {
  const made = latest.get(db)
  return made?.platform === platform && made.changed === changed ? made.games : undefined
}
