/** Makes results: what is not known is left out, and every field is told who said it. */
import { defined } from '../defined.ts'
import type {
  Artwork,
  ArtKind,
  FieldName,
  GameMetadata,
  GameResult,
  MetadataFields,
  SearchResult,
} from './game.ts'

/** Fields as a provider's mapping reads them. Empty lists and texts mean that it says nothing. */
export type SaidFields = { readonly [Field in FieldName]?: MetadataFields[Field] | undefined }

interface SaidGame {
  readonly id: string
  readonly title: string | undefined
  readonly platforms?: readonly string[] | undefined
  readonly ids?: Readonly<Record<string, string>>
  readonly fields: SaidFields
  readonly artwork?: readonly SaidArtwork[]
  readonly attribution?: string
}

/** `Artwork` of which any detail may be undefined. */
export type SaidArtwork = { readonly kind: ArtKind; readonly url: string | undefined } & {
  readonly [Detail in Exclude<keyof Artwork, 'kind' | 'url' | 'provider'>]?: Artwork[Detail] | undefined
}

export function gameResult(provider: string, said: SaidGame, at: number): GameResult {
  const { id, title, platforms, ids = {}, fields, artwork = [], attribution } = said
  return {
    provider,
    id,
    ...(title === undefined ? {} : { title }),
    ...(platforms === undefined || platforms.length === 0 ? {} : { platforms }),
    ids,
    metadata: facts(fields, { provider, id, at }),
    artwork: artwork.flatMap(({ url, ...details }) =>
      url === undefined ? [] : [{ ...defined(details), kind: details.kind, url, provider }],
    ),
    ...(attribution === undefined ? {} : { attribution }),
  }
}

/** A game that a search lists, with all else that is said of it. */
export function fullResult(
  { provider, id, title, platforms, alternativeTitles }: SearchResult,
  said: Omit<SaidGame, 'id' | 'title' | 'platforms'>,
  at: number,
): GameResult {
  const fields = { alternativeTitles, ...said.fields }
  return gameResult(provider, { ...said, id, title, platforms, fields }, at)
}

export function searchResult(
  provider: string,
  said: {
    readonly id: string
    readonly title: string
    readonly alternativeTitles?: readonly string[]
    readonly platforms?: readonly string[] | undefined
    readonly year?: number | undefined
    readonly cover?: string | undefined
  },
): SearchResult {
  const { id, title, alternativeTitles = [], platforms, year, cover } = said
  return {
    provider,
    id,
    title,
    alternativeTitles: alternativeTitles.filter((other) => other !== title),
    ...defined({ platforms, year, cover }),
  }
}

/** What a search would list of a game. */
export function asSearchResult({
  provider,
  id,
  title = id,
  platforms,
  metadata,
  artwork,
}: GameResult): SearchResult {
  const year = metadata.released?.value.slice(0, 4)
  return searchResult(provider, {
    id,
    title,
    alternativeTitles: metadata.alternativeTitles?.value ?? [],
    platforms,
    year: year === undefined ? undefined : Number(year),
    cover: artwork.find(({ kind }) => kind === 'box')?.url,
  })
}

function facts(fields: SaidFields, source: { provider: string; id: string; at: number }): GameMetadata {
  const said = Object.entries(fields).filter(([, value]) => !isEmpty(value))
  return Object.fromEntries(said.map(([name, value]) => [name, { value, ...source }]))
}

/** Whether a value says nothing. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
