/**
 * Pieces of work, several in one transaction. FTS5 writes a segment at the end of each and merges them all later: few large
 * transactions cost half of many small ones.
 */
import type { Db } from '../catalog/sqlite.ts'

interface GroupedWrites {
  /** One piece: all of it is kept, or nothing. */
  do(work: () => void): void
  /** Keeps the pieces that are done. To be called at the end, whatever happened. */
  close(): void
}

/**
 * @param together pieces in a transaction
 * @param atEnd of each transaction: what the pieces left to be done at once
 */
export function groupedWrites(db: Db, together: number, atEnd: () => void): GroupedWrites {
  let pieces = 0
  let isSound = true
  const close = (): void => {
    if (pieces === 0) return
    pieces = 0
    try {
      if (isSound) end()
    } finally {
      if (!isSound) db.exec('rollback to pieces')
      db.exec('release pieces')
    }
  }
  const end = (): void => {
    isSound = false
    atEnd()
    isSound = true
  }
  return {
    do(work) {
      if (pieces === 0) db.exec('savepoint pieces')
      pieces++
      isSound = false
      work()
      isSound = true
      if (pieces >= together) close()
    },
    close,
  }
}
