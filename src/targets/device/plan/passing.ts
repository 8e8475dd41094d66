/**
 * Files of ours that others would be written over, though they are wanted elsewhere: two games swap names, or one gets the
 * name of another that is called otherwise from now on. They are renamed, some of them by a name that nothing has.
 */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf, join } from '../../../disk/path.ts'
import { addTo } from '../../../groups.ts'
import type { MoveAction, PutAction } from '../../plan-types.ts'
import type { Decisions } from './decide.ts'

export function withPassing(disk: Disk, decided: Decisions): Decisions {
  const { puts, moves, held } = decided
  const coming = [...puts, ...moves]
  const places = new Map<string, string[]>()
  for (const { path, file } of coming) {
    const sha1 = held.get(path)
    if (sha1 !== undefined && sha1 !== file.sha1) addTo(places, sha1, path)
  }
  const passing = new Map<PutAction, MoveAction>()
  for (const put of puts) {
    const from = canMove(put) ? places.get(put.file.sha1)?.shift() : undefined
    if (from === undefined) continue
    const { path, bytes, file } = put
    passing.set(put, { op: 'move', path, from, bytes, reason: 'renamed', file })
  }
  if (passing.size === 0) return decided
  return {
    ...decided,
    puts: puts.filter((put) => !passing.has(put)),
    moves: inTurn(disk, [...moves, ...passing.values()]),
  }
}

/** What the device writes as well is more than its bytes. */
function canMove({ reason, file }: PutAction): boolean {
  return reason !== 'forced' && file.isShared !== true && file.merge === undefined
}

/** Those that come where others leave step aside first, so that it does not matter how many wait for each other. */
function inTurn(disk: Disk, moves: readonly MoveAction[]): readonly MoveAction[] {
  const leaving = new Set(moves.map(({ from }) => from))
  const spare = spareNames(disk)
  return moves.map((move) => (leaving.has(move.path) ? { ...move, aside: spare(folderOf(move.from)) } : move))
}

/** They are on the device for as long as others are renamed. */
function spareNames(disk: Disk): (folder: string) => string {
  let n = 0
  return (folder) => {
    for (;;) {
      const path = join(folder, `~curator${(n += 1)}`)
      if (disk.stat(path) === undefined) return path
    }
  }
}
