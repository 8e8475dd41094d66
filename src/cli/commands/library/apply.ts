/** `curator library apply`: does what `plan` shows, after what was cut off before. */
import type { Problem } from '../../../errors.ts'
import {
  applyPlan,
  finishRun,
  isBeingUndone,
  openRun,
  planOf,
  readRoots,
  type LibraryRun,
  type WholePlan,
} from '../../../steps/library/library.ts'
import { withLibraries, type OpenLibrary } from '../../../steps/library/open-library.ts'
import type { Call } from '../../call.ts'
import { worstCode } from '../../exit.ts'
import { plan as showPlan } from './plan.ts'
import { printRun, printUndo, runDocument } from './text.ts'
import { librariesNamed } from './words.ts'
import { printProblems } from '../../problems.ts'
import { withSession, type Session } from '../../session.ts'

interface Applied {
  readonly open: OpenLibrary
  /** A run that was being undone when it was cut off. */
  readonly undone?: LibraryRun
  /** Undefined when it did not come to that. */
  readonly result?: LibraryRun
  /** Of the plan; undefined when it did not come to that. */
  readonly plan?: WholePlan
}

const NO_PLAN = { kept: 0, stays: [] }
const NOTHING_DONE = { run: 0, moved: 0, written: 0, quarantined: 0, problems: [] }

export function apply(call: Call, words: readonly string[]): Promise<number> {
  const { flags, out } = call
  if (flags.has('dry-run')) return showPlan(call, words)
  return withSession(call, (session) => {
    const { project, world, progress, notes } = session
    return withLibraries(project.config, librariesNamed(project.config, words), async (libraries) => {
      const all = await applyAll(session, libraries)
      const problems: readonly Problem[] = [
        ...notes,
        ...world.problems,
        ...all.flatMap(({ undone, result }) => [...(undone?.problems ?? []), ...(result?.problems ?? [])]),
      ]
      progress.stop()
      if (flags.has('json')) {
        const documents = all.map((one) => [one.open.name, documentOf(one)] as const)
        out.document({ libraries: Object.fromEntries(documents), problems })
      } else {
        printProblems(problems, out)
        for (const { open, undone, result, plan } of all) {
          if (undone) printUndo(open, undone, out)
          if (result) printRun(open, result, plan ?? NO_PLAN, out)
        }
      }
      return worstCode(problems)
    })
  })
}

async function applyAll({ world, steps }: Session, libraries: readonly OpenLibrary[]): Promise<Applied[]> {
  const all: Applied[] = []
  // what was cut off comes first: until it is done, nobody knows what is where
  for (const open of libraries) {
    const journal = openRun(open)
    if (!journal) continue
    const what = isBeingUndone(open, journal) ? 'undone' : 'result'
    all.push({ open, [what]: await finishRun(world, open, journal) })
  }
  if (all.some(({ undone, result }) => (undone ?? result)?.outcome === 'partial')) return all
  await readRoots(world, steps, libraries)
  for (const open of libraries) {
    const plan = planOf(world, open)
    const before = all.findIndex((one) => one.open === open)
    const result = await applyPlan(world, open, plan)
    const old = all[before]
    if (old === undefined) all.push({ open, result, plan })
    else all[before] = { ...old, result: old.result ? together(old.result, result) : result, plan }
    if (world.signal.aborted) return all
  }
  return all
}

function documentOf({ undone, result, plan }: Applied): object {
  const done = runDocument(result ?? { ...NOTHING_DONE, outcome: undone?.outcome ?? 'nothing' })
  return { ...done, kept: plan?.kept ?? 0, ...(undone && { undone: runDocument(undone) }) }
}

/** The run that was gone on with, and the one after it, told as one. */
function together(first: LibraryRun, second: LibraryRun): LibraryRun {
  return {
    run: second.run === 0 ? first.run : second.run,
    moved: first.moved + second.moved,
    written: first.written + second.written,
    quarantined: first.quarantined + second.quarantined,
    outcome: second.outcome === 'nothing' ? first.outcome : second.outcome,
    problems: [...first.problems, ...second.problems],
  }
}
