/**
 * From parts and playlists to the tree of a target: everything a device should hold, and nothing it cannot. A build
 * goes the same road in steps (`steps/devices/outputs.ts`), so that it need not read the parts that did not change.
 */
import type { Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import {
  admitted,
  contestOf,
  NO_CONTEST,
  settle,
  type Party,
  type Refusal,
  type Settlement,
} from './contest.ts'
import { footprintOf } from './footprint.ts'
import type { Part, PartGame } from './part.ts'
import {
  buildPlaylists,
  databaseList,
  listedDatabases,
  type PlacedGame,
  type PlaylistPicks,
} from './playlist-files.ts'
import type { Target } from './preset.ts'
import type { Tree } from './tree.ts'

/**
 * Joins the platforms of a target, compares them with each other, and adds the playlists over what was let in. Where
 * two files want one place, the first wins: by platform slug, then path, then release; equal files share it. Problems
 * of the parts are included. `root` is the target's absolute path.
 */
export function joinTree(
  target: Target,
  parts: readonly Part[],
  playlists: readonly PlaylistPicks[],
  root: string,
): { readonly tree: Tree; readonly problems: readonly Problem[] } {
  const sorted = [...parts].sort((a, b) => byCodeUnit(a.platform, b.platform))
  const parties = sorted.map(({ platform, files }): Party => ({ id: platform, platform, files }))
  const { refused } = settleAll(target, parties)
  const games = sorted.flatMap((part) => placedGames(part.platform, part.games, refused[part.platform]))
  const lists = [
    ...[
      ...listedDatabases(
        target,
        sorted.map(({ platform }) => platform),
      ),
    ].map(([database, platforms]) =>
      databaseList(
        target,
        database,
        games.filter(({ platform }) => platforms.includes(platform)),
        root,
      ),
    ),
    buildPlaylists(target, games, playlists, root),
  ]
  const all = [...parties, { id: LISTS, files: lists.flatMap(({ files }) => files) }]
  const settlement = settleAll(target, all)
  const files = all.flatMap((party) => admitted(party.files, settlement.refused[party.id]))
  return {
    tree: { files: files.sort((a, b) => byCodeUnit(a.path, b.path)) },
    problems: [
      ...sorted.flatMap((part) => part.problems),
      ...settlement.problems,
      ...lists.flatMap(({ problems }) => problems),
    ],
  }
}

/** No platform's slug. */
const LISTS = 'lists/'

function settleAll(target: Target, parties: readonly Party[]): Settlement {
  const { names } = target.device
  const claimants = parties.map(({ id, files }) => ({ id, footprint: footprintOf(files, names) }))
  const contest = contestOf(target, claimants)
  return contest ? settle(target, contest, parties) : NO_CONTEST
}

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
