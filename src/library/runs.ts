/** The runs of a library, as their journals tell them. */
import type { LibraryDisk } from './disk.ts'
import { readJournal, readState, runNumbers, type Journal, type RunState } from './journal.ts'

export interface PastRun {
  readonly journal: Journal
  readonly state: RunState | undefined
  /** `open`, `undoing`: it was cut off. */
  readonly is: 'open' | 'done' | 'undoing' | 'undone' | 'purged'
}

/** Oldest first. */
export function pastRuns(disk: LibraryDisk, notes: string): PastRun[] {
  return runNumbers(disk, notes).flatMap((run): PastRun[] => {
    const journal = readJournal(disk, notes, run)
    if (!journal) return []
    const state = readState(disk, notes, run)
    return [{ journal, state, is: nameOf(state) }]
  })
}

function nameOf(state: RunState | undefined): PastRun['is'] {
  if (state?.purged !== undefined) return 'purged'
  if (state?.doing === 'undo') return state.isDone ? 'undone' : 'undoing'
  return state?.isDone === true ? 'done' : 'open'
}
