/** Hasheous: tells for a hash which game it is at other providers. No key. https://hasheous.org */
import { hit, miss, type Answer } from '../../answer.ts'
import type {
  HashQuery,
  Identified,
  MetadataProvider,
  ProviderDefinition,
  ProviderKit,
} from '../../provider.ts'
import { malformed, readJson } from '../../reply.ts'
import { addressKey, baseOf, capabilities, coversIdsOf, nothingToClose, unsupported } from '../../support.ts'
import { fitsPlatform, hasHash, NAME, toGame } from './mapping.ts'

const ADDRESS = addressKey('CURATOR_HASHEOUS_URL')

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
        const game = toGame(value, platform, when)
        if (!game) return malformed('sent no game')
        if (!fitsPlatform(value, platform) || !hasHash(value, hashes)) return miss()
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
