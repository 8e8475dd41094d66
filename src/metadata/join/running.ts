/** How well the games of a platform run on devices, as packs say that have not expired. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { plainTitle } from '../../identify/titles/title-key.ts'
import { RUN_TIERS, type RunTier } from '../facts.ts'
import type { Targets } from './targets.ts'

type Row = readonly [game: string | null, device: string, tier: RunTier]

/** By name of the release; undefined when no pack speaks of the platform. */
export function runningOn(
  db: Db,
  platform: string,
  targets: Targets,
  now: number,
): ((release: string) => Readonly<Record<string, RunTier>> | undefined) | undefined {
  const rows = prepareOnce(
    db,
    `select game, device, tier from game_performance_cache
     where platform_id = (select id from platform where slug = ?) and exclude_from_auto = 0
       and (expires_at is null or expires_at > ?)
     order by game is not null, game, device`,
  )
    .raw()
    .all(platform, now) as Row[]
  if (rows.length === 0) return undefined
  const everywhere = tiersOf(rows.filter(([game]) => game === null))
  const byGame = new Map<string, Row[]>()
  for (const row of rows) {
    if (row[0] === null) continue
    const list = byGame.get(row[0]) ?? []
    list.push(row)
    byGame.set(row[0], list)
  }
  const byTitle = new Map([...byGame].map(([game, list]) => [plainTitle(game), list]))
  const titles = targets.titles()
  return (release) => {
    const id = targets.byName.get(release)?.id ?? 0
    const own =
      byGame.get(release) ??
      titles.get(id)?.titles.flatMap((title) => byTitle.get(plainTitle(title)) ?? []) ??
      []
    const tiers = { ...everywhere, ...tiersOf(own) }
    return Object.keys(tiers).length > 0 ? tiers : undefined
  }
}

/** Of several emulators the one that does best. */
function tiersOf(rows: readonly Row[]): Record<string, RunTier> {
  const tiers = new Map<string, RunTier>()
  for (const [, device, tier] of rows) {
    const before = tiers.get(device)
    if (before === undefined || RUN_TIERS.indexOf(tier) > RUN_TIERS.indexOf(before)) tiers.set(device, tier)
  }
  return Object.fromEntries(tiers)
}
