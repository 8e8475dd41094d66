/** Reads the bytes of a zip member: stored or deflated, never more than the archive says it holds. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw, inflateRawSync } from 'node:zlib'
import { errno } from '../../errors.ts'
import { count } from '../../wording.ts'
import type { ByteReader } from '../hashing/bytes.ts'
import type { MemberPlace } from '../hashing/content.ts'
import { troubleError } from '../trouble.ts'

/**
 * Up to this size a member is unpacked in one go, 2.5 times as fast as in a stream; above it memory stays
 * bounded.
 */
const IN_MEMORY = 16 * 1024 * 1024
const CHUNK = 1024 * 1024

/** What is needed to find and unpack a member. */
type Packed = Pick<MemberPlace, 'offset' | 'method' | 'compressedSize' | 'size'>

const STORED = 0
const DEFLATED = 8
const OTHER_METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  20: 'Zstandard',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
  99: 'AES encryption',
}

const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_SIZE = 30
/** Two bits of deflate make at most 258 bytes: more than this is a lie that would only cost memory. */
const MOST_PER_BYTE = 1032

/** Whether the functions here can unpack it. */
export function isPlain(member: { readonly method: number; readonly encrypted?: boolean }): boolean {
  return member.encrypted !== true && (member.method === STORED || member.method === DEFLATED)
}

export function fitsInMemory(place: Packed): boolean {
  return place.size <= IN_MEMORY && place.compressedSize <= IN_MEMORY
}

/**
 * A whole member that `fitsInMemory`. Its CRC-32 is the caller's to check: whoever hashes has it anyway.
 * Throws a `troubleError` when the member is damaged or packed in a way we do not know.
 */
export function memberBytes(reader: ByteReader, place: Packed): Buffer {
  const packed = reader.read(dataStart(reader, place), place.compressedSize)
  if (packed.length < place.compressedSize) throw cutShort()
  if (place.method === STORED) return packed
  const bytes = inflate(packed, place.size)
  if (bytes.length !== place.size) throw wrongSize(place)
  return bytes
}

/** A member of any size, in chunks that stay valid. Like `memberBytes` otherwise. */
export async function* memberChunks(reader: ByteReader, place: Packed): AsyncGenerator<Uint8Array> {
  const packed = packedChunks(reader, dataStart(reader, place), place.compressedSize)
  if (place.method === STORED) {
    yield* packed
    return
  }
  const inflating = createInflateRaw({ chunkSize: CHUNK })
  let size = 0
  // a failure ends the loop below: the pipeline hands it to the stream that is read there
  pipeline(Readable.from(packed, { highWaterMark: 1 }), inflating).catch(() => undefined)
  try {
    for await (const chunk of inflating as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > place.size) break
      yield chunk
    }
  } catch (error) {
    throw errno(error)?.startsWith('Z_') ? brokenData(error) : error
  } finally {
    inflating.destroy()
  }
  if (size !== place.size) throw wrongSize(place)
}

/** Where the member's data begins. Throws when the place cannot be what the archive says. */
function dataStart(reader: ByteReader, place: Packed): number {
  const { method, size, compressedSize } = place
  if (method !== STORED && method !== DEFLATED) {
    const name = OTHER_METHODS[method] ?? 'an unknown method'
    throw troubleError({
      code: 'archive-unsupported',
      what: `is packed with ${name} (method ${method}), which curator cannot unpack`,
    })
  }
  const impossible = method === STORED ? size !== compressedSize : size > compressedSize * MOST_PER_BYTE
  if (impossible)
    throw damaged(`is damaged: ${count(compressedSize)} packed bytes cannot hold ${count(size)} bytes`)
  const header = reader.read(place.offset, LOCAL_HEADER_SIZE)
  if (header.length < LOCAL_HEADER_SIZE) throw cutShort()
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw damaged('is damaged: it is not where the archive says')
  return place.offset + LOCAL_HEADER_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28)
}

function inflate(packed: Buffer, size: number): Buffer {
  try {
    // one byte more than declared: enough to see that a member holds too much, and that it ends, without a
    // second buffer
    return inflateRawSync(packed, { chunkSize: Math.max(64, size + 1), maxOutputLength: size + 1 })
  } catch (error) {
    if (errno(error) === 'ERR_BUFFER_TOO_LARGE')
      throw damaged('is damaged: it holds more than the archive says', error)
    throw brokenData(error)
  }
}

function* packedChunks(reader: ByteReader, start: number, length: number): Generator<Buffer> {
  for (let done = 0; done < length;) {
    const chunk = reader.read(start + done, Math.min(CHUNK, length - done))
    if (chunk.length === 0) throw cutShort()
    done += chunk.length
    yield chunk
  }
}

const cutShort = (): Error => damaged('is damaged: the archive ends before it does')
const brokenData = (cause: unknown): Error => damaged('is damaged: its data cannot be unpacked', cause)
const wrongSize = (place: Packed): Error =>
  damaged(`is damaged: it does not unpack to the ${count(place.size)} bytes that the archive says`)

function damaged(what: string, cause?: unknown): Error {
  return troubleError({ code: 'archive-damaged', what }, { cause })
}
