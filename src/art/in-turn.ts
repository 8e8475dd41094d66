/** Lets several curators change one file after the other, that each reads and writes anew. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { randomUUID } from 'node:crypto'
import { errno } from '../errors.ts'
import { pause } from '../pause.ts'

/** Nobody takes nearly as long: whoever held it is gone. */
const STALE_MS = 5000
const PAUSE_MS = 5
/** So often: then the file is written all the same, for a mark that stays is nobody's. */
const MOST_PAUSES = 2000

/**
 * Works while no other curator works on the same file. Beside it lies a file for as long. Where none can be made there
 * is no waiting either: the work itself then tells what is wrong with the place.
 */
export function inTurn<T>(file: string, work: () => T): T {
  const mark = `${file}.lock`
  const isOurs = take(mark)
  try {
    return work()
  } finally {
    if (isOurs) rmSync(mark, { force: true })
  }
}

function take(mark: string): boolean {
  try {
    mkdirSync(dirname(mark), { recursive: true })
  } catch {
    return false
  }
  for (let pauses = 0; pauses < MOST_PAUSES; pauses++) {
    try {
      closeSync(openSync(mark, 'wx'))
      return true
    } catch (error) {
      if (errno(error) !== 'EEXIST') return false
    }
    if (isStale(mark)) drop(mark)
    pause(PAUSE_MS)
  }
  return false
}

function isStale(mark: string): boolean {
  const made = statSync(mark, { throwIfNoEntry: false })?.mtimeMs
  // a clock that was set back makes none stale for ever
  return made !== undefined && Math.abs(Date.now() - made) > STALE_MS
}

/** Of several that find it stale one drops it; a new one may only be made afterwards. */
function drop(mark: string): void {
  const gone = `${mark}.${randomUUID()}`
  try {
    renameSync(mark, gone)
  } catch {
    return
  }
  rmSync(gone, { force: true })
}
