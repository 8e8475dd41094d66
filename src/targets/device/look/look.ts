/** What is at a path of a device: as remembered while size and time agree, as read otherwise. */
import type { Disk, DiskStat } from '../../../disk/disk.ts'
import { folderOf } from '../../../disk/path.ts'
import { errno, problem, reason, type Problem } from '../../../errors.ts'
import { addTo } from '../../../groups.ts'
import { byCodeUnit } from '../../../order.ts'
import { remembering } from '../../../remembering.ts'
import type { TreeFile } from '../../tree.ts'
import { claimsAt, type Entry } from '../notes/manifest.ts'
import { byAnySpelling, fold } from '../../../disk/spelling.ts'
import { isSameFile } from './spelling.ts'
import { outsideProblem } from './outside.ts'
import type { DeviceState } from '../notes/state.ts'

export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'folder' | 'other'; readonly stat: DiskStat }
  | {
      readonly kind: 'file'
      readonly stat: DiskStat
      /** Undefined when it cannot be anything that we know: then it is not read. */
      readonly sha1: string | undefined
    }

/** The device as the plan sees it. */
export interface Survey {
  readonly wanted: ReadonlyMap<string, TreeFile>
  /** What the manifest says of a path, where that still holds: then nothing has to be looked at. */
  readonly trusted: (path: string) => Entry | undefined
  readonly found: (file: TreeFile) => Found
  readonly claimsOf: (path: string) => readonly string[]
  /** Other spellings that we left of wanted paths, where those lead to the same file. */
  readonly aliases: ReadonlyMap<string, readonly string[]>
  /** Our files that are not wanted any more, sorted by path. */
  readonly stale: ReadonlyMap<string, Found & { readonly kind: 'file' }>
  /**
   * Paths of files that could not be read when they had to be, or that lie behind a link which leads outside. They are left
   * alone, and what is known of them is kept.
   */
  readonly unread: ReadonlySet<string>
  /** One for each of these, and one for all behind a link. */
  readonly problems: readonly Problem[]
}

export function survey(
  disk: Disk,
  state: DeviceState,
  drift: ReadonlySet<string>,
  tree: readonly TreeFile[],
): Survey {
  const problems: Problem[] = []
  const unread = new Set<string>()
  const wanted = new Map(tree.map((file) => [file.path, file]))
  const wantedAs = byAnySpelling(wanted)
  const trusted = (path: string): Entry | undefined =>
    drift.has(path) || state.isSuspect(path) ? undefined : state.files.get(path)
  /** On a new device nothing is: that need not be asked for each file. */
  const isFolderThere = remembering(Infinity, (folder) => disk.stat(folder) !== undefined)
  const isOutside = remembering(Infinity, (folder) => folder !== '' && disk.leadsOutside(folder))
  const look = (path: string, claims: readonly string[], size?: number): Found => {
    const entry = trusted(path)
    if (entry !== undefined) return { kind: 'file', stat: { ...entry, kind: 'file' }, sha1: entry.sha1 }
    const stat = isFolderThere(folderOf(path)) ? disk.stat(path) : undefined
    if (stat === undefined) return { kind: 'absent' }
    if (stat.kind !== 'file') return { kind: stat.kind, stat }
    if (claims.length === 0 && stat.size !== size) return { kind: 'file', stat, sha1: undefined }
    try {
      return { kind: 'file', stat, sha1: disk.hash(path) }
    } catch (error) {
      unread.add(path)
      problems.push(unreadableFile(disk.where(path), error))
      return { kind: 'other', stat }
    }
  }

  const aliases = new Map<string, string[]>()
  const stale = new Map<string, Found & { kind: 'file' }>()
  const staleByFold = new Map<string, string>()
  const unwanted = [...state.files.keys(), ...state.claims.keys()].filter((path) => !wanted.has(path))
  for (const path of [...new Set(unwanted)].sort(byCodeUnit)) {
    const claims = claimsAt(state, path)
    const found = look(path, claims)
    if (found.kind !== 'file') continue
    const spelling = wantedAs(path)
    const twin = staleByFold.get(fold(path))
    if (spelling !== undefined && isSameFile(disk, path, spelling)) {
      addTo(aliases, spelling, path)
    } else if (!isAmong(claims, found.sha1) || (twin !== undefined && isSameFile(disk, path, twin))) {
      continue
    } else if (isOutside(folderOf(path))) {
      unread.add(path)
      const told = outsideProblem(disk, path)
      if (!problems.some(({ message }) => message === told.message)) problems.push(told)
    } else {
      stale.set(path, found)
      staleByFold.set(fold(path), path)
    }
  }

  const claimsOf = (path: string): readonly string[] => {
    const own = claimsAt(state, path)
    const spellings = aliases.get(path)
    return spellings === undefined
      ? own
      : [...new Set([...own, ...spellings.flatMap((p) => claimsAt(state, p))])]
  }
  const found = ({ path, size }: TreeFile) => look(path, claimsOf(path), size)
  return { wanted, trusted, found, claimsOf, aliases, stale, unread, problems }
}

export function isAmong(claims: readonly string[], sha1: string | undefined): boolean {
  return sha1 !== undefined && claims.includes(sha1)
}

/** What it means that a file could not be read. Any other error than the system's is a fault in curator and is thrown on. */
export function unreadableFile(where: string, error: unknown): Problem {
  if (errno(error) === undefined) throw error
  const message = `${where} cannot be read: ${reason(error)}. It cannot be told whether it is ours, so it is left alone.`
  return problem('write-failed', message, { path: where })
}
