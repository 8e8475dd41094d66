/**
 * Which folders a plan leaves out of order on a device that shows them as they were written: those are sorted after it.
 * A name that comes takes the end of its folder, or a gap that something deleted earlier left, which is seen only when it
 * is there: so a folder that was there before, and gets names, may have to be sorted as well, and the plan says that.
 */
import type { Disk } from '../../../disk/disk.ts'
import { foldersAbove } from '../../../disk/path.ts'
import { byCodeUnit } from '../../../order.ts'
import type { MoveAction, PutAction, SortAction } from '../../plan-types.ts'
import { isBelow, isInOrder, oneOf } from '../apply/shown-order.ts'
import { fold } from '../../../disk/spelling.ts'

/**
 * `ours`: all files of ours when the plan is done; `changes`: in the order in which they are done; `cleared`: paths at
 * which something is taken away before them.
 */
export function plannedSorts(
  disk: Disk,
  ours: ReadonlySet<string>,
  changes: readonly (PutAction | MoveAction)[],
  cleared: readonly string[],
): readonly SortAction[] {
  if (changes.length === 0 || disk.asWritten('') === undefined) return []
  const isOurs = oneOf(ours)
  const coming = comingNames(changes)
  const leaving = new Set([...changes.flatMap(leavingFor), ...cleared].map(fold))
  const sorts: SortAction[] = []
  for (const { folder, paths } of [...coming.values()].sort((a, b) => byCodeUnit(a.folder, b.folder))) {
    if (sorts.some(({ path, reason }) => reason === CERTAIN && isBelow(folder, path))) continue
    const start = folder === '' ? '' : `${folder}/`
    const there = (disk.asWritten(folder) ?? [])
      .map((name) => start + name)
      .filter((path) => !leaving.has(fold(path)))
    const known = new Set(there.map(fold))
    const come = [...paths].flatMap(([folded, path]) => (known.has(folded) ? [] : [path]))
    const shown = [...there.filter(isOurs), ...come]
    const mayTakeGap = there.length > 0 && come.length > 0 && shown.length > 1
    if (!isInOrder(shown)) sorts.push({ op: 'sort', path: folder, bytes: 0, reason: CERTAIN })
    else if (mayTakeGap) sorts.push({ op: 'sort', path: folder, bytes: 0, reason: POSSIBLE })
  }
  return sorts
}

const CERTAIN = 'order of names'
const POSSIBLE = 'order of names, if one takes a gap'

interface Coming {
  readonly folder: string
  /** In the order in which they come, by what they are folded. */
  readonly paths: Map<string, string>
}

/** What each folder gets, by what the folder is folded. */
function comingNames(changes: readonly (PutAction | MoveAction)[]): ReadonlyMap<string, Coming> {
  const coming = new Map<string, Coming>()
  for (const { path } of changes) {
    let child = path
    for (const folder of [...foldersAbove(path), '']) {
      const key = fold(folder)
      const { paths } = coming.get(key) ?? { paths: new Map<string, string>() }
      if (paths.size === 0) coming.set(key, { folder, paths })
      if (!paths.has(fold(child))) paths.set(fold(child), child)
      child = folder
    }
  }
  return coming
}

/** Names that are gone before one like them comes, at the end: what `--force` moves aside, and old names. */
function leavingFor(change: PutAction | MoveAction): readonly string[] {
  if (change.op === 'move') return [change.from]
  return change.reason === 'forced' ? [change.path] : []
}
