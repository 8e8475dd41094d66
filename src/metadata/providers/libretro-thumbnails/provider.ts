/**
 * The thumbnails of libretro: pictures named as No-Intro and Redump name games, one folder a kind. There is nothing to
 * search but the listings of its folders, which are kept for a day. https://thumbnails.libretro.com
 */
import { platformBySlug } from '../../../platforms/lookup.ts'
import { leftOut } from '../../../identify/titles/spelling/left-out.ts'
import { plainTitle } from '../../../identify/titles/spelling/title-key.ts'
import { nearTitles, type NearTitles } from '../../../identify/titles/nearness/titles.ts'
import { byCodeUnit } from '../../../order.ts'
import { endsAsking, hit, miss, type Answer } from '../../answer.ts'
import type { ArtKind, GameResult, SearchResult } from '../../game.ts'
import { listed, pick } from '../../identify.ts'
import type { MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { malformed } from '../../reply.ts'
import { gameResult, searchResult } from '../../result.ts'
import { addressKey, askedOnce, baseOf, capabilities, needsPlatform, nothingToClose } from '../../support.ts'
import { namesInListing, scrubbed, titleOfName } from './names.ts'

const ADDRESS = addressKey('CURATOR_LIBRETRO_THUMBNAILS_URL')
const NAME = 'libretro-thumbnails'
const FOLDERS: readonly (readonly [folder: string, kind: ArtKind])[] = [
  ['Named_Boxarts', 'box'],
  ['Named_Snaps', 'snap'],
  ['Named_Titles', 'title'],
  ['Named_Logos', 'logo'],
]
const MOST_LISTING = 32_000_000
/** Of what is called nearly so. */
const MOST_NEAR = 50

export const LIBRETRO_THUMBNAILS: ProviderDefinition = {
  name: NAME,
  title: 'libretro thumbnails',
  version: 1,
  capabilities: capabilities({
    search: true,
    byId: true,
    artOnly: true,
    artwork: ['box', 'snap', 'title', 'logo'],
  }),
  keys: [ADDRESS],
  pace: { windows: [{ requests: 2, perMs: 1000 }], parallel: 2 },
  open,
}

/** The pictures of one platform. */
interface Shelf {
  /** In which folders a name is. */
  readonly folders: ReadonlyMap<string, ReadonlySet<string>>
  /** Names, by their titles; of several with one title the one to take first. */
  readonly near: NearTitles<string>
  readonly at: number
}

function open(kit: ProviderKit): MetadataProvider {
  const base = baseOf(kit, ADDRESS, 'https://thumbnails.libretro.com')
  const wire = kit.connect({ base, sendsPages: true })
  const shelfOf = askedOnce(fetchShelf)

  async function fetchShelf(platform: string): Promise<Answer<Shelf>> {
    const system = systemOf(platform)
    if (system === undefined) return miss()
    const folders = new Map<string, Set<string>>()
    let at = 0
    let notAsked: Answer<never> | undefined
    for (const [folder] of FOLDERS) {
      const found = await wire.ask(
        {
          path: `/${encodeURIComponent(system)}/${folder}/`,
          query: { F: 2 },
          keep: 'listing',
          missing: [404],
          most: MOST_LISTING,
        },
        ({ text, at: when }) => {
          const names = namesInListing(text)
          return names === undefined ? malformed('sent no listing') : hit({ names, when })
        },
      )
      if (endsAsking(found)) return found
      if (found.kind === 'unavailable') notAsked = found
      if (found.kind !== 'hit') continue
      at = Math.max(at, found.value.when)
      for (const name of found.value.names) {
        const known = folders.get(name)
        if (known) known.add(folder)
        else folders.set(name, new Set([folder]))
      }
    }
    if (notAsked) return notAsked
    if (folders.size === 0) return miss()
    const names = firstOfTitles([...folders.keys()])
    return hit({
      folders,
      near: nearTitles(
        names,
        (name) => [titleOfName(name)],
        (name) => name,
      ),
      at,
    })
  }

  function game(platform: string, name: string, { folders, at }: Shelf): GameResult {
    const system = encodeURIComponent(systemOf(platform) ?? '')
    const artwork = FOLDERS.filter(([folder]) => folders.get(name)?.has(folder)).map(([folder, kind]) => ({
      kind,
      url: `${base}/${system}/${folder}/${encodeURIComponent(name)}.png`,
      format: 'png',
    }))
    const said = {
      id: idOf(platform, name),
      title: titleOfName(name),
      platforms: [platform],
      fields: {},
      artwork,
    }
    return gameResult(NAME, said, at)
  }

  function alike(title: string, platform: string, { near }: Shelf): readonly SearchResult[] {
    return near(title, MOST_NEAR).map(({ item: name }) =>
      searchResult(NAME, { id: idOf(platform, name), title: titleOfName(name), platforms: [platform] }),
    )
  }

  async function getById(id: string): Promise<Answer<GameResult>> {
    const cut = id.indexOf(':')
    const [platform, name] = [id.slice(0, cut), id.slice(cut + 1)]
    const shelf = await shelfOf(platform)
    if (shelf.kind !== 'hit') return shelf
    return shelf.value.folders.has(name) ? hit(game(platform, name, shelf.value)) : miss()
  }

  return {
    name: NAME,
    capabilities: LIBRETRO_THUMBNAILS.capabilities,
    covers: (platform) => systemOf(platform) !== undefined,
    async search({ title, platform, limit }) {
      if (platform === undefined) return needsPlatform()
      const shelf = await shelfOf(platform)
      return shelf.kind === 'hit' ? listed(alike(title, platform, shelf.value), limit) : shelf
    },
    async identify(query) {
      const { platform, fileName } = query
      const shelf = await shelfOf(platform)
      if (shelf.kind !== 'hit') return shelf
      const name = fileName === undefined ? undefined : scrubbed(fileName.replace(/\.[^.]{1,5}$/, ''))
      if (name !== undefined && shelf.value.folders.has(name))
        return hit({ game: game(platform, name, shelf.value), via: 'exact' as const, others: [] })
      return pick(query, alike(query.title, platform, shelf.value), ({ id }) => getById(id))
    },
    getById,
    heartbeat: () => wire.ask({ path: '/', keep: 'never' }, () => hit({})),
    close: nothingToClose,
  }
}

function systemOf(platform: string): string | undefined {
  return platformBySlug(platform)?.libretro
}

function idOf(platform: string, name: string): string {
  return `${platform}:${name}`
}

/** Pictures for the whole world first, and of games as they were sold. */
const LIKED = ['(World)', '(USA', '(Europe', '(Japan']

function firstOfTitles(names: readonly string[]): readonly string[] {
  const rank = (name: string) => {
    const place = LIKED.findIndex((region) => name.includes(region))
    return place < 0 ? LIKED.length : place
  }
  const first = new Map<string, string>()
  for (const name of names.toSorted((a, b) => rank(a) - rank(b) || byCodeUnit(a, b))) {
    const title = titleOfName(name)
    const plain = plainTitle(title)
    const spelling = `${plain} ${leftOut(title, plain)}`
    if (plain !== '' && !first.has(spelling)) first.set(spelling, name)
  }
  return [...first.values()]
}
