/** RetroAchievements' games in our form. Titles carry marks: `~Hack~`, `[Subset - Bonus]`; ` | ` parts two titles. */
import type { ArtKind, GameResult, SearchResult } from '../../game.ts'
import { idOf, list, member, text, texts, whole } from '../../json.ts'
import { gameResult, searchResult, type SaidArtwork } from '../../result.ts'
import { slugsAt } from '../../support.ts'
import { dateOf, yearOf } from '../../values.ts'

const NAME = 'retroachievements'
const MEDIA = 'https://media.retroachievements.org'

export interface ListedGame {
  readonly result: SearchResult
  /** Lower case. */
  readonly hashes: readonly string[]
  /** A hack, a demo or a subset: never what a plain title means. */
  readonly isMarked: boolean
}

const MARK = /~[^~]{1,40}~|\[Subset - [^\]]{1,100}\]/g

export function toListedGame(game: unknown, platform: string): ListedGame | undefined {
  const id = idOf(member(game, 'ID'))
  const written = text(member(game, 'Title'))
  if (id === undefined || written === undefined) return undefined
  const [title, ...others] = titlesOf(written)
  if (title === undefined) return undefined
  return {
    result: searchResult(NAME, { id, title, alternativeTitles: others, platforms: [platform] }),
    hashes: texts(list(member(game, 'Hashes'))).map((hash) => hash.toLowerCase()),
    isMarked: written.search(MARK) >= 0,
  }
}

export function toGame(game: unknown, when: number): GameResult | undefined {
  const id = idOf(member(game, 'ID'))
  const [title, ...others] = titlesOf(text(member(game, 'Title')) ?? '')
  if (id === undefined || title === undefined) return undefined
  const released = dateOf(text(member(game, 'Released')))
  const exactness = text(member(game, 'ReleasedAtGranularity'))
  return gameResult(
    NAME,
    {
      id,
      title,
      platforms: slugsAt(NAME, [idOf(member(game, 'ConsoleID'))]),
      fields: {
        alternativeTitles: others,
        developers: texts([member(game, 'Developer')]),
        publishers: texts([member(game, 'Publisher')]),
        genres: texts([member(game, 'Genre')]),
        released:
          exactness === 'year'
            ? yearOf(released)?.toString()
            : exactness === 'month'
              ? released?.slice(0, 7)
              : released,
        achievements: whole(member(game, 'NumAchievements')),
        playedBy: whole(member(game, 'NumDistinctPlayers')),
        page: `https://retroachievements.org/game/${id}`,
      },
      artwork: [
        art('box', member(game, 'ImageBoxArt')),
        art('title', member(game, 'ImageTitle')),
        art('snap', member(game, 'ImageIngame')),
        art('icon', member(game, 'ImageIcon')),
      ],
      attribution: 'RetroAchievements.org',
    },
    when,
  )
}

function titlesOf(title: string): readonly string[] {
  return texts(title.replace(MARK, ' ').split(' | '))
}

function art(kind: ArtKind, path: unknown): SaidArtwork {
  const read = text(path)
  // what is not in that folder is its sign for "none", or not of its making
  return {
    kind,
    url: read !== undefined && /^\/Images\/[\w-]+\.\w+$/.test(read) ? MEDIA + read : undefined,
    format: 'png',
  }
}
