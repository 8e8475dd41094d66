/** `curator library status`: what is in order, what is not, and the runs, as the last scan and the notes have it. */
import { heldBack } from '../../../library/quarantine.ts'
import { pastRuns } from '../../../library/runs.ts'
import { openRunNotes, planOf } from '../../../steps/library/library.ts'
import { withLibraries, type OpenLibrary } from '../../../steps/library/open-library.ts'
import type { World } from '../../../steps/world.ts'
import { amount, count, minute, plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { librariesNamed } from './words.ts'
import type { Output } from '../../screen/output.ts'
import { printProblems } from '../../problems.ts'
import { withSession } from '../../session.ts'
import { table } from '../../screen/table.ts'

export function status(call: Call, words: readonly string[]): Promise<number> {
  const { flags, out } = call
  return withSession(
    call,
    ({ project, world, progress, notes }) =>
      withLibraries(project.config, librariesNamed(project.config, words), async (libraries) => {
        const all = libraries.map((open) => [open.name, statusOf(world, open)] as const)
        progress.stop()
        const problems = [...notes, ...openRunNotes(libraries)]
        if (flags.has('json')) out.document({ libraries: Object.fromEntries(all), problems })
        else {
          printProblems(problems, out)
          for (const [name, one] of all) print(name, one, out)
        }
        return Promise.resolve(0)
      }),
    { looksOnly: true },
  )
}

interface LibraryStatus {
  readonly path: string
  readonly mode: string
  /** Files in their places, and steps that a plan would have now. */
  readonly kept: number
  readonly toDo: number
  /** Files that are not put in order. */
  readonly left: number
  readonly runs: readonly RunStatus[]
}

interface RunStatus {
  readonly run: number
  readonly at: string
  readonly files: number
  readonly quarantined: { readonly files: number; readonly bytes: number }
  readonly is: string
}

function statusOf(world: World, open: OpenLibrary): LibraryStatus {
  const plan = planOf(world, open)
  const runs = pastRuns(open.disk, open.notes).map(({ journal, is }) => ({
    run: journal.run,
    at: new Date(journal.at).toISOString(),
    files: journal.steps.length,
    quarantined: heldBack(open.disk, journal),
    is,
  }))
  const { path, mode } = open.config
  return { path, mode, kept: plan.kept, toDo: plan.steps.length, left: plan.stays.length, runs }
}

function print(name: string, { path, mode, kept, toDo, left, runs }: LibraryStatus, out: Output): void {
  const files = `${plural(kept, 'file')} in place, ${count(toDo)} to do, ${count(left)} left where they are`
  out.print(`${out.paint('bold', name)}  ${out.paint('dim', path)}  ${mode}  ${files}`)
  if (runs.length === 0) return
  const rows = runs.map(({ run, at, files: steps, quarantined, is }) => [
    `  ${run}`,
    minute(at),
    plural(steps, 'file'),
    quarantined.files > 0 ? `${count(quarantined.files)} quarantined (${amount(quarantined.bytes)})` : '',
    is,
  ])
  out.print(table([['  run', 'when (UTC)', 'of', '', 'is'], ...rows]))
}
