/** Builds, waits for a change, lets it settle, and builds again, until it is stopped. */
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { surroundingsOf } from '../inventory/scan/surroundings.ts'
import { createBell, type Bell } from './bell.ts'
import { createLooker, type Change, type Changed, type Looker } from './look.ts'
import type { Places } from './places.ts'

interface Watching {
  /** What to keep an eye on now. A config that is broken has the places of the last good one. */
  places(): Promise<Places>
  /** Builds, and reports to the user. `leavesMoving`: without files of roots that are still being written. */
  build(leavesMoving: boolean): Promise<void>
  /** Something is still being written; told once for each wait. `path` is one place of it. */
  onUnsettled(path: string): void
  /** Look so often, instead of waiting for the system's word. */
  readonly everyMs?: number
  /** How long everything must have been still. */
  readonly settleMs: number
  readonly signal: AbortSignal
}

/** Where the system's word cannot be had. */
const POLL_MS = 10_000
/** How often it is asked where disks are mounted. */
const DISKS_MS = 3000
/** A wait longer than this is told. */
const LONG_WAIT_MS = 5_000

/** Returns after the signal, when the build that it met has ended. */
export async function watchAndBuild(watching: Watching): Promise<void> {
  const { signal } = watching
  const bell = createBell()
  try {
    await stopped(signal, async () => {
      let places: Places | undefined
      let looker = createLooker({ folders: [], files: [] })
      /** What was still being written when the last build began. */
      let moving: Changed | undefined
      while (!signal.aborted) {
        const now = await watching.places()
        if (JSON.stringify(now) !== JSON.stringify(places)) {
          places = now
          looker = createLooker(places)
          await looker.look(signal)
          moving = undefined
        } else {
          // what changed while the last build ran is found at once
          let changed = await looker.look(signal)
          if (!changed && !moving?.size) changed = await untilChanged(watching, bell, looker, now)
          moving = await untilSettled(watching, looker, new Map([...(moving ?? []), ...(changed ?? [])]))
        }
        await watching.build((moving?.size ?? 0) > 0)
      }
    })
  } finally {
    bell.close()
  }
}

async function untilChanged(
  { everyMs, signal }: Watching,
  bell: Bell,
  looker: Looker,
  places: Places,
): Promise<Changed | undefined> {
  const isClocked = everyMs !== undefined || places.folders.some(({ path }) => isOnNetwork(path))
  while (!signal.aborted) {
    const folders = [...looker.folders(), ...places.files.map((file) => dirname(file))]
    const isNew = !isClocked && bell.listen(folders)
    if (!isNew) {
      const isHeard = !isClocked && bell.hearsAll() && !looker.misses()
      const isRung = await bell.wait(isHeard ? DISKS_MS : (everyMs ?? POLL_MS), signal)
      if (isHeard && !isRung && !looker.disksMoved() && !signal.aborted) continue
    }
    if (signal.aborted) return undefined
    const changed = await looker.look(signal)
    if (changed) return changed
  }
  return undefined
}

/**
 * A file that is being written changes from look to look. When others rest, they are not kept waiting for what a build can
 * leave: that is given back. More may be on its way as long as there is more with every look, but not for ever.
 * @param touched what changed so far, and was not built yet
 */
async function untilSettled(
  { settleMs, signal, onUnsettled }: Watching,
  looker: Looker,
  touched: Map<string, Change>,
): Promise<Changed | undefined> {
  const began = performance.now()
  let isTold = false
  let before: Changed = touched
  for (;;) {
    await pause(settleMs, undefined, { signal })
    const moving = await looker.look(signal)
    if (moving === undefined) return undefined
    const isLong = performance.now() - began >= LONG_WAIT_MS
    const rest = [...touched.keys()].some((path) => !moving.has(path))
    const comesMore = [...moving.keys()].some((path) => !before.has(path))
    const mayBuild = rest && (isLong || !comesMore) && [...moving].every(([path, how]) => canLeave(path, how))
    const [first] = moving.keys()
    if (!isTold && (isLong || mayBuild) && first !== undefined) {
      onUnsettled(first)
      isTold = true
    }
    if (mayBuild) return new Map([...moving].filter(([, change]) => change === 'written'))
    for (const [path, change] of moving) touched.set(path, change)
    before = moving
  }

  /** A name that is gone was a game, unless it only came a moment ago: what is renamed when it is whole. */
  function canLeave(path: string, change: Change): boolean {
    if (change !== 'lost') return change === 'written'
    return touched.get(path) === 'written' || touched.get(dirname(path)) === 'written'
  }
}

/** Other machines change what lies there, and nobody tells. */
function isOnNetwork(path: string): boolean {
  try {
    return surroundingsOf(path).isNetwork
  } catch {
    return false // it is not there: that is seen by the look
  }
}

/** What a signal cuts off ends quietly. */
async function stopped(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
