/**
 * Looks at the devices. A large one that was right is fingerprinted by another process, while this one looks at the
 * roots; as long as its fingerprint stays, it is what it was.
 */
import { recall, remember } from '../catalog/meta.ts'
import { fingerprintTree, LASTING } from '../disk/listing.ts'
import type { Disks } from '../disk/open-disks.ts'
import { observe, type Observation } from '../targets/device/look/observe.ts'
import type { TreeValue } from './devices/sections.ts'
import type { Steps } from './steps.ts'
import type { World } from './world.ts'

/** What is seen on a target. */
export type Observing = (target: string) => Promise<Observation>

/** Fingerprinting fewer files than this takes less time than a process takes to start. */
const WORTH_FILES = 2000

/** Begins at once, and so should be called first of all. `writes`: what is not right is going to be. */
export function startObserving(
  world: World,
  { store }: Steps,
  disks: Disks,
  { targets, writes }: { readonly targets: readonly string[]; readonly writes: boolean },
): Observing {
  const pathOf = (target: string): string => world.config.targets[target]?.path ?? ''
  const sizes = new Map(targets.map((target) => [target, filesOfLastTree(store, target)] as const))
  const large = targets.filter((target) => (sizes.get(target) ?? 0) >= WORTH_FILES)
  // a new device gets about as much as the others have: the threads for that start while its tree is made
  if (writes && large.length > 0 && [...sizes.values()].includes(undefined)) disks.warm()
  const fingerprints = new Map(
    large.map((target) => {
      const begun = world.listings?.take(pathOf(target), LASTING, 'later')
      return [target, fingerprintTree(pathOf(target), world.config.state, begun)] as const
    }),
  )
  const memory = observationMemory(world)
  return async (target) => {
    const look = (): Observation => observe(disks.open(pathOf(target)))
    const fingerprint = await fingerprints.get(target)
    if (fingerprint === undefined) return look()
    const known = memory.recall(target, fingerprint)
    if (known) return known
    const seen = look() // after the fingerprint: what changed in between changes the next fingerprint, too
    memory.remember(target, fingerprint, seen)
    return seen
  }
}

/** Undefined when it never had one. */
function filesOfLastTree(store: Steps['store'], target: string): number | undefined {
  const tree = JSON.parse(store.value(`tree:${target}`)) as TreeValue | null
  return tree?.files
}

/** Of the mark that tells what was seen on a device. */
export function seenKey(target: string, path: string): string {
  return `seen:${target}:${path}`
}

function observationMemory({ db, config }: World) {
  // the path is part of the key: a target may move to another card
  const keyOf = (target: string): string => seenKey(target, config.targets[target]?.path ?? '')
  return {
    recall(target: string, fingerprint: string): Observation | undefined {
      const text = recall(db, keyOf(target))
      const known =
        text === undefined ? undefined : (JSON.parse(text) as { fingerprint: string; seen: Observation })
      return known?.fingerprint === fingerprint ? known.seen : undefined
    },
    /** Only what was right: anything else is looked at again in every run. */
    remember(target: string, fingerprint: string, seen: Observation): void {
      if (!seen.done || seen.drift.length > 0 || seen.leftovers || seen.problems.length > 0) return
      const value = JSON.stringify({ fingerprint, seen })
      remember(db, keyOf(target), value)
    },
  }
}
