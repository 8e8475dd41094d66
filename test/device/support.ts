/** Small trees of text, and whole builds of a disk in memory. */
import type { Disk } from '../../src/disk/disk.ts'
import { byCodeUnit } from '../../src/order.ts'
import { applyPlan, type ApplyOptions, type ApplyResult } from '../../src/targets/device/apply/apply.ts'
import { isFresh, observe, type Observation } from '../../src/targets/device/look/observe.ts'
import {
  isSettled,
  planChanges,
  planDevice,
  type DevicePlan,
  type PlanOptions,
} from '../../src/targets/device/plan/plan.ts'
import type { Resolve } from '../../src/targets/device/apply/run.ts'
import { fold } from '../../src/disk/spelling.ts'
import type { Action } from '../../src/targets/plan-types.ts'
import type { Section, Tree, TreeFile } from '../../src/targets/tree.ts'
import { sha1 } from '../support/sha1.ts'

export type Texts = Readonly<Record<string, string>>

export function treeOf(texts: Texts): Tree {
  const files = Object.entries(texts).map(([path, text]) => ({
    path,
    size: Buffer.byteLength(text),
    sha1: sha1(text),
    origin: { text },
    label: path,
  }))
  return { files: files.sort((a, b) => byCodeUnit(a.path, b.path)) }
}

/** The tree in sections: names that differ in case alone come to stand in different ones. */
export function sectionsOf(texts: Texts): Section[] {
  const groups = new Map<string, TreeFile[]>()
  for (const file of treeOf(texts).files) {
    const id = `s${file.path.charCodeAt(0) % 3}`
    groups.set(id, [...(groups.get(id) ?? []), file])
  }
  return [...groups].map(([id, files]) => ({ id, hash: sha1(JSON.stringify(files)), files }))
}

/** As a build plans: what is settled is left out, unless it has a part in it. */
export function planSections(
  disk: Disk,
  seen: Observation,
  sections: readonly Section[],
  options: PlanOptions,
): DevicePlan {
  const settled = sections.filter((section) => isSettled(seen, section))
  const others = sections.map(({ id, hash, files = [] }) =>
    settled.some((section) => section.id === id) ? { id, hash } : { id, hash, files },
  )
  const places = new Set(settled.flatMap(({ files = [] }) => files.map(({ path }) => fold(path))))
  const changes = planChanges(disk, seen, others, (path) => places.has(fold(path)), options)
  return changes ?? planDevice(disk, seen, sections, options)
}

export const resolveText: Resolve = ({ origin }) => ('text' in origin ? origin : { text: '' })

export function planOf(disk: Disk, texts: Texts, options: Partial<PlanOptions> = {}): DevicePlan {
  return planSections(disk, observe(disk), sectionsOf(texts), { target: 'card', ...options })
}

export interface Built extends ApplyResult {
  readonly plan: DevicePlan | undefined
}

/** What `curator build` does to one target. */
export async function build(
  disk: Disk,
  texts: Texts,
  options: Partial<PlanOptions & ApplyOptions> = {},
  seen = observe(disk),
): Promise<Built> {
  const tree = hashOf(texts)
  if (isFresh(seen, tree)) {
    const nothing = { put: 0, moved: 0, deleted: 0, conflicts: 0, bytes: 0, problems: [], aside: [] }
    return { ...nothing, kept: seen.files, generation: seen.generation, outcome: 'nothing', plan: undefined }
  }
  const plan = planSections(disk, seen, sectionsOf(texts), { target: 'card', ...options })
  return { ...(await applyPlan(disk, plan, resolveText, { tree, ...options })), plan }
}

export function hashOf(texts: Texts): string {
  return sha1(JSON.stringify(treeOf(texts)))
}

/** `put a.nes (new)`, `move b.nes > a.nes`, … */
export function sayActions(actions: readonly Action[]): string[] {
  return actions.map((action) =>
    action.op === 'move' || action.op === 'save'
      ? `${action.op} ${action.from} > ${action.path} (${action.reason})`
      : `${action.op} ${action.path} (${action.reason})`,
  )
}

/** The files of a disk without the protocol's own. */
export function visible(files: Texts): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('.curator/')))
}
