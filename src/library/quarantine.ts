/** Where a run puts what is not wanted: in the root it was in, with a manifest that tells what it was. Nothing is deleted. */
import { groupBy } from '../groups.ts'
import { day } from '../wording.ts'
import { makeOwn, NOTES, topOfOwn, type LibraryDisk } from './disk.ts'
import { runFolder, type Journal, type Step } from './journal.ts'

const MANIFEST = 'manifest.json'

/** Of a run, in a place or another volume that is mounted in it: `quarantine/<date>/<library>-<run>`. */
export function quarantineFolder(
  top: string,
  { library, run, at }: Pick<Journal, 'library' | 'run' | 'at'>,
): string {
  return `${top}/${NOTES}/quarantine/${day(at)}/${library}-${run}`
}

/** For people, and for the day when all else is lost. */
export async function writeManifests(disk: LibraryDisk, journal: Journal): Promise<void> {
  const { run, at, library } = journal
  const written: string[] = []
  for (const [top, steps] of leaving(journal)) {
    const folder = quarantineFolder(top, journal)
    const files = steps.map(({ from, to, size, mtime, sha1, reason }) => ({
      was: disk.where(from),
      is: to.slice(folder.length + 1),
      size,
      mtime,
      sha1,
      reason,
    }))
    const text = JSON.stringify({ library, run, at: new Date(at).toISOString(), files }, undefined, 2)
    makeOwn(disk, folder)
    disk.write(`${folder}/${MANIFEST}`, Buffer.from(`${text}\n`))
    written.push(`${folder}/${MANIFEST}`)
  }
  if (written.length > 0) await disk.sync(written)
}

/** Removes the manifests of a run and the folders of curator's own that are empty. The run's notes stay. */
export function dropManifests(disk: LibraryDisk, notes: string, journal: Journal): void {
  for (const top of leaving(journal).keys()) {
    const manifest = `${quarantineFolder(top, journal)}/${MANIFEST}`
    if (disk.stat(manifest)) disk.remove(manifest)
  }
  const keep = runFolder(notes, journal.run)
  for (const top of topsOf(journal)) removeEmptyFolders(disk, `${top}/${NOTES}`, keep)
}

/** What a run took out and that is still there: number of files, and their bytes. */
export function heldBack(disk: LibraryDisk, { steps }: Journal): { files: number; bytes: number } {
  let files = 0
  let bytes = 0
  for (const { op, to, size } of steps) {
    if (op !== 'quarantine' || disk.stat(to)?.kind !== 'file') continue
    files++
    bytes += size
  }
  return { files, bytes }
}

function leaving({ steps }: Journal): Map<string, Step[]> {
  const left = steps.filter(({ op }) => op === 'quarantine')
  return groupBy(left, ({ to }) => topOfOwn(to))
}

/** Where curator's own folders of a run may lie. */
function topsOf({ places, steps }: Journal): ReadonlySet<string> {
  const own = steps.flatMap(({ op, from, via, to }) => [
    ...(op === 'write' ? [from] : []),
    ...(op === 'quarantine' ? [to] : []),
    ...(via === undefined ? [] : [via]),
  ])
  return new Set([...Object.keys(places), ...own.map(topOfOwn)])
}

/** Below curator's own folder, which stays itself. */
function removeEmptyFolders(disk: LibraryDisk, folder: string, keep: string): void {
  for (const { name, kind } of disk.list(folder) ?? []) {
    const path = `${folder}/${name}`
    if (kind !== 'folder' || path === keep) continue
    removeEmptyFolders(disk, path, keep)
    if (disk.list(path)?.length === 0) disk.rmdir(path)
  }
}
