/** What is known of a game: read from the one shelf it stands on, however large the library is. */
import { releasesCalled } from '../catalog/games.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { ResolvedConfig } from '../config/resolved.ts'
import { sourceFinder } from '../inventory/source-finder.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import { labelsOf } from '../report/explain/explain.ts'
import { explainReleases, type ReleaseExplanation } from '../report/explain/releases.ts'
import { isPicked, pageOf, storedOutputs, storedShelves } from '../report/stored.ts'
import { unwrittenOn } from '../report/unwritten.ts'
import type { Pick } from '../select/pick.ts'
import type { Cluster } from '../select/selection.ts'
import { shelvesOf } from '../steps/choosing/shelves.ts'
import type { FileAnswer, GameAnswer, ReleaseAnswer } from './api.ts'
import type { Opened } from './desk.ts'

/** `title`: of a game, as search has it; or the name of a release. Under each policy that a target uses. */
export function gameAnswers({ project, db }: Opened, platform: string, title: string): readonly GameAnswer[] {
  const { config } = project
  const releases = releasesCalled(db, platform, title)
  const policies = [...new Set(Object.values(config.targets).map(({ policy }) => policy))]
  return policies.flatMap((policy) => {
    const shelves = storedShelves(db, policy, platform).length
    return shelvesOf(db, platform, releases, shelves).flatMap((shelf) => {
      const arg = `${policy}/${platform}`
      const clusters = pageOf(db, 'select', arg, shelf) ?? []
      const picks = pageOf(db, 'pick', `${arg}/${shelf}`, 'picks') ?? []
      return clusters
        .filter(({ ranked, excluded }) =>
          [...ranked, ...excluded].some(({ name }) => releases.includes(name)),
        )
        .map((cluster) => answerOf(db, config, { policy, platform, shelf }, cluster, picks))
    })
  })
}

interface Place {
  readonly policy: string
  readonly platform: string
  readonly shelf: string
}

function answerOf(
  db: Db,
  config: ResolvedConfig,
  { policy, platform, shelf }: Place,
  cluster: Cluster,
  picks: readonly Pick[],
): GameAnswer {
  const names = new Set(cluster.ranked.map(({ name }) => name))
  const held = picks.filter(({ release, files }) => names.has(release) && files.length > 0)
  const isBetterWanted = held.some(({ wanted }) => wanted !== undefined)
  const kept = new Set(held.map(({ release }) => release))
  const labelsOn = labelsOf(db, platform, kept)
  const outputs = Object.entries(config.targets).flatMap(([target, declared]) => {
    if (declared.policy !== policy) return []
    const labels = labelsOn(declared)
    return storedOutputs(db, target, platform, shelf)
      .filter(({ file }) => labels.has(file.label))
      .map(({ file }) => ({ target, file }))
  })
  const isPicture = ({ file: { origin } }: (typeof outputs)[number]) => 'picture' in origin
  return {
    policy,
    platform,
    platformName: platformBySlug(platform)?.name ?? platform,
    game: cluster.label ?? cluster.game,
    state: held.length === 0 ? 'missing' : isBetterWanted ? 'better' : 'owned',
    releases: explainReleases(db, {
      policy: config.policies[policy] ?? {},
      platform,
      isBuilt: isPicked(db, policy, platform),
      cluster,
      picks: held,
    }).map(answerTo),
    files: filesOf(db, held),
    outputs: outputs
      .filter((output) => !isPicture(output))
      .map(({ target, file }) => ({ target, path: file.path })),
    unwritten: unwrittenOn(db, config, policy, platform, kept),
    pictures: [
      ...new Set(outputs.flatMap(({ file: { origin } }) => ('picture' in origin ? [origin.picture] : []))),
    ],
  }
}

/** As `curator explain` has it, in a line. */
function answerTo({ release, verdict, because = '', coveredBy }: ReleaseExplanation): ReleaseAnswer {
  return { release, verdict, because: coveredBy ? `by ${coveredBy.join(', ')}` : because }
}

function filesOf(db: Db, held: readonly Pick[]): FileAnswer[] {
  const find = sourceFinder(db)
  return held.flatMap(({ files }) =>
    files.map(({ name, content: { sha1, size } }) => ({
      name,
      bytes: size,
      sha1,
      sources: [...new Set(find(sha1).map(({ file }) => file))],
    })),
  )
}
