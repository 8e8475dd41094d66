/**
 * What `curator.lock` holds: which DATs were used and which release of each game every policy keeps. JSON text, sorted, one game
 * a line, so that a pull request shows which games it swaps.
 */
import type { DropReason } from '../select/diff.ts'

export const LOCK_VERSION = 1

export interface LockData {
  /** By the name the config gives them. */
  readonly dats: ReadonlyMap<string, readonly LockedDat[]>
  /** Policy → platform slug → game → releases kept: one, or with `keep: 'all'` any number. */
  readonly policies: ReadonlyMap<string, ReadonlyMap<string, LockedGames>>
}

export interface LockedDat {
  /** Relative to the config, `/` between parts. */
  readonly path: string
  /** From the DAT's header. */
  readonly name: string
  readonly version?: string
  readonly sha1: string
}

/** Keys come from `lockGames`. */
export type LockedGames = ReadonlyMap<string, readonly string[]>

/** Why what was kept of a game is not kept any more, by `reasonKey`. */
export type LockReasons = ReadonlyMap<string, DropReason>

/** No part of it may hold a NUL; names from DATs never do. */
export function reasonKey(policy: string, platform: string, game: string): string {
  return `${policy}\0${platform}\0${game}`
}
