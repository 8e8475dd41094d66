/** ScreenScraper's games in our form. All its values are texts; texts and pictures come once a region or language. */
import type { ArtKind, GameResult, SearchResult } from '../../game.ts'
import { address, at, idOf, member, number, objects, text, texts, whole, type Json } from '../../json.ts'
import { fullResult, searchResult, type SaidArtwork } from '../../result.ts'
import { slugsAt } from '../../support.ts'
import { dateOf, earliest, plainText, playersOf, ratingOf, yearOf } from '../../values.ts'

const NAME = 'screenscraper'
/** First the ones that are for everybody. `ss` is its own choice. */
const REGIONS = ['wor', 'ss', 'us', 'eu', 'jp']
const LANGUAGES = ['en', 'us', 'fr']
const BEST_NOTE = 20

/** Its pictures, in the order in which they are good for a kind. */
const KINDS: Readonly<Record<string, ArtKind>> = {
  'box-2D': 'box',
  'box-2D-back': 'back',
  'box-3D': 'box-3d',
  ss: 'snap',
  sstitle: 'title',
  'wheel-hd': 'logo',
  wheel: 'logo',
  'wheel-steel': 'logo',
  'wheel-carbon': 'logo',
  screenmarquee: 'marquee',
  marquee: 'marquee',
  steamgrid: 'banner',
  fanart: 'background',
  'support-2D': 'cartridge',
  manuel: 'manual',
  'video-normalized': 'video',
  video: 'video',
  maps: 'map',
  'bezel-16-9': 'bezel',
}

/** Parameters of its picture addresses that are our keys. */
const SECRET_PARAMETERS = ['devid', 'devpassword', 'ssid', 'sspassword'] as const

export function toSearchResult(game: unknown): SearchResult | undefined {
  const id = idOf(member(game, 'id'))
  const titles = titlesOf(game)
  const [title] = titles
  if (id === undefined || title === undefined || isNoGame(game, titles)) return undefined
  return searchResult(NAME, {
    id,
    title,
    alternativeTitles: titles,
    platforms: slugsAt(NAME, [idOf(at(game, 'systeme', 'id'))]),
    year: yearOf(releasedOf(game)),
    cover: artworkOf(game).find(({ kind }) => kind === 'box')?.url,
  })
}

export function toGame(game: unknown, when: number): GameResult | undefined {
  const listed = toSearchResult(game)
  if (!listed) return undefined
  return fullResult(
    listed,
    {
      fields: {
        description: plainText(inBestLanguage(objects(member(game, 'synopsis')))),
        developers: texts([at(game, 'developpeur', 'text')]),
        publishers: texts([at(game, 'editeur', 'text')]),
        genres: named(game, 'genres'),
        franchises: named(game, 'familles'),
        modes: named(game, 'modes'),
        released: releasedOf(game),
        players: playersOf(text(at(game, 'joueurs', 'text'))),
        rating: ratingOf(number(at(game, 'note', 'text')), BEST_NOTE),
        ageRatings: objects(member(game, 'classifications')).flatMap(({ type, text: category }) =>
          text(type) === undefined || text(category) === undefined ? [] : [`${text(type)} ${text(category)}`],
        ),
      },
      artwork: artworkOf(game),
      attribution: 'ScreenScraper.fr, CC BY-NC-SA 4.0',
    },
    when,
  )
}

/** Whether one of its files has one of these hashes: a game found by a hash must have it. */
export function hasHash(game: unknown, hashes: ReadonlySet<string>): boolean {
  return objects(member(game, 'roms')).some((rom) =>
    [rom['romcrc'], rom['rommd5'], rom['romsha1']].some((hash) =>
      hashes.has(text(hash)?.toLowerCase() ?? ''),
    ),
  )
}

/** It lists other things than games as well. */
export function isNoGame(game: unknown, titles = titlesOf(game)): boolean {
  return text(member(game, 'notgame')) === 'true' || titles.some((title) => /^zzz\(notgame\)/i.test(title))
}

/** Each once, in the order of `REGIONS`. */
function titlesOf(game: unknown): readonly string[] {
  const names = ranked(objects(member(game, 'noms')), 'region', REGIONS)
  return texts(names.map((name) => name['text']))
}

function named(game: unknown, relation: string): readonly string[] {
  return texts(objects(member(game, relation)).map((one) => inBestLanguage(objects(one['noms']))))
}

function releasedOf(game: unknown): string | undefined {
  return earliest(objects(member(game, 'dates')).map((date) => dateOf(text(date['text']))))
}

function artworkOf(game: unknown): readonly SaidArtwork[] {
  const order = Object.keys(KINDS)
  const rank = (media: Json) => order.indexOf(text(media['type']) ?? '')
  return ranked(objects(member(game, 'medias')), 'region', REGIONS)
    .filter((media) => rank(media) >= 0)
    .sort((a, b) => rank(a) - rank(b))
    .map((media) => ({
      kind: KINDS[text(media['type']) ?? ''] ?? 'box',
      url: withoutKeys(address(media['url'])),
      region: text(media['region']),
      format: text(media['format']),
      size: whole(media['size']),
      crc32: text(media['crc']),
      md5: text(media['md5']),
      sha1: text(media['sha1']),
    }))
}

function withoutKeys(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  const bare = new URL(url)
  for (const name of SECRET_PARAMETERS) bare.searchParams.delete(name)
  return bare.href
}

function inBestLanguage(from: readonly Json[]): string | undefined {
  return text(ranked(from, 'langue', LANGUAGES)[0]?.['text'])
}

/** Those that the order does not name come last, as they were. */
function ranked(from: readonly Json[], by: string, order: readonly string[]): readonly Json[] {
  const rank = (one: Json) => {
    const place = order.indexOf(text(one[by]) ?? '')
    return place < 0 ? order.length : place
  }
  return [...from].sort((a, b) => rank(a) - rank(b))
}
