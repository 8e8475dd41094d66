/** Paths below a target or a root: `/` between parts, and no part that could lead out. */
import { sep } from 'node:path'

/** False for a path that is empty or absolute, or has an empty, `.` or `..` part or a NUL. */
export function isSafePath(path: string): boolean {
  return !UNSAFE.test(path) && (sep === '/' || !UNSAFE_ON_WINDOWS.test(path))
}

const UNSAFE = /(?:^|\/)\.{0,2}(?:\/|$)|\0/
/** A backslash parts folders there, and a colon names a drive or a hidden stream. */
const UNSAFE_ON_WINDOWS = /[\\:]/

/** The folder a path is in; `''` is the target or root itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** From where to where the paths below a folder lie in their order; '' is the top. */
export function rangeBelow(folder: string): readonly [from: string, to: string] {
  // '0' is the character after '/'
  return folder === '' ? ['', '\u{10ffff}'] : [`${folder}/`, `${folder}0`]
}

/** The folders a path is in, innermost first, without the target or root itself. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) folders.push(folder)
  return folders
}
