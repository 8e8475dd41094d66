/**
 * A game that keeps its name for its saves makes another tree, in which others may have to keep theirs: so a device is compared
 * again until none has to.
 */
import { readerOf } from '../../engine/engine.ts'
import { splitKey } from '../../engine/rule.ts'
import type { Disk } from '../../disk/disk.ts'
import type { DevicePlan } from '../../targets/device/plan/plan.ts'
import { foundByOthers } from '../../targets/device/renames/newcomers.ts'
import { oustedFrom } from '../../targets/device/renames/ousted.ts'
import { gameIn } from '../../targets/device/renames/packed.ts'
import { stillKept, withSaves } from '../../targets/device/renames/renames.ts'
import { keyOfName, namesInVain, staysThere, type KeptName } from '../../targets/names/kept-name.ts'
import type { Device, SaveWish } from '../../targets/preset.ts'
import type { TreeFile } from '../../targets/tree.ts'
import { asTarget } from '../choosing/selection.ts'
import type { Steps } from '../steps.ts'
import type { World } from '../world.ts'
import { DEFAULT_SAVE_WISH, dropNames, keepNames, keptNames, reviseNames } from './kept-names.ts'

/** `compare`: with the tree as the names make it that are kept by then. */
export async function keepingNames<T extends { readonly plan?: DevicePlan }>(
  world: World,
  steps: Steps,
  disk: Disk,
  name: string,
  compare: () => Promise<T>,
): Promise<T> {
  const { saves: wish = DEFAULT_SAVE_WISH, device } = asTarget(world.config.targets[name])
  if (reviseNames(world.db, name, wish, (names) => stillKept(disk, device, wish, names)))
    forgetOutputs(steps, name)
  const names = keptNames(world.db, name, wish)
  // each round keeps a name that none before it kept, or gives up one that none before it gave up: so there is a last
  const tried = new Set<string>()
  const lost = new Set<string>()
  for (let isFirst = true; ; isFirst = false) {
    const found = await compare()
    if (!found.plan) return found
    const waiting = isFirst && found.plan.actions.length > 0 ? waitingNames(world, name, wish) : []
    if (waiting.length > 0) {
      dropNames(world.db, name, waiting)
      forgetOutputs(steps, name)
      continue
    }
    const { kept: named, plan } = withSaves(disk, found.plan, device, wish, { names, lost })
    const refused = await refusedFiles(steps, name)
    const kept = [...named, ...oustedFrom(disk, found.plan, device, refused)].filter(
      (one) => !lost.has(one.kept),
    )
    const vain =
      kept.length > 0 ? [] : vainNames(disk, found.plan, device, keptNames(world.db, name, wish), refused)
    if (kept.length + vain.length === 0) return { ...found, plan }
    const untried = kept.filter((one) => !tried.has(keyOfName(one)))
    for (const one of untried) tried.add(keyOfName(one))
    // names that were to be kept, and are not, cannot be
    if (untried.length === 0 || !keepNames(world.db, name, wish, kept)) {
      const givenUp = [...vain, ...kept]
      dropNames(world.db, name, givenUp)
      for (const one of givenUp) lost.add(one.kept)
    }
    forgetOutputs(steps, name)
  }
}

/** Names that games keep, and cannot: the device has no place for them, or others come who would find what hangs on them. */
function vainNames(
  disk: Disk,
  plan: DevicePlan,
  device: Device,
  names: readonly KeptName[],
  refused: readonly TreeFile[],
): readonly KeptName[] {
  const found = foundByOthers(disk, plan, device, names)
  const isRefused = ({ kept: path, sha1 }: KeptName): boolean =>
    refused.some((file) => file.path === path && gameIn(file) === sha1)
  return namesInVain(names, (one) => found.includes(one) || isRefused(one))
}

/** Names that games keep until others make room for their saves: whenever anything changes, these are found anew. */
function waitingNames({ db }: World, target: string, wish: SaveWish): readonly KeptName[] {
  return wish === 'rename' ? keptNames(db, target, wish).filter((one) => !staysThere(one)) : []
}

/** Files for which a target's tree has no place, because others have it. */
async function refusedFiles({ engine, outputs }: Steps, target: string): Promise<readonly TreeFile[]> {
  const sections = (await engine.page(outputs.tree, target, 'refusing')) ?? []
  const files = await Promise.all(
    sections.map(async (section) => {
      const all = await outputs.files(readerOf(engine), { ...section, refused: [] })
      return section.refused.flatMap(([index, instead]) => (instead === null ? (all[index] ?? []) : []))
    }),
  )
  return files.flat()
}

/** What was made of the names that games keep. */
function forgetOutputs({ engine, outputs }: Steps, target: string): void {
  const kinds = new Set(outputs.all.map(({ kind }) => kind))
  engine.forget((key) => {
    const { kind, arg } = splitKey(key)
    return kinds.has(kind) && (arg === target || arg.startsWith(`${target}/`))
  })
}
