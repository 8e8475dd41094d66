/**
 * Listings of trees that are begun before anything else. A build with nothing to do waits for the system's `find` longer
 * than for all it does itself; and what trees it will want listed is what the last one wanted. So the listings begin
 * while this process is still loading its own code. They tell what was a moment earlier: what changes since, the next
 * listing shows.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, readFileSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { openNameless } from './raw-files.ts'
import { replaceFile } from './replace-file.ts'
import { hasDone } from './system-program.ts'

/** A listing that was begun: see `listTree`. */
export interface Listing {
  /**
   * A file without a name, which `find` prints into. It stays open while the process lasts, which is as long as one verb:
   * whoever took it may still be reading when a build ends before its time.
   */
  readonly file: number
  /** Whether all of the tree is in it. */
  readonly isWhole: Promise<boolean>
}

export interface EarlyListings {
  /** Notes that a tree is wanted, and how soon, and gives its listing if it was begun; each only once. */
  take(root: string, format: string, soon: Soon): Listing | undefined
  /** Where the state folder really is. */
  belongTo(stateDir: string): void
  /** They are too old: something had to be waited for. */
  drop(): void
  /** Ends what nobody took, and notes what is to be begun the next time. */
  end(): void
}

/** `first`: all else waits for it. `later`: there is work to be done before. */
export type Soon = 'first' | 'later'

type Wish = readonly [root: string, format: string, soon: Soon]

interface Begun extends Listing {
  readonly child: ChildProcess
}

/** More trees than this are not begun at once: nobody has as many processors. */
const MOST = 8
/** Of those that are wanted later, as `nice` has it: where processors are fewer, the others get nine times as much. */
const LATER_PRIORITY = 10

/** @param stateDir where it is likely to be: where no build noted anything, nothing is begun */
export function beginListings(stateDir: string): EarlyListings {
  const known = readWishes(stateDir)
  const begun = new Map(known.flatMap((wish) => begin(stateDir, wish)))
  const wanted = new Map<string, Wish>()
  let isRight = false
  const drop = (): void => {
    for (const { child, file } of begun.values()) {
      child.kill()
      closeSync(file)
    }
    begun.clear()
  }
  return {
    take(root, format, soon) {
      const key = keyOf(root, format)
      wanted.set(key, [root, format, soon])
      const found = begun.get(key)
      begun.delete(key)
      found?.child.ref()
      return found
    },
    belongTo(real) {
      isRight = real === stateDir
    },
    drop,
    end() {
      drop()
      const all = [...wanted.values()]
      const now = (['first', 'later'] as const)
        .flatMap((which) => all.filter(([, , soon]) => soon === which))
        .slice(0, MOST)
      if (isRight && now.length > 0 && JSON.stringify(now) !== JSON.stringify(known))
        writeWishes(stateDir, now)
    },
  }
}

function keyOf(root: string, format: string): string {
  return `${root}\0${format}`
}

function begin(stateDir: string, [root, format, soon]: Wish): (readonly [string, Begun])[] {
  try {
    const file = openNameless(stateDir, 'listing')
    const child = spawn('find', ['-H', root, '-printf', format], { stdio: ['ignore', file, 'ignore'] })
    // nobody may want it
    child.unref()
    if (soon === 'later' && child.pid !== undefined) lower(child.pid)
    return [[keyOf(root, format), { file, isWhole: hasDone(child), child }]]
  } catch {
    return []
  }
}

/** From what it is, as `nice` does: this process may have been started with another one. */
function lower(pid: number): void {
  setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, getPriority(pid) + LATER_PRIORITY))
}

function wishFile(stateDir: string): string {
  return join(stateDir, 'listings', 'early.json')
}

/** Empty when there are none, or they are damaged: then all is listed when it is wanted. */
function readWishes(stateDir: string): readonly Wish[] {
  if (process.platform !== 'linux') return []
  try {
    const found: unknown = JSON.parse(readFileSync(wishFile(stateDir), 'utf8'))
    return Array.isArray(found) ? found.filter(isWish).slice(0, MOST) : []
  } catch {
    return []
  }
}

function isWish(wish: unknown): wish is Wish {
  return isTexts(wish) && wish.length === 3 && isAbsolute(wish[0] ?? '')
}

function isTexts(found: unknown): found is readonly string[] {
  return Array.isArray(found) && found.every((item) => typeof item === 'string')
}

/** What cannot be noted is not begun: that costs time, and nothing else. */
function writeWishes(stateDir: string, wishes: readonly Wish[]): void {
  try {
    const file = wishFile(stateDir)
    mkdirSync(dirname(file), { recursive: true })
    replaceFile(file, JSON.stringify(wishes))
  } catch {
    return
  }
}
