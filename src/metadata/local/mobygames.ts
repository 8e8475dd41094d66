/** MobyGames' answers as they are kept in a file: `{ "games": […] }` of its API, or the list itself. */
import { statSync } from 'node:fs'
import { member, objects } from '../json.ts'
import { toGame } from '../providers/mobygames/mapping.ts'
import { fieldsSaid, type EntrySink, type LocalFile } from './entry.ts'
import { jsonOfFile } from './json-file.ts'
import { unreadable } from './trouble.ts'

const MOST_BYTES = 512_000_000

/** A game of several platforms is one entry on each of them. */
export function readMobyGames(file: LocalFile, sink: EntrySink): void {
  const data = parsed(file.path)
  const games = Array.isArray(data) ? data : member(data, 'games')
  if (!Array.isArray(games)) throw unreadable(file.path, 'has no list of games')
  for (const said of objects(games)) {
    const game = toGame(said, 0)
    if (game?.title === undefined) continue
    const { id, title } = game
    const fields = fieldsSaid(game)
    for (const platform of file.platform === undefined ? (game.platforms ?? []) : [file.platform])
      sink.entry({
        platform,
        ref: id,
        title,
        titles: fields.alternativeTitles ?? [],
        fields,
      })
  }
}

function parsed(path: string): unknown {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES)
    throw unreadable(path, 'is too large')
  return jsonOfFile(path)
}
