/** `curator art`: which pictures devices have and miss, and fetching those that somebody has. */
import { usageError } from '../../errors.ts'
import { systemClock, type Clock } from '../../net/clock.ts'
import { chosenTargets } from '../../steps/devices/targets.ts'
import type { Call } from '../call.ts'
import { worstCode } from '../exit.ts'
import { printProblems } from '../problems.ts'
import { projectOf, withSession } from '../session.ts'

/** @param clock of the pace that providers want kept */
export async function run(call: Call, clock: Clock = systemClock()): Promise<number> {
  const { flags, out, positionals, signal } = call
  const isFetching = flags.has('fetch') && !flags.has('dry-run')
  if (flags.has('refresh') && !flags.has('fetch')) throw usageError('`--refresh` goes with `--fetch`.')
  const [{ countPictures }, { fetchWanted }, { artDocument, printArt }] = await Promise.all([
    import('../../steps/art/wants.ts'),
    import('./art/fetch.ts'),
    import('./art/text.ts'),
  ])
  const { config, stateDir } = await projectOf(call)
  const targets = chosenTargets(config, positionals)
  // the catalog is closed again before anybody is asked: others need not wait for the network
  const { counts, problems } = await withSession(
    call,
    async ({ world, steps, progress, notes }) => {
      const found = await countPictures(world, steps, targets)
      progress.stop()
      return { counts: found, problems: [...notes, ...world.problems] }
    },
    { looksOnly: true },
  )
  if (signal.aborted) return 0
  const fetched = await fetchWanted(call, { config, stateDir }, counts, { isFetching, clock })
  const all = [...problems, ...fetched.problems]
  if (flags.has('json')) out.document(artDocument(counts, fetched, all))
  else {
    printArt(counts, fetched, out)
    printProblems(all, out)
  }
  return worstCode(all)
}
