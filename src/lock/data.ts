/**
 * What `curator.lock` holds: which DATs were used and which release of each game every policy keeps. JSON text, sorted, one game
 * a line, so that a pull request shows which games it swaps.
 */
import type { Reason } from '../select/selection.ts'

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

/** Why a release took another's place, by `reasonKey`. */
export type LockReasons = ReadonlyMap<string, Reason>

/** No part of it may hold a NUL; names from DATs never do. */
export function reasonKey(policy: string, platform: string, game: string): string {
  return `${policy}\0${platform}\0${game}`
}
