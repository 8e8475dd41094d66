/**
 * Which games take their saves along, in an order in which each save finds its new name free: one that another save has
 * goes when that one has gone. Those that wait for each other stay.
 */
import type { Save } from '../../saves/saves.ts'
import type { Found } from './companions.ts'

/** `isBlocked`: whether a save stays, whatever becomes of others. */
export function goingOf(
  found: readonly Found[],
  isBlocked: (save: Save, of: Found) => boolean,
): readonly Found[] {
  const saves = new Map(found.flatMap((one) => one.saves.map((save) => [keyOf(save.path), save])))
  const gone = new Set<Save>()
  const isFree = (save: Save): boolean => {
    const holder = saves.get(keyOf(save.renamed))
    return !save.isTaken || (holder !== undefined && gone.has(holder))
  }
  const going: Found[] = []
  let waiting = found.filter((one) => !one.saves.some((save) => isBlocked(save, one)))
  for (;;) {
    const next = new Set(waiting.filter((one) => one.saves.every(isFree)))
    if (next.size === 0) return going
    going.push(...next)
    for (const { path } of [...next].flatMap((one) => one.saves)) {
      const save = saves.get(keyOf(path))
      if (save) gone.add(save)
    }
    waiting = waiting.filter((one) => !next.has(one))
  }
}

/** Case does not matter on cards. */
function keyOf(path: string): string {
  return path.toLowerCase()
}
