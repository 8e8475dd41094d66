/**
 * Zips. Stored and deflated members are read by ourselves, which is by far the fastest way; encrypted ones and other
 * methods by 7-Zip, in one pass for all of them.
 */
import { readAhead, type ByteReader } from '../hashing/bytes.ts'
import { trouble, troubleOf, type Trouble } from '../trouble.ts'
import type { Archive, Member, MemberSink, OpenOptions, Take } from './archive.ts'
import { openSevenZip } from './seven-zip-archive.ts'
import { readZipDirectory, type ZipDirectory, type ZipMember } from './zip-directory.ts'
import { askYauzl } from './zip-fallback.ts'
import { fitsInMemory, isPlain, memberBytes, memberChunks } from './zip-read.ts'

const AES = 99

export function openZip(bytes: ByteReader, options: OpenOptions): Archive {
  let directory: Promise<ZipDirectory> | undefined
  const open = (): Promise<ZipDirectory> => (directory ??= readDirectory(bytes, options))
  return {
    async list() {
      const { members, trouble: found } = await open()
      return { members: members.filter((member) => !member.directory), ...(found && { trouble: found }) }
    },
    async unpack(take) {
      const { members, trouble: found } = await open()
      const others = new Map<number, Member>()
      const inOrder = readAhead(bytes)
      for (const member of members) {
        if (member.directory) continue
        if (!isPlain(member)) {
          others.set(member.ordinal, withoutFalseCrc(member))
          continue
        }
        const sink = take(member)
        if (sink) await unpackOne(inOrder, member, sink)
      }
      if (others.size > 0) await unpackOthers(bytes, options, others, take)
      return found
    },
  }
}

/** WinZip's AES has two versions; the second leaves the CRC out (zero), because it tells of what is encrypted. */
function withoutFalseCrc(member: ZipMember): Member {
  return member.method === AES && member.crc32 === 0 ? { ...member, crc32: undefined } : member
}

/** @returns the directory as we read it or, where that makes no sense, as yauzl does */
async function readDirectory(bytes: ByteReader, { file, limits }: OpenOptions): Promise<ZipDirectory> {
  const own = readZipDirectory(bytes, limits.members)
  if (own.trouble?.code !== 'archive-damaged' || file === undefined) return own
  return (await askYauzl(file)) ?? own
}

async function unpackOne(bytes: ByteReader, member: ZipMember, sink: MemberSink): Promise<void> {
  let found: Trouble | undefined
  try {
    if (fitsInMemory(member)) sink.push(memberBytes(bytes, member), true)
    else for await (const chunk of memberChunks(bytes, member)) sink.push(chunk)
  } catch (error) {
    found = troubleOf(error)
    // a bomb ends everything, not only its member
    if (!found || found.code === 'archive-bomb') throw error
  }
  const job = sink.end(found)
  if (job) await job()
}

async function unpackOthers(
  bytes: ByteReader,
  options: OpenOptions,
  others: ReadonlyMap<number, Member>,
  take: Take,
): Promise<void> {
  const left = new Map(others)
  const found = await openSevenZip(bytes, options).unpack(({ ordinal }) => {
    const member = left.get(ordinal)
    left.delete(ordinal)
    return member && take(member)
  })
  const reason = found ?? trouble('archive-damaged', 'it cannot be unpacked')
  for (const member of left.values())
    take(member)?.end({ ...reason, what: `is in a zip that makes no sense: ${reason.what}` })
}
