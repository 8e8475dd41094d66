/** What a change of DATs or metadata does to devices, in words: for `curator dats diff`, `dats undo` and `metadata undo`. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { wasBuilt } from '../../../catalog/built.ts'
import type { Db } from '../../../catalog/sqlite.ts'
import type { Undone } from '../../../dats/sources/undone.ts'
import { CuratorError, type Problem } from '../../../errors.ts'
import type { Project } from '../../../steps/project.ts'
import type { DeviceChanges } from '../../../steps/devices/would-be.ts'
import { count } from '../../../wording.ts'
import type { Output } from '../../screen/output.ts'
import type { Session } from '../../session.ts'

/** Of each kind, more are only counted; `--json` has them all. */
export const MOST_SHOWN = 40

/** Whether there is a device, and a catalog in which a build may have noted what it holds. */
export function canTellDevices({ config, stateDir }: Pick<Project, 'config' | 'stateDir'>): boolean {
  return Object.keys(config.targets).length > 0 && existsSync(join(stateDir, 'catalog.db'))
}

interface OnDevices {
  /** Absent where nothing was built yet, or it cannot be told. */
  readonly devices?: readonly DeviceChanges[]
  readonly problems: readonly Problem[]
}

/**
 * What an undo does to them. What keeps a build from being tried, such as a fault in `curation.jsonc`, keeps nobody from undoing.
 * @param drop see `undoChanges`
 */
export async function onDevices(
  { project, db, world }: Session,
  undone: Undone,
  drop?: (copy: Db) => void,
): Promise<OnDevices> {
  if (!canTellDevices(project) || !wasBuilt(db)) return { problems: [] }
  const { undoChanges } = await import('../../../steps/devices/would-be.ts')
  try {
    return { devices: await undoChanges(world, new Set(undone.keys()), drop), problems: [] }
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    return { problems: error.problems }
  }
}

export function printDevices(devices: readonly DeviceChanges[], out: Output): void {
  for (const { target, written, renamed, deleted } of devices) {
    const what = [
      ...(written.length > 0 ? [`${count(written.length)} to write`] : []),
      ...(renamed.length > 0 ? [`${count(renamed.length)} to rename`] : []),
      ...(deleted.length > 0 ? [`${count(deleted.length)} to delete`] : []),
    ]
    out.print(`${out.paint('bold', target)}  ${what.length === 0 ? 'stays as it is' : what.join(', ')}`)
    const all = [
      ...written.map((path) => `${out.paint('green', '+')} ${path}`),
      ...renamed.map(({ from, to }) => `${out.paint('cyan', '>')} ${from} → ${to}`),
      ...deleted.map((path) => `${out.paint('red', '-')} ${path}`),
    ]
    for (const one of all.slice(0, MOST_SHOWN)) out.print(`  ${one}`)
    if (all.length > MOST_SHOWN)
      out.print(`  … and ${count(all.length - MOST_SHOWN)} more (--json lists all)`)
  }
}
