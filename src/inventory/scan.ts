/** Brings what the catalog knows of one root up to date, reading only what changed. */
import { resolve } from 'node:path'
import type { Db } from '../catalog/sqlite.ts'
import type { Listing } from '../disk/early-listings.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import { throwIfAborted } from './breather.ts'
import { sortOut, type Changes, type ScanJob, type SortOutOptions } from './changes.ts'
import { glanceAt } from './glance.ts'
import type { HashWish } from './content.ts'
import { earlyThreads, expecting, type EarlyThreads } from './early-threads.ts'
import { inspectAll, type PoolOptions } from './hash-pool.ts'
import type { IdentityMode } from './identity.ts'
import type { FileFacts, LargeFile } from './inspect.ts'
import { problemsOf } from './queries.ts'
import { recordFile, vanishedTrouble } from './record.ts'
import { classifier, type ClassifyOptions } from './roles.ts'
import { scanReport, type ScanReport } from './scan-report.ts'
import { compareRules, rulesOf } from './scan-rules.ts'
import { lazy } from '../lazy.ts'
import { rootStore, type RootStore } from './store.ts'
import { scanMemory } from './scan-memory.ts'
import { toProblem } from './trouble.ts'
import { unreadFolders } from './unread-folders.ts'
import { firmwareFolder, walkInto, type Seen } from './walk.ts'
import { wishOf, workersOf, type WishOptions } from './wish.ts'

export interface ScanRoot extends ClassifyOptions, WishOptions {
  readonly name: string
  readonly path: string
  /** Globs of paths to leave out, relative to the root. */
  readonly ignore?: readonly string[]
  readonly identity?: IdentityMode
  readonly followSymlinks?: boolean
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
  readonly signal?: AbortSignal
  /** Worker threads for hashing; see `PoolOptions`. */
  readonly workers?: number
  /** Believe it when a root that held files holds none. */
  readonly acceptEmpty?: boolean
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

/** Fewer would touch the same pages of the indexes again and again. */
const COMMIT_FILES = 1024
const COMMIT_MS = 1000

/**
 * Scans a root. What was read is committed every 1,024 files or every second, so an interrupted scan goes on
 * where it was. Throws `root-missing`, `root-not-folder`, `root-unreadable`, `root-emptied` for a root that
 * held files and holds none any more (an empty mount point looks like that), and after an abort `interrupted`.
 * What it does is a row of `import_log`, from its first change to the catalog on.
 */
export async function scanRoot(db: Db, root: ScanRoot, options: ScanOptions): Promise<ScanResult> {
  const report = scanReport(db, root.name, options.now())
  const pool = lazy(() => ({
    wish: { ...wishOf(db, root, options), quick: root.hashing === 'quick' },
    ...workersOf(root, options.workers),
  }))
  const early = earlyThreads(pool)
  try {
    const result = await scan(db, root, options, { report, pool, early })
    report.end('completed', options.now())
    return result
  } catch (error) {
    report.end(options.signal?.aborted ? 'cancelled' : 'failed', options.now())
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
  const { report } = tools
  const { at } = report
  const path = resolve(root.path)
  const files = classifier(root)
  const store = rootStore(db, { name: root.name, path }, files.roleOf)
  const { ignore = [], identity = 'full', followSymlinks = false, hashing = 'full' } = root
  const rules = rulesOf(root, options, files.text)
  const before = store.rules()
  const compared = compareRules(before, rules)
  const { sameRules, unread } = compared
  const memory = scanMemory(db, { name: root.name, path })
  const glance =
    options.scratch !== undefined && !followSymlinks
      ? await glanceAt({ name: root.name, path }, options.scratch, memory.listing, options.begun)
      : undefined
  if (sameRules && memory.isQuiet && glance?.touched?.size === 0) {
    const { files: known = 0 } = memory
    report.sees(known)
    const changed = store.marked() > 0
    return {
      files: known,
      hashed: 0,
      bytesHashed: 0,
      missing: 0,
      changed,
      problems: problemsOf(db, root.name),
    }
  }
  const { touched } = glance ?? {}
  const known = {
    folders: store.folders(),
    sameRules,
    unread,
    ...(touched && { touched }),
    ...(touched && memory.isQuiet && { counts: store.folderCounts() }),
  }
  const onFiles = (count: number): void =>
    options.onProgress?.({ files: count, toHash: 0, bytesToHash: 0, hashed: 0, bytesHashed: 0 })
  const walked = store.walked()
  const watch = { signal: options.signal, onFiles }
  const { firmware = false } = root
  const seen = await walkInto(
    expecting(walked, tools.early),
    { path, ignore, identity, followSymlinks, firmware },
    known,
    watch,
  )
  report.sees(seen.files)
  if (seen.files === 0 && options.acceptEmpty !== true && store.holdsFiles()) throw emptied(root, path)
  const { md5, sha256 } = rules
  const quick = hashing === 'quick'
  const rest = {
    path,
    identity,
    followSymlinks,
    md5,
    sha256,
    quick,
    at,
    files,
    ...compared,
    ...report.told,
  }
  const changes = db.transaction(() => {
    if (before && before.names !== rules.names) store.markNamesChanged()
    const sorted = sortOut(walked, seen.gone, store, rest)
    const fewer = (before?.md5 && !md5) || (before?.sha256 && !sha256)
    const left = unreadFolders(before, sameRules, seen.unreadable)
    const isSaved = sameRules && !(fewer && sorted.files > 0) && left.length === unread.length
    if (!isSaved) store.saveRules({ ...rules, ...(left.length > 0 && { unread: left }) })
    if (sorted.files > 0) memory.disturb()
    return sorted
  })()
  report.flush()
  const found = await readFiles(db, store, changes, { ...options, ...rest, ...tools, seen })
  const isQuiet = found.doubtful + seen.problems.length === 0
  walked.clear()
  // one that was kept before stays good: it only tells of more changes
  const listing = glance ? glance.keep() : memory.listing
  memory.save({ files: seen.files, isQuiet, ...(listing === undefined ? {} : { listing }) })
  return {
    files: seen.files,
    hashed: found.hashed,
    bytesHashed: found.bytesHashed,
    missing: changes.missing + found.problems.length,
    changed: store.marked() > 0,
    problems: [...seen.problems, ...found.problems, ...problemsOf(db, root.name)],
  }
}

function emptied({ name, firmware }: ScanRoot, path: string): CuratorError {
  const held = 'held files and is empty now'
  const kept = 'What is known of it is kept.'
  const message =
    firmware === true
      ? `${firmwareFolder(path)} ${held}. ${kept}`
      : `The root "${name}" ${held}: ${path}. ${kept}`
  return new CuratorError(problem('root-emptied', message, { path }))
}

interface Reading extends Omit<ScanOptions, 'now' | keyof HashWish>, SortOutOptions, Tools {
  readonly seen: Seen
}

/** Reads the files and commits what was found, in order. */
async function readFiles(
  db: Db,
  store: RootStore,
  changes: Changes,
  options: Reading,
): Promise<{ hashed: number; bytesHashed: number; doubtful: number; problems: readonly Problem[] }> {
  const problems: Problem[] = []
  let hashed = 0
  let bytesHashed = 0
  let { doubtful } = changes
  let waiting: (readonly [ScanJob, FileFacts])[] = []
  let committed = performance.now()
  const { signal, seen, report, early } = options
  const recording = { ...options, store }
  const commitRows = db.transaction(() => {
    for (const [job, facts] of waiting) {
      recordFile(recording, job, facts)
      if (--job.in.unread > 0) continue
      job.in.save(store)
      if (job.in.isDoubtful()) doubtful++
    }
    store.flush()
  })
  const commit = (): void => {
    commitRows()
    for (const [job, facts] of waiting) report.read(job, facts)
    report.flush()
    waiting = []
    committed = performance.now()
  }
  const progress = (large?: LargeFile): void => {
    const { files: toHash, bytes: bytesToHash } = changes
    options.onProgress?.({
      files: seen.files,
      toHash,
      bytesToHash,
      hashed,
      bytesHashed,
      ...(large && { large }),
    })
  }
  const pool = {
    ...options.pool(),
    work: changes,
    early,
    onLarge: progress,
    ...(signal && { signal }),
    onBusy: () => options.onBusy?.(),
  }
  for await (const batch of inspectAll(changes.jobs(), pool)) {
    for (const [job, facts] of batch) {
      if (facts.content) {
        hashed++
        bytesHashed += facts.content.size
      }
      const gone = vanishedTrouble(facts)
      if (gone) problems.push(toProblem(job.file, gone))
      waiting.push([job, facts])
    }
    if (waiting.length >= COMMIT_FILES || performance.now() - committed >= COMMIT_MS) commit()
    progress()
  }
  if (waiting.length > 0) commit()
  throwIfAborted(signal)
  return { hashed, bytesHashed, doubtful, problems }
}
