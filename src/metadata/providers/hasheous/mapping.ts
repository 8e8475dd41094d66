/** What Hasheous says of a hash in our form: which game it is at others. */
import { ownValue } from '../../../own-value.ts'
import type { GameResult } from '../../game.ts'
import { at, idOf, member, object, objects, text, texts, type Json } from '../../json.ts'
import { platformIdsAt } from '../../platform-ids.ts'
import type { HashSet } from '../../provider.ts'
import { gameResult } from '../../result.ts'

export const NAME = 'hasheous'

/** What it calls the others. */
const SOURCES: Readonly<Record<string, string>> = {
  IGDB: 'igdb',
  TheGamesDb: 'thegamesdb',
  RetroAchievements: 'retroachievements',
  SteamGridDb: 'steamgriddb',
  ScreenScraper: 'screenscraper',
  LaunchBox: 'launchbox',
}
export function toGame(value: unknown, platform: string, when: number): GameResult | undefined {
  const id = idOf(member(value, 'id'))
  const title = text(member(value, 'name'))
  if (id === undefined || title === undefined) return undefined
  return gameResult(
    NAME,
    {
      id,
      title,
      platforms: [platform],
      ids: idsOf(objects(member(value, 'metadata'))),
      fields: { publishers: texts([text(at(value, 'publisher', 'name'))]) },
      attribution: 'Hasheous.org',
    },
    when,
  )
}

/** The platform is told by its id at IGDB. One that is told no id of is taken as it is. */
export function fitsPlatform(value: unknown, platform: string): boolean {
  const ids = objects(at(value, 'platform', 'metadata')).filter(({ source }) => source === 'IGDB')
  const known = ids.map((one) => idOf(one['immutableId'])).filter((id) => id !== undefined)
  const wanted = platformIdsAt('igdb', platform)
  return known.length === 0 || wanted.length === 0 || known.some((id) => wanted.includes(id))
}

/** The game was found by one of the hashes; where it tells which files it knows, one of them must have it. */
export function hasHash(value: unknown, hashes: HashSet): boolean {
  const wanted = new Set(Object.values(hashes).map((hash) => hash?.toLowerCase()))
  const files = Object.values(object(member(value, 'signatures')))
    .flatMap(objects)
    .map((signature) => object(signature['rom']))
  const said = files.flatMap((rom) => texts([rom['crc'], rom['md5'], rom['sha1'], rom['sha256']]))
  return said.length === 0 || said.some((hash) => wanted.has(hash.toLowerCase()))
}

function idsOf(metadata: readonly Json[]): Readonly<Record<string, string>> {
  const ids = metadata.flatMap(({ source, status, immutableId }) => {
    const provider = typeof source === 'string' ? ownValue(SOURCES, source) : undefined
    const id = idOf(immutableId)
    return status === 'Mapped' && provider !== undefined && id !== undefined ? [[provider, id] as const] : []
  })
  return Object.fromEntries(ids)
}
