/** What is to become of files, and the steps that make it so. */
import { folderOf } from '../disk/path.ts'
import { byCodeUnit } from '../order.ts'
import type { Facts, LibraryDisk } from './disk.ts'
import type { Step } from './journal.ts'
import type { LibraryFile, LibraryRules, Pack, PlannedStep } from './plan.ts'

/** What is to become of a file. */
export interface Wish {
  readonly op: Step['op']
  readonly file: LibraryFile
  readonly to: string
  readonly survivor?: LibraryFile
  /** It makes sense only when this one gets to its place. */
  readonly needs?: LibraryFile
  /** Of a copy that leaves its place, to another or for good. */
  readonly isCopy?: true
  /** Why, where that is not told by the survivor or the release. */
  readonly reason?: string
}

export type Stat = (path: string) => Facts | undefined

export function stepsOf(
  disk: LibraryDisk,
  stat: Stat,
  wishes: readonly Wish[],
  rules: LibraryRules,
): PlannedStep[] {
  const placed = new Map(wishes.filter(({ op }) => op !== 'quarantine').map(({ file, to }) => [file, to]))
  const wanted = new Set(wishes.filter(({ op }) => op !== 'quarantine').map(({ to }) => rules.keyOf(to)))
  const steps: PlannedStep[] = []
  const sorted = wishes.toSorted((a, b) => byCodeUnit(a.file.path, b.file.path))
  for (const [n, { op, file, to, survivor, isCopy = false, ...wish }] of sorted.entries()) {
    const { path: from, size, sha1, release } = file
    const now = op === 'write' ? disk.origin(from) : stat(from)
    const facts = { size, sha1, mtime: String(now?.mtime ?? 0n) }
    const isInTheWay = (rules.mode === 'move' || isCopy) && wanted.has(rules.keyOf(from))
    const via = isInTheWay ? { via: rules.asideOf(from, n) } : {}
    const { reason = `it is ${release}` } = wish
    if (survivor) {
      const path = placed.get(survivor) ?? (survivor.pack ? survivor.to : survivor.path)
      const why = `${disk.where(path)} holds the same`
      steps.push({ op, from, ...via, to, ...facts, reason: why, survivor: { path, sha1: survivor.sha1 } })
    } else if (op === 'quarantine') {
      steps.push({ op, from, ...via, to, ...facts, reason })
    } else if (op === 'write') {
      const { pack } = file
      const make = pack ?? (rules.mode === 'move' ? 'copy' : rules.mode)
      const mtime = pack ? String(BigInt(Math.floor(pack.mtime)) * NS_PER_MS) : facts.mtime
      steps.push({ op, from, to, ...facts, mtime, reason, make, ...(pack ? packedOf(pack) : {}) })
    } else if (disk.volume(folderOf(from)) === disk.volume(folderOf(to))) {
      steps.push({ op, from, ...via, to, ...facts, reason })
    } else {
      // to another volume: a copy that is read back, and the original leaves to it
      const leaves = rules.quarantineOf(from)
      const why = `it was copied to ${disk.where(to)}`
      steps.push({ op: 'write', from, to, ...facts, reason, make: 'copy' })
      steps.push({
        op: 'quarantine',
        from,
        ...via,
        to: leaves,
        ...facts,
        reason: why,
        survivor: { path: to, sha1 },
      })
    }
  }
  return steps
}

const NS_PER_MS = 1_000_000n

function packedOf({ sources }: Pack): Pick<Step, 'isPacked' | 'sources'> {
  return { isPacked: true, sources: sources.map(({ path, size, sha1 }) => ({ path, size, sha1 })) }
}

export function isPack(make: PlannedStep['make']): make is Pack {
  return typeof make === 'object'
}
