/** M3U: one path a line, relative to the playlist's own folder. UTF-8, no byte order mark. */
import { folderOf, nameOf } from '../../disk/path.ts'

export function writeM3u(paths: readonly string[]): string {
  return paths.map((path) => `${entry(path)}\n`).join('')
}

/** A line that begins with `#` is a comment, and readers trim spaces. */
function entry(path: string): string {
  return /^[#\s]/.test(path) ? `./${path}` : path
}

/** The way from one folder to a file, both relative to the same place. Folders are equal when spelled equally. */
export function relativePath(fromFolder: string, path: string): string {
  const below = fromFolder === '' || fromFolder.endsWith('/') ? fromFolder : `${fromFolder}/`
  if (path.startsWith(below)) return path.slice(below.length)
  const from = fromFolder.split('/').filter((part) => part !== '')
  const to = path.split('/')
  let shared = 0
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')
}

/** What lists name for a file where a folder that is called like the file in it stands for that: see `GameLists`. */
export function entryOf(path: string): string {
  const folder = folderOf(path)
  return nameOf(folder) === nameOf(path) ? folder : path
}
