/** What Playmatch says of a hash in our form: ids of a game at others. */
import { ownValue } from '../../../own-value.ts'
import type { GameResult } from '../../game.ts'
import { idOf, member, objects, text } from '../../json.ts'
import { gameResult } from '../../result.ts'

export const NAME = 'playmatch'
const PROVIDERS: Readonly<Record<string, string>> = {
  igdb: 'igdb',
  steamgriddb: 'steamgriddb',
  screenscraper: 'screenscraper',
  mobygames: 'mobygames',
  launchbox: 'launchbox',
}
const SURE: ReadonlySet<string> = new Set(['Automatic', 'Manual'])

export function toGame(value: unknown, platform: string, when: number): GameResult | undefined {
  const id = idOf(member(value, 'id'))
  if (id === undefined) return undefined
  return gameResult(
    NAME,
    { id, title: undefined, platforms: [platform], ids: idsOf(value), fields: {} },
    when,
  )
}

function idsOf(value: unknown): Readonly<Record<string, string>> {
  const ids = objects(member(value, 'externalMetadata')).flatMap(
    ({ providerName, providerId, matchType }) => {
      const name = text(providerName)?.toLowerCase() ?? ''
      const provider = ownValue(PROVIDERS, name)
      const id = idOf(providerId)
      return SURE.has(text(matchType) ?? '') && provider !== undefined && id !== undefined
        ? [[provider, id] as const]
        : []
    },
  )
  return Object.fromEntries(ids)
}
