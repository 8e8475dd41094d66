/** Which members the headers of a tar tell of, one header after the other: from a file, or as they come by. */
import { trouble, type Trouble } from '../trouble.ts'
import type { Member } from './archive.ts'
import { danglingLink } from './links.ts'
import { isTarHeader, paxRecords, readTarHeader, TAR_BLOCK, type TarHeader } from './tar-header.ts'

export interface TarMember extends Member {
  /** Why it has no bytes to be read. */
  readonly trouble?: Trouble
}

/** `size`: the bytes that follow, without what fills their last block. */
type Found =
  | { readonly kind: 'member'; readonly size: number; readonly member: TarMember }
  | { readonly kind: 'records' | 'other'; readonly size: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'broken'; readonly trouble: Trouble }

interface TarMembers {
  /** @param at where the block begins */
  next(block: Uint8Array, at: number): Found
  /** The bytes of the `records` that were just met. */
  records(bytes: Buffer): void
}

/** Long names and pax records are some hundred bytes. */
const MAX_RECORDS = 1024 * 1024

/** Its zeros are left out, in one of four ways to say where they were: it is named, and not read. */
const SPARSE = trouble(
  'archive-unsupported',
  'is stored without its zeros (GNU tar --sparse), which curator does not read: pack it without that',
)

const HARD_LINK = '1'

/** What stands before the header of a member and is said of it: a long name, that of a long link, pax records. */
interface Said {
  readonly name?: string
  readonly link?: string
  readonly pax: ReadonlyMap<string, string>
}

const NOTHING: Said = { pax: new Map() }

export function tarMembers(): TarMembers {
  let ordinal = 0
  let said = NOTHING
  let kind = ''
  /** Where its zeros were is told in blocks of their own, which come next. */
  let mapped: TarMember | undefined
  const names = namesBefore()

  return { next, records }

  function next(block: Uint8Array, at: number): Found {
    if (mapped) return behindMap(block, mapped)
    if (block.every((byte) => byte === 0)) return { kind: 'end' }
    const header = isTarHeader(block) ? readTarHeader(block) : undefined
    if (!header) return broken(`its header at byte ${at} is damaged`)
    kind = header.type
    if (kind === 'x' || kind === 'L' || kind === 'K') {
      if (header.size <= MAX_RECORDS) return { kind: 'records', size: header.size }
      return broken(`its header at byte ${at} is too large to be one`)
    }
    if (kind === 'g') return { kind: 'other', size: header.size }
    const before = said
    said = NOTHING
    const member = memberOf(header, before, ordinal++, at)
    if (kind === HARD_LINK) {
      const link = names.link(member, before.link ?? before.pax.get('linkpath') ?? header.link)
      return link ? { kind: 'member', size: 0, member: link } : { kind: 'other', size: 0 }
    }
    const isFile = kind === 'S' || ((kind === '0' || kind === '7') && !header.path.endsWith('/'))
    names.add(member.path, isFile ? member : undefined)
    if (kind === 'S' && block[MAP_GOES_ON] === 1) {
      mapped = member
      return { kind: 'other', size: 0 }
    }
    if (isFile) return { kind: 'member', size: member.compressedSize, member }
    // links and folders have no bytes, whatever size they tell
    return { kind: 'other', size: /[2-6]/.test(kind) ? 0 : member.compressedSize }
  }

  function behindMap(block: Uint8Array, member: TarMember): Found {
    if (block[MAP_GOES_ON_AGAIN] === 1) return { kind: 'other', size: 0 }
    mapped = undefined
    return { kind: 'member', size: member.compressedSize, member }
  }

  function records(bytes: Buffer): void {
    if (kind === 'x') {
      said = { ...said, pax: paxRecords(bytes) }
      return
    }
    const end = bytes.indexOf(0)
    const text = bytes.toString('utf8', 0, end < 0 ? bytes.length : end)
    said = { ...said, [kind === 'L' ? 'name' : 'link']: text }
  }
}

function memberOf(header: TarHeader, { name, pax }: Said, ordinal: number, at: number): TarMember {
  const size = sizeOf(header, pax)
  const mtime = Math.round(Number(pax.get('mtime') ?? NaN) * 1000)
  const isSparse = header.type === 'S' || [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'))
  return {
    ordinal,
    path: name ?? pax.get('GNU.sparse.name') ?? pax.get('path') ?? header.path,
    size,
    compressedSize: size,
    crc32: undefined,
    mtime: Number.isFinite(mtime) ? mtime : header.mtime,
    encrypted: false,
    offset: at + TAR_BLOCK,
    method: 0,
    ...(isSparse && { trouble: SPARSE }),
  }
}

/** What stood before, by its name: the last of equals, which is the one that unpacking leaves there. */
function namesBefore() {
  /** Undefined: a folder, a symbolic link, a device. */
  const known = new Map<string, Member | undefined>()
  return {
    add: (path: string, member: Member | undefined) => void known.set(plainName(path), member),
    /** The hard link as a member; undefined when it is no file, or was met already under this very name. */
    link(link: TarMember, target: string): TarMember | undefined {
      const [own, told] = [plainName(link.path), plainName(target)]
      const first = known.get(told)
      if (known.has(told)) {
        if (own === told) return undefined
        known.set(own, first)
        return first && { ...link, size: first.size, compressedSize: 0, sameAs: first.ordinal }
      }
      return { ...link, size: undefined, compressedSize: 0, trouble: danglingLink(target) }
    },
  }
}

/** `./a//b` and `/a/b` unpack to the same file as `a/b`. */
function plainName(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}

/** GNU's old form of sparse files: the map of four pieces in the header, and that of 21 in each block after it. */
const MAP_GOES_ON = 482
const MAP_GOES_ON_AGAIN = 504

function sizeOf(header: TarHeader, pax: ReadonlyMap<string, string>): number {
  const told = pax.get('size')
  return told !== undefined && /^\d{1,15}$/.test(told) ? Number(told) : header.size
}

function broken(what: string): Found {
  return { kind: 'broken', trouble: trouble('archive-damaged', what) }
}
