/**
 * Sorts out what a walk found: what is known after all, what moved, what is gone, and what has to be read.
 */
import { childPath, distrust, filesOf, identityAt, type Folder } from './folder.ts'
import type { InspectJob } from './hash-pool.ts'
import { isSettled, sameIdentity, type FileIdentity, type IdentityMode } from './identity.ts'
import { extensionOf, isAuxiliary } from './roles.ts'
import type { Instance, RootStore } from './store.ts'
import type { Walk } from './walk.ts'

/** A folder whose row can only be trusted in full when all its files were read. */
interface PendingFolder {
  readonly folder: Folder
  /** Files still to be read. */
  pending: number
}

export interface ScanJob extends InspectJob {
  /** Relative to the root. */
  readonly path: string
  readonly in: PendingFolder
  /** Of the file in `in.folder.stats`. */
  readonly index: number
  readonly before: Instance | undefined
}

interface KnownFile {
  readonly path: string
  readonly instance: Instance
}

export interface Changes {
  /** Files that are gone. */
  readonly vanished: readonly KnownFile[]
  /**
   * Files that need not be read: auxiliary ones, ones that came back, ones that were renamed. As they are
   * now.
   */
  readonly settled: readonly KnownFile[]
  readonly folders: readonly PendingFolder[]
  /** In the order of the walk. */
  readonly jobs: readonly ScanJob[]
}

interface SortOutOptions {
  /** Absolute path of the root. */
  readonly path: string
  readonly identity: IdentityMode
  readonly md5: boolean
  /** When the walk began: a file that changed after this cannot have been read before it changed. */
  readonly at: number
}

export function sortOut(
  walk: Walk,
  known: ReadonlyMap<string, Folder>,
  store: RootStore,
  options: SortOutOptions,
): Changes {
  const vanished = findVanished(walk, known, store)
  const movable = options.identity === 'full' ? movableFiles(vanished) : new Map<string, Instance>()
  const settled: KnownFile[] = []
  const jobs: ScanJob[] = []
  const folders = walk.changed.map(({ folder, suspects }) => {
    const pending: PendingFolder = {
      folder: { ...folder, stats: Float64Array.from(folder.stats) },
      pending: 0,
    }
    const names = [...filesOf(folder).keys()]
    const byName = suspects
      .map((index) => ({ index, name: names[index] ?? '' }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const { index, name } of byName) {
      const path = childPath(folder.path, name)
      const identity = identityAt(folder.stats, index)
      const before = store.instance(path)
      const instance = knownAfterAll(path, identity, before, movable, store, options)
      if (instance) {
        if (instance !== before) settled.push({ path, instance })
        continue
      }
      distrust(pending.folder.stats, index)
      pending.pending++
      const size = Number.isNaN(identity.size) ? 0 : identity.size
      jobs.push({ file: `${options.path}/${path}`, size, path, in: pending, index, before })
    }
    return pending
  })
  return { vanished, settled, folders, jobs }
}

/**
 * What is known of a suspect without reading it: `before` itself when that still holds; undefined: read it.
 */
function knownAfterAll(
  path: string,
  identity: FileIdentity,
  before: Instance | undefined,
  movable: Map<string, Instance>,
  store: RootStore,
  { identity: mode, md5, at }: SortOutOptions,
): Instance | undefined {
  if (isAuxiliary(path)) return auxiliary(identity, before, at)
  const complete = (instance: Instance): boolean =>
    instance.settled && instance.romFileId !== null && !(md5 && store.lacksMd5(instance.romFileId))
  if (before && complete(before) && sameIdentity(before, identity, mode)) {
    return before.status === 'present' ? before : { ...before, status: 'present' }
  }
  const key = moveKey(path, identity)
  const moved = movable.get(key)
  if (!moved || !complete(moved) || !isSettled({ ...identity, ctime: 0 }, at, mode)) return undefined
  movable.delete(key)
  return { ...moved, ...identity, status: 'present' }
}

function auxiliary(identity: FileIdentity, before: Instance | undefined, at: number): Instance {
  const same = before?.role === 'auxiliary' && before.status === 'present' && sameIdentity(before, identity)
  if (same) return before
  return {
    ...identity,
    settled: true,
    romFileId: null,
    soundId: null,
    role: 'auxiliary',
    status: 'present',
    problem: null,
    lastSeen: at,
  }
}

function findVanished(
  walk: Walk,
  known: ReadonlyMap<string, Folder>,
  store: RootStore,
): readonly KnownFile[] {
  const vanished: KnownFile[] = []
  const look = (before: Folder | undefined, isThere: (name: string) => boolean): void => {
    if (!before) return
    for (const name of filesOf(before).keys()) {
      if (isThere(name)) continue
      const path = childPath(before.path, name)
      const instance = store.instance(path)
      if (instance?.status === 'present') vanished.push({ path, instance })
    }
  }
  for (const { folder } of walk.changed) {
    const now = filesOf(folder)
    look(known.get(folder.path), (name) => now.has(name))
  }
  for (const path of walk.gone) look(known.get(path), () => false)
  return vanished
}

/**
 * A renamed file keeps its size, its mtime and its inode, not everywhere its ctime. Its extension must stay
 * too, because it has a say in which views a file has.
 */
function movableFiles(vanished: readonly KnownFile[]): Map<string, Instance> {
  const telling = vanished.filter(({ instance }) => instance.ino > 0)
  return new Map(telling.map(({ path, instance }) => [moveKey(path, instance), instance]))
}

function moveKey(path: string, { size, mtime, ino }: FileIdentity): string {
  return `${size} ${mtime} ${ino} ${extensionOf(path)}`
}
