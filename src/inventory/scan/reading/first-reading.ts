/**
 * Verifies archives of which a quick scan knows only their own lists. There are no bytes to compare theirs with: they are
 * read for the first time, and what they hold is compared with what their lists say.
 */
import { isUnopened } from '../../../catalog/locked.sql.ts'
import type { Db } from '../../../catalog/sqlite.ts'
import { readListed } from './listed.ts'
import type { ScanOptions, ScanRoot } from '../scan.ts'
import type { Trouble } from '../../trouble.ts'
import type { FirstVerdict } from '../../verdict.ts'

export interface FirstReading {
  readonly root: ScanRoot
  readonly path: string
  readonly verdict: FirstVerdict
  readonly bytes: number
  /** Absent when it is sound. */
  readonly trouble?: Trouble
}

/** Commits on the way; throws `interrupted` after an abort. */
export async function readFirst(
  db: Db,
  root: ScanRoot,
  paths: readonly string[],
  options: Omit<ScanOptions, 'acceptEmpty' | 'scratch' | 'onProgress'>,
  onRead: (reading: FirstReading) => void,
): Promise<void> {
  if (paths.length === 0) return
  await readListed(db, root, paths, {
    ...options,
    onRead(path, { content, troubles }) {
      const [first] = troubles
      const verdict = first ? verdictOf(first, content !== undefined) : 'first'
      onRead({ root, path, verdict, bytes: content?.size ?? 0, ...(first && { trouble: first }) })
    },
  })
}

function verdictOf({ code }: Trouble, isRead: boolean): FirstVerdict {
  if (code === 'file-vanished') return 'gone'
  if (code === 'file-changing') return 'changed'
  if (code === 'archive-encrypted') return 'locked'
  if (isUnopened(code)) return 'unopened'
  return isRead ? 'damaged' : 'unreadable'
}
