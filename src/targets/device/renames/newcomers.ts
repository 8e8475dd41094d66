/**
 * Games that come to a name which another keeps for its saves, in another folder: as when games go into folders of letters, or
 * come out of them. Devices that know games by their names alone would give them its saves.
 */
import type { Disk } from '../../../disk/disk.ts'
import { errno } from '../../../errors.ts'
import { staysThere, type KeptName } from '../../names/kept-name.ts'
import type { Device } from '../../preset.ts'
import type { DevicePlan } from '../plan/plan.ts'
import { crossedIn } from './crossed.ts'
import { namesOthers } from './followers.ts'
import { isGame } from './packed.ts'
import { playersSaves } from './players-saves.ts'
import { renamesIn } from './renames.ts'
import { replacedIn } from './replaced.ts'

/** Of names that games keep, those with saves that such a game would find. None where that cannot be read. */
export function foundByOthers(
  disk: Disk,
  plan: DevicePlan,
  device: Device,
  names: readonly KeptName[],
): readonly KeptName[] {
  const kept = names.filter((name) => !staysThere(name))
  if (kept.length === 0) return []
  try {
    const found = savesFound(disk, plan, device, kept)
    return kept.filter(({ saves }) => saves.some((save) => found.has(save)))
  } catch (error) {
    if (errno(error) === undefined) throw error
    return []
  }
}

/** By games that do not keep their names, and had others. */
function savesFound(
  disk: Disk,
  plan: DevicePlan,
  device: Device,
  names: readonly KeptName[],
): ReadonlySet<string> {
  const { actions, basis } = plan
  if (basis === undefined) return new Set()
  const finder = playersSaves(disk, device, basis.state)
  const savesOn = (path: string): readonly string[] => finder.on(path).map((save) => save.path)
  const keeping = new Set(names.map(({ kept }) => kept))
  const crossed = crossedIn(disk, plan)
  const replaced = replacedIn(disk, plan, { crossed, names })
  const renames = renamesIn(disk, plan, device, { crossed, replaced })
  const were = new Map([...replaced, ...renames].map((one) => [one.path, one.from]))
  return new Set(
    actions.flatMap((one) => {
      const isNew = one.op === 'move' || (one.op === 'put' && one.reason === 'new')
      if (!isNew || keeping.has(one.path) || !(isGame(one.file) || namesOthers(one.path))) return []
      const from = one.op === 'move' ? one.from : were.get(one.path)
      const own = from === undefined ? [] : savesOn(from)
      return savesOn(one.path).filter((save) => !own.includes(save))
    }),
  )
}
