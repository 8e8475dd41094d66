/** From trees to devices: what each target needs, and doing it. */
import { recall, remember } from '../catalog/meta.ts'
import type { ResolvedConfig } from '../config/resolved.ts'
import { guardRemovals } from '../dats/sources/removals.ts'
import { readerOf } from '../engine/engine.ts'
import { splitKey } from '../engine/rule.ts'
import type { Disk } from '../disk/disk.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import { lastHeld } from '../inventory/queries.ts'
import { lazy } from '../lazy.ts'
import { didYouMean } from '../config/suggest.ts'
import { applyPlan, type ApplyResult } from '../targets/device/apply.ts'
import { adopt, type Adopted } from '../targets/device/adopt.ts'
import { claimsAt } from '../targets/device/manifest.ts'
import { isFresh, observe, type Observation } from '../targets/device/observe.ts'
import {
  isSettled,
  planChanges,
  planDevice,
  type DevicePlan,
  type PlanOptions,
} from '../targets/device/plan.ts'
import { hiddenGames } from '../targets/device/hidden-games.ts'
import { stillKept, withSaves } from '../targets/device/renames.ts'
import { placeOf, placesOfAll } from '../targets/footprint.ts'
import type { Action } from '../targets/plan-types.ts'
import type { Target } from '../targets/preset.ts'
import type { Section, TreeFile } from '../targets/tree.ts'
import { count } from '../wording.ts'
import { listAt } from '../targets/known-lists.ts'
import { addsToLists, hasNewList, isListing } from './added-lists.ts'
import { lastPictures } from './art-held.ts'
import { DEFAULT_SAVE_WISH, keepNames, reviseNames } from './kept-names.ts'
import type { Packing } from './packing.ts'
import type { TreeSection, TreeValue } from './sections.ts'
import { asTarget } from './selection.ts'
import type { Sources } from './sources.ts'
import type { Steps } from './steps.ts'
import { missesDats, type World } from './world.ts'

/** A target with what it should hold, and what has to be done for that. */
export interface TargetWork {
  readonly name: string
  readonly tree: TreeValue
  readonly seen: Observation
  readonly disk: Disk
  /** Absent when the device is right already. */
  readonly plan?: DevicePlan
}

/** All targets of the config, or those named. Throws `cli-usage` for a name that is not there. */
export function chosenTargets({ targets }: ResolvedConfig, names: readonly string[]): string[] {
  const known = Object.keys(targets)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, known) ?? `The config has ${known.join(', ')}.`
    throw new CuratorError(problem('cli-usage', `There is no target named \`${unknown}\`.`, { hint }))
  }
  return names.length > 0 ? [...new Set(names)] : known
}

/** Compares a target, as it was seen, with its tree, which is brought up to date first. Writes nothing on the device. */
export async function planTarget(
  world: World,
  steps: Steps,
  disk: Disk,
  look: { readonly name: string; readonly seen: Observation; readonly packing: Packing },
): Promise<TargetWork> {
  const { name } = look
  const { saves: wish = DEFAULT_SAVE_WISH, device } = asTarget(world.config.targets[name])
  if (reviseNames(world.db, name, wish, (names) => stillKept(disk, device, wish, names)))
    forgetOutputs(steps, name)
  const compared = await planWithSaves()
  if (!compared.plan) return compared
  return { ...compared, plan: await guarded(compared.plan, look.seen, world, steps) }

  async function planWithSaves(): Promise<TargetWork> {
    const found = await compareTarget(world, steps, disk, look)
    if (!found.plan) return found
    // a game that stays keeps its saves
    const calm = withoutRashDeletes(found.plan, world, found.tree)
    const { kept, plan } = withSaves(disk, calm, device, wish)
    if (kept.length === 0) return { ...found, plan }
    if (!keepNames(world.db, name, wish, kept)) {
      // their names cannot be kept, as it turned out
      return { ...found, plan: withSaves(disk, calm, device, 'warn').plan }
    }
    forgetOutputs(steps, name)
    return planWithSaves()
  }
}

/** What was made of the names that games keep. */
function forgetOutputs({ engine, outputs }: Steps, target: string): void {
  const kinds = new Set(outputs.all.map(({ kind }) => kind))
  engine.forget((key) => {
    const { kind, arg } = splitKey(key)
    return kinds.has(kind) && (arg === target || arg.startsWith(`${target}/`))
  })
}

async function compareTarget(
  world: World,
  steps: Steps,
  disk: Disk,
  { name, seen, packing }: { readonly name: string; readonly seen: Observation; readonly packing: Packing },
): Promise<TargetWork> {
  const { engine, outputs } = steps
  const tree = await engine.get(outputs.tree, name)
  const target = asTarget(world.config.targets[name])
  const sectionsOf = async () => (await engine.page(outputs.tree, name, 'sections')) ?? []
  if (isFresh(seen, tree.tree) && seen.owner === name) {
    if (!addsToLists(target) || !hasNewList(disk, target, await sectionsOf()))
      return { name, tree, seen, disk }
  }
  const sections = await sectionsOf()
  const read = async (section: TreeSection) => packing.seal(await outputs.files(readerOf(engine), section))
  const options = {
    target: name,
    force: world.force,
    byName: target.device.listing === 'as-written',
    listAt: (path: string) => listAt(target, target.path, path),
  }
  const plan =
    (await planPartly(disk, { seen, tree, sections }, read, target, options)) ??
    planDevice(disk, seen, await readSections(sections, read), options)
  const problems = [...plan.problems, ...hiddenGames(disk, target, plan.actions)]
  return { name, tree, seen, disk, plan: { ...plan, problems } }
}

/** An update of DATs since the target was right last may not take more from it than the config allows. */
async function guarded(
  plan: DevicePlan,
  { files }: Observation,
  { config, db, force }: World,
  steps: Steps,
): Promise<DevicePlan> {
  const [declared, now] = await datsOf(steps)
  const [declaredThen, then] = recall(db, builtFromKey(plan.target))?.split(' ') ?? []
  // who declares other DATs means it
  if (force || declaredThen !== declared || then === now) return plan
  const dropped = plan.actions.filter(({ op }) => op === 'delete').length
  const found = guardRemovals({ target: plan.target, held: files, dropped, most: config.guards.removals })
  return found ? { ...plan, actions: [], problems: [...plan.problems, found], basis: undefined } : plan
}

/** Remembers which DATs a target that is right was built from. */
export async function noteDats({ db }: World, steps: Steps, target: string): Promise<void> {
  const now = (await datsOf(steps)).join(' ')
  if (recall(db, builtFromKey(target)) !== now) remember(db, builtFromKey(target), now)
}

/** What the config declares, and what was found there. */
async function datsOf({ engine, inputs }: Steps): Promise<[declared: string, found: string]> {
  return [await engine.hash(inputs.slice, 'dats'), await engine.hash(inputs.dats, '')]
}

function builtFromKey(target: string): string {
  return `dats-of-target:${target}`
}

type Read = (section: TreeSection) => Promise<readonly TreeFile[]>

/** A device that was right is compared in what changed since. */
async function planPartly(
  disk: Disk,
  { seen, tree, sections }: { seen: Observation; tree: TreeValue; sections: readonly TreeSection[] },
  read: Read,
  target: Target,
  options: PlanOptions,
): Promise<DevicePlan | undefined> {
  const { names } = target.device
  const settled = sections.filter(
    (section) => isSettled(seen, section) && !(addsToLists(target) && isListing(section)),
  )
  if (settled.length === 0) return undefined
  const compared = await readSections(sections, read, settled)
  const own = new Set(tree.isDisjoint ? compared.flatMap(pathsOf) : [])
  // nearly always all that was there is still wanted, and nobody asks
  const places = lazy(() => placesOfAll(settled.map(({ footprint }) => footprint)))
  const isElsewhere = (path: string) => !own.has(path) && places().has(placeOf(path, names))
  return planChanges(disk, seen, compared, isElsewhere, options)
}

function pathsOf({ files = [] }: Section): readonly string[] {
  return files.map(({ path }) => path)
}

async function readSections(
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

/** Takes over what equals the target's own files, wherever it lies. Writes nothing on the device but curator's notes. */
export async function adoptTarget(
  world: World,
  steps: Steps,
  disk: Disk,
  { name, packing }: { readonly name: string; readonly packing: Packing },
): Promise<Adopted> {
  const { engine, outputs } = steps
  const { device } = asTarget(world.config.targets[name])
  await engine.get(outputs.tree, name)
  const sections = (await engine.page(outputs.tree, name, 'sections')) ?? []
  const read = async (section: TreeSection) => packing.seal(await outputs.files(readerOf(engine), section))
  const options = { target: name, adopt: true }
  const plan = planDevice(disk, observe(disk), await readSections(sections, read), options)
  return adopt(disk, plan, device.reserved)
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

/**
 * An unplugged disk, a download gone wrong or a damaged file makes games vanish from a tree. They stay on the device
 * until every root and DAT can be read again, or the file: the device may hold the last good copy.
 */
function withoutRashDeletes(plan: DevicePlan, world: World, tree: TreeValue): DevicePlan {
  const target = asTarget(world.config.targets[plan.target])
  const lost = new Set(lastPictures(world.db, target, tree.problems))
  if (lost.size === 0 && !plan.actions.some(({ op }) => op === 'delete')) return plan
  const missesRoots = missesDats(world) || world.problems.some(({ code }) => code.startsWith('root-'))
  // a list of pictures that cannot be read stands among these; one of its pictures among the tree's
  const noArt = world.problems.find(({ code }) => code === 'art-folder-missing' || code === 'art-unreadable')
  const isBlind = missesRoots || noArt !== undefined
  const damaged = new Set([...lastHeld(world.db), ...lost])
  // what was kept back before is no output any more, but still claimed
  const holds = (path: string, some: ReadonlySet<string>) =>
    plan.basis && claimsAt(plan.basis.state, path).some((sha1) => some.has(sha1))
  const isReplaced = (action: Action) => action.reason === 'changed' && holds(action.path, lost)
  const isRash = (action: Action) => {
    if (action.op === 'delete') return isBlind || holds(action.path, damaged)
    // of games that seem to be gone a list may hold what its user said
    return isReplaced(action) || (isBlind && action.op === 'put' && action.file.isShared === true)
  }
  const withheld = plan.actions.filter(
    (action) => isReplaced(action) || (action.op === 'delete' && isRash(action)),
  ).length
  if (withheld === 0) return plan
  const what =
    withheld === 1
      ? '1 file that is not wanted any more stays'
      : `${count(withheld)} files that are not wanted any more stay`
  const files = withheld === 1 ? 'the file it came from' : 'the files they came from'
  const until = missesRoots ? 'a root or a DAT' : noArt ? pictures(noArt) : files
  return {
    ...plan,
    actions: plan.actions.filter((action) => !isRash(action)),
    problems: [
      ...plan.problems,
      problem('deletes-withheld', `${plan.target}: ${what}, because ${until} cannot be read.`),
    ],
  }
}

function pictures({ code }: Problem): string {
  return code === 'art-unreadable' ? 'a list of pictures' : 'a folder of pictures'
}
