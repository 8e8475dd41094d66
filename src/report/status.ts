/** One screen: what is owned, what is missing, what is wrong, and what to do next. */
import type { Db } from '../catalog/sqlite.ts'
import type { Problem } from '../errors.ts'
import { CODES } from '../errors.ts'
import type { ResolvedConfig } from '../config/resolved.ts'
import { rootSummary, type RootSummary } from '../inventory/queries.ts'
import type { TargetWork } from '../steps/targets.ts'
import { listedPlatforms, storedCounts } from './stored.ts'

export interface Status {
  readonly roots: readonly (RootSummary & { readonly unmatched: number })[]
  readonly platforms: readonly PlatformStatus[]
  readonly targets: readonly TargetStatus[]
  readonly problems: readonly Problem[]
  /** What the user may do next, most useful first. */
  readonly next: readonly string[]
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
  readonly state: 'up to date' | 'to build' | 'blocked'
}

export function statusOf(
  db: Db,
  works: readonly TargetWork[],
  config: ResolvedConfig,
  problems: readonly Problem[],
): Status {
  const { targets } = config
  const policies = new Set(works.flatMap(({ name }) => targets[name]?.policy ?? []))
  const roots = rootSummary(db)
    .filter(({ name }) => Object.hasOwn(config.roots, name))
    .map((root) => ({ ...root, unmatched: unmatched(db, root.name) }))
  const listed = listedPlatforms(db)
  const platforms = [...policies]
    .flatMap((policy) =>
      listed.map((platform) => ({ policy, platform, ...storedCounts(db, policy, platform) })),
    )
    .filter(({ owned, missing }) => owned + missing > 0)
  const list = works.map((work) => targetStatus(work, targets[work.name] ?? { preset: '', path: '' }))
  return { roots, platforms, targets: list, problems, next: nextSteps(roots, platforms, list, problems) }
}

function targetStatus(
  { name, tree, plan }: TargetWork,
  { preset, path }: { preset: string; path: string },
): TargetStatus {
  const open = plan?.actions.length ?? 0
  const blocked = plan !== undefined && plan.basis === undefined
  const state = blocked ? 'blocked' : open > 0 ? 'to build' : 'up to date'
  return { name, preset, path, files: tree.files, bytes: tree.bytes, missing: tree.missing, open, state }
}

/** Sound files that no DAT lists: themselves, or any member. */
function unmatched(db: Db, root: string): number {
  const files = db
    .prepare<[string], number>(
      `select count(*) from file_instance f join library_root r on r.id = f.root_id
       where r.name = ? and f.status = 'present' and f.rom_file_id is not null and f.problem is null
         and not exists (select 1 from content_match m where m.rom_file_id = f.rom_file_id)
         and not exists (select 1 from archive_member a join content_match m on m.rom_file_id = a.rom_file_id
                         where a.archive_id = f.rom_file_id)`,
    )
    .pluck()
    .get(root)
  return files ?? 0
}

function nextSteps(
  roots: Status['roots'],
  platforms: readonly PlatformStatus[],
  targets: readonly TargetStatus[],
  problems: readonly Problem[],
): string[] {
  const steps: string[] = []
  if (problems.some(({ code }) => ['output', 'usage'].includes(CODES[code].kind)))
    steps.push('Put right the errors above.')
  if (targets.some(({ state }) => state === 'to build')) steps.push('Run `curator build`.')
  if (roots.every(({ files }) => files === 0)) steps.push('Put ROMs into a root: all of them are empty.')
  if (platforms.length === 0) steps.push('Add DATs: nothing can be identified without them.')
  const strangers = roots.reduce((sum, root) => sum + root.unmatched, 0)
  const areIn = strangers === 1 ? 'file is in' : 'files are in'
  if (strangers > 0 && platforms.length > 0)
    steps.push(`${strangers} ${areIn} no DAT: \`curator explain <file>\` tells what each is.`)
  return steps
}
