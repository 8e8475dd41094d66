/**
 * Lists that a device writes as well. What should be there is made of what is there, when a plan is made: so what the
 * device wrote survives, and is no conflict.
 */
import type { Disk } from '../../disk/disk.ts'
import { relativePath } from '../formats/m3u.ts'
import { LONGEST_GAMELIST, mergeGamelist, readGamelist } from '../formats/gamelist.ts'
import { textFile, type TreeFile } from '../tree.ts'
import { claimsAt } from './manifest.ts'
import type { DeviceState } from './state.ts'

export interface Merged {
  readonly tree: readonly TreeFile[]
  /** In which what the device made of a list counts as ours. */
  readonly state: DeviceState
}

export function mergeLists(disk: Disk, state: DeviceState, tree: readonly TreeFile[]): Merged {
  if (!tree.some(({ merge }) => merge !== undefined)) return { tree, state }
  const claims = new Map(state.claims)
  const renames = renamesIn(state, tree)
  const merged = tree.map((file) => {
    const { merge, origin, path, label } = file
    if (merge === undefined || !('text' in origin)) return file
    const there = readText(disk, path)
    if (there === undefined) return file
    const renamed = new Map(
      [...renames].map(
        ([from, to]) => [`./${relativePath(merge, from)}`, `./${relativePath(merge, to)}`] as const,
      ),
    )
    const text = mergeGamelist(there, readGamelist(origin.text), renamed)
    if (text === undefined) return file
    const found = textFile(path, there, label)
    claims.set(path, [...new Set([...claimsAt(state, path), found.sha1])])
    return {
      ...textFile(path, text, label),
      merge,
      ...(text === origin.text ? {} : { isShared: true as const }),
    }
  })
  return { tree: merged, state: { ...state, claims } }
}

/** Outputs that are wanted under another path now, as far as that can be told. */
function renamesIn({ files }: DeviceState, tree: readonly TreeFile[]): ReadonlyMap<string, string> {
  const wanted = new Set(tree.map(({ path }) => path))
  const fresh = new Map(tree.flatMap(({ path, sha1 }) => (files.has(path) ? [] : [[sha1, path] as const])))
  const renames = new Map<string, string>()
  for (const [path, { sha1 }] of files) {
    const now = wanted.has(path) ? undefined : fresh.get(sha1)
    if (now !== undefined) renames.set(path, now)
  }
  return renames
}

/** Undefined when there is none, or it is no file of text. */
function readText(disk: Disk, path: string): string | undefined {
  const stat = disk.stat(path)
  if (stat?.kind !== 'file' || stat.size > LONGEST_GAMELIST) return undefined
  const bytes = Buffer.from(disk.read(path) ?? [])
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : undefined
}
