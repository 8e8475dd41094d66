/** A device may take the first folder of a core that is there: on MiSTer `SNES` at the top of a disk hides `games/SNES`. */
import type { Disk } from '../../../disk/disk.ts'
import { problem, type Problem } from '../../../errors.ts'
import { byCodeUnit } from '../../../order.ts'
import { deviceName } from '../../parts/problems.ts'
import type { Action } from '../../plan-types.ts'
import type { Target } from '../../preset.ts'
import { quietList } from './quiet-list.ts'

/** Of a card as it is, or as it is going to be when these actions are done. */
export function hiddenGames(disk: Disk, target: Target, actions: readonly Action[] = []): readonly Problem[] {
  const { hiddenFromTop: above, platforms } = target.device
  if (above === undefined) return []
  // a card knows no case
  const top = new Map(
    quietList(disk, '')?.flatMap(({ name, kind }) =>
      kind === 'folder' ? [[name.toLowerCase(), name] as const] : [],
    ),
  )
  const cores = new Set(Object.values(platforms).map(({ folder }) => folder.split('/')[0] ?? ''))
  const hasGames = (core: string): boolean =>
    disk.stat(`${above}/${core}`)?.kind === 'folder' ||
    actions.some(({ op, path }) => op !== 'delete' && path.startsWith(`${above}/${core}/`))
  return [...cores].sort(byCodeUnit).flatMap((core) => {
    const name = top.get(core.toLowerCase())
    if (name === undefined || !hasGames(core)) return []
    const path = disk.where(name)
    const message = `${path} hides ${above}/${core}: ${deviceName(target)} looks there first.`
    const hint = `Move what is in it to ${above}/, and remove it: an empty folder hides them as well.`
    return [problem('games-hidden', message, { path, hint })]
  })
}
