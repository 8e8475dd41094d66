/**
 * What libraries meant to do and did, line by line, in the channel `ingestion.organizer` beside the catalog: for people
 * and their tools. Undoing rests on the runs' own journals beside the files, and never on this.
 */
import type { LoggedStep } from '../../catalog/file-moves.ts'
import type { Problem } from '../../errors.ts'
import { openJournal, type Journal as Log, type JournalLine } from '../../inventory/scan/journal.ts'
import type { OpenLibrary } from './open-library.ts'
import type { World } from '../world.ts'

/** So many lines are held at most. */
const BATCH = 1000

/** The lines of one library. `run` in each is the row of `import_log`, `number` the library's own. */
interface OrganizerLog {
  planned(plan: PlannedRun): void
  began(run: number, begun: { readonly number: number; readonly doing: string; readonly files: number }): void
  /** Steps that were done, and those that could not be. */
  stepped(run: number, done: readonly LoggedStep[], failed: readonly LoggedStep[]): void
  ended(run: number, ended: EndedRun): void
  purged(purged: { readonly number: number; readonly files: number; readonly bytes: number }): void
  troubles(problems: readonly Problem[], run?: number): void
}

interface PlannedRun {
  readonly run: number
  readonly steps: readonly { readonly op: string }[]
  readonly kept: number
  readonly stays: readonly unknown[]
  readonly problems: readonly Problem[]
}

interface EndedRun {
  readonly number: number
  readonly doing: string
  readonly status: string
  readonly moved: number
  readonly written: number
  readonly quarantined: number
}

export function organizerLog({ db, now }: Pick<World, 'db' | 'now'>, { name }: OpenLibrary): OrganizerLog {
  const log = openJournal(db, now)
  const write = (line: JournalLine): void => log.write('ingestion.organizer', { library: name, ...line })
  const troubles = (problems: readonly Problem[], run?: number): void => {
    for (const { code, path, message } of problems)
      write({ ...(run !== undefined && { run }), event: 'trouble', code, path, message })
    log.flush()
  }
  return {
    troubles,
    planned({ run: number, steps, kept, stays, problems }) {
      const count = (op: string) => steps.filter((step) => step.op === op).length
      const counts = { moves: count('move'), writes: count('write'), quarantines: count('quarantine') }
      write({ event: 'planned', number, ...counts, kept, left: stays.length })
      troubles(problems)
    },
    began(run, begun) {
      write({ run, event: 'began', ...begun })
      log.flush()
    },
    stepped(run, done, failed) {
      writeSteps(log, write, { run, status: 'completed' }, done)
      writeSteps(log, write, { run, status: 'failed' }, failed)
    },
    ended(run, ended) {
      write({ run, event: 'ended', ...ended })
      log.flush()
    },
    purged(purged) {
      write({ event: 'purged', ...purged })
      log.flush()
    },
  }
}

function writeSteps(
  log: Log,
  write: (line: JournalLine) => void,
  of: { readonly run: number; readonly status: string },
  steps: readonly LoggedStep[],
): void {
  for (const [n, { operation, source, destination, message }] of steps.entries()) {
    write({ ...of, event: operation, source, destination, reason: message })
    if (n % BATCH === BATCH - 1) log.flush()
  }
  log.flush()
}
