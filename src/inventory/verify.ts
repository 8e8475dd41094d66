/** Reads files again and compares them with what they were: does the disk still give what it was given? */
import type { Db } from '../catalog/sqlite.ts'
import { CuratorError, type Problem } from '../errors.ts'
import { awayIn } from './scan/trouble/away.ts'
import { throwIfAborted } from './scan/breather.ts'
import { readFirst } from './scan/reading/first-reading.ts'
import { rootTrouble } from './scan/trouble/root-trouble.ts'
import type { HashWish } from './hashing/content.ts'
import { inspectAll } from './hashing/hash-pool.ts'
import type { LargeFile } from './hashing/inspect.ts'
import { classifier } from './roles.ts'
import { sampleOf, type Sample } from './sample.ts'
import type { ScanRoot } from './scan/scan.ts'
import { rootStore } from './store.ts'
import type { Expected } from './verdict.ts'
import {
  beginVerifyRun,
  type Finding,
  type OpenRoot,
  type Verdicts,
  type VerifyJob,
  type VerifyRun,
} from './verify-run.ts'
import { wishOf, workersOf } from './hashing/wish.ts'

/** `md5`, `sha256`: whether a DAT needs them. Rotten files are entered as they are now. */
export interface VerifyOptions extends HashWish {
  /** The share of the files to read, 0 to 1: those first that were verified longest ago. Default: all. */
  readonly sample?: number
  now(): number
  onProgress?(progress: VerifyProgress): void
  readonly signal?: AbortSignal
  readonly workers?: number
}

interface VerifyProgress {
  readonly files: number
  readonly total: number
  readonly bytes: number
  readonly totalBytes: number
  /** A large file that is being read, the one that was heard of last. */
  readonly large?: LargeFile
}

export interface VerifyResult {
  /** The row of `import_log`. */
  readonly run: number
  readonly checked: number
  readonly bytes: number
  readonly verdicts: Verdicts
  readonly findings: readonly Finding[]
  /** Of roots that are not there, cannot be read, or are empty now, and of disks and links below roots: of their files nothing can be said. */
  readonly problems: readonly Problem[]
}

/**
 * Verifies what the last scan saw of these roots: files that changed since are told as `changed`, and new ones are not
 * looked at. What a quick scan only listed is read for the first time. What was read is committed on the way. A file
 * that nobody meant to change is entered as it is now and stays a problem until it changes; the others are found by the
 * next scan as well. Of a root that cannot be read as a whole, or a disk that is not mounted any more, nothing is said of
 * its files.
 * Throws what is wrong with the roots when none can be read, and `interrupted` after an abort.
 */
export async function verifyRoots(
  db: Db,
  roots: readonly ScanRoot[],
  options: VerifyOptions,
): Promise<VerifyResult> {
  const at = options.now()
  const { open, problems, lost } = await openRoots(db, roots)
  if (open.length === 0 && problems.length > 0) throw new CuratorError(problems)
  const sample = sampleOf(db, lost, options.sample ?? 1, at)
  const run = beginVerifyRun(db, open, at)
  const tell = (large?: LargeFile): void =>
    options.onProgress?.({
      files: run.checked,
      total: sample.files,
      bytes: run.bytes,
      totalBytes: sample.bytes,
      ...(large && { large }),
    })
  let status: 'completed' | 'failed' | 'cancelled' = 'failed'
  try {
    const { signal } = options
    const { onProgress: _, sample: __, ...common } = options
    for (const { root } of open)
      await readFirst(db, root, sample.listed.get(root.name) ?? [], common, (reading) => {
        run.first(reading)
        tell()
      })
    for (const inRoot of open) {
      const trouble = await readAgain(db, inRoot, sample, { options, run, tell })
      if (trouble) problems.push(trouble)
    }
    run.commit()
    status = signal?.aborted ? 'cancelled' : 'completed'
    throwIfAborted(signal)
  } finally {
    run.end(status, options.now())
  }
  const { id, checked, bytes, verdicts, findings } = run
  const sorted = findings.toSorted((a, b) => (a.problem.message < b.problem.message ? -1 : 1))
  return { run: id, checked, bytes, verdicts, findings: sorted, problems }
}

interface Opened {
  readonly open: readonly OpenRoot[]
  readonly problems: Problem[]
  /** By name of those that are open, their folders whose disks are not there. */
  readonly lost: ReadonlyMap<string, readonly string[]>
}

async function openRoots(db: Db, roots: readonly ScanRoot[]): Promise<Opened> {
  const open: OpenRoot[] = []
  const problems: Problem[] = []
  const lost = new Map<string, readonly string[]>()
  for (const root of roots) {
    const store = rootStore(db, root, classifier(root).roleOf)
    const away = await awayIn(db, root, store)
    if (away.root) {
      problems.push(away.root)
      continue
    }
    open.push({ root, store })
    lost.set(root.name, [...away.folders.keys()])
    problems.push(...away.folders.values())
  }
  return { open, problems, lost }
}

/** Ends early where the whole root went away meanwhile, and says so: then nothing can be said of its files. */
async function readAgain(
  db: Db,
  inRoot: OpenRoot,
  sample: Sample,
  at: {
    readonly options: VerifyOptions
    readonly run: VerifyRun
    readonly tell: (large?: LargeFile) => void
  },
): Promise<Problem | undefined> {
  const { root } = inRoot
  const { options, run, tell } = at
  const known = sample.known.get(root.name)
  if (!known) return undefined
  const pool = {
    wish: wishOf(db, root, options),
    work: { files: known.ids.length, bytes: known.bytes },
    onLarge: tell,
    ...workersOf(root, options.workers),
    ...(options.signal && { signal: options.signal }),
  }
  for await (const batch of inspectAll(jobsOf(db, known.ids, inRoot), pool)) {
    const isLost = batch.some(([, { content }]) => !content)
    const trouble = isLost ? rootTrouble(root, true) : undefined
    if (trouble) return trouble
    run.again(batch)
    tell()
  }
  return undefined
}

function* jobsOf(db: Db, ids: readonly number[], inRoot: OpenRoot): Generator<VerifyJob> {
  const row = db.prepare<[number], Expected & { root: string; path: string }>(EXPECTED)
  for (const id of ids) {
    const found = row.get(id)
    if (found) yield { ...found, id, file: `${inRoot.root.path}/${found.path}`, in: inRoot }
  }
}

const EXPECTED = `
  with file as (
    select root_id, path, size, mtime, ctime, ino, rom_file_id, sound_id,
      problem like '%"file-rotten"%' or problem like '%"file-truncated"%' as damaged
    from file_instance where id = ?)
  select r.name as root, f.path, f.size, f.mtime, f.ctime, f.ino, coalesce(f.damaged, 0) as wasDamaged, c.id as contentId,
    lower(hex(c.sha1)) as sha1, c.size as contentSize
  from file f join library_root r on r.id = f.root_id
  join rom_file c on c.id = case when f.damaged and f.sound_id is not null then f.sound_id else f.rom_file_id end`
