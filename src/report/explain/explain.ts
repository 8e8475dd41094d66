/**
 * Why this file, why not that one: reads what the last build stored and derives nothing anew. The road of an
 * output is walked backwards: path on the device ← pick ← selection ← DAT entry ← content ← file.
 */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import type { ResolvedConfig, ResolvedTarget } from '../../config/resolved.ts'
import { byCodeUnit } from '../../order.ts'
import { platformBySlug } from '../../platforms/lookup.ts'
import type { Pick } from '../../select/pick.ts'
import type { Cluster, Covered } from '../../select/selection.ts'
import { gameWishes } from '../../targets/game-wishes.ts'
import { explainReleases, inWords, type ReleaseExplanation } from './releases.ts'
import { unwrittenOn, type Unwritten } from '../unwritten.ts'
import {
  isPicked,
  listedPlatforms,
  storedOutputs,
  storedPicks,
  storedSelection,
  writtenBytes,
} from '../stored.ts'

export interface GameExplanation {
  readonly policy: string
  readonly platform: string
  readonly game: string
  /** Best first, then what the policy left out. */
  readonly releases: readonly ReleaseExplanation[]
  readonly outputs: readonly OutputPlace[]
  /** Targets whose own `games` leave it out, where any do. */
  readonly leftOutBy?: readonly string[]
  /** Targets of the policy that could not have it, and why, where there are any. */
  readonly unwritten?: readonly Unwritten[]
  /** Its ports to other platforms, where any is known: `psx: Chrono Trigger`. */
  readonly ports?: readonly string[]
  /** Set when other releases that are kept have all of this game. */
  readonly covered?: Cover
  /** With `keep: 'newest+oldest'`, the same of its oldest. */
  readonly oldestCovered?: Cover
}

export interface Cover {
  readonly by: readonly string[]
  readonly because: string
  /** What is owned in place of those of them that are not, and will do. */
  readonly instead?: readonly string[]
}

export interface OutputPlace {
  readonly target: string
  readonly path: string
  /** Absent where it is not known: `writtenBytes`. */
  readonly sha1?: string
}

/**
 * Clusters that hold a release whose name contains the words, or whose title, in any language that a clone list knows.
 * At most `limit` of them.
 */
export function explainGame(db: Db, config: ResolvedConfig, words: string, limit = 10): GameExplanation[] {
  const wanted = fold(words)
  const scored: { score: number; policy: string; platform: string; cluster: Cluster }[] = []
  for (const { policy, platform } of selections(db, config)) {
    for (const cluster of storedSelection(db, policy, platform)) {
      const score = likeness(cluster, wanted)
      if (score > 0) scored.push({ score, policy, platform, cluster })
    }
  }
  scored.sort(
    (a, b) =>
      b.score - a.score ||
      byCodeUnit(a.cluster.game, b.cluster.game) ||
      byCodeUnit(a.platform, b.platform) ||
      byCodeUnit(a.policy, b.policy),
  )
  const best = scored[0]?.score ?? 0
  return scored
    .filter(({ score }) => best < EXACT || score === best)
    .slice(0, limit)
    .map(({ policy, platform, cluster }) => explainCluster(db, config, policy, platform, cluster))
}

function selections(db: Db, { policies }: ResolvedConfig): { policy: string; platform: string }[] {
  const platforms = listedPlatforms(db)
  return Object.keys(policies).flatMap((policy) => platforms.map((platform) => ({ policy, platform })))
}

const EXACT = 2

/** 2 when a title or a release is just these words, 1 when one contains them. */
function likeness(cluster: Cluster, wanted: string): number {
  const names = [
    cluster.game,
    ...cluster.ranked.map((r) => r.name),
    ...cluster.excluded.map((r) => r.name),
    ...cluster.ranked.flatMap((r) => Object.values(r.localNames ?? {})),
  ].map(fold)
  if (names.includes(wanted)) return EXACT
  return wanted !== '' && names.some((name) => name.includes(wanted)) ? 1 : 0
}

export function explainCluster(
  db: Db,
  config: ResolvedConfig,
  policy: string,
  platform: string,
  cluster: Cluster,
): GameExplanation {
  const ranked = new Set(cluster.ranked.map(({ name }) => name))
  const all = picksOf(db, policy, platform)
  const own = all.filter(({ release }) => ranked.has(release))
  const kept = new Set(own.map(({ release }) => release))
  const releases = explainReleases(db, {
    policy: config.policies[policy] ?? {},
    platform,
    isBuilt: isPicked(db, policy, platform),
    cluster,
    picks: own,
  })
  const outputs = outputsOf(db, config, platform, kept).filter(
    ({ target }) => config.targets[target]?.policy === policy,
  )
  const leftOutBy = Object.entries(config.targets)
    .filter(([, target]) => target.policy === policy && own.some((pick) => isLeftOut(target, pick)))
    .map(([name]) => name)
  const unwritten = unwrittenOn(db, config, policy, platform, kept)
  const ports = portsOf(db, platform, cluster.ranked[0]?.name ?? cluster.excluded[0]?.name ?? '')
  const held = new Set(all.map(({ release }) => release))
  const covered = coverOf(cluster.covered, held)
  const oldestCovered = coverOf(cluster.oldestCovered, held)
  return {
    policy,
    platform,
    game: cluster.game,
    releases,
    outputs,
    ...(leftOutBy.length > 0 ? { leftOutBy } : {}),
    ...(unwritten.length > 0 ? { unwritten } : {}),
    ...(ports.length > 0 ? { ports } : {}),
    ...(covered ? { covered } : {}),
    ...(oldestCovered ? { oldestCovered } : {}),
  }
}

function coverOf(covered: Covered | undefined, held: ReadonlySet<string>): Cover | undefined {
  if (!covered) return undefined
  const { by, or = [], reason } = covered
  const instead = by.flatMap((name, i) =>
    held.has(name) ? [] : (or[i]?.find((other) => held.has(other)) ?? []),
  )
  return { by, because: inWords(reason), ...(instead.length > 0 ? { instead } : {}) }
}

function isLeftOut(target: ResolvedTarget, pick: Pick): boolean {
  return gameWishes(target).of(pick)?.exclude === true
}

function portsOf(db: Db, platform: string, release: string): readonly string[] {
  return prepareOnce(
    db,
    `select q.slug || ': ' || o.title from game_release r join platform p on p.id = r.platform_id
       join atomic_game_unit u on u.id = r.atomic_id join atomic_game_unit o on o.concept_id = u.concept_id
       join platform q on q.id = o.platform_id
     where p.slug = ? and r.name = ? and o.id <> u.id order by 1`,
  )
    .pluck()
    .all(platform, release) as string[]
}

/** Where releases of a platform are written, over all targets. */
export function outputsOf(
  db: Db,
  { targets }: ResolvedConfig,
  platform: string,
  releases: ReadonlySet<string>,
): OutputPlace[] {
  const places: OutputPlace[] = []
  const labelsOn = labelsOf(db, platform, releases)
  for (const [target, declared] of Object.entries(targets)) {
    const labels = labelsOn(declared)
    for (const { file } of storedOutputs(db, target, platform)) {
      // its pictures are called like it, and are none of its files
      if (!labels.has(file.label) || 'picture' in file.origin) continue
      const { sha1 } = writtenBytes(db, file)
      places.push({ target, path: file.path, ...(sha1 === undefined ? {} : { sha1 }) })
    }
  }
  return places.sort((a, b) => byCodeUnit(a.target, b.target) || byCodeUnit(a.path, b.path))
}

/**
 * What files of these releases are called on a target: a merged set is called like the parent, whichever of its clones the
 * target has.
 */
export function labelsOf(
  db: Db,
  platform: string,
  releases: ReadonlySet<string>,
): (target: ResolvedTarget) => ReadonlySet<string> {
  if (platformBySlug(platform)?.kind !== 'arcade') return () => releases
  return (target) => {
    if (target.device.arcade !== 'merged') return releases
    const written = picksOf(db, target.policy, platform).filter(
      (pick) => releases.has(pick.release) && !isLeftOut(target, pick),
    )
    const names = written.map(({ release }) => release)
    return new Set([...releases, ...parentsOf(db, platform, names)])
  }
}

function parentsOf(db: Db, platform: string, machines: readonly string[]): readonly string[] {
  return prepareOnce(
    db,
    `select distinct g.clone_of from json_each(?) n
     cross join game_release r on r.platform_id = (select id from platform where slug = ?) and r.name = n.value
     cross join release_block a on a.release_id = r.id cross join dat_game g on g.id = a.dat_game_id
     where g.clone_of is not null`,
  )
    .pluck()
    .all(JSON.stringify(machines), platform) as string[]
}

function picksOf(db: Db, policy: string, platform: string): readonly Pick[] {
  return storedPicks(db, policy, platform).filter((pick) => pick.files.length > 0)
}

export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
