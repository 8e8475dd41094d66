/** Reads the files of a root that changed, and commits what was found, in order. */
import type { Db } from '../../../catalog/sqlite.ts'
import type { Problem } from '../../../errors.ts'
import type { Changes, ScanJob } from '../changes.ts'
import type { EarlyThreads } from './early-threads.ts'
import { inspectAll, type PoolOptions } from '../../hashing/hash-pool.ts'
import type { FileFacts, LargeFile } from '../../hashing/inspect.ts'
import { recordFile, vanishedTrouble, type Recording } from './record.ts'
import type { ScanReport } from '../report.ts'
import type { ScanOptions } from '../scan.ts'
import type { RootStore } from '../../store.ts'
import { toProblem } from '../../trouble.ts'
import type { Seen } from '../walking/walk.ts'

/** Fewer would touch the same pages of the indexes again and again. */
const COMMIT_FILES = 1024
/** What a kill may cost. Large files come to it first, and there a commit is nothing beside reading them. */
const COMMIT_MS = 200
/**
 * A scan after one that was killed keeps what it reads so many times as often, in the end each file. So all kills together
 * cost no more than a batch and a third of one, however many they are, beside the file that each falls into.
 */
const LESS_AFTER_KILL = 4

interface ReadOptions
  extends Omit<Recording, 'store'>, Pick<ScanOptions, 'lending' | 'onBusy' | 'onProgress' | 'signal'> {
  readonly report: ScanReport
  readonly pool: () => Pick<PoolOptions, 'wish' | 'workers'>
  readonly early: EarlyThreads
  readonly seen: Pick<Seen, 'files'>
  /** How many scans in a row were killed before this one. */
  readonly killed: number
}

export interface ReadFiles {
  /** Files that were read to their end, and their bytes. */
  readonly hashed: number
  readonly bytesHashed: number
  /** Folders in which something is left to be looked at again. */
  readonly doubtful: number
  /** Of files that were gone when they were to be read. */
  readonly problems: readonly Problem[]
}

/** Ends early after an abort; what was read until then is kept. */
export async function readChanged(
  db: Db,
  store: RootStore,
  changes: Changes,
  options: ReadOptions,
): Promise<ReadFiles> {
  const problems: Problem[] = []
  let hashed = 0
  let bytesHashed = 0
  let { doubtful } = changes
  let waiting: (readonly [ScanJob, FileFacts])[] = []
  let committed = performance.now()
  const { signal, seen, report, early, killed, lending } = options
  const share = 1 / LESS_AFTER_KILL ** killed
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
    share,
    onLarge: progress,
    ...(signal && { signal }),
    ...(lending && { lending }),
    // what is answered while this thread has something else to do would be lost with another kill
    ...(killed === 0 && { onBusy: () => options.onBusy?.() }),
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
    const isDue = performance.now() - committed >= COMMIT_MS * share
    if (isDue || waiting.length >= COMMIT_FILES * share) commit()
    progress()
  }
  if (waiting.length > 0) commit()
  return { hashed, bytesHashed, doubtful, problems }
}
