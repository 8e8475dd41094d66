/** Reads the clone lists of a config from the disk. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readRegular } from '../../regular-file.ts'
import { CuratorError, problem, reason, type Problem } from '../../errors.ts'
import { byCodeUnit } from '../../order.ts'
import type { CloneList } from './clone-list.ts'
import { mayListLanguages, readLanguageList } from './language-list.ts'
import { nameOf, readCloneList } from './read.ts'

interface LoadedCloneLists {
  /** Sorted by name: of two lists that disagree the first counts. */
  readonly lists: readonly CloneList[]
  /** Files that list languages, sorted likewise. They are large, and few of them are about a platform. */
  readonly languageFiles: readonly ListFile[]
  /** Files that cannot be read, or that are wrong in parts. The rest is used. */
  readonly problems: readonly Problem[]
}

interface ListFile {
  /** Of the DAT that it is for. */
  readonly name: string
  readonly file: string
}

/** A file, or a folder, whose JSON files are read as far as they are clone lists. `shown`: as the config has it. */
interface CloneListPath {
  readonly path: string
  readonly shown: string
  readonly isOptional?: boolean
}

/** Files below a folder that are clone lists or may be: absolute paths, sorted. For fingerprints as well. */
export function cloneListFiles(paths: readonly CloneListPath[]): {
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
} {
  const files = new Set<string>()
  const problems: Problem[] = []
  for (const { path, shown, isOptional = false } of paths) {
    if (isOptional && !existsSync(path)) continue
    try {
      for (const file of statSync(path).isDirectory() ? jsonFilesIn(path) : [path]) files.add(file)
    } catch (error) {
      problems.push(
        problem('clone-list-missing', `The clone lists ${shown} cannot be read: ${reason(error)}.`, { path }),
      )
    }
  }
  return { files: [...files].sort(byCodeUnit), problems }
}

/** Never throws for what the files hold or the system refuses. */
export function loadCloneLists(paths: readonly CloneListPath[]): LoadedCloneLists {
  const { files, problems: missing } = cloneListFiles(paths)
  const named = new Set(paths.map(({ path }) => path))
  const lists: CloneList[] = []
  const languageFiles: ListFile[] = []
  const problems = [...missing]
  for (const file of files) {
    try {
      const text = readRegular(file).toString()
      const isCloneList = /"(?:variants|mias)"\s*:/.test(text)
      if (!isCloneList && mayListLanguages(text)) {
        languageFiles.push({ name: nameOf(file), file })
        continue
      }
      // Retool's folder holds more than lists: hashes, achievements, configuration; but all of it is whole
      if (!isCloneList && !named.has(file) && looksWhole(text)) continue
      const { list, problems: faults } = readCloneList(text, file)
      lists.push(list)
      problems.push(...faults)
    } catch (error) {
      if (error instanceof CuratorError) problems.push(...error.problems)
      else problems.push(problem('clone-list-unreadable', `${file}: ${reason(error)}.`, { path: file }))
    }
  }
  lists.sort(byName)
  return { lists, languageFiles: languageFiles.sort(byName), problems }
}

/** A list that was cut short, or that a download put a web page in place of, does not look like JSON at both ends. */
function looksWhole(text: string): boolean {
  const trimmed = text.trim()
  return ['{}', '[]'].includes(`${trimmed.charAt(0)}${trimmed.charAt(trimmed.length - 1)}`)
}

function byName(a: ListFile, b: ListFile): number {
  return byCodeUnit(a.name, b.name) || byCodeUnit(a.file, b.file)
}

/** A file that went meanwhile, or says nothing of any release, is as none. */
export function loadLanguages({ name, file }: ListFile): readonly CloneList[] {
  try {
    const list = readLanguageList(readRegular(file).toString(), name, file)
    return list ? [list] : []
  } catch {
    return []
  }
}

/** Folders in folders are read too, links are not followed: Retool keeps its lists in `clonelists/`. */
function jsonFilesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name.startsWith('.') ? [] : jsonFilesIn(path)
    return entry.isFile() && /\.json$/i.test(entry.name) ? [path] : []
  })
}
