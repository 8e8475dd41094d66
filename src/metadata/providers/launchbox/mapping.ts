/** LaunchBox' games in our form. */
import { ownValue } from '../../../own-value.ts'
import { hexCrc } from '../../../wording.ts'
import type { ArtKind, GameResult } from '../../game.ts'
import { number, text, texts, truth, whole } from '../../json.ts'
import { platformsWithId } from '../../platform-ids.ts'
import { gameResult, type SaidArtwork } from '../../result.ts'
import { dateOf, esrbRatings, plainText, playersUpTo, ratingOf } from '../../values.ts'
import type { LaunchBoxGame } from './index-file.ts'

/** The elements of a game that say something to us. */
export const GAME_FIELDS = [
  'Name',
  'ReleaseDate',
  'ReleaseYear',
  'Overview',
  'MaxPlayers',
  'Cooperative',
  'DatabaseID',
  'CommunityRating',
  'CommunityRatingCount',
  'Platform',
  'ESRB',
  'Genres',
  'Developer',
  'Publisher',
] as const

const NAME = 'launchbox'
const IMAGES = 'https://images.launchbox-app.com'
const BEST_RATING = 5

const KINDS: Readonly<Record<string, ArtKind>> = {
  'Box - Front': 'box',
  'Box - Front - Reconstructed': 'box',
  'Box - Back': 'back',
  'Box - 3D': 'box-3d',
  'Screenshot - Gameplay': 'snap',
  'Screenshot - Game Title': 'title',
  'Clear Logo': 'logo',
  Banner: 'banner',
  'Steam Banner': 'banner',
  Icon: 'icon',
  'Fanart - Background': 'background',
  'Cart - Front': 'cartridge',
  'Arcade - Marquee': 'marquee',
}

export function toGame({ id, record, titles, images }: LaunchBoxGame, when: number): GameResult {
  const field = (name: string) => text(ownValue(record, name))
  return gameResult(
    NAME,
    {
      id,
      title: field('Name'),
      platforms: platformsWithId(NAME, field('Platform') ?? ''),
      fields: {
        alternativeTitles: texts(titles),
        description: plainText(field('Overview')),
        developers: several(field('Developer')),
        publishers: several(field('Publisher')),
        genres: several(field('Genres')),
        released: dateOf(field('ReleaseDate')) ?? dateOf(field('ReleaseYear')),
        players: playersUpTo(whole(field('MaxPlayers'))),
        cooperative: truth(field('Cooperative')),
        rating: ratingOf(number(field('CommunityRating')), BEST_RATING),
        votes: whole(field('CommunityRatingCount')),
        ageRatings: esrbRatings(field('ESRB')),
        page: `https://gamesdb.launchbox-app.com/games/dbid/${id}`,
      },
      artwork: images.flatMap((image) => toArtwork(image)),
      attribution: 'LaunchBox Games Database',
    },
    when,
  )
}

function toArtwork({ file, type, region, crc }: LaunchBoxGame['images'][number]): SaidArtwork[] {
  const kind = ownValue(KINDS, type)
  if (kind === undefined || !/^[\w.-]+\.\w+$/.test(file)) return []
  // written in decimal, unlike everywhere else
  const sum = whole(crc ?? undefined)
  return [
    {
      kind,
      url: `${IMAGES}/${file}`,
      region: region ?? undefined,
      format: file.slice(file.lastIndexOf('.') + 1).toLowerCase(),
      crc32: sum === undefined ? undefined : hexCrc(sum),
    },
  ]
}

/** `Action; Platform`. */
function several(value: string | undefined): readonly string[] {
  return texts((value ?? '').split(';'))
}
