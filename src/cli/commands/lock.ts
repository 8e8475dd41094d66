/** `curator lock`: records what was resolved, or checks that the record still holds. Needs no ROMs. */
import { renderDiff } from '../../lock/render.ts'
import { compareLock, lockPath, outOfDate, saveLock } from '../../steps/lock-file.ts'
import { contradictionProblems } from '../../steps/choosing/list-contradictions.ts'
import { overrideNotes } from '../../steps/choosing/overrides.ts'
import { tornPortProblems } from '../../steps/choosing/torn-ports.ts'
import { missesDats } from '../../steps/world.ts'
import type { Call } from '../call.ts'
import { worstCode } from '../exit.ts'
import { annotate, summariseLock } from '../screen/github.ts'
import { printProblems } from '../problems.ts'
import { withSession } from '../session.ts'

export function run(call: Call): Promise<number> {
  const { flags, out, env } = call
  return withSession(
    call,
    async ({ project, world, steps, progress, notes }) => {
      const check = flags.has('check')
      const lock = await compareLock(project, steps, world, { renew: !check })
      world.problems.push(...(await contradictionProblems(steps, world)))
      world.problems.push(...(await tornPortProblems(steps, world)))
      world.problems.push(...(await overrideNotes(steps, world)))
      progress.stop()
      const differs = lock.kind === 'differs'
      const problems = [
        ...notes,
        ...world.problems,
        ...(check && differs ? [await outOfDate(project, lock)] : []),
      ]
      annotate(problems, env, out, project.config)
      await summariseLock(lock, env, out)
      const isSaved = differs && !check && !missesDats(world)
      if (isSaved) await saveLock(project, steps, world)
      if (flags.has('json')) {
        out.document({ upToDate: !differs, ...(differs ? { diff: await lock.diff() } : {}), problems })
        return worstCode(problems)
      }
      printProblems(problems, out)
      if (differs)
        out.print(renderDiff(await lock.diff(), 'text', { reasons: await lock.reasons() }).trimEnd())
      if (!differs) out.print('curator.lock is up to date.')
      else if (isSaved) out.print(`${lock.missing ? 'Wrote' : 'Updated'} ${lockPath(project)}.`)
      return worstCode(problems)
    },
    { looksOnly: flags.has('check') },
  )
}
