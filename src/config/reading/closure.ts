/**
 * The files a config was read from, and whether they are still as they were. This module loads nothing else: it is all
 * of the config code that a build needs when nothing changed.
 */
import { hash } from 'node:crypto'
import { readFileSync, statSync, type Stats } from 'node:fs'

export interface ClosureFile {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly ino: number
  /**
   * Set when the file had been changed so shortly before it was read that a further change might not show in its times;
   * then the bytes are compared too.
   */
  readonly sha1?: string
}

/** File systems keep times in steps of up to 2 seconds (FAT). */
const SETTLED_AFTER_MS = 3000

/** Call this before reading the file for its contents: a change in between then shows as a change. */
export function fingerprint(path: string, now: number): ClosureFile {
  const stat = statSync(path)
  const settled = now - Math.max(stat.mtimeMs, stat.ctimeMs) >= SETTLED_AFTER_MS
  return { path, ...identity(stat), ...(settled ? {} : { sha1: hashOf(path) }) }
}

/**
 * Whether a config read from these files with these variables would be read the same now.
 * `env`: the variables it asked for with the values they had; `null` for those that were not set.
 */
export function closureFresh(
  closure: readonly ClosureFile[],
  env: Readonly<Record<string, string | null>>,
): boolean {
  return (
    closure.length > 0 &&
    Object.entries(env).every(([name, value]) => (process.env[name] ?? null) === value) &&
    closure.every(isUnchanged)
  )
}

function isUnchanged(file: ClosureFile): boolean {
  const stat = statSync(file.path, { throwIfNoEntry: false })
  if (!stat) return false
  const now = identity(stat)
  if (
    now.size !== file.size ||
    now.mtimeMs !== file.mtimeMs ||
    now.ctimeMs !== file.ctimeMs ||
    now.ino !== file.ino
  ) {
    return false
  }
  return file.sha1 === undefined || file.sha1 === hashOf(file.path)
}

function identity({ size, mtimeMs, ctimeMs, ino }: Stats) {
  return { size, mtimeMs, ctimeMs, ino }
}

function hashOf(path: string): string {
  return hash('sha1', readFileSync(path))
}
