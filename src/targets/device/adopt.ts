/**
 * Takes over what somebody put on a device before curator, or beside it: files that equal ones of the tree, wherever
 * they lie. From then on they are curator's, as if it had written them: the next build renames them to their places. Only
 * curator's own notes are written.
 */
import type { Disk } from '../../disk/disk.ts'
import { applyPlan } from './apply/apply.ts'
import { unreadableFile } from './look/look.ts'
import type { DeviceReading } from './look/reading.ts'
import { sameTime } from './look/clock.ts'
import { addClaims, type Entry } from './notes/manifest.ts'
import { saveFinder, type SaveFinder } from '../saves/saves.ts'
import type { Device } from '../preset.ts'
import { LEFT, leftSection, type DevicePlan, type PlanBasis, type PlannedSection } from './plan/plan.ts'
import { readOwner } from './notes/owner.ts'
import { strangers, type Stranger } from './look/strangers.ts'
import type { Problem } from '../../errors.ts'

export interface Adopted {
  /** Files that lie where they should. */
  readonly inPlace: number
  /** Those that the next build renames. */
  readonly elsewhere: number
  readonly problems: readonly Problem[]
}

/**
 * What was found until an abort is taken over.
 * @param plan of the whole tree, with what is there already counted as ours
 */
export async function adopt(
  disk: Disk,
  plan: DevicePlan,
  device: Device,
  reading: Pick<DeviceReading, 'hash'>,
): Promise<Adopted> {
  const { basis } = plan
  if (basis === undefined) return { inPlace: 0, elsewhere: 0, problems: plan.problems }
  const wanted = new Map<number, Set<string>>()
  for (const action of plan.actions) {
    // what is in a file's place may be another of ours, which goes to its own
    if (action.op !== 'put' && action.op !== 'conflict') continue
    const { size, sha1 } = action.file
    if (size === 0) continue // a file of no bytes may be anybody's
    wanted.set(size, (wanted.get(size) ?? new Set()).add(sha1))
  }
  const claims = new Map(basis.claims)
  const outputs = new Map([...basis.keep, ...stillThere(disk, basis)])
  let elsewhere = 0
  const unread: Problem[] = []
  const others = strangers(disk, device.reserved).files.filter(
    ({ path, size, isReserved }) => !isReserved && !basis.keep.has(path) && wanted.has(size),
  )
  for (const { path, size } of playedFirst(others, saveFinder(disk, device))) {
    const hashes = wanted.get(size)
    const sha1 = hashes?.size === 0 ? undefined : await hashOf(disk, path, reading, unread)
    if (sha1 === undefined || hashes?.has(sha1) !== true) continue
    hashes.delete(sha1) // one copy is enough; the others stay whose they are
    addClaims(claims, [[path, [sha1]]])
    outputs.set(path, { size, mtime: disk.stat(path)?.mtime ?? 0, sha1, isOurs: true })
    elsewhere += 1
  }
  const before = basis.state.files
  const inPlace = [...basis.keep].filter(
    ([path, { isOurs }]) => isOurs && before.get(path)?.isOurs !== true,
  ).length
  // a card that holds nothing of the kind yet is taken over as well: it is known by its id from now on
  if (inPlace + elsewhere === 0 && readOwner(disk) === plan.target)
    return { inPlace, elsewhere, problems: [...plan.problems, ...unread] }
  const sections = withOutputs(basis.sections, [...outputs.keys()])
  const notes = { ...plan, actions: [], basis: { ...basis, claims, keep: outputs, sections } }
  const { problems } = await applyPlan(disk, notes, () => ({ text: '' }), { tree: '', isPartial: true })
  return { inPlace, elsewhere, problems: [...problems, ...unread] }
}

/** Outputs that are wanted elsewhere, or have others in their places soon: it stays known which game each of them is. */
function stillThere(disk: Disk, { state, keep }: PlanBasis): readonly (readonly [string, Entry])[] {
  return [...state.files].filter(([path, { size, mtime, isOurs }]) => {
    const there = isOurs && !keep.has(path) ? disk.stat(path) : undefined
    return there?.kind === 'file' && there.size === size && sameTime(mtime, there.mtime)
  })
}

/** With one for what is in none of them. */
function withOutputs(
  sections: readonly PlannedSection[],
  paths: readonly string[],
): readonly PlannedSection[] {
  const wanted = sections.filter((one) => 'kept' in one || one.id !== LEFT)
  const known = new Set(wanted.flatMap((one) => ('paths' in one ? one.paths : [])))
  return [...wanted, ...leftSection(paths.filter((path) => !known.has(path)))]
}

async function hashOf(
  disk: Disk,
  path: string,
  reading: Pick<DeviceReading, 'hash'>,
  unread: Problem[],
): Promise<string | undefined> {
  try {
    return await reading.hash(path)
  } catch (error) {
    unread.push(unreadableFile(disk.where(path), error))
    return undefined
  }
}

/** Of copies the one that somebody played: it keeps its save, or takes it along. */
function playedFirst(files: readonly Stranger[], saves: SaveFinder): readonly Stranger[] {
  const isPlayed = new Set(files.filter(({ path }) => saves.on(path).length > 0))
  return [...isPlayed, ...files.filter((file) => !isPlayed.has(file))]
}
