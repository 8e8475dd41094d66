/** Which picture of a game is taken: kind by kind, from the first source that has one. */
import type { PictureTable } from '../catalog/pictures.ts'
import type { Problem } from '../errors.ts'
import type { PictureKind } from '../targets/picture-files.ts'
import { measure, type PictureFile } from './measure.ts'
import type { Picture } from './picture.ts'

/** A game, by all that sources know games by. */
export interface ArtGame {
  readonly release: string
  /** SHA-1 of the owned files. */
  readonly contents: readonly string[]
  /** Keys of names that pictures of it may have (see `pictureKey`), surest first. */
  readonly keys: readonly string[]
}

/** Somewhere pictures are. */
export interface ArtSource {
  find(game: ArtGame, kind: PictureKind): PictureFile | Picture | undefined
}

export interface ArtOrder {
  /** Names of sources, first one first. */
  readonly order: readonly string[]
  /** Another order for some kinds. */
  readonly kinds: { readonly [Kind in PictureKind]?: readonly string[] }
}

export interface Chosen {
  readonly kind: PictureKind
  /** Name of the source. */
  readonly source: string
  readonly picture: Picture
  /** It stands in for a box that nobody has. */
  readonly isGuess: boolean
}

/** The source whose first picture of a game may be anything, its box as well. */
const LISTS = 'gamelist'

function orderFor({ order, kinds }: ArtOrder, kind: PictureKind): readonly string[] {
  return kinds[kind] ?? order
}

/** @param problems is told of files that are no pictures */
export function chooser(
  sources: ReadonlyMap<string, ArtSource>,
  orders: ArtOrder,
  table: PictureTable,
  problems: Problem[],
): (game: ArtGame, kinds: readonly PictureKind[]) => Chosen | undefined {
  const take = (name: string, game: ArtGame, kind: PictureKind): Picture | undefined => {
    const found = sources.get(name)?.find(game, kind)
    if (!found || 'sha1' in found) return found
    const measured = measure(table, found)
    if ('picture' in measured) return measured.picture
    problems.push(measured.problem)
    return undefined
  }
  return (game, kinds) => {
    for (const kind of kinds) {
      for (const source of orderFor(orders, kind)) {
        const picture = take(source, game, kind)
        if (picture) return { kind, source, picture, isGuess: false }
      }
    }
    if (!kinds.includes('box') || !orderFor(orders, 'box').includes(LISTS)) return undefined
    const picture = take(LISTS, game, 'snap')
    return picture && { kind: 'box', source: LISTS, picture, isGuess: true }
  }
}

/** Kinds of pictures that providers may have and that would be better than the one that is there. */
export function betterThan(
  chosen: Pick<Chosen, 'kind' | 'source' | 'isGuess'> | undefined,
  kinds: readonly PictureKind[],
  orders: ArtOrder,
  isProvider: (source: string) => boolean,
): readonly Try[] {
  const tries: Try[] = []
  for (const kind of kinds) {
    const names = orderFor(orders, kind)
    const isThere = chosen && !chosen.isGuess && chosen.kind === kind
    const providers = (isThere ? names.slice(0, names.indexOf(chosen.source)) : names).filter(isProvider)
    if (providers.length > 0) tries.push({ kind, providers })
    if (isThere) break
  }
  return tries
}

/** A kind of picture, and whom to ask for it, in order. */
export interface Try {
  readonly kind: PictureKind
  readonly providers: readonly string[]
}
