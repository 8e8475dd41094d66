/** What a plan says: the actions that make a device equal to its tree. */
import type { Problem } from '../errors.ts'
import type { TreeFile } from './tree.ts'

/** One step that makes a device equal to its tree. A plan prints these and `apply` does these, nothing else. */
export type Action = PutAction | MoveAction | SaveAction | DeleteAction | SortAction | ConflictAction

export interface PutAction {
  readonly op: 'put'
  readonly path: string
  readonly bytes: number
  readonly reason: PutReason
  readonly file: TreeFile
}

export interface MoveAction {
  readonly op: 'move'
  readonly path: string
  readonly from: string
  /** Where it is in between: its place is that of another, which has to leave it first. */
  readonly aside?: string
  readonly bytes: number
  readonly reason: 'renamed'
  readonly file: TreeFile
}

/** A save, or a folder of saves, goes with its game. It is the user's: only its name changes, and only to a free one. */
export interface SaveAction {
  readonly op: 'save'
  readonly path: string
  readonly from: string
  readonly bytes: number
  readonly reason: 'goes with its game'
  /** Where its game was, and where it is now. */
  readonly was: string
  readonly game: string
}

export interface DeleteAction {
  readonly op: 'delete'
  readonly path: string
  readonly bytes: number
  readonly reason: 'no longer wanted'
}

/**
 * The names in a folder, '' the top one, and in those below it are taken out and put back, because the device shows them as
 * they came.
 */
export interface SortAction {
  readonly op: 'sort'
  readonly path: string
  readonly bytes: 0
  /** A name may take a gap that a deletion left, which nobody can tell before: then it is done only if one did. */
  readonly reason: 'order of names' | 'order of names, if one takes a gap'
}

/** Something is in the way that is not ours to change. It is left alone. */
export interface ConflictAction {
  readonly op: 'conflict'
  readonly path: string
  readonly bytes: number
  readonly reason: ConflictReason
  readonly file: TreeFile
}

export type PutReason = 'new' | 'changed' | 'missing on the device' | 'repaired' | 'forced'
export type ConflictReason = 'changed on the device' | 'not ours' | 'damaged on the device' | 'leads outside'

export interface Plan {
  /** In the order in which they are done; conflicts last. */
  readonly actions: readonly Action[]
  /** What else cannot be made right. With one that concerns the whole target there are no actions. */
  readonly problems: readonly Problem[]
  /** Files that are right already. */
  readonly kept: number
  /** Bytes that will be written. */
  readonly bytes: number
  /** Space is short: files that are no longer wanted are deleted before the new ones are written. */
  readonly deletesFirst: boolean
}
