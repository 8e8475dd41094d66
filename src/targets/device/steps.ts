/** The three things that are done to files: put, move, delete. */
import type { Disk, StageJob } from '../../disk/disk.ts'
import { folderOf } from '../../disk/path.ts'
import type { DeleteAction, MoveAction, PutAction } from '../plan-types.ts'
import { STATE_FOLDER } from './records.ts'
import { attempt, guard, settle, TEMP_FOLDER, tryQuietly, type Run } from './run.ts'
import { fold } from './spelling.ts'

export function deleteFiles(run: Run, actions: readonly DeleteAction[]): void {
  for (const { path } of actions) {
    if (run.signal?.aborted === true) break
    run.counts.tried += 1
    const isDone = attempt(run, path, 'deleted', () => {
      guard(run, path)
      run.disk.remove(path)
    })
    if (isDone) run.counts.deleted += 1
  }
}

export function moveFiles(run: Run, actions: readonly MoveAction[]): void {
  for (const action of actions) {
    if (run.signal?.aborted === true) break
    run.counts.tried += 1
    if (attempt(run, action.path, 'renamed', () => moveFile(run, action))) run.counts.moved += 1
  }
}

function moveFile(run: Run, { path, from, file }: MoveAction): void {
  const { disk } = run
  guard(run, from)
  guard(run, path)
  disk.mkdir(folderOf(path))
  if (fold(from) === fold(path)) respell(run, from, path)
  else disk.rename(from, path)
  settle(run, file)
}

/** On a disk that folds case both names are the same file, and renaming it to itself changes nothing: so by a third name. */
function respell({ disk, slots }: Run, from: string, path: string): void {
  const temp = `${TEMP_FOLDER}/${slots.stamp.generation}-name`
  disk.rename(from, temp)
  try {
    disk.rename(temp, path)
  } catch (error) {
    disk.rename(temp, from)
    throw error
  }
}

/** All are written beside their places first; only what is durable takes the place of what was there. */
export async function putFiles(run: Run, actions: readonly PutAction[]): Promise<void> {
  const { disk, signal } = run
  if (actions.length === 0 || signal?.aborted === true) return
  const jobs = jobsFor(run, actions)
  const staged = new Set<string>()
  await disk.stage(
    [...jobs.values()],
    (result) => {
      if (result.ok) {
        staged.add(result.path)
        run.onStaged(jobs.get(result.path)?.size ?? 0)
        return
      }
      run.counts.tried += 1
      run.problems.push(result.problem)
      run.isFull ||= result.problem.code === 'no-space'
    },
    signal,
  )
  const ready = actions.filter(({ path }) => staged.has(path))
  const tempOf = ({ path }: PutAction) => jobs.get(path)?.temp ?? ''
  if (ready.length > 0) await disk.sync(ready.map(tempOf))
  const cleared = await setAside(
    run,
    ready.filter(({ reason }) => reason === 'forced'),
  )
  for (const action of ready) {
    run.counts.tried += 1
    const isFree = action.reason !== 'forced' || cleared.has(action)
    if (isFree && attempt(run, action.path, 'written', () => place(run, action, tempOf(action)))) {
      run.counts.put += 1
      run.counts.bytes += action.bytes
    } else {
      tryQuietly(() => disk.remove(tempOf(action)))
    }
  }
}

function jobsFor(run: Run, actions: readonly PutAction[]): Map<string, StageJob> {
  const jobs = new Map<string, StageJob>()
  for (const { path, file } of actions) {
    const bytes = run.resolve(file)
    if ('code' in bytes) {
      run.counts.tried += 1
      run.problems.push(bytes)
      continue
    }
    const temp = `${TEMP_FOLDER}/${run.slots.stamp.generation}-${jobs.size}`
    jobs.set(path, { path, temp, size: file.size, sha1: file.sha1, bytes })
  }
  return jobs
}

function place(run: Run, { path, file, reason }: PutAction, temp: string): void {
  const { disk } = run
  guard(run, path, reason === 'forced' ? 'free' : 'as planned')
  disk.mkdir(folderOf(path))
  disk.rename(temp, path)
  settle(run, file)
}

/**
 * What --force replaces may be somebody's only copy: it is moved away, durably, before anything takes its place.
 * Returns the actions whose path is free now.
 */
async function setAside(run: Run, actions: readonly PutAction[]): Promise<ReadonlySet<PutAction>> {
  const { disk, slots } = run
  const cleared = new Set<PutAction>()
  const folder =
    actions.length === 0 ? '' : unusedFolder(disk, `${STATE_FOLDER}/replaced`, slots.stamp.generation)
  for (const action of actions) {
    const { path } = action
    const kept = `${folder}/${path}`
    const isMoved = attempt(run, path, 'renamed', () => {
      guard(run, path)
      disk.mkdir(folderOf(kept))
      disk.rename(path, kept)
    })
    if (!isMoved) continue
    cleared.add(action)
    run.aside.push(kept)
  }
  // A link is a name, and names are synced anyhow.
  if (cleared.size > 0) await disk.sync(run.aside.filter((path) => disk.stat(path)?.kind === 'file'))
  return cleared
}

/** Numbered by the generation, or from there on: a run of that generation that never ended may have kept things too. */
function unusedFolder(disk: Disk, parent: string, generation: number): string {
  let n = generation
  while (disk.stat(`${parent}/${n}`) !== undefined) n += 1
  return `${parent}/${n}`
}
