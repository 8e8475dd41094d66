/**
 * What scans and libraries did, line by line: JSONL files in the folder `logs` beside the catalog, one a channel and day. Only for
 * people and their tools to read: nothing here is ever read back to decide anything, except by `curator log`.
 */
import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { jsonLine } from '../../json-line.ts'
import { byCodeUnit } from '../../order.ts'
import { day } from '../../wording.ts'

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
export function openJournal(db: Db, now: () => number): Journal {
  const folder = logsFolder(db)
  if (folder === undefined) return { write: () => undefined, flush: () => undefined }
  const held: Line[] = []
  let isSpilt = false
  let isPruned = false
  // in the transaction that they tell of: if it is taken back, they are as well
  const spill = (): void => {
    db.exec(isSpilt ? TABLE : `${NO_TABLE}; ${TABLE}`)
    isSpilt = true
    for (const { file, text } of held) prepareOnce(db, PUT).run(file, text)
    held.length = 0
  }
  return {
    write(channel, line) {
      const at = now()
      const text = jsonLine({ at: new Date(at).toISOString(), ...line })
      held.push({ file: `${channel}.${day(at)}.jsonl`, text })
      if (held.length >= MOST_HELD) spill()
    },
    flush() {
      if (held.length === 0 && !isSpilt) return
      try {
        mkdirSync(folder, { recursive: true })
        if (!isPruned) prune(folder, day(now() - KEEP_DAYS * DAY_MS))
        isPruned = true
        if (isSpilt) spill()
        append(folder, isSpilt ? spilt(db) : held.toSorted((a, b) => byCodeUnit(a.file, b.file)))
        if (isSpilt) db.exec(NO_TABLE)
      } catch {
        // the catalog has what matters; a disk that is full says so when that is written
      }
      isSpilt = false
      held.length = 0
    },
  }
}

interface Line {
  /** Its name in the folder. */
  readonly file: string
  readonly text: string
}

/** Lines. One transaction may tell of a million files that have another name. */
const MOST_HELD = 10_000

const TABLE =
  'create temp table if not exists journal_line (id integer primary key, file text not null, text text not null)'

const NO_TABLE = 'drop table if exists temp.journal_line'

const PUT = 'insert into temp.journal_line (file, text) values (?, ?)'

const SPILT = 'select file, text from temp.journal_line order by file, id'

function spilt(db: Db): Iterable<Line> {
  return prepareOnce(db, SPILT).iterate() as Iterable<Line>
}

/** @param lines those of a file together */
function append(folder: string, lines: Iterable<Line>): void {
  let name = ''
  let texts: string[] = []
  const write = (): void => {
    if (texts.length > 0) appendFileSync(join(folder, name), texts.join(''))
    texts = []
  }
  for (const { file, text } of lines) {
    if (file !== name || texts.length >= MOST_HELD) write()
    name = file
    texts.push(text)
  }
  write()
}

function prune(folder: string, oldest: string): void {
  for (const name of readdirSync(folder)) {
    const written = NAME.exec(name)?.[1]
    if (written !== undefined && written < oldest) rmSync(join(folder, name), { force: true })
  }
}
