/** What shows that a file was touched. */
import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every file and folder below some places: size, inode, time of change, to the nanosecond. */
export function stamps(...places: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const place of places) {
    found[place] = stampOf(place)
    if (!found[place].startsWith('folder')) continue
    for (const path of readdirSync(place, { recursive: true, encoding: 'utf8' })) {
      found[join(place, path)] = stampOf(join(place, path))
    }
  }
  return found
}

function stampOf(path: string): string {
  const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  if (!stat) return 'nothing'
  return `${stat.isDirectory() ? 'folder' : 'file'} ${stat.size} ${stat.ino} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.mode}`
}
