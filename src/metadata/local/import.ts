/** Brings one file of metadata into the catalog: once for the same bytes, under an import that can be undone. */
import { createHash } from 'node:crypto'
import { closeSync, readSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beginLog, completeLog, failLog } from '../../catalog/imports.ts'
import { encodeProblem } from '../../catalog/kept-problem.ts'
import type { Db } from '../../catalog/sqlite.ts'
import { openRegular } from '../../regular-file.ts'
import { CuratorError, problem, reason, type Problem } from '../../errors.ts'
import { stampOf } from '../../inventory/file-stamp.ts'
import type { LocalKind } from './entry.ts'
import { readLocal } from './read.ts'
import { dropImport, importName, importOf, putMetadataFile, toldOf, type MetadataFileRow } from './store.ts'
import { stillUsed } from './still-used.ts'
import { partlyUsed } from './trouble.ts'
import { entryWriter } from './writer.ts'

export interface MetadataRequest {
  /** Name the config gives the source. */
  readonly source: string
  /** Absolute. */
  readonly path: string
  readonly kind: LocalKind
  /** Slug, as the config says. */
  readonly platform?: string
}

/**
 * What is wrong with a file is kept, and told by every build; it is never thrown. What the file said before stays in use.
 * @param before the row of the file, where it was read before
 */
export async function importMetadata(
  db: Db,
  request: MetadataRequest,
  before: MetadataFileRow | undefined,
  { now, undone }: { readonly now: number; readonly undone: ReadonlySet<string> },
): Promise<void> {
  const { source, path, kind } = request
  const name = importName(request)
  const row = { source, path, kind, ...stampOf(statSync(path, { throwIfNoEntry: false }), now) }
  const keep = (part: Pick<MetadataFileRow, 'sha1' | 'log_id' | 'problem'>, stamp = {}): void =>
    db.transaction(() => putMetadataFile(db, { ...row, ...stamp, ...part }))()
  const keepBad = (found: Problem, sha1: Buffer | null): void => {
    // a disk may read it the next time
    const stamp = sha1 === null ? { size: -1 } : {}
    const isKept = before?.imported === name && !undone.has(before.sha1?.toString('hex') ?? '')
    if (!isKept) return keep({ sha1, log_id: null, problem: encodeProblem(found) }, stamp)
    const { sha1: old, log_id } = before
    keep({ sha1: old, log_id, problem: encodeProblem(stillUsed(found)) }, stamp)
  }
  const sha1 = hashOf(path)
  if (!Buffer.isBuffer(sha1)) return keepBad(sha1, null)
  if (undone.has(sha1.toString('hex')))
    return keep({ sha1, log_id: null, problem: encodeProblem(undoneProblem(path)) })
  const known = importOf(db, name, sha1)
  const log = known ?? beginLog(db, name, path, { sha1 })
  try {
    if (known === undefined) {
      const { entries, told } = await read(db, log, request, now)
      completeLog(db, log, entries, told ?? null)
    }
    const told = toldOf(db, log)
    keep({ sha1, log_id: log, problem: told === null ? null : encodeProblem(partlyUsed(path, told)) })
  } catch (error) {
    const found = error instanceof CuratorError ? error.problems[0] : undefined
    db.transaction(() => dropImport(db, log))()
    failLog(db, log, error instanceof Error ? error.message : String(error))
    if (!found) throw error
    keepBad(found, sha1)
  }
}

interface Read {
  readonly entries: number
  /** Of what is not used of it. */
  readonly told?: string | undefined
}

async function read(db: Db, log: number, request: MetadataRequest, now: number): Promise<Read> {
  if (request.kind === 'pack')
    return { entries: (await import('./pack.ts')).importPack(db, log, request, now) }
  const writer = entryWriter(db, log)
  const told = await readLocal(request.kind, request, writer, db.memory ? undefined : dirname(db.name))
  return { entries: writer.finish(), told: told ?? undefined }
}

const CHUNK = 1 << 20

/** LaunchBox' folder is two files. */
function hashOf(path: string): Buffer | Problem {
  const hash = createHash('sha1')
  const beside = join(dirname(path), 'Files.xml')
  const isPair = basename(path) === 'Metadata.xml' && statSync(beside, { throwIfNoEntry: false })?.isFile()
  try {
    const bytes = Buffer.alloc(CHUNK)
    for (const file of isPair ? [path, beside] : [path]) {
      const fd = openRegular(file)
      try {
        for (let got = readSync(fd, bytes); got > 0; got = readSync(fd, bytes))
          hash.update(bytes.subarray(0, got))
      } finally {
        closeSync(fd)
      }
    }
    return hash.digest()
  } catch (error) {
    return problem('metadata-unreadable', `${path}: cannot be read: ${reason(error)}.`, { path })
  }
}

/** What a build says of it from then on. */
export function undoneProblem(path: string): Problem {
  const message = `${path}: is not used, because its import was undone.`
  const hint = 'To use it again, take its line out of curator.undone.'
  return problem('metadata-undone', message, { path, hint })
}
