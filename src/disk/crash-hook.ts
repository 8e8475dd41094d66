/**
 * The test hook behind `CURATOR_CRASH_AT=n`: the process kills itself before its n-th change of a disk, as a power
 * cut would. A decorator, so that the real disk knows nothing of it.
 */
import type { Environment } from '../user-folder.ts'
import type { Disk } from './disk.ts'

/** Counts the changes of all disks of a process. Undefined when the variable is not set to a count. */
export function crashCounter(env: Environment): (() => void) | undefined {
  const last = Number(env['CURATOR_CRASH_AT'])
  if (!Number.isInteger(last) || last < 1) return undefined
  let changes = 0
  return () => {
    changes += 1
    if (changes === last) process.kill(process.pid, 'SIGKILL')
  }
}

/** Calls `count` before every change. Files are staged one by one, each counted. */
export function withCrashes(disk: Disk, count: () => void): Disk {
  return {
    ...disk,
    mkdir(folder) {
      count()
      return disk.mkdir(folder)
    },
    write(path, bytes) {
      count()
      disk.write(path, bytes)
    },
    async stage(jobs, done, signal) {
      let full = false
      for (const job of jobs) {
        if (full) return
        count()
        const watch: typeof done = (result) => {
          full ||= !result.ok && result.problem.code === 'no-space'
          done(result)
        }
        await disk.stage([job], watch, signal)
      }
    },
    rename(from, to) {
      count()
      disk.rename(from, to)
    },
    remove(path) {
      count()
      disk.remove(path)
    },
    rmdir(folder) {
      count()
      disk.rmdir(folder)
    },
  }
}
