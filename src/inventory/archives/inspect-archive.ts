/** Looks into an archive: what is in it, hashed, archives in it included, and what is wrong with it. */
import type { Mutable } from '../../mutable.ts'
import { count, hexCrc } from '../../wording.ts'
import type { ByteReader } from '../hashing/bytes.ts'
import type { ArchiveFormat, Content, HashWish, MemberPlace } from '../hashing/content.ts'
import { hashBytes } from '../hashing/hash.ts'
import { extensionOf } from '../../file-name.ts'
import { trouble, troubleOf, type Trouble } from '../trouble.ts'
import type { Archive, ArchiveLimits, Member, MemberSink, Take, Tools } from './archive.ts'
import { bombTrouble, openBudget, type Budget } from './budget.ts'
import { inOrder, quoted, summary, unsafeName, type ArchiveFacts, type MemberFacts } from './facts.ts'
import { linkFacts } from './links.ts'
import { memberHasher, type MemberHasher } from './member-hasher.ts'
import { openArchive } from './open.ts'
import { recognise, SIGNATURE_BYTES } from './recognise.ts'
import type { Box } from './shelf.ts'
import { tarStream, type TarStream } from './tar.ts'
import { isUnsafeName } from './zip-names.ts'
import { isPlain } from './zip-read.ts'

interface ArchiveWish {
  readonly hash: HashWish
  readonly limits: ArchiveLimits
  readonly passwords: readonly string[]
}

interface ArchiveFile {
  readonly format: ArchiveFormat
  /** Absolute path. */
  readonly file: string
}

/** How deep we are, and what holds for everything in one file. */
interface Level {
  readonly wish: ArchiveWish
  readonly tools: Tools
  readonly budget: Budget
  /** How many archives a member of this level lies in. */
  readonly depth: number
  readonly within?: MemberPlace
}

/** Throws only what the system refuses. */
export async function inspectArchive(
  bytes: ByteReader,
  { format, file }: ArchiveFile,
  wish: ArchiveWish,
  tools: Tools,
): Promise<ArchiveFacts> {
  const { limits, passwords } = wish
  const { sevenZip } = tools
  const archive = openArchive(bytes, { format, name: file, file, limits, passwords, sevenZip })
  const level: Level = { wish, tools, budget: openBudget(bytes.size, limits), depth: 1 }
  try {
    const { members, trouble: found } = await inspectMembers(archive, format, bytes.size, level)
    return { members, troubles: summary(found ? [found] : [], members) }
  } catch (error) {
    const found = troubleOf(error)
    if (!found) throw error
    return { members: [], troubles: [found] }
  }
}

interface LevelFacts {
  readonly members: readonly MemberFacts[]
  readonly trouble?: Trouble
}

async function inspectMembers(
  archive: Archive,
  format: ArchiveFormat,
  size: number,
  level: Level,
): Promise<LevelFacts> {
  const { members } = await archive.list()
  const bomb = bombTrouble(members, size, level.wish.limits)
  if (bomb) return { members: [], trouble: bomb }
  const looking = looker(format, level)
  const found = await archive.unpack(looking.take)
  return { members: looking.facts(), ...(found && { trouble: found }) }
}

interface Looker {
  /** Hashes every member it is asked for. */
  readonly take: Take
  /** What was found, when all sinks are ended and what they left to do is done. */
  facts(): readonly MemberFacts[]
}

function looker(format: ArchiveFormat, level: Level): Looker {
  const facts: MemberFacts[] = []
  const links: Member[] = []
  return {
    take(member) {
      if (member.sameAs === undefined) return inspectMember(member, format, level, (one) => facts.push(one))
      // as if it were unpacked: a link to an archive brings all that is in there once more
      level.budget.spend(member.size ?? 0)
      links.push(member)
      return undefined
    },
    facts: () => inOrder([...facts, ...linkFacts(links, facts)]),
  }
}

function inspectMember(
  member: Member,
  format: ArchiveFormat,
  level: Level,
  add: (facts: MemberFacts) => void,
): MemberSink {
  const { wish, budget } = level
  const { ordinal, path, mtime } = member
  const extension = extensionOf(path)
  let content: Content | undefined
  let hasher: MemberHasher | undefined
  let inner: InnerArchive | undefined
  return {
    push(chunk, whole = false) {
      budget.spend(chunk.length)
      if (whole) content = hashBytes(chunk, extension, wish.hash)
      else (hasher ??= memberHasher(member.size, extension, wish.hash)).push(chunk)
      // nearly all members come whole and are no archives
      if (whole && recognise(chunk) === undefined) return
      inner ??= innerArchive(member, format, level)
      inner.push(chunk, whole)
    },
    end(failed) {
      content = failed ? undefined : (content ?? hasher?.end() ?? hashBytes(NOTHING, extension, wish.hash))
      const place = placeOf(member, format, content, level.within)
      const facts = { ordinal, path, place, ...(mtime !== undefined && { mtime }) }
      const wrong = failed ? { ...failed, what: `${quoted(path)} ${failed.what}` } : mismatch(member, content)
      if (wrong || !content) {
        inner?.drop()
        add(wrong ? { ...facts, trouble: wrong } : facts)
        return undefined
      }
      const [fault] = content.description?.troubles ?? []
      const flaw = isUnsafeName(path) ? unsafeName(path) : fault && named(path, fault)
      const known: MemberFacts = { ...facts, content, ...(flaw && { trouble: flaw }) }
      const job = inner?.end(place, (nested) => add({ ...known, ...nested }))
      if (job) return job
      add(known)
      return undefined
    },
  }
}

const NOTHING = Buffer.alloc(0)

/** A place that is not known to its end. */
type Draft = Mutable<MemberPlace>

/** What a member that is an archive itself adds to its facts. */
type NestedFacts = Pick<MemberFacts, 'members' | 'trouble'>

interface InnerArchive {
  push(chunk: Uint8Array, whole: boolean): void
  /** Undefined when it is no archive: `found` is not called then. */
  end(place: MemberPlace, found: (facts: NestedFacts) => void): (() => Promise<void>) | undefined
  drop(): void
}

/** Watches a member's bytes: does it begin like an archive? Then they are put aside, or read on the way if it is a tar. */
function innerArchive(member: Member, outer: ArchiveFormat, level: Level): InnerArchive {
  const { wish, tools, depth } = level
  let head: Uint8Array = new Uint8Array(0)
  let format: ArchiveFormat | undefined
  let known = false
  let box: Box | undefined
  let tar: { readonly stream: TarStream; readonly looking: Looker; readonly place: Draft } | undefined
  let refused: Trouble | undefined

  const begin = (start: Uint8Array, whole: boolean): void => {
    known = true
    format = recognise(start)
    if (format === undefined) return
    if (depth >= wish.limits.depth) {
      refused = trouble(
        'archive-unsupported',
        `is an archive ${depth + 1} deep, and curator looks ${wish.limits.depth} deep`,
      )
    } else if (format === 'tar' && !whole) {
      const place: Draft = { ...placeOf(member, outer, undefined, level.within) }
      const inside: Level = { ...level, depth: depth + 1, within: place }
      const looking = looker('tar', inside)
      tar = { stream: tarStream(looking.take, wish.limits.members), looking, place }
    } else {
      box = tools.shelf.box(member.size)
    }
    feed(start, whole)
  }
  const feed = (chunk: Uint8Array, whole: boolean): void => {
    tar?.stream.push(chunk)
    try {
      box?.push(chunk, whole)
    } catch (error) {
      const reason = troubleOf(error)
      if (!reason) throw error
      refused = reason
      box?.drop()
      box = undefined
    }
  }
  return {
    push(chunk, whole) {
      if (known) return format === undefined ? undefined : feed(chunk, whole)
      if (whole || (head.length === 0 && chunk.length >= SIGNATURE_BYTES)) return begin(chunk, whole)
      head = Buffer.concat([head, chunk])
      if (head.length >= SIGNATURE_BYTES) begin(head, false)
    },
    end(place, found) {
      if (!known && head.length > 0) begin(head, false)
      if (refused) {
        const reason = { ...refused, what: `${quoted(member.path)} ${refused.what}` }
        return async () => found({ trouble: reason })
      }
      const said = (wrong: Trouble | undefined): NestedFacts =>
        wrong ? { trouble: named(member.path, wrong) } : {}
      if (tar) {
        const { stream, looking } = tar
        // its members lie within this place, and only now its size is known
        Object.assign(tar.place, place)
        const { trouble: wrong, jobs } = stream.end()
        return async () => {
          for (const job of jobs) await job()
          found({ members: looking.facts(), ...said(wrong) })
        }
      }
      const kept = box
      const kind = format
      if (!kept || !kind) return undefined
      return async () => {
        try {
          const bytes = kept.reader()
          const { limits, passwords } = wish
          const options = { format: kind, name: member.path, limits, passwords, sevenZip: tools.sevenZip }
          const inside: Level = { ...level, depth: depth + 1, within: place }
          const { members, trouble: wrong } = await inspectMembers(
            openArchive(bytes, options),
            kind,
            bytes.size,
            inside,
          )
          found({ members, ...said(wrong) })
        } finally {
          kept.drop()
        }
      }
    },
    drop: () => box?.drop(),
  }
}

function placeOf(
  member: Member,
  format: ArchiveFormat,
  content: Content | undefined,
  within: MemberPlace | undefined,
): MemberPlace {
  const { ordinal, offset, method, compressedSize, encrypted } = member
  const size = content?.size ?? member.size ?? 0
  const crc32 = content?.crc32 ?? member.crc32 ?? 0
  const plain = { offset, method, compressedSize, size, crc32 }
  const direct = format === 'tar' || (format === 'zip' && isPlain(member))
  if (direct && format === 'zip' && !within) return plain
  return {
    ...(format !== 'zip' && { format }),
    ...(!direct && { ordinal }),
    ...plain,
    ...(encrypted && { encrypted }),
    ...(within && { within }),
  }
}

/** Whether what was unpacked is what the archive says. */
function mismatch(member: Member, content: Content | undefined): Trouble | undefined {
  const { path, size, crc32 } = member
  if (!content) return undefined
  if (size !== undefined && content.size !== size) {
    const what = `${quoted(path)} is damaged: it does not unpack to the ${count(size)} bytes that the archive says`
    return trouble('archive-damaged', what)
  }
  if (crc32 === undefined || content.crc32 === crc32) return undefined
  const what = `${quoted(path)} is damaged: its CRC-32 is ${hexCrc(content.crc32)} and the archive says ${hexCrc(crc32)}`
  return trouble('archive-damaged', what)
}

function named(path: string, found: Trouble): Trouble {
  return { ...found, what: `${quoted(path)}: ${found.what}` }
}
