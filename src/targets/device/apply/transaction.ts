/**
 * A part of a plan that is done as a whole: journal, changes, manifest, each durable before the next begins. A power
 * cut leaves the last manifest and an open journal that names everything that may have changed since.
 */
import { folderOf, foldersAbove } from '../../../disk/path.ts'
import type { DeleteAction, MoveAction, PutAction, SaveAction } from '../../plan-types.ts'
import {
  addClaims,
  claimsAt,
  sealSection,
  type Claims,
  type Entry,
  type SealedSection,
} from '../notes/manifest.ts'
import type { PlannedSection } from '../plan/plan.ts'
import { prune, spareFolders, tryQuietly, type Run } from './run.ts'
import { dropOthers, setApart } from '../notes/section-files.ts'
import { followingSlots, nextJournal, writeJournal, writeManifest } from '../notes/state.ts'
import { deleteFiles, moveFiles, placeFiles, stageFiles, type Staging } from './steps.ts'

export type Step = PutAction | MoveAction | DeleteAction

interface Ahead {
  /** Its files, when they are being staged already. */
  readonly staging?: Staging | undefined
  /** Called when threads have its own files: those of the next transaction may queue behind them. */
  meanwhile(): void
}

/** Throws what the disk throws when it cannot even be written down what is done; then the journal stays open. */
export async function transact(
  run: Run,
  steps: readonly Step[],
  { staging, meanwhile }: Ahead,
): Promise<void> {
  const { disk, slots } = run
  const claims = claimsFor(run, steps)
  const made = foldersFor(run, steps)
  const journal = writeJournal(disk, slots, { claims: withMoved(run, claims), made })
  addClaims(run.claims, claims)
  for (const folder of made) run.made.add(folder)

  const firstOther = steps.findIndex(({ op }) => op !== 'delete')
  const early = firstOther === -1 ? steps.length : firstOther
  const before = steps.slice(0, early)
  const after = steps.slice(early)
  const moves = after.filter(isMove)
  const puts = after.filter(isPut)
  // files beside their places touch nothing: where they come first, the journal becomes durable with them
  const touchesBefore = early > 0 || moves.length > 0 || spareFolders(run).length > 0
  if (touchesBefore) {
    await disk.sync([journal])
    deleteFiles(run, before.filter(isDelete))
    // An empty folder of ours may be where a file has to go.
    prune(run)
    await moveFiles(run, moves)
    // what comes to a place that was another's replaces nothing only if that surely has its own
    if (puts.some(({ path }) => run.gone.has(path))) await disk.sync([])
  }
  const own = staging ?? stageFiles(run, puts)
  await threadsHaveThem()
  meanwhile()
  await placeFiles(run, puts, own, touchesBefore ? [] : [journal])
  deleteFiles(run, after.filter(isDelete))
  prune(run)
  // names that are only new become durable with the manifest: one that a power cut takes is missing, which is seen
  if (!steps.every(isPut) || run.replaced.length > 0) await disk.sync(run.replaced.splice(0))
}

/** What was begun is given out by then: to find out where thousands of files come from takes a while. */
function threadsHaveThem(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Notes which saves are about to be renamed, before any is. */
export async function noteSaves(run: Run, saves: readonly SaveAction[]): Promise<void> {
  const { disk, slots } = run
  const moved = saves.map(({ path }) => [path, []] as const)
  const claims = new Map([...withMoved(run, claimsFor(run, [])), ...moved])
  await disk.sync([writeJournal(disk, slots, { claims, made: foldersFor(run, []) })])
  // it has to outlast the writing of the next one
  run.slots = nextJournal(slots)
}

/** Closes the journal. */
export async function conclude(run: Run, tree: string, done: boolean): Promise<void> {
  const { disk, slots, basis, made, gone } = run
  const claims = claimsToNote(run)
  const { generation } = slots.stamp
  const all = basis.sections.map((section) => ('kept' in section ? section.kept : sealed(run, section)))
  // the manifest before the last one is written over next; nothing may come after what makes this one durable
  tryQuietly(() => dropOthers(disk, run.sections))
  const { sections, written } = setApart(disk, generation, all, run.sections, run.longestNotes)
  await disk.sync([...written, writeManifest(disk, slots, { tree, done, sections, claims, made, gone })])
  run.generation = generation
  run.slots = followingSlots(slots)
  run.sections = sections
}

/** What an output of ours tells by itself need not be said again. */
function claimsToNote(run: Run): Claims {
  const { claims, files, shared } = run
  const isTold = ([path, hashes]: readonly [string, readonly string[]]): boolean => {
    const output = files.get(path)
    return output?.isOurs === true && hashes.length === 1 && hashes[0] === output.sha1
  }
  const isNoted = (claim: readonly [string, readonly string[]]): boolean =>
    claim[1].length > 0 && !isTold(claim) && !shared.has(claim[0])
  return withMoved(run, new Map([...claims].filter(isNoted)))
}

/** With the saves that are ahead of their games: nothing is claimed of them. */
function withMoved({ moved, files }: Run, claims: Claims): Claims {
  const ahead = [...moved].filter(([, game]) => !files.has(game))
  return ahead.length === 0 ? claims : new Map([...claims, ...ahead.map(([path]) => [path, []] as const)])
}

/** Those outputs of a section that are right. */
function sealed(
  { files }: Run,
  { id, hash, paths }: Exclude<PlannedSection, { kept: unknown }>,
): SealedSection {
  const right: (readonly [string, Entry])[] = []
  for (const path of paths) {
    const entry = files.get(path)
    if (entry) right.push([path, entry])
  }
  return sealSection(id, hash, right)
}

/** Every journal of a run also holds what an open one held, which it may overwrite. */
function claimsFor({ basis, claims }: Run, steps: readonly Step[]): Claims {
  const touched = new Map<string, readonly string[]>()
  for (const path of basis.state.suspects) {
    const held = claimsAt(basis.state, path)
    // else it is a save whose game has come since
    if (held.length > 0) addClaims(touched, [[path, held]])
  }
  for (const step of steps) {
    const ours = step.op === 'delete' ? [] : [step.file.sha1]
    addClaims(touched, [[step.path, [...(claims.get(step.path) ?? []), ...ours]]])
    if (step.op === 'move') addClaims(touched, [[step.from, claims.get(step.from) ?? []]])
    if (step.op === 'move' && step.aside !== undefined) addClaims(touched, [[step.aside, ours]])
  }
  return touched
}

/** The folders that are missing. Noted as ours before they are made: an empty one we forgot would stay for ever. */
function foldersFor({ disk, basis }: Run, steps: readonly Step[]): string[] {
  const { suspects, made } = basis.state
  // most files share a few folders
  const direct = new Set(steps.flatMap((step) => (step.op === 'delete' ? [] : [folderOf(step.path)])))
  const folders = new Set(
    [...direct].flatMap((folder) => (folder === '' ? [] : [folder, ...foldersAbove(folder)])),
  )
  const missing = [...folders].filter((folder) => disk.stat(folder)?.kind !== 'folder')
  return [...new Set([...missing, ...(suspects.size > 0 ? made : [])])].sort()
}

function isDelete(step: Step): step is DeleteAction {
  return step.op === 'delete'
}

function isMove(step: Step): step is MoveAction {
  return step.op === 'move'
}

export function isPut(step: Step): step is PutAction {
  return step.op === 'put'
}
