/** One call of the command line: what was asked for, and where the answer goes. */
import type { EarlyListings } from '../disk/early-listings.ts'
import type { Output } from './screen/output.ts'

export interface Call {
  readonly positionals: readonly string[]
  readonly flags: Flags
  /** The folder the call works in, absolute. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: Output
  /** Trees that were begun to be listed, for verbs that build. */
  readonly listings?: EarlyListings
  /** Aborted by the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal
  /** Whether SIGHUP came: what a verb started on the terminal has to be told so. */
  isHungUp(): boolean
}

export interface Flags {
  has(name: string): boolean
  text(name: string): string | undefined
  /** The values of an option that may be given several times, in order. */
  list(name: string): readonly string[]
}
