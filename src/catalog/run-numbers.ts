/**
 * Runs of a new catalog are numbered on from those of the one before it, which its logs still tell of. Else two runs
 * would have one number, and `curator log` would show the lines of both as those of one.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileChunks } from '../disk/raw-files.ts'
import { prepareOnce, type Db } from './sqlite.ts'

/** @param stateDir the folder of the catalog */
export function continueRunNumbers(db: Db, stateDir: string): void {
  if (prepareOnce(db, `select 1 from sqlite_sequence where name = 'import_log'`).get() !== undefined) return
  const last = lastLoggedRun(join(stateDir, 'logs'))
  if (last === 0) return
  prepareOnce(db, `insert into sqlite_sequence (name, seq) values ('import_log', ?)`).run(last)
}

/** Nobody had as many runs. A line that says more is not ours. */
const MOST_RUNS = 1_000_000_000
/** As lines have it: quotes within their texts are escaped. */
const RUN = /"run":(\d{1,10})[,}]/g
const LONGEST = '"run":1000000000,'.length

/** 0: no run left a line. */
function lastLoggedRun(folder: string): number {
  const logs = namesIn(folder).filter((name) => name.endsWith('.jsonl'))
  return Math.max(0, ...logs.map((name) => lastRunIn(join(folder, name))))
}

/** A file that cannot be read on tells nothing more. */
function lastRunIn(file: string): number {
  let last = 0
  let rest = ''
  try {
    for (const chunk of fileChunks(file)) {
      const text = rest + Buffer.from(chunk).toString('latin1')
      for (const [, digits] of text.matchAll(RUN)) {
        const run = Number(digits)
        if (run <= MOST_RUNS) last = Math.max(last, run)
      }
      rest = text.slice(-LONGEST)
    }
  } catch {
    return last
  }
  return last
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
