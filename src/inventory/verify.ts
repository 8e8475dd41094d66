/** Reads files again and compares them with what they were: does the disk still give what it was given? */
import type { Db } from '../catalog/sqlite.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import { throwIfAborted } from './scan/breather.ts'
import { readFirst, type FirstReading } from './scan/first-reading.ts'
import { rootTrouble } from './scan/root-trouble.ts'
import type { HashWish } from './hashing/content.ts'
import { inspectAll, type InspectJob } from './hashing/hash-pool.ts'
import type { FileFacts, LargeFile } from './hashing/inspect.ts'
import { classifier } from './roles.ts'
import { sampleOf } from './sample.ts'
import type { ScanRoot } from './scan/scan.ts'
import { rootStore, type RootStore } from './store.ts'
import { encodeTroubles, toProblem } from './trouble.ts'
import { judgeFile, type Expected, type FirstVerdict, type Judgement, type Verdict } from './verdict.ts'
import { wishOf, workersOf } from './hashing/wish.ts'

const VERIFICATION = 'verification'

/** `md5`, `sha256`: whether a DAT needs them. Rotten files are entered as they are now. */
export interface VerifyOptions extends HashWish {
  /** The share of the files to read, 0 to 1: those first that were verified longest ago. Default: all. */
  readonly sample?: number
  now(): number
  onProgress?(progress: VerifyProgress): void
  readonly signal?: AbortSignal
  readonly workers?: number
}

export interface VerifyProgress {
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
  /**
   * How many files were what they were (`sound`), or read for the first time and what they should be (`first`); and how
   * many were not, and how. `locked` and `unopened` archives are neither: they are no findings.
   */
  readonly verdicts: Readonly<Record<Verdict | FirstVerdict | 'sound', number>>
  readonly findings: readonly Finding[]
  /** Of roots that are not there, cannot be read, or are empty now: of their files nothing can be said. */
  readonly problems: readonly Problem[]
}

export interface Finding {
  readonly root: string
  readonly path: string
  readonly verdict: Verdict | FirstVerdict
  readonly problem: Problem
}

interface VerifyJob extends InspectJob, Expected {
  readonly id: number
  readonly root: string
  readonly path: string
  readonly in: OpenRoot
}

interface OpenRoot {
  readonly root: ScanRoot
  readonly store: RootStore
}

const COMMIT_FILES = 256
const COMMIT_MS = 1000

/**
 * Verifies what the last scan saw of these roots: files that changed since are told as `changed`, and new ones are not
 * looked at. What a quick scan only listed is read for the first time. What was read is committed on the way. A file
 * that nobody meant to change is entered as it is now and stays a problem until it changes; the others are found by the
 * next scan as well. Of a root that cannot be read as a whole nothing is said of its files.
 * Throws what is wrong with the roots when none can be read, and `interrupted` after an abort.
 */
export async function verifyRoots(
  db: Db,
  roots: readonly ScanRoot[],
  options: VerifyOptions,
): Promise<VerifyResult> {
  const at = options.now()
  const open = new Map<string, OpenRoot>()
  const problems: Problem[] = []
  for (const root of roots) {
    const store = rootStore(db, root, classifier(root).roleOf)
    const trouble = rootTrouble(root, store.holdsFiles())
    if (trouble) problems.push(trouble)
    else open.set(root.name, { root, store })
  }
  if (open.size === 0 && problems.length > 0) throw new CuratorError(problems)
  const sample = sampleOf(db, [...open.keys()], options.sample ?? 1, at)
  const { files: total, bytes: totalBytes } = sample
  const run = beginRun(db, [...open.keys()], at)
  const verdicts = {
    sound: 0,
    first: 0,
    gone: 0,
    unreadable: 0,
    truncated: 0,
    rotten: 0,
    changed: 0,
    damaged: 0,
    locked: 0,
    unopened: 0,
  }
  const findings: Finding[] = []
  let checked = 0
  let bytes = 0
  const onFirst = ({ root, path, verdict, bytes: size, trouble }: FirstReading): void => {
    checked++
    bytes += size
    verdicts[verdict]++
    if (trouble && verdict !== 'locked' && verdict !== 'unopened') {
      findings.push({ root: root.name, path, verdict, problem: toProblem(`${root.path}/${path}`, trouble) })
      db.prepare(FIRST_FINDING).run({ run, root: root.name, path, verdict, detail: trouble.what })
    }
    options.onProgress?.({ files: checked, total, bytes, totalBytes })
  }
  const counted = (): string => JSON.stringify({ checked, bytes, ...verdicts })
  let waiting: (readonly [VerifyJob, FileFacts])[] = []
  let committed = performance.now()
  const commit = db.transaction(() => {
    for (const [job, facts] of waiting) {
      const judgement = judgeFile(job, facts, job.in.root.identity ?? 'full')
      verdicts[judgement.verdict]++
      record(db, job, facts, judgement, { at, run })
      if (judgement.verdict === 'sound') continue
      findings.push({
        ...placeOf(job),
        verdict: judgement.verdict,
        problem: toProblem(job.file, judgement.trouble),
      })
    }
    for (const { store } of open.values()) store.flush()
    db.prepare(KEEP).run(checked, counted(), run)
    waiting = []
    committed = performance.now()
  })
  let status: 'completed' | 'failed' | 'cancelled' = 'failed'
  try {
    const { workers, signal } = options
    const { onProgress: _, sample: __, ...common } = options
    for (const { root } of open.values())
      await readFirst(db, root, sample.listed.get(root.name) ?? [], common, onFirst)
    for (const inRoot of open.values()) {
      const { root } = inRoot
      const known = sample.known.get(root.name)
      if (!known) continue
      const pool = {
        wish: wishOf(db, root, options),
        work: { files: known.ids.length, bytes: known.bytes },
        onLarge: (large: LargeFile) =>
          options.onProgress?.({ files: checked, total, bytes, totalBytes, large }),
        ...workersOf(root, workers),
        ...(signal && { signal }),
      }
      for await (const batch of inspectAll(jobsOf(db, known.ids, inRoot), pool)) {
        const isLost = batch.some(([, { content }]) => !content)
        const trouble = isLost ? rootTrouble(root, true) : undefined
        if (trouble) {
          problems.push(trouble)
          break
        }
        waiting.push(...batch)
        checked += batch.length
        for (const [, { content }] of batch) bytes += content?.size ?? 0
        if (waiting.length >= COMMIT_FILES || performance.now() - committed >= COMMIT_MS) commit()
        options.onProgress?.({ files: checked, total, bytes, totalBytes })
      }
    }
    commit()
    status = signal?.aborted ? 'cancelled' : 'completed'
    throwIfAborted(signal)
  } finally {
    db.prepare(END).run(status, options.now(), checked, counted(), run)
  }
  findings.sort((a, b) => (a.problem.message < b.problem.message ? -1 : 1))
  return { run, checked, bytes, verdicts, findings, problems }
}

function placeOf({ root, path }: VerifyJob): { root: string; path: string } {
  return { root, path }
}

function* jobsOf(db: Db, ids: readonly number[], inRoot: OpenRoot): Generator<VerifyJob> {
  const row = db.prepare<[number], Expected & { root: string; path: string }>(EXPECTED)
  for (const id of ids) {
    const found = row.get(id)
    if (found) yield { ...found, id, file: `${inRoot.root.path}/${found.path}`, in: inRoot }
  }
}

function record(
  db: Db,
  job: VerifyJob,
  facts: FileFacts,
  { verdict, trouble, isDamage }: Judgement,
  { at, run }: { readonly at: number; readonly run: number },
): void {
  const {
    id,
    path,
    in: { store, root },
  } = job
  const before = store.instance(path)
  if (!before) throw new CuratorError(problem('internal', `${job.file} has no row any more.`))
  const { content, members } = facts
  if (verdict === 'sound') {
    db.prepare(SOUND).run(at, id)
    if (!job.wasDamaged || !content) return
    // it was put right, and nothing but its bytes shows it
    store.putInstance(
      path,
      { ...before, romFileId: job.contentId, problem: null, soundId: null, verifiedAt: at },
      run,
    )
    for (const changed of [before.romFileId, job.contentId]) if (changed !== null) store.markChanged(changed)
    return
  }
  db.prepare(FINDING).run(id, run, verdict, Buffer.from(job.sha1, 'hex'), shaOf(facts), trouble.what)
  if (!isDamage || job.wasDamaged || !content) return
  const romFileId = store.putContent(content, classifier(root).roleOf(path))
  if (members) store.putMembers(romFileId, members)
  const asItIs = { ...before, ...facts.identity, romFileId, problem: encodeTroubles([trouble]) }
  const soundId = before.soundId ?? job.contentId
  store.putInstance(path, { ...asItIs, soundId, verifiedAt: null }, run)
  for (const changed of [job.contentId, romFileId]) store.markChanged(changed)
}

function shaOf({ content }: FileFacts): Buffer | null {
  return content ? Buffer.from(content.sha1, 'hex') : null
}

function beginRun(db: Db, roots: readonly string[], at: number): number {
  db.prepare(END_KILLED).run(at)
  return Number(db.prepare(BEGIN).run(VERIFICATION, roots.join(', '), at).lastInsertRowid)
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

const SOUND = 'update file_instance set verified_at = ? where id = ?'

const FINDING = `
  insert or replace into verification (file_id, log_id, verdict, expected, found, detail) values (?, ?, ?, ?, ?, ?)`

const FIRST_FINDING = `
  insert or replace into verification (file_id, log_id, verdict, detail)
  select f.id, @run, @verdict, @detail from file_instance f join library_root r on r.id = f.root_id
  where r.name = @root and f.path = @path`

const BEGIN = `insert into import_log (source, file_name, started_at, status) values (?, ?, ?, 'running')`

const END = `update import_log set status = ?, finished_at = ?, records = ?, notes = ? where id = ?`

const KEEP = `update import_log set records = ?, notes = ? where id = ?`

const END_KILLED = `update import_log set status = 'failed', finished_at = ?,
  notes = json_set(coalesce(notes, '{}'), '$.cutOff', json('true'))
  where status = 'running' and source = 'verification'`
