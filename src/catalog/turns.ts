/** Several curators want the catalog, and one has it at a time: how one waits for its turn, and how one takes short ones. */
import { setTimeout as pause } from 'node:timers/promises'
import type { CuratorError, Problem } from '../errors.ts'
import { duration } from '../wording.ts'
import {
  busyWith,
  isBusy,
  isDamage,
  nameHolder,
  openCatalog,
  setAsideDamaged,
  unwritten,
  type Catalog,
} from './catalog.ts'

export interface Patience {
  /** How long another curator is waited for, in milliseconds. */
  readonly waitMs: number
  /** Ends the waiting. */
  readonly signal?: AbortSignal
  /** Is told once who is waited for, when that takes longer than a moment. */
  readonly onWait?: (message: string) => void
}

/** Most turns end within this time: nobody need be told of them. */
const MOMENT_MS = 400
const TRY_AGAIN_MS = 50

/**
 * Opens the catalog as soon as the curator that holds it is done. Throws its `state-busy` when that takes too long, or
 * when it is told to stop: the database's own waiting would not notice a Ctrl-C.
 */
export async function openInTurn(stateDir: string, { waitMs, signal, onWait }: Patience): Promise<Catalog> {
  const began = performance.now()
  let isTold = false
  for (;;) {
    try {
      return openCatalog(stateDir)
    } catch (error) {
      if (!isBusy(error) || signal?.aborted === true) throw error
      const waited = performance.now() - began
      if (waited >= waitMs) throw waitMs < MOMENT_MS ? error : stillBusy(stateDir, waitMs, error)
      if (!isTold && waited >= Math.min(MOMENT_MS, waitMs)) {
        isTold = true
        onWait?.(`${nameHolder(stateDir)} is using ${stateDir}. Waiting.`)
      }
      await pause(TRY_AGAIN_MS)
    }
  }
}

function stillBusy(stateDir: string, waitMs: number, cause: unknown): CuratorError {
  return busyWith(
    stateDir,
    `${nameHolder(stateDir)} is still using ${stateDir} after ${duration(waitMs)}.`,
    cause,
  )
}

export interface Turns {
  /**
   * One at a time, in order. What turned out to be damaged in the middle is set aside, and the body called again with a
   * new catalog. Throws `state-busy` like `openInTurn`.
   */
  take<T>(body: (catalog: Catalog) => T | Promise<T>): Promise<T>
  /** Lets go of the catalog, when the turns that were asked for are over. */
  release(): Promise<void>
}

export interface TurnsOptions extends Patience {
  readonly stateDir: string
  /** What opening had to say, such as that a damaged catalog was set aside. */
  readonly onNote?: (note: Problem) => void
}

/** Whoever comes back within this time (somebody types, or decides one thing after the other) finds it open. */
const LINGER_MS = 300

/** Short turns at the catalog: it is let go of soon after each, so that builds get theirs. */
export function createTurns({ stateDir, onNote, ...patience }: TurnsOptions): Turns {
  let catalog: Catalog | undefined
  let timer: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  const close = (): void => {
    clearTimeout(timer)
    catalog?.close()
    catalog = undefined
  }
  const inTurn = <T>(body: () => Promise<T>): Promise<T> => {
    const turn = last.then(body)
    last = turn.catch(() => undefined)
    return turn
  }
  const opened = async (): Promise<Catalog> => {
    if (catalog) return catalog
    catalog = await openInTurn(stateDir, patience)
    for (const note of catalog.notes) onNote?.(note)
    return catalog
  }
  return {
    take: (body) =>
      inTurn(async () => {
        clearTimeout(timer)
        try {
          return await body(await opened())
        } catch (error) {
          if (!isDamage(error)) throw unwritten(stateDir, error)
          close()
          onNote?.(setAsideDamaged(stateDir))
          return await body(await opened())
        } finally {
          timer = setTimeout(() => void inTurn(() => Promise.resolve(close())), LINGER_MS)
          timer.unref()
        }
      }),
    release: () => inTurn(() => Promise.resolve(close())),
  }
}
