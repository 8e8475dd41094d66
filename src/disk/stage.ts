/** One file written to its temporary place and checked on the way. Runs in worker threads and, for little work, inline. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { CuratorError, errno, problem, reason, type Problem } from '../errors.ts'
import { openSource } from '../inventory/source.ts'
import { writeProblem } from './failure.ts'
import type { ByteOrigin, StageJob, StageResult } from './disk.ts'

/** Tells that the rest of the work is to be dropped. Shared by all threads. */
export type StopFlag = Int32Array<SharedArrayBuffer>

export function stopFlag(): StopFlag {
  return new Int32Array(new SharedArrayBuffer(4))
}

export function raise(flag: StopFlag): void {
  Atomics.store(flag, 0, 1)
}

export function isRaised(flag: StopFlag): boolean {
  return Atomics.load(flag, 0) !== 0
}

/** Jobs below a root, to be done one after the other, until the flag is raised. */
export interface StageBatch {
  readonly root: string
  readonly jobs: readonly StageJob[]
  readonly stop: StopFlag
}

/** Gives the result of each job that ended. Files are read through `buffer`, so batches that share it must not overlap. */
export async function* stageBatch(
  { root, jobs, stop }: StageBatch,
  buffer: Buffer,
): AsyncGenerator<StageResult> {
  for (const job of jobs) {
    const result = await stageFile(root, job, stop, buffer)
    if (result !== undefined) yield result
  }
}

export function stageBuffer(): Buffer {
  return Buffer.allocUnsafe(2 ** 20)
}

/** Undefined when the job was dropped because the flag was raised. Raises it itself when the disk is full. */
async function stageFile(
  root: string,
  job: StageJob,
  stop: StopFlag,
  buffer: Buffer,
): Promise<StageResult | undefined> {
  if (isRaised(stop)) return undefined
  const temp = `${root}/${job.temp}`
  const where = `${root}/${job.path}`
  try {
    if (await copyChecked(job, temp, where, stop, buffer)) return { path: job.path, ok: true }
    discard(temp)
    return undefined
  } catch (error) {
    discard(temp)
    const failure = writeProblem(error, where)
    if (failure.code === 'no-space') raise(stop)
    return { path: job.path, ok: false, problem: failure }
  }
}

/** What cannot be removed now is removed when the next build empties the folder of temporary files. */
function discard(temp: string): void {
  try {
    rmSync(temp, { force: true })
  } catch (error) {
    if (errno(error) === undefined) throw error
  }
}

/** False when it was stopped on the way. */
async function copyChecked(
  job: StageJob,
  temp: string,
  where: string,
  stop: StopFlag,
  buffer: Buffer,
): Promise<boolean> {
  const hash = createHash('sha1')
  let size = 0
  const file = openSync(temp, 'wx')
  try {
    for await (const chunk of chunksOf(job.bytes, where, buffer)) {
      if (isRaised(stop)) return false
      hash.update(chunk)
      size += chunk.length
      if (size > job.size) break
      for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at)
    }
  } finally {
    closeSync(file)
  }
  if (size !== job.size || hash.digest('hex') !== job.sha1) {
    throw new CuratorError(
      sourceProblem(job.bytes, where, 'it no longer holds the bytes that were identified'),
    )
  }
  return true
}

/** The pieces of the bytes; each is valid until the next. What goes wrong here is the source's fault, and the problem says so. */
export async function* chunksOf(
  bytes: ByteOrigin,
  where: string,
  buffer?: Buffer,
): AsyncGenerator<Uint8Array> {
  if ('text' in bytes) {
    yield Buffer.from(bytes.text)
    return
  }
  try {
    for await (const chunk of openSource(bytes.source, bytes.view, buffer)) yield chunk
  } catch (error) {
    throw new CuratorError(sourceProblem(bytes, where, reason(error)), { cause: error })
  }
}

/** Names both ends: what could not be written, and what it should have come from. */
export function sourceProblem(bytes: ByteOrigin, where: string, why: string): Problem {
  const from = 'text' in bytes ? 'its generated text' : bytes.source.file
  return problem('source-changed', `${where} could not be written from ${from}: ${why}.`, { path: where })
}
