/**
 * Renames saves, before the games that they hang on: after a power cut in between, the game is still to be renamed, and
 * what is there of its saves has the new name already. Until the game has it, too, the notes tell of them: another game may
 * be there, and is not to take them for its own.
 */
import { folderOf } from '../../../disk/path.ts'
import { CuratorError, problem } from '../../../errors.ts'
import type { SaveAction } from '../../plan-types.ts'
import { attempt, type Run } from './run.ts'
import { noteSaves } from './transaction.ts'

/** Returns the old places and the new ones of games whose saves could not go with them: those stay what they are for now. */
export async function moveSaves(run: Run, saves: readonly SaveAction[]): Promise<ReadonlySet<string>> {
  const { disk } = run
  const left = new Set<string>()
  const freed = new Set<string>()
  if (saves.length > 0) await noteSaves(run, saves)
  for (const { from, path, was, game } of saves) {
    const isAborted = run.signal?.aborted === true
    // a save may get the name of another only where that surely has its own
    if (freed.has(path) && !isAborted) await disk.sync([])
    if (!isAborted && attempt(run, from, 'renamed', () => moveSave(run, from, path))) {
      run.counts.saves += 1
      run.moved.set(path, game)
      freed.add(from)
    } else {
      left.add(was).add(game)
    }
  }
  if (run.counts.saves > 0) await disk.sync([])
  return left
}

/** What has the new name already is never replaced. */
function moveSave({ disk }: Run, from: string, path: string): void {
  if (disk.stat(path) !== undefined) {
    const where = disk.where(path)
    const message = `${where} is there already, so ${disk.where(from)} keeps its name, and so does its game.`
    throw new CuratorError(
      problem('changed-on-device', message, { path: where, hint: 'Run `curator build` again.' }),
    )
  }
  disk.mkdir(folderOf(path))
  disk.rename(from, path)
}
