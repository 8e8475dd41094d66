/** A verification as the catalog has it: its own row, what it found, and the files that are not what they were. */
import { beginLog } from '../catalog/imports.ts'
import type { Db } from '../catalog/sqlite.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import type { InspectJob } from './hashing/hash-pool.ts'
import type { FileFacts } from './hashing/inspect.ts'
import { classifier } from './roles.ts'
import type { FirstReading } from './scan/reading/first-reading.ts'
import type { ScanRoot } from './scan/scan.ts'
import type { RootStore } from './store.ts'
import { encodeTroubles, toProblem } from './trouble.ts'
import { judgeFile, type Expected, type FirstVerdict, type Judgement, type Verdict } from './verdict.ts'

const VERIFICATION = 'verification'

export interface Finding {
  readonly root: string
  readonly path: string
  readonly verdict: Verdict | FirstVerdict
  readonly problem: Problem
}

/**
 * How many files were what they were (`sound`), or read for the first time and what they should be (`first`); and how
 * many were not, and how. `locked` and `unopened` archives are neither: they are no findings.
 */
export type Verdicts = Readonly<Record<Verdict | FirstVerdict | 'sound', number>>

/** A root whose files are verified. */
export interface OpenRoot {
  readonly root: ScanRoot
  readonly store: RootStore
}

/** A file to be read again, with what it was. */
export interface VerifyJob extends InspectJob, Expected {
  readonly id: number
  readonly root: string
  readonly path: string
  readonly in: OpenRoot
}

export interface VerifyRun {
  /** The row of `import_log`. */
  readonly id: number
  /** Files so far. */
  readonly checked: number
  readonly bytes: number
  readonly verdicts: Verdicts
  readonly findings: readonly Finding[]
  /** Takes a file that was read for the first time, and entered with that. */
  first(reading: FirstReading): void
  /** Takes files that were read again. They are entered with others, every second at the least. */
  again(batch: readonly (readonly [VerifyJob, FileFacts])[]): void
  /** Enters what was taken until now. */
  commit(): void
  end(status: 'completed' | 'failed' | 'cancelled', at: number): void
}

const COMMIT_FILES = 256
const COMMIT_MS = 1000

export function beginVerifyRun(db: Db, roots: readonly OpenRoot[], at: number): VerifyRun {
  const run = beginRun(
    db,
    roots.map(({ root }) => root.name),
    at,
  )
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
  let waiting: (readonly [VerifyJob, FileFacts])[] = []
  let committed = performance.now()
  const counted = (): string => JSON.stringify({ checked, bytes, ...verdicts })

  const commit = db.transaction(() => {
    for (const [job, facts] of waiting) {
      const judgement = judgeFile(job, facts, job.in.root.identity ?? 'full')
      const { verdict, trouble } = judgement
      verdicts[verdict]++
      record(db, job, facts, judgement, { at, run })
      if (verdict === 'sound') continue
      findings.push({ root: job.root, path: job.path, verdict, problem: toProblem(job.file, trouble) })
    }
    for (const { store } of roots) store.flush()
    db.prepare(KEEP).run(checked, counted(), run)
    waiting = []
    committed = performance.now()
  })

  return {
    id: run,
    verdicts,
    findings,
    commit,
    get checked() {
      return checked
    },
    get bytes() {
      return bytes
    },
    first({ root, path, verdict, bytes: size, trouble }) {
      checked++
      bytes += size
      verdicts[verdict]++
      if (!trouble || verdict === 'locked' || verdict === 'unopened') return
      findings.push({ root: root.name, path, verdict, problem: toProblem(`${root.path}/${path}`, trouble) })
      db.prepare(FIRST_FINDING).run({ run, root: root.name, path, verdict, detail: trouble.what })
    },
    again(batch) {
      waiting.push(...batch)
      checked += batch.length
      for (const [, { content }] of batch) bytes += content?.size ?? 0
      if (waiting.length >= COMMIT_FILES || performance.now() - committed >= COMMIT_MS) commit()
    },
    end(status, now) {
      db.prepare(END).run(status, now, checked, counted(), run)
    },
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
  return beginLog(db, VERIFICATION, roots.join(', '), { at })
}

const SOUND = 'update file_instance set verified_at = ? where id = ?'

const FINDING = `
  insert or replace into verification (file_id, log_id, verdict, expected, found, detail) values (?, ?, ?, ?, ?, ?)`

const FIRST_FINDING = `
  insert or replace into verification (file_id, log_id, verdict, detail)
  select f.id, @run, @verdict, @detail from file_instance f join library_root r on r.id = f.root_id
  where r.name = @root and f.path = @path`

const END = `update import_log set status = ?, finished_at = ?, records = ?, notes = ? where id = ?`

const KEEP = `update import_log set records = ?, notes = ? where id = ?`

const END_KILLED = `update import_log set status = 'failed', finished_at = ?,
  notes = json_set(coalesce(notes, '{}'), '$.cutOff', json('true'))
  where status = 'running' and source = 'verification'`
