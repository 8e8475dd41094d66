import type { ReleaseFacts } from '../../names/facts.ts'
import type { DumpMark } from './marks.ts'
import type { Stated } from './stated.ts'

/** One release of a platform, as all active DATs together describe it: no files, no hashes. */
export interface DatRelease {
  readonly id: number
  readonly name: string
  /** Read from the name whenever they are asked for: there can be hundreds of thousands, and facts are large. */
  readonly facts: ReleaseFacts
  /** Names of the releases that some DAT calls its parent; the DAT's own word where that lists no such release. */
  readonly cloneOf: readonly string[]
  /**
   * Whether a DAT that names parents throughout lists it. `some`: it names those that somebody thought of. `all`: it is a list of
   * machines, which tells of each whose clone it is, so what it does not call one is a game of its own.
   */
  readonly parentage?: 'some' | 'all'
  readonly year?: string
  /** The short name of an arcade set, `mslug`: its own, or that of the zip which a DAT of titles lists it as. */
  readonly set?: string
  readonly categories: readonly string[]
  /** What all DATs that list it say of its files; absent where they are known as they should be. */
  readonly marks?: readonly DumpMark[]
  /** What a DAT says of it beside its name; it is part of the facts. */
  readonly stated?: Stated
  /** Names its bytes, where DATs have other names for the same: see `twinsOf`. */
  readonly content?: string
}
