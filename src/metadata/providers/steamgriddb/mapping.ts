/** SteamGridDB's games and pictures in our form. */
import type { ArtKind, SearchResult } from '../../game.ts'
import { address, idOf, member, number, text, whole } from '../../json.ts'
import { searchResult, type SaidArtwork } from '../../result.ts'
import { dateOfSeconds, yearOf } from '../../values.ts'

export const NAME = 'steamgriddb'
export const LISTS = ['grids', 'heroes', 'logos', 'icons'] as const

export function toSearchResult(game: unknown): SearchResult | undefined {
  const id = idOf(member(game, 'id'))
  const title = text(member(game, 'name'))
  if (id === undefined || title === undefined) return undefined
  return searchResult(NAME, { id, title, year: yearOf(dateOfSeconds(number(member(game, 'release_date')))) })
}

export function toArtwork(list: (typeof LISTS)[number], one: unknown): SaidArtwork {
  const [width, height] = [whole(member(one, 'width')), whole(member(one, 'height'))]
  const mime = text(member(one, 'mime'))
  return {
    kind: kindOf(list, width ?? 0, height ?? 0),
    url: address(member(one, 'url')),
    width,
    height,
    language: text(member(one, 'language')),
    format: mime?.startsWith('image/') ? mime.slice('image/'.length) : undefined,
  }
}

/** Grids are tiles of Steam: upright ones are boxes, wide ones banners. */
function kindOf(list: (typeof LISTS)[number], width: number, height: number): ArtKind {
  if (list === 'heroes') return 'background'
  if (list === 'logos') return 'logo'
  if (list === 'icons' || width === height) return 'icon'
  return width > height ? 'banner' : 'box'
}
