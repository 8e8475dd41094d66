/** `curator plan`: what a build would do, without doing it. */
import { problem, type Problem } from '../../errors.ts'
import { build } from '../../steps/build.ts'
import { plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { isFrozen, worstCode } from '../exit.ts'
import { annotate } from '../github.ts'
import { showPlans } from '../show-plan.ts'
import { withSession } from '../session.ts'

export function run(call: Call): Promise<number> {
  return withSession(
    call,
    async ({ project, world, steps, progress, notes }) => {
      const { works, report } = await build(project, world, steps, {
        targets: call.positionals,
        dryRun: true,
        frozen: isFrozen(call),
      })
      progress.stop()
      const open = works.reduce((sum, { plan }) => sum + (plan?.actions.length ?? 0), 0)
      const problems = [
        ...notes,
        ...report.problems,
        ...(call.flags.has('check') && open > 0 ? [notEmpty(open)] : []),
      ]
      annotate(problems, call.env, call.out)
      showPlans(call, project.config, works, problems)
      return worstCode(problems)
    },
    { looksOnly: true },
  )
}

/** What `--check` fails with. */
function notEmpty(open: number): Problem {
  return problem(
    'plan-not-empty',
    `The devices are not as the config wants them: ${plural(open, 'change')} to make.`,
  )
}
