/** Reads tars: from a file, where members are reached by their offsets, or as a stream while it is unpacked. */
import type { ByteReader } from '../hashing/bytes.ts'
import { trouble, type Trouble } from '../trouble.ts'
import type { Archive, Listing, MemberSink, OpenOptions, Take } from './archive.ts'
import { TAR_BLOCK } from './tar-header.ts'
import { tarMembers, type TarMember } from './tar-members.ts'

const CHUNK = 1024 * 1024
/** Two blocks of zeros end a tar; one is enough for us. */
const CUT = trouble('archive-damaged', 'it ends before the archive does')

export function openTar(bytes: ByteReader, { limits }: OpenOptions): Archive {
  const list = (): Listing & { readonly members: readonly TarMember[] } => {
    const members: TarMember[] = []
    const headers = tarMembers()
    for (let at = 0; at + TAR_BLOCK <= bytes.size;) {
      const found = headers.next(bytes.read(at, TAR_BLOCK), at)
      at += TAR_BLOCK
      if (found.kind === 'end') return { members }
      if (found.kind === 'broken') return { members, trouble: found.trouble }
      if (found.kind === 'records') headers.records(bytes.read(at, found.size))
      if (found.kind === 'member') members.push(found.member)
      if (members.length > limits.members) return { members, trouble: tooMany(limits.members) }
      at += padded(found.size)
    }
    return { members, trouble: CUT }
  }
  return {
    list: async () => list(),
    async unpack(take) {
      const { members, trouble: found } = list()
      for (const member of members) {
        const sink = take(member)
        if (sink) await unpackOne(bytes, member, sink)
      }
      return found
    },
  }
}

async function unpackOne(bytes: ByteReader, member: TarMember, sink: MemberSink): Promise<void> {
  const { offset, size = 0, trouble: wrong } = member
  if (wrong || member.sameAs !== undefined) {
    await sink.end(wrong)?.()
    return
  }
  let done = 0
  while (done < size) {
    const chunk = bytes.read(offset + done, Math.min(CHUNK, size - done))
    if (chunk.length === 0) break
    sink.push(chunk, chunk.length === size)
    done += chunk.length
  }
  await sink.end(done < size ? CUT_MEMBER : undefined)?.()
}

const CUT_MEMBER = trouble('archive-damaged', 'is damaged: the archive ends before it does')

/** A tar that comes in pieces. */
export interface TarStream {
  push(chunk: Uint8Array): void
  /** What is wrong with the tar as a whole, and what the sinks left to do. */
  end(): { readonly trouble?: Trouble; readonly jobs: readonly (() => Promise<void>)[] }
}

export function tarStream(take: Take, maxMembers: number): TarStream {
  const headers = tarMembers()
  const jobs: (() => Promise<void>)[] = []
  let pending = Buffer.alloc(0)
  let at = 0
  let count = 0
  let found: Trouble | undefined
  let over = false
  let sink: MemberSink | undefined
  /** Bytes of the member, or of its padding, that are still to come. */
  let body = 0
  let padding = 0
  let records: Buffer[] | undefined

  const finish = (reason?: Trouble): void => {
    const job = sink?.end(reason)
    sink = undefined
    if (job) jobs.push(job)
    if (records) headers.records(Buffer.concat(records))
    records = undefined
  }
  const begin = (block: Buffer): void => {
    const next = headers.next(block, at)
    if (next.kind === 'end' || next.kind === 'broken') {
      over = true
      if (next.kind === 'broken') found = next.trouble
      return
    }
    body = next.size
    padding = padded(next.size) - next.size
    if (next.kind === 'records') records = []
    if (next.kind === 'member') {
      if (++count > maxMembers) {
        over = true
        found = tooMany(maxMembers)
        return
      }
      sink = take(next.member)
      if (next.member.trouble) finish(next.member.trouble)
    }
    if (body === 0) finish()
  }
  return {
    push(chunk) {
      let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
      while (rest.length > 0) {
        if (over) return
        if (body > 0) {
          const part = rest.subarray(0, body)
          sink?.push(part)
          records?.push(Buffer.from(part))
          body -= part.length
          at += part.length
          rest = rest.subarray(part.length)
          if (body === 0) finish()
        } else if (padding > 0) {
          const skipped = Math.min(padding, rest.length)
          padding -= skipped
          at += skipped
          rest = rest.subarray(skipped)
        } else {
          const part = rest.subarray(0, TAR_BLOCK - pending.length)
          pending = Buffer.concat([pending, part])
          rest = rest.subarray(part.length)
          if (pending.length < TAR_BLOCK) continue
          const block = pending
          pending = Buffer.alloc(0)
          begin(block)
          at += TAR_BLOCK
        }
      }
    },
    end() {
      if (body > 0) finish(CUT_MEMBER)
      const reason = found ?? (over ? undefined : CUT)
      return { ...(reason && { trouble: reason }), jobs }
    },
  }
}

const padded = (size: number): number => Math.ceil(size / TAR_BLOCK) * TAR_BLOCK

function tooMany(most: number): Trouble {
  return trouble('archive-bomb', `it holds more members than the ${most} that curator reads`)
}
