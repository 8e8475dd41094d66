/** `curator library undo`: names, folders and times as they were before a run. */
import { CuratorError, problem } from '../../../errors.ts'
import type { Journal } from '../../../library/journal.ts'
import { pastRuns, type PastRun } from '../../../library/runs.ts'
import { undoRun } from '../../../steps/library/library.ts'
import { withLibraries, type OpenLibrary } from '../../../steps/library/open-library.ts'
import { plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { worstCode } from '../../exit.ts'
import { printUndo, runDocument } from './text.ts'
import { runNamed } from './words.ts'
import { onOneLine } from '../../screen/output.ts'
import { printProblems } from '../../problems.ts'
import { withSession, type Session } from '../../session.ts'

export function undo(call: Call, words: readonly string[]): Promise<number> {
  const { flags, out } = call
  const body = ({ project, world, progress, notes }: Session) => {
    const { library, run } = runNamed(project.config, words)
    return withLibraries(project.config, [library], async ([open]) => {
      if (!open) return 0
      const { journal } = undoable(open, run)
      if (flags.has('dry-run')) return tellUndo(open, journal, call)
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
  }
  return withSession(call, body, { looksOnly: flags.has('dry-run') })
}

/** What undo would do, and nothing is done. */
function tellUndo({ name, disk }: OpenLibrary, { run, steps }: Journal, { flags, out }: Call): number {
  // of a run that was cut off not all is done
  const ways = steps.flatMap(({ op, from, via, to }) => {
    const is = [to, via ?? to].find((path) => disk.stat(path) !== undefined)
    return is === undefined ? [] : [{ op, is: disk.where(is), was: disk.where(from) }]
  })
  const back = ways.filter(({ op }) => op !== 'write')
  const written = ways.filter(({ op }) => op === 'write')
  if (flags.has('json')) {
    const actions = [
      ...back.map(({ is, was }) => ({ op: 'move', from: is, to: was })),
      ...written.map(({ is }) => ({ op: 'delete', from: is })),
    ]
    out.document({ libraries: { [name]: { run, actions } }, problems: [] })
    return 0
  }
  const parts = [
    back.length > 0 && `${plural(back.length, 'file')} to where they were`,
    written.length > 0 && `${plural(written.length, 'file')} that it wrote to be deleted`,
  ].filter((part) => part !== false)
  out.print(`${out.paint('bold', name)}  would undo run ${run}: ${parts.join(', ')}`)
  for (const { is, was } of back) out.print(`  ${out.paint('cyan', '<')} ${onOneLine(`${is} → ${was}`)}`)
  for (const { is } of written) out.print(`  ${out.paint('red', '-')} ${onOneLine(is)}`)
  return 0
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
