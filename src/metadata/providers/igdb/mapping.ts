/** IGDB's games in our form. What is not expanded is a bare id, and what it does not know is not there. */
import type { GameResult, SearchResult } from '../../game.ts'
import { address, at, idOf, member, number, objects, text, texts, truth, whole } from '../../json.ts'
import { fullResult, searchResult, type SaidArtwork } from '../../result.ts'
import { slugsAt } from '../../support.ts'
import { dateOfSeconds, plainText, playersUpTo, ratingOf, yearOf } from '../../values.ts'

/** What a list of candidates needs. */
export const SEARCH_FIELDS = 'name,alternative_names.name,first_release_date,platforms.id,cover.image_id'

export const GAME_FIELDS = [
  'name,slug,url,summary,first_release_date,total_rating,total_rating_count',
  'cover.image_id,screenshots.image_id,artworks.image_id',
  'platforms.id,platforms.name,genres.name,game_modes.name',
  'franchise.name,franchises.name,collections.name',
  'alternative_names.name',
  'involved_companies.company.name,involved_companies.developer,involved_companies.publisher',
  'multiplayer_modes.offlinemax,multiplayer_modes.offlinecoop,multiplayer_modes.campaigncoop',
  'age_ratings.organization.name,age_ratings.rating_category.rating',
].join(',')

const IMAGES = 'https://images.igdb.com/igdb/image/upload'
const NAME = 'igdb'

export function toSearchResult(game: unknown): SearchResult | undefined {
  const id = idOf(member(game, 'id'))
  const title = text(member(game, 'name'))
  if (id === undefined || title === undefined) return undefined
  return searchResult(NAME, {
    id,
    title,
    alternativeTitles: names(game, 'alternative_names'),
    platforms: slugsAt(
      NAME,
      objects(member(game, 'platforms')).map((platform) => idOf(platform['id'])),
    ),
    year: yearOf(releasedOf(game)),
    cover: image(member(game, 'cover'), 'cover_big'),
  })
}

export function toGame(game: unknown, when: number): GameResult | undefined {
  const listed = toSearchResult(game)
  if (!listed) return undefined
  const modes = objects(member(game, 'multiplayer_modes'))
  const most = Math.max(0, ...modes.map((mode) => whole(mode['offlinemax']) ?? 0))
  return fullResult(
    listed,
    {
      fields: {
        description: plainText(text(member(game, 'summary'))),
        developers: companies(game, 'developer'),
        publishers: companies(game, 'publisher'),
        genres: names(game, 'genres'),
        franchises: texts([
          at(game, 'franchise', 'name'),
          ...names(game, 'franchises'),
          ...names(game, 'collections'),
        ]),
        modes: names(game, 'game_modes'),
        released: releasedOf(game),
        players: playersUpTo(most),
        cooperative:
          modes.length === 0
            ? undefined
            : modes.some(
                (mode) => truth(mode['offlinecoop']) === true || truth(mode['campaigncoop']) === true,
              ),
        rating: ratingOf(number(member(game, 'total_rating')), 100),
        votes: whole(member(game, 'total_rating_count')),
        ageRatings: objects(member(game, 'age_ratings')).flatMap((rating) => {
          const by = text(at(rating, 'organization', 'name'))
          const category = text(at(rating, 'rating_category', 'rating'))
          return by === undefined || category === undefined ? [] : [`${by} ${category}`]
        }),
        page: address(member(game, 'url')),
      },
      artwork: [
        art('box', member(game, 'cover')),
        ...objects(member(game, 'screenshots')).map((one) => art('snap', one)),
        ...objects(member(game, 'artworks')).map((one) => art('background', one)),
      ],
      attribution: 'IGDB.com',
    },
    when,
  )
}

function art(kind: SaidArtwork['kind'], from: unknown): SaidArtwork {
  return { kind, url: image(from, '1080p'), format: 'jpg' }
}

function image(from: unknown, size: string): string | undefined {
  const id = idOf(member(from, 'image_id'))
  return id === undefined ? undefined : `${IMAGES}/t_${size}/${id}.jpg`
}

function names(game: unknown, relation: string): readonly string[] {
  return texts(objects(member(game, relation)).map((one) => one['name']))
}

function companies(game: unknown, role: 'developer' | 'publisher'): readonly string[] {
  const involved = objects(member(game, 'involved_companies')).filter((one) => one[role] === true)
  return texts(involved.map((one) => at(one, 'company', 'name')))
}

function releasedOf(game: unknown): string | undefined {
  return dateOfSeconds(number(member(game, 'first_release_date')))
}
