/**
 * What the directory of an archive says of its members, without unpacking any: sizes and CRC-32. Only zips and 7z have
 * it in one place; of a zip of ordinary size some 300 bytes are read beyond the directory itself.
 */
import type { ByteReader } from '../hashing/bytes.ts'
import type { ArchiveFormat } from '../hashing/content.ts'
import type { ArchiveLimits, Member } from './archive.ts'
import { bombTrouble } from './budget.ts'
import { inOrder, type ArchiveFacts, type MemberFacts } from './facts.ts'
import { openArchive } from './open.ts'
import type { SevenZip } from './seven-zip.ts'
import { isPlain } from './zip-read.ts'

interface QuickWish {
  readonly file: string
  readonly format: ArchiveFormat
  readonly limits: ArchiveLimits
  readonly passwords: readonly string[]
  readonly sevenZip: SevenZip
}

/**
 * The members as the archive lists them, without contents. Undefined when the archive does not say enough: another
 * format, a member without a CRC-32, or something wrong. Then it is to be read in full.
 */
export async function quickList(bytes: ByteReader, wish: QuickWish): Promise<ArchiveFacts | undefined> {
  const { format, file, limits } = wish
  if (format !== 'zip' && format !== '7z') return undefined
  const { members, trouble: found } = await openArchive(bytes, { ...wish, name: file, file }).list()
  if (found || bombTrouble(members, bytes.size, limits)) return undefined
  const facts: MemberFacts[] = []
  for (const member of members) {
    const listed = factsOf(member, format)
    if (!listed) return undefined
    facts.push(listed)
  }
  return { members: inOrder(facts), troubles: [] }
}

function factsOf(member: Member, format: ArchiveFormat): MemberFacts | undefined {
  const { ordinal, path, size, crc32, offset, method, compressedSize, encrypted, mtime } = member
  // an empty file has no CRC in a 7z; nothing else may go without
  if (size === undefined || (crc32 === undefined && size > 0) || encrypted) return undefined
  const place = { offset, method, compressedSize, size, crc32: crc32 ?? 0 }
  const isDirect = format === 'zip' && isPlain(member)
  return {
    ordinal,
    path,
    place: { ...(format !== 'zip' && { format }), ...(!isDirect && { ordinal }), ...place },
    ...(mtime !== undefined && { mtime }),
  }
}
