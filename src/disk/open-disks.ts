/** The disks of one run: they share the writing threads, and the test hook's count. */
import type { OpenerOptions } from '../inventory/archives/member-opener.ts'
import type { Environment } from '../user-folder.ts'
import { crashCounter, withCrashes } from './crash-hook.ts'
import type { Disk } from './disk.ts'
import { nodeDisk } from './node-disk.ts'
import { writePool } from './write-pool.ts'

export interface Disks {
  /** The disk of a target: everything below an absolute path, which need not exist. */
  open(root: string): Disk
  /** To be called before a change that is made beside the disks: the hook of the tests. */
  count(): void
  /** Much is going to be written soon. */
  warm(): void
  close(): Promise<void>
}

/** `opener`: how archives in the roots are opened. */
export function openDisks(env: Environment = process.env, opener: OpenerOptions = {}): Disks {
  const pool = writePool(opener)
  const count = crashCounter(env)
  return {
    open(root) {
      const disk = nodeDisk(root, pool)
      return count === undefined ? disk : withCrashes(disk, count)
    },
    count: count ?? (() => undefined),
    warm: pool.warm,
    close: () => pool.close(),
  }
}
