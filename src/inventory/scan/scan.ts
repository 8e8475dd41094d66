/** Brings what the catalog knows of one root up to date, reading only what changed. */
import { resolve } from 'node:path'
import type { Db } from '../../catalog/sqlite.ts'
import type { Listing } from '../../disk/early-listings.ts'
import { CuratorError, type Problem } from '../../errors.ts'
import { throwIfAborted } from './breather.ts'
import { sortOut, type Changes } from './changes.ts'
import { glanceAt, type Glance } from './walking/glance.ts'
import type { HashWish } from '../hashing/content.ts'
import { earlyThreads, expecting, type EarlyThreads } from './reading/early-threads.ts'
import type { PoolOptions } from '../hashing/hash-pool.ts'
import type { IdentityMode } from './walking/identity.ts'
import { leftProblems } from './trouble/left.ts'
import type { LargeFile } from '../hashing/inspect.ts'
import { problemsOf } from '../roots.ts'
import { readChanged, type ReadFiles } from './reading/changed.ts'
import { classifier, type ClassifyOptions } from '../roles.ts'
import { scanReport, type ScanReport } from './report.ts'
import { emptied, lostRoot, rootTrouble } from './trouble/root-trouble.ts'
import { compareRules, rulesOf } from './rules.ts'
import { lazy } from '../../lazy.ts'
import { rootStore } from '../store.ts'
import { knownGames } from '../known-games.ts'
import { lostMounts, mountedAfter, mountedOf, type LostDisks } from './trouble/lost-mounts.ts'
import { scanMemory, type ScanMemory } from './memory.ts'
import { unreadFolders } from './trouble/unread-folders.ts'
import { walkInto, type Seen, type Watch } from './walking/walk.ts'
import { wishOf, workersOf, type WishOptions } from '../hashing/wish.ts'

export interface ScanRoot extends ClassifyOptions, WishOptions {
  readonly name: string
  readonly path: string
  /** Globs of paths to leave out, relative to the root. */
  readonly ignore?: readonly string[]
  readonly identity?: IdentityMode
  readonly followSymlinks?: boolean
  /** Absolute paths of folders with what is made of the root's files: a link into one is not followed. */
  readonly outputs?: readonly string[]
  /** `quick`: list zips and 7z by their directories alone, where these say enough. Default: `full`. */
  readonly hashing?: 'full' | 'quick'
}

/** `md5`, `sha256`: whether a DAT needs them. */
export interface ScanOptions extends HashWish {
  /** The system's clock, in milliseconds since the epoch. */
  now(): number
  onProgress?(progress: ScanProgress): void
  /** Called once, when threads have all the files they can take: now this one may be busy with something else. */
  onBusy?(): void
  /** Lets others write to the catalog while files are read; see `Writers`. Absent: nobody else does. */
  lending?<T>(answer: Promise<T>): Promise<T>
  readonly signal?: AbortSignal
  /** Worker threads for hashing; see `PoolOptions`. */
  readonly workers?: number
  /** Believe it when a root that held files holds none. */
  readonly acceptEmpty?: boolean
  /** What changed less than so long ago may still be written, and is left to the next scan. Default: 0. */
  readonly settleMs?: number
  /** A folder of ours, for listings that tell what need not be walked (see `glance.ts`). Absent: all is walked. */
  readonly scratch?: string
  /** The root's listing, when it was begun already. */
  readonly begun?: Listing
}

export interface ScanProgress {
  /** Files found in the root so far. */
  readonly files: number
  readonly toHash: number
  readonly bytesToHash: number
  readonly hashed: number
  readonly bytesHashed: number
  /** A large file that is being read, the one that was heard of last. */
  readonly large?: LargeFile
}

export interface ScanResult {
  /** Files in the root, auxiliary ones included. */
  readonly files: number
  /** Files that were read in this scan, and their bytes. */
  readonly hashed: number
  readonly bytesHashed: number
  /** Files that vanished since the scan before. */
  readonly missing: number
  /**
   * Whether any content came, went or moved in this scan, that is, whether it put rows into
   * `content_changed`. Those of a scan that was killed are still there for identification, though the next
   * scan finds nothing changed.
   */
  readonly changed: boolean
  /** Every damaged, locked or unreadable file that is there now, whenever it was found. */
  readonly problems: readonly Problem[]
}

/**
 * Scans a root. What was read is committed every 1,024 files or five times a second, so an interrupted scan
 * goes on where it was. Throws `root-missing`, `root-not-folder`, `root-unreadable`, `root-emptied` for a root that
 * held files and holds none any more (an empty mount point looks like that), and after an abort `interrupted`.
 * What it does is a row of `import_log`, from its first change to the catalog on.
 */
export async function scanRoot(db: Db, root: ScanRoot, options: ScanOptions): Promise<ScanResult> {
  const report = scanReport(db, root.name, options.now)
  const pool = lazy(() => ({
    wish: { ...wishOf(db, root, options), quick: root.hashing === 'quick' },
    ...workersOf(root, options.workers),
  }))
  const early = earlyThreads(pool)
  try {
    const result = await scan(db, root, options, { report, pool, early })
    report.end('completed')
    return result
  } catch (error) {
    report.end(options.signal?.aborted ? 'cancelled' : 'failed')
    throw error
  } finally {
    early.end()
  }
}

interface Tools {
  readonly report: ScanReport
  readonly pool: () => Pick<PoolOptions, 'wish' | 'workers'>
  readonly early: EarlyThreads
}

async function scan(db: Db, root: ScanRoot, options: ScanOptions, tools: Tools): Promise<ScanResult> {
  const { report, early } = tools
  const place = { name: root.name, path: resolve(root.path) }
  const files = classifier(root)
  const store = rootStore(db, place, files.roleOf)
  const rules = rulesOf(root, options, files.text)
  const before = store.rules()
  const compared = compareRules(before, rules)
  const memory = scanMemory(db, place)
  const glance = await glanceInto(root, options, memory)
  const { touched } = glance ?? {}
  if (compared.sameRules && memory.isQuiet && memory.disks && memory.uuids && touched?.size === 0) {
    const { files: known = 0 } = memory
    report.sees(known)
    return resultOf({ files: known, problems: [] }, { missing: 0, left: [] }, NOTHING_READ)
  }

  const { disks = {}, uuids = {} } = memory
  const gamesIn = (folder: string) => knownGames(db, place, folder)
  const lost: LostDisks = options.acceptEmpty
    ? new Map()
    : await lostMounts(walkOf(root), { disks, uuids }, gamesIn)
  if (lost.has(''))
    throw new CuratorError(rootTrouble(root, true) ?? lostRoot({ ...root, path: place.path }, lost))
  const walked = store.walked()
  const known = {
    ...compared,
    lost,
    ...(options.acceptEmpty !== true && { holdsFiles: store.holdsFiles }),
    folders: store.folders(),
    ...(touched && { touched }),
    ...(touched && memory.isQuiet && { counts: store.folderCounts() }),
  }
  const seen = await walkInto(expecting(walked, early), walkOf(root), known, watchFor(options))
  report.sees(seen.files)
  if (seen.files === 0 && options.acceptEmpty !== true && store.holdsFiles())
    throw new CuratorError(emptied({ ...root, path: place.path }))

  const sorting = { ...walkOf(root), ...compared, ...report.told, files, at: report.at }
  const { settleMs = 0 } = options
  const wanted = { md5: rules.md5, sha256: rules.sha256, quick: root.hashing === 'quick', settleMs }
  const changes = db.transaction(() => {
    if (before && before.names !== rules.names) store.markNamesChanged()
    const sorted = sortOut(walked, seen.gone, store, { ...sorting, ...wanted })
    const { sameRules, unread } = compared
    const left = unreadFolders(before, sameRules, seen.unreadable)
    const fewer = (before?.md5 && !rules.md5) || (before?.sha256 && !rules.sha256)
    const isSaved = sameRules && !(fewer && sorted.files > 0) && left.length === unread.length
    if (!isSaved) store.saveRules({ ...rules, ...(left.length > 0 && { unread: left }) })
    if (sorted.files > 0) memory.disturb(sorted.bytes > SOON_READ)
    return sorted
  })()
  report.flush()
  const { killed = 0 } = memory
  const read = await readChanged(db, store, changes, { ...options, ...sorting, ...tools, seen, killed })
  if (options.signal?.aborted) memory.stop()
  throwIfAborted(options.signal)
  walked.clear()
  // a listing that was kept before stays good: it only tells of more changes
  const listing = glance && lost.size === 0 ? glance.keep() : memory.listing
  const isQuiet = read.doubtful + seen.problems.length === 0
  memory.save({
    files: seen.files,
    isQuiet,
    ...(listing === undefined ? {} : { listing }),
    // asked anew: for the walk an automounter may have mounted what was not there before
    ...mountedAfter(mountedOf(place.path, seen.links), { disks, uuids }, seen.unreadable),
  })
  return resultOf(seen, changes, read)

  function resultOf(
    { files: count, problems }: Pick<Seen, 'files' | 'problems'>,
    { missing, left }: Pick<Changes, 'missing' | 'left'>,
    { hashed, bytesHashed, problems: vanished }: Omit<ReadFiles, 'doubtful'>,
  ): ScanResult {
    return {
      files: count,
      hashed,
      bytesHashed,
      missing: missing + vanished.length,
      changed: store.marked() > 0,
      problems: [...problems, ...vanished, ...leftProblems(place.path, left), ...problemsOf(db, root.name)],
    }
  }
}

/** Bytes that are read before anybody can kill it. What fails in every scan is mostly less: that writes nothing. */
const SOON_READ = 1024 * 1024

const NOTHING_READ = { hashed: 0, bytesHashed: 0, problems: [] }

/** Undefined where a listing cannot tell what need not be walked. */
async function glanceInto(
  { name, path, followSymlinks = false }: ScanRoot,
  { scratch, begun }: ScanOptions,
  { listing }: ScanMemory,
): Promise<Glance | undefined> {
  if (scratch === undefined || followSymlinks) return undefined
  return glanceAt({ name, path: resolve(path) }, scratch, listing, begun)
}

/** What the walk goes by, and what is sorted out after it. */
function walkOf({
  path,
  ignore = [],
  identity = 'full',
  followSymlinks = false,
  outputs = [],
  firmware = false,
}: ScanRoot) {
  return { path: resolve(path), ignore, identity, followSymlinks, outputs, firmware }
}

function watchFor({ signal, onProgress }: ScanOptions): Watch {
  return {
    signal,
    onFiles: (files) => onProgress?.({ files, toHash: 0, bytesToHash: 0, hashed: 0, bytesHashed: 0 }),
  }
}
