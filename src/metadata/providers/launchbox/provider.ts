/**
 * LaunchBox Games Database, from the files it offers for download: no network here. What it says belongs to LaunchBox:
 * the user fetches it, and nothing of it is handed on with curator. https://gamesdb.launchbox-app.com/Metadata.zip
 */
import { CuratorError, reason } from '../../../errors.ts'
import { amount } from '../../../wording.ts'
import { hit, miss, unavailable, type Answer, type Unavailable } from '../../answer.ts'
import type { SearchResult } from '../../game.ts'
import { listed, pick } from '../../identify.ts'
import type { KeySpec, MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { asSearchResult } from '../../result.ts'
import { capabilities } from '../../support.ts'
import { launchBoxIndex, type LaunchBoxIndex } from './index-file.ts'
import { toGame } from './mapping.ts'
import { launchBoxNameOf } from './platforms.ts'
import { launchBoxSource, type LaunchBoxSource } from './source.ts'

const PLACE: KeySpec = {
  variable: 'CURATOR_LAUNCHBOX',
  required: true,
  open: true,
  about: 'Metadata.zip from https://gamesdb.launchbox-app.com, or the folder it was unpacked to',
}
const NAME = 'launchbox'

export const LAUNCHBOX: ProviderDefinition = {
  name: NAME,
  title: 'LaunchBox',
  version: 1,
  capabilities: capabilities({
    search: true,
    byId: true,
    local: true,
    artwork: [
      'box',
      'back',
      'box-3d',
      'snap',
      'title',
      'logo',
      'banner',
      'icon',
      'background',
      'cartridge',
      'marquee',
    ],
  }),
  keys: [PLACE],
  pace: { windows: [], parallel: 4 },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const place = kit.key(PLACE.variable) ?? ''
  const at = kit.now()
  let index: Promise<Answer<LaunchBoxIndex>> | undefined
  let isClosed = false

  async function opened(): Promise<Answer<LaunchBoxIndex>> {
    if (isClosed) return unavailable('closed', 'the connection is closed')
    const answer = await (index ??= openIndex())
    if (answer.kind !== 'hit') index = undefined
    return answer
  }

  async function openIndex(): Promise<Answer<LaunchBoxIndex>> {
    const source = sourceAt(place)
    if (source.kind !== 'hit') return source
    try {
      return hit(await launchBoxIndex(source.value, kit.stateFolder))
    } catch (error) {
      return unreadable(place, error)
    }
  }

  const results = (known: LaunchBoxIndex, ids: readonly string[]): readonly SearchResult[] =>
    [...new Set(ids)].flatMap((id) => known.game(id) ?? []).map((game) => asSearchResult(toGame(game, at)))

  const provider: MetadataProvider = {
    name: NAME,
    capabilities: LAUNCHBOX.capabilities,
    covers: (platform) => launchBoxNameOf(platform) !== undefined,
    async search({ title, platform, limit }) {
      if (platform === undefined) return miss()
      const known = await opened()
      if (known.kind !== 'hit') return known
      const name = launchBoxNameOf(platform) ?? ''
      const ids = [...known.value.named(name, title), ...known.value.near(name, title)]
      return listed(results(known.value, ids), limit)
    },
    async identify(query) {
      const known = await opened()
      if (known.kind !== 'hit') return known
      const { platform, fileName } = query
      const name = launchBoxNameOf(platform) ?? ''
      const stem = fileName?.replace(/\.[^.]{1,5}$/, '')
      // its own list of file names knows better than we what a name means
      const said = stem === undefined ? undefined : known.value.titleOfFile(name, stem)
      const wanted = said === undefined ? query : { ...query, title: said }
      const named = results(known.value, known.value.named(name, wanted.title))
      const fetch = ({ id }: SearchResult) => provider.getById(id)
      const answer = await pick(wanted, named, fetch)
      // what only looks alike is for people, and is looked for when nothing else is left
      return answer.kind === 'hit'
        ? answer
        : pick(wanted, [...named, ...results(known.value, known.value.near(name, wanted.title))], fetch)
    },
    async getById(id) {
      const known = await opened()
      if (known.kind !== 'hit') return known
      const game = known.value.game(id)
      return game ? hit(toGame(game, at)) : miss()
    },
    async heartbeat() {
      if (isClosed) return unavailable('closed', 'the connection is closed')
      const source = sourceAt(place)
      return source.kind === 'hit' ? hit({ says: `${amount(source.value.bytes)} of metadata` }) : source
    },
    async close() {
      isClosed = true
      const answer = await index
      if (answer?.kind === 'hit') answer.value.close()
      index = undefined
    },
  }
  return provider
}

function sourceAt(place: string): Answer<LaunchBoxSource> {
  try {
    const source = launchBoxSource(place)
    return source ? hit(source) : unavailable('unconfigured', `there is no Metadata.xml at ${place}`)
  } catch (error) {
    return unreadable(place, error)
  }
}

function unreadable(place: string, error: unknown): Unavailable {
  return unavailable(
    'malformed',
    error instanceof CuratorError ? error.message : `${place}: ${reason(error)}`,
  )
}
