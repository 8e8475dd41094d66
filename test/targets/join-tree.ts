/**
 * From parts and playlists to the tree of a target, at one go: everything a device should hold, and nothing it cannot. A
 * build goes the same road in steps (`src/steps/devices/outputs.ts`), so that it need not read the parts that did not
 * change.
 */
import type { Problem } from '../../src/errors.ts'
import { byCodeUnit } from '../../src/order.ts'
import {
  admitted,
  contestOf,
  NO_CONTEST,
  settle,
  type Party,
  type Settlement,
} from '../../src/targets/names/contest.ts'
import { footprintOf } from '../../src/targets/parts/footprint.ts'
import type { Part } from '../../src/targets/parts/part.ts'
import {
  buildPlaylists,
  databaseList,
  listedDatabases,
  type PlaylistPicks,
} from '../../src/targets/lists/playlist-files.ts'
import { placedGames } from '../../src/targets/placed-games.ts'
import type { Target } from '../../src/targets/preset.ts'
import type { Tree } from '../../src/targets/tree.ts'

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
