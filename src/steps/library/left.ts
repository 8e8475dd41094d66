/** Where a run of a library stands when its catalog takes no more: its files are elsewhere then, and somebody has to know. */
import { unwritten } from '../../catalog/catalog.ts'
import { CuratorError } from '../../errors.ts'
import { readState, type Journal } from '../../library/journal.ts'
import { openProblem } from '../../library/run.ts'
import type { OpenLibrary } from './open-library.ts'
import type { World } from '../world.ts'

/** Works on a run. An error of the catalog says whether it is done, and how to go on. */
export async function tellingHowItStands<T>(
  { config }: World,
  open: OpenLibrary,
  journal: Journal,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const told = unwritten(config.state, error)
    if (told === error || !(told instanceof CuratorError)) throw error
    const hint = howItStands(open, journal)
    throw new CuratorError(
      told.problems.map((one) => ({ ...one, hint })),
      { cause: error },
    )
  }
}

function howItStands({ disk, notes, name }: OpenLibrary, journal: Journal): string {
  const state = readState(disk, notes, journal.run)
  if (state?.isDone !== true) {
    const { message, hint = '' } = openProblem(journal, state?.doing ?? 'apply')
    return `${message} Put that right, then: ${hint}`
  }
  const what = `Run ${journal.run} of the library "${name}"`
  if (state.doing === 'undo') return `${what} is undone, as the next build will see by the files.`
  return `${what} is done, as the next build will see by the files. Put that right, and \`curator library undo ${name} ${journal.run}\` takes it back.`
}
