/**
 * What tidying means: where every file goes, which leave because another holds the same, and which stay, each with the
 * reason. Nothing is changed. The order of the files does not matter.
 */
import { problem, type Problem } from '../errors.ts'
import type { ZipPart } from '../disk/disk.ts'
import { folderOf, foldersAbove, nameOf } from '../disk/path.ts'
import { groupBy } from '../groups.ts'
import { byCodeUnit } from '../order.ts'
import { sameTime } from '../targets/device/look/clock.ts'
import { isUnchanged, leavingCopies, withLeaving, type Copy, type Wanted } from './copies.ts'
import type { Facts, LibraryDisk } from './disk.ts'
import type { Step } from './journal.ts'
import { changedProblem, goneProblem, takenProblem } from './legs.ts'
import { isPack, stepsOf, type Stat, type Wish } from './wishes.ts'

/** A verified file of a root, and where it belongs. */
export interface LibraryFile {
  /** With the name of its root. */
  readonly path: string
  readonly size: number
  /** As the catalog keeps it, in milliseconds. */
  readonly mtime: number
  readonly sha1: string
  /** SHA-1s of what it holds: its own, or those of the members of an archive. */
  readonly holds: readonly string[]
  /** On the disk of the library. */
  readonly to: string
  /** The release it is. */
  readonly release: string
  /** Set for a zip that is to be packed. `path` is then the first of the files it is made of. */
  readonly pack?: Pack
}

/** A release in a zip of its own. Its size and SHA-1 are known once it was packed somewhere; else a guess and ''. */
export interface Pack {
  /** Fingerprint of what is in it (see `zip-file.ts`). */
  readonly recipe: string
  readonly parts: readonly ZipPart[]
  readonly sources: readonly Pick<LibraryFile, 'path' | 'size' | 'mtime' | 'sha1'>[]
  readonly holds: readonly string[]
  readonly size: number
  readonly sha1: string
  /** Of its newest source, in milliseconds. */
  readonly mtime: number
}

/** A file that is not put in order, and why. */
export interface Stay {
  readonly path: string
  readonly reason: string
}

/** A step. Of a new file `from` is made later: see `new-files.ts`. */
export interface PlannedStep extends Step {
  readonly make?: 'copy' | 'link' | 'reflink' | Pack
}

export interface LibraryPlan {
  /** By the path of the file. */
  readonly steps: readonly PlannedStep[]
  /** Files that are in their places. */
  readonly kept: number
  /** Bytes that are written; the others are only renamed. */
  readonly bytes: number
  readonly problems: readonly Problem[]
}

export interface LibraryRules {
  readonly mode: 'copy' | 'link' | 'reflink' | 'move'
  /** What earlier runs wrote into the library, and may leave it. */
  readonly copies: readonly Copy[]
  readonly duplicates: 'quarantine' | 'keep'
  /** Two paths with equal keys are one place (see `placeKey`). */
  keyOf(path: string): string
  /** Where a file that leaves goes. */
  quarantineOf(path: string): string
  /** Where a file that steps aside waits: `n` is different for each. */
  asideOf(path: string, n: number): string
}

export function planLibrary(
  disk: LibraryDisk,
  files: readonly LibraryFile[],
  rules: LibraryRules,
): LibraryPlan {
  const problems: Problem[] = []
  const stat = remembered((path) => disk.stat(path))
  const written = new Map(rules.copies.map((copy) => [copy.path, copy]))
  const wanted = new Map<string, Wanted>()
  let wishes: Wish[] = []
  let kept = 0
  for (const group of groupsOf(disk, files, rules)) {
    const [survivor, ...others] = group
    if (survivor === undefined) continue
    const isRight = isInPlace(disk, stat, survivor, rules, written.get(survivor.to))
    const needs = isRight ? {} : { needs: survivor }
    const leave = (gone: LibraryFile): void => {
      for (const file of filesOf(gone))
        wishes.push({ op: 'quarantine', file, to: rules.quarantineOf(file.path), survivor, ...needs })
    }
    wanted.set(rules.keyOf(survivor.to), { file: survivor, isRight })
    if (isRight) kept++
    else
      wishes.push({
        op: rules.mode === 'move' && !survivor.pack ? 'move' : 'write',
        file: survivor,
        to: survivor.to,
      })
    // what was packed leaves to the zip
    if (survivor.pack && rules.mode === 'move') leave(survivor)
    for (const file of others) {
      const isSame = file.holds.every((sha1) => survivor.holds.includes(sha1))
      if (!isSame) problems.push(collision(disk, file, survivor))
      else if (rules.mode === 'move' && rules.duplicates === 'quarantine') leave(file)
    }
  }
  wishes = withLeaving(wishes, leavingCopies(disk, stat, wanted, rules), rules)
  wishes = wishes.filter((wish) => {
    const wrong = sourceProblem(disk, stat, wish)
    if (wrong) problems.push(wrong)
    return !wrong
  })
  wishes = withoutBlocked(disk, stat, wishes, rules, problems)
  const steps = stepsOf(disk, stat, wishes, rules)
  return {
    steps,
    kept,
    bytes: steps.reduce((sum, { make, size }) => sum + (make === 'copy' || isPack(make) ? size : 0), 0),
    problems: problems.sort((a, b) => byCodeUnit(a.message, b.message)),
  }
}

/** The files on the disk that it stands for. */
function filesOf({ pack, ...file }: LibraryFile): readonly LibraryFile[] {
  return pack ? pack.sources.map((source) => ({ ...file, ...source })) : [file]
}

/** Files that belong to one place, the one that is to be there first. */
function groupsOf(
  disk: LibraryDisk,
  files: readonly LibraryFile[],
  { keyOf }: LibraryRules,
): LibraryFile[][] {
  const groups = groupBy(files, ({ to }) => keyOf(to))
  for (const group of groups.values()) if (group.length > 1) group.sort(betterOn(disk))
  return [...groups.values()].sort(([a], [b]) => byCodeUnit(a?.path ?? '', b?.path ?? ''))
}

/**
 * What is there already, then what holds more, then what gets there without being copied to another volume, then what is
 * called so already, then by name.
 */
function betterOn(disk: LibraryDisk): (a: LibraryFile, b: LibraryFile) => number {
  const isNear = ({ path, to }: LibraryFile) => disk.volume(folderOf(path)) === disk.volume(folderOf(to))
  return (a, b) =>
    Number(isHome(b)) - Number(isHome(a)) ||
    b.holds.length - a.holds.length ||
    Number(isNear(b)) - Number(isNear(a)) ||
    Number(nameOf(b.path) === nameOf(b.to)) - Number(nameOf(a.path) === nameOf(a.to)) ||
    byCodeUnit(a.path, b.path)
}

function isHome({ path, to, pack }: LibraryFile): boolean {
  return !pack && path === to
}

/** A copy, or a zip, is known by who wrote it, else by its size and time, else by its bytes. */
function isInPlace(
  disk: LibraryDisk,
  stat: Stat,
  file: LibraryFile,
  { mode }: LibraryRules,
  written: Copy | undefined,
): boolean {
  if (isHome(file)) return true
  if (mode === 'move' && !file.pack) return false
  const there = stat(file.to)
  if (there?.kind !== 'file' || there.size !== file.size) return false
  if (file.sha1 !== '' && written && isUnchanged(disk, stat, written)) return written.sha1 === file.sha1
  return sameTime(file.mtime, there.mtimeMs) || disk.hash(file.to) === file.sha1
}

/** Nothing is done to a file that is not, to the nanosecond, the one that was read. */
function sourceProblem(disk: LibraryDisk, stat: Stat, { op, file }: Wish): Problem | undefined {
  for (const { path, size, mtime } of filesOf(file)) {
    const facts = op === 'write' ? disk.origin(path) : stat(path)
    if (!facts) return goneProblem(disk, path)
    if (facts.kind !== 'file' || facts.size !== size || facts.mtimeMs !== mtime)
      return changedProblem(disk, path)
  }
  return undefined
}

/**
 * Without those whose place is taken by something that does not go away itself. One that stays may keep others from
 * theirs, so it is asked again until nothing changes.
 */
function withoutBlocked(
  disk: LibraryDisk,
  stat: Stat,
  all: readonly Wish[],
  { keyOf, mode }: LibraryRules,
  problems: Problem[],
): Wish[] {
  let wishes = [...all]
  for (;;) {
    const leaving = wishes.flatMap((wish) => (mode === 'move' || wish.isCopy ? wish.file.path : []))
    const isLeft = vacatedPlaces(disk, leaving, keyOf)
    const places = new Set(wishes.map(({ to }) => keyOf(to)))
    const going = new Set(wishes.flatMap(({ op, file }) => (op === 'quarantine' ? [] : [file])))
    const free = wishes.filter(({ op, file, to, needs }) => {
      if (needs?.pack && !going.has(needs)) return false
      const blocked =
        op === 'quarantine'
          ? undefined
          : (foldersAbove(to).find((folder) => isNoFolder(stat(folder)) || places.has(keyOf(folder))) ??
            (stat(to) && !isLeft(to) ? to : undefined))
      if (blocked !== undefined) problems.push(takenProblem(disk, blocked, file.path))
      return blocked === undefined
    })
    if (free.length === wishes.length) return free
    wishes = free
  }
}

/**
 * Tells whether what lies in a place is one of the files that leave. Where names may differ in case alone, a file of the
 * same key may be another one.
 */
function vacatedPlaces(
  disk: LibraryDisk,
  leaving: readonly string[],
  keyOf: LibraryRules['keyOf'],
): (place: string) => boolean {
  const paths = new Set(leaving)
  const keys = new Set(leaving.map(keyOf))
  return (place) => {
    if (paths.has(place)) return true
    if (!keys.has(keyOf(place))) return false
    return !disk.list(folderOf(place))?.some(({ name }) => name === nameOf(place))
  }
}

function isNoFolder(facts: Facts | undefined): boolean {
  return facts !== undefined && facts.kind !== 'folder'
}

function remembered(ask: Stat): Stat {
  const known = new Map<string, Facts | undefined>()
  return (path) => {
    if (!known.has(path)) known.set(path, ask(path))
    return known.get(path)
  }
}

function collision(disk: LibraryDisk, file: LibraryFile, { path, to }: LibraryFile): Problem {
  const where = disk.where(file.path)
  const message = `${where} and ${disk.where(path)} both belong to ${disk.where(to)}, and are not the same. The first was left alone.`
  return problem('library-place-taken', message, { path: where })
}
