/** Finds the DAT files a config names: a file, a folder, or a pattern such as `./dats/no-intro/*.dat`. */
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { problem, reason, type Problem } from '../../errors.ts'

interface FoundDats {
  /** Absolute paths, sorted by code unit. */
  readonly files: readonly string[]
  /** `dat-missing` when there is none, `dat-unreadable` for folders that cannot be listed. */
  readonly problems: readonly Problem[]
}

/**
 * `glob` is absolute or relative to `base`. What exists under that very name wins over its meaning as a pattern: DAT
 * names are full of brackets. A folder stands for every DAT and archive below it. Hidden files only count when the
 * pattern names them; links to folders are not followed.
 */
export async function findDatFiles({ base, glob }: { base: string; glob: string }): Promise<FoundDats> {
  const literal = resolve(base, glob)
  const kind = kindOf(literal)
  if (kind === 'file') return { files: [literal], problems: [] }
  if (kind === 'folder') return listed(literal, '*.{dat,xml,zip,gz}', isLikelyDat)
  const wild = wildPart(base, glob)
  if (!wild || kindOf(wild.folder) !== 'folder') {
    const path = wild?.folder ?? literal
    return { files: [], problems: [problem('dat-missing', `There is no ${path}.`, { path })] }
  }
  return listed(wild.folder, wild.pattern, await matcherOf(wild.pattern))
}

/** The folder that all that a glob finds lies in, absolute, and what is asked for below it; undefined where nothing is wild. */
export function wildPart(base: string, glob: string): { folder: string; pattern: string } | undefined {
  const pieces = glob.split('/')
  const wild = pieces.findIndex((piece) => /[*?[{]|[@!+]\(/.test(piece))
  if (wild < 0) return undefined
  const folder = resolve(base, pieces.slice(0, wild).join('/') || (glob.startsWith('/') ? '/' : '.'))
  return { folder, pattern: pieces.slice(wild).join('/') }
}

/** `*.dat` and `**\/*.dat` are what nearly every config says: they do without the library. */
export async function matcherOf(pattern: string): Promise<(path: string) => boolean> {
  const [, deep, extension] = /^(\*\*\/)?\*(\.\w+)$/.exec(pattern) ?? []
  if (extension !== undefined) {
    return (path) =>
      (deep !== undefined || !path.includes('/')) && path.endsWith(extension) && !isHidden(path)
  }
  const { default: picomatch } = await import('picomatch')
  const matches = picomatch(pattern)
  return (path) => matches(path)
}

function isLikelyDat(path: string): boolean {
  return /\.(?:dat|xml|zip|gz)$/i.test(path) && !isHidden(path)
}

/** In a folder, or in a zip: such as the `__MACOSX/._games.dat` that macOS puts beside each file of its zips. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => /^\.(?!\.?$)/.test(part))
}

function listed(folder: string, wanted: string, matches: (path: string) => boolean): FoundDats {
  const problems: Problem[] = []
  const all = walk(folder, problems)
  const files = all
    .filter((path) => matches(path))
    .map((path) => join(folder, path))
    .sort()
  if (files.length === 0 && problems.length === 0) {
    const other = all.filter((path) => !isHidden(path)).sort()[0]
    const beside =
      other === undefined ? '' : ` What is there, such as ${other}, counts where a pattern names it.`
    problems.push(problem('dat-missing', `No DAT in ${folder} matches ${wanted}.${beside}`, { path: folder }))
  }
  return { files, problems }
}

/** Paths of all files below a folder, relative to it, with `/` between parts. */
function walk(start: string, problems: Problem[]): readonly string[] {
  const files: string[] = []
  const pending = ['']
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const absolute = join(start, folder)
    try {
      for (const entry of readdirSync(absolute, { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`
        if (entry.isDirectory()) pending.push(path)
        else if (
          entry.isFile() ||
          (entry.isSymbolicLink() && kindOf(join(absolute, entry.name)) === 'file')
        ) {
          files.push(path)
        }
      }
    } catch (error) {
      problems.push(
        problem('dat-unreadable', `${absolute}: cannot be read: ${reason(error)}.`, { path: absolute }),
      )
    }
  }
  return files
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return undefined
  return stat.isDirectory() ? 'folder' : 'file'
}
