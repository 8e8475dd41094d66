/** The copy of a loose file, which most are: in one go, without waiting, and as few calls of the system as it takes. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { crc32 as crc32Of } from 'node:zlib'
import { CuratorError, reason } from '../errors.ts'
import type { StageJob } from './disk.ts'
import { otherBytes, sourceProblem } from './origin.ts'
import { writeAll } from './raw-files.ts'
import { isRaised, type StopFlag } from './stop-flag.ts'

/** A job at its work. */
export interface Copying {
  readonly job: StageJob
  /** Absolute path of the temporary file. */
  readonly temp: string
  /** Absolute path of what it becomes: problems name it. */
  readonly where: string
  readonly stop: StopFlag
}

/** What was written; undefined when it was stopped on the way. */
export type Written = { readonly size: number; readonly sha1: string } | undefined

/** A file of which all bytes are wanted, as they are, and known beforehand. */
export interface LooseSource {
  readonly file: string
  readonly crc32?: number | undefined
}

export function looseSource({ bytes, sha1 }: StageJob): LooseSource | undefined {
  if (sha1 === undefined || !('source' in bytes) || bytes.view || bytes.source.member) return undefined
  return bytes.source
}

/**
 * The scan hashed the content with SHA-1. Whether a disk, a cable or a hand changed it since then, its CRC-32 and its size
 * tell as well, at a fraction of the cost; where that is not known, SHA-1 is taken. What comes behind the last byte that
 * is wanted is not asked for: what is written is right whether or not the file went on.
 */
export function copyLoose(
  { job, temp, where, stop }: Copying,
  { file, crc32 }: LooseSource,
  buffer: Buffer,
): Written {
  const { size, sha1 = '' } = job
  const hash = crc32 === undefined ? createHash('sha1') : undefined
  let crc = 0
  let done = 0
  let isReading = false
  let from: number | undefined
  const into = openSync(temp, 'wx')
  try {
    do {
      isReading = true
      from ??= openSync(file, 'r')
      const read = readSync(from, buffer, 0, buffer.length, null)
      isReading = false
      if (read === 0) break
      if (isRaised(stop)) return undefined
      done += read
      if (done > size) break
      const chunk = buffer.subarray(0, read)
      if (hash) hash.update(chunk)
      else crc = crc32Of(chunk, crc)
      writeAll(into, chunk)
    } while (done < size)
  } catch (error) {
    throw isReading
      ? new CuratorError(sourceProblem(job.bytes, where, reason(error)), { cause: error })
      : error
  } finally {
    if (from !== undefined) closeSync(from)
    closeSync(into)
  }
  const isRight = hash ? hash.digest('hex') === sha1 : crc === crc32
  if (done !== size || !isRight) throw otherBytes(job.bytes, where)
  return { size, sha1 }
}
