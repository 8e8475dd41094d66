/** One screen: what is owned, what is missing, what is wrong, and what to do next. */
import type { Db } from '../catalog/sqlite.ts'
import { isFailure, type Problem } from '../errors.ts'
import type { ResolvedConfig, ResolvedTarget } from '../config/resolved.ts'
import { rootSummary, type RootSummary } from '../inventory/roots.ts'
import { unlistedIn } from '../identify/unlisted.ts'
import type { TargetWork } from '../steps/devices/targets.ts'
import type { Waiting } from '../review/waiting.ts'
import { count, plural } from '../wording.ts'
import { storedCounts } from './stored.ts'
import { absentDetails, targetDetails, type TargetDetails } from './target-details.ts'

export interface Status {
  readonly roots: readonly RootStatus[]
  readonly platforms: readonly PlatformStatus[]
  readonly targets: readonly TargetStatus[]
  readonly problems: readonly Problem[]
  /** What only a person can decide: `curator review`. */
  readonly waiting: readonly Waiting[]
  /** What the user may do next, most useful first. */
  readonly next: readonly string[]
}

interface RootStatus extends RootSummary {
  /** Sound files that some DAT lists, or one of their members. */
  readonly listed: number
  /** Sound files that no DAT lists, nor any of their members, but whose name or a decision says what they are. */
  readonly named: number
  /** The others of them that nothing tells of. */
  readonly unmatched: number
  /** Of those with something wrong, what is neither locked nor unopened. */
  readonly damaged: number
}

interface PlatformStatus {
  readonly platform: string
  readonly policy: string
  readonly owned: number
  readonly missing: number
  /** Owned, but a better release is wanted. */
  readonly better: number
}

interface TargetStatus {
  readonly name: string
  readonly preset: string
  readonly path: string
  readonly files: number
  readonly bytes: number
  readonly missing: number
  /** Actions that a build would do. */
  readonly open: number
  readonly state: 'up to date' | 'to build' | 'blocked' | 'absent'
  /** For targets that were asked for by name. */
  readonly more?: TargetDetails
}

/** Throws `interrupted`, where details are asked for: files that changed are read for them. */
export async function statusOf(
  db: Db,
  works: readonly TargetWork[],
  config: ResolvedConfig,
  problems: readonly Problem[],
  asked: {
    readonly absent?: readonly string[]
    readonly details?: boolean
    readonly waiting?: readonly Waiting[]
    /** Milliseconds since the epoch. */
    readonly now?: number
  } = {},
): Promise<Status> {
  const { targets } = config
  const shown = [...works.map(({ name }) => name), ...(asked.absent ?? [])]
  const policies = new Set(shown.flatMap((name) => targets[name]?.policy ?? []))
  const roots = rootSummary(db)
    .filter(({ name }) => Object.hasOwn(config.roots, name))
    .map((root) => ({ ...root, ...unlisted(db, root) }))
  const platforms = storedCounts(db, policies)
  const list: TargetStatus[] = []
  for (const work of works) {
    const target = targets[work.name] ?? { preset: '', path: '' }
    const more = asked.details === true ? { more: await targetDetails(db, work, target, asked.now ?? 0) } : {}
    list.push({ ...targetStatus(work, target), ...more })
  }
  list.push(
    ...(asked.absent ?? []).flatMap((name) =>
      absentStatus(name, targets[name], problems).map((status) =>
        asked.details === true ? { ...status, more: absentDetails(db, name) } : status,
      ),
    ),
  )
  const { waiting = [] } = asked
  const next = nextSteps({ roots, platforms, targets: list, problems, waiting }, listsGames(db))
  return { roots, platforms, targets: list, problems, waiting, next }
}

function targetStatus(
  { name, tree, plan, seen }: TargetWork,
  { preset, path }: { preset: string; path: string },
): TargetStatus {
  const open = plan?.actions.length ?? 0
  const blocked = plan !== undefined && plan.basis === undefined
  const state = blocked ? 'blocked' : open > 0 ? 'to build' : 'up to date'
  const { files, missing } = tree
  // how small a zip gets is known when it was made
  const bytes = plan === undefined ? seen.bytes : tree.bytes
  return { name, preset, path, files, bytes, missing, open, state }
}

function absentStatus(
  name: string,
  target: ResolvedTarget | undefined,
  problems: readonly Problem[],
): TargetStatus[] {
  if (!target) return []
  const { preset, path } = target
  const isAway = problems.some((found) => found.code === 'target-absent' && found.path === path)
  const state = isAway ? 'absent' : 'blocked'
  return [{ name, preset, path, files: 0, bytes: 0, missing: 0, open: 0, state }]
}

type Unlisted = Pick<RootStatus, 'listed' | 'named' | 'unmatched' | 'unopened' | 'damaged'>

/** A packed disc that nothing tells of is counted with the archives that are not opened. */
function unlisted(db: Db, { name, sound, problems, locked, unopened }: RootSummary): Unlisted {
  const { files, named, packed } = unlistedIn(db, name)
  return {
    listed: sound - files,
    named,
    unmatched: files - named - packed,
    unopened: unopened + packed,
    damaged: problems - locked - unopened,
  }
}

function listsGames(db: Db): boolean {
  return db.prepare('select exists (select 1 from dat_game)').pluck().get() === 1
}

function nextSteps({ roots, targets, problems, waiting }: Omit<Status, 'next'>, hasGames: boolean): string[] {
  const steps: string[] = []
  if (problems.some(({ code }) => isFailure(code))) steps.push('Put right the errors above.')
  if (targets.some(({ state }) => state === 'to build')) steps.push('Run `curator build`.')
  if (roots.every(({ files }) => files === 0)) steps.push('Put ROMs into a root: all of them are empty.')
  if (!hasGames) steps.push('Add DATs: nothing can be identified without them.')
  if (waiting.length > 0) steps.push(waitingStep(waiting))
  const strangers = roots.reduce((sum, root) => sum + root.unmatched, 0)
  if (strangers > 0 && hasGames) {
    const areIn = plural(strangers, 'file is in', 'files are in')
    steps.push(`${areIn} no DAT: \`curator files --unmatched\` lists them.`)
  }
  return steps
}

/** `12 decisions wait (8 candidate, 4 company): curator review.` */
function waitingStep(waiting: readonly Waiting[]): string {
  const all = waiting.reduce((sum, { items }) => sum + items, 0)
  const kinds = waiting.map(({ kind, items }) => `${count(items)} ${kind.replaceAll('-', ' ')}`).join(', ')
  return `${plural(all, 'decision waits', 'decisions wait')} (${kinds}): \`curator review\`.`
}
