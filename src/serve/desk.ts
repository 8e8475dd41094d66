/**
 * The catalog, for one request after the other. It is open only while somebody asks: whoever has it open keeps every
 * build out. A moment later, and before a build that the server starts itself, it is let go of.
 */
import type { Db } from '../catalog/sqlite.ts'
import { createTurns, type Turns, type TurnsOptions } from '../catalog/turns.ts'
import { openReview, type Review } from '../review/review.ts'
import { openProject, type Project, type ProjectOptions } from '../steps/project.ts'

export interface Opened {
  readonly project: Project
  readonly db: Db
}

export interface Desk {
  /** One at a time. Throws `state-busy` when another curator holds the catalog for longer than a moment. */
  read<T>(body: (opened: Opened) => T | Promise<T>): Promise<T>
  /** The one review of everybody who looks, with what can be taken back. It reads by itself. */
  review(): Promise<Review>
  /** Lets go of the catalog, when nobody is reading. */
  release(): Promise<void>
}

const PATIENCE_MS = 1500

interface Place {
  readonly stateDir: string
  readonly turns: Turns
  review?: Promise<Review>
}

export function createDesk(
  cwd: string,
  options: ProjectOptions,
  onNote: Required<TurnsOptions>['onNote'],
): Desk {
  let place: Place | undefined
  const at = async (): Promise<[Project, Place]> => {
    const project = await openProject(cwd, options) // it may have been edited meanwhile
    const { stateDir } = project
    if (place?.stateDir !== stateDir) {
      void place?.turns.release()
      place = { stateDir, turns: createTurns({ stateDir, waitMs: PATIENCE_MS, onNote }) }
    }
    return [project, place]
  }
  return {
    async read(body) {
      const [project, { turns }] = await at()
      return turns.take(({ db }) => body({ project, db }))
    },
    async review() {
      const [{ dir }, here] = await at()
      here.review ??= openReview((body) => here.turns.take(({ db }) => body(db)), dir, Date.now)
      try {
        return await here.review
      } catch (error) {
        delete here.review // what was in its way may be gone when somebody asks again
        throw error
      }
    },
    release: () => place?.turns.release() ?? Promise.resolve(),
  }
}
