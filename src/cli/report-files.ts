/** Where reports are written: one file, or a file for each DAT in a folder. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathBelow, realPath } from '../disk/real-path.ts'
import { CuratorError, problem, reason, usageError } from '../errors.ts'
import type { ResolvedConfig } from '../config/resolved.ts'

export interface ReportFile {
  /** As its DAT is called: any text. */
  readonly name: string
  /** Without a dot. */
  readonly extension: string
  pieces(): Iterable<string>
}

/** Throws `cli-usage` for a place that only a build writes to, or nothing at all. */
export function checkOutside(
  path: string,
  { roots, targets }: Pick<ResolvedConfig, 'roots' | 'targets'>,
): void {
  for (const [name, root] of Object.entries(roots))
    if (isIn(root.path, path)) throw usageError(`${path} is in the root ${name}, which is never written.`)
  for (const [name, target] of Object.entries(targets))
    if (isIn(target.path, path))
      throw usageError(`${path} is in the target ${name}, where only a build writes.`)
}

function isIn(folder: string, path: string): boolean {
  return pathBelow(realPath(folder), realPath(path)) !== undefined
}

/** Into `path` where there is one list and no folder of that name; else a file each in the folder `path`. */
export function writeReports(path: string, files: readonly ReportFile[]): readonly string[] {
  const [first, ...others] = files
  if (first && others.length === 0) return [writeReport(path, first)]
  const used = new Set<string>()
  return files.map((file) => {
    const name = unusedName(file, used)
    return writeWhole(join(path, name), file)
  })
}

/** A folder takes the file under its own name. Returns the path. */
export function writeReport(path: string, file: ReportFile): string {
  return writeWhole(isFolder(path) ? join(path, unusedName(file, new Set())) : path, file)
}

/** A path through a file (`a.txt/b`) is none; writing there says so. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** What no file system takes in a name becomes `_`. Names that are then equal, in whatever case, are numbered. */
function unusedName({ name, extension }: ReportFile, used: Set<string>): string {
  const plain = shortened(name.replace(/[\\/:*?"<>|]|\p{Cc}|\p{Surrogate}/gu, '_'))
  for (let number = 1; ; number++) {
    const file = `${plain}${number === 1 ? '' : ` (${number})`}.${extension}`
    if (used.has(file.toLowerCase())) continue
    used.add(file.toLowerCase())
    return file
  }
}

/** In bytes; file systems take 255, with the number and the extension. */
const LONGEST_NAME = 200

function shortened(name: string): string {
  const bytes = Buffer.from(name)
  return bytes.length <= LONGEST_NAME ? name : bytes.toString('utf8', 0, LONGEST_NAME).replace(/\uFFFD$/, '')
}

/** Under another name first, so that what stood there before stays whole until this is. */
function writeWhole(path: string, file: ReportFile): string {
  const part = `${path}.${process.pid}.part`
  let opened = false
  try {
    mkdirSync(dirname(path), { recursive: true })
    const fd = openSync(part, 'wx')
    opened = true
    try {
      for (const piece of file.pieces()) writeFileSync(fd, piece)
    } finally {
      closeSync(fd)
    }
    renameSync(part, path)
    return path
  } catch (error) {
    if (opened) rmSync(part, { force: true })
    if (error instanceof CuratorError) throw error
    throw new CuratorError(
      problem('write-failed', `${path}: cannot be written: ${reason(error)}.`, { path }),
      { cause: error },
    )
  }
}
