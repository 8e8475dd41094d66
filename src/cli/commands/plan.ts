/** `curator plan`: what a build would do, without doing it. */
import type { Call } from '../call.ts'
import { exitCode, isFrozen } from '../exit.ts'
import { annotate } from '../github.ts'
import { planDocument } from '../plan-document.ts'
import { printPlan } from '../plan-text.ts'
import { printProblems } from '../problems.ts'
import { withSession } from '../session.ts'
import { build } from '../../steps/build.ts'

export function run(call: Call): Promise<number> {
  return withSession(call, async ({ project, world, steps, progress, notes }) => {
    const { works, report } = await build(project, world, steps, {
      targets: call.positionals,
      dryRun: true,
      force: call.flags.has('force'),
      frozen: isFrozen(call),
    })
    progress.stop()
    const problems = [...notes, ...report.problems]
    annotate(problems, call.env, call.out)
    if (call.flags.has('json')) call.out.document(planDocument(works, problems))
    else {
      printProblems(problems, call.out)
      for (const work of works) printPlan(work, project.config.targets[work.name]?.path ?? '', call.out)
    }
    const code = exitCode(call, report)
    const open = works.some(({ plan }) => (plan?.actions.length ?? 0) > 0)
    return code === 0 && call.flags.has('check') && open ? 1 : code
  })
}
