/** Reads tars: from a file, where members are reached by their offsets, or as a stream while it is unpacked. */
import type { ByteReader } from '../bytes.ts'
import { trouble, type Trouble } from '../trouble.ts'
import type { Archive, Listing, Member, MemberSink, OpenOptions, Take } from './archive.ts'
import { isTarHeader, paxRecords, readTarHeader, TAR_BLOCK, type TarHeader } from './tar-header.ts'

const CHUNK = 1024 * 1024
/** Long names and pax records are some hundred bytes. */
const MAX_RECORDS = 1024 * 1024

/** Two blocks of zeros end a tar; one is enough for us. */
const CUT = trouble('archive-damaged', 'it ends before the archive does')

/** Its zeros are left out, in one of four ways to say where they were: it is named, and not read. */
const SPARSE = trouble(
  'archive-unsupported',
  'is stored without its zeros (GNU tar --sparse), which curator does not read: pack it without that',
)

export function openTar(bytes: ByteReader, { limits }: OpenOptions): Archive {
  const list = (): Listing & { readonly members: readonly TarMember[] } => {
    const members: TarMember[] = []
    const headers = headerReader()
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
  const { offset, size = 0, isSparse } = member
  if (isSparse) {
    await sink.end(SPARSE)?.()
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
  const headers = headerReader()
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
      if (next.member.isSparse) finish(SPARSE)
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

interface TarMember extends Member {
  readonly isSparse?: true
}

type Found =
  | { readonly kind: 'member'; readonly size: number; readonly member: TarMember }
  | { readonly kind: 'records' | 'other'; readonly size: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'broken'; readonly trouble: Trouble }

interface HeaderReader {
  /** @param at where the block begins */
  next(block: Uint8Array, at: number): Found
  /** The bytes of the `records` that were just met. */
  records(bytes: Buffer): void
}

/** Long names, large sizes and exact times stand before the member they are of. */
function headerReader(): HeaderReader {
  let ordinal = 0
  let longName: string | undefined
  let pax: ReadonlyMap<string, string> = new Map()
  let kind = ''
  /** Where its zeros were is told in blocks of their own, which come next. */
  let mapped: TarMember | undefined
  return {
    next(block, at) {
      if (mapped) {
        const found: Found = { kind: 'member', size: mapped.compressedSize, member: mapped }
        if (block[MAP_GOES_ON_AGAIN] === 1) return { kind: 'other', size: 0 }
        mapped = undefined
        return found
      }
      if (block.every((byte) => byte === 0)) return { kind: 'end' }
      const header = isTarHeader(block) ? readTarHeader(block) : undefined
      if (!header)
        return { kind: 'broken', trouble: trouble('archive-damaged', `its header at byte ${at} is damaged`) }
      kind = header.type
      if (kind === 'x' || kind === 'L') {
        if (header.size <= MAX_RECORDS) return { kind: 'records', size: header.size }
        return {
          kind: 'broken',
          trouble: trouble('archive-damaged', `its header at byte ${at} is too large to be one`),
        }
      }
      if (kind === 'g' || kind === 'K') return { kind: 'other', size: header.size }
      const size = sizeOf(header, pax)
      const isFile = (kind === '0' || kind === '7') && !header.path.endsWith('/')
      const isSparse = kind === 'S' || [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'))
      const path = longName ?? pax.get('GNU.sparse.name') ?? pax.get('path') ?? header.path
      const mtime = Math.round(Number(pax.get('mtime') ?? NaN) * 1000)
      const member: TarMember = {
        ordinal: ordinal++,
        path,
        size,
        compressedSize: size,
        crc32: undefined,
        mtime: Number.isFinite(mtime) ? mtime : header.mtime,
        encrypted: false,
        offset: at + TAR_BLOCK,
        method: 0,
        ...(isSparse && { isSparse }),
      }
      longName = undefined
      pax = new Map()
      if (kind === 'S' && block[MAP_GOES_ON] === 1) {
        mapped = member
        return { kind: 'other', size: 0 }
      }
      if (isFile || kind === 'S') return { kind: 'member', size, member }
      // links and folders have no bytes, whatever size they tell
      return { kind: 'other', size: /[1-6]/.test(kind) ? 0 : size }
    },
    records(bytes) {
      if (kind === 'L') {
        const end = bytes.indexOf(0)
        longName = bytes.toString('utf8', 0, end < 0 ? bytes.length : end)
      } else {
        pax = paxRecords(bytes)
      }
    },
  }
}

/** GNU's old form of sparse files: the map of four pieces in the header, and that of 21 in each block after it. */
const MAP_GOES_ON = 482
const MAP_GOES_ON_AGAIN = 504

function sizeOf(header: TarHeader, pax: ReadonlyMap<string, string>): number {
  const told = pax.get('size')
  return told !== undefined && /^\d{1,15}$/.test(told) ? Number(told) : header.size
}

const padded = (size: number): number => Math.ceil(size / TAR_BLOCK) * TAR_BLOCK

function tooMany(most: number): Trouble {
  return trouble('archive-bomb', `it holds more members than the ${most} that curator reads`)
}
