/**
 * What devices would hold if a DAT, or a source of metadata, said something else. It is tried on copies of the catalog,
 * which are thrown away: neither the catalog nor any device learns of it, and only what rests on that runs.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { connect, type Db } from '../../catalog/sqlite.ts'
import type { ResolvedConfig, ResolvedDat } from '../../config/resolved.ts'
import { readerOf } from '../../engine/engine.ts'
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import type { TreeFile } from '../../targets/tree.ts'
import { isMade, type TreeSection } from './sections.ts'
import { createSteps, type Steps } from '../steps.ts'
import type { World } from '../world.ts'

/** Of one target, what a build would do after the change and not before it. Paths are sorted. */
export interface DeviceChanges {
  readonly target: string
  readonly written: readonly string[]
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  readonly deleted: readonly string[]
}

/** The config's name of a DAT, and the files it stands for before and after the change. All paths are absolute. */
export interface DatChange {
  readonly dat: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

const SCRATCH = 'would-be-'

/** For every target, in the order of the config. The roots are looked at first, as a build would. */
export function deviceChanges(
  world: World,
  { dat, before, after }: DatChange,
): Promise<readonly DeviceChanges[]> {
  return changesBetween(
    world,
    { config: withFiles(world, dat, before) },
    { config: withFiles(world, dat, after) },
  )
}

/**
 * The same of an undo. `undone`: SHA-1s of all files that are not to be used then.
 * @param drop takes out of the copy what lies in the catalog alone
 */
export function undoChanges(
  world: World,
  undone: ReadonlySet<string>,
  drop?: (copy: Db) => void,
): Promise<readonly DeviceChanges[]> {
  return changesBetween(world, {}, { undone }, drop)
}

/** What is different about the world while something is tried. */
type Trial = Partial<Pick<World, 'config' | 'undone'>>

async function changesBetween(
  world: World,
  then: Trial,
  now: Trial,
  change: (copy: Db) => void = () => undefined,
): Promise<readonly DeviceChanges[]> {
  clearLeft(world.config.state)
  const scratch = mkdtempSync(join(world.config.state, SCRATCH))
  const ownTemporaries = process.env['SQLITE_TMPDIR']
  const open: Db[] = []
  try {
    const before = copyOf(world.db, join(scratch, 'before.db'))
    open.push(before)
    const old = await treesWith({ ...world, ...then, db: before }, scratch)
    const after = copyOf(before, join(scratch, 'after.db'))
    open.push(after)
    change(after)
    const fresh = await treesWith({ ...world, ...now, db: after }, scratch)
    const changes: DeviceChanges[] = []
    for (const target of Object.keys(world.config.targets))
      changes.push(compare(target, await old(target, fresh), await fresh(target, old)))
    return changes
  } finally {
    for (const db of open) db.close()
    if (ownTemporaries !== undefined) process.env['SQLITE_TMPDIR'] = ownTemporaries
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** What a killed process left. Nobody else works here while the catalog is open. */
function clearLeft(state: string): void {
  for (const name of readdirSync(state))
    if (name.startsWith(SCRATCH)) rmSync(join(state, name), { recursive: true, force: true })
}

/** By the database itself: a file that is opened twice in one process loses its lock. */
function copyOf(db: Db, file: string): Db {
  db.prepare('vacuum into ?').run(file)
  return connect(file)
}

function withFiles({ config }: World, dat: string, files: readonly string[]): ResolvedConfig {
  const literal = files.map((file) => ({ base: dirname(file), glob: basename(file), shown: file }))
  const declared: ResolvedDat = { ...config.dats[dat], files: literal }
  return { ...config, dats: { ...config.dats, [dat]: declared } }
}

/** Files of a target in the sections that another trial has otherwise, or has not. */
interface Trees {
  (target: string, other: Trees): Promise<readonly TreeFile[]>
  readonly sections: ReadonlyMap<string, readonly TreeSection[]>
}

async function treesWith(world: World, scratch: string): Promise<Trees> {
  const { config } = world
  const steps = createSteps({
    ...world,
    config: { ...config, state: scratch },
    problems: [],
    scans: new Map(),
  })
  const reader = readerOf(steps.engine)
  const sections = new Map<string, readonly TreeSection[]>()
  for (const target of Object.keys(config.targets)) sections.set(target, await sectionsOf(steps, target))
  const read = async (target: string, other: Trees): Promise<readonly TreeFile[]> => {
    const same = new Set(other.sections.get(target)?.map(({ id, hash }) => `${id} ${hash}`))
    const found: TreeFile[] = []
    for (const section of sections.get(target) ?? [])
      if (!same.has(`${section.id} ${section.hash}`))
        found.push(...(await steps.outputs.files(reader, section)).filter(isMade))
    return found
  }
  return Object.assign(read, { sections })
}

async function sectionsOf({ engine, outputs }: Steps, target: string): Promise<readonly TreeSection[]> {
  await engine.get(outputs.tree, target)
  return (await engine.page(outputs.tree, target, 'sections')) ?? []
}

function compare(target: string, before: readonly TreeFile[], after: readonly TreeFile[]): DeviceChanges {
  const then = new Map(before.map((file) => [file.path, file.sha1]))
  const now = new Map(after.map((file) => [file.path, file.sha1]))
  const gone = new Map<string, string[]>()
  for (const [path, sha1] of [...then].sort(byPath)) if (!now.has(path)) addTo(gone, sha1, path)
  const written: string[] = []
  const renamed: { from: string; to: string }[] = []
  for (const [path, sha1] of [...now].sort(byPath)) {
    if (then.get(path) === sha1) continue
    const from = then.has(path) ? undefined : gone.get(sha1)?.shift()
    if (from === undefined) written.push(path)
    else renamed.push({ from, to: path })
  }
  return { target, written, renamed, deleted: [...gone.values()].flat().sort(byCodeUnit) }
}

function byPath([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return byCodeUnit(a, b)
}
