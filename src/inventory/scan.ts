/** Brings what the catalog knows of one root up to date, reading only what changed. */
import { resolve } from 'node:path'
import type { Db } from '../catalog/sqlite.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import { throwIfAborted } from './breather.ts'
import { sortOut, type Changes, type ScanJob } from './changes.ts'
import { encodeNames, encodeStats, type Folder } from './folder.ts'
import { inspectAll } from './hash-pool.ts'
import type { IdentityMode } from './identity.ts'
import type { FileFacts } from './inspect.ts'
import { problemsOf } from './queries.ts'
import { recordFile, vanishedTrouble } from './record.ts'
import { rootStore, type RootStore } from './store.ts'
import { toProblem } from './trouble.ts'
import { walk } from './walk.ts'

export interface ScanRoot {
  readonly name: string
  readonly path: string
  /** Globs of paths to leave out, relative to the root. */
  readonly ignore?: readonly string[]
  readonly identity?: IdentityMode
  readonly followSymlinks?: boolean
}

export interface ScanOptions {
  /** Whether a DAT needs MD5. */
  readonly md5: boolean
  /** The system's clock, in milliseconds since the epoch. */
  now(): number
  onProgress?(progress: ScanProgress): void
  readonly signal?: AbortSignal
  /** Worker threads for hashing; see `PoolOptions`. */
  readonly workers?: number
  /** Believe it when a root that held files holds none. */
  readonly acceptEmpty?: boolean
}

export interface ScanProgress {
  /** Files found in the root so far. */
  readonly files: number
  readonly toHash: number
  readonly bytesToHash: number
  readonly hashed: number
  readonly bytesHashed: number
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

const COMMIT_FILES = 256
const COMMIT_MS = 1000
/** Raise it when the rules of what is ignored or auxiliary change: all roots are listed anew then. */
const RULES_VERSION = 1

/**
 * Scans a root. What was read is committed every 256 files or every second, so an interrupted scan goes on
 * where it was. Throws `root-missing`, `root-not-folder`, `root-unreadable`, `root-emptied` for a root that
 * held files and holds none any more (an empty mount point looks like that), and after an abort `interrupted`.
 */
export async function scanRoot(db: Db, root: ScanRoot, options: ScanOptions): Promise<ScanResult> {
  const at = options.now()
  const path = resolve(root.path)
  const store = rootStore(db, { name: root.name, path })
  const { ignore = [], identity = 'full', followSymlinks = false } = root
  const rules = { text: JSON.stringify([RULES_VERSION, ignore, followSymlinks]), md5: options.md5 }
  const before = store.rules()
  const sameRules = before?.text === rules.text && (before.md5 || !rules.md5)
  const known = { folders: store.folders(), sameRules }
  const onFiles = (files: number): void =>
    options.onProgress?.({ files, toHash: 0, bytesToHash: 0, hashed: 0, bytesHashed: 0 })
  const walked = await walk({ path, ignore, identity, followSymlinks }, known, {
    signal: options.signal,
    onFiles,
  })
  if (walked.files === 0 && options.acceptEmpty !== true && store.holdsFiles()) throw emptied(root.name, path)
  const changes = sortOut(walked, known.folders, store, { path, identity, md5: options.md5, at })

  const saveFolder = folderSaver(store, known.folders)
  db.transaction(() => {
    for (const gone of walked.gone) store.dropFolder(gone)
    for (const { folder } of changes.folders) saveFolder(folder)
    recordKnown(store, changes)
    const lessMd5 = before?.md5 === true && !rules.md5 && changes.jobs.length > 0
    // what could not be read still has rows made under the old rules
    if (lessMd5 || (!sameRules && walked.problems.length === 0)) store.saveRules(rules)
  })()
  const reading: Reading = { ...options, identity, at, files: walked.files }
  const found = await readFiles(db, store, saveFolder, changes.jobs, reading)
  return {
    files: walked.files,
    hashed: found.hashed,
    bytesHashed: found.bytesHashed,
    missing: changes.vanished.length + found.problems.length,
    changed: store.marked() > 0,
    problems: [...walked.problems, ...found.problems, ...problemsOf(db, root.name)],
  }
}

function emptied(name: string, path: string): CuratorError {
  const message = `The root "${name}" held files and is empty now: ${path}. What is known of it is kept.`
  return new CuratorError(problem('root-emptied', message, { path }))
}

/**
 * Writes a folder's row, unless it is in the catalog as it is: a folder with an unreadable file changes in no
 * scan.
 */
function folderSaver(store: RootStore, known: ReadonlyMap<string, Folder>): (folder: Folder) => void {
  const saved = new Map(known)
  return (folder) => {
    const before = saved.get(folder.path)
    const same = before && encodeNames(before) === encodeNames(folder)
    if (same && encodeStats(before).equals(encodeStats(folder))) return
    store.saveFolder(folder)
    // the stats go on changing while the folder's files are read
    saved.set(folder.path, { ...folder, stats: Float64Array.from(folder.stats) })
  }
}

/** What the walk alone told. */
function recordKnown(store: RootStore, { vanished, settled }: Changes): void {
  for (const { path, instance } of vanished) {
    store.setStatus(path, 'missing')
    if (instance.romFileId !== null) store.markChanged(instance.romFileId)
  }
  for (const { path, instance } of settled) {
    store.putInstance(path, instance)
    if (instance.romFileId !== null) store.markChanged(instance.romFileId)
  }
}

interface Reading extends ScanOptions {
  readonly identity: IdentityMode
  readonly at: number
  readonly files: number
}

/** Reads the files and commits what was found, in order. */
async function readFiles(
  db: Db,
  store: RootStore,
  saveFolder: (folder: Folder) => void,
  jobs: readonly ScanJob[],
  options: Reading,
): Promise<{ hashed: number; bytesHashed: number; problems: readonly Problem[] }> {
  const bytesToHash = jobs.reduce((sum, job) => sum + job.size, 0)
  const problems: Problem[] = []
  let hashed = 0
  let bytesHashed = 0
  let waiting: (readonly [ScanJob, FileFacts])[] = []
  let committed = performance.now()
  const commit = db.transaction(() => {
    for (const [job, facts] of waiting) {
      recordFile(store, job, facts, options.identity, options.at)
      if (--job.in.pending === 0) saveFolder(job.in.folder)
    }
    waiting = []
    committed = performance.now()
  })
  const { md5, workers, signal, files } = options
  const pool = { wish: { md5 }, ...(workers !== undefined && { workers }), ...(signal && { signal }) }
  for await (const batch of inspectAll(jobs, pool)) {
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
    options.onProgress?.({ files, toHash: jobs.length, bytesToHash, hashed, bytesHashed })
  }
  if (waiting.length > 0) commit()
  throwIfAborted(signal)
  return { hashed, bytesHashed, problems }
}
