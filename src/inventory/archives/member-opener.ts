/** Reads single members back, out of any archive and any archive within: for writing what a scan found. */
import { closeSync, fstatSync, openSync } from 'node:fs'
import { fileReader, type ByteReader } from '../hashing/bytes.ts'
import type { MemberPlace } from '../hashing/content.ts'
import { troubleError, type Trouble } from '../trouble.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits, type MemberSink } from './archive.ts'
import { damage, gunzipped } from './gzip.ts'
import { openArchive } from './open.ts'
import { sevenZip } from './seven-zip.ts'
import { openShelf, type Box } from './shelf.ts'
import { memberChunks } from './zip-read.ts'

export interface OpenerOptions {
  readonly limits?: Partial<ArchiveLimits>
  readonly passwords?: readonly string[]
  /** Folder for what is too large to be held in memory. */
  readonly spill?: string
}

/**
 * Keeps what it had to unpack of the archive it read last. Members that can only be reached by unpacking everything
 * before them are so unpacked twice at most, however many are asked for: the first alone, then all that are left.
 */
export interface MemberOpener {
  /** Chunks are valid until the next. Throws a `troubleError`, or the system's error. */
  chunks(file: string, place: MemberPlace): AsyncGenerator<Uint8Array>
  /** Lets go of what it keeps. */
  close(): void
}

const CHUNK = 1024 * 1024

export function memberOpener({ limits: given, passwords = [], spill }: OpenerOptions = {}): MemberOpener {
  const limits: ArchiveLimits = { ...ARCHIVE_LIMITS, ...given }
  const shelf = openShelf({ memory: limits.memory, ...(spill !== undefined && { folder: spill }) })
  const unpacker = sevenZip()
  /** Unpacked members of one file, by their place. */
  const boxes = new Map<string, Box>()
  /** Archives of which one member was asked for already. */
  const asked = new Set<string>()
  let current = ''
  const close = (): void => {
    for (const box of boxes.values()) box.drop()
    boxes.clear()
    asked.clear()
    current = ''
  }

  async function* bytesOf(reader: ByteReader, file: string, place: MemberPlace): AsyncGenerator<Uint8Array> {
    const box = boxes.get(keyOf(place))
    if (box) {
      yield* range(box.reader(), 0, place.size)
      return
    }
    const archive = place.within ? await unpacked(reader, file, place.within) : reader
    const { format = 'zip', ordinal } = place
    if (format === 'gz') yield* gunzip(archive)
    else if (ordinal === undefined && format === 'zip') yield* memberChunks(archive, place)
    else if (ordinal === undefined) yield* range(archive, place.offset, place.size)
    else yield* range((await sequential(archive, file, place, ordinal)).reader(), 0, place.size)
  }

  /** An archive that lies in another, as bytes that can be read at random. */
  const unpacked = async (reader: ByteReader, file: string, place: MemberPlace): Promise<ByteReader> => {
    const known = boxes.get(keyOf(place))
    if (known) return known.reader()
    const box = shelf.box(place.size)
    try {
      for await (const chunk of bytesOf(reader, file, place)) box.push(chunk)
    } catch (error) {
      box.drop()
      throw error
    }
    // what was unpacked on the way there may be it
    boxes.get(keyOf(place))?.drop()
    boxes.set(keyOf(place), box)
    return box.reader()
  }

  /** One member of an archive that is unpacked from its start. */
  const sequential = async (
    archive: ByteReader,
    file: string,
    place: MemberPlace,
    ordinal: number,
  ): Promise<Box> => {
    const { format = 'zip' } = place
    const name = keyOf({ ...place, ordinal: -1 })
    const alone = !asked.has(name)
    asked.add(name)
    const keep = (key: string, expected: number | undefined, wanted: boolean): MemberSink =>
      boxSink(shelf.box(expected), wanted, (box) => {
        boxes.set(key, box)
        if (wanted && alone) throw ENOUGH
      })
    const options = { format, name: file, limits, passwords, sevenZip: unpacker }
    try {
      await openArchive(archive, options).unpack((member) => {
        // its place is that of its target
        if (member.sameAs !== undefined) return undefined
        const wanted = member.ordinal === ordinal
        const key = keyOf({ ...place, ordinal: member.ordinal, offset: member.offset })
        if (boxes.has(key) || (alone && !wanted)) return undefined
        return keep(key, member.size, wanted)
      })
    } catch (error) {
      if (error !== ENOUGH) throw error
    }
    const found = boxes.get(keyOf(place))
    if (!found)
      throw troubleError({ code: 'archive-damaged', what: 'is not where it was when it was hashed' })
    return found
  }

  return {
    async *chunks(file, place) {
      const fd = openSync(file, 'r')
      try {
        const { size, mtimeMs } = fstatSync(fd)
        const now = JSON.stringify([file, size, mtimeMs])
        if (now !== current) close()
        current = now
        yield* bytesOf(fileReader(fd, size), file, place)
      } finally {
        closeSync(fd)
      }
    },
    close,
  }
}

/** Thrown to break off a run when what was wanted is there. */
const ENOUGH = new Error('enough')

/** Puts a member into a box. That one which is not wanted now does not fit, or is damaged, harms nobody. */
function boxSink(box: Box, wanted: boolean, keep: (box: Box) => void): MemberSink {
  let full = false
  return {
    push(chunk, whole) {
      if (full) return
      try {
        box.push(chunk, whole)
      } catch (error) {
        box.drop()
        if (wanted) throw error
        full = true
      }
    },
    end(failed?: Trouble) {
      if (failed) box.drop()
      if (failed && wanted) throw troubleError(failed)
      if (!failed && !full) keep(box)
      return undefined
    },
  }
}

/** What leads to a member: the same for the same member of the same file. */
function keyOf({ format = 'zip', ordinal, offset, within }: MemberPlace): string {
  return `${within ? keyOf(within) : ''}/${format} ${ordinal === undefined ? `@${offset}` : ordinal}`
}

function* range(bytes: ByteReader, offset: number, size: number): Generator<Uint8Array> {
  for (let done = 0; done < size;) {
    const chunk = bytes.read(offset + done, Math.min(CHUNK, size - done))
    if (chunk.length === 0)
      throw troubleError({ code: 'archive-damaged', what: 'is damaged: the archive ends before it does' })
    done += chunk.length
    yield chunk
  }
}

async function* gunzip(bytes: ByteReader): AsyncGenerator<Uint8Array> {
  try {
    yield* gunzipped(bytes)
  } catch (error) {
    throw troubleError(damage(error), { cause: error })
  }
}
