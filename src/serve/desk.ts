/**
 * The catalog, for one request after the other. It is open only while somebody asks: whoever has it open keeps every
 * build out. A moment later, and before a build that the server starts itself, it is let go of.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { openCatalog, type Catalog } from '../catalog/catalog.ts'
import type { Db } from '../catalog/sqlite.ts'
import { CuratorError } from '../errors.ts'
import { openProject, type Project, type ProjectOptions } from '../steps/project.ts'

export interface Opened {
  readonly project: Project
  readonly db: Db
  /** Made once for as long as the catalog stays open, such as the queue of a review. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>
}

export interface Desk {
  /**
   * One at a time, in order. `keepMs`: how long the catalog stays open afterwards, at least. Throws `state-busy` when
   * another curator holds it for longer than a moment.
   */
  read<T>(body: (opened: Opened) => T | Promise<T>, keepMs?: number): Promise<T>
  /** Lets go of the catalog, when nobody is reading. */
  release(): Promise<void>
}

/** Someone types: the next key comes within this time. */
const KEEP_MS = 300
const PATIENCE_MS = 1500
const TRY_AGAIN_MS = 50

interface Open {
  readonly catalog: Catalog
  readonly stateDir: string
  readonly made: Map<string, Promise<unknown>>
}

export function createDesk(cwd: string, options: ProjectOptions): Desk {
  let open: Open | undefined
  let timer: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let keptUntil = 0

  const close = (): void => {
    clearTimeout(timer)
    open?.catalog.close()
    open = undefined
    keptUntil = 0
  }
  const inTurn = <T>(body: () => Promise<T>): Promise<T> => {
    const turn = last.then(body)
    last = turn.catch(() => undefined)
    return turn
  }
  const closeLater = (keepMs: number): void => {
    keptUntil = Math.max(keptUntil, performance.now() + keepMs)
    clearTimeout(timer)
    timer = setTimeout(() => void inTurn(() => Promise.resolve(close())), keptUntil - performance.now())
    timer.unref()
  }
  return {
    read: (body, keepMs = KEEP_MS) =>
      inTurn(async () => {
        clearTimeout(timer)
        try {
          const project = await openProject(cwd, options) // it may have been edited meanwhile
          if (open && open.stateDir !== project.stateDir) close()
          open ??= { catalog: await openSoon(project.stateDir), stateDir: project.stateDir, made: new Map() }
          const { catalog, made } = open
          const once = <T>(name: string, make: () => Promise<T>): Promise<T> => {
            const known = made.get(name) ?? make()
            made.set(name, known)
            return known as Promise<T>
          }
          const answer = await body({ project, db: catalog.db, once })
          closeLater(keepMs)
          return answer
        } catch (error) {
          // a catalog that turned out to be damaged is set aside when it is opened next
          if (error instanceof CuratorError) closeLater(keepMs)
          else close()
          throw error
        }
      }),
    release: () => inTurn(() => Promise.resolve(close())),
  }
}

async function openSoon(stateDir: string): Promise<Catalog> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return openCatalog(stateDir)
    } catch (error) {
      const isBusy = error instanceof CuratorError && error.problems.some(({ code }) => code === 'state-busy')
      if (!isBusy || performance.now() >= until) throw error
      await pause(TRY_AGAIN_MS)
    }
  }
}
