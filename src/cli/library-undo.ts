/** `curator library undo`: names, folders and times as they were before a run. */
import { CuratorError, problem } from '../errors.ts'
import { pastRuns, type PastRun } from '../library/runs.ts'
import { undoRun } from '../steps/library.ts'
import { withLibraries, type OpenLibrary } from '../steps/open-library.ts'
import type { Call } from './call.ts'
import { worstCode } from './exit.ts'
import { printUndo, runDocument } from './library-text.ts'
import { runNamed } from './library-words.ts'
import { printProblems } from './problems.ts'
import { withSession } from './session.ts'

export function undo(call: Call, words: readonly string[]): Promise<number> {
  const { flags, out } = call
  return withSession(call, ({ project, world, progress, notes }) => {
    const { library, run } = runNamed(project.config, words)
    return withLibraries(project.config, [library], async ([open]) => {
      if (!open) return 0
      const { journal } = undoable(open, run)
      const result = await undoRun(world, open, journal)
      progress.stop()
      const problems = [...notes, ...result.problems]
      if (flags.has('json')) out.document({ libraries: { [library]: runDocument(result) }, problems })
      else {
        printProblems(problems, out)
        printUndo(open, result, out)
      }
      return worstCode(problems)
    })
  })
}

/** The newest run that is not undone, which is the only one that can be: later ones rest on what earlier ones did. */
function undoable({ name, disk, notes }: OpenLibrary, wanted: number | undefined): PastRun {
  const runs = pastRuns(disk, notes).filter(({ is }) => is !== 'undone')
  const newest = runs.at(-1)
  const found = wanted === undefined ? newest : runs.find(({ journal }) => journal.run === wanted)
  if (!newest || !found) {
    const which = wanted === undefined ? 'no run' : `no run ${wanted}`
    throw refused(
      `The library "${name}" has ${which} that could be undone.`,
      '`curator library status` lists them.',
    )
  }
  if (found !== newest) {
    const { run } = newest.journal
    throw refused(
      `Run ${wanted} cannot be undone before run ${run}, which came later.`,
      `Undo run ${run} first.`,
    )
  }
  if (found.is === 'purged')
    throw refused(
      `Run ${found.journal.run} cannot be undone: what it took out was purged.`,
      'What it moved stays where it is.',
    )
  return found
}

function refused(message: string, hint: string): CuratorError {
  return new CuratorError(problem('library-not-undoable', message, { hint }))
}
