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

export interface TarMembers {
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

/** Long names, large sizes and exact times stand before the member they are of. */
export function tarMembers(): TarMembers {
  let ordinal = 0
  let longName: string | undefined
  let longLink: string | undefined
  let pax: ReadonlyMap<string, string> = new Map()
  let kind = ''
  /** Where its zeros were is told in blocks of their own, which come next. */
  let mapped: TarMember | undefined
  const names = namesBefore()
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
      if (!header) return broken(`its header at byte ${at} is damaged`)
      kind = header.type
      if (kind === 'x' || kind === 'L' || kind === 'K') {
        if (header.size <= MAX_RECORDS) return { kind: 'records', size: header.size }
        return broken(`its header at byte ${at} is too large to be one`)
      }
      if (kind === 'g') return { kind: 'other', size: header.size }
      const size = sizeOf(header, pax)
      const isFile = (kind === '0' || kind === '7') && !header.path.endsWith('/')
      const isSparse = kind === 'S' || [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'))
      const path = longName ?? pax.get('GNU.sparse.name') ?? pax.get('path') ?? header.path
      const target = longLink ?? pax.get('linkpath') ?? header.link
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
        ...(isSparse && { trouble: SPARSE }),
      }
      longName = undefined
      longLink = undefined
      pax = new Map()
      if (kind === HARD_LINK) {
        const link = names.link(member, target)
        return link ? { kind: 'member', size: 0, member: link } : { kind: 'other', size: 0 }
      }
      names.add(path, isFile || kind === 'S' ? member : undefined)
      if (kind === 'S' && block[MAP_GOES_ON] === 1) {
        mapped = member
        return { kind: 'other', size: 0 }
      }
      if (isFile || kind === 'S') return { kind: 'member', size, member }
      // links and folders have no bytes, whatever size they tell
      return { kind: 'other', size: /[2-6]/.test(kind) ? 0 : size }
    },
    records(bytes) {
      if (kind === 'x') {
        pax = paxRecords(bytes)
        return
      }
      const end = bytes.indexOf(0)
      const name = bytes.toString('utf8', 0, end < 0 ? bytes.length : end)
      if (kind === 'L') longName = name
      else longLink = name
    },
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
