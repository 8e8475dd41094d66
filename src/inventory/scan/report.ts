/** What a scan leaves behind of itself: its row in `import_log`, and its lines in the journal. */
import type { Db } from '../../catalog/sqlite.ts'
import type { ScanJob, SortOutOptions } from './changes.ts'
import { ingestionLog, type IngestionCounts } from '../ingestion-log.ts'
import type { FileFacts } from '../hashing/inspect.ts'
import { openJournal } from './journal.ts'
import { vanishedTrouble } from './reading/record.ts'
import type { Trouble } from '../trouble.ts'
import type { Mutable } from '../../mutable.ts'

export interface ScanReport {
  /** When the scan began. */
  readonly at: number
  /** For those who change the catalog, and what they tell while they do. */
  readonly told: Pick<SortOutOptions, 'log' | 'onMissing' | 'onMoved'>
  /** The walk found so many files. */
  sees(files: number): void
  /** A file was read, and recorded. */
  read(job: Pick<ScanJob, 'path'>, facts: FileFacts): void
  /** What was told so far is in the catalog. */
  flush(): void
  end(status: 'completed' | 'failed' | 'cancelled'): void
}

const LOCKED = 'archive-encrypted'

/** Who looks for archives that want a password finds them by this. */
function eventOf(code: Trouble['code']): 'password_required' | 'trouble' {
  return code === LOCKED ? 'password_required' : 'trouble'
}

/** A scan that changes nothing leaves nothing behind. */
export function scanReport(db: Db, root: string, now: () => number): ScanReport {
  const at = now()
  const row = ingestionLog(db, root, at)
  const journal = openJournal(db, now)
  const counts: Mutable<IngestionCounts> = {
    files: 0,
    hashed: 0,
    bytes: 0,
    archives: 0,
    members: 0,
    moved: 0,
    missing: 0,
    failed: 0,
    locked: 0,
  }
  let isBegun = false
  const line = (event: string, more: Readonly<Record<string, string | number>>): void => {
    if (!isBegun)
      journal.write('ingestion', { at: new Date(at).toISOString(), run: row.id(), event: 'began', root })
    isBegun = true
    journal.write('ingestion', { run: row.id(), event, ...more })
  }
  return {
    at,
    told: {
      log: () => row.id(),
      onMissing(path) {
        counts.missing++
        line('missing', { path })
      },
      onMoved(path, from) {
        counts.moved++
        line('moved', { path, from })
      },
    },
    sees(files) {
      counts.files = files
    },
    read({ path }, facts) {
      const { content, members, troubles } = facts
      if (content) {
        counts.hashed++
        counts.bytes += content.size
      }
      if (vanishedTrouble(facts)) counts.missing++
      else if (troubles.length > 0) counts.failed++
      if (troubles.some(({ code }) => code === LOCKED)) counts.locked++
      if (members) {
        counts.archives++
        counts.members += members.length
      }
      // what fails again and again changes nothing, and is in the catalog
      if (!row.isOpen()) return
      for (const { code, what } of troubles) line(eventOf(code), { path, code, what })
      if (!members) return
      journal.write('ingestion.archive', { run: row.id(), event: 'expanded', path, members: members.length })
      for (const { path: member, trouble } of members) {
        if (trouble)
          journal.write('ingestion.archive', {
            run: row.id(),
            event: eventOf(trouble.code),
            path,
            member,
            ...trouble,
          })
      }
    },
    flush() {
      if (!row.isOpen()) return
      row.keep(counts)
      journal.flush()
    },
    end(status) {
      if (!row.isOpen()) return
      try {
        row.close(status, counts, now())
      } catch (error) {
        // when the catalog itself is what failed, that is what is to be told
        if (status === 'completed') throw error
      }
      line('ended', { status, ...counts })
      journal.flush()
    },
  }
}
