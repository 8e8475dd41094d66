import type { Problem } from '../errors.ts'
import type { TreeFile } from './tree.ts'

/** One step that makes a device equal to its tree. A plan prints these and `apply` does these, nothing else. */
export type Action =
  | { readonly op: 'put'; readonly path: string; readonly bytes: number; readonly reason: PutReason; readonly file: TreeFile }
  | { readonly op: 'move'; readonly path: string; readonly from: string; readonly bytes: number; readonly reason: 'renamed'; readonly file: TreeFile }
  | { readonly op: 'delete'; readonly path: string; readonly bytes: number; readonly reason: 'no longer wanted' }
  | { readonly op: 'conflict'; readonly path: string; readonly bytes: number; readonly reason: ConflictReason; readonly file?: TreeFile }

export type PutReason = 'new' | 'changed' | 'missing on the device' | 'repaired' | 'forced'
export type ConflictReason = 'changed on the device' | 'not ours'

export interface Plan {
  readonly actions: readonly Action[]
  readonly problems: readonly Problem[]
  /** Files that are right already. */
  readonly kept: number
  /** Bytes that will be written. */
  readonly bytes: number
}
