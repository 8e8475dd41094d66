/**
 * Archives that 7-Zip reads for us: 7z and rar, files packed by bzip2, xz and Zstandard, and zips whose members are
 * encrypted or packed by more than deflate. Whatever is solid is unpacked once, in one pass, for all its members.
 */
import type { ByteReader } from '../hashing/bytes.ts'
import type { ArchiveFormat } from '../hashing/content.ts'
import { trouble, type Trouble } from '../trouble.ts'
import type { Archive, Listing, Member, OpenOptions, Take } from './archive.ts'
import { singleMemberName } from './recognise.ts'
import { ARCHIVE_PATH, OUTPUT_PATH } from './seven-zip-files.ts'
import { listingReader, type SevenZipListing } from './seven-zip-list.ts'
import { BREAKDOWN, probe, unpackRun } from './seven-zip-unpack.ts'

const TYPES: Readonly<Record<ArchiveFormat, string>> = {
  zip: 'zip',
  '7z': '7z',
  rar: 'rar',
  tar: 'tar',
  gz: 'gzip',
  bz2: 'bzip2',
  xz: 'xz',
  zst: 'zstd',
}

/** Where it stands in the signature, a 1 means version 5. */
const RAR_VERSION_AT = 6

/** 7-Zip asks when it is given none; this one opens nothing. */
const NO_PASSWORD = ''

/** On so many members a password is tried before it is wrong: at first, and where none is right. */
const TRIES = [1, 4] as const

/** As it can be opened: with the password that its list of members takes. */
interface Opened {
  readonly listing: SevenZipListing
  readonly password: string | undefined
  readonly trouble?: Trouble
}

export function openSevenZip(bytes: ByteReader, options: OpenOptions): Archive {
  const { format, limits, passwords, sevenZip } = options
  const type = format === 'rar' && bytes.read(RAR_VERSION_AT, 1)[0] === 1 ? 'rar5' : TYPES[format]
  const isZip = format === 'zip'
  let opened: Promise<Opened> | undefined
  const argsFor = (command: readonly string[], password: string): readonly string[] => [
    ...command,
    `-t${type}`,
    '-sccUTF-8',
    '-bd',
    `-p${password}`,
    ARCHIVE_PATH,
  ]
  const list = async (password: string): Promise<SevenZipListing> => {
    const reader = listingReader(limits.members)
    const code = await sevenZip.run({
      args: argsFor(['l', '-slt'], password),
      input: bytes,
      onLine: (line) => reader.line(line),
    })
    const listing = reader.end()
    return code === undefined ? { ...listing, members: [], broken: true } : listing
  }
  const openIt = async (): Promise<Opened> => {
    if (isSingle(format)) return { listing: single(options), password: undefined }
    const first = await list(NO_PASSWORD)
    const isHidden = format === '7z' && hidesNames(bytes)
    // a short list that was unlocked wrongly looks like a damaged one; and where members are listed, it is open,
    // whatever 7-Zip suspects of the rest
    const isLocked = ({ members, locked, broken, complaints }: SevenZipListing): boolean =>
      members.length === 0 && (locked || (isHidden && (broken || complaints.length > 0)))
    if (!isLocked(first)) return { listing: first, password: undefined, ...flaw(first, format) }
    for (const password of passwords) {
      const listing = await list(password)
      if (!isLocked(listing)) return { listing, password, ...flaw(listing, format) }
    }
    return { listing: first, password: undefined, trouble: lockedTrouble(passwords.length) }
  }
  const open = (): Promise<Opened> => (opened ??= openIt())
  const extract = (password: string) => ({
    args: argsFor(['e', '-y', '-aoa', `-o${OUTPUT_PATH}`], password),
    input: bytes,
  })
  const passwordFor = async ({ listing, password }: Opened): Promise<string | undefined> => {
    if (password !== undefined) return password
    const { members } = listing
    if (!members.some((member) => member.encrypted)) return NO_PASSWORD
    // that the first member is damaged is rare, and asking for more takes longer
    for (const tries of TRIES)
      for (const candidate of passwords)
        if (await probe(sevenZip, extract(candidate), { members, isZip, tries })) return candidate
    return undefined
  }
  return {
    async list(): Promise<Listing> {
      const { listing, trouble: found } = await open()
      return { members: listing.members, ...(found && { trouble: found }) }
    },
    async unpack(take: Take) {
      const ready = await open()
      if (ready.listing.members.length === 0) return ready.trouble
      const password = await passwordFor(ready)
      const locked =
        password === undefined ? trouble('archive-encrypted', lockedWords(passwords.length)) : undefined
      const isOpen = ready.password !== undefined
      const wish = { listing: ready.listing, take, locked, isOpen, isZip }
      // some members may have been added under another password
      const others = isOpen || locked ? [] : passwords.filter((other) => other !== password)
      const candidates = [password ?? NO_PASSWORD, ...others]
      let left: ReadonlySet<number> | undefined
      for (const [i, candidate] of candidates.entries()) {
        if (left?.size === 0) break
        const rest = { ...(left && { only: left }), hasOthers: i + 1 < candidates.length }
        const run = await unpackRun(sevenZip, extract(candidate), { ...wish, ...rest })
        for (const job of run.jobs) await job()
        left = run.left
      }
      return ready.trouble
    },
  }
}

/** 7zFormat.txt of 7-Zip's sources: where the list of members is stands in the beginning, and how it is packed before it. */
const LIST_OFFSET_AT = 12
const LIST_LENGTH_AT = 20
const BEGINNING = 32
/** No way of packing takes more to describe. */
const LONGEST_DESCRIPTION = 4096
const PACKED_LIST = 0x17
/** The id of its encryption, AES-256 with a key made by SHA-256. */
const AES = Buffer.from([0x06, 0xf1, 0x07, 0x01])

/** Whether the list of a 7z's members is encrypted too. */
function hidesNames(bytes: ByteReader): boolean {
  const beginning = bytes.read(0, BEGINNING)
  if (beginning.length < BEGINNING) return false
  const [offset, length] = [LIST_OFFSET_AT, LIST_LENGTH_AT].map((at) => Number(beginning.readBigUInt64LE(at)))
  if (offset === undefined || length === undefined || BEGINNING + offset >= bytes.size) return false
  const description = bytes.read(BEGINNING + offset, Math.min(length, LONGEST_DESCRIPTION))
  return description[0] === PACKED_LIST && description.includes(AES)
}

function isSingle(format: ArchiveFormat): boolean {
  return format === 'bz2' || format === 'xz' || format === 'zst'
}

function single({ name }: OpenOptions): SevenZipListing {
  const member: Member = {
    ordinal: 0,
    path: singleMemberName(name),
    size: undefined,
    compressedSize: 0,
    crc32: undefined,
    encrypted: false,
    offset: 0,
    method: 0,
  }
  return {
    members: [member],
    methods: new Map(),
    faults: new Map(),
    volume: false,
    locked: false,
    broken: false,
    complaints: [],
  }
}

/** What is wrong with an archive whose list could be read, or could not. */
function flaw(listing: SevenZipListing, format: ArchiveFormat): { readonly trouble?: Trouble } {
  if (listing.volume) {
    const what = 'it is one part of an archive split over several files: pack it as one to have it read'
    return { trouble: trouble('archive-unsupported', what) }
  }
  if (listing.broken) return { trouble: trouble('archive-damaged', `it is damaged, or ${BREAKDOWN}`) }
  if (listing.complaints.length === 0) return {}
  const cut = listing.complaints.some((line) => /unexpected end|unavailable/i.test(line))
  const what = cut ? 'it ends before the archive does' : `the list of its members cannot be read as ${format}`
  return { trouble: trouble('archive-damaged', what) }
}

function lockedTrouble(passwords: number): Trouble {
  return trouble('archive-encrypted', `it ${lockedWords(passwords)}`)
}

function lockedWords(passwords: number): string {
  if (passwords === 0) return 'is encrypted'
  return passwords === 1
    ? 'is encrypted, and the password that is configured does not open it'
    : `is encrypted, and none of the ${passwords} passwords opens it`
}
