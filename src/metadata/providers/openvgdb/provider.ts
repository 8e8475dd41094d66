/**
 * OpenVGDB, from the file it offers for download: no network here. It was last made in 2021, and knows cartridges by their
 * hashes and discs by their serials. Its pictures are addresses at sites that do not want to be linked to: none are taken.
 * https://github.com/OpenVGDB/OpenVGDB/releases
 */
import { plainSerial } from '../../local/entry.ts'
import { platformIdsAt, platformsWithId } from '../../platform-ids.ts'
import { hit, miss, type Answer } from '../../answer.ts'
import type { GameResult, SearchResult } from '../../game.ts'
import { listed, pickOrNear } from '../../identify.ts'
import { openedFile } from '../../files/opened-file.ts'
import type {
  HashQuery,
  Identified,
  IdentifyQuery,
  KeySpec,
  MetadataProvider,
  ProviderDefinition,
  ProviderKit,
} from '../../provider.ts'
import { asSearchResult } from '../../result.ts'
import { capabilities, coversIdsOf, needsPlatform } from '../../support.ts'
import { openVgdbIndex, type OpenVgdbIndex, type OpenVgdbKey } from './index-file.ts'
import { NAME, toGame } from './mapping.ts'
import { openVgdbSource } from './source.ts'

const PLACE: KeySpec = {
  variable: 'CURATOR_OPENVGDB',
  required: true,
  open: true,
  about: 'openvgdb.zip from https://github.com/OpenVGDB/OpenVGDB/releases, or the openvgdb.sqlite in it',
}

export const OPENVGDB: ProviderDefinition = {
  name: NAME,
  title: 'OpenVGDB',
  version: 1,
  capabilities: capabilities({
    search: true,
    byId: true,
    byHash: ['sha1', 'md5', 'crc32'],
    bySerial: true,
    local: true,
  }),
  keys: [PLACE],
  pace: { windows: [], parallel: 4 },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const at = kit.now()
  const file = openedFile({
    place: kit.key(PLACE.variable) ?? '',
    what: 'openvgdb.sqlite',
    find: openVgdbSource,
    open: (source) => openVgdbIndex(source, kit.stateFolder),
  })

  function gameOf(known: OpenVgdbIndex, id: string): GameResult | undefined {
    const game = known.game(id)
    return game && toGame(game, platformsWithId('openvgdb', game.system), at)
  }

  const results = (known: OpenVgdbIndex, ids: readonly string[]): readonly SearchResult[] =>
    [...new Set(ids)].flatMap((id) => gameOf(known, id) ?? []).map(asSearchResult)

  /** What one key tells, as long as it tells one game. */
  function having(
    known: OpenVgdbIndex,
    [key, value]: readonly [OpenVgdbKey, string | undefined],
    platform: string,
  ): GameResult | undefined {
    if (value === undefined || value === '') return undefined
    const [id, ...others] = known.having(key, value, platformIdsAt('openvgdb', platform))
    return id === undefined || others.length > 0 ? undefined : gameOf(known, id)
  }

  async function byHash({ platform, hashes }: HashQuery): Promise<Answer<Identified>> {
    const known = await file.index()
    if (known.kind !== 'hit') return known
    for (const kind of ['sha1', 'md5', 'crc32'] as const) {
      const game = having(known.value, [kind, hashes[kind]?.toLowerCase()], platform)
      if (game) return hit({ game, via: 'hash', others: [] })
    }
    return miss()
  }

  async function identify(query: IdentifyQuery): Promise<Answer<Identified>> {
    const known = await file.index()
    if (known.kind !== 'hit') return known
    const { platform, title, fileName, serial } = query
    const bySerial = having(known.value, ['serial', plainSerial(serial ?? '')], platform)
    if (bySerial) return hit({ game: bySerial, via: 'serial', others: [] })
    // named as it lists files: as sure as a title that is equal
    const byName = having(known.value, ['name', fileName?.replace(/\.[^.]{1,5}$/, '')], platform)
    if (byName) return hit({ game: byName, via: 'exact', others: [] })
    const systems = platformIdsAt('openvgdb', platform)
    return pickOrNear(
      query,
      results(known.value, known.value.named(title, systems)),
      () => results(known.value, known.value.near(title, systems)),
      ({ id }) => provider.getById(id),
    )
  }

  const provider: MetadataProvider = {
    name: NAME,
    capabilities: OPENVGDB.capabilities,
    covers: coversIdsOf('openvgdb'),
    async search({ title, platform, limit }) {
      if (platform === undefined) return needsPlatform()
      const known = await file.index()
      if (known.kind !== 'hit') return known
      const systems = platformIdsAt('openvgdb', platform)
      const ids = [...known.value.named(title, systems), ...known.value.near(title, systems)]
      return listed(results(known.value, ids), limit)
    },
    identify,
    async getById(id) {
      const known = await file.index()
      if (known.kind !== 'hit') return known
      const game = gameOf(known.value, id)
      return game ? hit(game) : miss()
    },
    byHash,
    heartbeat: file.heartbeat,
    close: file.close,
  }
  return provider
}
