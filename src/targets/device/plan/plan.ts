/** Compares a device with the tree it should hold, or with those sections of it that changed. Changes nothing on it. */
import type { Disk, DiskStat } from '../../../disk/disk.ts'
import { folderOf } from '../../../disk/path.ts'
import { problem, type Problem } from '../../../errors.ts'
import { byCodeUnit } from '../../../order.ts'
import type { MoveAction, Plan, PutAction } from '../../plan-types.ts'
import type { Section } from '../../tree.ts'
import { decide } from './decide.ts'
import { survey } from '../look/look.ts'
import { mergeLists, needsWholeTree } from '../lists/merge.ts'
import type { LastNote, ListAt } from '../lists/merging.ts'
import { openSection, type Claims, type Entry, type SealedSection } from '../notes/manifest.ts'
import { unreadable, type Observation } from '../look/observe.ts'
import { otherOwner } from '../notes/owner.ts'
import { withPassing } from './passing.ts'
import { plannedSorts } from './planned-order.ts'
import { inShownOrder, listsFirst } from './put-order.ts'
import { remainingClaims } from './remaining-claims.ts'
import { checkFiles } from './impossible-files.ts'
import { readNotes } from '../notes/section-files.ts'
import { checkSpace } from './space.ts'
import { readState, type DeviceState } from '../notes/state.ts'
import { waitingIn, withStaying } from './staying.ts'
import { yieldedTo } from './yielded.ts'

/** A plan, with what `applyPlan` has to know of the device to do it. */
export interface DevicePlan extends Plan {
  /** Name of the target, for messages. */
  readonly target: string
  /** Undefined when a problem concerns the whole target: then nothing is done. */
  readonly basis: PlanBasis | undefined
}

export interface PlanBasis {
  readonly state: DeviceState
  readonly sections: readonly PlannedSection[]
  /** What is right already in the sections that were compared, as it is on the device now. */
  readonly keep: ReadonlyMap<string, Entry>
  /** By path: see `yieldedTo`. */
  readonly yielded: ReadonlyMap<string, unknown>
  /** Saves that were renamed before their games, which are still to come, by path: where these come. See `movedBefore`. */
  readonly moved: ReadonlyMap<string, string>
  /** See `waitingIn`. */
  readonly waiting: ReadonlySet<string>
  /** The state's claims without those that nothing is left of. */
  readonly claims: Claims
  /** What is at the paths that actions are about. If something else is there by then, it is left alone. */
  readonly seen: ReadonlyMap<string, DiskStat>
  /** The folders of the whole tree. */
  readonly folders: ReadonlySet<string>
  /** See `PlanOptions`. */
  readonly byName: boolean
  /** See `Observation`. */
  readonly leftovers: readonly string[]
  /** By path: see `mergeLists`. */
  readonly notes: ReadonlyMap<string, string>
}

/** A section of the tree: as the device's notes have it, or the paths that should be there. */
export type PlannedSection =
  | { readonly kept: SealedSection }
  | { readonly id: string; readonly hash: string; readonly paths: readonly string[] }

export interface PlanOptions {
  /** Name of the target. */
  readonly target: string
  /** Replace what is in the way, also when it is not ours. It is kept in `.curator/replaced/`. */
  readonly force?: boolean
  /** Files that are right already, but were put there by somebody else, become ours. */
  readonly adopt?: boolean
  /** The device shows a folder in the order in which its files came: they are put in the order of their names. */
  readonly byName?: boolean
  /** Which of the device's lists a file is: what is ours in those that nothing is in any more is taken out. */
  readonly listAt?: ListAt
  /** What was noted of a list of the device's last. */
  readonly lastNote?: LastNote
  /** Paths of files that are not wanted as they are, and that nobody takes away as yet. */
  readonly staying?: ReadonlySet<string>
}

/** Whether a section need not be compared: the device was right, nothing on it changed, and neither did the section. */
export function isSettled(seen: Observation, { id, hash }: Pick<Section, 'id' | 'hash'>): boolean {
  return isSound(seen) && Object.hasOwn(seen.sections, id) && seen.sections[id] === hash
}

function isSound({ done, interrupted, drift, leftovers, problems }: Observation): boolean {
  return done && !interrupted && drift.length === 0 && leftovers === undefined && problems.length === 0
}

/**
 * The plan for a whole tree: of each section the files are given. `seen` must be of the same disk, and nothing may have
 * been applied since.
 */
export function planDevice(
  disk: Disk,
  seen: Observation,
  sections: readonly Section[],
  options: PlanOptions,
): DevicePlan {
  return planned(disk, seen, options, () => compare(disk, seen, readState(disk), sections, options))
}

/**
 * The same plan, made from the sections that are not settled: of the others no files are given. Undefined when one of
 * those has a part in it after all. `isElsewhere`: whether a path may be, in any spelling, in one of the others.
 */
export function planChanges(
  disk: Disk,
  seen: Observation,
  sections: readonly Section[],
  isElsewhere: (path: string) => boolean,
  options: PlanOptions,
): DevicePlan | undefined {
  return planned(disk, seen, options, () => compareSome(disk, seen, sections, isElsewhere, options))
}

/** What `make` comes to, unless the target is refused, or its disk fails while it is looked at. */
function planned<T>(disk: Disk, seen: Observation, options: PlanOptions, make: () => T): DevicePlan | T {
  try {
    return refusal(disk, seen, options) ?? make()
  } catch (error) {
    return unreadablePlan(disk, options.target, error)
  }
}

/** A card that fails while it is looked at. Nothing is written on it. */
export function unreadablePlan(disk: Disk, target: string, error: unknown): DevicePlan {
  return refusedPlan(target, [unreadable(disk, error)])
}

/** Ctrl-C came before it was known what there is to do. */
export function interruptedPlan(target: string): DevicePlan {
  const message = `${target}: what is on it was being read, and that was interrupted. Nothing was written.`
  return refusedPlan(target, [problem('interrupted', message)])
}

function compareSome(
  disk: Disk,
  seen: Observation,
  sections: readonly Section[],
  isElsewhere: (path: string) => boolean,
  options: PlanOptions,
): DevicePlan | undefined {
  const settled = new Set(sections.filter(({ files }) => !files).map(({ id }) => id))
  const state = readState(disk, ({ id }) => !settled.has(id))
  if (state.generation !== seen.generation || state.suspects.size > 0) return undefined
  const wanted = sections.flatMap(({ files = [] }) => files)
  if ([...wanted.map(({ path }) => path), ...state.files.keys()].some(isElsewhere)) return undefined
  if (needsWholeTree(state, wanted)) return undefined
  const claims = [...state.claims]
  const here = new Map(claims.filter(([path]) => !isElsewhere(path)))
  const elsewhere = new Map(claims.filter(([path]) => isElsewhere(path)))
  const plan = compare(disk, seen, { ...state, claims: here }, sections, options)
  if (!plan.basis) return plan
  return { ...plan, basis: { ...plan.basis, claims: new Map([...plan.basis.claims, ...elsewhere]) } }
}

function refusal(disk: Disk, seen: Observation, { target }: PlanOptions): DevicePlan | undefined {
  const refusals = [
    ...seen.problems.filter(({ code }) => code !== 'state-damaged'),
    ...ownerProblems(disk, seen, target),
  ]
  return refusals.length > 0 ? refusedPlan(target, refusals) : undefined
}

function compare(
  disk: Disk,
  seen: Observation,
  before: DeviceState,
  sections: readonly Section[],
  { target, force = false, adopt = false, byName = false, ...of }: PlanOptions,
): DevicePlan {
  const settled = new Set(sections.filter(({ files }) => !files).map(({ id }) => id))
  const wanted = sections.flatMap(({ files = [] }) => files).sort((a, b) => byCodeUnit(a.path, b.path))
  const drift = driftOf(seen, before)
  const { listAt = () => undefined, lastNote = () => undefined, staying = NONE } = of
  const merged = mergeLists(disk, before, drift, wanted, { listAt, lastNote, staying })
  const { tree: all, state, damaged, left, notes } = merged
  const theirs = yieldedTo(disk, state, drift, all)
  const tree = all.filter(({ path }) => !theirs.has(path))
  const kept = new Map(
    before.sections.filter(({ id }) => settled.has(id)).map((section) => [section.id, section]),
  )
  const { files, problems } = checkFiles(disk, tree, target)
  const known = survey(disk, state, drift, tree)
  const decisions = decide(disk, state, known, files, { force, adopt, damaged })
  const waiting = waitingIn(decisions, known)
  const { decided: stepwise, files: stayed } = withStaying(
    decisions,
    known,
    new Set([...staying, ...waiting]),
  )
  const decided = withPassing(disk, stepwise)
  const { moves, conflicts } = decided
  const noted = [...theirs].flatMap(([path, entry]) => (entry === undefined ? [] : [[path, entry] as const]))
  // there may be very many to keep, and hardly ever one of these
  const others = noted.length + stayed.size
  const keep = others === 0 ? decided.keep : new Map([...decided.keep, ...noted, ...stayed])
  const unwanted = [...stayed.keys()].filter((path) => !known.wanted.has(path))
  const puts = byName ? inShownOrder(decided.puts) : listsFirst(decided.puts)
  const space = checkSpace(disk, target, decided)
  const allProblems = [...seen.problems, ...problems, ...known.problems]
  // of what is only taken over nothing is written, and most of the rest may be there under other names
  if (space.problem !== undefined && !adopt) return refusedPlan(target, [...allProblems, space.problem])

  const [early, late] = space.deletesFirst
    ? [[...decided.early, ...decided.late], []]
    : [decided.early, decided.late]
  const changes = [...moves, ...puts]
  const cleared = [
    ...early.map(({ path }) => path),
    ...changes.flatMap(({ path }) => (decided.seen.get(path)?.kind === 'folder' ? [path] : [])),
  ]
  const sorts = byName
    ? plannedSorts(disk, oursAfter(disk, [...keep], changes, kept.values()), changes, cleared)
    : []
  return {
    target,
    actions: [...early, ...moves, ...puts, ...late, ...sorts, ...conflicts],
    problems: allProblems,
    kept: [...kept.values()].reduce((sum, section) => sum + section.count, keep.size - stayed.size),
    bytes: puts.reduce((bytes, put) => bytes + put.bytes, 0),
    deletesFirst: space.deletesFirst,
    basis: {
      state,
      sections: [
        ...sections.flatMap((section) => plannedSection(section, kept)),
        ...leftSection([...left, ...unwanted]),
      ],
      keep,
      yielded: theirs,
      moved: new Map(),
      waiting,
      claims: remainingClaims(disk, state, known, { keep, isBlind: staying.size > 0 }),
      seen: decided.seen,
      folders: foldersOf(known.wanted.keys(), kept.values()),
      byName,
      leftovers: seen.leftovers ?? [],
      notes,
    },
  }
}

const NONE: ReadonlySet<string> = new Set()

/** Paths of all files of ours when these changes are done. */
function oursAfter(
  disk: Disk,
  keep: readonly (readonly [string, Entry])[],
  changes: readonly (PutAction | MoveAction)[],
  kept: Iterable<SealedSection>,
): ReadonlySet<string> {
  const untouched = [...kept].flatMap((section) => [
    ...(openSection(section, (file) => readNotes(disk, file)) ?? []),
  ])
  const right = [...keep, ...untouched].flatMap(([path, { isOurs }]) => (isOurs ? [path] : []))
  return new Set([...right, ...changes.flatMap(({ path, file }) => (file.isShared === true ? [] : [path]))])
}

function plannedSection(
  { id, hash, files }: Section,
  kept: ReadonlyMap<string, SealedSection>,
): PlannedSection[] {
  if (files) return [{ id, hash, paths: files.map(({ path }) => path) }]
  const section = kept.get(id)
  return section ? [{ kept: section }] : []
}

export const LEFT = 'left'

/** What is not wanted and stays, so that it is known as curator's when its games come back. */
export function leftSection(paths: readonly string[]): PlannedSection[] {
  return paths.length === 0 ? [] : [{ id: LEFT, hash: '', paths }]
}

function foldersOf(paths: Iterable<string>, kept: Iterable<SealedSection>): Set<string> {
  const folders = new Set<string>()
  const enter = (folder: string): void => {
    for (let path = folder; path !== '' && !folders.has(path); path = folderOf(path)) folders.add(path)
  }
  for (const path of paths) enter(folderOf(path))
  for (const section of kept) section.folders.forEach(enter)
  return folders
}

function ownerProblems(disk: Disk, seen: Observation, target: string): Problem[] {
  return seen.owner === undefined || seen.owner === target ? [] : [otherOwner(disk, seen.owner, target)]
}

function refusedPlan(target: string, problems: readonly Problem[]): DevicePlan {
  return { target, basis: undefined, actions: [], problems, kept: 0, bytes: 0, deletesFirst: false }
}

/** The state was written after the look at the device: then no file of it can be trusted unread. */
function driftOf(seen: Observation, state: DeviceState): ReadonlySet<string> {
  return new Set(seen.generation === state.generation ? seen.drift : state.files.keys())
}
