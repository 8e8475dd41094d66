/** What is known of a device while its lists are merged, and what is asked of that about a single list. */
import { hash } from 'node:crypto'
import type { Disk } from '../../../disk/disk.ts'
import type { Lazy } from '../../../lazy.ts'
import { LONGEST_GAMELIST } from '../../formats/gamelist.ts'
import type { MergedList } from '../../tree.ts'
import { withoutCrossed, type Fates } from '../plan/fates.ts'
import { claimsAt } from '../notes/manifest.ts'
import type { DeviceState } from '../notes/state.ts'

/** Which list that is made of what is there a file is, by its path alone. */
export type ListAt = (path: string) => MergedList | undefined

/** What was noted of a list when it was made last. Undefined where that is not known. */
export type LastNote = (path: string) => string | undefined

export interface MergeOptions {
  readonly listAt: ListAt
  readonly lastNote: LastNote
  /** See `Fates`. */
  readonly staying: ReadonlySet<string>
}

export interface Merging extends MergeOptions {
  readonly disk: Disk
  readonly state: DeviceState
  /** Paths where something else is than what was left there. */
  readonly drift: ReadonlySet<string>
  /** Paths of the tree. */
  readonly wanted: ReadonlySet<string>
  readonly fates: Lazy<Fates>
  /** Paths of all files of curator's, wanted or gone. */
  readonly known: Lazy<ReadonlySet<string>>
  /** By path: texts of the lists that were merged so far, '' of those that say what is ours alone. */
  readonly made: Map<string, string>
}

/** By its size and time: then it need not be read. `sha1`: of what it should be. */
export function isAsItWas({ state, drift }: Merging, path: string, sha1?: string): boolean {
  const entry = state.files.get(path)
  if (entry?.isOurs !== true || drift.has(path) || state.isSuspect(path)) return false
  return sha1 === undefined || entry.sha1 === sha1
}

/** By its bytes: what a frontend wrote within the seconds that FAT cannot tell, at the same length, is not lost. */
export function isAsWeLeftIt({ state }: Merging, path: string, there: string): boolean {
  const entry = state.files.get(path)
  return entry?.isOurs === true && entry.sha1 === hash('sha1', there, 'hex')
}

/** A playlist that was there before ours is somebody else's. */
export function isKnown({ state }: Merging, path: string): boolean {
  return state.files.has(path) || claimsAt(state, path).length > 0
}

/** A run that never ended may have written the list, and not yet all games: the next one must not swap names back in it. */
export function fatesSince({ state, fates, wanted }: Merging, path: string, there: string): Fates {
  const isWritten = state.isSuspect(path) && claimsAt(state, path).at(-1) === hash('sha1', there, 'hex')
  return isWritten ? withoutCrossed(fates(), (one) => wanted.has(one)) : fates()
}

/** Undefined when there is none, or it is no file of text. */
export function readText(disk: Disk, path: string): string | undefined {
  const stat = disk.stat(path)
  if (stat?.kind !== 'file' || stat.size > LONGEST_GAMELIST) return undefined
  const bytes = Buffer.from(disk.read(path) ?? [])
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : undefined
}
