/**
 * Folders that are empty, and nobody knows whether they ever held anything: so is a mount point without its disk to a catalog
 * that is new, or knew another folder under that name; and so are DATs that nobody understands. What is on a device may
 * have come from there.
 */
import { recall, remember } from '../../catalog/meta.ts'
import type { Problem } from '../../errors.ts'
import type { World } from '../world.ts'
import { builtFrom } from './built-from.ts'
import { missesLaunchers } from './mra.ts'
import type { TargetWork } from './targets.ts'

export interface Doubt {
  /** What is to be said of it. */
  readonly why: string
  readonly hint?: string
}

/** What a target's files may lack. Undefined when nothing does, or when the target was built without it before. */
export function maybeMissing(world: World, target: string): Doubt | undefined {
  if (missesLaunchers(world, target)) return { why: 'its .mra files cannot be read' }
  if (world.force) return undefined
  const before = recall(world.db, keyOf(target))?.split('\n')
  // a new catalog does not know which DATs were in use
  const isNew = before === undefined && builtFrom(world.db, target) === undefined
  if (isNew && world.problems.some(({ code }) => code === 'dat-unknown-platform')) return UNKNOWN_DAT
  const empty = emptyRoots(world).filter(({ mark }) => !before?.includes(mark))
  if (empty.length === 0) return undefined
  const why = empty.map(({ words }) => `${words} is empty`).join(' and ')
  return { why, hint: 'Is a disk not plugged in? If it is to be empty, run `curator build --force`.' }
}

const UNKNOWN_DAT: Doubt = {
  why: 'nobody knows what came from a DAT whose platform is unknown',
  hint: 'Say which platform it is, or take it away; or run `curator build --force`.',
}

/**
 * Remembers what was empty when a target was built. It need not be right as a whole, but what was not wanted any more had
 * to go, and it has to hold something: without any root there is nothing to miss.
 */
export function noteEmptyRoots(
  world: World,
  { name, tree, plan }: Pick<TargetWork, 'name' | 'tree' | 'plan'>,
  problems: readonly Problem[],
): void {
  if ((tree.files === 0 && !world.force) || (plan && plan.basis === undefined)) return
  const isHeldBack = ({ code }: Problem) => code === 'deletes-withheld' || code.startsWith('root-')
  if (world.problems.some(isHeldBack) || problems.some(isHeldBack)) return
  const text = emptyRoots(world)
    .map(({ mark }) => mark)
    .join('\n')
  remember(world.db, keyOf(name), text)
}

function emptyRoots({ config, scans }: World): readonly { readonly mark: string; readonly words: string }[] {
  return Object.entries(config.roots).flatMap(([name, { path }]) => {
    if (scans.get(name)?.files !== 0) return []
    return [
      {
        mark: `${name} ${path}`,
        words: name === config.bios ? 'the folder of firmware' : `the root "${name}"`,
      },
    ]
  })
}

function keyOf(target: string): string {
  return `empty-roots-of-target:${target}`
}
