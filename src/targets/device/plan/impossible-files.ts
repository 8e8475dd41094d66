/** Files that no device can take. Presets see to these too: here is a last line, whatever made the tree. */
import type { Disk } from '../../../disk/disk.ts'
import { problem, type Problem } from '../../../errors.ts'
import { count } from '../../../wording.ts'
import type { TreeFile } from '../../tree.ts'
import { isOutputPath } from '../notes/manifest.ts'

/** Nothing leaves the target. */
export function checkFiles(
  disk: Disk,
  tree: readonly TreeFile[],
  target: string,
): { files: TreeFile[]; problems: Problem[] } {
  const largest = disk.space()?.largest ?? Infinity
  const problems: Problem[] = []
  const files = tree.filter(({ path, size }) => {
    if (!isOutputPath(path))
      problems.push(problem('path-escapes', `${target}: "${path}" is no path of an output.`, { path }))
    else if (size > largest) problems.push(tooLarge(target, path, size, largest))
    else return true
    return false
  })
  return { files, problems }
}

function tooLarge(target: string, path: string, size: number, largest: number): Problem {
  const message = `${target}: ${path} has ${count(size)} bytes, and a file on this disk can have ${count(largest)}.`
  return problem('file-too-large', message, { path })
}
