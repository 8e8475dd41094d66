/** Reads files packed by gzip (RFC 1952): one nameless member, which may be a tar. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gunzipSync } from 'node:zlib'
import { errno } from '../../errors.ts'
import type { ByteReader } from '../hashing/bytes.ts'
import { trouble, type Trouble } from '../trouble.ts'
import type { Archive, Member, MemberSink, OpenOptions } from './archive.ts'
import { singleMemberName } from './recognise.ts'

const CHUNK = 1024 * 1024
/** Up to this size it is unpacked in one go. */
const IN_MEMORY = 16 * 1024 * 1024

export function openGzip(bytes: ByteReader, { name }: OpenOptions): Archive {
  const member: Member = {
    ordinal: 0,
    path: nameOf(bytes, name),
    // the last four bytes tell it, but not when several were put together, nor above 4 GiB
    size: undefined,
    compressedSize: bytes.size,
    crc32: undefined,
    ...timeIn(bytes.read(4, 4)),
    encrypted: false,
    offset: 0,
    method: 0,
  }
  return {
    list: async () => ({ members: [member] }),
    async unpack(take) {
      const sink = take(member)
      if (sink) await sink.end(await unpackInto(bytes, sink))?.()
      return undefined
    },
  }
}

/**
 * As the file is called; where that tells nothing (`download.gz`), as the file was called that was packed. RFC 1952: in
 * Latin-1 up to a zero, behind a field that few use.
 */
function nameOf(bytes: ByteReader, file: string): string {
  const name = singleMemberName(file)
  const head = bytes.read(0, FIXED + LONGEST_NAME)
  if (name.includes('.') || head[3] !== HAS_NAME) return name
  const end = head.indexOf(0, FIXED)
  const own = end < 0 ? '' : head.toString('latin1', FIXED, end)
  return own.slice(own.lastIndexOf('/') + 1) || name
}

const FIXED = 10
const HAS_NAME = 8
const LONGEST_NAME = 255

/** Zero: the packer did not say. */
function timeIn(field: Buffer): { readonly mtime?: number } {
  const seconds = field.length === 4 ? field.readUInt32LE(0) : 0
  return seconds === 0 ? {} : { mtime: seconds * 1000 }
}

async function unpackInto(bytes: ByteReader, sink: MemberSink): Promise<Trouble | undefined> {
  if (bytes.size <= IN_MEMORY) {
    const whole = unpackWhole(bytes)
    if (whole && 'code' in whole) return whole
    if (whole) {
      sink.push(whole, true)
      return undefined
    }
  }
  try {
    for await (const chunk of gunzipped(bytes)) sink.push(chunk)
    return undefined
  } catch (error) {
    return damage(error)
  }
}

/** All it holds, in chunks that stay valid. Throws zlib's errors. */
export async function* gunzipped(bytes: ByteReader): AsyncGenerator<Uint8Array> {
  const unpacking = createGunzip({ chunkSize: CHUNK })
  // a failure ends the loop below: the pipeline hands it to the stream that is read there
  pipeline(Readable.from(chunksOf(bytes), { highWaterMark: 1 }), unpacking).catch(() => undefined)
  try {
    yield* unpacking as AsyncIterable<Buffer>
  } finally {
    unpacking.destroy()
  }
}

/** Undefined when it unpacks to too much for that. */
function unpackWhole(bytes: ByteReader): Buffer | Trouble | undefined {
  try {
    return gunzipSync(bytes.read(0, bytes.size), { chunkSize: CHUNK, maxOutputLength: IN_MEMORY })
  } catch (error) {
    return errno(error) === 'ERR_BUFFER_TOO_LARGE' ? undefined : damage(error)
  }
}

/** Throws what is not about the data. */
export function damage(error: unknown): Trouble {
  if (!errno(error)?.startsWith('Z_')) throw error
  const cut = errno(error) === 'Z_BUF_ERROR'
  return trouble(
    'archive-damaged',
    cut ? 'is damaged: the archive ends before it does' : 'is damaged: its data cannot be unpacked',
  )
}

function* chunksOf(bytes: ByteReader): Generator<Buffer> {
  for (let at = 0; at < bytes.size; at += CHUNK) yield bytes.read(at, CHUNK)
}
