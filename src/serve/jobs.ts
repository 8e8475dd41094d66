/** What the server has done by a process of its own: plans and builds, as a person would start them in a terminal. */
import type { JobAnswer, JobKind } from './api.ts'

/** Starts `curator` with these arguments. `onLine` is told each line it says; a document (`--json`) is no line. */
export type StartCurator = (args: readonly string[], onLine: (line: string) => void) => Running

interface Running {
  /** The document it printed, when it has ended. Rejects when it could not be started. */
  readonly ended: Promise<{ readonly code: number; readonly document: string }>
  /** Asks it to stop at a safe place. */
  stop(): void
  /** Waits for it no more. */
  leave(): void
}

export interface Jobs {
  /** The one that runs, or the one that ran last. */
  readonly current: JobAnswer | null
  /** Does nothing while one runs. */
  start(kind: JobKind): void
  stop(): void
  /** Stops, and does not wait until that is done. */
  close(): void
}

interface JobsOptions {
  readonly run: StartCurator
  /** Called before a process starts: it needs the catalog. */
  readonly release: () => Promise<void>
  readonly onChange: () => void
  /** The document of a finished job, '' when it has none. Throws when that makes no sense. */
  readonly onDone: (kind: JobKind, document: string) => void
}

const ARGUMENTS: Readonly<Record<JobKind, readonly string[]>> = {
  plan: ['plan', '--json', '--wait'],
  build: ['build', '--wait'],
}
/** Something cannot be made right, which a plan tells, and a build was about. */
const PARTLY = 3
/** By exit code. */
const STATES: ReadonlyMap<number, JobAnswer['state']> = new Map([
  [0, 'done'],
  [PARTLY, 'partly'],
  [130, 'stopped'],
  [143, 'stopped'],
])
const MOST_LINES = 500
/** A usage error, as the command line tells it: nothing was done. */
const USAGE = 2

export function createJobs({ run, release, onChange, onDone }: JobsOptions): Jobs {
  let current: JobAnswer | null = null
  let running: Running | undefined
  let isAtWork = false
  const update = (part: Partial<JobAnswer>): void => {
    if (current) current = { ...current, ...part }
    onChange()
  }
  const say = (line: string): void => {
    update({ lines: [...(current?.lines ?? []), line].slice(-MOST_LINES) })
  }
  const work = async (kind: JobKind): Promise<void> => {
    try {
      await release()
      running = run(ARGUMENTS[kind], say)
      const { code, document } = await running.ended
      if (code !== USAGE) onDone(kind, document)
      update({ state: kind === 'plan' && code === PARTLY ? 'done' : (STATES.get(code) ?? 'failed') })
    } catch (error) {
      say(error instanceof Error ? error.message : String(error))
      update({ state: 'failed' })
    } finally {
      running = undefined
      isAtWork = false
    }
  }
  return {
    get current() {
      return current
    },
    start(kind) {
      if (isAtWork) return
      isAtWork = true
      current = { id: (current?.id ?? 0) + 1, kind, state: 'running', lines: [] }
      onChange()
      void work(kind)
    },
    stop: () => running?.stop(),
    close() {
      running?.stop()
      running?.leave()
    },
  }
}
