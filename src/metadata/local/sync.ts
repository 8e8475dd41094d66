/** Makes the catalog's metadata that of the files the config names. With nothing changed it only asks for stats. */
import { statSync } from 'node:fs'
import { decodeProblem } from '../../catalog/kept-problem.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import type { Problem } from '../../errors.ts'
import { isUnchanged } from '../../inventory/file-stamp.ts'
import type { LocalKind } from './entry.ts'
import type { MetadataRequest } from './import.ts'
import { stillUsed } from './still-used.ts'
import {
  clearInterrupted,
  importName,
  metadataFiles,
  partsInUse,
  removeMetadataFile,
  type MetadataFileRow,
} from './store.ts'
import { unknownKind } from './trouble.ts'

/** A source as the config names it. */
export interface MetadataSpec {
  readonly name: string
  /** A file, a folder, or a glob: absolute, or relative to `base`. */
  readonly path: string
  readonly base: string
  readonly kind?: LocalKind
  readonly platform?: string
}

interface MetadataSync {
  /** By platform: the same text exactly as long as the same imports speak of it. */
  readonly platforms: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
}

interface SyncOptions {
  readonly now: number
  /** SHA-1s of files that are not to be used. */
  readonly undone: ReadonlySet<string>
}

export async function syncMetadata(
  db: Db,
  specs: readonly MetadataSpec[],
  { now, undone }: SyncOptions,
): Promise<MetadataSync> {
  const problems: Problem[] = []
  const before = metadataFiles(db)
  if (specs.length > 0 || before.length > 0) {
    const { wanted, away } = await requestsOf(specs, before, problems)
    const known = new Map(before.map((row) => [keyOf(row), row]))
    const stale = wanted.filter((one) => !isFresh(known.get(keyOf(one)), one, undone))
    const keys = new Set(wanted.map(keyOf))
    // a disk that is not plugged in says nothing of what is on it
    const gone = before.filter(
      (row) =>
        !keys.has(keyOf(row)) && (!away.has(row.source) || undone.has(row.sha1?.toString('hex') ?? '')),
    )
    if (stale.length > 0 || gone.length > 0) {
      await bringUpToDate(db, { stale, gone, known }, { now, undone })
      await readPacksAgain(db, wanted, { now, undone })
    }
    for (const { problem: told, path } of metadataFiles(db))
      if (told !== null) problems.push(decodeProblem(told, path))
  }
  const platforms: Record<string, string> = {}
  for (const { platform, source, kind, log } of partsInUse(db))
    platforms[platform] = `${platforms[platform] ?? ''}${source} ${kind} ${log};`
  for (const [platform, rows] of expired(db, now))
    platforms[platform] = `${platforms[platform] ?? ''}expired ${rows};`
  return { platforms, problems }
}

/** What packs said and does not hold any more. */
function expired(db: Db, now: number): [platform: string, rows: number][] {
  return prepareOnce(
    db,
    `select p.slug, count(*) from (
       select platform_id, expires_at from game_performance_cache
       union all select platform_id, expires_at from emulator_compat_cache
       union all select platform_id, expires_at from game_settings_cache
     ) g join platform p on p.id = g.platform_id
     where g.expires_at <= ? group by p.slug order by p.slug`,
  )
    .raw()
    .all(now) as [string, number][]
}

interface Requests {
  readonly wanted: readonly MetadataRequest[]
  /** Names of sources that are not there, or not to be read. */
  readonly away: ReadonlySet<string>
}

async function requestsOf(
  specs: readonly MetadataSpec[],
  before: readonly MetadataFileRow[],
  problems: Problem[],
): Promise<Requests> {
  const away = new Set<string>()
  const wanted: MetadataRequest[] = []
  if (specs.length === 0) return { wanted, away }
  const { findMetadata, kindOfFile } = await import('./find.ts')
  for (const { name, base, path, kind, platform } of specs) {
    const found = await findMetadata({ base, path }, kind)
    const isUsed = before.some(({ source, log_id }) => source === name && log_id !== null)
    problems.push(...(isUsed ? found.problems.map(stillUsed) : found.problems))
    if (found.problems.length > 0) away.add(name)
    for (const file of found.files) {
      const of = kind ?? kindOfFile(file)
      if (of === undefined) problems.push(unknownKind(file))
      else
        wanted.push({ source: name, path: file, kind: of, ...(platform === undefined ? {} : { platform }) })
    }
  }
  return { wanted, away }
}

function keyOf({ source, path }: { readonly source: string; readonly path: string }): string {
  return `${source}\n${path}`
}

function isFresh(
  row: MetadataFileRow | undefined,
  request: MetadataRequest,
  undone: ReadonlySet<string>,
): boolean {
  if (!row || row.kind !== request.kind) return false
  if (!isUnchanged(row, statSync(request.path, { throwIfNoEntry: false }))) return false
  const isUndone = row.sha1 !== null && undone.has(row.sha1.toString('hex'))
  const code = row.problem === null ? undefined : decodeProblem(row.problem, row.path).code
  // there may be room for it by now
  if (code === 'no-space') return false
  if (row.log_id === null) {
    if (code === 'metadata-undone') return isUndone
    // with a platform in the config it may be right now
    return code !== 'metadata-unknown-platform' || request.platform === undefined
  }
  return !isUndone && row.imported === importName(request)
}

interface Due {
  readonly stale: readonly MetadataRequest[]
  readonly gone: readonly MetadataFileRow[]
  /** By source and path. */
  readonly known: ReadonlyMap<string, MetadataFileRow>
}

async function bringUpToDate(db: Db, { stale, gone, known }: Due, options: SyncOptions): Promise<void> {
  const { importMetadata } = await import('./import.ts')
  clearInterrupted(db)
  // new files first: a renamed one finds what it said under its old name
  for (const request of stale) await importMetadata(db, request, known.get(keyOf(request)), options)
  db.transaction(() => {
    for (const { source, path } of gone) removeMetadataFile(db, source, path)
  })()
}

/** What a pack said in place of another comes back with that, in the same build. Once: what they say then is all there is. */
async function readPacksAgain(
  db: Db,
  wanted: readonly MetadataRequest[],
  options: SyncOptions,
): Promise<void> {
  const packs = wanted.filter(({ kind }) => kind === 'pack')
  if (packs.length === 0) return
  const known = new Map(metadataFiles(db).map((row) => [keyOf(row), row]))
  const stale = packs.filter((one) => !isFresh(known.get(keyOf(one)), one, options.undone))
  if (stale.length > 0) await bringUpToDate(db, { stale, gone: [], known }, options)
}
