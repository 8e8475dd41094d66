/** The file `curator.lock` beside the config: how it stands to what the config and the DATs give, and writing it. */
import { lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { recall, remember } from '../catalog/meta.ts'
import { readRegular } from '../regular-file.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { readerOf } from '../engine/engine.ts'
import { lazy } from '../lazy.ts'
import { CuratorError, errno, problem, reason, type Problem } from '../errors.ts'
import { diffLock, explainDiff, isEmptyDiff, type LockDiff } from '../lock/diff.ts'
import type { LockData, LockReasons } from '../lock/data.ts'
import { parseLock } from '../lock/parse.ts'
import type { Cluster } from '../select/selection.ts'
import type { Project } from './project.ts'
import { wholeSelection } from './choosing/selection.ts'
import type { Steps } from './steps.ts'
import type { World } from './world.ts'

export function lockPath({ dir }: Project): string {
  return join(dir, 'curator.lock')
}

/** How the lock beside the config stands to what the config and the DATs give now. */
export type LockState =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'differs'
      readonly missing: boolean
      /** Worked out when somebody asks: of a first build it holds all games, and is not shown. */
      readonly diff: () => Promise<LockDiff>
      readonly reasons: () => Promise<LockReasons>
    }

/** Throws `lock-unreadable` when there is a lock that is none; with `renew`, such a lock counts as none. */
export async function compareLock(
  project: Project,
  steps: Steps,
  world: World,
  { renew = false } = {},
): Promise<LockState> {
  const hash = await steps.engine.hash(steps.locking.lock, '')
  if (recall(world.db, SEAL_KEY) === seal(hash, project)) return { kind: 'same' }
  const text = await steps.engine.get(steps.locking.lock, '')
  const old = read(project)
  if (old === text) {
    remember(world.db, SEAL_KEY, seal(hash, project))
    return { kind: 'same' }
  }
  const before = old === undefined ? undefined : parseOld(old, project, renew)
  const diff = lazy(async () => {
    const now = parseLock(await steps.engine.get(steps.locking.lock, ''))
    return diffLock(before ?? NOTHING_LOCKED, now)
  })
  const reasons = lazy(async () => reasonsOf(await diff(), steps, world))
  return { kind: 'differs', missing: before === undefined, diff, reasons }
}

const NOTHING_LOCKED: LockData = { dats: new Map(), policies: new Map() }

function parseOld(text: string, project: Project, renew: boolean): LockData | undefined {
  try {
    return parseLock(text, lockPath(project))
  } catch (error) {
    if (renew && error instanceof CuratorError) return undefined
    throw error
  }
}

async function reasonsOf(
  diff: LockDiff,
  { engine, selection }: Steps,
  { config }: World,
): Promise<LockReasons> {
  const selections = new Map<string, readonly Cluster[]>()
  for (const { policy, platform, removed, swapped } of diff.selections) {
    const key = `${policy}/${platform}`
    if (swapped.length + removed.length > 0 && config.policies[policy])
      selections.set(key, await wholeSelection(readerOf(engine), selection, key))
  }
  return explainDiff(diff, (policy, platform) => selections.get(`${policy}/${platform}`))
}

/** The problem that `--frozen` and `lock --check` stop with. */
export async function outOfDate(
  project: Project,
  { missing, diff }: Extract<LockState, { kind: 'differs' }>,
): Promise<Problem> {
  const path = lockPath(project)
  const what = missing
    ? 'There is no curator.lock.'
    : isEmptyDiff(await diff())
      ? 'curator.lock is written in another way than curator writes it.'
      : 'curator.lock does not say what the config and the DATs give now.'
  return problem('lock-out-of-date', what, { path })
}

/** Replaces the lock as a whole. Throws `state-unwritable` when its folder refuses. */
export async function saveLock(project: Project, steps: Steps, world: World): Promise<void> {
  const path = lockPath(project)
  const text = await steps.engine.get(steps.locking.lock, '')
  try {
    replaceFile(path, text)
  } catch (error) {
    throw new CuratorError(problem('state-unwritable', `Cannot write ${path}: ${reason(error)}.`, { path }), {
      cause: error,
    })
  }
  const hash = await steps.engine.hash(steps.locking.lock, '')
  remember(world.db, SEAL_KEY, seal(hash, project))
}

/** What the lock says; undefined where there is none. Throws `lock-unreadable`. */
export function readLock(project: Project): LockData | undefined {
  const text = read(project)
  return text === undefined ? undefined : parseLock(text, lockPath(project))
}

function read(project: Project): string | undefined {
  const path = lockPath(project)
  try {
    // git may check it out with other line ends, and editors of Windows begin files with a mark
    return readRegular(path)
      .toString()
      .replace(/^\ufeff/, '')
      .replaceAll('\r\n', '\n')
  } catch (error) {
    const isMissing = errno(error) === 'ENOENT'
    if (isMissing && !lstatSync(path, { throwIfNoEntry: false })) return undefined
    const why = isMissing ? 'it is a link to a file that is not there' : reason(error)
    const hint = 'Put it right, or take it away and run `curator lock`.'
    throw new CuratorError(problem('lock-unreadable', `Cannot read ${path}: ${why}.`, { path, hint }), {
      cause: error,
    })
  }
}

// A lock of many thousand lines is not read again while the file is the one that was seen to be right.

const SEAL_KEY = 'lock-seen'

function seal(hash: string, project: Project): string {
  const stat = statSync(lockPath(project), { throwIfNoEntry: false })
  return stat ? [hash, stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(' ') : ''
}
