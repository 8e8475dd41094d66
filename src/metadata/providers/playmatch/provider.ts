/** Playmatch: tells for a hash which game it is at other providers, and nothing else. No key; 4 requests a second. */
import { hit, miss, type Answer } from '../../answer.ts'
import { isObject, member, text } from '../../json.ts'
import type {
  HashQuery,
  Identified,
  MetadataProvider,
  ProviderDefinition,
  ProviderKit,
} from '../../provider.ts'
import { malformed, readJson } from '../../reply.ts'
import { addressKey, baseOf, capabilities, nothingToClose, unsupported } from '../../support.ts'
import { NAME, toGame } from './mapping.ts'

const ADDRESS = addressKey('CURATOR_PLAYMATCH_URL')
const BY_HASH: ReadonlySet<string> = new Set(['SHA256', 'SHA1', 'MD5', 'CRC'])
/** A match by name and size is a guess. */
const NOT_BY_HASH: ReadonlySet<string> = new Set(['NoMatch', 'FileNameAndSize'])

export const PLAYMATCH: ProviderDefinition = {
  name: NAME,
  title: 'Playmatch',
  version: 1,
  capabilities: capabilities({ byHash: ['sha256', 'sha1', 'md5'], ids: true }),
  keys: [ADDRESS],
  pace: { windows: [{ requests: 4, perMs: 1000 }], parallel: 4 },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const wire = kit.connect({ base: baseOf(kit, ADDRESS, 'https://playmatch.retrorealm.dev/api') })

  async function byHash({
    platform,
    hashes: { md5, sha1, sha256 },
    size,
    fileName,
  }: HashQuery): Promise<Answer<Identified>> {
    // it wants all three, and matches by the best of them
    if ((md5 ?? sha1 ?? sha256) === undefined || size === undefined || fileName === undefined) return miss()
    return wire.ask(
      { path: '/identify/ids', query: { fileName, fileSize: size, md5, sha1, sha256 }, keep: 'hash' },
      readJson((value, at) => {
        const match = text(member(value, 'gameMatchType'))
        if (!isObject(value) || match === undefined) return malformed('sent no match')
        if (NOT_BY_HASH.has(match)) return miss()
        const game = toGame(value, platform, at)
        if (!BY_HASH.has(match) || !game) return malformed('sent a match that is none')
        return hit({ game, via: 'hash' as const, others: [] })
      }),
    )
  }

  return {
    name: NAME,
    capabilities: PLAYMATCH.capabilities,
    covers: () => true,
    search: unsupported,
    identify: unsupported,
    getById: unsupported,
    byHash,
    heartbeat: () =>
      wire.ask({ path: '/health', keep: 'never' }, ({ text: says }) =>
        says.trim() === 'Healthy' ? hit({ says: 'Healthy' }) : malformed('does not say that it is well'),
      ),
    close: nothingToClose,
  }
}
