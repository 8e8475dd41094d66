/** Deletes for good what runs took out of a library: the one place of it that deletes anything of the user's. */
import { writeProblem } from '../disk/failure.ts'
import { problem, type Problem } from '../errors.ts'
import type { LibraryDisk } from './disk.ts'
import { writeState } from './journal.ts'
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
 * not taken for whole.
 */
export async function purgeRun(
  disk: LibraryDisk,
  notes: string,
  { journal, state, is }: Purgeable,
  now: number,
): Promise<{ readonly deleted: number; readonly bytes: number; readonly problems: readonly Problem[] }> {
  if (is !== 'purged') {
    const failed = state?.failed ?? []
    await writeState(disk, notes, journal.run, {
      doing: 'apply',
      phase: LAST_PHASE,
      isDone: true,
      failed,
      purged: now,
    })
  }
  const problems: Problem[] = []
  let deleted = 0
  let bytes = 0
  for (const { op, to, size } of journal.steps) {
    const facts = op === 'quarantine' ? disk.stat(to) : undefined
    if (!facts) continue
    const where = disk.where(to)
    if (facts.kind !== 'file' || facts.size !== size) {
      problems.push(
        problem('library-file-changed', `${where} was changed since it left. It was left alone.`, {
          path: where,
        }),
      )
      continue
    }
    try {
      disk.remove(to)
      deleted++
      bytes += size
    } catch (error) {
      problems.push(writeProblem(error, where, 'deleted'))
    }
  }
  if (problems.length === 0) dropManifests(disk, notes, journal)
  await disk.sync([])
  return { deleted, bytes, problems }
}
