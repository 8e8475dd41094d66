/** Values of nodes as the last build left them. */
import { packedZips, type MadeFile } from '../catalog/recipes.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import type { Pick } from '../select/pick.ts'
import type { Cluster } from '../select/selection.ts'
import type { TreeSection } from '../steps/devices/sections.ts'
import type { PickCounts } from '../steps/choosing/selection.ts'
import { admitted } from '../targets/names/contest.ts'
import type { TreeFile } from '../targets/tree.ts'

/** Slugs of the platforms that some DAT listed in the last build. */
export function listedPlatforms(db: Db): readonly string[] {
  return valueOf(db, 'platforms', '') ?? []
}

/** The games of a policy on a platform, with their releases in order. */
export function storedSelection(db: Db, policy: string, platform: string): Cluster[] {
  const selection = `${policy}/${platform}`
  const shelves = valueOf(db, 'select', selection) ?? []
  return shelves.flatMap((shelf) => pageOf(db, 'select', selection, shelf) ?? [])
}

/** What is owned of it. */
export function storedPicks(db: Db, policy: string, platform: string): Pick[] {
  return shelvesOf(db, policy, platform).flatMap((shelf) => pageOf(db, 'pick', shelf, 'picks') ?? [])
}

/** Whether anything asked what is owned of it: not of a policy that no target and no playlist uses. */
export function isPicked(db: Db, policy: string, platform: string): boolean {
  return shelvesOf(db, policy, platform).some((shelf) => valueOf(db, 'pick', shelf) !== undefined)
}

/** How much is owned of what policies keep, platform by platform; of one of which a policy keeps nothing there is nothing. */
export function storedCounts(
  db: Db,
  policies: Iterable<string>,
): readonly (PickCounts & { readonly policy: string; readonly platform: string })[] {
  const listed = listedPlatforms(db)
  return [...policies]
    .flatMap((policy) => listed.map((platform) => ({ policy, platform, ...countsOn(db, policy, platform) })))
    .filter(({ owned, missing }) => owned + missing > 0)
}

function countsOn(db: Db, policy: string, platform: string): PickCounts {
  const counts = shelvesOf(db, policy, platform).flatMap((shelf) => valueOf(db, 'pick', shelf) ?? [])
  const sum = (of: keyof PickCounts): number => counts.reduce((total, some) => total + some[of], 0)
  return { owned: sum('owned'), missing: sum('missing'), better: sum('better') }
}

function shelvesOf(db: Db, policy: string, platform: string): string[] {
  return storedShelves(db, policy, platform).map((shelf) => `${policy}/${platform}/${shelf}`)
}

/** Names of the shelves of a selection. */
export function storedShelves(db: Db, policy: string, platform: string): readonly string[] {
  return valueOf(db, 'select', `${policy}/${platform}`) ?? []
}

/** A file of a target, and the platform whose game it is; none for a list. */
interface StoredOutput {
  readonly platform: string | undefined
  readonly file: TreeFile
}

/** What the tree of a target holds, sorted by path; of one platform's games, or one shelf of them, when that is given. */
export function storedOutputs(db: Db, target: string, only?: string, shelf?: string): StoredOutput[] {
  return (pageOf(db, 'tree', target, 'sections') ?? [])
    .flatMap(({ kind, arg, refused }) => {
      const platform = platformOf(kind, arg)
      if (only !== undefined && platform !== only) return []
      const [, , own = shelf] = arg.split('/')
      if (shelf !== undefined && shelf !== own) return []
      const files = admitted(pageOf(db, kind, arg, 'files') ?? [], refused)
      return files.map((file) => ({ platform, file }))
    })
    .sort((a, b) => byCodeUnit(a.file.path, b.file.path))
}

/** What its tree had to say. */
export function storedProblems(db: Db, target: string): readonly Problem[] {
  return valueOf(db, 'tree', target)?.problems ?? []
}

function platformOf(kind: TreeSection['kind'], arg: string): string | undefined {
  const parts = arg.split('/')
  if (kind === 'part') return parts.at(-2)
  if (kind === 'art' || kind === 'settings') return parts[1]
  return kind === 'sets' ? parts.at(-1) : undefined
}

/** The kinds of node whose values reports read, with what their rules give. */
interface Values {
  readonly platforms: readonly string[]
  readonly select: readonly string[]
  readonly pick: PickCounts
  readonly tree: { readonly problems: readonly Problem[] }
}

/** The same of pages. */
interface Pages {
  readonly select: readonly Cluster[]
  readonly pick: readonly Pick[]
  readonly tree: readonly TreeSection[]
  readonly part: readonly TreeFile[]
  readonly sets: readonly TreeFile[]
  readonly listing: readonly TreeFile[]
  readonly lists: readonly TreeFile[]
  readonly site: readonly TreeFile[]
  readonly front: readonly TreeFile[]
  readonly art: readonly TreeFile[]
  readonly firmware: readonly TreeFile[]
  readonly settings: readonly TreeFile[]
}

/** Undefined when the node never ran. */
function valueOf<K extends keyof Values>(db: Db, kind: K, arg: string): Values[K] | undefined {
  const value = db.prepare<[string], string>('select value from node_value where key = ?').pluck()
  const text = value.get(`${kind}:${arg}`)
  return text === undefined ? undefined : (JSON.parse(text) as Values[K])
}

/** One page of a node; undefined when it has none. */
export function pageOf<K extends keyof Pages>(
  db: Db,
  kind: K,
  arg: string,
  page: string,
): Pages[K] | undefined {
  const content = db
    .prepare<[string, string], string>('select content from node_page where key = ? and page = ?')
    .pluck()
  const text = content.get(`${kind}:${arg}`, page)
  return text === undefined ? undefined : (JSON.parse(text) as Pages[K])
}

/**
 * Hash and size of an output as it is on a device. Nothing of a zip that is there already and was made when another
 * catalog was here: only what went into it is known then.
 */
export function writtenBytes(db: Db, { sha1, size, origin }: TreeFile): Partial<MadeFile> {
  return 'zip' in origin ? (packedZips(db).find(sha1) ?? {}) : { sha1, size }
}
