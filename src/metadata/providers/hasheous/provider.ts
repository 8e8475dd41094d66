/** Hasheous: tells for a hash which game it is at other providers. No key. https://hasheous.org */
import { platformIdsAt } from '../../../platforms/provider-ids.ts'
import { hit, miss, type Answer } from '../../answer.ts'
import { at, idOf, member, object, objects, text, texts, type Json } from '../../json.ts'
import type {
  HashQuery,
  HashSet,
  Identified,
  MetadataProvider,
  ProviderDefinition,
  ProviderKit,
} from '../../provider.ts'
import { malformed, readJson } from '../../reply.ts'
import { gameResult } from '../../result.ts'
import { addressKey, baseOf, capabilities, coversIdsOf, nothingToClose, unsupported } from '../../support.ts'

const ADDRESS = addressKey('CURATOR_HASHEOUS_URL')
const NAME = 'hasheous'

/** What it calls the others. */
const SOURCES: Readonly<Record<string, string>> = {
  IGDB: 'igdb',
  TheGamesDb: 'thegamesdb',
  RetroAchievements: 'retroachievements',
  SteamGridDb: 'steamgriddb',
  ScreenScraper: 'screenscraper',
  LaunchBox: 'launchbox',
}
/** Hashes of nothing: it refuses them, rightly. */
const OF_NOTHING: ReadonlySet<string> = new Set([
  '00000000',
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
])

export const HASHEOUS: ProviderDefinition = {
  name: NAME,
  title: 'Hasheous',
  version: 1,
  capabilities: capabilities({ byHash: ['sha1', 'md5', 'sha256', 'crc32'], ids: true }),
  keys: [ADDRESS],
  pace: { windows: [{ requests: 4, perMs: 1000 }], parallel: 4 },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const wire = kit.connect({ base: baseOf(kit, ADDRESS, 'https://hasheous.org/api/v1') })

  async function byHash({ platform, hashes }: HashQuery): Promise<Answer<Identified>> {
    const { md5, sha1, sha256, crc32 } = hashes
    const known = Object.entries({ mD5: md5, shA1: sha1, shA256: sha256, crc: crc32 }).filter(
      ([, hash]) => hash !== undefined && !OF_NOTHING.has(hash.toLowerCase()),
    )
    if (known.length === 0) return miss()
    const query = { returnAllSources: 'true', returnFields: 'Signatures,Metadata,Attributes' }
    return wire.ask(
      {
        method: 'POST',
        path: '/Lookup/ByHash',
        query,
        body: Object.fromEntries(known),
        keep: 'hash',
        missing: [404],
      },
      readJson((value, when) => {
        const id = idOf(member(value, 'id'))
        const title = text(member(value, 'name'))
        if (id === undefined || title === undefined) return malformed('sent no game')
        if (!fitsPlatform(value, platform) || !hasHash(value, hashes)) return miss()
        const publisher = text(at(value, 'publisher', 'name'))
        const game = gameResult(
          NAME,
          {
            id,
            title,
            platforms: [platform],
            ids: idsOf(objects(member(value, 'metadata'))),
            fields: { publishers: texts([publisher]) },
            attribution: 'Hasheous.org',
          },
          when,
        )
        return hit({ game, via: 'hash' as const, others: [] })
      }),
    )
  }

  return {
    name: NAME,
    capabilities: HASHEOUS.capabilities,
    covers: coversIdsOf('hasheous'),
    search: unsupported,
    identify: unsupported,
    getById: unsupported,
    byHash,
    heartbeat: () =>
      wire.ask(
        { path: '/Dumps/platforms', query: { includeDetails: 'true' }, keep: 'never' },
        readJson((value) => (Array.isArray(value) ? hit({}) : malformed('sent no list of dumps'))),
      ),
    close: nothingToClose,
  }
}

/** The platform is told by its id at IGDB. One that is told no id of is taken as it is. */
function fitsPlatform(value: unknown, platform: string): boolean {
  const ids = objects(at(value, 'platform', 'metadata')).filter(({ source }) => source === 'IGDB')
  const known = ids.map((one) => idOf(one['immutableId'])).filter((id) => id !== undefined)
  const wanted = platformIdsAt('igdb', platform)
  return known.length === 0 || wanted.length === 0 || known.some((id) => wanted.includes(id))
}

/** The game was found by one of the hashes; where it tells which files it knows, one of them must have it. */
function hasHash(value: unknown, hashes: HashSet): boolean {
  const wanted = new Set(Object.values(hashes).map((hash) => hash?.toLowerCase()))
  const files = Object.values(object(member(value, 'signatures')))
    .flatMap(objects)
    .map((signature) => object(signature['rom']))
  const said = files.flatMap((rom) => texts([rom['crc'], rom['md5'], rom['sha1'], rom['sha256']]))
  return said.length === 0 || said.some((hash) => wanted.has(hash.toLowerCase()))
}

function idsOf(metadata: readonly Json[]): Readonly<Record<string, string>> {
  const ids = metadata.flatMap(({ source, status, immutableId }) => {
    const provider =
      typeof source === 'string' && Object.hasOwn(SOURCES, source) ? SOURCES[source] : undefined
    const id = idOf(immutableId)
    return status === 'Mapped' && provider !== undefined && id !== undefined ? [[provider, id] as const] : []
  })
  return Object.fromEntries(ids)
}
