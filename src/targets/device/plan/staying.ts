/**
 * Files that are not wanted as they are, and stay: because what they came from cannot be read, or because they cannot get to
 * their new places. They are noted as outputs: else the plan after the repair would not know which game each of them is,
 * nor what belongs to which.
 */
import { folderOf } from '../../../disk/path.ts'
import type { Action, MoveAction } from '../../plan-types.ts'
import type { Decisions } from './decide.ts'
import { isAmong, type Survey } from '../look/look.ts'
import type { Entry } from '../notes/manifest.ts'

/** Decisions without those that take a staying file away, and the files that stay. */
export interface Stayed {
  readonly decided: Decisions
  readonly files: ReadonlyMap<string, Entry>
}

export function withStaying(decided: Decisions, known: Survey, staying: ReadonlySet<string>): Stayed {
  if (staying.size === 0) return { decided, files: new Map() }
  const { puts, moves, early, late } = decided
  const folders = new Set([...staying].map(folderOf))
  const isUndone = (action: Action): boolean =>
    action.op === 'move' ? isRenumbered(action, folders) : takesAway(action) && staying.has(action.path)
  const isDone = (action: Action): boolean => !isUndone(action)
  const undone = [...puts, ...moves, ...early, ...late].filter(isUndone)
  return {
    decided: {
      ...decided,
      puts: puts.filter(isDone),
      moves: moves.filter(isDone),
      early: early.filter(isDone),
      late: late.filter(isDone),
    },
    files: new Map(undone.flatMap((action) => entryOf('from' in action ? action.from : action.path, known))),
  }
}

/**
 * Files that are wanted elsewhere, where something is that is not curator's: they stay until they can get there. A file that
 * is in the way of another goes.
 */
export function waitingIn({ conflicts, late }: Decisions, known: Survey): ReadonlySet<string> {
  const coming = conflicts.filter(({ path, file }) => !isAmong(known.claimsOf(path), file.sha1))
  const blocked = new Set(coming.map(({ file }) => file.sha1))
  const isBlocked = (path: string): boolean => blocked.has(known.stale.get(path)?.sha1 ?? '')
  return new Set(late.flatMap(({ path }) => (isBlocked(path) ? [path] : [])))
}

/** Of a list of launchers some stay: the others keep their numbers, which they get again when all are back. */
function isRenumbered({ from, path }: MoveAction, folders: ReadonlySet<string>): boolean {
  return path.endsWith('.mgl') && folderOf(from) === folderOf(path) && folders.has(folderOf(path))
}

/** What stands at a path goes. A list is made anew whenever it changes, and holds nothing of a file. */
export function takesAway(action: Action): boolean {
  if (action.op === 'put') return action.reason === 'changed' && !('bytes' in action.file.origin)
  return action.op === 'delete'
}

function entryOf(path: string, known: Survey): (readonly [string, Entry])[] {
  const entry = known.trusted(path)
  if (entry) return [[path, entry]]
  const file = known.wanted.get(path)
  const there = known.stale.get(path) ?? (file && known.found(file))
  if (there?.kind !== 'file' || there.sha1 === undefined) return []
  return [[path, { size: there.stat.size, mtime: there.stat.mtime, sha1: there.sha1, isOurs: true }]]
}
