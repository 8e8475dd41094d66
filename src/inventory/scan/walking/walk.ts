/**
 * Walks a root and tells what changed since the last walk. A folder whose names and identities are as its row
 * says costs one listing and one stat a file, nothing more: this is what a build with nothing to do spends
 * its time on.
 */
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { folderOf } from '../../../disk/path.ts'
import { pathBelow, realPath } from '../../../disk/real-path.ts'
import { CuratorError, errno, type Problem } from '../../../errors.ts'
import { addTo } from '../../../groups.ts'
import { lazy } from '../../../lazy.ts'
import { breather } from '../breather.ts'
import { isTrusted, type Folder } from './folder.ts'
import { compileIgnore, type IgnoreRule } from './ignore.ts'
import { isDeadLink } from '../trouble/dead-link.ts'
import { listAnew, type KnownFolders } from './long-folder.ts'
import { lostProblem, type LostDisks } from '../trouble/lost-mounts.ts'
import { misnamedFolders } from '../trouble/misnamed.ts'
import { isIn } from '../trouble/unread-folders.ts'
import { emptiedLink, unreadableFolder } from '../trouble/unreadable-folder.ts'
import { rootError } from '../trouble/root-trouble.ts'
import {
  absolute,
  asBefore,
  namesIn,
  recheck,
  type ChangedFolder,
  type Look,
  type LookOptions,
} from './look.ts'

interface WalkOptions extends LookOptions {
  /** The user's globs. */
  readonly ignore: readonly string[]
  /** Folders that no link is followed into. */
  readonly outputs?: readonly string[]
  /** No root of the user's, but the folder of firmware: for what is said of it. */
  readonly firmware?: boolean
}

export interface Known {
  readonly folders: KnownFolders
  /** Whether they were made under the rules of today, so that a row can stand for its folder. */
  readonly sameRules: boolean
  /** Folders whose rows were not, nor those of any below them; absent: none (see `unread-folders.ts`). */
  readonly unread?: readonly string[]
  /** Disks that are not where they were: their folders cannot be read, whether they are there or not. */
  readonly lost?: LostDisks
  /** Whether there were files in a folder; absent: believe it when a link leads to one that is empty now. */
  readonly holdsFiles?: (path: string) => boolean
  /** Paths that may have changed since, and the folders they are in; absent: any (see `glance.ts`). */
  readonly touched?: ReadonlySet<string>
  /** How many files each known folder holds; given where none of them was left to be looked at again. */
  readonly counts?: ReadonlyMap<string, number>
}

/** Who waits for a walk, which takes its time on a network drive. */
export interface Watch {
  readonly signal?: AbortSignal | undefined
  /** Told now and then how many files were seen so far. */
  onFiles?(files: number): void
}

/** Is told of folders that changed, in the order of the walk: by depth, then by name. */
export interface ChangedFolders {
  /** May be called once more of the same folder: then that counts. */
  put(changed: ChangedFolder): void
  /** It is not there after all. */
  drop(path: string): void
}

export interface Walk extends Seen {
  /** In the order of the walk: by depth, then by name. */
  readonly changed: readonly ChangedFolder[]
}

export interface Seen {
  /** Files seen, of whatever role. */
  readonly files: number
  /** Paths of the known folders that are no longer there, or are ignored now. */
  readonly gone: readonly string[]
  /** Folders that are links, and were followed. */
  readonly links: readonly string[]
  /** Folders that could not be read. What is known of them and all below them stays as it was. */
  readonly unreadable: readonly string[]
  readonly problems: readonly Problem[]
}

/**
 * Breadth first, each folder's subfolders in code-unit order. Throws `root-missing`, `root-not-folder` or
 * `root-unreadable`: nothing is known then, so nothing is gone. Throws `interrupted` after the signal.
 */
export async function walk(options: WalkOptions, known: Known, watch: Watch = {}): Promise<Walk> {
  const changed = new Map<string, ChangedFolder>()
  const into: ChangedFolders = {
    put: (one) => void changed.set(one.folder.path, one),
    drop: (path) => void changed.delete(path),
  }
  const seen = await walkInto(into, options, known, watch)
  return { ...seen, changed: [...changed.values()] }
}

/** The same for roots of any size: holds no more than the paths of the folders. */
export async function walkInto(
  into: ChangedFolders,
  options: WalkOptions,
  known: Known,
  watch: Watch = {},
): Promise<Seen> {
  const { path: root } = options
  const { sameRules, unread = [], lost = new Map<string, never>(), touched } = known
  const queue = ['']
  const queued = new Set([...queue, ...lost.keys()])
  /** Folders, and how many files are in each. */
  const seen = new Map<string, number>()
  const outdated = new Set<string>()
  const unreadable = [...lost.keys()]
  const links: string[] = []
  const problems: Problem[] = []
  const isOfRoot = folderGuard(options)
  let files = 0
  const breathe = breather(watch.signal, () => watch.onFiles?.(files))
  const standing = standingFolders(known)
  const looking: LookOptions = { ...options, ...(touched && { touched }) }
  let ignore: IgnoreRule | undefined

  const visit = async (path: string, mayTrust: boolean): Promise<void> => {
    const isKnown = sameRules && !isIn(path, unread)
    let look = mayTrust && isKnown ? standing?.get(path) : undefined
    const before = isKnown && !look ? known.folders.get(path) : undefined
    const names = lazy(() => namesIn(path, looking))
    if (isLink(path)) {
      if (names().length === 0 && known.holdsFiles?.(path) === true) {
        unreadable.push(path)
        problems.push(emptiedLink(absolute(root, path)))
        return
      }
      links.push(path)
    }
    if (before && mayTrust) look = remembered(before) ?? recheck(before, names, looking)
    const looks = look ? [look] : await listing(path, names, mayTrust, isKnown)
    let count = 0
    for (const { files: some, children, changed } of looks) {
      count += some
      if (changed) into.put(changed)
      for (const child of children) {
        if (queued.has(child)) continue
        queued.add(child)
        queue.push(child)
      }
      const due = breathe()
      if (due) await due
    }
    files += count - (seen.get(path) ?? 0)
    seen.set(path, count)
  }

  const isLink = (path: string): boolean =>
    options.followSymlinks && path !== '' && lstatSync(absolute(root, path)).isSymbolicLink()

  const listing = async (
    path: string,
    names: () => readonly string[],
    mayTrust: boolean,
    isKnown: boolean,
  ): Promise<Iterable<Look>> => {
    ignore ??= await compileIgnore(options.ignore)
    const asRemembered = mayTrust ? remembered : () => undefined
    return listAnew(path, known.folders, {
      options: looking,
      ignore,
      isKnown,
      names,
      remembered: asRemembered,
    })
  }

  const remembered = (before: Folder): Look | undefined =>
    touched && !touched.has(before.path) && isTrusted(before) ? asBefore(before) : undefined

  for (let i = 0; i < queue.length; i++) {
    const path = queue[i] ?? ''
    const due = breathe()
    if (due) await due
    try {
      if (outdated.has(path)) await visit(path, false)
      else if (isOfRoot(path)) await visit(path, true)
    } catch (error) {
      const code = errno(error)
      if (path === '') throw asRootError(options, error)
      if (code === undefined) throw error
      seen.delete(path)
      into.drop(path)
      const dir = absolute(root, path)
      const isDead = options.followSymlinks && isDeadLink(dir)
      if (code === 'ENOTDIR' && !isDead) {
        // a file stands where a folder was, which its parent's row cannot show
        outdated.add(folderOf(path))
        queue.push(folderOf(path))
      } else if (code !== 'ENOENT' || path.includes('\ufffd') || isDead) {
        unreadable.push(path)
        problems.push(unreadableFolder(dir, error))
      }
    }
  }
  const unseen = [...known.folders.keys()].filter((path) => !seen.has(path) && !isIn(path, unreadable))
  const misnamed = misnamedFolders(unseen, unreadable, known.folders)
  unreadable.push(...misnamed)
  const gone = unseen.filter((path) => !isIn(path, misnamed))
  // a link that lost all it led to is told of once
  const told = unreadable.filter((path) => !lost.has(path))
  const ofDisks = [...lost]
    .filter(([path]) => !isIn(path, told))
    .map(([path, loss]) => lostProblem(absolute(root, path), loss))
  const sum = [...seen.values()].reduce((all, one) => all + one, 0)
  return {
    files: sum,
    gone: gone.sort(),
    links,
    unreadable: unreadable.sort(),
    problems: [...ofDisks, ...problems],
  }
}

/** The folders that are as their rows say: for these no row has to be read. Every subfolder of theirs has one, too. */
function standingFolders({ sameRules, touched, counts }: Known): ReadonlyMap<string, Look> | undefined {
  if (!sameRules || !touched || !counts) return undefined
  const children = new Map<string, string[]>()
  for (const path of [...counts.keys()].sort()) if (path !== '') addTo(children, folderOf(path), path)
  const standing = new Map<string, Look>()
  for (const [path, files] of counts) {
    if (!touched.has(path)) standing.set(path, { files, children: children.get(path) ?? [] })
  }
  return standing
}

/**
 * A walk without links cannot meet a folder twice, nor leave the root; one that follows them asks the system who and where
 * each folder is.
 */
function folderGuard({ path: root, followSymlinks, outputs = [] }: WalkOptions): (path: string) => boolean {
  if (!followSymlinks) return () => true
  const reached = new Set<string>()
  const outside = outputs.map(realPath)
  return (path) => {
    const dir = absolute(root, path)
    const { dev, ino } = statSync(dir)
    const id = `${dev}:${ino}`
    if (reached.has(id)) return false
    reached.add(id)
    if (outside.length === 0) return true
    const real = realpathSync.native(dir)
    return outside.every((folder) => pathBelow(folder, real) === undefined)
  }
}

function asRootError(options: WalkOptions, error: unknown): unknown {
  const told = rootError(options, error)
  return told ? new CuratorError(told, { cause: error }) : error
}
