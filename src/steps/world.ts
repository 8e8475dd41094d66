/** Everything the build's rules may look at or write to. One per run. */
import type { RomsetVersion } from '../catalog/romsets.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { ResolvedConfig } from '../config/resolved.ts'
import { hasLostPlatform } from '../dats/importing/store.ts'
import type { EarlyListings } from '../disk/early-listings.ts'
import { isFailure, type Problem } from '../errors.ts'

export interface World {
  readonly config: ResolvedConfig
  readonly db: Db
  readonly now: () => number
  readonly signal: AbortSignal
  /** `--force`: the user knows what looks wrong and wants it. */
  readonly force: boolean
  /** Believe it when a root that held files holds none. Never while only looking: it would be remembered. */
  readonly acceptEmpty: boolean
  /** Files of roots that changed less than so long ago may still be written, and are left to the next build. */
  readonly settleMs?: number
  /**
   * SHA-1s of DATs and files of metadata that count as undone, in place of what `curator.undone` says: to see what would
   * be.
   */
  readonly undone?: ReadonlySet<string>
  /** A romset of the past, when that is built in place of what its policy keeps now. */
  readonly romset?: RomsetVersion
  readonly listener: Listener
  /** Problems of the inputs found in this run: damaged files, unreadable DATs. Those of outputs are in their values. */
  readonly problems: Problem[]
  /** Trees that were begun to be listed before anything was known of what they are. */
  readonly listings?: EarlyListings
  /**
   * What may be ended while devices are written, by who has this: in this order, and before the catalog is closed. Without
   * it, all is done at once.
   */
  readonly aside?: (() => Promise<void>)[]
  /** What each root's scan did in this run. */
  readonly scans: Map<string, ScanCounts>
}

/**
 * A DAT cannot be read: which games there are is not known. One of a platform that nobody knows was never part of that,
 * unless it was in use before.
 */
export function missesDats({ problems, db }: World): boolean {
  const failed = problems.filter(({ code }) => code.startsWith('dat-') && isFailure(code))
  return (
    failed.some(({ code }) => code !== 'dat-unknown-platform') || (failed.length > 0 && hasLostPlatform(db))
  )
}

export interface ScanCounts {
  readonly files: number
  readonly hashed: number
  readonly bytesHashed: number
  readonly missing: number
}

/** Is told how the work goes. */
interface Listener {
  step(name: string): void
  tick(tick: Tick): void
}

/** Work in progress. `total` and `totalBytes` are absent while they are not known. */
export interface Tick {
  readonly files: number
  readonly total?: number
  readonly bytes?: number
  readonly totalBytes?: number
  /** How long all of it will take, going by earlier runs. */
  readonly expectedMs?: number
  /** A large file that is being read: absolute path, and bytes. */
  readonly large?: { readonly file: string; readonly done: number; readonly size: number }
  /** Of what goes on beside the step that began last: its name, and when it began, as `performance.now()` has it. */
  readonly beside?: { readonly name: string; readonly began: number }
}
