/** The three things that are done to files: put, move, delete. */
import type { Disk, StageJob } from '../../../disk/disk.ts'
import { folderOf } from '../../../disk/path.ts'
import type { DeleteAction, MoveAction, PutAction } from '../../plan-types.ts'
import { STATE_FOLDER } from '../notes/records.ts'
import { attempt, guard, guardPlace, settle, tryQuietly, vanish, type Run } from './run.ts'
import { fold } from '../../../disk/spelling.ts'
import { TEMP_FOLDER } from './temporaries.ts'

export function deleteFiles(run: Run, actions: readonly DeleteAction[]): void {
  for (const { path } of actions) {
    if (run.signal?.aborted === true) break
    run.counts.tried += 1
    const isDone = attempt(run, path, 'deleted', () => {
      guard(run, path)
      run.disk.remove(path)
      vanish(run, path)
    })
    if (isDone) run.counts.deleted += 1
  }
}

/**
 * Those that come where others leave are put aside first. So they have no name of theirs for a moment, in which an
 * interruption waits; after a failure the next build finds them, because they are claimed there.
 */
export async function moveFiles(run: Run, actions: readonly MoveAction[]): Promise<void> {
  const move = (action: MoveAction): void => {
    run.counts.tried += 1
    if (attempt(run, action.path, 'renamed', () => moveFile(run, action))) run.counts.moved += 1
    else putBack(run, action)
  }
  for (const action of actions) {
    if (run.signal?.aborted === true) return
    if (action.aside === undefined) move(action)
  }
  const aside = actions.filter((action) => action.aside !== undefined && putAside(run, action))
  // a file may get the name of another only where that surely has its own
  if (aside.length > 0) await run.disk.sync([])
  for (const action of aside) move(action)
}

function putAside(run: Run, { path, from, aside = '' }: MoveAction): boolean {
  const isAside = attempt(run, path, 'renamed', () => {
    guard(run, from)
    guard(run, aside)
    run.disk.rename(from, aside)
    vanish(run, from)
  })
  if (!isAside) run.counts.tried += 1
  return isAside
}

/** What cannot get to its place keeps its name, if nothing has that by now. */
function putBack({ disk, gone }: Run, { from, aside }: MoveAction): void {
  tryQuietly(() => {
    if (aside === undefined || disk.stat(aside) === undefined || disk.stat(from) !== undefined) return
    disk.rename(aside, from)
    gone.delete(from)
  })
}

function moveFile(run: Run, { path, from, aside, file }: MoveAction): void {
  const { disk } = run
  if (aside === undefined) guard(run, from)
  guardPlace(run, path)
  disk.mkdir(folderOf(path))
  if (aside !== undefined) disk.rename(aside, path)
  else if (fold(from) === fold(path)) respell(run, from, path)
  else {
    disk.rename(from, path)
    vanish(run, from)
  }
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

/** Files that are being written beside their places. */
export interface Staging {
  readonly jobs: ReadonlyMap<string, StageJob>
  /** Ends when all are written, or failed, which is noted. Paths of those that are ready. */
  readonly ready: Promise<ReadonlySet<string>>
}

/** Begins to write files beside their places. Other threads do: this one may do something else until they are ready. */
export function stageFiles(run: Run, actions: readonly PutAction[]): Staging {
  const jobs = jobsFor(run, actions)
  const ready = writeStaged(run, jobs)
  ready.catch(() => undefined) // whoever waits for it is told
  return { jobs, ready }
}

async function writeStaged(run: Run, jobs: ReadonlyMap<string, StageJob>): Promise<ReadonlySet<string>> {
  const staged = new Set<string>()
  if (jobs.size === 0 || run.signal?.aborted === true) return staged
  await run.disk.stage(
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
    run.signal,
  )
  return staged
}

/** What was staged and is not to be placed after all. */
export async function dropStaged({ disk }: Run, staging: Staging | undefined): Promise<void> {
  if (!staging) return
  const { jobs, ready } = staging
  const paths = await ready.catch(() => new Set<string>())
  for (const path of paths) tryQuietly(() => disk.remove(jobs.get(path)?.temp ?? ''))
}

/**
 * Only what is durable takes the place of what was there, and only what a durable journal names. `unsynced`: what has to
 * be durable as well before any file takes its place.
 */
export async function placeFiles(
  run: Run,
  actions: readonly PutAction[],
  { jobs, ready: staging }: Staging,
  unsynced: readonly string[],
): Promise<void> {
  const { disk } = run
  const staged = await staging
  const ready = actions.filter(({ path }) => staged.has(path))
  const tempOf = ({ path }: PutAction) => jobs.get(path)?.temp ?? ''
  const before = [...unsynced, ...ready.map(tempOf)]
  if (before.length > 0) await disk.sync(before)
  const cleared = await setAside(
    run,
    ready.filter(({ reason }) => reason === 'forced'),
  )
  const folders = new Set<string>()
  for (const action of ready) {
    run.counts.tried += 1
    const isFree = action.reason !== 'forced' || cleared.has(action)
    if (isFree && attempt(run, action.path, 'written', () => place(run, action, tempOf(action), folders))) {
      run.counts.put += 1
      run.counts.bytes += action.bytes
    } else {
      tryQuietly(() => disk.remove(tempOf(action)))
    }
  }
}

function jobsFor(run: Run, actions: readonly PutAction[]): Map<string, StageJob> {
  const jobs = new Map<string, StageJob>()
  run.onAhead?.(actions.map(({ file }) => file))
  for (const { path, file } of actions) {
    const bytes = run.resolve(file)
    if ('code' in bytes) {
      run.counts.tried += 1
      run.problems.push(bytes)
      continue
    }
    const temp = `${TEMP_FOLDER}/${run.slots.stamp.generation}-${run.temps++}`
    jobs.set(path, { path, temp, size: file.size, sha1: file.sha1, bytes })
  }
  return jobs
}

/** `folders`: those that are there, noted as they are made. */
function place(run: Run, { path, file, reason }: PutAction, temp: string, folders: Set<string>): void {
  const { disk } = run
  if (reason === 'forced') guard(run, path, 'free')
  else guardPlace(run, path)
  const folder = folderOf(path)
  // without what is to go there the card is gone, and its empty mount point gets no folders
  if (!folders.has(folder) && disk.stat(temp) !== undefined) {
    disk.mkdir(folder)
    folders.add(folder)
  }
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
