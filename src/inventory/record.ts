/** Records what was found in one file. */
import type { ScanJob } from './changes.ts'
import { trust } from './folder.ts'
import { isSettled, sameIdentity, SETTLING_MS, type FileIdentity, type IdentityMode } from './identity.ts'
import type { FileFacts } from './inspect.ts'
import type { Instance, RootStore } from './store.ts'
import { encodeTroubles, type Trouble } from './trouble.ts'

/** Why the file is not there any more, when it vanished between the walk and the reading. */
export function vanishedTrouble({ troubles }: FileFacts): Trouble | undefined {
  return troubles.find(({ code }) => code === 'file-vanished')
}

/** Of a file that could not be opened: it is tried again whatever it was, and the catalog has no NaN. */
const UNKNOWN: FileIdentity = { size: 0, mtime: 0, ctime: 0, ino: 0 }

/** @param at when the scan began */
export function recordFile(
  store: RootStore,
  job: ScanJob,
  facts: FileFacts,
  mode: IdentityMode,
  at: number,
): void {
  const { path, before } = job
  const previous = before?.status === 'present' ? before.romFileId : null
  if (vanishedTrouble(facts)) {
    if (before?.status === 'present') store.setStatus(path, 'missing')
    if (previous !== null) store.markChanged(previous)
    return
  }
  const romFileId = putContents(store, facts)
  const identity = facts.identity ?? UNKNOWN
  const settled = romFileId !== null && canSettle(identity, romFileId, before, mode, at)
  const role = facts.members ? 'archive' : 'rom'
  const problem = encodeTroubles(facts.troubles)
  const soundId = problem === null ? null : soundContent(before)
  const now: Instance = {
    ...identity,
    settled,
    romFileId,
    role,
    status: 'present',
    problem,
    soundId,
    lastSeen: at,
  }
  if (!before || differs(before, now)) store.putInstance(path, now)
  if (settled) trust(job.in.folder.stats, job.index, identity)
  if (romFileId === previous) return
  for (const id of [previous, romFileId]) if (id !== null) store.markChanged(id)
}

/** What a file that has troubles now held before it had any, even if it was away in between. */
function soundContent(before: Instance | undefined): number | null {
  if (!before) return null
  return before.problem === null ? before.romFileId : before.soundId
}

/** Null when the file could not be read as a whole: what was known of it does not hold any more. */
function putContents(store: RootStore, { content, members }: FileFacts): number | null {
  if (!content) return null
  const id = store.putContent(content)
  if (members) store.putMembers(id, members)
  return id
}

/**
 * A clock in the future never settles by waiting; reading the same twice, three seconds apart, does as well.
 */
function canSettle(
  identity: FileIdentity,
  romFileId: number,
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
  const { settled, romFileId, role, status, problem } = now
  return !(
    sameIdentity(before, now) &&
    before.settled === settled &&
    before.romFileId === romFileId &&
    before.role === role &&
    before.status === status &&
    before.problem === problem
  )
}
