/** Flashpoint's games in our form. */
import type { GameResult, SearchResult } from '../../game.ts'
import { list, member, text, texts } from '../../json.ts'
import { platformsWithId } from '../../platform-ids.ts'
import { fullResult, searchResult } from '../../result.ts'
import { dateOf, plainText, yearOf } from '../../values.ts'

export const NAME = 'flashpoint'
const IMAGES = 'https://infinity.unstable.life/images'
export const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

export function toSearchResult(game: unknown): SearchResult | undefined {
  const id = text(member(game, 'id'))
  const title = text(member(game, 'title'))
  if (id === undefined || !ID.test(id) || title === undefined) return undefined
  return searchResult(NAME, {
    id,
    title,
    alternativeTitles: several(member(game, 'alternateTitles')),
    platforms: platformsWithId(NAME, text(member(game, 'platform')) ?? ''),
    year: yearOf(dateOf(text(member(game, 'releaseDate')))),
    cover: picture('Logos', id),
  })
}

export function toGame(game: unknown, when: number): GameResult | undefined {
  const listed = toSearchResult(game)
  if (!listed) return undefined
  const { id } = listed
  return fullResult(
    listed,
    {
      fields: {
        description: plainText(text(member(game, 'originalDescription'))),
        developers: several(member(game, 'developer')),
        publishers: several(member(game, 'publisher')),
        genres: Array.isArray(member(game, 'tags'))
          ? texts(list(member(game, 'tags')))
          : several(member(game, 'tags')),
        franchises: several(member(game, 'series')),
        modes: several(member(game, 'playMode')),
        released: dateOf(text(member(game, 'releaseDate'))),
        languages: several(member(game, 'language')),
      },
      artwork: [
        { kind: 'logo', url: picture('Logos', id), format: 'jpg' },
        { kind: 'snap', url: picture('Screenshots', id), format: 'jpg' },
      ],
      attribution: 'Flashpoint Archive',
    },
    when,
  )
}

/** `A; B`. */
function several(value: unknown): readonly string[] {
  return texts((text(value) ?? '').split(';'))
}

function picture(folder: string, id: string): string {
  return `${IMAGES}/${folder}/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}?type=jpg`
}
