/** Brings the DATs of one file into the catalog: each one whole in a single transaction, or not at all. */
import { statSync } from 'node:fs'
import { beginLog, completeLog, failLog, noteHash } from '../../catalog/imports.ts'
import { encodeProblem } from '../../catalog/kept-problem.ts'
import { platformId } from '../../catalog/platform-id.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { CuratorError, problem, type Problem } from '../../errors.ts'
import { inOneGo, type InSteps } from '../../in-steps.ts'
import { halfRead, stampOf, type FileStamp } from '../../inventory/file-stamp.ts'
import { detectDialect } from '../../names/dialect.ts'
import { nearestDatNames, platformOfDat } from '../../platforms/lookup.ts'
import type { DatHeader } from '../dat.ts'
import { writeEntries } from './entries.ts'
import type { EntryCounts } from './entry-rows.ts'
import { inLongTransaction, LONG_TEXT, type Meanwhile } from './long-import.ts'
import { openDats, type BadDat, type DatText } from '../read.ts'
import {
  datFileRow,
  hasFileOfSize,
  putDatFile,
  rowWithDigest,
  rowWithHash,
  stampDatFile,
  type DatFileRow,
} from './store.ts'

export interface ImportRequest {
  /** Name the config gives this group of DATs. */
  readonly dat: string
  /** Absolute path. */
  readonly file: string
  /** Slug of the platform, instead of the one the DAT's header names. */
  readonly platform?: string
  /** What the user decided of headers that name none: name → slug. */
  readonly decided?: Readonly<Record<string, string>>
}

interface ImportResult {
  /** `file.zip#member` for a DAT in a zip. */
  readonly path: string
  readonly games: number
  /** Rows written; 0 when the rows of an earlier import serve. */
  readonly entries: number
  readonly platform?: string
  /** Why nothing was imported. It is also kept in `dat_file`. */
  readonly problem?: Problem
}

/** An import with a given platform is another one than an import by header. */
function sourceOf(platform: string | undefined): string {
  return platform === undefined ? 'dat' : `dat:${platform}`
}

export interface ImportOptions {
  /** Called with the path of each DAT that brought something, in the transaction that writes it. */
  readonly onPut?: (path: string) => void
  /** Absent: even the longest DAT is read in one go. */
  readonly meanwhile?: Meanwhile | undefined
}

/**
 * Imports every DAT in a file: one, or several in a zip. Problems are returned and kept, never thrown, but for
 * `interrupted`.
 */
export async function importDatFile(
  db: Db,
  request: ImportRequest,
  options: ImportOptions = {},
): Promise<readonly ImportResult[]> {
  const stamp = stampOf(statSync(request.file, { throwIfNoEntry: false }), Date.now())
  const results: ImportResult[] = []
  // a run that is cut off between two DATs of a file must not look like one that read them all
  const half = halfRead(stamp)
  for await (const opened of openDats(request.file)) {
    results.push(
      'problem' in opened
        ? keepBad(db, request, half, opened)
        : await importText(db, request, half, opened, options),
    )
  }
  const paths = results.map(({ path }) => path)
  stampDatFile(db, request.dat, paths, stamp)
  return results
}

async function importText(
  db: Db,
  request: ImportRequest,
  stamp: FileStamp,
  text: DatText,
  options: ImportOptions,
): Promise<ImportResult> {
  const { onPut, meanwhile } = options
  const source = sourceOf(request.platform)
  const known = mayBeKnown(db, text) ? rowWithHash(db, source, bytesOf(text)) : undefined
  if (known) {
    db.transaction(() => {
      putDatFile(db, { ...known, ...stamp, dat: request.dat, path: text.path })
      onPut?.(text.path)
    })()
    return {
      path: text.path,
      games: known.games,
      entries: 0,
      ...(known.platform && { platform: known.platform }),
    }
  }
  const logId = beginLog(db, source, text.path)
  const header: { found?: DatHeader } = {}
  const work = function* (): InSteps<ImportResult> {
    const result = yield* importRows(db, request, stamp, text, { source, logId, header })
    onPut?.(text.path)
    return result
  }
  const isLong = text.length !== undefined && text.length >= LONG_TEXT
  try {
    if (isLong && meanwhile) return await inLongTransaction(db, work, meanwhile)
    return db.transaction(() => inOneGo(work()))()
  } catch (error) {
    if (!(error instanceof CuratorError) || !error.problems[0]) throw error
    failLog(db, logId, error.message)
    if (error.problems[0].code === 'interrupted') throw error
    const decided = decidedPlatform(request, error.problems[0], header.found)
    if (decided !== undefined) return importText(db, { ...request, platform: decided }, stamp, text, options)
    return keepBad(db, request, stamp, { path: text.path, problem: error.problems[0] }, header.found)
  }
}

function decidedPlatform(
  { decided = {} }: ImportRequest,
  { code }: Problem,
  header: DatHeader | undefined,
): string | undefined {
  if (code !== 'dat-unknown-platform' || !header || !Object.hasOwn(decided, header.name)) return undefined
  return decided[header.name]
}

/** Reading a text twice to know that it is new takes longer than looking at the sizes of those that are known. */
function mayBeKnown(db: Db, { size }: DatText): boolean {
  return size === undefined || hasFileOfSize(db, size)
}

function bytesOf({ sha1 }: DatText): Buffer {
  return Buffer.from(sha1, 'hex')
}

interface Run {
  readonly source: string
  readonly logId: number
  /** Filled while the DAT is read. */
  readonly header: { found?: DatHeader }
}

function* importRows(
  db: Db,
  request: ImportRequest,
  stamp: FileStamp,
  text: DatText,
  run: Run,
): InSteps<ImportResult> {
  const { source, logId } = run
  let header: DatHeader = { name: '' }
  let platform = ''
  const counts = yield* writeEntries(db, text, {
    logId,
    platformOf(found) {
      header = run.header.found = found
      platform = request.platform ?? platformOfDat(found.name) ?? unknownPlatform(text.path, found.name)
      const id = platformId(db, platform)
      if (id === undefined) throw new Error(`the catalog has no platform ${platform}`)
      return id
    },
  })
  const { games, entries, digest, needsMd5, needsSha256 } = counts
  const naming = namingOf(db, logId, header, counts)
  const same = rowWithDigest(db, source, platform, digest)
  // a new edition of the same list: the rows stay, and with them everything that was derived from them
  if (same) db.prepare('delete from dat_game where log_id = ?').run(logId)
  const sha1 = bytesOf(text)
  noteHash(db, logId, sha1)
  completeLog(db, logId, same ? 0 : entries, same ? `lists the same games as import ${same.log_id}` : null)
  putDatFile(db, {
    ...stamp,
    dat: request.dat,
    path: text.path,
    sha1,
    log_id: same ? same.log_id : logId,
    platform,
    name: header.name,
    version: header.version ?? null,
    date: header.date ?? null,
    games,
    digest,
    needs_md5: needsMd5 ? 1 : 0,
    needs_sha256: needsSha256 ? 1 : 0,
    problem: null,
    ...naming,
  })
  return { path: text.path, games, entries: same ? 0 : entries, platform }
}

/** How the names of an import are to be read. Where they are short names, what people call the games tells. */
function namingOf(
  db: Db,
  logId: number,
  header: DatHeader,
  { dialect, numbered }: EntryCounts,
): Pick<DatFileRow, 'dialect' | 'numbered'> {
  const isArcade = dialect === 'plain' && detectDialect(header, descriptionsOf(db, logId)) === 'mame'
  return { dialect: isArcade ? 'mame' : dialect, numbered: numbered ? 1 : 0 }
}

/** A header may tell more than all of them: the query begins with the first one that is asked for. */
function* descriptionsOf(db: Db, logId: number): Generator<string> {
  const texts = prepareOnce(
    db,
    'select description from dat_game where log_id = ? and description is not null',
  )
  yield* texts.pluck().iterate(logId) as IterableIterator<string>
}

function unknownPlatform(path: string, name: string): never {
  const nearest = nearestDatNames(name).map((known) => `"${known}"`)
  const says =
    name === '' ? 'its header names no platform' : `its header name "${name}" is no platform curator knows`
  const near = nearest.length === 0 ? '' : ` The nearest are ${nearest.join(', ')}.`
  const hint =
    'Say which it is with `curator review`, or with `platform` in the config: `{ path: …, platform: … }`.'
  throw new CuratorError(problem('dat-unknown-platform', `${path}: ${says}.${near}`, { path, hint }))
}

/** The file gives no entries until it is put right; what an earlier state of it gave is gone, but for how much it was. */
function keepBad(
  db: Db,
  request: ImportRequest,
  stamp: FileStamp,
  bad: BadDat,
  header?: DatHeader,
): ImportResult {
  db.transaction(() =>
    putDatFile(db, {
      ...stamp,
      dat: request.dat,
      path: bad.path,
      sha1: null,
      log_id: null,
      platform: null,
      name: header?.name ?? null,
      version: header?.version ?? null,
      date: header?.date ?? null,
      games: gamesBefore(datFileRow(db, request.dat, bad.path), bad.problem, header),
      digest: null,
      needs_md5: 0,
      needs_sha256: 0,
      problem: encodeProblem(bad.problem),
      dialect: 'plain',
      numbered: 0,
    }),
  )()
  return { path: bad.path, games: 0, entries: 0, problem: bad.problem }
}

/** Of a DAT that cannot be used. None where somebody took back which platform it is: it says what it always said. */
function gamesBefore(before: DatFileRow | undefined, { code }: Problem, header?: DatHeader): number {
  const saysTheSame = before !== undefined && before.log_id !== null && before.name === header?.name
  return saysTheSame && code === 'dat-unknown-platform' ? 0 : (before?.games ?? 0)
}
