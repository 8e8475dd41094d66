/** Does a plan: the only code that changes a device. */
import type { Disk } from '../../../disk/disk.ts'
import { writeProblem } from '../../../disk/failure.ts'
import { errno, problem, severityOf, type ErrorCode, type Problem } from '../../../errors.ts'
import { count, plural } from '../../../wording.ts'
import type { Action, ConflictAction, SaveAction } from '../../plan-types.ts'
import type { TreeFile } from '../../tree.ts'
import { alone } from './alone.ts'
import { conflictProblems } from './conflict-problems.ts'
import { NOTHING_DONE, type DeviceCounts } from './counts.ts'
import { isOutputPath, type Entry } from '../notes/manifest.ts'
import { belowFile } from '../look/observe.ts'
import { readOwner, writeOwner } from '../notes/owner.ts'
import type { DevicePlan, PlanBasis } from '../plan/plan.ts'
import { STATE_FOLDER } from '../notes/records.ts'
import { goneProblem, type Resolve, type Run } from './run.ts'
import { moveSaves } from './save-moves.ts'
import { orderProblem, putInOrder } from './shown-order.ts'
import { dropStaged, stageFiles, type Staging } from './steps.ts'
import { dropTemporaries, TEMP_FOLDER } from './temporaries.ts'
import { conclude, isPut, transact, type Step } from './transaction.ts'

export interface ApplyOptions {
  /** What the caller calls the tree that the plan was made for. `isFresh` compares it. */
  readonly tree: string
  readonly onProgress?: (progress: ApplyProgress) => void
  /** Of these files `resolve` is going to be asked next. */
  readonly onAhead?: (files: readonly TreeFile[]) => void
  /** Ends the work after the files that are being written. What is done by then is kept, and known to the next build. */
  readonly signal?: AbortSignal
  /** How much is written between two manifests, in bytes. Twice as much is lost to a power cut at most. */
  readonly chunk?: number
  /** Notes of sections that are longer have a file of their own. Default: those of some forty outputs. */
  readonly longestNotes?: number
  /** The plan leaves things undone on purpose: what is written down does not say that the device is right. */
  readonly isPartial?: boolean
}

interface ApplyProgress {
  /** Written and checked so far. */
  readonly files: number
  readonly bytes: number
  readonly ofFiles: number
  readonly ofBytes: number
}

export interface ApplyResult extends DeviceCounts {
  readonly problems: readonly Problem[]
  /** Of the manifest that tells of this; 0 when there is none. */
  readonly generation: number
  /** Where `--force` put what it replaced, relative to the target. */
  readonly aside: readonly string[]
  readonly outcome: 'done' | 'nothing' | 'partial'
}

const CHUNK = 128 * 2 ** 20
/** What is being written is held in memory, a kilobyte or two a file. */
const CHUNK_FILES = 8192

/** Does not throw for what the disk refuses: that is in the problems, and what else can be done is done. */
export async function applyPlan(
  disk: Disk,
  plan: DevicePlan,
  resolve: Resolve,
  options: ApplyOptions,
): Promise<ApplyResult> {
  const { basis } = plan
  const conflicts = plan.actions.filter(isConflict)
  const known = [...plan.problems, ...conflictProblems(disk, conflicts)]
  if (basis === undefined) return { ...NOTHING, kept: plan.kept, problems: known, outcome: 'partial' }

  const saves = plan.actions.filter((action) => action.op === 'save')
  const steps = plan.actions.filter(isStep)
  const isRight = !known.some(isMoreThanNote) && options.isPartial !== true
  const run = startRun(disk, basis, resolve, steps, options)
  if (steps.length > 0 || options.isPartial === true || isStale(basis, options.tree, isRight)) {
    try {
      const refused = await alone(run, () => doAll(run, plan, { steps, saves }, options, isRight))
      if (refused)
        return { ...NOTHING, kept: plan.kept, problems: [...plan.problems, refused], outcome: 'partial' }
    } catch (error) {
      run.problems.push(stateProblem(run, error))
    }
  } else if (basis.leftovers.length > 0) {
    await dropLeftovers(run)
  }

  const { tried, saves: renamed, sorted, ...counts } = run.counts
  if (tried < steps.length && run.problems.length === 0)
    run.problems.push(unfinished(plan.target, steps.length - tried, 'interrupted'))
  if (renamed > 0) run.problems.push(savesRenamed(plan.target, renamed))
  if (sorted > 0) run.problems.push(orderProblem(plan.target, sorted))
  if (run.aside.length > 0) run.problems.push(keptAside(disk, run.aside))
  const gone = goneProblem(run)
  const problems = [...known, ...(gone ? [gone] : run.problems)]
  const isChanged = counts.put + counts.moved + counts.deleted > 0
  return {
    ...counts,
    kept: plan.kept,
    conflicts: conflicts.length,
    problems,
    generation: run.generation,
    aside: run.aside,
    outcome: problems.some(isMoreThanNote) ? 'partial' : isChanged ? 'done' : 'nothing',
  }
}

/** Those of somebody who is writing now are none. What cannot be removed is tried again by the next build. */
async function dropLeftovers(run: Run): Promise<void> {
  try {
    await alone(run, () => dropTemporaries(run.disk))
  } catch (error) {
    if (errno(error) === undefined) throw error
  }
}

function isConflict(action: Action): action is ConflictAction {
  return action.op === 'conflict'
}

function isStep(action: Action): action is Step {
  return action.op !== 'conflict' && action.op !== 'save' && action.op !== 'sort'
}

/** What --force replaced is not lost, and its owner should know where it is. */
function keptAside(disk: Disk, aside: readonly string[]): Problem {
  const [first = ''] = aside
  const more = aside.length > 1 ? ` and ${count(aside.length - 1)} more` : ''
  return problem('replaced-kept', `What was replaced is kept as ${disk.where(first)}${more}.`, {
    path: disk.where(first),
  })
}

const NOTHING = { ...NOTHING_DONE, generation: 0, aside: [] }

async function doAll(
  run: Run,
  plan: DevicePlan,
  { steps, saves }: { readonly steps: readonly Step[]; readonly saves: readonly SaveAction[] },
  options: ApplyOptions,
  isRight: boolean,
): Promise<void> {
  if (isAborted(run)) return
  await prepare(run, plan.target)
  run.isReady = true
  const parted = await moveSaves(run, saves)
  const todo = steps.filter(({ path }) => !parted.has(path))
  let rest = todo
  let staged: Staging | undefined
  let staging: Staging | undefined
  try {
    let isLast = false
    while (!isLast) {
      const limit = chunkBytes(run, plan, options)
      const now = takeChunk(rest, limit)
      rest = rest.slice(now.length)
      // where space is short, nothing may be written before something else has gone
      const next = plan.deletesFirst ? [] : takeChunk(rest, limit).filter(isPut)
      staged = staging
      staging = undefined
      const meanwhile = (): void => {
        if (next.length > 0 && !isAborted(run) && !run.isFull) staging = stageFiles(run, next)
      }
      if (now.length > 0) await transact(run, now, { staging: staged, meanwhile })
      if (run.isFull) {
        rest = rest.filter(({ op }) => op !== 'put')
        await dropStaged(run, staging)
        staging = undefined
      }
      isLast = rest.length === 0 || isAborted(run)
      if (isLast) await dropStaged(run, staging)
      const left = todo.length - run.counts.tried
      if (isLast && left > 0)
        run.problems.push(unfinished(plan.target, left, isAborted(run) ? 'interrupted' : 'no-space'))
      if (isLast && left === 0) await putInOrder(run, steps)
      await conclude(run, options.tree, isLast && isRight && run.problems.length === 0)
    }
  } catch (error) {
    await dropStaged(run, staged)
    await dropStaged(run, staging)
    throw error
  }
}

function isAborted({ signal }: Run): boolean {
  return signal?.aborted === true
}

function startRun(
  disk: Disk,
  basis: PlanBasis,
  resolve: Resolve,
  steps: readonly Step[],
  options: ApplyOptions,
): Run {
  const puts = steps.filter(({ op }) => op === 'put')
  const ofBytes = puts.reduce((bytes, { bytes: more }) => bytes + more, 0)
  let progress: ApplyProgress = { files: 0, bytes: 0, ofFiles: puts.length, ofBytes }
  return {
    disk,
    basis,
    resolve,
    signal: options.signal,
    onAhead: options.onAhead,
    onStaged(bytes) {
      progress = { ...progress, files: progress.files + 1, bytes: progress.bytes + bytes }
      options.onProgress?.(progress)
    },
    files: new Map(basis.keep),
    claims: new Map(basis.claims),
    moved: new Map(basis.moved),
    needed: basis.folders,
    leaving: new Set(steps.flatMap((step) => (step.op === 'move' ? [step.from] : []))),
    gone: new Map(),
    made: new Set(basis.state.made),
    removed: new Set(),
    replaced: [],
    shared: new Set(),
    generation: basis.state.generation,
    sections: basis.state.sections,
    longestNotes: options.longestNotes,
    slots: basis.state.slots,
    problems: [],
    aside: [],
    counts: { put: 0, moved: 0, deleted: 0, bytes: 0, tried: 0, saves: 0, sorted: 0 },
    isReady: false,
    isFull: false,
    temps: 0,
  }
}

/** Makes the protocol's folders and empties the one of temporary files. */
async function prepare({ disk }: Run, target: string): Promise<void> {
  disk.mkdir(TEMP_FOLDER)
  dropTemporaries(disk)
  if (readOwner(disk) !== target) await disk.sync([writeOwner(disk, target)])
}

function chunkBytes({ disk }: Run, plan: DevicePlan, { chunk = CHUNK }: ApplyOptions): number {
  return plan.deletesFirst ? Math.min(chunk, disk.space()?.free ?? chunk) : chunk
}

/** As many steps as write no more than the limit, and at least one that writes. */
function takeChunk(steps: readonly Step[], limit: number): readonly Step[] {
  let bytes = 0
  let files = 0
  const end = steps.findIndex((step) => {
    if (step.op !== 'put') return false
    const isFirst = bytes === 0
    bytes += step.bytes
    files++
    return !isFirst && (bytes > limit || files > CHUNK_FILES)
  })
  return end === -1 ? steps : steps.slice(0, end)
}

/** Whether what is written down does not tell what is true. */
function isStale({ state, keep, leftovers }: PlanBasis, tree: string, isRight: boolean): boolean {
  if (state.suspects.size > 0 || leftovers.some(isOutputPath)) return true
  if (state.generation === 0) return keep.size > 0
  return state.tree !== tree || state.done !== isRight || !isEqual(keep, state.files)
}

function isEqual(a: ReadonlyMap<string, Entry>, b: ReadonlyMap<string, Entry>): boolean {
  return a.size === b.size && [...a].every(([path, entry]) => b.get(path) === entry)
}

/** Then the device is not counted as right. */
function isMoreThanNote({ code }: Problem): boolean {
  return severityOf(code) !== 'note'
}

function savesRenamed(target: string, saves: number): Problem {
  const went = saves === 1 ? 'was renamed with its game' : 'were renamed with their games'
  return problem('saves-renamed', `${target}: ${plural(saves, 'save')} ${went}.`)
}

function unfinished(target: string, left: number, code: 'interrupted' | 'no-space'): Problem {
  const why = code === 'interrupted' ? 'it was interrupted' : 'there is no space left'
  return problem(code, `${target}: ${plural(left, 'change')} left undone: ${why}.`)
}

/** A failure of the protocol's own files: usually the first thing that is written on a device, so it tells of the device. */
function stateProblem({ disk, counts }: Run, error: unknown): Problem {
  const code = counts.tried > 0 ? undefined : TARGET_CODES.get(errno(error) ?? '')
  const where = disk.where('')
  if (code === 'target-read-only')
    return problem(code, `${where} cannot be written to. Nothing was changed.`, { path: where })
  if (code === 'target-not-folder') return belowFile(disk)
  return writeProblem(error, disk.where(STATE_FOLDER))
}

const TARGET_CODES = new Map<string, ErrorCode>([
  ['EROFS', 'target-read-only'],
  ['EACCES', 'target-read-only'],
  ['EPERM', 'target-read-only'],
  ['ENOTDIR', 'target-not-folder'],
  ['EEXIST', 'target-not-folder'],
])
