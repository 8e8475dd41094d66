/** Decisions about ports that contradict each other by way of games, which are known only when releases are grouped. */
import { dirname, join } from 'node:path'
import { prepareOnce } from '../../catalog/sqlite.ts'
import { CURATION_FILE } from '../../decisions/decisions.ts'
import type { Problem } from '../../errors.ts'
import type { Steps } from '../steps.ts'
import { missesDats, type World } from '../world.ts'

/** Told with every build and every lock; not while a DAT cannot be read. */
export async function tornPortProblems(
  { engine, selection, deciding }: Steps,
  world: World,
): Promise<readonly Problem[]> {
  const { ports, notPorts } = await engine.get(deciding.decisions, '')
  if (ports.length === 0 || notPorts.length === 0 || missesDats(world)) return []
  const named = new Set([...ports, ...notPorts].flatMap((port) => Object.keys(port)))
  for (const platform of await engine.get(selection.platforms, ''))
    if (named.has(platform)) await engine.get(selection.releases, platform)
  const { tornPorts } = await import('../../decisions/torn-ports.ts')
  const find = prepareOnce(
    world.db,
    `select atomic_id from game_release
     where platform_id = (select id from platform where slug = ?) and name = ?`,
  ).pluck()
  const gameOf = (platform: string, release: string): number | undefined => {
    const game: unknown = find.get(platform, release)
    return typeof game === 'number' ? game : undefined
  }
  return tornPorts({ ports, notPorts }, gameOf, join(dirname(world.config.file), CURATION_FILE))
}
