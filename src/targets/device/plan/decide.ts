/** What has to happen to each wanted file: nothing, a change, or a conflict. */
import type { Disk, DiskStat } from '../../../disk/disk.ts'
import { nameOf } from '../../../disk/path.ts'
import { addTo } from '../../../groups.ts'
import type {
  ConflictAction,
  ConflictReason,
  DeleteAction,
  MoveAction,
  PutAction,
  PutReason,
} from '../../plan-types.ts'
import type { TreeFile } from '../../tree.ts'
import { isAmong, type Found, type Survey } from '../look/look.ts'
import type { Entry } from '../notes/manifest.ts'
import { obstacles, type Blocked, type Obstacle, type Obstacles } from './obstacles.ts'
import { isSpelledSo } from '../look/spelling.ts'
import type { DeviceState } from '../notes/state.ts'

export interface Decisions {
  /** What is right already. */
  readonly keep: ReadonlyMap<string, Entry>
  readonly puts: readonly PutAction[]
  readonly moves: readonly MoveAction[]
  /** Files that are not wanted any more and have to go before something can be put. */
  readonly early: readonly DeleteAction[]
  readonly late: readonly DeleteAction[]
  readonly conflicts: readonly ConflictAction[]
  /** SHA-1 of what is ours where something else comes, by path. */
  readonly held: ReadonlyMap<string, string>
  /** What is at the paths of all these. */
  readonly seen: ReadonlyMap<string, DiskStat>
}

interface DecideOptions {
  readonly force: boolean
  readonly adopt: boolean
  /** Paths of lists that the device writes as well, and that cannot be added to as they are. */
  readonly damaged: ReadonlySet<string>
}

/** All in order of path. */
export function decide(
  disk: Disk,
  state: DeviceState,
  known: Survey,
  files: readonly TreeFile[],
  { force, adopt, damaged }: DecideOptions,
): Decisions {
  const way = obstacles(disk, known.stale, state.made)
  const keep = new Map<string, Entry>()
  const puts: PutAction[] = []
  const moves: MoveAction[] = []
  const conflicts: ConflictAction[] = []
  const inTheWay = new Set<string>()
  const held = new Map<string, string>()
  const seen = new Map<string, DiskStat>([...known.stale].map(([path, { stat }]) => [path, stat]))

  for (const file of files) {
    const { path, size, sha1 } = file
    const entry = known.trusted(path)
    if (entry?.sha1 === sha1 && !known.aliases.has(path)) {
      keep.set(path, adopt && !entry.isOurs && file.isShared !== true ? { ...entry, isOurs: true } : entry)
      continue
    }
    const found = known.found(file)
    if (found.kind === 'file' && found.sha1 === sha1) {
      const alias = misspelling(disk, file, known)
      if (alias === undefined) {
        const isOurs = file.isShared !== true && (adopt || isAmong(known.claimsOf(path), sha1))
        keep.set(path, entry?.isOurs === isOurs ? entry : { size, mtime: found.stat.mtime, sha1, isOurs })
      } else {
        seen.set(path, found.stat).set(alias, found.stat)
        moves.push(moveOf(file, alias))
      }
      continue
    }
    if (found.kind !== 'absent') seen.set(path, found.stat)
    const obstacle = obstacleTo(path, found, known.claimsOf(path), way)
    if ('clear' in obstacle) {
      for (const stale of obstacle.clear) inTheWay.add(stale)
      if (found.kind === 'file' && found.sha1 !== undefined && !known.aliases.has(path))
        held.set(path, found.sha1)
      puts.push(putOf(file, putReason(path, found, state)))
    } else if (force && obstacle.blockedBy === path && found.kind !== 'folder') {
      puts.push(putOf(file, 'forced'))
    } else {
      conflicts.push(conflictOf(file, conflictReason(path, obstacle, known.claimsOf(path), damaged)))
    }
  }

  const renames = findRenames(puts, known.stale, inTheWay)
  const moved = new Set(renames.values())
  const deletes = [...known.stale]
    .filter(([path]) => !moved.has(path))
    .map(([path, { stat }]) => deleteOf(path, stat))
  return {
    keep,
    puts: puts.filter((put) => !renames.has(put)),
    moves: [...moves, ...[...renames].map(([{ file }, from]) => moveOf(file, from))],
    early: deletes.filter(({ path }) => inTheWay.has(path)),
    late: deletes.filter(({ path }) => !inTheWay.has(path)),
    conflicts,
    held,
    seen,
  }
}

/** The name that a file of ours has instead, where that is the same to the disk. A folder's spelling is left as it is. */
function misspelling(
  disk: Disk,
  { path, sha1 }: TreeFile,
  { aliases, claimsOf }: Survey,
): string | undefined {
  if (!isAmong(claimsOf(path), sha1)) return undefined
  return aliases.get(path)?.find((alias) => nameOf(alias) !== nameOf(path) && isSpelledSo(disk, alias))
}

function obstacleTo(path: string, found: Found, claims: readonly string[], way: Obstacles): Obstacle {
  const above = way.above(path)
  if ('blockedBy' in above) return above
  switch (found.kind) {
    case 'absent':
      return above
    case 'folder':
      return way.below(path)
    case 'file':
      return isAmong(claims, found.sha1) ? { clear: [] } : { blockedBy: path }
    case 'other':
      return { blockedBy: path }
  }
}

function conflictReason(
  path: string,
  { blockedBy, leadsOutside = false }: Blocked,
  claims: readonly string[],
  damaged: ReadonlySet<string>,
): ConflictReason {
  if (leadsOutside) return 'leads outside'
  if (blockedBy !== path) return 'not ours'
  if (damaged.has(path)) return 'damaged on the device'
  return claims.length > 0 ? 'changed on the device' : 'not ours'
}

function putReason(path: string, found: Found, state: DeviceState): PutReason {
  if (state.isSuspect(path)) return 'repaired'
  if (found.kind === 'file') return 'changed'
  return state.files.has(path) ? 'missing on the device' : 'new'
}

/** Puts whose content is in a stale file already, which a rename brings to its new place, with that file's path. */
function findRenames(
  puts: readonly PutAction[],
  stale: Survey['stale'],
  inTheWay: ReadonlySet<string>,
): Map<PutAction, string> {
  const free = new Map<string, string[]>()
  for (const [path, { sha1 }] of stale) {
    if (sha1 !== undefined && !inTheWay.has(path)) addTo(free, sha1, path)
  }
  const renames = new Map<PutAction, string>()
  for (const put of puts) {
    const from = put.reason === 'forced' ? undefined : free.get(put.file.sha1)?.shift()
    if (from !== undefined) renames.set(put, from)
  }
  return renames
}

function putOf(file: TreeFile, reason: PutReason): PutAction {
  return { op: 'put', path: file.path, bytes: file.size, reason, file }
}

function conflictOf(file: TreeFile, reason: ConflictReason): ConflictAction {
  return { op: 'conflict', path: file.path, bytes: file.size, reason, file }
}

function moveOf(file: TreeFile, from: string): MoveAction {
  return { op: 'move', path: file.path, from, bytes: file.size, reason: 'renamed', file }
}

function deleteOf(path: string, { size }: DiskStat): DeleteAction {
  return { op: 'delete', path, bytes: size, reason: 'no longer wanted' }
}
