/** From trees to devices: what each target needs, and doing it. */
import type { ResolvedConfig } from '../../config/resolved.ts'
import { readerOf } from '../../engine/engine.ts'
import type { Disk } from '../../disk/disk.ts'
import { usageError } from '../../errors.ts'
import { didYouMean } from '../../config/checking/suggest.ts'
import { applyPlan, type ApplyResult } from '../../targets/device/apply/apply.ts'
import { alreadyThere } from '../../targets/device/look/already-there.ts'
import { isFresh, type Observation } from '../../targets/device/look/observe.ts'
import { readDevice, type DeviceReading } from '../../targets/device/look/reading.ts'
import {
  interruptedPlan,
  isSettled,
  planChanges,
  planDevice,
  unreadablePlan,
  type DevicePlan,
  type PlanOptions,
} from '../../targets/device/plan/plan.ts'
import { crowdedFolders } from '../../targets/device/look/crowded-folders.ts'
import { hiddenGames } from '../../targets/device/look/hidden-games.ts'
import { unfoundSets } from '../../targets/device/look/unfound-sets.ts'
import { placeOf, placesOfAll, type Footprint } from '../../targets/parts/footprint.ts'
import type { Target } from '../../targets/preset.ts'
import type { Section, TreeFile } from '../../targets/tree.ts'
import { listAt } from '../../targets/lists/known.ts'
import { addsToLists, hasNewList, isListing } from './added-lists.ts'
import { keepingNames } from './keeping-names.ts'
import { lastNoteOf, noteLists } from './last-lists.ts'
import type { Packing } from './packing.ts'
import type { TreeSection, TreeValue } from './sections.ts'
import { asTarget } from '../choosing/selection.ts'
import { guarded, noteDats } from './removal-guard.ts'
import type { Sources } from './sources.ts'
import type { Steps } from '../steps.ts'
import { pathsStaying, withheldFrom, type Withheld } from './withheld.ts'
import type { World } from '../world.ts'
import { withWrittenLists } from './written-lists.ts'

/** A target with what it should hold, and what has to be done for that. */
export interface TargetWork {
  readonly name: string
  readonly tree: TreeValue
  readonly seen: Observation
  readonly disk: Disk
  /** What of it had to be read for the plan is known there. */
  readonly reading: DeviceReading
  /** Absent when the device is right already. */
  readonly plan?: DevicePlan
}

/** All targets of the config, or those named. Throws `cli-usage` for a name that is not there. */
export function chosenTargets({ targets }: ResolvedConfig, names: readonly string[]): string[] {
  const known = Object.keys(targets)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, known) ?? `The config has ${known.join(', ')}.`
    throw usageError(`There is no target named \`${unknown}\`.`, hint)
  }
  return names.length > 0 ? [...new Set(names)] : known
}

/** Compares a target, as it was seen, with its tree, which is brought up to date first. Writes nothing on the device. */
export async function planTarget(
  world: World,
  steps: Steps,
  disk: Disk,
  { name, seen, packing }: Omit<Look, 'reading'>,
): Promise<TargetWork> {
  const look = { name, seen, packing, reading: readingOf(world, disk, name) }
  const found = await keepingNames(world, steps, disk, name, () => compareCalmly(world, steps, disk, look))
  return found.plan ? { ...found, plan: await guarded(found.plan, seen, world, steps) } : found
}

interface Look {
  readonly name: string
  readonly seen: Observation
  readonly packing: Packing
  readonly reading: DeviceReading
}

export function readingOf({ listener, signal }: World, disk: Disk, target: string): DeviceReading {
  const beside = { name: `Reading ${target}`, began: performance.now() }
  return readDevice(disk, { signal, onProgress: (progress) => listener.tick({ ...progress, beside }) })
}

/** What cannot be read is not gone: its files stay, and lists go on naming them. */
async function compareCalmly(world: World, steps: Steps, disk: Disk, look: Look): Promise<TargetWork> {
  let withheld: Withheld | undefined
  for (;;) {
    const found = await compareTarget(world, steps, disk, look, withheld)
    const { plan } = found
    // what waits stays where it is, and others may come there
    let more: Withheld | undefined
    try {
      more = plan && withheldFrom(plan, found, world, withheld)
    } catch (error) {
      return { ...found, plan: unreadablePlan(disk, look.name, error) }
    }
    if (more !== undefined) withheld = more
    else if (withheld === undefined || plan === undefined) return found
    else return { ...found, plan: { ...plan, problems: [...plan.problems, withheld.problem] } }
  }
}

async function compareTarget(
  world: World,
  steps: Steps,
  disk: Disk,
  { name, seen, packing, reading }: Look,
  withheld?: Withheld,
): Promise<TargetWork> {
  const { engine, outputs } = steps
  const tree = await engine.get(outputs.tree, name)
  const target = asTarget(world.config.targets[name])
  const sectionsOf = async () => (await engine.page(outputs.tree, name, 'sections')) ?? []
  if (isFresh(seen, tree.tree) && seen.owner === name) {
    if (!addsToLists(target) || !hasNewList(disk, target, await sectionsOf()))
      return { name, tree, seen, disk, reading }
  }
  const sections = await sectionsOf()
  const read = async (section: TreeSection) => {
    const files = await outputs.files(readerOf(engine), section)
    return packing.seal(withheld ? files.filter(({ path }) => !withheld.waiting.has(path)) : files)
  }
  const footprint = (section: TreeSection) => outputs.footprint(readerOf(engine), section, target)
  const options = {
    target: name,
    force: world.force,
    byName: target.device.listing === 'as-written',
    listAt: (path: string) => listAt(target, target.path, path),
    lastNote: lastNoteOf(world, name),
    ...(withheld && { staying: pathsStaying(withheld) }),
  }
  const compare = async (device: Disk): Promise<DevicePlan> => {
    const partly = withheld
      ? undefined
      : await planPartly(device, { seen, tree, sections }, { read, footprint }, target, options)
    return partly ?? planDevice(device, seen, await readSections(sections, read), options)
  }
  const plan = (await reading.during(compare)) ?? interruptedPlan(name)
  const problems = [
    ...plan.problems,
    ...alreadyThere(disk, seen, plan),
    ...hiddenGames(disk, target, plan.actions),
    ...unfoundSets(disk, target, plan.actions),
    ...crowdedFolders(disk, target, plan.actions),
  ]
  return { name, tree, seen, disk, reading, plan: { ...plan, problems } }
}

/** Remembers what a target that is right was built from, and what its lists said then. */
export async function noteBuilt(
  world: World,
  steps: Steps,
  { name, plan }: Pick<TargetWork, 'name' | 'plan'>,
): Promise<void> {
  await noteDats(world, steps, name)
  if (plan) noteLists(world, plan)
}

type Read = (section: TreeSection) => Promise<readonly TreeFile[]>

/** A device that was right is compared in what changed since. */
async function planPartly(
  disk: Disk,
  { seen, tree, sections }: { seen: Observation; tree: TreeValue; sections: readonly TreeSection[] },
  { read, footprint }: { readonly read: Read; readonly footprint: (of: TreeSection) => Promise<Footprint> },
  target: Target,
  options: PlanOptions,
): Promise<DevicePlan | undefined> {
  const { names } = target.device
  const unchanged = sections.filter(
    (section) => isSettled(seen, section) && !(addsToLists(target) && isListing(section)),
  )
  const written = unchanged.length < sections.length ? withWrittenLists(disk, unchanged) : NO_SECTIONS
  const settled = unchanged.filter((section) => !written.has(section))
  if (settled.length === 0) return undefined
  const compared = await readSections(sections, read, settled)
  const own = new Set(tree.isDisjoint ? compared.flatMap(pathsOf) : [])
  const few = placesOfAll(settled.flatMap(({ places }) => (places === undefined ? [] : { places })))
  // nearly always all that was there is still wanted: then it need not be read where the other sections have theirs
  const doubtful: string[] = []
  const isDoubtful = (path: string): boolean => {
    if (own.has(path)) return false
    if (!few.has(placeOf(path, names))) doubtful.push(path)
    return true
  }
  const plan = planChanges(disk, seen, compared, isDoubtful, options)
  if (doubtful.length === 0) return plan
  const places = placesOfAll(await Promise.all(settled.map(footprint)))
  const isElsewhere = (path: string) => !own.has(path) && places.has(placeOf(path, names))
  return planChanges(disk, seen, compared, isElsewhere, options)
}

const NO_SECTIONS: ReadonlySet<TreeSection> = new Set()

function pathsOf({ files = [] }: Section): readonly string[] {
  return files.map(({ path }) => path)
}

export async function readSections(
  sections: readonly TreeSection[],
  read: Read,
  settled: readonly TreeSection[] = [],
): Promise<Section[]> {
  const made: Section[] = []
  for (const section of sections) {
    const { id, hash } = section
    made.push(settled.includes(section) ? { id, hash } : { id, hash, files: await read(section) })
  }
  return made
}

/** Does a plan. */
export async function applyTarget(
  world: World,
  sources: Sources,
  { name, tree, disk, plan }: TargetWork,
): Promise<ApplyResult | undefined> {
  if (!plan) return undefined
  world.listener.step(`Writing ${name}`)
  const result = await applyPlan(disk, plan, sources.of, {
    tree: tree.tree,
    signal: world.signal,
    onAhead: sources.expect,
    onProgress: ({ files, ofFiles: total, bytes, ofBytes: totalBytes }) =>
      world.listener.tick({ files, total, bytes, totalBytes }),
  })
  if (result.outcome === 'done') sources.alsoIn(disk, plan)
  return result
}
