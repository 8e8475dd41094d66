/** The games that a target really gets: as a part makes them, where they came to lie beside the other parts. */
import type { Refusal } from './names/contest.ts'
import type { PartGame } from './parts/part.ts'
import type { PlacedGame } from './written-game.ts'

/** The games of a part that are let in, where they really are. */
export function placedGames(
  platform: string,
  games: readonly PartGame[],
  refusals: readonly Refusal[] = [],
): PlacedGame[] {
  if (refusals.length === 0) return games.map((game) => ({ ...game, platform }))
  const instead = new Map(refusals.map(([file, place]) => [file, place] as const))
  return games.flatMap((game) => {
    const place = instead.has(game.file) ? instead.get(game.file) : game.path
    return typeof place === 'string' ? [{ ...game, platform, path: place }] : []
  })
}
