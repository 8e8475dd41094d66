/** Why a file is on a device: the release it is, where its bytes came from, and how that release was chosen. */
import type { Db } from '../catalog/sqlite.ts'
import { sourcesOf } from '../inventory/queries.ts'
import type { Cluster } from '../select/selection.ts'
import type { Part } from '../targets/part.ts'
import type { TreeFile } from '../targets/tree.ts'
import { explainCluster, type GameExplanation } from './explain.ts'
import { storedValue, storedValues } from './stored.ts'

export interface OutputExplanation {
  readonly target: string
  readonly path: string
  /** The release, or the playlist. */
  readonly label: string
  readonly sha1: string
  readonly size: number
  /** Files that hold the bytes: `archive.zip` for a member. Empty for a generated file. */
  readonly sources: readonly string[]
  /** How the bytes differ from the user's file: the header or byte order that was changed. */
  readonly view?: string
  readonly platform?: string
  readonly game?: GameExplanation
}

/** By the target's name and the path in it. Undefined when the last build's tree has no such file. */
export function explainOutput(db: Db, target: string, path: string): OutputExplanation | undefined {
  for (const { arg, value } of storedValues<Part>(db, 'part', (arg) => arg.startsWith(`${target}/`))) {
    const file = value.files.find((f) => f.path === path)
    if (!file) continue
    const platform = arg.slice(arg.lastIndexOf('/') + 1)
    const game = gameOf(db, target, platform, file.label)
    return { target, path, ...facts(db, file), platform, ...(game ? { game } : {}) }
  }
  return undefined
}

function facts(db: Db, { label, sha1, size, origin }: TreeFile) {
  if ('text' in origin) return { label, sha1, size, sources: [] }
  const sources = sourcesOf(db, origin.content).map(({ file }) => file)
  return { label, sha1, size, sources, ...(origin.view ? { view: origin.view } : {}) }
}

function gameOf(db: Db, target: string, platform: string, release: string): GameExplanation | undefined {
  const policy = storedValue<{ policy?: string } | null>(db, 'slice', `targets/${target}`)?.policy
  if (policy === undefined) return undefined
  const clusters = storedValue<readonly Cluster[]>(db, 'select', `${policy}/${platform}`) ?? []
  const cluster = clusters.find(({ ranked }) => ranked.some(({ name }) => name === release))
  return cluster && explainCluster(db, policy, platform, cluster)
}
