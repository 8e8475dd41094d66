/**
 * TheGamesDB's games in our form. Genres and companies are numbers, whose names stand in tables of their own; and its
 * `rating` is the age it is fit for, not how good it is.
 */
import { ownValue } from '../../../own-value.ts'
import type { ArtKind, GameResult, SearchResult } from '../../game.ts'
import { address, at, idOf, list, member, objects, text, texts, truth, whole } from '../../json.ts'
import { fullResult, searchResult, type SaidArtwork } from '../../result.ts'
import { slugsAt } from '../../support.ts'
import { dateOf, esrbRatings, plainText, playersUpTo, yearOf } from '../../values.ts'

const NAME = 'thegamesdb'

/** Names by id. */
export interface Tables {
  readonly genres: ReadonlyMap<string, string>
  readonly developers: ReadonlyMap<string, string>
  readonly publishers: ReadonlyMap<string, string>
}

/** Pictures stand beside the games: by id, relative to a base. */
interface Pictures {
  readonly base: string | undefined
  readonly of: unknown
}

export function picturesOf(reply: unknown): Pictures {
  const boxart = at(reply, 'include', 'boxart')
  return { base: address(at(boxart, 'base_url', 'original')), of: member(boxart, 'data') }
}

export function isReadable(game: unknown): boolean {
  return idOf(member(game, 'id')) !== undefined && text(member(game, 'game_title')) !== undefined
}

export function toSearchResult(game: unknown, pictures: Pictures): SearchResult | undefined {
  const id = idOf(member(game, 'id'))
  const title = text(member(game, 'game_title'))
  if (id === undefined || title === undefined) return undefined
  return searchResult(NAME, {
    id,
    title,
    alternativeTitles: texts(list(member(game, 'alternates'))),
    platforms: slugsAt(NAME, [idOf(member(game, 'platform'))]),
    year: yearOf(dateOf(text(member(game, 'release_date')))),
    cover: artworkOf(id, pictures).find(({ kind }) => kind === 'box')?.url,
  })
}

export function toGame(
  game: unknown,
  pictures: Pictures,
  tables: Tables,
  when: number,
): GameResult | undefined {
  const listed = toSearchResult(game, pictures)
  if (!listed) return undefined
  return fullResult(
    listed,
    {
      fields: {
        description: plainText(text(member(game, 'overview'))),
        developers: names(member(game, 'developers'), tables.developers),
        publishers: names(member(game, 'publishers'), tables.publishers),
        genres: names(member(game, 'genres'), tables.genres),
        released: dateOf(text(member(game, 'release_date'))),
        players: playersUpTo(whole(member(game, 'players'))),
        cooperative: truth(member(game, 'coop')),
        ageRatings: esrbRatings(text(member(game, 'rating'))),
        page: `https://thegamesdb.net/game.php?id=${listed.id}`,
      },
      artwork: artworkOf(listed.id, pictures),
      attribution: 'TheGamesDB.net',
    },
    when,
  )
}

function names(ids: unknown, table: ReadonlyMap<string, string>): readonly string[] {
  return texts(list(ids).map((id) => table.get(idOf(id) ?? '')))
}

const KINDS: Readonly<Record<string, ArtKind>> = {
  fanart: 'background',
  banner: 'banner',
  screenshot: 'snap',
  clearlogo: 'logo',
  titlescreen: 'title',
  icon: 'icon',
}

function artworkOf(id: string, { base, of }: Pictures): readonly SaidArtwork[] {
  return objects(member(of, id)).flatMap((picture) => {
    const type = text(picture['type']) ?? ''
    const isBack = text(picture['side']) === 'back'
    const kind = type === 'boxart' ? (isBack ? 'back' : 'box') : ownValue(KINDS, type)
    const file = text(picture['filename'])
    if (kind === undefined || base === undefined || file === undefined) return []
    const size = /^(\d{1,5})x(\d{1,5})$/.exec(text(picture['resolution']) ?? '')
    const url = URL.canParse(file, base) ? new URL(file, base).href : undefined
    return {
      kind,
      url: url?.startsWith(base) ? url : undefined,
      width: size ? Number(size[1]) : undefined,
      height: size ? Number(size[2]) : undefined,
    }
  })
}
