/** Files written to their temporary places and checked on the way. Runs in worker threads and, for little work, inline. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, rmSync } from 'node:fs'
import { errno } from '../errors.ts'
import { copyLoose, looseSource, type Copying, type LooseSource, type Written } from './copy-loose.ts'
import type { StageJob, StageResult } from './disk.ts'
import { writeProblem } from './failure.ts'
import { chunksOf, otherBytes, type Reading } from './origin.ts'
import { writeAll } from './raw-files.ts'
import { isRaised, raise, type StopFlag } from './stop-flag.ts'

/** Jobs below a root, to be done one after the other, until the flag is raised. */
export interface StageBatch {
  readonly root: string
  readonly jobs: readonly StageJob[]
  readonly stop: StopFlag
}

/**
 * Tells the result of each job that ended, and waits for what `done` returns. Batches that share a reading must not
 * overlap.
 */
export async function stageBatch(
  { root, jobs, stop }: StageBatch,
  reading: Reading,
  done: (result: StageResult) => Promise<void> | void,
): Promise<void> {
  try {
    for (const job of jobs) {
      const loose = looseSource(job)
      // most files are loose, and to wait for what is there already would take a part of the whole copy
      const copying = { job, temp: `${root}/${job.temp}`, where: `${root}/${job.path}`, stop }
      const result = loose ? stageLoose(copying, loose, reading) : await stageFile(copying, reading)
      const wait = result && done(result)
      if (wait) await wait
    }
  } finally {
    reading.opener.close()
  }
}

/** Undefined when the job was dropped because the flag was raised. Raises it itself when the disk is full. */
async function stageFile(copying: Copying, reading: Reading): Promise<StageResult | undefined> {
  if (isRaised(copying.stop)) return undefined
  try {
    return ended(copying, await copyChecked(copying, reading))
  } catch (error) {
    return failed(copying, error)
  }
}

/** The same of a loose file that is copied as it is. */
function stageLoose(copying: Copying, source: LooseSource, { buffer }: Reading): StageResult | undefined {
  if (isRaised(copying.stop)) return undefined
  try {
    return ended(copying, copyLoose(copying, source, buffer))
  } catch (error) {
    return failed(copying, error)
  }
}

function ended({ job: { path }, temp }: Copying, written: Written): StageResult | undefined {
  if (written) return { path, ok: true, size: written.size, sha1: written.sha1 }
  discard(temp)
  return undefined
}

function failed({ job: { path }, temp, where, stop }: Copying, error: unknown): StageResult {
  discard(temp)
  const failure = writeProblem(error, where)
  if (failure.code === 'no-space') raise(stop)
  return { path, ok: false, problem: failure }
}

/** What cannot be removed now is removed when the next build empties the folder of temporary files. */
function discard(temp: string): void {
  try {
    rmSync(temp, { force: true })
  } catch (error) {
    if (errno(error) === undefined) throw error
  }
}

async function copyChecked({ job, temp, where, stop }: Copying, reading: Reading): Promise<Written> {
  const sum = sumFor(job)
  let size = 0
  let isDropped = false
  const file = openSync(temp, 'wx')
  /** False when the rest is not wanted. */
  const take = (chunk: Uint8Array): boolean => {
    isDropped = isRaised(stop)
    if (isDropped) return false
    sum.add(chunk)
    size += chunk.length
    if (job.sha1 !== undefined && size > job.size) return false
    writeAll(file, chunk)
    return true
  }
  try {
    const chunks = chunksOf(job.bytes, where, reading)
    if (Symbol.iterator in chunks) {
      for (const chunk of chunks) if (!take(chunk)) break
    } else {
      for await (const chunk of chunks) if (!take(chunk)) break
    }
  } finally {
    closeSync(file)
  }
  if (isDropped) return undefined
  const sha1 = sum.sha1()
  const isRight = job.sha1 === undefined || (size === job.size && sha1 === job.sha1)
  if (!isRight) throw otherBytes(job.bytes, where)
  return { size, sha1 }
}

/** What the bytes that pass amount to. */
interface Sum {
  add(chunk: Uint8Array): void
  sha1(): string
}

/** Whoever unpacks a member compares the CRC-32 of all of it: that need not be done once more. */
function sumFor({ bytes, sha1 }: StageJob): Sum {
  const isCompared = 'source' in bytes && bytes.source.member && !bytes.view
  if (isCompared && sha1 !== undefined) return { add: () => undefined, sha1: () => sha1 }
  const hash = createHash('sha1')
  return { add: (chunk) => void hash.update(chunk), sha1: () => hash.digest('hex') }
}
