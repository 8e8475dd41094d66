/** Brings the sources of a config up to date, one after the other; what goes wrong with one stops none of the others. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolders } from '../../disk/make-folders.ts'
import { CuratorError, problem } from '../../errors.ts'
import type { Http } from '../../net/http.ts'
import { brokenIn } from './broken.ts'
import type { DatSource } from './declared.ts'
import { dropParts, NOTHING_DECLARED } from './drop.ts'
import { hashedParts, listingPart, releasePart, tarballPart } from './github.ts'
import type { Finder, Part } from './part.ts'
import { redumpParts, tosecPart } from './sites.ts'
import { readState, type PartState } from './state.ts'
import { SOURCES, type SourceInfo } from './table.ts'
import { takeOver, type Delivered } from './take-over.ts'

/** A source, and what the config calls it. */
export interface Declared {
  readonly name: string
  readonly source: DatSource
  /** Where its files are kept. Absolute. */
  readonly folder: string
}

export interface UpdateOptions {
  readonly http: Http
  /** Why the network is not to be touched; folders still are. */
  readonly offline?: string
  readonly dryRun: boolean
  readonly force: boolean
  /** See `Delivery`. */
  readonly undone?: ReadonlySet<string>
  readonly now: () => number
  readonly signal: AbortSignal
  /** Called before each request for a part. */
  readonly onPart?: (label: string) => void
}

export interface UpdateResult {
  /** The config's name, and behind a slash that of the part. */
  readonly label: string
  readonly dat: string
  readonly source: DatSource['source']
  readonly outcome: 'updated' | 'unchanged' | 'failed' | 'skipped'
  /** Why it failed or was skipped: a sentence. */
  readonly why?: string
  readonly version?: string
  readonly versionBefore?: string
  /** What changed; not told by a dry run. */
  readonly changes?: Delivered
  /** What the config uses of this version and was not taken because it is broken, now or when it came: sentences. */
  readonly broken: readonly string[]
}

const FINDERS: Readonly<Record<SourceInfo['way'], Finder>> = {
  tarball: tarballPart,
  release: releasePart,
  listing: listingPart,
  hashes: hashedParts,
  systems: redumpParts,
  pages: tosecPart,
  drop: dropParts,
}

const STAGING = '.staging-'
/** A folder that a killed update left is not in use any more after so long. */
const ABANDONED_MS = 24 * 60 * 60 * 1000

/** Throws `interrupted` and nothing else. */
export async function* updateSources(
  declared: readonly Declared[],
  options: UpdateOptions,
): AsyncGenerator<UpdateResult> {
  for (const item of declared) {
    if (options.signal.aborted) throw interrupted()
    yield* updateSource(item, options)
  }
}

async function* updateSource(item: Declared, options: UpdateOptions): AsyncGenerator<UpdateResult> {
  const { name, source, folder } = item
  const info = SOURCES[source.source]
  const about = { label: name, dat: name, source: source.source } as const
  if (info.way === 'drop' && source.folder === undefined && source.mirror === undefined) {
    yield { ...about, outcome: 'skipped', why: NOTHING_DECLARED, broken: [] }
    return
  }
  if (options.offline !== undefined && !(info.way === 'drop' && source.folder !== undefined)) {
    yield { ...about, outcome: 'skipped', why: options.offline, broken: [] }
    return
  }
  options.onPart?.(name)
  const known = readState(folder)
  const asking = { http: options.http, source, info, known }
  let parts: readonly Part[]
  try {
    parts = await FINDERS[info.way](asking)
  } catch (error) {
    yield { ...about, outcome: 'failed', why: whyOf(error, options), broken: [] }
    return
  }
  for (const part of parts) {
    const label = part.name === '' ? name : `${name}/${part.name}`
    options.onPart?.(label)
    const before = intact(folder, part.name, known.parts[part.name], options.undone)
    const versions = before ? { versionBefore: before.version } : {}
    try {
      const updated = await updatePart(item, part, before, options)
      const isTrial = updated.outcome === 'updated' && !updated.changes
      const now = isTrial ? undefined : readState(folder).parts[part.name]
      const broken = await brokenIn(source, part.name, now?.broken)
      yield { ...about, label, ...versions, ...updated, broken }
    } catch (error) {
      yield { ...about, label, ...versions, outcome: 'failed', why: whyOf(error, options), broken: [] }
    }
  }
}

async function updatePart(
  { source, folder }: Declared,
  part: Part,
  before: PartState | undefined,
  { dryRun, force, undone, now }: UpdateOptions,
): Promise<Pick<UpdateResult, 'outcome' | 'version' | 'changes'>> {
  const newest = await part.newest()
  const version = newest === undefined ? {} : { version: newest }
  if (newest !== undefined && newest === before?.version) return { outcome: 'unchanged', ...version }
  if (dryRun) return { outcome: 'updated', ...version }
  return withStage(folder, async (stage) => {
    const got = await part.fetch(stage, before)
    if (got === 'unchanged')
      return { outcome: 'unchanged', ...(before ? { version: before.version } : version) }
    const { version: fetched, url, asked, validators, ...files } = got
    const changes = await takeOver({
      ...files,
      folder,
      part: part.name,
      form: SOURCES[source.source].form,
      force,
      ...(undone ? { undone } : {}),
      about: {
        version: fetched,
        url,
        ...(asked === undefined ? {} : { asked }),
        validators,
        fetchedAt: now(),
      },
    })
    // a server that takes no conditions sends what is here already
    const isSame = fetched === before?.version && hasNothing(changes)
    return isSame
      ? { outcome: 'unchanged', version: fetched }
      : { outcome: 'updated', version: fetched, changes }
  })
}

function hasNothing({ added, changed, removed, refused }: Delivered): boolean {
  return [added, changed, removed, refused].every((list) => list.length === 0)
}

/** An empty folder on the same file system, so that its files can be renamed to their places. */
export async function withStage<T>(folder: string, body: (stage: string) => Promise<T>): Promise<T> {
  makeFolders(folder)
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(STAGING)) continue
    const left = join(folder, name)
    const { mtimeMs = 0 } = statSync(left, { throwIfNoEntry: false }) ?? {}
    if (Date.now() - mtimeMs > ABANDONED_MS) rmSync(left, { recursive: true, force: true })
  }
  const stage = mkdtempSync(join(folder, STAGING))
  try {
    return await body(stage)
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

/** Nothing is known of a part whose files someone took away, or wants again: it is fetched again. */
function intact(
  folder: string,
  part: string,
  state: PartState | undefined,
  undone?: ReadonlySet<string>,
): PartState | undefined {
  const isWhole = Object.keys(state?.files ?? {}).every((path) => existsSync(join(folder, part, path)))
  const isAsWished = state?.leftOut?.every((sha1) => undone?.has(sha1)) ?? true
  return isWhole && isAsWished ? state : undefined
}

function whyOf(error: unknown, { signal }: UpdateOptions): string {
  if (signal.aborted) throw interrupted()
  return error instanceof Error ? error.message : String(error)
}

function interrupted(): CuratorError {
  const message = 'Interrupted. What was fetched by then is kept; the next update goes on from there.'
  return new CuratorError(problem('interrupted', message))
}
