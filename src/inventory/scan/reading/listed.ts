/** Reads in full what a quick scan only listed: archives of which somebody wants more than a CRC-32. */
import type { Db } from '../../../catalog/sqlite.ts'
import type { Problem } from '../../../errors.ts'
import { throwIfAborted } from '../breather.ts'
import { inspectAll, type InspectJob } from '../../hashing/hash-pool.ts'
import type { FileFacts } from '../../hashing/inspect.ts'
import { recordFile, vanishedTrouble, type RecordJob } from './record.ts'
import { classifier } from '../../roles.ts'
import { scanReport } from '../report.ts'
import type { ScanOptions, ScanRoot } from '../scan.ts'
import { rootStore } from '../../store.ts'
import { toProblem } from '../../trouble.ts'
import { likelyShapes } from '../../hashing/views.ts'
import { wishOf, workersOf } from '../../hashing/wish.ts'

interface ReadResult {
  readonly files: number
  readonly bytes: number
  /** Of the files that were read. */
  readonly problems: readonly Problem[]
}

interface ReadOptions extends Omit<ScanOptions, 'acceptEmpty' | 'scratch'> {
  /** Is told of each file when it is in the catalog. */
  onRead?(path: string, facts: FileFacts): void
}

/**
 * Reads the archives at these paths; or, when asked for `wanted`, those that hold what some DAT may list, by size and by
 * CRC-32 where the DAT has one, or by size alone where the file may have a header that the DAT does without. What was
 * read is committed on the way; throws `interrupted` after an abort.
 */
export async function readListed(
  db: Db,
  root: ScanRoot,
  which: 'wanted' | readonly string[],
  options: ReadOptions,
): Promise<ReadResult> {
  const rows =
    which === 'wanted'
      ? db.prepare<[object], Row>(WANTED).all({ root: root.name, shapes: JSON.stringify(likelyShapes()) })
      : db.prepare<[string, string], Row>(NAMED).all(root.name, JSON.stringify(which))
  if (rows.length === 0) return { files: 0, bytes: 0, problems: [] }
  const files = classifier(root)
  const store = rootStore(db, root, files.roleOf)
  const report = scanReport(db, root.name, options.now)
  const { log } = report.told
  const recording = { store, identity: root.identity ?? 'full', files, at: report.at, log }
  const { workers, signal, onProgress, onRead } = options
  const work = { files: rows.length, bytes: rows.reduce((sum, { size }) => sum + size, 0) }
  const pool = {
    wish: wishOf(db, root, options),
    work,
    ...workersOf(root, workers),
    ...(signal && { signal }),
  }
  const problems: Problem[] = []
  let hashed = 0
  let bytesHashed = 0
  function* jobs(): Generator<InspectJob & RecordJob> {
    for (const { path, size } of rows) {
      const before = store.instance(path)
      if (before)
        yield { file: `${root.path}/${path}`, size, path, in: NOWHERE, index: 0, seen: before, before }
    }
  }
  let status: 'completed' | 'failed' | 'cancelled' = 'failed'
  try {
    for await (const batch of inspectAll(jobs(), pool)) {
      db.transaction(() => {
        for (const [job, facts] of batch) recordFile(recording, job, facts)
        store.flush()
      })()
      for (const [job, facts] of batch) {
        report.read(job, facts)
        if (facts.content) hashed++
        bytesHashed += facts.content?.size ?? 0
        const gone = vanishedTrouble(facts)
        for (const found of gone ? [gone] : facts.troubles) problems.push(toProblem(job.file, found))
        onRead?.(job.path, facts)
      }
      report.flush()
      onProgress?.({ files: work.files, toHash: work.files, bytesToHash: work.bytes, hashed, bytesHashed })
    }
    status = signal?.aborted ? 'cancelled' : 'completed'
    throwIfAborted(signal)
  } finally {
    report.sees(work.files)
    report.end(status)
  }
  return { files: hashed, bytes: bytesHashed, problems }
}

/** A file that changed since the walk is seen by the next one: its folder's row is as that walk made it. */
const NOWHERE: RecordJob['in'] = { trust: () => undefined }

interface Row {
  readonly path: string
  readonly size: number
}

const NAMED = `
  select f.path, cast(f.size as integer) as size from file_instance f join library_root r on r.id = f.root_id
  where r.name = ? and f.status = 'present' and f.listed = 1 and f.path in (select value from json_each(?))
  order by f.path`

// sizes rule most out: they are asked once for all shapes that take off as much
const WANTED = `
  with shapes as materialized (
    select value ->> 'skip' as skip, '%.' || (value ->> 'extension') as name from json_each(@shapes)),
  skips as materialized (select distinct skip from shapes)
  select f.path, cast(f.size as integer) as size from file_instance f join library_root r on r.id = f.root_id
  where r.name = @root and f.status = 'present' and f.listed = 1 and f.id in (
    select m.file_id from listed_member m join dat_rom e on e.crc32 = m.crc32 and (e.size is null or e.size = m.size)
    union
    select m.file_id from listed_member m cross join skips k cross join shapes s
    where m.size - k.skip in (select size from dat_rom) and s.skip = k.skip and m.path like s.name
    union
    select m.file_id from listed_member m
    where m.size in (select size from dat_rom where crc32 is null and size is not null)
      or exists (select 1 from dat_rom where crc32 is null and size is null and coalesce(sha1, md5, sha256) is not null))
  order by f.path`
