/**
 * Opens the bytes of a content, wherever they lie and in whichever shape they are wanted. For the device
 * writer.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { CuratorError, problem } from '../errors.ts'
import { fileReader } from './hashing/bytes.ts'
import { memberOpener, type MemberOpener, type OpenerOptions } from './archives/member-opener.ts'
import { fitsInMemory, isPlain, memberBytes } from './archives/zip-read.ts'
import type { MemberPlace, Source } from './hashing/content.ts'
import { readBuffer } from './hashing/read-buffer.ts'
import type { ViewKind } from './hashing/view-kind.ts'
import { toProblem, troubleOf } from './trouble.ts'
import { applyView, viewStream } from './hashing/views.ts'

/**
 * Loose files and all but very large zip members come synchronously. Only a member above 16 MiB, one of another
 * archive than a zip, and one of an archive within an archive need `for await`, which serves the others as well. A
 * chunk is valid until the next one is asked for.
 */
type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

const CHUNK = 1024 * 1024

/** Opens many sources, one after the other. Members of one archive are best asked for together. */
export interface SourceOpener {
  /**
   * The bytes of a source, or of a view of it. The file is opened at the first chunk and closed at the last, or when
   * the loop is left. Throws the system's error, or a `CuratorError` that names the archive when its member is damaged.
   * @param buffer loose files are read through it; give one to read many files without allocating
   */
  open(source: Source, view?: ViewKind, buffer?: Buffer): Chunks
  /** Lets go of what was kept of the last archive. */
  close(): void
}

export function sourceOpener(options?: OpenerOptions): SourceOpener {
  let members: MemberOpener | undefined
  return {
    open({ file, member }, view, buffer) {
      if (!member) return shaped(looseChunks(file, buffer ?? readBuffer(CHUNK)), view)
      if (isSmallAndPlain(member)) return shaped(smallMember(file, member), view)
      members ??= memberOpener(options)
      const chunks = checkedMember(members, file, member)
      return view ? applyViewAsync(view, chunks) : chunks
    },
    close: () => members?.close(),
  }
}

function isSmallAndPlain(member: MemberPlace): boolean {
  const isZip = member.format === undefined || member.format === 'zip'
  return isZip && !member.within && member.ordinal === undefined && isPlain(member) && fitsInMemory(member)
}

function shaped(chunks: Iterable<Uint8Array>, view: ViewKind | undefined): Iterable<Uint8Array> {
  return view ? applyView(view, chunks) : chunks
}

function* looseChunks(file: string, buffer: Buffer): Generator<Uint8Array> {
  const fd = openSync(file, 'r')
  try {
    for (;;) {
      const read = readSync(fd, buffer, 0, buffer.length, null)
      if (read === 0) return
      yield buffer.subarray(0, read)
    }
  } finally {
    closeSync(fd)
  }
}

function* smallMember(file: string, member: MemberPlace): Generator<Uint8Array> {
  const fd = openSync(file, 'r')
  try {
    const bytes = memberBytes(fileReader(fd, fstatSync(fd).size), member)
    if (crc32(bytes) !== member.crc32) throw wrongChecksum(file)
    yield bytes
  } catch (error) {
    throw named(file, error)
  } finally {
    closeSync(fd)
  }
}

async function* checkedMember(
  members: MemberOpener,
  file: string,
  member: MemberPlace,
): AsyncGenerator<Uint8Array> {
  try {
    let crc = 0
    for await (const chunk of members.chunks(file, member)) {
      crc = crc32(chunk, crc)
      yield chunk
    }
    if (crc !== member.crc32) throw wrongChecksum(file)
  } catch (error) {
    throw named(file, error)
  }
}

async function* applyViewAsync(
  kind: ViewKind,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const view = viewStream(kind)
  for await (const chunk of chunks) {
    const out = view.push(chunk)
    if (out.length > 0) yield out
  }
  const last = view.end()
  if (last.length > 0) yield last
}

function wrongChecksum(file: string): CuratorError {
  return new CuratorError(
    problem('archive-damaged', `${file}: a member has another checksum than the archive says.`, {
      path: file,
    }),
  )
}

/** Gives a member's trouble the archive's name. */
function named(file: string, error: unknown): unknown {
  const found = troubleOf(error)
  if (!found || (error instanceof CuratorError && error.problems[0]?.path !== undefined)) return error
  return new CuratorError(toProblem(file, { code: found.code, what: `a member ${found.what}` }), {
    cause: error,
  })
}
