/** What is wrong with a file on a device whatever else is there: such a file is refused by its part already. */
import { foldersAbove } from '../disk/path.ts'
import { problem, type ErrorCode, type Problem } from '../errors.ts'
import { count } from '../wording.ts'
import type { Target } from './preset.ts'
import type { TreeFile } from './tree.ts'

/** Our own records on every device; FAT and NTFS know the folder by a second, short name. */
const STATE_FOLDER = ['.curator', 'CURATO~1']

/** `own`: where the device looks for such files, in folders that are otherwise its own. */
export function faultFinder(
  { device }: Target,
  own: readonly string[] = [],
): (file: TreeFile) => Problem | undefined {
  const { names, limits } = device
  const isOpen = (folder: string): boolean =>
    own.some((path) => path.toLowerCase().startsWith(`${folder.toLowerCase()}/`))
  const theirs = device.reserved.filter((path) => !isOpen(path))
  const reserved = new Map([...STATE_FOLDER, ...theirs].map((path) => [path.toLowerCase(), path]))
  return (file) => {
    const { path, size } = file
    if (path.length > names.maxPath) {
      const why = `its path has ${count(path.length)} characters, of ${count(names.maxPath)} at most`
      return refusal('name-too-long', file, why)
    }
    if (limits.fileBytes !== undefined && size > limits.fileBytes) {
      return refusal(
        'file-too-large',
        file,
        `it has ${count(size)} bytes, of ${count(limits.fileBytes)} at most`,
      )
    }
    const owned = reservedIn(path)
    return owned === undefined ? undefined : refusal('path-escapes', file, `${owned} belongs to the device`)
  }

  function reservedIn(path: string): string | undefined {
    for (const place of [path, ...foldersAbove(path)]) {
      const owned = reserved.get(place.toLowerCase())
      if (owned !== undefined) return owned
    }
    return undefined
  }
}

/** The file is not written, and why. */
export function refusal(code: ErrorCode, { label, path }: TreeFile, why: string): Problem {
  return problem(code, `"${label}" is not written to ${path}: ${why}.`, { path, release: label })
}
