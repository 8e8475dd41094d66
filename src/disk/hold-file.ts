/** A file that one process at a time has: how a device is kept from being written by two. */
import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { takeFile } from '../catalog/sqlite.ts'
import { errno } from '../errors.ts'

/**
 * Takes a file until the function that it returns is called, or this process ends, however it ends. Undefined when another
 * has it, on this machine or, over a network that passes locks on, another one. Where a file system has no locks, and where
 * the file cannot be made, nobody is kept out.
 */
export function holdFile(path: string): (() => void) | undefined {
  const take = (file: string): (() => void) | undefined => {
    if (!existsSync(dirname(file))) return keepNobodyOut
    try {
      return takeFile(file)
    } catch (error) {
      if (errno(error) === undefined) throw error
      return keepNobodyOut
    }
  }
  const release = take(path)
  if (release !== undefined) return release
  // some systems without locks say of every file that somebody has it, even of one that nobody knows
  const unknown = `${path}-${randomUUID()}`
  try {
    const unheld = take(unknown)
    unheld?.()
    return unheld === undefined ? keepNobodyOut : undefined
  } finally {
    rmSync(unknown, { force: true })
  }
}

function keepNobodyOut(): void {
  // there is nothing to let go of
}
