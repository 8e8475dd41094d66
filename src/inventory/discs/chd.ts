/**
 * Reads the header of a CHD (MAME's compressed hunks of data), which states the hashes of what it holds, so
 * that nothing has to be unpacked. Source: MAME, "MAME Compressed Hunks of Data (CHD)". All numbers are
 * big-endian.
 *
 * Three hashes, for three questions: the raw SHA-1 is that of the data alone; the combined SHA-1 covers the
 * metadata (the list of tracks) as well, and is what MAME's lists call the SHA-1 of a `<disk>`; the SHA-1 of
 * the file itself depends on the version of the tool that made it, and identifies nothing.
 */
import { hasText, type ByteReader } from '../hashing/bytes.ts'
import { trouble, type Trouble } from '../trouble.ts'
import { endsEarly, olderEnd, plainEnd, type EarlyMap } from './chd-end.ts'
import { readChdMedia, type ChdMedia } from './chd-media.ts'

export interface ChdHeader {
  readonly version: number
  /** Size of the data it holds, in bytes. */
  readonly logicalBytes: number
  readonly hunkBytes: number
  /** Size of a unit, such as a sector; older versions do not state it. */
  readonly unitBytes?: number
  /** SHA-1 of the data. Versions 1 and 2 have none. */
  readonly rawSha1?: string
  /** SHA-1 of data and metadata. Versions 1 to 3 have none: there the raw one stands for both. */
  readonly sha1?: string
  /** Combined SHA-1 of the CHD that it only states the differences to. */
  readonly parentSha1?: string
  readonly media: ChdMedia
}

type ChdResult =
  | { readonly ok: true; readonly header: ChdHeader }
  | { readonly ok: false; readonly trouble: Trouble }

interface Version {
  readonly length: number
  readonly logicalBytes: number
  readonly metadata: number
  /** Of the map of hunks; older versions have it behind their header. */
  readonly map?: number
  readonly hunkBytes: number
  readonly unitBytes?: number
  readonly rawSha1: number
  readonly sha1?: number
  readonly parentSha1: number
}

/** Where the fields are, by version. Versions 1 and 2 were for hard disks, up to 2003, and have only MD5. */
const VERSIONS: Readonly<Record<number, Version>> = {
  3: { length: 120, logicalBytes: 28, metadata: 36, hunkBytes: 76, rawSha1: 80, parentSha1: 100 },
  4: { length: 108, logicalBytes: 28, metadata: 36, hunkBytes: 44, sha1: 48, parentSha1: 68, rawSha1: 88 },
  5: {
    length: 124,
    logicalBytes: 32,
    map: 40,
    metadata: 48,
    hunkBytes: 56,
    unitBytes: 60,
    rawSha1: 64,
    sha1: 84,
    parentSha1: 104,
  },
}

const SIGN = 'MComprHD'
const START = 16
const MAP_HEADER = 16
const NO_HASH = '0'.repeat(40)

/** Undefined when the file is no CHD. */
export function readChd(file: ByteReader): ChdResult | undefined {
  if (!hasText(file.memory ?? file.read(0, SIGN.length), 0, SIGN)) return undefined
  const start = file.read(0, START)
  if (start.length < START) return damaged('it ends within its header')
  const [length, version] = [start.readUInt32BE(8), start.readUInt32BE(12)]
  if (version === 1 || version === 2) return unsupported(`version ${version} states no SHA-1`)
  const form = VERSIONS[version]
  if (!form) return unsupported(`version ${version} is not known`)
  if (length !== form.length) return damaged(`its header says it has ${length} bytes, not ${form.length}`)
  const bytes = Buffer.from(file.read(0, length))
  if (bytes.length < length) return damaged('it ends within its header')
  const header = fields(bytes, version, form, file)
  const fault = faultOf(header, bytes, form, file)
  return fault === undefined ? { ok: true, header } : damaged(fault)
}

function fields(bytes: Buffer, version: number, form: Version, file: ByteReader): ChdHeader {
  const hash = (at: number): string => bytes.toString('hex', at, at + 20)
  const rawSha1 = hash(form.rawSha1)
  const sha1 = form.sha1 === undefined ? NO_HASH : hash(form.sha1)
  const parentSha1 = hash(form.parentSha1)
  return {
    version,
    logicalBytes: Number(bytes.readBigUInt64BE(form.logicalBytes)),
    hunkBytes: bytes.readUInt32BE(form.hunkBytes),
    ...(form.unitBytes !== undefined && { unitBytes: bytes.readUInt32BE(form.unitBytes) }),
    ...(rawSha1 !== NO_HASH && { rawSha1 }),
    ...(sha1 !== NO_HASH && { sha1 }),
    ...(parentSha1 !== NO_HASH && { parentSha1 }),
    media: readChdMedia(file, bytes.readBigUInt64BE(form.metadata)),
  }
}

/**
 * The body is not read, but a file that cannot have it all must not count as the disc that its header names.
 */
function faultOf(header: ChdHeader, bytes: Buffer, form: Version, file: ByteReader): string | undefined {
  const { logicalBytes, hunkBytes } = header
  if (!Number.isSafeInteger(logicalBytes) || logicalBytes === 0 || hunkBytes === 0) {
    return 'its header states impossible sizes'
  }
  if (bytes.readBigUInt64BE(form.metadata) >= BigInt(file.size)) return 'it is cut short'
  const isPacked = form.map !== undefined && bytes.readUInt32BE(16) !== 0
  if (isPacked) return mapFault(bytes.readBigUInt64BE(form.map), file)
  return endsEarly(file, earlyMap(header, bytes, form)) ? 'it is cut short' : undefined
}

/** Versions 3 and 4 state how many hunks there are. */
function earlyMap({ logicalBytes, hunkBytes }: ChdHeader, bytes: Buffer, form: Version): EarlyMap {
  if (form.map === undefined)
    return { at: form.length, hunks: bytes.readUInt32BE(24), hunkBytes, entryBytes: 16, end: olderEnd }
  const at = Number(bytes.readBigUInt64BE(form.map))
  return { at, hunks: Math.ceil(logicalBytes / hunkBytes), hunkBytes, entryBytes: 4, end: plainEnd }
}

/** Tools write the map last, behind everything it maps: where it is whole, nothing is cut off. */
function mapFault(at: bigint, file: ByteReader): string | undefined {
  if (at === 0n) return 'the tool that made it did not finish'
  if (at + BigInt(MAP_HEADER) > BigInt(file.size)) return 'it is cut short'
  const map = file.read(Number(at), MAP_HEADER)
  // of a member of an archive there may be only the beginning to read; its own checksum shows that it is whole
  if (map.length < MAP_HEADER) return undefined
  return Number(at) + MAP_HEADER + map.readUInt32BE(0) <= file.size ? undefined : 'it is cut short'
}

function damaged(what: string): ChdResult {
  return { ok: false, trouble: trouble('disc-damaged', `it is no sound CHD: ${what}`) }
}

function unsupported(what: string): ChdResult {
  return {
    ok: false,
    trouble: trouble('format-not-opened', `it is a CHD that cannot be identified: ${what}`),
  }
}

/** What a DAT may call a CHD, beside the SHA-1 of the file. */
export interface ChdIdentity {
  /**
   * `chd`: the combined SHA-1, as in MAME's lists and in DATs of CHDs. `chd-raw`: the data alone, which for a
   * hard disk or a DVD is the very image that a DAT describes as `.iso`.
   */
  readonly kind: 'chd' | 'chd-raw'
  readonly sha1: string
  readonly size: number
}

/**
 * The identities of a CHD. One with a parent is described like any other: the hashes are of the whole. The
 * data of a CD is none of the files that DATs of tracks describe (all its sectors have 2,448 bytes), so its
 * raw SHA-1 only matches lists that state just that.
 */
export function chdIdentities({ sha1, rawSha1, logicalBytes: size }: ChdHeader): readonly ChdIdentity[] {
  const combined = sha1 ?? rawSha1
  return [
    ...(combined === undefined ? [] : [{ kind: 'chd', sha1: combined, size } as const]),
    ...(rawSha1 === undefined || rawSha1 === combined
      ? []
      : [{ kind: 'chd-raw', sha1: rawSha1, size } as const]),
  ]
}
