/** `curator library plan`: what apply would do. Changes nothing but what curator knows. */
import { openRunNotes, planOf, readRoots } from '../../../steps/library/library.ts'
import { withLibraries } from '../../../steps/library/open-library.ts'
import { organizerLog } from '../../../steps/library/organizer-log.ts'
import type { Call } from '../../call.ts'
import { worstCode } from '../../exit.ts'
import { planDocument, printPlan } from './text.ts'
import { librariesNamed } from './words.ts'
import { printProblems } from '../../problems.ts'
import { withSession } from '../../session.ts'

export function plan(call: Call, words: readonly string[]): Promise<number> {
  const { flags, out } = call
  return withSession(
    call,
    ({ project, world, steps, progress, notes }) =>
      withLibraries(project.config, librariesNamed(project.config, words), async (libraries) => {
        await readRoots(world, steps, libraries)
        const plans = libraries.map((open) => ({ open, plan: planOf(world, open) }))
        for (const { open, plan: own } of plans) organizerLog(world, open).planned(own)
        const problems = [
          ...notes,
          ...world.problems,
          ...openRunNotes(libraries),
          ...plans.flatMap(({ plan: { problems: own } }) => own),
        ]
        progress.stop()
        if (flags.has('json')) {
          const documents = plans.map(({ open, plan: own }) => [open.name, planDocument(open, own)] as const)
          out.document({ libraries: Object.fromEntries(documents), problems })
        } else {
          printProblems(problems, out)
          for (const { open, plan: own } of plans) printPlan(open, own, out)
        }
        return worstCode(problems)
      }),
    { looksOnly: true },
  )
}
