/** What the catalog is told of the steps of a run: where the rows of files go, and the log of it. */
import type { FileMove, FilePlace, LoggedStep, PlacedIdentity } from '../../catalog/file-moves.ts'
import { moveFileRows, refreshIdentity } from '../../catalog/file-moves.ts'
import type { Db } from '../../catalog/sqlite.ts'
import { placeOf, type Facts, type LibraryDisk } from '../../library/disk.ts'
import type { Journal, Step } from '../../library/journal.ts'

/** Makes the rows follow the files of steps that were done: nothing of them has to be read again. */
export function followFiles(db: Db, disk: LibraryDisk, journal: Journal, steps: readonly Step[]): void {
  follow(db, disk, journal, steps, forthOf)
}

/** The same of steps that were taken back. */
export function followBack(db: Db, disk: LibraryDisk, journal: Journal, steps: readonly Step[]): void {
  follow(db, disk, journal, steps, backOf)
}

function follow(
  db: Db,
  disk: LibraryDisk,
  journal: Journal,
  steps: readonly Step[],
  moveOf: typeof forthOf,
): void {
  const copied = new Set(journal.steps.flatMap(({ source, isPacked }) => (isPacked ? [] : (source ?? []))))
  moveFileRows(
    db,
    steps.flatMap((step) => moveOf(disk, journal, step, copied) ?? []),
  )
  if (journal.mode === 'link') refreshLinked(db, disk, journal)
}

/** Where the row of a file goes. Of a file that was copied to another volume, it goes with the copy. */
function forthOf(
  disk: LibraryDisk,
  { mode }: Journal,
  { op, from, to, source, isPacked }: Step,
  copied: ReadonlySet<string>,
): FileMove | undefined {
  if (isPacked) return undefined
  if (op === 'quarantine') return copied.has(from) ? undefined : { from: inPlace(from) }
  const now = identityAt(disk, to)
  const origin = op === 'move' ? from : mode === 'move' ? source : undefined
  return now && origin !== undefined ? { from: inPlace(origin), to: inPlace(to), now } : undefined
}

function backOf(
  disk: LibraryDisk,
  { mode }: Journal,
  { op, from, to, source, isPacked }: Step,
  copied: ReadonlySet<string>,
): FileMove | undefined {
  if (isPacked) return undefined
  const home = op === 'write' ? source : from
  const now = home === undefined ? undefined : identityAt(disk, home)
  if (!now || home === undefined) return undefined
  if (op === 'quarantine') return copied.has(from) ? undefined : { to: inPlace(home), now }
  return op === 'move' || mode === 'move' ? { from: inPlace(to), to: inPlace(home), now } : undefined
}

function identityAt(disk: LibraryDisk, path: string): PlacedIdentity | undefined {
  return identityOf(disk.stat(path))
}

function identityOf(facts: Facts | undefined): PlacedIdentity | undefined {
  return facts && { mtime: facts.mtimeMs, ctime: facts.ctimeMs, ino: facts.ino, born: facts.bornMs }
}

/** A second name changes what the system says of a file; its bytes are those that were read. */
function refreshLinked(db: Db, disk: LibraryDisk, { steps }: Journal): void {
  for (const { source } of steps) {
    const now = source === undefined ? undefined : identityOf(disk.origin(source))
    if (now && source !== undefined) refreshIdentity(db, inPlace(source), now)
  }
}

const OPERATIONS = { move: 'move', write: 'copy', quarantine: 'quarantine' } as const

/** A step, before it is done. */
export function logged(disk: LibraryDisk, step: Step): LoggedStep {
  return {
    operation: OPERATIONS[step.op],
    source: disk.where(step.source ?? step.from),
    destination: disk.where(step.to),
    sha1: step.sha1,
    status: 'pending',
    message: step.reason,
  }
}

/** The same, before it is taken back. */
export function loggedBack(disk: LibraryDisk, step: Step): LoggedStep {
  const { source, destination, ...rest } = logged(disk, step)
  return { ...rest, operation: 'restore', source: destination, destination: source }
}

/** A path of a library's disk, by its root. */
function inPlace(path: string): FilePlace {
  const root = placeOf(path)
  return { root, path: path.slice(root.length + 1) }
}
