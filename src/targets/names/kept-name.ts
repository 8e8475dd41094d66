/** Names that games keep on a device because saves hang on them, and when they have to give them up. */
import { folderOf } from '../../disk/path.ts'

/** A file that stays where it is on a device because saves hang on its name. */
export interface KeptName {
  /** Where it should be. */
  readonly path: string
  /** Where it is: there, where it is only to stay although another would come there first. */
  readonly kept: string
  /**
   * Of its bytes; of what is in it, if it is a zip; '' for a list of discs, or a sheet of tracks, whose text hangs on names
   * itself.
   */
  readonly sha1: string
  readonly saves: readonly string[]
}

/** Which game keeps which name, whatever for. */
export function keyOfName({ path, kept, sha1 }: KeptName): string {
  return `${path}\0${kept}\0${sha1}`
}

/** Those of a target. */
export interface KeptNames {
  readonly target: string
  readonly names: readonly KeptName[]
}

/**
 * Names that games may keep, if another game has come to whom one of them belongs: that gets it. Undefined when there is none.
 * `paths`: of all files, with those that keep their names.
 */
export function withoutContested(
  { target, names }: KeptNames,
  paths: readonly string[],
): KeptNames | undefined {
  const counts = new Map<string, number>()
  for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1)
  const contested = names.filter((name) => !staysThere(name) && (counts.get(name.kept) ?? 0) > 1)
  if (contested.length === 0) return undefined
  const givenUp = new Set(withFolders(contested, names))
  return { target, names: names.filter((name) => !givenUp.has(name)) }
}

/**
 * Names that games were to keep, and cannot, because under these a device has no place for them; and those that are kept for
 * the same saves: a game does not stay where another has to come.
 */
export function namesInVain(
  names: readonly KeptName[],
  isRefused: (name: KeptName) => boolean,
): readonly KeptName[] {
  const refused = names.filter((name) => !staysThere(name) && isRefused(name))
  if (refused.length === 0) return []
  const saves = new Set(refused.flatMap((name) => name.saves))
  const vain = names.filter((name) => refused.includes(name) || name.saves.some((save) => saves.has(save)))
  return withFolders(vain, names)
}

/** These, and all that are in one folder with one of them. */
function withFolders(some: readonly KeptName[], names: readonly KeptName[]): readonly KeptName[] {
  const all = new Set(some)
  const folders = new Set(some.filter(isWholeFolder).map(({ kept }) => folderOf(kept)))
  return names.filter((name) => all.has(name) || (isWholeFolder(name) && folders.has(folderOf(name.kept))))
}

/** It has its own name, and has it before any other. */
export function staysThere({ path, kept }: KeptName): boolean {
  return path === kept
}

function isWholeFolder({ path, kept }: KeptName): boolean {
  return folderOf(path) !== folderOf(kept)
}
