/**
 * What scans and libraries did, line by line: JSONL files in the folder `logs` beside the catalog, one a channel and day. Only for
 * people and their tools to read: nothing here is ever read back to decide anything, except by `curator log`.
 */
import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Db } from '../catalog/sqlite.ts'

/** `ingestion`: runs and files. `ingestion.archive`: archives and what was in them. `ingestion.organizer`: libraries. */
export type Channel = 'ingestion' | 'ingestion.archive' | 'ingestion.organizer'

/** A line: when (ISO 8601, UTC), which run, what happened, and to what. */
export interface JournalLine {
  /** Its row in `import_log`; absent of what has none, such as a plan. */
  readonly run?: number
  readonly event: string
  readonly [key: string]: string | number | boolean | null | undefined
}

export interface Journal {
  write(channel: Channel, line: JournalLine): void
  /** Puts what was written on the disk. Call it when the catalog has what the lines tell. */
  flush(): void
}

const KEEP_DAYS = 30
const DAY_MS = 86_400_000
const NAME = /^[a-z.]+\.(\d{4}-\d\d-\d\d)\.jsonl$/

/** Where the logs of a catalog are; undefined for one in memory. */
export function logsFolder(db: Db): string | undefined {
  return db.memory ? undefined : join(dirname(db.name), 'logs')
}

/**
 * Opens the journal; nothing is made or pruned before the first line is on its way to the disk. A disk that cannot
 * take the lines takes nothing else away: a scan goes on without its journal.
 */
export function openJournal(folder: string | undefined, now: number): Journal {
  if (folder === undefined) return { write: () => undefined, flush: () => undefined }
  const day = dayOf(now)
  const lines = new Map<Channel, string[]>()
  let isPruned = false
  return {
    write(channel, line) {
      const list = lines.get(channel) ?? []
      list.push(`${JSON.stringify({ at: new Date(now).toISOString(), ...line })}\n`)
      lines.set(channel, list)
    },
    flush() {
      if (lines.size === 0) return
      try {
        mkdirSync(folder, { recursive: true })
        if (!isPruned) prune(folder, dayOf(now - KEEP_DAYS * DAY_MS))
        isPruned = true
        for (const [channel, list] of lines)
          appendFileSync(join(folder, `${channel}.${day}.jsonl`), list.join(''))
      } catch {
        // the catalog has what matters; a disk that is full says so when that is written
      }
      lines.clear()
    },
  }
}

function prune(folder: string, oldest: string): void {
  for (const name of readdirSync(folder)) {
    const day = NAME.exec(name)?.[1]
    if (day !== undefined && day < oldest) rmSync(join(folder, name), { force: true })
  }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
