/** Deletes for good what runs took out of a library: the one place of it that deletes anything of the user's. */
import { writeProblem } from '../disk/failure.ts'
import { problem, type Problem } from '../errors.ts'
import type { LibraryDisk } from './disk.ts'
import { writeState, type Step } from './journal.ts'
import { LAST_PHASE } from './legs.ts'
import { dropManifests, heldBack } from './quarantine.ts'
import { pastRuns, type PastRun } from './runs.ts'

/** A run with files that may go. */
export interface Purgeable extends PastRun {
  readonly files: number
  readonly bytes: number
}

/** Runs that ended before a moment, in milliseconds, and of which something is still kept. */
export function purgeable(disk: LibraryDisk, notes: string, before: number): Purgeable[] {
  return pastRuns(disk, notes)
    .filter(({ is, journal }) => (is === 'done' || is === 'purged') && journal.at <= before)
    .map((run) => ({ ...run, ...heldBack(disk, run.journal) }))
    .filter(({ files }) => files > 0)
}

/**
 * Deletes the files that a run took out, and nothing else. It is written down first, so that one that was cut off is
 * not taken for whole. One that left to another stays as long as that one is not there, to its last byte: it may be the
 * last of its kind by now.
 * @param placesOf where else a file with this SHA-1 was seen last
 */
export async function purgeRun(
  disk: LibraryDisk,
  notes: string,
  { journal, state, is }: Purgeable,
  now: number,
  placesOf: (sha1: string) => readonly string[] = () => [],
): Promise<{ readonly deleted: number; readonly bytes: number; readonly problems: readonly Problem[] }> {
  const later = stepsAfter(pastRuns(disk, notes), journal.run)
  const problems: Problem[] = []
  const due = journal.steps.filter((step) => {
    const facts = step.op === 'quarantine' ? disk.stat(step.to) : undefined
    if (!facts) return false
    const where = disk.where(step.to)
    if (facts.kind !== 'file' || facts.size !== step.size) {
      const message = `${where} was changed since it left. It was left alone.`
      problems.push(problem('library-file-changed', message, { path: where }))
      return false
    }
    const heir = step.survivor && heirOf(step.survivor, later)
    if (!heir || isHeld(disk, heir, placesOf)) return true
    const message = `${where} stays: ${disk.where(heir.path)}, which it left to, is not there any more, or is another file.`
    problems.push(problem('library-survivor-bad', message, { path: where }))
    return false
  })
  if (is !== 'purged' && due.length > 0) {
    const failed = state?.failed ?? []
    const done = { doing: 'apply', phase: LAST_PHASE, isDone: true, failed, purged: now } as const
    await writeState(disk, notes, journal.run, done)
  }
  let deleted = 0
  let bytes = 0
  for (const { to, size } of due) {
    try {
      disk.remove(to)
      deleted++
      bytes += size
    } catch (error) {
      problems.push(writeProblem(error, disk.where(to), 'deleted'))
    }
  }
  if (problems.length === 0) dropManifests(disk, notes, journal)
  await disk.sync([])
  return { deleted, bytes, problems }
}

function isHeld(
  disk: LibraryDisk,
  { path, sha1 }: Survivor,
  placesOf: (sha1: string) => readonly string[],
): boolean {
  return [path, ...placesOf(sha1)].some((one) => disk.stat(one)?.kind === 'file' && disk.hash(one) === sha1)
}

type Survivor = NonNullable<Step['survivor']>

/** What later runs did, each by where the files were before. */
function stepsAfter(runs: readonly PastRun[], run: number): readonly ReadonlyMap<string, Step>[] {
  return runs
    .filter(({ journal, is }) => journal.run > run && (is === 'done' || is === 'purged'))
    .map(({ journal, state }) => {
      const done = journal.steps.filter((_, n) => state?.failed.includes(n) !== true)
      return new Map(done.map((step) => [step.from, step]))
    })
}

/** What a survivor is after them: they may have moved it, or let it leave to another. */
function heirOf(survivor: Survivor, later: readonly ReadonlyMap<string, Step>[]): Survivor {
  let heir = survivor
  for (const steps of later) {
    const step = steps.get(heir.path)
    heir = step?.op === 'move' ? { path: step.to, sha1: heir.sha1 } : (step?.survivor ?? heir)
  }
  return heir
}
