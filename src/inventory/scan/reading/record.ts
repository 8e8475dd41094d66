/** Records what was found in one file. */
import type { ScanJob } from '../changes.ts'
import {
  isSettled,
  sameIdentity,
  SETTLING_MS,
  UNKNOWN,
  type FileIdentity,
  type IdentityMode,
} from '../walking/identity.ts'
import type { FileFacts } from '../../hashing/inspect.ts'
import type { Classifier } from '../../roles.ts'
import type { Instance, RootStore } from '../../store.ts'
import { encodeTroubles, type Trouble } from '../../trouble.ts'
import { wasFoundDamaged } from '../../verdict.ts'

/** Why the file is not there any more, when it vanished between the walk and the reading. */
export function vanishedTrouble({ troubles }: FileFacts): Trouble | undefined {
  return troubles.find(({ code }) => code === 'file-vanished')
}

export interface Recording {
  readonly store: RootStore
  readonly identity: IdentityMode
  readonly files: Classifier
  /** When the scan began. */
  readonly at: number
  /** The run that this is part of; asked for before anything is written of a file. */
  log(): number
}

/** A file and, where a walk saw it, the folder that is to trust it from now on. */
export type RecordJob = Pick<ScanJob, 'path' | 'index' | 'seen' | 'before'> & {
  readonly in: Pick<ScanJob['in'], 'trust'>
}

export function recordFile(recording: Recording, job: RecordJob, facts: FileFacts): void {
  const { store, at } = recording
  const { path, before } = job
  const previous = before?.status === 'present' ? before.romFileId : null
  if (vanishedTrouble(facts)) {
    if (before?.status === 'present') store.miss(path, at, recording.log())
    if (previous !== null) store.markChanged(previous)
    return
  }
  const now = instanceNow(recording, job, facts, previous)
  if (!before) store.addInstance(path, now, recording.log())
  else if (differs(before, now)) store.putInstance(path, now, recording.log())
  if (now.listed || before?.listed) store.putListed(path, now.listed ? (facts.members ?? []) : [])
  if (now.settled && facts.identity) job.in.trust(job.index, facts.identity)
  if (now.romFileId === previous) return
  for (const id of [previous, now.romFileId]) if (id !== null) store.markChanged(id)
}

/** @param previous the content that was there, if any was */
function instanceNow(
  { store, identity: mode, files, at }: Recording,
  { path, seen, before }: RecordJob,
  { content, members, troubles, identity: own, listed }: FileFacts,
  previous: number | null,
): Instance {
  const failed = troubles.some(({ mayPass }) => mayPass === true)
  // as the walk saw it where it could not be opened: that says how large it is, and nothing trusts it
  const identity = own ?? (Number.isNaN(seen.size) ? UNKNOWN : seen)
  const romFileId = content ? store.putContent(content, files.roleOf(path)) : null
  // other bytes are marked where they take the place of those before
  if (romFileId !== null && members && store.putMembers(romFileId, members) && romFileId === previous)
    store.markChanged(romFileId)
  const problem = encodeTroubles(troubles) ?? foundBefore(before, romFileId, identity)
  const failures = failed ? (before?.failures ?? 0) + 1 : 0
  const { size, mtime, ctime, ino, born = 0 } = identity
  // field by field: spreading one object into another costs more than the row does
  return {
    size,
    mtime,
    ctime,
    ino,
    born,
    settled:
      (romFileId !== null || listed === true) && !failed && canSettle(identity, romFileId, before, mode, at),
    romFileId,
    role: members ? 'archive' : files.isBeside(path) ? 'auxiliary' : 'rom',
    status: 'present',
    listed: listed === true,
    problem,
    soundId: problem === null ? null : soundContent(before),
    lastSeen: at,
    verifiedAt: romFileId === null || wasFoundDamaged(problem) ? null : at,
    failures,
    retryAt: failed ? at + waitAfter(failures) : null,
  }
}

/** Half a minute is what a disk or a share may need to come back; an hour is what a person needs to notice. */
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 3_600_000

/** How long a file is left alone after its disk failed so often in a row. The next run may always try once more. */
function waitAfter(failures: number): number {
  return failures < 2 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (failures - 2), LONGEST_WAIT_MS)
}

/** Damage that a verification found stays, whatever else has the file read again, while bytes and time are the same. */
function foundBefore(
  before: Instance | undefined,
  romFileId: number | null,
  { mtime }: FileIdentity,
): string | null {
  if (!before || before.romFileId !== romFileId || before.mtime !== mtime) return null
  return wasFoundDamaged(before.problem) ? before.problem : null
}

/** What a file that has troubles now held before it had any, even if it was away in between. */
function soundContent(before: Instance | undefined): number | null {
  if (!before) return null
  return before.problem === null ? before.romFileId : before.soundId
}

/**
 * A clock in the future never settles by waiting; reading the same twice, three seconds apart, does as well.
 */
function canSettle(
  identity: FileIdentity,
  romFileId: number | null,
  before: Instance | undefined,
  mode: IdentityMode,
  at: number,
): boolean {
  if (isSettled(identity, at, mode)) return true
  if (!before || before.romFileId !== romFileId || before.status !== 'present') return false
  return sameIdentity(before, identity, mode) && at - before.lastSeen >= SETTLING_MS
}

/** A file that cannot be read is tried in every scan, and written down only when that changes something. */
function differs(before: Instance, now: Instance): boolean {
  const { settled, romFileId, role, status, listed, problem, failures } = now
  return !(
    sameIdentity(before, now) &&
    before.settled === settled &&
    before.romFileId === romFileId &&
    before.role === role &&
    before.status === status &&
    before.listed === listed &&
    before.problem === problem &&
    before.failures === failures
  )
}
