/** ScreenScraper, version 2. Everything stands in the query, keys included, and comes back in every reply. */
import { platformIdsAt } from '../../platform-ids.ts'
import { hit, miss, type Answer } from '../../answer.ts'
import type { GameResult } from '../../game.ts'
import { identifyBySearch, listedItems } from '../../identify.ts'
import { asSearchResult } from '../../result.ts'
import { at, isObject, member } from '../../json.ts'
import type {
  HashQuery,
  Identified,
  KeySpec,
  MetadataProvider,
  ProviderDefinition,
  ProviderKit,
} from '../../provider.ts'
import { malformed, readJson } from '../../reply.ts'
import { addressKey, baseOf, capabilities, coversIdsOf, nothingToClose } from '../../support.ts'
import type { Question } from '../../wire/wire.ts'
import { hasHash, isNoGame, toGame, toSearchResult } from './mapping.ts'
import { classify, limitsOf, tidy } from './words.ts'

const DEV: KeySpec = {
  variable: 'CURATOR_SCREENSCRAPER_DEVID',
  required: true,
  about: 'id of an application, given on the forum of https://www.screenscraper.fr',
}
const DEV_PASSWORD: KeySpec = {
  variable: 'CURATOR_SCREENSCRAPER_DEVPASSWORD',
  required: true,
  about: 'its password',
}
const USER: KeySpec = { variable: 'CURATOR_SCREENSCRAPER_USER', required: false, about: 'your account there' }
const PASSWORD: KeySpec = {
  variable: 'CURATOR_SCREENSCRAPER_PASSWORD',
  required: false,
  about: 'its password',
}
const ADDRESS = addressKey('CURATOR_SCREENSCRAPER_URL')

/** It refuses shorter terms, and counts that. */
const SHORTEST_TERM = 4

export const SCREENSCRAPER: ProviderDefinition = {
  name: 'screenscraper',
  title: 'ScreenScraper',
  version: 1,
  capabilities: capabilities({
    search: true,
    byId: true,
    byHash: ['crc32', 'md5', 'sha1'],
    bySerial: true,
    artwork: [
      'box',
      'back',
      'box-3d',
      'snap',
      'title',
      'logo',
      'marquee',
      'banner',
      'background',
      'cartridge',
      'manual',
      'video',
      'map',
      'bezel',
    ],
  }),
  keys: [DEV, DEV_PASSWORD, USER, PASSWORD, ADDRESS],
  pace: { windows: [{ requests: 1, perMs: 1200 }], parallel: 1 },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const keys = {
    devid: kit.key(DEV.variable),
    devpassword: kit.key(DEV_PASSWORD.variable),
    ssid: kit.key(USER.variable),
    sspassword: kit.key(PASSWORD.variable),
  }
  const base = baseOf(kit, ADDRESS, 'https://api.screenscraper.fr/api2')
  const wire = kit.connect({ base, secretQuery: keys, classify, tidy, limits: ({ text }) => limitsOf(text) })

  function ask<T>(
    path: string,
    keep: Question['keep'],
    query: Question['query'],
    read: (value: unknown, when: number) => Answer<T>,
  ) {
    return wire.ask({ path, keep, query: { ...query, softname: 'curator', output: 'json' } }, readJson(read))
  }

  function game(
    query: Question['query'],
    keep: 'id' | 'hash',
    fits: (value: unknown) => boolean,
  ): Promise<Answer<GameResult>> {
    return ask('/jeuInfos.php', keep, query, (value, when) => {
      const jeu = at(value, 'response', 'jeu')
      if (isNoGame(jeu)) return miss()
      const found = toGame(jeu, when)
      if (!found) return malformed('sent no game')
      return fits(jeu) ? hit(found) : miss([asSearchResult(found)])
    })
  }

  async function byHash({
    platform,
    hashes: { crc32, md5, sha1 },
    size,
  }: HashQuery): Promise<Answer<Identified>> {
    const known = [crc32, md5, sha1].filter((hash) => hash !== undefined).map((hash) => hash.toLowerCase())
    if (known.length === 0) return miss()
    const [systemeid] = platformIdsAt('screenscraper', platform)
    const query = { crc: crc32, md5, sha1, systemeid, romtype: 'rom', romtaille: size }
    // without the name of the file: it would go by that where it does not know the hash
    const found = await game(query, 'hash', (jeu) => hasHash(jeu, new Set(known)))
    return found.kind === 'hit' ? hit({ game: found.value, via: 'hash', others: [] }) : found
  }

  const provider: MetadataProvider = {
    name: SCREENSCRAPER.name,
    capabilities: SCREENSCRAPER.capabilities,
    covers: coversIdsOf('screenscraper'),
    async search({ title, platform, limit = 20 }) {
      if (title.trim().length < SHORTEST_TERM) return miss()
      const [systemeid] = platform === undefined ? [] : platformIdsAt('screenscraper', platform)
      return ask('/jeuRecherche.php', 'search', { recherche: title, systemeid }, (value) => {
        // an empty game is how it says that there is none
        const read = (one: unknown) => (isNoGame(one) || isEmpty(one) ? null : toSearchResult(one))
        return listedItems(at(value, 'response', 'jeux'), read, limit)
      })
    },
    async identify(query) {
      if (query.serial !== undefined) {
        const [systemeid] = platformIdsAt('screenscraper', query.platform)
        const found = await game({ serialnum: query.serial, systemeid, romtype: 'rom' }, 'hash', (jeu) =>
          platformIdsAt('screenscraper', query.platform).includes(String(at(jeu, 'systeme', 'id'))),
        )
        if (found.kind === 'hit') return hit({ game: found.value, via: 'serial', others: [] })
        if (found.kind === 'unavailable') return found
      }
      return identifyBySearch(provider, query)
    },
    async getById(id) {
      if (!/^\d{1,12}$/.test(id)) return miss()
      return game({ gameid: id }, 'id', (jeu) => String(member(jeu, 'id')) === id)
    },
    byHash,
    heartbeat: () =>
      ask('/ssuserInfos.php', 'never', {}, (value) =>
        member(value, 'response') === undefined ? malformed('sent nothing of our account') : hit({}),
      ),
    signed(url) {
      if (!URL.canParse(url)) return url
      const address = new URL(url)
      // addresses come from replies: keys go to its own servers only
      const isOwn = /(?:^|\.)screenscraper\.fr$/.test(address.hostname) && address.protocol === 'https:'
      if (!isOwn && address.host !== new URL(base).host) return url
      for (const [name, value] of Object.entries(keys))
        if (value !== undefined) address.searchParams.set(name, value)
      return address.href
    },
    close: nothingToClose,
  }
  return provider
}

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0
}
