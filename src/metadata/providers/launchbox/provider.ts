/**
 * LaunchBox Games Database, from the files it offers for download: no network here. What it says belongs to LaunchBox:
 * the user fetches it, and nothing of it is handed on with curator. https://gamesdb.launchbox-app.com/Metadata.zip
 */
import { hit, miss } from '../../answer.ts'
import type { SearchResult } from '../../game.ts'
import { listed, pickOrNear } from '../../identify.ts'
import { openedFile } from '../../files/opened-file.ts'
import { platformIdsAt } from '../../platform-ids.ts'
import type { KeySpec, MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { asSearchResult } from '../../result.ts'
import { capabilities, coversIdsOf, needsPlatform } from '../../support.ts'
import { launchBoxIndex, type LaunchBoxIndex } from './index-file.ts'
import { toGame } from './mapping.ts'
import { launchBoxSource } from './source.ts'

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
  const at = kit.now()
  const file = openedFile({
    place: kit.key(PLACE.variable) ?? '',
    what: 'Metadata.xml',
    find: launchBoxSource,
    open: (source) => launchBoxIndex(source, kit.stateFolder),
  })

  const results = (known: LaunchBoxIndex, ids: readonly string[]): readonly SearchResult[] =>
    [...new Set(ids)].flatMap((id) => known.game(id) ?? []).map((game) => asSearchResult(toGame(game, at)))

  const provider: MetadataProvider = {
    name: NAME,
    capabilities: LAUNCHBOX.capabilities,
    covers: coversIdsOf(NAME),
    async search({ title, platform, limit }) {
      if (platform === undefined) return needsPlatform()
      const known = await file.index()
      if (known.kind !== 'hit') return known
      const [name = ''] = platformIdsAt(NAME, platform)
      const ids = [...known.value.named(name, title), ...known.value.near(name, title)]
      return listed(results(known.value, ids), limit)
    },
    async identify(query) {
      const known = await file.index()
      if (known.kind !== 'hit') return known
      const { platform, fileName } = query
      const [name = ''] = platformIdsAt(NAME, platform)
      const stem = fileName?.replace(/\.[^.]{1,5}$/, '')
      // its own list of file names knows better than we what a name means
      const said = stem === undefined ? undefined : known.value.titleOfFile(name, stem)
      const wanted = said === undefined ? query : { ...query, title: said }
      return pickOrNear(
        wanted,
        results(known.value, known.value.named(name, wanted.title)),
        () => results(known.value, known.value.near(name, wanted.title)),
        ({ id }) => provider.getById(id),
      )
    },
    async getById(id) {
      const known = await file.index()
      if (known.kind !== 'hit') return known
      const game = known.value.game(id)
      return game ? hit(toGame(game, at)) : miss()
    },
    heartbeat: file.heartbeat,
    close: file.close,
  }
  return provider
}
