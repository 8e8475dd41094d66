/** Compares a device with the tree it should hold. Changes nothing on it. */
import type { Disk, DiskStat } from '../../disk/disk.ts'
import { problem, type Problem } from '../../errors.ts'
import { amount } from '../../wording.ts'
import type { Plan } from '../plan-types.ts'
import type { Tree, TreeFile } from '../tree.ts'
import { decide } from './decide.ts'
import { survey, type Survey } from './look.ts'
import { isOutputPath, type Claims, type Entry } from './manifest.ts'
import type { Observation } from './observe.ts'
import { otherOwner } from './owner.ts'
import { checkSpace } from './space.ts'
import { readState, type DeviceState } from './state.ts'

/** A plan, with what `applyPlan` has to know of the device to do it. */
export interface DevicePlan extends Plan {
  /** Name of the target, for messages. */
  readonly target: string
  /** Undefined when a problem concerns the whole target: then nothing is done. */
  readonly basis: PlanBasis | undefined
}

export interface PlanBasis {
  readonly state: DeviceState
  /** What is right already, as it is on the device now. */
  readonly keep: ReadonlyMap<string, Entry>
  /** The state's claims without those that nothing is left of. */
  readonly claims: Claims
  /** What is at the paths that actions are about. If something else is there by then, it is left alone. */
  readonly seen: ReadonlyMap<string, DiskStat>
  readonly wanted: ReadonlyMap<string, unknown>
}

export interface PlanOptions {
  /** Name of the target. */
  readonly target: string
  /** Replace what is in the way, also when it is not ours. It is kept in `.curator/replaced/`. */
  readonly force?: boolean
}

/** `seen` must be of the same disk, and nothing may have been applied since. */
export function planDevice(disk: Disk, seen: Observation, tree: Tree, options: PlanOptions): DevicePlan {
  const { target } = options
  const refusals = [
    ...seen.problems.filter(({ code }) => code !== 'state-damaged'),
    ...ownerProblems(disk, seen, target),
  ]
  if (refusals.length > 0) return refusedPlan(target, refusals)

  const state = readState(disk)
  const { files, problems } = checkFiles(disk, tree, target)
  const known = survey(disk, state, driftOf(seen, state), tree)
  const decided = decide(disk, state, known, files, options.force === true)
  const { keep, moves, puts, conflicts } = decided
  const space = checkSpace(disk, target, decided)
  const allProblems = [...seen.problems, ...problems, ...known.problems]
  if (space.problem !== undefined) return refusedPlan(target, [...allProblems, space.problem])

  const [early, late] = space.deletesFirst
    ? [[...decided.early, ...decided.late], []]
    : [decided.early, decided.late]
  return {
    target,
    actions: [...early, ...moves, ...puts, ...late, ...conflicts],
    problems: allProblems,
    kept: keep.size,
    bytes: puts.reduce((bytes, put) => bytes + put.bytes, 0),
    deletesFirst: space.deletesFirst,
    basis: {
      state,
      keep,
      claims: remainingClaims(state, known, keep),
      seen: decided.seen,
      wanted: known.wanted,
    },
  }
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

/** Presets see to these too. Here they are a last line: whatever made the tree, nothing leaves the target. */
function checkFiles(disk: Disk, tree: Tree, target: string): { files: TreeFile[]; problems: Problem[] } {
  const largest = disk.space()?.largest ?? Infinity
  const problems: Problem[] = []
  const files = tree.files.filter(({ path, size }) => {
    if (!isOutputPath(path))
      problems.push(problem('path-escapes', `${target}: "${path}" is no path of an output.`, { path }))
    else if (size > largest) problems.push(tooLarge(target, path, size, largest))
    else return true
    return false
  })
  return { files, problems }
}

function tooLarge(target: string, path: string, size: number, largest: number): Problem {
  const message = `${target}: ${path} has ${amount(size)}, and a file on this disk can have ${amount(largest)}.`
  return problem('file-too-large', message, { path })
}

/**
 * A claim stays as long as something may be left that it tells of: while the path is wanted, while a file of ours is
 * there, and after a run that never ended. What was deleted stays claimed for one generation, because an unlink that
 * was not durable comes back.
 */
function remainingClaims(state: DeviceState, known: Survey, keep: ReadonlyMap<string, Entry>): Claims {
  const claims = new Map<string, readonly string[]>()
  const note = (path: string) => {
    const hashes = known.claimsOf(path)
    if (hashes.length > 0) claims.set(path, hashes)
  }
  for (const path of known.stale.keys()) note(path)
  for (const path of state.claims.keys()) if (state.isSuspect(path)) note(path)
  for (const path of known.wanted.keys()) if (!keep.has(path)) note(path)
  return claims
}
