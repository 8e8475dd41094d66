/** Games that are played on a device, and would make way for others of their names: these are not let in before them. */
import type { Disk } from '../../../disk/disk.ts'
import { errno } from '../../../errors.ts'
import type { KeptName } from '../../names/kept-name.ts'
import type { Device } from '../../preset.ts'
import type { SaveFinder } from '../../saves/saves.ts'
import type { TreeFile } from '../../tree.ts'
import { lostPaths } from './crossed.ts'
import { gameIn, isGame } from './packed.ts'
import type { DevicePlan } from '../plan/plan.ts'
import { playersSaves } from './players-saves.ts'

/** `refused`: files for which the tree has no place. */
export function oustedFrom(
  disk: Disk,
  plan: DevicePlan,
  device: Device,
  refused: readonly TreeFile[],
): readonly KeptName[] {
  const { basis } = plan
  if (basis === undefined || refused.length === 0) return []
  const lost = new Set(lostPaths(plan))
  const ousted = refused.filter((file) => {
    const there = basis.state.files.get(file.path)
    return isGame(file) && lost.has(file.path) && there?.isOurs === true && there.sha1 === file.sha1
  })
  const names = ousted.map((file) => ({ path: file.path, kept: file.path, sha1: gameIn(file), saves: [] }))
  if (names.length === 0) return []
  try {
    return withTheirSaves(playersSaves(disk, device, basis.state), names)
  } catch (error) {
    if (errno(error) === undefined) throw error
    return []
  }
}

/** Those on whose names saves hang, with these. */
export function withTheirSaves(finder: SaveFinder, names: readonly KeptName[]): readonly KeptName[] {
  return names
    .map((name) => ({ ...name, saves: finder.on(name.kept).map(({ path }) => path) }))
    .filter(({ saves }) => saves.length > 0)
}
