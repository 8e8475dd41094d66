/** Why a file is on a device: the release it is, where its bytes came from, and how that release was chosen. */
import { pictureTable } from '../../catalog/pictures.ts'
import { developedPictures } from '../../catalog/recipes.ts'
import type { Db } from '../../catalog/sqlite.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { sourceFinder } from '../../inventory/source-finder.ts'
import type { TreeFile } from '../../targets/tree.ts'
import { explainCluster, type GameExplanation } from './explain.ts'
import { storedOutputs, storedSelection, writtenBytes } from '../stored.ts'

export interface OutputExplanation {
  readonly target: string
  readonly path: string
  /** The release, or the playlist. */
  readonly label: string
  /** Absent where they are not known: `writtenBytes`. */
  readonly sha1?: string
  readonly size?: number
  /** Files that hold the bytes: `archive.zip` for a member. Empty for a generated file. */
  readonly sources: readonly string[]
  /** How the bytes differ from the user's file: the header or byte order that was changed. */
  readonly view?: string
  /** What is in it, where it is a zip that curator makes; `sources` are then those of all of them. */
  readonly members?: readonly MemberExplanation[]
  /** Absent for a generated file. */
  readonly platform?: string
  readonly game?: GameExplanation
}

interface MemberExplanation {
  /** Path in the zip. */
  readonly name: string
  readonly size: number
  readonly sources: readonly string[]
  readonly view?: string
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
  const output = storedOutputs(db, target).find(({ file }) => file.path === path)
  if (!output) return undefined
  const { file, platform } = output
  const facts = { target, path, ...factsOf(db, file) }
  if (platform === undefined) return facts
  const game = gameOf(db, config, declared.policy, platform, file.label)
  return { ...facts, platform, ...(game ? { game } : {}) }
}

function factsOf(db: Db, file: TreeFile) {
  const { label, sha1, size, origin } = file
  if ('text' in origin || 'bytes' in origin || 'joined' in origin) return { label, sha1, size, sources: [] }
  const find = sourceFinder(db)
  if ('zip' in origin) {
    const members = origin.zip.map(({ name, size: bytes, content, view }): MemberExplanation => {
      const files = find(content).map((source) => source.file)
      return { name, size: bytes, sources: files, ...(view ? { view } : {}) }
    })
    const sources = [...new Set(members.flatMap((member) => member.sources))]
    return { label, ...writtenBytes(db, file), sources, members }
  }
  if ('picture' in origin) {
    const sources = pictureTable(db)
      .pathsOf(origin.picture)
      .map((picture) => picture.path)
    return { label, sha1, size, ...developedPictures(db).find(sha1), sources }
  }
  const sources = find(origin.content).map((source) => source.file)
  return { label, sha1, size, sources, ...(origin.view ? { view: origin.view } : {}) }
}

function gameOf(
  db: Db,
  config: ResolvedConfig,
  policy: string,
  platform: string,
  release: string,
): GameExplanation | undefined {
  const clusters = storedSelection(db, policy, platform)
  const cluster = clusters.find(({ ranked }) => ranked.some(({ name }) => name === release))
  return cluster && explainCluster(db, config, policy, platform, cluster)
}
