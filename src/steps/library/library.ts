/** Libraries of a config, over the catalog and the disk: what is to be done, doing it, and taking it back. */
import { closeFileLog, openFileLog, type LoggedStep } from '../../catalog/file-moves.ts'
import { packedZips } from '../../catalog/recipes.ts'
import type { Db } from '../../catalog/sqlite.ts'
import { hashesWanted } from '../../dats/importing/store.ts'
import { writeProblem } from '../../disk/failure.ts'
import { CuratorError, problem, type Problem } from '../../errors.ts'
import { scanRoot } from '../../inventory/scan/scan.ts'
import { beginRun, newestJournal, nextRun } from '../../library/begin.ts'
import { doubtfulFiles } from '../../library/claims.ts'
import { ownCopies, type Copy } from '../../library/copies.ts'
import { NOTES, placeOf, topOf } from '../../library/disk.ts'
import { withoutFixed } from '../../library/fixed.ts'
import { readState, type Journal } from '../../library/journal.ts'
import { planLibrary, type LibraryPlan, type LibraryRules, type Stay } from '../../library/plan.ts'
import { quarantineFolder } from '../../library/quarantine.ts'
import { carryOut, isUndoneButSome, openProblem, takeBack, type RunResult } from '../../library/run.ts'
import { NAME_RULES } from '../../library/template.ts'
import { isPack } from '../../library/wishes.ts'
import { verifiedFiles } from '../../library/verified.ts'
import { placeKey } from '../../targets/names/names.ts'
import { plural } from '../../wording.ts'
import { findMoved } from './heal.ts'
import { tellingHowItStands } from './left.ts'
import { followBack, followFiles, logged, loggedBack } from './rows.ts'
import type { OpenLibrary } from './open-library.ts'
import { organizerLog } from './organizer-log.ts'
import type { Steps } from '../steps.ts'
import { missesDats, type World } from '../world.ts'

export interface WholePlan extends LibraryPlan {
  /** Number that its run will have, and the moment it was made, in milliseconds. */
  readonly run: number
  readonly at: number
  /** Files that are not put in order, and why. */
  readonly stays: readonly Stay[]
}

/** Scans the roots and identifies what is in them, as a build does. Throws when a root of the library is not there. */
export async function readRoots(
  world: World,
  steps: Steps,
  libraries: readonly OpenLibrary[],
): Promise<void> {
  await steps.engine.hash(steps.inputs.identified, '')
  // releases are made from DATs when what is owned of a platform is asked for
  for (const platform of await steps.engine.get(steps.selection.platforms, ''))
    await steps.engine.hash(steps.selection.holdings, platform)
  for (const { config, disk } of libraries) {
    for (const root of config.roots) {
      if (disk.stat(root)?.kind === 'folder') continue
      const where = disk.where(root)
      const told = world.problems.filter(({ path, code }) => path === where && code.startsWith('root-'))
      throw new CuratorError(
        told.length > 0
          ? told
          : problem('root-missing', `The root ${where} does not exist.`, { path: where }),
      )
    }
  }
}

/** From what the catalog knows now. Changes nothing. */
export function planOf(world: World, open: OpenLibrary): WholePlan {
  const { db, now } = world
  const { config, disk, library, notes, name } = open
  const verified = verifiedFiles(db, { ...config, library, where: (path) => disk.where(path) })
  const { files, stays } = withoutFixed(open, verified, config.mode)
  const run = { library: name, run: nextRun(disk, notes), at: now() }
  const names = NAME_RULES[config.names]
  const rules: LibraryRules = {
    mode: config.mode,
    copies: copiesOf(world, open),
    duplicates: config.duplicates,
    keyOf: (path) => placeKey(path, names),
    quarantineOf(path) {
      const top = topOf(disk, path)
      return `${quarantineFolder(top, run)}/files/${path.slice(top.length + 1)}`
    },
    asideOf: (path, n) => `${topOf(disk, path)}/${NOTES}/aside/${name}-${run.run}/${n}`,
  }
  return { ...planLibrary(disk, files, rules), stays, run: run.run, at: run.at }
}

/** Those that may leave: not while nobody can tell what is wanted. */
function copiesOf(world: World, { config, disk, notes, places }: OpenLibrary): readonly Copy[] {
  if (config.mode === 'move' || missesDats(world) || world.signal.aborted) return []
  const { paths, sha1s } = doubtfulFiles(world.db, config.roots)
  return ownCopies(disk, notes, places[placeOf(notes)] ?? '').filter(
    ({ source, sha1 }) => !paths.has(source) && !sha1s.has(sha1),
  )
}

/** What became of a run. */
export interface LibraryRun {
  /** Its number; 0: there was nothing to do. */
  readonly run: number
  readonly moved: number
  readonly written: number
  readonly quarantined: number
  readonly outcome: 'done' | 'nothing' | 'partial'
  readonly problems: readonly Problem[]
}

const NOTHING = { run: 0, moved: 0, written: 0, quarantined: 0, outcome: 'nothing' } as const

/** Does a plan. Nothing is moved while a DAT cannot be read: what files are called is not known then. */
export async function applyPlan(world: World, open: OpenLibrary, plan: WholePlan): Promise<LibraryRun> {
  const { disk, name, library, places, config } = open
  organizerLog(world, open).planned(plan)
  if (plan.steps.length === 0)
    return { ...NOTHING, problems: plan.problems, outcome: outcomeOf(plan.problems) }
  if (missesDats(world)) return { ...NOTHING, problems: plan.problems, outcome: 'partial' }
  const about = { library, name, mode: config.mode, places, run: plan.run, at: plan.at }
  world.listener.step('Making files ready')
  const options = { signal: world.signal, onFile: tick(world) }
  const { journal, problems } = await beginRun(disk, plan.steps, about, options).catch((error: unknown) => ({
    journal: undefined,
    problems: [notesProblem(open, error, openRun(open))],
  }))
  const known = [...plan.problems, ...problems]
  if (!journal) return { ...NOTHING, problems: known, outcome: outcomeOf(known) }
  const done = await tellingHowItStands(world, open, journal, () => {
    notePacks(world.db, plan, journal)
    return goOn(world, open, journal)
  })
  return {
    ...done,
    problems: [...known, ...done.problems],
    outcome: known.length > 0 ? 'partial' : done.outcome,
  }
}

/** That need not be packed again to know what they come out as. */
function notePacks(db: Db, plan: WholePlan, { steps }: Journal): void {
  const packs = new Map(plan.steps.flatMap(({ to, make }) => (isPack(make) ? [[to, make.recipe]] : [])))
  const zips = packedZips(db)
  for (const { to, sha1, size } of steps) {
    const recipe = packs.get(to)
    if (recipe !== undefined) zips.put(recipe, { sha1, size })
  }
}

/** The run that was cut off, if the newest one was. */
export function openRun({ disk, notes }: OpenLibrary): Journal | undefined {
  const journal = newestJournal(disk, notes)
  const state = journal && readState(disk, notes, journal.run)
  return state?.isDone === true || isUndoneButSome(state) ? undefined : journal
}

/** What to say of libraries with such a run. */
export function openRunNotes(libraries: readonly OpenLibrary[]): readonly Problem[] {
  return libraries.flatMap((open) => {
    const journal = openRun(open)
    const state = journal && readState(open.disk, open.notes, journal.run)
    return journal ? openProblem(journal, state?.doing ?? 'apply') : []
  })
}

/** Whether a run was being undone when it was cut off. */
export function isBeingUndone({ disk, notes }: OpenLibrary, { run }: Journal): boolean {
  return readState(disk, notes, run)?.doing === 'undo'
}

/** Brings a run that was cut off to its end, in the direction it was going. */
export function finishRun(world: World, open: OpenLibrary, journal: Journal): Promise<LibraryRun> {
  if (isBeingUndone(open, journal)) return undoRun(world, open, journal)
  return tellingHowItStands(world, open, journal, () => goOn(world, open, journal))
}

/** Carries out a journal, from wherever it is. Throws when it is about roots that are not the library's now. */
async function goOn(world: World, open: OpenLibrary, journal: Journal): Promise<LibraryRun> {
  refuseOthers(open, journal)
  world.listener.step('Moving files')
  return work(world, open, journal, {
    what: `${open.name}/${journal.run}`,
    doing: 'apply',
    steps: journal.steps.map((step) => logged(open.disk, step)),
    run: (options) => carryOut(open.disk, open.notes, journal, options),
    follow: followFiles,
  })
}

/** Takes a journal back: names, folders and times as they were. */
export async function undoRun(world: World, open: OpenLibrary, journal: Journal): Promise<LibraryRun> {
  refuseOthers(open, journal)
  world.listener.step('Taking back')
  return tellingHowItStands(world, open, journal, () => takingBack(world, open, journal))
}

async function takingBack(world: World, open: OpenLibrary, journal: Journal): Promise<LibraryRun> {
  const { steps } = journal
  if (steps.some(({ op, from, to }) => op === 'move' && !open.disk.stat(to) && !open.disk.stat(from))) {
    await lookAgain(world, open)
    findMoved(world.db, open.disk, journal)
  }
  return work(world, open, journal, {
    what: `${open.name}/${journal.run} undo`,
    doing: 'undo',
    steps: journal.steps.map((step) => loggedBack(open.disk, step)),
    run: (options) => takeBack(open.disk, open.notes, journal, options),
    follow: followBack,
  })
}

/** A journal may name only places that the config hands to the library: it lies where anybody could write one. */
function refuseOthers({ places }: OpenLibrary, { run, places: theirs }: Journal): void {
  const unknown = Object.keys(theirs).find((place) => !Object.hasOwn(places, place))
  if (unknown === undefined) return
  const message = `Run ${run} is about files of "${unknown}" (${theirs[unknown]}), which is no root of the library now.`
  throw new CuratorError(
    problem('library-not-undoable', message, { hint: 'Put it back into `roots`, and try again.' }),
  )
}

interface Work {
  readonly what: string
  readonly doing: 'apply' | 'undo'
  readonly steps: readonly LoggedStep[]
  run(options: { signal: AbortSignal; onFile: (files: number, of: number) => void }): Promise<RunResult>
  /** Tells the catalog of steps that are done. */
  readonly follow: typeof followFiles
}

async function work(world: World, open: OpenLibrary, journal: Journal, job: Work): Promise<LibraryRun> {
  const { db, signal, now } = world
  const { disk } = open
  const log = openFileLog(db, job.what, job.steps, now())
  const lines = organizerLog(world, open)
  const about = { number: journal.run, doing: job.doing }
  lines.began(log, { ...about, files: job.steps.length })
  const { isDone, done, failed, problems } = await job
    .run({ signal, onFile: tick(world) })
    .catch((error: unknown): RunResult => {
      return { isDone: false, done: [], failed: [], problems: [notesProblem(open, error, journal)] }
    })
  const left = new Set(failed)
  const reached = isDone ? [...journal.steps.keys()].filter((n) => !left.has(n)) : done
  const steps = reached.flatMap((n) => journal.steps[n] ?? [])
  const counts = { moved: 0, written: 0, quarantined: 0 }
  for (const { op } of steps) counts[COUNTED[op]]++
  // of a run that was cut off, the next scan sees what moved, as it would of anybody's
  if (isDone) {
    job.follow(db, disk, journal, steps)
    await lookAgain(world, open)
  }
  closeFileLog(db, log, { failed: left, isDone, at: now() })
  const told = isDone || problems.length > 0 ? problems : [interrupted(journal)]
  const linesOf = (numbers: readonly number[]) => numbers.flatMap((n) => job.steps[n] ?? [])
  lines.stepped(log, linesOf(reached), linesOf(failed))
  lines.troubles(told, log)
  lines.ended(log, { ...about, status: isDone ? 'completed' : 'cancelled', ...counts })
  return { run: journal.run, ...counts, outcome: told.length > 0 ? 'partial' : 'done', problems: told }
}

/** The disk did not take the notes, without which nothing is moved: the run waits, if it began. */
function notesProblem({ disk, notes }: OpenLibrary, error: unknown, journal: Journal | undefined): Problem {
  const wrong = writeProblem(error, disk.where(notes))
  if (!journal) return wrong
  const doing = readState(disk, notes, journal.run)?.doing ?? 'apply'
  const { message, hint } = openProblem(journal, doing)
  return { ...wrong, hint: `${message} Put that right, then: ${hint}` }
}

/** So that a scan knows the folders as they are now: what vanishes from one that it never saw is not noticed. */
async function lookAgain(world: World, { config }: OpenLibrary): Promise<void> {
  const { db, now, signal, problems } = world
  for (const name of config.mode === 'move' ? config.roots : []) {
    const root = world.config.roots[name]
    if (!root || signal.aborted) continue
    const result = await scanRoot(db, { name, ...root }, { ...hashesWanted(db), now, signal })
    const known = new Set(problems.map(({ message }) => message))
    problems.push(...result.problems.filter(({ message }) => !known.has(message)))
  }
}

const COUNTED = { move: 'moved', write: 'written', quarantine: 'quarantined' } as const

function interrupted(journal: Journal): Problem {
  const { hint = '' } = openProblem(journal, 'apply')
  const message = `Run ${journal.run} of the library "${journal.library}" (${plural(journal.steps.length, 'file')}) is not done: it was interrupted.`
  return problem('interrupted', message, { hint })
}

function tick({ listener }: World): (files: number, of: number) => void {
  return (files, total) => listener.tick({ files, total })
}

function outcomeOf(problems: readonly Problem[]): 'nothing' | 'partial' {
  return problems.length > 0 ? 'partial' : 'nothing'
}
