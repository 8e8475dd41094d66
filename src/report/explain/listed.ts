/** What a SHA-1 is that DATs list and no file holds: the games it is wanted for. */
import type { Db } from '../../catalog/sqlite.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { explainCluster, type GameExplanation } from './explain.ts'
import { storedSelection } from '../stored.ts'

export function explainListed(db: Db, config: ResolvedConfig, sha1: string): GameExplanation[] {
  const listed = db
    .prepare<[Buffer], { platform: string; release: string }>(
      `select distinct p.slug as platform, e.release_name as release from dat_entry e
       join platform p on p.id = e.platform_id where e.sha1 = ? order by 1, 2`,
    )
    .all(Buffer.from(sha1, 'hex'))
  const platforms = new Set(listed.map(({ platform }) => platform))
  return Object.keys(config.policies).flatMap((policy) =>
    [...platforms].flatMap((platform) => {
      const names = new Set(listed.filter((one) => one.platform === platform).map(({ release }) => release))
      return storedSelection(db, policy, platform)
        .filter(({ ranked, excluded }) => [...ranked, ...excluded].some(({ name }) => names.has(name)))
        .map((cluster) => explainCluster(db, config, policy, platform, cluster))
    }),
  )
}
