/** `curator plan`: what a build would do, without doing it. */
import { resolve } from 'node:path'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { problem, type Problem } from '../../errors.ts'
import { build } from '../../steps/build.ts'
import type { TargetWork } from '../../steps/devices/targets.ts'
import { plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { isFrozen, worstCode } from '../exit.ts'
import { annotate } from '../screen/github.ts'
import { showPlans } from './plan/show.ts'
import { withSession } from '../session.ts'
import { writeNamedFile } from '../write-file.ts'

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
      annotate(problems, call.env, call.out, project.config)
      showPlans(call, project.config, works, problems)
      const page = call.flags.text('html')
      if (page !== undefined) await writePage(call, page, project.config, works, problems)
      return worstCode(problems)
    },
    { looksOnly: true },
  )
}

async function writePage(
  { cwd, out }: Call,
  file: string,
  config: ResolvedConfig,
  works: readonly TargetWork[],
  problems: readonly Problem[],
): Promise<void> {
  const { planPage } = await import('../../report/plan-page.ts')
  const pages = works.map(({ name, plan, seen }) => ({
    name,
    path: config.targets[name]?.path ?? '',
    actions: plan?.actions ?? [],
    kept: plan?.kept ?? seen.files,
  }))
  const path = resolve(cwd, file)
  writeNamedFile(path, planPage(pages, problems), config)
  out.warn(`The plan is in ${path}.`)
}

/** What `--check` fails with. */
function notEmpty(open: number): Problem {
  return problem(
    'plan-not-empty',
    `The devices are not as the config wants them: ${plural(open, 'change')} to make.`,
  )
}
