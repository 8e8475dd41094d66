/** A platform whose games are of two kinds, such as arcade machines and the games of another DAT. */
import { byCodeUnit } from '../../order.ts'
import type { Part } from './part.ts'

/** What two ways of building contribute to one platform, as one part. */
export function joinParts(a: Part, b: Part): Part {
  const ordered = [
    ...a.files.map((file, index) => ({ file, index, of: a })),
    ...b.files.map((file, index) => ({ file, index, of: b })),
  ].sort((x, y) => byCodeUnit(x.file.path, y.file.path) || byCodeUnit(x.file.label, y.file.label))
  const placeIn = (part: Part) =>
    new Map(ordered.flatMap(({ index, of }, now) => (of === part ? [[index, now] as const] : [])))
  const games = [a, b].flatMap((part) => {
    const places = placeIn(part)
    return part.games.map((game) => ({ ...game, file: places.get(game.file) ?? 0 }))
  })
  return {
    platform: a.platform,
    files: ordered.map(({ file }) => file),
    games: games.sort((x, y) => x.file - y.file),
    problems: [...a.problems, ...b.problems].sort((x, y) => byCodeUnit(x.message, y.message)),
    skipped: a.skipped + b.skipped,
  }
}
