/** Rechecks the folders of a large root on two threads: most of it is waiting for the system's answers. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { workerUrl } from '../workers.ts'
import type { Breather } from './breather.ts'
import { STATS_PER_FILE, type Folder } from './folder.ts'
import { recheck, type LookOptions } from './look.ts'

/** The part of a thread: which of these folders are as their rows say? */
export interface RecheckTask {
  readonly task: 'recheck'
  readonly folders: readonly Folder[]
  readonly options: LookOptions
}

export interface RecheckLimits {
  readonly threads: number
  /** Below this many files, the second thread has hardly begun when the first is done. */
  readonly worthFiles: number
  /** Files that this thread gets done while the other one starts. */
  readonly headStart: number
}

/**
 * Paths of the folders in which nothing changed. The others, and any the second thread could not answer for,
 * are left for the caller to look at. Small roots are left to the caller altogether.
 */
export async function unchangedFolders(
  folders: readonly Folder[],
  options: LookOptions,
  breathe: Breather,
  limits: RecheckLimits = { threads: availableParallelism(), worthFiles: 20_000, headStart: 7000 },
): Promise<ReadonlySet<string>> {
  const files = folders.reduce((sum, folder) => sum + filesIn(folder), 0)
  if (files < limits.worthFiles || limits.threads < 2) return new Set()
  const share = (files + limits.headStart) / 2
  let upTo = 0
  for (let mine = 0; mine < share && upTo < folders.length; upTo++) mine += filesIn(folders[upTo])
  const theirs = folders.slice(upTo)
  const answer = askThread({ task: 'recheck', folders: theirs, options })
  const unchanged = new Set<string>()
  const note = (folder: Folder, same: boolean | undefined): void => {
    if (same) unchanged.add(folder.path)
  }
  for (const folder of folders.slice(0, upTo)) {
    note(folder, isUnchanged(folder, options))
    const due = breathe()
    if (due) await due
  }
  const flags = await answer
  theirs.forEach((folder, i) => note(folder, flags[i] === 1))
  return unchanged
}

/** One flag a folder. Runs on the second thread. */
export function recheckAll({ folders, options }: RecheckTask): Uint8Array {
  return Uint8Array.from(folders, (folder) => (isUnchanged(folder, options) ? 1 : 0))
}

function isUnchanged(folder: Folder, options: LookOptions): boolean {
  const look = recheck(folder, options)
  return look !== undefined && look.changed === undefined
}

/** No flags when the thread fails: then this one looks at all of them. */
function askThread(task: RecheckTask): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const nothing = (): void => resolve(new Uint8Array(0))
    const worker = new Worker(workerUrl('hash-worker'), { workerData: task })
    worker.once('message', resolve).once('error', nothing).once('exit', nothing)
  })
}

function filesIn(folder: Folder | undefined): number {
  return (folder?.stats.length ?? 0) / STATS_PER_FILE
}
