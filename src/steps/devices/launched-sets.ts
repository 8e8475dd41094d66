/** The arcade sets that the launchers on a MiSTer look for, as far as they are owned. */
import type { Db } from '../../catalog/sqlite.ts'
import { problem, type Problem } from '../../errors.ts'
import { resolveSets, type SetsScope } from '../../identify/sets.ts'
import { buildSets } from '../../targets/arcade.ts'
import { SET_FOLDERS, setsIn, type SetFolder } from '../../targets/formats/mra.ts'
import { joinParts } from '../../targets/parts/join.ts'
import { deviceName } from '../../targets/parts/problems.ts'
import type { Part } from '../../targets/parts/part.ts'
import type { Target } from '../../targets/preset.ts'
import { plural } from '../../wording.ts'

/** `zips`: what the launchers name, `mame/fight`. Sets that no list knows are somebody else's. */
export function launchedSets(
  db: Db,
  target: Target,
  platform: string,
  zips: readonly string[],
  scope: SetsScope,
): Part {
  let unserved = 0
  const parts = SET_FOLDERS.map((folder): Part => {
    // collections of HBMAME are merged ones, and its launchers name parents for what is in their clones
    const own: SetsScope =
      folder === 'hbmame'
        ? { ...scope, arcade: folder, layout: 'merged', families: true }
        : { ...scope, arcade: folder }
    const library = resolveSets(db, platform, setsIn(folder, zips), own)
    unserved += library.incomplete.reduce((sum, { machines }) => sum + machines.length, 0)
    return buildSets(inFolder(target, platform, folder), platform, { ...library, incomplete: [] })
  })
  const joined = parts.reduce(joinParts)
  return { ...joined, problems: [...joined.problems, ...unservedNote(target, unserved)] }
}

function inFolder(target: Target, platform: string, folder: SetFolder): Target {
  const { device } = target
  const layout = device.platforms[platform]
  if (folder === 'mame' || layout === undefined) return target
  return {
    ...target,
    device: { ...device, platforms: { ...device.platforms, [platform]: { ...layout, folder } } },
  }
}

/** Launchers come by the thousand, for all that a machine plays: what is not owned is counted, and not named one by one. */
function unservedNote(target: Target, count: number): readonly Problem[] {
  if (count === 0) return []
  const are = count === 1 ? 'is' : 'are'
  const message = `${deviceName(target)}: ${plural(count, 'set')} that .mra files look for ${are} not owned in full, and not written.`
  return [problem('launchers-unserved', message)]
}
