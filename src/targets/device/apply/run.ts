/** A plan being done: what is true of the device so far, and what was counted. */
import type { ByteOrigin, Disk, DiskStat } from '../../../disk/disk.ts'
import { writeProblem } from '../../../disk/failure.ts'
import { CuratorError, errno, problem, reason, type Problem } from '../../../errors.ts'
import type { TreeFile } from '../../tree.ts'
import { sameTime } from '../look/clock.ts'
import type { Entry, SealedSection } from '../notes/manifest.ts'
import type { PlanBasis } from '../plan/plan.ts'
import { STATE_FOLDER } from '../notes/records.ts'
import type { NextSlots } from '../notes/state.ts'

export interface Run {
  readonly disk: Disk
  readonly basis: PlanBasis
  readonly resolve: Resolve
  readonly onAhead: ((files: readonly TreeFile[]) => void) | undefined
  readonly signal: AbortSignal | undefined
  readonly onStaged: (bytes: number) => void
  /** The outputs that are right, of the sections that were compared. */
  readonly files: Map<string, Entry>
  readonly claims: Map<string, readonly string[]>
  /** Saves that were renamed, by path: where their games come. Until these are there, the notes tell of them. */
  readonly moved: Map<string, string>
  /** The folders of the tree. */
  readonly needed: ReadonlySet<string>
  /** Paths whose files are renamed: what comes there instead waits for that. */
  readonly leaving: ReadonlySet<string>
  /** Names that this run took away: see `Manifest`. */
  readonly gone: Map<string, number>
  /** Folders that we made. */
  readonly made: Set<string>
  /** Those of them that were removed in this run. */
  readonly removed: Set<string>
  /**
   * Files that took another's place in this transaction. On a disk that cannot sync folders their own sync has to make
   * the new name durable: the old file could come back, and its size and time might not tell.
   */
  readonly replaced: string[]
  /** Of the newest manifest. */
  generation: number
  sections: readonly SealedSection[]
  /** See `ApplyOptions`. */
  readonly longestNotes: number | undefined
  slots: NextSlots
  readonly problems: Problem[]
  /** Outputs that the device writes as well: what is in them is not ours alone. */
  readonly shared: Set<string>
  /** Where `--force` put what it replaced. */
  readonly aside: string[]
  readonly counts: {
    put: number
    moved: number
    deleted: number
    bytes: number
    tried: number
    saves: number
    /** Folders. */
    sorted: number
  }
  /** The protocol's folder is there. */
  isReady: boolean
  isFull: boolean
  /** Temporary files so far, for their names. */
  temps: number
}

/** Where the bytes of an output are, or why they cannot be had. */
export type Resolve = (file: TreeFile) => ByteOrigin | Problem

/** Does one step of an action. A failure is noted, and the others go on. */
export function attempt(
  run: Run,
  path: string,
  change: 'written' | 'renamed' | 'deleted',
  step: () => void,
): boolean {
  try {
    step()
    return true
  } catch (error) {
    run.problems.push(writeProblem(error, run.disk.where(path), change))
    return false
  }
}

/** Throws unless what is at the path is what the plan saw there, or nothing, if it was moved away since. */
export function guard({ disk, basis }: Run, path: string, is: 'as planned' | 'free' = 'as planned'): void {
  const before = is === 'free' ? undefined : basis.seen.get(path)
  // A folder in the way was to be emptied and removed by now.
  const expected = before?.kind === 'folder' ? undefined : before
  if (isUnchanged(expected, disk.stat(path))) return
  const where = disk.where(path)
  const hint = 'Run `curator build` again.'
  const message = `${where} changed after the plan was made. It was left alone.`
  throw new CuratorError(problem('changed-on-device', message, { path: where, hint }))
}

function isUnchanged(before: DiskStat | undefined, now: DiskStat | undefined): boolean {
  if (before === undefined || now === undefined) return before === now
  return before.kind === now.kind && before.size === now.size && sameTime(before.mtime, now.mtime)
}

/**
 * The same of where something comes: nothing is left there of a file that was to be renamed. What is there from now on is ours,
 * even if it cannot be looked at.
 */
export function guardPlace(run: Run, path: string): void {
  guard(run, path, run.leaving.has(path) ? 'free' : 'as planned')
  run.gone.delete(path)
}

/** Notes a name as taken away. */
export function vanish({ basis, gone }: Run, path: string): void {
  const before = basis.seen.get(path)
  if (before) gone.set(path, before.mtime)
}

/** Notes a file as right, with its time as the device gives it back. */
export function settle(run: Run, { path, sha1, size, isShared }: TreeFile): void {
  const stat = run.disk.stat(path)
  if (stat?.kind !== 'file' || stat.size !== size) {
    const where = run.disk.where(path)
    throw new CuratorError(problem('write-failed', `${where} is not as it was written.`, { path: where }))
  }
  run.files.set(path, { size, mtime: stat.mtime, sha1, isOurs: isShared !== true })
  if (isShared === true) run.shared.add(path)
  if (run.basis.seen.has(path)) run.replaced.push(path)
}

/** Of a whole device that went away under way, as an unplugged card does: then all failures say only that. */
export function goneProblem({ disk, isReady, problems }: Run): Problem | undefined {
  if (!isReady || problems.length === 0) return undefined
  const why = whyGone(disk)
  if (why === undefined) return undefined
  const path = disk.where('')
  return problem('target-gone', `${path} went away while it was written: ${why}.`, { path })
}

/** Undefined of a device that can be asked for what it surely has: for a list, because the system may remember a `stat`. */
function whyGone(disk: Disk): string | undefined {
  try {
    return disk.list(STATE_FOLDER) === undefined ? 'unplugged, or unmounted' : undefined
  } catch (error) {
    if (errno(error) === undefined) throw error
    return reason(error)
  }
}

/** For what may fail without harm: the next build sees to what is left. */
export function tryQuietly(step: () => void): boolean {
  try {
    step()
    return true
  } catch (error) {
    if (errno(error) === undefined) throw error
    return false
  }
}

/**
 * Removes the folders that we made and nothing needs, if they are empty. One that it removes stays noted as ours for
 * this generation: on a disk that cannot make names durable it may come back.
 */
export function prune(run: Run): void {
  const { disk, made, removed } = run
  for (const folder of spareFolders(run)) {
    if (tryQuietly(() => disk.rmdir(folder))) removed.add(folder)
    else if (disk.stat(folder) === undefined) made.delete(folder)
  }
}

/** The folders that we made and nothing needs, innermost first. */
export function spareFolders({ needed, made, removed }: Run): readonly string[] {
  const spare = [...made].filter((folder) => !needed.has(folder) && !removed.has(folder))
  return spare.sort((a, b) => b.length - a.length)
}
