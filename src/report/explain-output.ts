/** Why a file is on a device: the release it is, where its bytes came from, and how that release was chosen. */
import type { Db } from '../catalog/sqlite.ts'
import type { ResolvedConfig, ResolvedTarget } from '../config/resolved.ts'
import { sourceFinder } from '../inventory/queries.ts'
import { joinTree } from '../targets/build-tree.ts'
import type { Part } from '../targets/part.ts'
import type { TreeFile } from '../targets/tree.ts'
import { explainCluster, type GameExplanation } from './explain.ts'
import { listedPlatforms, storedValue } from './stored.ts'

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
  /** Absent for a generated file. */
  readonly platform?: string
  readonly game?: GameExplanation
}

/** By the target's name and the path in it. Undefined when the last build's tree has no such file. */
export function explainOutput(
  db: Db,
  config: ResolvedConfig,
  target: string,
  path: string,
): OutputExplanation | undefined {
  const declared = config.targets[target]
  if (!declared) return undefined
  const parts = partsOf(db, target)
  const { tree } = joinTree(declared, parts, playlistsOf(db, config, declared), declared.path)
  const file = tree.files.find((f) => f.path === path)
  if (!file) return undefined
  const from = parts.find(({ files }) => files.some((f) => f.path === path && f.label === file.label))
  const facts = { target, path, ...factsOf(db, file) }
  if (!from) return facts
  const game = gameOf(db, config, declared.policy, from.platform, file.label)
  return { ...facts, platform: from.platform, ...(game ? { game } : {}) }
}

function partsOf(db: Db, target: string): readonly Part[] {
  return listedPlatforms(db).flatMap((platform) => storedValue(db, 'part', `${target}/${platform}`) ?? [])
}

function playlistsOf(db: Db, config: ResolvedConfig, target: ResolvedTarget) {
  return target.playlists.map((name) => {
    const { policy = target.policy, title = name } = config.playlists[name] ?? {}
    const list = storedValue(db, 'list', `${name}/${policy}`)
    return { name, title, picks: list?.games ?? [] }
  })
}

function factsOf(db: Db, { label, sha1, size, origin }: TreeFile) {
  if ('text' in origin) return { label, sha1, size, sources: [] }
  const sources = sourceFinder(db)(origin.content).map(({ file }) => file)
  return { label, sha1, size, sources, ...(origin.view ? { view: origin.view } : {}) }
}

function gameOf(
  db: Db,
  config: ResolvedConfig,
  policy: string,
  platform: string,
  release: string,
): GameExplanation | undefined {
  const clusters = storedValue(db, 'select', `${policy}/${platform}`) ?? []
  const cluster = clusters.find(({ ranked }) => ranked.some(({ name }) => name === release))
  return cluster && explainCluster(db, config, policy, platform, cluster)
}
