/** One file written to its temporary place and checked on the way. Runs in worker threads and, for little work, inline. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { crc32 as crc32Of } from 'node:zlib'
import { CuratorError, errno, problem, reason, type Problem } from '../errors.ts'
import type { OpenerOptions } from '../inventory/archives/member-opener.ts'
import { readBuffer } from '../inventory/read-buffer.ts'
import { sourceOpener, type SourceOpener } from '../inventory/source.ts'
import { writeProblem } from './failure.ts'
import type { ByteOrigin, StageJob, StageResult, ZipPart } from './disk.ts'

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

/** What files are read through. */
export interface Reading {
  readonly buffer: Buffer
  /** Unpacks an archive once for the jobs that follow each other. */
  readonly opener: SourceOpener
}

/** Gives the result of each job that ended. Batches that share a reading must not overlap. */
export async function* stageBatch(
  { root, jobs, stop }: StageBatch,
  reading: Reading,
): AsyncGenerator<StageResult> {
  try {
    for (const job of jobs) {
      const result = await stageFile(root, job, stop, reading)
      if (result !== undefined) yield result
    }
  } finally {
    reading.opener.close()
  }
}

export function openReading(options?: OpenerOptions): Reading {
  return { buffer: readBuffer(2 ** 20), opener: sourceOpener(options) }
}

/** Undefined when the job was dropped because the flag was raised. Raises it itself when the disk is full. */
async function stageFile(
  root: string,
  job: StageJob,
  stop: StopFlag,
  reading: Reading,
): Promise<StageResult | undefined> {
  if (isRaised(stop)) return undefined
  const temp = `${root}/${job.temp}`
  const where = `${root}/${job.path}`
  try {
    const written = await copyChecked(job, temp, where, stop, reading)
    if (written) return { path: job.path, ok: true, ...written }
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

/** What was written; undefined when it was stopped on the way. */
async function copyChecked(
  job: StageJob,
  temp: string,
  where: string,
  stop: StopFlag,
  reading: Reading,
): Promise<{ readonly size: number; readonly sha1: string } | undefined> {
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
    for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at)
    return true
  }
  try {
    const chunks = chunksOf(job.bytes, where, reading)
    // most files are one chunk, and waiting for what is there already takes a part of the whole copy
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
  if (sha1 === undefined || !isRight) {
    throw new CuratorError(
      sourceProblem(job.bytes, where, 'it no longer holds the bytes that were identified'),
    )
  }
  return { size, sha1 }
}

/** What the bytes that pass amount to. */
interface Sum {
  add(chunk: Uint8Array): void
  /** Undefined when they are not the bytes the job must write. */
  sha1(): string | undefined
}

/**
 * The scan hashed a content with SHA-1. Whether a disk, a cable or a hand changed it since then, its CRC-32 and its size
 * tell as well, at a fraction of the cost. Where that is not known, and of what nobody hashed yet, SHA-1 is taken.
 */
function sumFor({ bytes, sha1 }: StageJob): Sum {
  if (sha1 === undefined || !('source' in bytes) || bytes.view) return bySha1()
  const { member, crc32 } = bytes.source
  // whoever unpacks a member compares the CRC-32 of all of it
  if (member) return { add: () => undefined, sha1: () => sha1 }
  return crc32 === undefined ? bySha1() : byCrc32(crc32, sha1)
}

function bySha1(): Sum {
  const hash = createHash('sha1')
  return { add: (chunk) => void hash.update(chunk), sha1: () => hash.digest('hex') }
}

function byCrc32(expected: number, sha1: string): Sum {
  let crc = 0
  return {
    add(chunk) {
      crc = crc32Of(chunk, crc)
    },
    sha1: () => (crc === expected ? sha1 : undefined),
  }
}

/** Those that can be had at once come without waiting. */
type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/** The pieces of the bytes; each is valid until the next. What goes wrong here is the source's fault, and the problem says so. */
export function chunksOf(bytes: ByteOrigin, where: string, reading = openReading()): Chunks {
  if ('text' in bytes) return [Buffer.from(bytes.text)]
  const chunks =
    'zip' in bytes
      ? packedChunks(bytes.zip, reading)
      : reading.opener.open(bytes.source, bytes.view, reading.buffer)
  const named = (error: unknown) =>
    new CuratorError(sourceProblem(bytes, where, reason(error)), { cause: error })
  return Symbol.iterator in chunks ? nameErrors(chunks, named) : nameErrorsAsync(chunks, named)
}

type NamedError = (error: unknown) => CuratorError

function* nameErrors(chunks: Iterable<Uint8Array>, named: NamedError): Generator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    throw named(error)
  }
}

async function* nameErrorsAsync(
  chunks: AsyncIterable<Uint8Array>,
  named: NamedError,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    throw named(error)
  }
}

async function* packedChunks(
  parts: readonly ZipPart[],
  { opener, buffer }: Reading,
): AsyncGenerator<Uint8Array> {
  const { torrentZip } = await import('./torrentzip.ts')
  yield* torrentZip(
    parts.map(({ name, size, crc32, source, view }) => ({
      name,
      size,
      crc32,
      open: () => opener.open(source, view, buffer),
    })),
  )
}

/** Names both ends: what could not be written, and what it should have come from. */
export function sourceProblem(bytes: ByteOrigin, where: string, why: string): Problem {
  const from = fromWhere(bytes)
  return problem('source-changed', `${where} could not be written from ${from}: ${why}.`, { path: where })
}

function fromWhere(bytes: ByteOrigin): string {
  if ('text' in bytes) return 'its generated text'
  if ('source' in bytes) return bytes.source.file
  return [...new Set(bytes.zip.map(({ source }) => source.file))].join(', ')
}
