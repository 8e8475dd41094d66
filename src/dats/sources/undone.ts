/**
 * `curator.undone` beside the config: DATs and files of metadata whose import was undone, so that the next build does not
 * bring it back. It is a decision, and therefore neither in the state folder nor in the catalog. One a line: the SHA-1 of
 * its text, unpacked, then its name, for people. A new edition of the DAT has another SHA-1, and is imported.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readRegular } from '../../regular-file.ts'
import { replaceFile } from '../../disk/replace-file.ts'
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
    const entry = entryIn(line)
    if (entry) undone.set(...entry)
    else if (!/^\s*(?:#.*)?$/.test(line)) {
      const message = `${path}: line ${index + 1}: a line begins with the SHA-1 of a DAT, or with #.`
      throw new CuratorError(problem('dat-unreadable', message, { path }))
    }
  }
  return undone
}

/** What else stands in it stays: comments, and the lines in their order. A list with nothing in it leaves no file. */
export function writeUndone(dir: string, undone: Undone): void {
  const path = undonePath(dir)
  const before = readUndone(dir)
  const kept = (textOf(path).trimEnd() || HEADING).split('\n').filter((line) => {
    const entry = entryIn(line)
    return !entry || undone.has(entry[0])
  })
  const added = [...undone]
    .filter(([sha1]) => !before.has(sha1))
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([sha1, name]) => `${sha1}  ${name.replace(/\s+/g, ' ')}`)
  const lines = [...kept, ...added]
  if (lines.every((line) => line === HEADING)) return rmSync(path, { force: true })
  replaceFile(path, `${lines.join('\n')}\n`)
}

function entryIn(line: string): readonly [sha1: string, name: string] | undefined {
  const [, sha1, name = ''] = /^\s*([0-9a-fA-F]{40})(?:\s+(.*?))?\s*$/.exec(line) ?? []
  return sha1 === undefined ? undefined : [sha1.toLowerCase(), name]
}

function textOf(path: string): string {
  try {
    return readRegular(path).toString()
  } catch (error) {
    if (errno(error) === 'ENOENT') return ''
    const message = `${path} cannot be read: ${reason(error)}.`
    throw new CuratorError(problem('dat-unreadable', message, { path }), { cause: error })
  }
}
