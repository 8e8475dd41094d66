/** MobyGames' games in our form. Its genres are of many kinds (perspective, setting …): only the basic ones are genres. */
import type { GameResult, SearchResult } from '../../game.ts'
import { address, idOf, member, number, objects, text, texts, whole } from '../../json.ts'
import { fullResult, searchResult, type SaidArtwork } from '../../result.ts'
import { slugsAt } from '../../support.ts'
import { dateOf, earliest, plainText, ratingOf, yearOf } from '../../values.ts'

const NAME = 'mobygames'
const BASIC_GENRES = 1

export function toSearchResult(game: unknown): SearchResult | undefined {
  const id = idOf(member(game, 'game_id'))
  const title = text(member(game, 'title'))
  if (id === undefined || title === undefined) return undefined
  return searchResult(NAME, {
    id,
    title,
    alternativeTitles: texts(objects(member(game, 'alternate_titles')).map((other) => other['title'])),
    platforms: slugsAt(
      NAME,
      objects(member(game, 'platforms')).map((platform) => idOf(platform['platform_id'])),
    ),
    year: yearOf(releasedOf(game)),
    cover: address(member(member(game, 'sample_cover'), 'thumbnail_image')),
  })
}

export function toGame(game: unknown, when: number): GameResult | undefined {
  const listed = toSearchResult(game)
  if (!listed) return undefined
  const basic = objects(member(game, 'genres')).filter((genre) => genre['genre_category_id'] === BASIC_GENRES)
  return fullResult(
    listed,
    {
      fields: {
        description: plainText(text(member(game, 'description'))),
        genres: texts(basic.map((genre) => genre['genre_name'])),
        released: releasedOf(game),
        rating: ratingOf(number(member(game, 'moby_score')), 10),
        votes: whole(member(game, 'num_votes')),
        page: address(member(game, 'moby_url')),
      },
      artwork: [
        picture('box', member(game, 'sample_cover')),
        ...objects(member(game, 'sample_screenshots')).map((shot) => picture('snap', shot)),
      ],
      attribution: 'Data by MobyGames.com',
    },
    when,
  )
}

function picture(kind: SaidArtwork['kind'], from: unknown): SaidArtwork {
  return {
    kind,
    url: address(member(from, 'image')),
    width: whole(member(from, 'width')),
    height: whole(member(from, 'height')),
  }
}

/** The earliest of all its platforms. */
function releasedOf(game: unknown): string | undefined {
  return earliest(objects(member(game, 'platforms')).map((on) => dateOf(text(on['first_release_date']))))
}
