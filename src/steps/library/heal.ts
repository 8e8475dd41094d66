/** Finds files that somebody moved after a run did, so that undo can take them back from where they are. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { folderOf } from '../../disk/path.ts'
import type { LibraryDisk } from '../../library/disk.ts'
import type { Journal } from '../../library/journal.ts'

/**
 * Puts them where the run had put them, when the last scan found the same bytes elsewhere in a root of the library, and
 * the file there has the size and time. Returns how many.
 */
export function findMoved(db: Db, disk: LibraryDisk, { steps, places }: Journal): number {
  let found = 0
  for (const { op, from, to, size, mtime, sha1 } of steps) {
    if (op !== 'move' || disk.stat(to) || disk.stat(from)) continue
    const here = placesSeen(db, sha1).find(({ root, path }) => {
      const facts = Object.hasOwn(places, root) ? disk.stat(`${root}/${path}`) : undefined
      if (facts?.kind !== 'file' || facts.size !== size || String(facts.mtime) !== mtime) return false
      return disk.volume(folderOf(`${root}/${path}`)) === disk.volume(folderOf(to))
    })
    if (!here) continue
    disk.mkdir(folderOf(to))
    disk.rename(`${here.root}/${here.path}`, to)
    found++
  }
  return found
}

/** Where in the roots the last scan saw a file with this SHA-1. */
export function placesSeen(db: Db, sha1: string): readonly Place[] {
  return prepareOnce(db, PLACES).all(Buffer.from(sha1, 'hex')) as readonly Place[]
}

interface Place {
  readonly root: string
  readonly path: string
}

const PLACES = `
  select r.name as root, f.path from rom_file c join file_instance f on f.rom_file_id = c.id
    join library_root r on r.id = f.root_id
  where c.sha1 = ? and f.status = 'present' order by r.name, f.path`
