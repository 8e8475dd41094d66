/** The bytes of an output, wherever they come from, and what it means when they cannot be had. */
import { CuratorError, problem, reason, type Problem } from '../errors.ts'
import type { OpenerOptions } from '../inventory/archives/member-opener.ts'
import { readBuffer } from '../inventory/hashing/read-buffer.ts'
import { sourceOpener, type SourceOpener } from '../inventory/source.ts'
import type { ByteOrigin, ZipPart } from './disk.ts'

/** What files are read through. */
export interface Reading {
  readonly buffer: Buffer
  /** Unpacks an archive once for the jobs that follow each other. */
  readonly opener: SourceOpener
}

export function openReading(options?: OpenerOptions): Reading {
  return { buffer: readBuffer(2 ** 20), opener: sourceOpener(options) }
}

/** Those that can be had at once come without waiting. */
type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/** The pieces of the bytes; each is valid until the next. What goes wrong here is the source's fault, and the problem says so. */
export function chunksOf(bytes: ByteOrigin, where: string, reading = openReading()): Chunks {
  if ('text' in bytes) return [typeof bytes.text === 'string' ? Buffer.from(bytes.text) : bytes.text]
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
    parts.map((part) => ({
      name: part.name,
      size: part.size,
      crc32: part.crc32,
      open: () => ('text' in part ? [Buffer.from(part.text)] : opener.open(part.source, part.view, buffer)),
    })),
  )
}

export function otherBytes(bytes: ByteOrigin, where: string): CuratorError {
  return new CuratorError(sourceProblem(bytes, where, 'it no longer holds the bytes that were identified'))
}

/** Names both ends: what could not be written, and what it should have come from. */
export function sourceProblem(bytes: ByteOrigin, where: string, why: string): Problem {
  const from = fromWhere(bytes)
  // what reads archives names them in a sentence of its own
  const what = (why.startsWith(`${from}: `) ? why.slice(from.length + 2) : why).replace(/\.$/, '')
  return problem('source-changed', `${where} could not be written from ${from}: ${what}.`, { path: where })
}

function fromWhere(bytes: ByteOrigin): string {
  if ('text' in bytes) return 'its generated text'
  if ('source' in bytes) return bytes.source.file
  return [...new Set(bytes.zip.flatMap((part) => ('source' in part ? part.source.file : [])))].join(', ')
}
