/**
 * A first look at a root: which of its folders may have changed since its listing was kept. Where that can be told, a
 * walk looks at those alone. A folder that is not touched is as the walk saw it that kept the listing, because a listing
 * is made before the walk: what changes while both are under way, changes the next listing.
 */
import { hash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Listing } from '../../../disk/early-listings.ts'
import { copyListing, differences, listTree } from '../../../disk/listing.ts'
import { folderOf } from '../../../disk/path.ts'

export interface Glance {
  /** Paths, relative to the root, that may have changed, and the folders they are in; undefined: it cannot be told. */
  readonly touched: ReadonlySet<string> | undefined
  /** To be called when the catalog has what a walk after this glance saw. Names the listing that is kept now. */
  keep(): string | undefined
}

const BLIND: Glance = { touched: undefined, keep: () => undefined }

/**
 * `last` is what `keep` called the listing that goes with the catalog as it is: any other one, such as one that outlived
 * a power cut which the catalog did not, tells nothing.
 * @param scratch the state folder
 * @param begun the root's listing, when it was begun already
 */
export async function glanceAt(
  root: { readonly name: string; readonly path: string },
  scratch: string,
  last: string | undefined,
  begun?: Listing,
): Promise<Glance> {
  const folder = join(scratch, 'listings')
  const kept = join(folder, hash('sha1', `${root.name}\0${root.path}`))
  const fresh = `${kept}.new`
  const now = begun?.file ?? tryOpen(fresh, folder)
  if (now === undefined) return BLIND
  try {
    const isWhole = await (begun?.isWhole ?? listTree(root.path, now))
    const changed = isWhole && last !== undefined && nameOf(kept) === last ? compare(kept, now) : undefined
    const isSame = changed?.size === 0
    if (!begun && (isSame || !isWhole)) rmSync(fresh, { force: true })
    if (!isWhole) return BLIND
    if (isSame) return { touched: changed, keep: () => last }
    const keep = (): string | undefined => {
      if (begun) copyListing(begun.file, fresh)
      renameSync(fresh, kept)
      return nameOf(kept)
    }
    return { touched: changed && foldersOf(changed), keep }
  } finally {
    if (!begun) closeSync(now)
  }
}

function compare(kept: string, now: number): ReadonlySet<string> | undefined {
  const before = openSync(kept, 'r')
  try {
    return differences(before, now)
  } finally {
    closeSync(before)
  }
}

/** Another name for every listing that was ever kept. */
function nameOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat && `${stat.size} ${stat.mtimeMs} ${stat.ino}`
}

function foldersOf(paths: ReadonlySet<string>): Set<string> {
  const folders = new Set<string>()
  for (const path of paths) {
    folders.add(path)
    folders.add(folderOf(path))
  }
  return folders
}

/** A state folder that cannot be written has been told of by the catalog. */
function tryOpen(file: string, folder: string): number | undefined {
  try {
    mkdirSync(folder, { recursive: true })
    return openSync(file, 'w+')
  } catch {
    return undefined
  }
}
