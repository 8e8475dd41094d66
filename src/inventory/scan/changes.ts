/**
 * Sorts out what a walk found: what is known after all, what moved, what is gone, and what has to be read. Works
 * folder by folder and writes as it goes, so that a million files take no more memory than a thousand.
 */
import { lstatSync, statSync } from 'node:fs'
import { extensionOf } from '../../file-name.ts'
import { childPath, fileNames, identityAt, type Folder } from './walking/folder.ts'
import type { HashWish } from '../hashing/content.ts'
import type { InspectJob } from '../hashing/hash-pool.ts'
import {
  identityOf,
  isMoving,
  isSameFile,
  isSettled,
  sameIdentity,
  UNKNOWN,
  type FileIdentity,
  type IdentityMode,
} from './walking/identity.ts'
import { ownRow } from './walking/long-folder.ts'
import { enterMisnamed } from './trouble/misnamed.ts'
import { pendingFolder, resumedFolder, type PendingFolder } from './walking/pending-folder.ts'
import { allAnew, knownBefore } from './reading/anew.ts'
import type { Classifier, FileRole } from '../roles.ts'
import type { Instance, KnownFile, RootStore } from '../store.ts'
import type { ComparedRules } from './rules.ts'
import { isIn } from './trouble/unread-folders.ts'
import { findVanished } from './trouble/vanished.ts'
import type { Walked } from './walking/walked.ts'

export interface ScanJob extends InspectJob {
  /** Relative to the root. */
  readonly path: string
  readonly in: PendingFolder
  /** Of the file in its folder. */
  readonly index: number
  /** As the walk saw it. */
  readonly seen: FileIdentity
  readonly before: Instance | undefined
}

export interface Changes {
  /** Files that are gone. */
  readonly missing: number
  /** Files that are there under a new name, and need not be read. */
  readonly moved: number
  /** Files that have to be read, and their bytes. */
  readonly files: number
  readonly bytes: number
  /** Folders with files that are not read now, and are to be looked at again. */
  readonly doubtful: number
  /** Files that may still be written. */
  readonly left: readonly string[]
  /** In the order of the walk. Made one by one: there may be a million. */
  jobs(): Iterable<ScanJob>
}

export interface SortOutOptions extends HashWish, ComparedRules {
  /** Absolute path of the root. */
  readonly path: string
  readonly identity: IdentityMode
  readonly followSymlinks: boolean
  /** Whether the list of an archive's members is enough. */
  readonly quick: boolean
  /** A file that changed less than so long ago may still be written. */
  readonly settleMs: number
  /** When the walk began: a file that changed after this cannot have been read before it changed. */
  readonly at: number
  readonly files: Classifier
  /** The run that this is part of; asked for before anything is written of a file. */
  log(): number
  /** Is told of files that went, and of files that were found under another name. */
  onMissing(path: string): void
  onMoved(path: string, from: string): void
}

/** Writes what the walk alone tells; call it in one transaction. */
export function sortOut(
  walked: Walked,
  gone: readonly string[],
  store: RootStore,
  options: SortOutOptions,
): Changes {
  const known = store.folders()
  // before anything that appeared: it may be one of these
  const missing = findVanished(walked, gone, store, options)
  for (const path of gone) store.dropFolder(path)
  const judging = { ...options, mayBeMoved: store.misses() }
  let moved = 0
  let files = 0
  let bytes = 0
  let doubtful = 0
  const left: string[] = []
  for (const { folder, suspects } of walked.changed()) {
    const was = ownRow(known, folder)
    const pending = pendingFolder(folder, was)
    const { log, unread } = options
    const reading = isIn(folder.path, unread) ? allAnew(log) : options
    const toRead: number[] = []
    for (const { index, path } of inOrder(folder, suspects)) {
      const seen = identityAt(folder.stats, index)
      const before =
        knownBefore(path, store, reading) ?? enterMisnamed(path, { now: folder, before: was }, store, log)
      const verdict = judge(path, seen, before, store, judging)
      if (verdict.is === 'known') continue
      if (verdict.is === 'settled') {
        settle(store, path, before, verdict.instance, options)
        if (verdict.from !== undefined) moved++
        continue
      }
      pending.distrust(index)
      if (verdict.is === 'waiting') continue
      if (isMoving(seen, options)) {
        left.push(path)
        continue
      }
      toRead.push(index)
      files++
      bytes += sizeOf(seen)
    }
    pending.save(store)
    if (toRead.length > 0) walked.willRead(folder, toRead)
    else if (pending.isDoubtful()) doubtful++
  }
  store.flush()
  return { missing, moved, files, bytes, doubtful, left, jobs: () => jobsOf(walked, store, options) }
}

function* jobsOf(walked: Walked, store: RootStore, { path: root }: SortOutOptions): Generator<ScanJob> {
  const known = store.folders()
  for (const { folder, indexes } of walked.toRead()) {
    const pending = resumedFolder(folder, ownRow(known, folder))
    pending.unread = indexes.length
    for (const { index, path } of inOrder(folder, indexes)) {
      const seen = identityAt(folder.stats, index)
      const file = `${root}/${path}`
      yield { file, size: sizeOf(seen), path, in: pending, index, seen, before: store.instance(path) }
    }
  }
}

/** Files of a folder by name: the order of the system is not that of another one. */
function inOrder(folder: Folder, indexes: readonly number[]): { index: number; path: string }[] {
  if (indexes.length === 0) return []
  const names = fileNames(folder)
  return indexes
    .map((index) => ({ index, path: childPath(folder.path, names[index] ?? '') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** 0 where the system does not say. */
export function sizeOf({ size }: FileIdentity): number {
  return Number.isNaN(size) ? 0 : size
}

/** What is to be done with a suspect. `waiting`: its disk failed a moment ago, and it is too early to ask again. */
type Verdict =
  | { readonly is: 'known' | 'waiting' | 'unknown' }
  | { readonly is: 'settled'; readonly instance: Instance; readonly from?: string }

interface Judging extends SortOutOptions {
  /** Some file is missing, which this one may be. */
  readonly mayBeMoved: boolean
}

function judge(
  path: string,
  seen: FileIdentity,
  before: Instance | undefined,
  store: RootStore,
  options: Judging,
): Verdict {
  const { identity: mode, files, at, mayBeMoved } = options
  if (files.isAuxiliary(path)) {
    const instance = auxiliary(seen, before, at)
    return instance === before ? { is: 'known' } : { is: 'settled', instance }
  }
  if (before && isComplete(before, store, options) && sameIdentity(before, seen, mode)) {
    const role = roleNow(path, before, files)
    if (before.status === 'present')
      return role === before.role ? { is: 'known' } : { is: 'settled', instance: { ...before, role } }
    return { is: 'settled', instance: { ...before, role, status: 'present', lastSeen: at } }
  }
  if (before && isWaiting(before, seen, options)) return { is: 'waiting' }
  // it was here at the last scan: what a missing name of this inode held then says nothing of what it became since
  if (before?.status === 'present' && before.ino === seen.ino) return { is: 'unknown' }
  if (!mayBeMoved || mode !== 'full' || !isSettled({ ...seen, ctime: 0 }, at, mode)) return { is: 'unknown' }
  const found = movedFrom(path, seen, store, options)
  if (!found) return { is: 'unknown' }
  options.onMoved(path, found.path)
  const role = roleNow(path, found.instance, files)
  const instance: Instance = { ...found.instance, ...seen, role, status: 'present', lastSeen: at }
  return { is: 'settled', instance, from: found.path }
}

/** Its bytes make a file an archive, its name the rest. */
function roleNow(path: string, { role }: Instance, files: Classifier): FileRole {
  return role === 'archive' ? role : files.isBeside(path) ? 'auxiliary' : 'rom'
}

function isComplete(
  { settled, romFileId, listed }: Instance,
  store: RootStore,
  options: SortOutOptions,
): boolean {
  if (listed) return settled && options.quick
  return settled && romFileId !== null && !store.lacks(romFileId, options)
}

function isWaiting(before: Instance, seen: FileIdentity, { identity, at }: SortOutOptions): boolean {
  const { retryAt, status } = before
  return retryAt !== null && at < retryAt && status === 'present' && sameIdentity(before, seen, identity)
}

/**
 * The missing file that this one is (see `isSameFile`). Its extension must have stayed, because it has a say in which
 * views a file has. When several could be meant, they must agree on what they held: names of one inode do.
 */
function movedFrom(
  path: string,
  seen: FileIdentity,
  store: RootStore,
  options: SortOutOptions,
): KnownFile | undefined {
  const alike = store
    .missingWithInode(seen.ino)
    .filter(({ instance: { size, mtime, listed } }) => !listed && size === seen.size && mtime === seen.mtime)
    // at its old place it was not renamed: with a later ctime, it was changed while nobody looked
    .filter(({ path: was, instance: { ctime } }) => was !== path || ctime === seen.ctime)
    .filter(
      (gone) => extensionOf(gone.path) === extensionOf(path) && isComplete(gone.instance, store, options),
    )
  if (alike.length === 0) return undefined
  const now = identityNow(`${options.path}/${path}`, options)
  const same = alike.filter(({ instance }) => now && sameIdentity(seen, now) && isSameFile(instance, now))
  const [first] = same
  return same.every(({ instance }) => instance.romFileId === first?.instance.romFileId) ? first : undefined
}

/** A walk does not note when files were born. */
function identityNow(file: string, { followSymlinks }: SortOutOptions): FileIdentity | undefined {
  try {
    return identityOf((followSymlinks ? statSync : lstatSync)(file))
  } catch {
    return undefined
  }
}

function settle(
  store: RootStore,
  path: string,
  before: Instance | undefined,
  instance: Instance,
  { log }: SortOutOptions,
): void {
  if (before) store.putInstance(path, instance, log())
  else store.addInstance(path, instance, log())
  const held = before?.status === 'present' ? before.romFileId : null
  for (const id of [held, instance.romFileId]) if (id !== null) store.markChanged(id)
}

function auxiliary(seen: FileIdentity, before: Instance | undefined, at: number): Instance {
  const identity = Number.isNaN(seen.size) ? UNKNOWN : seen
  // one that was read before, when its root asked for that, lets go of what it held
  const isListed = before?.role === 'auxiliary' && before.romFileId === null && before.status === 'present'
  if (isListed && sameIdentity(before, identity)) return before
  return {
    ...identity,
    born: 0,
    settled: true,
    romFileId: null,
    soundId: null,
    role: 'auxiliary',
    status: 'present',
    listed: false,
    problem: null,
    lastSeen: at,
    verifiedAt: null,
    failures: 0,
    retryAt: null,
  }
}
