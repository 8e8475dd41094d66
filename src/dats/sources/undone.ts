/**
 * `curator.undone` beside the config: DATs and files of metadata whose import was undone, so that the next build does not
 * bring it back. It is a decision, and therefore neither in the state folder nor in the catalog. One a line: the SHA-1 of
 * its text, unpacked, then its name, for people. A new edition of the DAT has another SHA-1, and is imported.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CuratorError, errno, problem, reason } from '../../errors.ts'
import { byCodeUnit } from '../../order.ts'

/** SHA-1 in lower-case hex → name. */
export type Undone = ReadonlyMap<string, string>

const FILE = 'curator.undone'
const HEADING =
  '# Files of DATs and metadata that are not to be used. Deleting its line brings one back; a DAT, `curator dats import FILE` does, too.'

export function undonePath(dir: string): string {
  return join(dir, FILE)
}

/** `dir`: the config's folder. Throws `dat-unreadable` for a file that is there and cannot be understood. */
export function readUndone(dir: string): Undone {
  const path = undonePath(dir)
  const text = textOf(path)
  const undone = new Map<string, string>()
  for (const [index, line] of text.split('\n').entries()) {
    const [, sha1, name] = /^\s*([0-9a-fA-F]{40})(?:\s+(.*?))?\s*$/.exec(line) ?? []
    if (sha1 !== undefined) undone.set(sha1.toLowerCase(), name ?? '')
    else if (!/^\s*(?:#.*)?$/.test(line)) {
      const message = `${path}: line ${index + 1}: a line begins with the SHA-1 of a DAT, or with #.`
      throw new CuratorError(problem('dat-unreadable', message, { path }))
    }
  }
  return undone
}

/** Comments are not kept. An empty list leaves no file. */
export function writeUndone(dir: string, undone: Undone): void {
  const path = undonePath(dir)
  if (undone.size === 0) return rmSync(path, { force: true })
  const lines = [...undone].sort(([a], [b]) => byCodeUnit(a, b))
  const text = [HEADING, ...lines.map(([sha1, name]) => `${sha1}  ${name.replace(/\s+/g, ' ')}`), '']
  writeFileSync(`${path}.new`, text.join('\n'))
  renameSync(`${path}.new`, path)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errno(error) === 'ENOENT') return ''
    const message = `${path} cannot be read: ${reason(error)}.`
    throw new CuratorError(problem('dat-unreadable', message, { path }), { cause: error })
  }
}
