/**
 * One run of 7-Zip over an archive, each file it makes matched to the member it is. 7-Zip tells no numbers: it goes
 * through the members in their order, makes a file for most that can be read, and prints a line for each that cannot.
 */
import { nameOf } from '../../disk/path.ts'
import { lazy } from '../../lazy.ts'
import type { Trouble } from '../trouble.ts'
import type { Member, MemberSink, Take } from './archive.ts'
import type { Command, SevenZip } from './seven-zip.ts'
import {
  fitsZip,
  memberComplaint,
  memberTrouble,
  NEEDS_OTHERS,
  type SevenZipListing,
} from './seven-zip-list.ts'

type Extraction = Pick<Command, 'args' | 'input'>
type Job = () => Promise<void>

interface Wish {
  readonly listing: SevenZipListing
  readonly take: Take
  /** What is said of every encrypted member, when no password opens them. */
  readonly locked: Trouble | undefined
  /** The password opened the list as well: it is that of every member. */
  readonly isOpen: boolean
  readonly isZip: boolean
  /** Only these members, by ordinal. */
  readonly only?: ReadonlySet<number>
  /** There are other passwords to be tried on what this one does not open. */
  readonly hasOthers?: boolean
}

interface Run {
  /** What the sinks left to do. */
  readonly jobs: readonly Job[]
  /** By ordinal, what the password did not open: nobody was told of it yet. */
  readonly left: ReadonlySet<number>
}

interface Current {
  readonly member: Member
  /** Taken when there is something to tell it. */
  readonly sink: () => MemberSink | undefined
  isTaken: boolean
}

export async function unpackRun(sevenZip: SevenZip, extraction: Extraction, wish: Wish): Promise<Run> {
  const { listing, take, hasOthers = false } = wish
  const { members } = listing
  const jobs: Job[] = []
  const left = new Set<number>()
  const done = toldAtOnce(wish)
  if (done.size === members.length) return { jobs, left }
  const complaints = complaintsOf(wish)
  const order = matcher(members)
  let current: Current | undefined

  const isLeft = (found: Trouble | undefined): boolean => hasOthers && found?.code === 'archive-encrypted'
  const finish = (): void => {
    if (!current) return
    const { member, sink, isTaken } = current
    current = undefined
    const complaint = complaints.of(member)
    if (!isTaken && isLeft(complaint)) {
      left.add(member.ordinal)
      return
    }
    const job = sink()?.end(complaint)
    if (job) jobs.push(job)
  }
  const code = await sevenZip.run({
    ...extraction,
    output: {
      create(name) {
        finish()
        const member = order.created(name)
        if (!member || done.has(member.ordinal)) return { write: () => undefined, close: () => undefined }
        done.add(member.ordinal)
        const now: Current = { member, sink: lazy(() => take(member)), isTaken: false }
        current = now
        const write = (chunk: Uint8Array): void => {
          now.isTaken = true
          now.sink()?.push(chunk)
        }
        return { write, close: () => undefined }
      },
    },
    onLine(line) {
      const complaint = memberComplaint(line)
      const member = complaint && order.named(complaint.path)
      if (member) complaints.add(member, complaint.what)
    },
  })
  const { member: last } = current ?? {}
  if (last) complaints.addDoubt(last, code)
  finish()
  for (const member of members) {
    if (done.has(member.ordinal)) continue
    const complaint = complaints.of(member)
    if (isLeft(complaint)) left.add(member.ordinal)
    else take(member)?.end(complaint ?? complaints.missing(code))
  }
  return { jobs, left }
}

/** Tells of members of which it is known without unpacking what becomes of them. Ordinals of those, and of what nobody wants. */
function toldAtOnce({ listing: { members, faults }, take, locked, only }: Wish): Set<number> {
  const done = new Set<number>()
  for (const member of members) {
    const isWanted = !only || only.has(member.ordinal)
    const fault = faults.get(member.ordinal) ?? (member.encrypted ? locked : undefined)
    if (isWanted && !fault && member.sameAs === undefined) continue
    if (isWanted) take(member)?.end(fault)
    done.add(member.ordinal)
  }
  return done
}

interface Complaints {
  of(member: Member): Trouble | undefined
  /** What 7-Zip says of it. */
  add(member: Member, what: string): void
  /** Of the last file that was made, by how 7-Zip ended: it may have been cut off. */
  addDoubt(last: Member, code: number | undefined): void
  /** Of what it made no file, and said nothing. */
  missing(code: number | undefined): Trouble
}

function complaintsOf({ listing: { members, methods, volume }, isOpen, isZip }: Wish): Complaints {
  const all = new Map<number, Trouble>()
  // in one part of a set, what is not there looks like what is damaged
  const inPart = (found: Trouble): Trouble =>
    volume && found.code === 'archive-damaged' ? NEEDS_OTHERS : found
  return {
    of: ({ ordinal }) => all.get(ordinal),
    add({ ordinal }, what) {
      const isRight = isOpen || (isZip && fitsZip(what))
      all.set(ordinal, inPart(memberTrouble(what, methods.get(ordinal) ?? '', isRight)))
    },
    addDoubt({ ordinal, crc32 }, code) {
      // 7-Zip cannot make hard links here, and counts that as errors
      const isExplained = all.size > 0 || members.some(({ sameAs }) => sameAs !== undefined)
      // what has no checksum of its own is only whole when 7-Zip says so
      const isDoubtful = code === undefined || (code > 1 && crc32 === undefined && !isExplained)
      if (isDoubtful && !all.has(ordinal)) all.set(ordinal, inPart(missing(code)))
    },
    missing: (code) => inPart(missing(code)),
  }
}

interface Probe {
  readonly members: readonly Member[]
  readonly isZip: boolean
  /** So many of them may be damaged. */
  readonly tries: number
}

/**
 * Whether a password opens one of the first encrypted members that hold anything. Unpacks no more than these. A zip's check
 * of it is short, a byte in the older way: one wrong password in 256 passes it, and comes to bytes that look damaged. So of
 * members that are damaged two have to agree, where there are two.
 */
export async function probe(
  sevenZip: SevenZip,
  extraction: Extraction,
  { members, isZip, tries }: Probe,
): Promise<boolean> {
  const order = matcher(members)
  const enough = new Error('enough')
  let opened = false
  let waiting = false
  let failed = 0
  let damaged = 0
  const settle = (right: boolean): never => {
    opened = right
    throw enough
  }
  try {
    await sevenZip.run({
      ...extraction,
      output: {
        create(name) {
          if (waiting) settle(true)
          const member = order.created(name)
          waiting = member?.encrypted === true && member.size !== 0
          return { write: () => undefined, close: () => undefined }
        },
      },
      onLine(line) {
        const complaint = memberComplaint(line)
        if (!complaint || !order.named(complaint.path)?.encrypted) return
        waiting = false
        if (isZip && fitsZip(complaint.what)) damaged++
        else failed++
        if (failed >= tries) settle(false)
        if (damaged > 1) settle(true)
      },
    })
    return waiting || (damaged > 0 && failed === 0)
  } catch (error) {
    if (error === enough) return opened
    throw error
  }
}

interface Matcher {
  /** The member that a new file is, by its name without folders. */
  created(name: string): Member | undefined
  /** The member that a line names. */
  named(path: string): Member | undefined
}

function matcher(members: readonly Member[]): Matcher {
  const byName = indexes(members, (member) => letters(nameOf(member.path)))
  const byPath = indexes(members, (member) => member.path)
  let next = 0
  let lastName = ''
  return {
    created(name) {
      lastName = name
      // a file without a name of its own, as in xz, and names that 7-Zip could not use at all, go by the order
      const index = byName(letters(name), next) ?? next
      next = index + 1
      return members[index]
    },
    named(path) {
      const last = members[next - 1]
      if (last?.path === path || (last && lastName === path)) return last
      const index = byPath(path, next)
      return index === undefined ? undefined : members[index]
    },
  }
}

/** Finds the first of the members with a key, from a position on that never goes back. */
function indexes(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): (key: string, from: number) => number | undefined {
  let known: Map<string, { readonly list: number[]; at: number }> | undefined
  return (key, from) => {
    known ??= groupIndexes(members.map(keyOf))
    const found = known.get(key)
    if (!found) return undefined
    while ((found.list[found.at] ?? from) < from) found.at++
    return found.list[found.at]
  }
}

function groupIndexes(keys: readonly string[]): Map<string, { readonly list: number[]; at: number }> {
  const groups = new Map<string, { readonly list: number[]; at: number }>()
  keys.forEach((key, i) => {
    const group = groups.get(key)
    if (group) group.list.push(i)
    else groups.set(key, { list: [i], at: 0 })
  })
  return groups
}

/** 7-Zip puts `_` for what a file name cannot have, so only the rest is compared. */
const letters = (name: string): string => name.replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Why 7-Zip may break down: it does not say which. */
export const BREAKDOWN = 'needs more memory to unpack than there is'

function missing(code: number | undefined): Trouble {
  const what = code === undefined ? `is damaged, or ${BREAKDOWN}` : 'is damaged: its data cannot be unpacked'
  return { code: 'archive-damaged', what }
}
