/** Threads that start while a walk is still finding out what they are to read. */
import { sizeOf } from '../changes.ts'
import { identityAt } from '../walking/folder.ts'
import {
  threads,
  threadsFor,
  worthThreads,
  type PoolOptions,
  type Runner,
  type Work,
} from '../../hashing/hash-pool.ts'
import type { ChangedFolders } from '../walking/walk.ts'

/** They take a tenth of a second to start, as long as walking ten thousand files. */
export interface EarlyThreads {
  /** To be told of all that may have to be read, as it is found. */
  expect(work: Work): void
  /** Those that were begun, if any: whoever takes them ends them. */
  take(): Runner | undefined
  /** Ends what nobody took. */
  end(): void
}

/** @param how they are to work; asked when they begin */
export function earlyThreads(how: () => Pick<PoolOptions, 'wish' | 'workers'>): EarlyThreads {
  let expected: Work = { files: 0, bytes: 0 }
  let begun: Runner | undefined
  const take = (): Runner | undefined => {
    const taken = begun
    begun = undefined
    return taken
  }
  return {
    expect({ files, bytes }) {
      if (begun) return
      expected = { files: expected.files + files, bytes: expected.bytes + bytes }
      if (!worthThreads(expected)) return
      const { wish, workers } = how()
      const count = threadsFor(workers, expected)
      if (count > 0) begun = threads(count, wish)
    },
    take,
    end: () => take()?.close(),
  }
}

/** Files that may have to be read are told of as they are found. */
export function expecting(walked: ChangedFolders, early: EarlyThreads): ChangedFolders {
  return {
    put(changed) {
      const { folder, suspects } = changed
      const bytes = suspects.reduce((sum, index) => sum + sizeOf(identityAt(folder.stats, index)), 0)
      early.expect({ files: suspects.length, bytes })
      walked.put(changed)
    },
    drop: (path) => walked.drop(path),
  }
}
