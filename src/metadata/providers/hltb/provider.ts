/**
 * HowLongToBeat: how long games take. It has no official interface, and the one its own pages use moves now and then:
 * so it is only asked when the config names it, and its path can be set. A search needs a session; times are seconds.
 */
import { hit, miss, unavailable, type Answer } from '../../answer.ts'
import type { GameResult } from '../../game.ts'
import { identifyBySearch, listedItems } from '../../identify.ts'
import { at, list, member, text } from '../../json.ts'
import type { KeySpec, MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { malformed, readJson } from '../../reply.ts'
import { addressKey, baseOf, capabilities, coversIdsOf, nothingToClose } from '../../support.ts'
import type { SessionSource } from '../../wire/wire.ts'
import { NAME, toGame, toSearchResult } from './mapping.ts'

const ADDRESS = addressKey('CURATOR_HLTB_URL')
const PATH: KeySpec = {
  variable: 'CURATOR_HLTB_PATH',
  required: false,
  open: true,
  about: 'path of its search, when it has moved; now /api/bleed',
}
const USUAL_PATH = '/api/bleed'

export const HLTB: ProviderDefinition = {
  name: NAME,
  title: 'HowLongToBeat',
  version: 1,
  capabilities: capabilities({ search: true, byId: true, artwork: ['box'] }),
  keys: [ADDRESS, PATH],
  pace: { windows: [{ requests: 1, perMs: 1000 }], parallel: 1 },
  optIn: true,
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const base = baseOf(kit, ADDRESS, 'https://howlongtobeat.com')
  const said = kit.key(PATH.variable) ?? USUAL_PATH
  const path = /^\/[\w/-]+$/.test(said) ? said : USUAL_PATH
  const headers = { referer: base }
  // a path that is gone is no game that is gone
  const moved = ({ status }: { readonly status: number }) =>
    status === 404 ? unavailable('closed', `has moved its search away from ${path} (404)`) : undefined
  const session = sessionOf(kit, base, path, moved)
  const wire = kit.connect({ base, headers, session, classify: moved })
  const pages = kit.connect({ base, headers, sendsPages: true })

  const provider: MetadataProvider = {
    name: NAME,
    capabilities: HLTB.capabilities,
    covers: coversIdsOf('hltb'),
    async search({ title, limit = 20 }) {
      const searchTerms = title.split(/\s+/).filter((word) => word !== '')
      if (searchTerms.length === 0) return miss()
      const body = {
        searchType: 'games',
        searchTerms,
        searchPage: 1,
        size: 20,
        searchOptions: SEARCH_OPTIONS,
        useCache: true,
      }
      return wire.ask(
        { method: 'POST', path, body, keep: 'search' },
        readJson((value) => listedItems(member(value, 'data'), toSearchResult, limit)),
      )
    },
    identify: (query) => identifyBySearch(provider, query),
    async getById(id): Promise<Answer<GameResult>> {
      if (!/^\d{1,12}$/.test(id)) return miss()
      return pages.ask({ path: `/game/${id}`, keep: 'id', missing: [404] }, ({ text: page, at: when }) => {
        const data = /<script id="__NEXT_DATA__"[^>]{0,200}>([^<]+)<\/script>/.exec(page)?.[1]
        if (data === undefined) return malformed('sent a page without its data')
        const value: unknown = JSON.parse(data)
        const game = toGame(list(at(value, 'props', 'pageProps', 'game', 'data', 'game'))[0], when)
        return game?.id === id ? hit(game) : malformed('sent another game, or none')
      })
    },
    async heartbeat() {
      const answer = await session.get()
      return answer.kind === 'unavailable' ? answer : hit({})
    },
    close: nothingToClose,
  }
  return provider
}

const SEARCH_OPTIONS = {
  games: {
    userId: 0,
    platform: '',
    sortCategory: 'popular',
    rangeCategory: 'main',
    rangeTime: { min: null, max: null },
    gameplay: { perspective: '', flow: '', genre: '', difficulty: '' },
    rangeYear: { min: '', max: '' },
    modifier: '',
  },
  users: { sortCategory: 'postcount' },
  lists: { sortCategory: 'follows' },
  filter: '',
  sort: 0,
  randomizer: 0,
}

type Moved = (reply: { readonly status: number }) => ReturnType<typeof unavailable> | undefined

/** A token and a pair of names that go with every search; refused ones are fetched anew once. */
function sessionOf(kit: ProviderKit, base: string, path: string, classify: Moved): SessionSource {
  const wire = kit.connect({ base, headers: { referer: base }, classify })
  let current: ReturnType<SessionSource['get']> | undefined

  const fetchSession: SessionSource['get'] = () =>
    wire.ask(
      { path: `${path}/init`, query: { t: kit.now() }, keep: 'never' },
      readJson((value) => {
        const token = header(member(value, 'token'))
        if (token === undefined) return malformed('gives no token')
        const [key, word] = [header(member(value, 'hpKey')), header(member(value, 'hpVal'))]
        const isPair = key !== undefined && word !== undefined && /^\w+$/.test(key)
        return hit({
          headers: { 'x-auth-token': token, ...(isPair ? { 'x-hp-key': key, 'x-hp-val': word } : {}) },
          members: isPair ? { [key]: word } : {},
          secrets: isPair ? [token, word] : [token],
        })
      }),
    )

  return {
    renewOn: [403],
    renew() {
      current = undefined
    },
    async get() {
      const answer = await (current ??= fetchSession())
      if (answer.kind !== 'hit') current = undefined
      return answer
    },
  }
}

/** What can stand in a header. */
function header(value: unknown): string | undefined {
  const read = text(value)
  return read !== undefined && /^[\x21-\x7e]{1,2000}$/.test(read) ? read : undefined
}
