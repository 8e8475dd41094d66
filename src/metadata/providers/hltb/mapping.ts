/** HowLongToBeat's games in our form. */
import type { GameResult, SearchResult } from '../../game.ts'
import { idOf, member, number, text, texts, whole } from '../../json.ts'
import { fullResult, searchResult } from '../../result.ts'
import { dateOf, ratingOf, yearOf } from '../../values.ts'
import { PLATFORM_IDS } from './platform-ids.ts'

export const NAME = 'hltb'

export function toSearchResult(game: unknown): SearchResult | undefined {
  const id = idOf(member(game, 'game_id'))
  const title = text(member(game, 'game_name'))
  if (id === undefined || title === undefined) return undefined
  return searchResult(NAME, {
    id,
    title,
    alternativeTitles: texts((text(member(game, 'game_alias')) ?? '').split(',')),
    platforms: platformsOf(text(member(game, 'profile_platform'))),
    year: whole(member(game, 'release_world')) || yearOf(dateOf(text(member(game, 'release_world')))),
    cover: coverOf(game),
  })
}

export function toGame(game: unknown, when: number): GameResult | undefined {
  const listed = toSearchResult(game)
  if (!listed) return undefined
  const { id, year } = listed
  return fullResult(
    listed,
    {
      fields: {
        released: dateOf(text(member(game, 'release_world'))) ?? dateOf(year?.toString()),
        developers: texts([member(game, 'profile_dev')]),
        publishers: texts([member(game, 'profile_pub')]),
        genres: texts((text(member(game, 'profile_genre')) ?? '').split(',')),
        rating: ratingOf(number(member(game, 'review_score')) || undefined, 100),
        votes: whole(member(game, 'count_review')),
        playedBy: whole(member(game, 'count_comp')),
        playTimes: playTimes(game),
        page: `https://howlongtobeat.com/game/${id}`,
      },
      artwork: [{ kind: 'box', url: coverOf(game) }],
      attribution: 'HowLongToBeat.com',
    },
    when,
  )
}

function playTimes(game: unknown) {
  const [story, extras, complete] = ['comp_main', 'comp_plus', 'comp_100'].map(
    (name) => whole(member(game, name)) ?? 0,
  )
  if (!story && !extras && !complete) return undefined
  return { ...(story ? { story } : {}), ...(extras ? { extras } : {}), ...(complete ? { complete } : {}) }
}

function coverOf(game: unknown): string | undefined {
  const file = text(member(game, 'game_image'))
  return file !== undefined && /^[\w-]+\.\w+$/.test(file)
    ? `https://howlongtobeat.com/games/${file}`
    : undefined
}

/** `Game Boy Advance, Super Nintendo`. */
function platformsOf(names: string | undefined): readonly string[] | undefined {
  if (names === undefined) return undefined
  const wanted = new Set(names.split(',').map((name) => name.trim()))
  return Object.entries(PLATFORM_IDS).flatMap(([slug, id]) => (wanted.has(String(id)) ? [slug] : []))
}
