/**
 * Copies that runs of a library have written into it, as their journals tell, and which of them are wanted there no longer:
 * their release is called otherwise now, or is in no DAT any more, or its file is gone from the roots. One whose bytes are
 * wanted elsewhere goes there; the others leave to the quarantine. One that was changed is no copy any more, and stays.
 */
import { sameTime } from '../targets/device/look/clock.ts'
import { placeOf, type LibraryDisk } from './disk.ts'
import type { LibraryFile, LibraryRules } from './plan.ts'
import { pastRuns } from './runs.ts'
import type { Stat, Wish } from './wishes.ts'

export interface Copy {
  /** On the disk of the library. */
  readonly path: string
  readonly size: number
  /** Nanoseconds since the epoch, in digits. */
  readonly mtime: string
  readonly sha1: string
  /** What it was copied from. */
  readonly source: string
}

/**
 * By path. What a run moved is a file of the user's own and no copy.
 * @param place the absolute path of the place that the library lies in: a journal may be about another folder
 */
export function ownCopies(disk: LibraryDisk, notes: string, place: string): readonly Copy[] {
  const copies = new Map<string, Copy>()
  for (const { journal, state, is } of pastRuns(disk, notes)) {
    if (is !== 'done' && is !== 'purged') continue
    if (journal.mode === 'move' || journal.places[placeOf(notes)] !== place) continue
    const failed = new Set(state?.failed)
    const steps = journal.steps.filter((_, n) => !failed.has(n))
    const moved = new Map(steps.map(({ from }) => [from, copies.get(from)]))
    for (const { op, from } of steps) if (op !== 'write') copies.delete(from)
    for (const { op, from, to, size, mtime, sha1, source = moved.get(from)?.source } of steps)
      if (op !== 'quarantine' && source !== undefined) copies.set(to, { path: to, size, mtime, sha1, source })
  }
  return [...copies.values()]
}

/** A file that belongs to a place, and whether it is there. */
export interface Wanted {
  readonly file: LibraryFile
  readonly isRight: boolean
}

/** A copy that leaves its place. */
interface Leaving {
  readonly file: LibraryFile
  readonly reason: string
}

/** `wanted`: by the key of the place. */
export function leavingCopies(
  disk: LibraryDisk,
  stat: Stat,
  wanted: ReadonlyMap<string, Wanted>,
  { copies, keyOf }: LibraryRules,
): readonly Leaving[] {
  return copies.flatMap((copy): Leaving[] => {
    const { path, size, sha1 } = copy
    const there = wanted.get(keyOf(path))
    if (there?.isRight === true || !isUnchanged(disk, stat, copy)) return []
    const mtime = stat(path)?.mtimeMs ?? 0
    const reason = there ? `${there.file.release} belongs there now` : 'nothing of its roots belongs there'
    return [{ file: { path, size, mtime, sha1, holds: [sha1], to: path, release: '' }, reason }]
  })
}

/** With what becomes of them: a file that would be written is moved where one of them is the same. */
export function withLeaving(
  wishes: readonly Wish[],
  leaving: readonly Leaving[],
  { quarantineOf }: LibraryRules,
): Wish[] {
  const free = new Map(leaving.map((one) => [one.file.sha1, one]))
  const taken = new Set<Leaving>()
  const moved = wishes.map((wish): Wish => {
    const { op, file, to } = wish
    const same = op === 'write' && file.sha1 !== '' ? free.get(file.sha1) : undefined
    if (!same || same.file.size !== file.size || taken.has(same)) return wish
    taken.add(same)
    return { op: 'move', file: { ...same.file, to, release: file.release }, to, isCopy: true }
  })
  const gone = leaving.filter((one) => !taken.has(one))
  return [
    ...moved,
    ...gone.map(({ file, reason }): Wish => {
      return { op: 'quarantine', file, to: quarantineOf(file.path), isCopy: true, reason }
    }),
  ]
}

/** As it was written. FAT shows times otherwise in another time zone: then its bytes tell. */
export function isUnchanged(disk: LibraryDisk, stat: Stat, { path, size, mtime, sha1 }: Copy): boolean {
  const facts = stat(path)
  if (facts?.kind !== 'file' || facts.size !== size) return false
  if (String(facts.mtime) === mtime) return true
  return sameTime(facts.mtimeMs, Number(mtime) / 1e6) && disk.hash(path) === sha1
}
