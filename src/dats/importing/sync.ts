/** Makes the catalog's DATs equal to the DAT files the config names. With nothing changed it only asks for stats. */
import { hash } from 'node:crypto'
import { statSync } from 'node:fs'
import { decodeProblem } from '../../catalog/kept-problem.ts'
import type { Db } from '../../catalog/sqlite.ts'
import type { Problem } from '../../errors.ts'
import { addTo } from '../../groups.ts'
import { isUnchanged } from '../../inventory/file-stamp.ts'
import { ownValue } from '../../own-value.ts'
import { severalEditions } from '../releases/editions.ts'
import type { ImportRequest } from './import.ts'
import type { Meanwhile } from './long-import.ts'
import { datFileRows, isTold, type DatFileRow } from './store.ts'

/** A group of DAT files as the config names it. */
export interface DatSpec {
  readonly name: string
  /** Absolute paths. */
  readonly files: readonly string[]
  /** Platform slug for DATs whose header does not tell. */
  readonly platform?: string
}

/** What the user decided about DATs: name in the header → platform slug. Counts where nothing else tells. */
export type DecidedDats = Readonly<Record<string, string>>

interface DatSync {
  readonly dats: readonly SyncedDat[]
  /**
   * Per platform slug, a text that stays the same exactly as long as its entries are the very same rows, and their names
   * are read in the same way. What is derived from entries must be made again when it differs.
   */
  readonly platforms: Readonly<Record<string, string>>
  /** Slugs whose text is another one than before this call. */
  readonly changed: readonly string[]
  /** Files that were read. */
  readonly read: number
}

interface SyncedDat {
  readonly name: string
  /** DATs that are in use; a zip may hold several. */
  readonly count: number
  readonly games: number
  /** Everything that keeps DATs of this group from being used, or makes them say too much, known from any run. */
  readonly problems: readonly Problem[]
}

interface SyncOptions {
  /** Who is to hear of signals while DATs are read. Absent: nobody. */
  readonly meanwhile?: Meanwhile
  /** SHA-1s of the texts of DATs that are not to be used, whatever files hold them. */
  readonly undone?: ReadonlySet<string>
  readonly decided?: DecidedDats
  /** Believe it when a DAT that listed games lists none. */
  readonly acceptEmpty?: boolean
}

export async function syncDats(
  db: Db,
  specs: readonly DatSpec[],
  { meanwhile, undone = new Set(), decided = {}, acceptEmpty = false }: SyncOptions = {},
): Promise<DatSync> {
  const rows = datFileRows(db)
  const plan = { ...(await compare(specs, rows, { undone, decided, acceptEmpty })), acceptEmpty }
  const isRight =
    plan.stale.length === 0 && plan.gone.length === 0 && !rows.some((row) => isToGo(row, undone))
  if (isRight) return describe(specs, rows, rows, 0)
  const { bringUpToDate } = await import('./update.ts')
  await bringUpToDate(db, plan, meanwhile)
  if (undone.size > 0) await setAsideUndone(db, undone)
  return describe(specs, rows, datFileRows(db), plan.stale.length)
}

/** In use, though it was undone. */
function isToGo({ log_id, sha1 }: DatFileRow, undone: ReadonlySet<string>): boolean {
  return undone.size > 0 && log_id !== null && sha1 !== null && undone.has(sha1.toString('hex'))
}

async function setAsideUndone(db: Db, undone: ReadonlySet<string>): Promise<void> {
  const { setAside } = await import('../sources/undo.ts')
  setAside(
    db,
    datFileRows(db).filter((row) => isToGo(row, undone)),
  )
}

export interface SyncPlan {
  readonly stale: readonly ImportRequest[]
  /** Rows of the files that are stale, as they were read before. */
  readonly before: readonly DatFileRow[]
  readonly gone: readonly DatFileRow[]
  readonly acceptEmpty: boolean
}

interface Wishes {
  readonly undone: ReadonlySet<string>
  readonly decided: DecidedDats
  readonly acceptEmpty: boolean
}

async function compare(
  specs: readonly DatSpec[],
  rows: readonly DatFileRow[],
  { undone, decided, acceptEmpty }: Wishes,
): Promise<Omit<SyncPlan, 'acceptEmpty'>> {
  const stale: SyncPlan['stale'][number][] = []
  const before: DatFileRow[] = []
  const kept = new Set<DatFileRow>()
  for (const { name, files, platform } of specs) {
    const wanted = new Set(files)
    const known = rowsByFile(rows, name, wanted)
    for (const file of wanted) {
      const of = known.get(file) ?? []
      for (const row of of) kept.add(row)
      const stat = statSync(file, { throwIfNoEntry: false })
      const usable = await every(
        of,
        async (row) =>
          isUnchanged(row, stat) &&
          !isWantedAgain(row, undone) &&
          !(acceptEmpty && isTold(row, 'dat-emptied')) &&
          (await isReadAs(row, platform, decided)),
      )
      if (of.length > 0 && usable) continue
      before.push(...of)
      stale.push({ dat: name, file, decided, ...(platform === undefined ? {} : { platform }) })
    }
  }
  return { stale, before, gone: rows.filter((row) => !kept.has(row)) }
}

async function every<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (!(await holds(item))) return false
  return true
}

/** It was undone, and is not any more. */
function isWantedAgain(row: DatFileRow, undone: ReadonlySet<string>): boolean {
  return row.sha1 !== null && isTold(row, 'dat-undone') && !undone.has(row.sha1.toString('hex'))
}

/** Whether the row was made with this choice of platform, and would be made the same way today. */
async function isReadAs(
  row: DatFileRow,
  platform: string | undefined,
  decided: DecidedDats,
): Promise<boolean> {
  const name = row.name ?? ''
  const word = platform ?? ownValue(decided, name)
  if (row.source === 'dat') return platform === undefined
  if (row.source !== null) return row.source === `dat:${word}`
  if (!isTold(row, 'dat-unknown-platform')) return true
  if (word !== undefined) return false
  const { platformOfDat } = await import('../../platforms/lookup.ts')
  return platformOfDat(name) === undefined
}

/** Rows of a zip's members are found under the zip; `#` may also stand in a plain path. */
export function rowsByFile(
  rows: readonly DatFileRow[],
  dat: string,
  files: ReadonlySet<string>,
): ReadonlyMap<string, readonly DatFileRow[]> {
  const found = new Map<string, DatFileRow[]>()
  for (const row of rows) {
    if (row.dat !== dat) continue
    const file = fileOf(row.path, files)
    if (file === undefined) continue
    addTo(found, file, row)
  }
  return found
}

function fileOf(path: string, files: ReadonlySet<string>): string | undefined {
  if (files.has(path)) return path
  for (let at = path.indexOf('#'); at >= 0; at = path.indexOf('#', at + 1)) {
    const file = path.slice(0, at)
    if (files.has(file)) return file
  }
  return undefined
}

function describe(
  specs: readonly DatSpec[],
  before: readonly DatFileRow[],
  after: readonly DatFileRow[],
  read: number,
): DatSync {
  const platforms = fingerprints(after)
  const old = before === after ? platforms : fingerprints(before)
  const slugs = [...new Set([...Object.keys(old), ...Object.keys(platforms)])].sort()
  return {
    dats: specs.map(({ name }) =>
      describeDat(
        name,
        after.filter((row) => row.dat === name),
      ),
    ),
    platforms,
    changed: slugs.filter((slug) => old[slug] !== platforms[slug]),
    read,
  }
}

function describeDat(name: string, rows: readonly DatFileRow[]): SyncedDat {
  const used = rows.filter((row) => row.log_id !== null)
  return {
    name,
    count: used.length,
    games: used.reduce((sum, row) => sum + row.games, 0),
    problems: [
      ...rows.flatMap((row) => (row.problem === null ? [] : [decodeProblem(row.problem, row.path)])),
      ...severalEditions(rows),
    ],
  }
}

/**
 * Rows are the same as long as their import is: a list that comes back after it was gone gets new rows, so the number
 * of the import counts beside the content.
 */
function fingerprints(rows: readonly DatFileRow[]): Record<string, string> {
  const lines = new Map<string, string[]>()
  for (const { platform, dat, log_id, digest, dialect, numbered } of rows) {
    if (platform === null || log_id === null) continue
    const line = JSON.stringify([dat, log_id, digest, dialect, numbered])
    addTo(lines, platform, line)
  }
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([slug, list]) => [slug, hash('sha1', list.sort().join('\n'))]))
}
