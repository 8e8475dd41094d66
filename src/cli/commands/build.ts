/** `curator build`: makes every device right, and says what was done. */
import type { Problem } from '../../errors.ts'
import { renderDiff } from '../../lock/render.ts'
import { isEmptyDiff, type LockDiff } from '../../lock/diff.ts'
import { build, type BuildResult } from '../../steps/build.ts'
import { romsetTargets } from '../../steps/choosing/romset.ts'
import { missesDats } from '../../steps/world.ts'
import { plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { exitCode, isFrozen, strictProblems } from '../exit.ts'
import { annotate, summariseLock } from '../screen/github.ts'
import { printProblems } from '../problems.ts'
import { printBuild } from './build/text.ts'
import type { Output } from '../screen/output.ts'
import { showPlans } from './plan/show.ts'
import { withSession, type Session } from '../session.ts'
import { WORK } from '../work.ts'

export async function run(call: Call): Promise<number> {
  const romset = call.flags.text('romset')
  if (romset === undefined) return runBuild(call, call.positionals)
  const { versionOf } = await import('./romsets/words.ts')
  return runBuild(call, call.positionals, versionOf(romset))
}

/** With the number of a romset, the devices that follow its policy are built as it has them. */
export function runBuild(call: Call, targets: readonly string[], romset?: number): Promise<number> {
  const dryRun = call.flags.has('dry-run')
  return withSession(
    call,
    async (session) => {
      const { project, world, steps, progress } = session
      const result = await build(project, world, steps, {
        targets: world.romset ? romsetTargets(project.config, world.romset, targets) : targets,
        dryRun,
        frozen: isFrozen(call),
      })
      progress.stop()
      if (result.report.outcome !== 'nothing') WORK.publish(undefined)
      const problems = [...session.notes, ...result.report.problems, ...strictProblems(call, result.report)]
      if (dryRun) showPlans(call, project.config, result.works, problems)
      else await showBuild(call, session, result, problems)
      return exitCode(call, problems)
    },
    { looksOnly: dryRun, romset, endsAside: true },
  )
}

async function showBuild(
  call: Call,
  session: Session,
  result: BuildResult,
  problems: readonly Problem[],
): Promise<void> {
  const { out, env } = call
  const { report, lock } = result
  annotate(problems, env, out, session.project.config)
  await summariseLock(lock, env, out)
  if (call.flags.has('json')) return out.document({ ...report, problems })
  printProblems(problems, out)
  await printLock(result, out, missesDats(session.world) && !isFrozen(call))
  printBuild(report, pathsOf(session), out)
}

/**
 * One line when the lock was brought up to date, or has to wait for a DAT that cannot be used; the whole difference when
 * it should have been brought up to date and was not.
 */
async function printLock({ lock, isSaved }: BuildResult, out: Output, waits: boolean): Promise<void> {
  if (lock.kind === 'same') return
  if (waits && !isSaved) return out.print('curator.lock was left as it is, because a DAT cannot be used.')
  if (lock.missing) return isSaved ? out.print('curator.lock written') : undefined
  const diff = await lock.diff()
  if (isSaved) out.print(`curator.lock updated: ${changesIn(diff)}`)
  else if (!isEmptyDiff(diff))
    out.print(renderDiff(diff, 'text', { reasons: await lock.reasons() }).trimEnd())
}

function changesIn({ dats, selections }: LockDiff): string {
  const games = selections.reduce((sum, s) => sum + s.added.length + s.removed.length + s.swapped.length, 0)
  const parts = [games > 0 && plural(games, 'game'), dats.length > 0 && plural(dats.length, 'DAT')]
  const changed = parts.filter(Boolean).join(' and ')
  // a DAT whose file has another name
  return changed === '' ? 'games and DATs are the same' : `${changed} changed`
}

function pathsOf({ project }: Session): Record<string, string> {
  return Object.fromEntries(Object.entries(project.config.targets).map(([name, { path }]) => [name, path]))
}
