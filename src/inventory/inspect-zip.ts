/** Looks into a zip: what is in it, hashed, and what is wrong with it. */
import type { ByteReader } from './bytes.ts'
import type { Content, HashWish, ZipMemberPlace } from './content.ts'
import { contentHasher, hashBytes } from './hash.ts'
import { extensionOf } from './roles.ts'
import { trouble, troubleOf, type Trouble } from './trouble.ts'
import { readZipDirectory, type ZipDirectory, type ZipMember } from './zip-directory.ts'
import { askYauzl } from './zip-fallback.ts'
import { isUnsafeName } from './zip-names.ts'
import { fitsInMemory, memberBytes, memberChunks } from './zip-read.ts'

export interface MemberFacts {
  readonly ordinal: number
  /** As the archive has it. Never to be used as a path: see `archive-unsafe-name`. */
  readonly path: string
  readonly place: ZipMemberPlace
  /** Undefined when it could not be unpacked. */
  readonly content?: Content
  readonly trouble?: Trouble
}

interface ZipFacts {
  readonly members: readonly MemberFacts[]
  /** One of each kind, naming the first member that has it. */
  readonly troubles: readonly Trouble[]
}

/**
 * An archive is a bomb when it claims to unpack to more than 100 MiB and more than 1000 times its own size:
 * deflate alone can nearly do that, so what is beyond it shares its data among members, or lies.
 */
const BOMB_BYTES = 100 * 1024 * 1024
const BOMB_RATIO = 1000

/** By its first bytes; a file that only calls itself a zip is looked into as well. */
export function looksLikeZip(start: Buffer, extension: string): boolean {
  const mark = start.toString('latin1', 0, 4)
  return mark === 'PK\x03\x04' || mark === 'PK\x05\x06' || extension === 'zip'
}

/** @param file only for the second opinion on an archive that makes no sense to us */
export async function inspectZip(reader: ByteReader, file: string, wish: HashWish): Promise<ZipFacts> {
  const directory = await readDirectory(reader, file)
  const files = directory.members.filter((member) => !member.directory)
  const bomb = bombTrouble(files, reader.size)
  if (bomb) return { members: [], troubles: [bomb] }
  const members: MemberFacts[] = []
  for (const member of files) members.push(await inspectMember(reader, member, wish))
  return { members, troubles: summary(directory.trouble, members) }
}

async function readDirectory(reader: ByteReader, file: string): Promise<ZipDirectory> {
  const own = readZipDirectory(reader)
  if (own.trouble?.code !== 'archive-damaged') return own
  return (await askYauzl(file)) ?? own
}

function bombTrouble(members: readonly ZipMember[], archiveSize: number): Trouble | undefined {
  const unpacked = members.reduce((sum, member) => sum + member.size, 0)
  if (unpacked <= BOMB_BYTES || unpacked <= archiveSize * BOMB_RATIO) return undefined
  return trouble('archive-bomb', `its ${archiveSize} bytes claim to unpack to ${unpacked}; it is left alone`)
}

async function inspectMember(reader: ByteReader, member: ZipMember, wish: HashWish): Promise<MemberFacts> {
  const { ordinal, path, method, offset, compressedSize, size, crc32 } = member
  const place: ZipMemberPlace = { offset, method, compressedSize, size, crc32 }
  const facts = { ordinal, path, place }
  if (member.encrypted) {
    return { ...facts, trouble: trouble('archive-encrypted', `${quoted(path)} is encrypted`) }
  }
  try {
    const content = await hashMember(reader, member, wish)
    if (content.crc32 !== crc32) {
      const what = `${quoted(path)} is damaged: its CRC-32 is ${hex(content.crc32)} and the archive says ${hex(crc32)}`
      return { ...facts, trouble: trouble('archive-damaged', what) }
    }
    return isUnsafeName(path) ? { ...facts, content, trouble: unsafeName(path) } : { ...facts, content }
  } catch (error) {
    const found = troubleOf(error)
    if (!found) throw error
    return { ...facts, trouble: trouble(found.code, `${quoted(path)} ${found.what}`) }
  }
}

async function hashMember(reader: ByteReader, member: ZipMember, wish: HashWish): Promise<Content> {
  const extension = extensionOf(member.path)
  if (fitsInMemory(member)) return hashBytes(memberBytes(reader, member), extension, wish)
  const hasher = contentHasher(member.size, extension, wish)
  for await (const chunk of memberChunks(reader, member)) hasher.push(chunk)
  return hasher.end()
}

function unsafeName(path: string): Trouble {
  return trouble(
    'archive-unsafe-name',
    `${quoted(path)} has a name that is no safe path; it is read, its name is not used`,
  )
}

/** An archive can have 100,000 bad members: one line a kind says it. */
function summary(own: Trouble | undefined, members: readonly MemberFacts[]): readonly Trouble[] {
  const kinds = new Map<string, { first: Trouble; count: number }>()
  for (const { trouble: found } of members) {
    if (!found) continue
    const kind = kinds.get(found.code)
    if (kind) kind.count++
    else kinds.set(found.code, { first: found, count: 1 })
  }
  const lines = Array.from(kinds.values(), ({ first, count }) =>
    count === 1 ? first : trouble(first.code, `${first.what} (and ${count - 1} more)`),
  )
  return own ? [own, ...lines] : lines
}

/** Quoted as JSON: a name may hold anything, also line ends, and be of any length. */
const quoted = (path: string): string =>
  `member ${JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path)}`
const hex = (crc: number): string => crc.toString(16).padStart(8, '0')
