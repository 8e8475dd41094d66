/**
 * A MiSTer looks for the folder of MAME's sets first, and for that of HBMAME's only beside it: without a `mame` there,
 * no launcher finds what is in `hbmame`. Facts: Main_MiSTer `support/arcade/mra_loader.cpp`, `set_arcade_root`.
 */
import type { Disk } from '../../../disk/disk.ts'
import { problem, type Problem } from '../../../errors.ts'
import type { SetFolder } from '../../formats/mra.ts'
import { deviceName } from '../../parts/problems.ts'
import type { Action } from '../../plan-types.ts'
import type { Target } from '../../preset.ts'
import { quietList } from './quiet-list.ts'

/** Of a card as it is, or as it is going to be when these actions are done. */
export function unfoundSets(disk: Disk, target: Target, actions: readonly Action[] = []): readonly Problem[] {
  const { mra, layout } = target.device
  if (mra === undefined) return []
  // where the cores' folders are: at the top of the card, or below `games`
  const home = layout.startsWith('{folder}/') ? '' : 'games/'
  const pathOf = (sets: SetFolder): string => home + sets
  const hasSets = stateOf(disk, pathOf('hbmame'), actions) === 'filled'
  if (!hasSets || stateOf(disk, pathOf('mame'), actions) !== 'absent') return []
  const path = disk.where(pathOf('mame'))
  const message = `${deviceName(target)} finds the sets in ${pathOf('hbmame')} only beside a folder ${pathOf('mame')}, and there is none.`
  const hint = `Make a folder ${path}: it may be empty. On a USB drive it hides the sets of MAME that are on the card.`
  return [problem('games-hidden', message, { path, hint })]
}

/** A folder goes with the last of curator's files in it. */
function stateOf(disk: Disk, folder: string, actions: readonly Action[]): 'absent' | 'empty' | 'filled' {
  if (actions.some(({ op, path }) => op !== 'delete' && path.startsWith(`${folder}/`))) return 'filled'
  const there = quietList(disk, folder)
  if (there === undefined) return 'absent'
  if (there.length === 0) return 'empty'
  const gone = new Set(actions.flatMap((action) => goneOf(action)))
  return there.some(({ name }) => !gone.has(`${folder}/${name}`)) ? 'filled' : 'absent'
}

function goneOf(action: Action): readonly string[] {
  if (action.op === 'delete') return [action.path]
  return action.op === 'move' ? [action.from] : []
}
