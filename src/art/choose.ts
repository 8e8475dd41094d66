/** Which picture of a game is taken: kind by kind, from the first source that has one. */
import type { PictureTable } from '../catalog/pictures.ts'
import type { Problem } from '../errors.ts'
import type { PictureKind } from '../targets/pictures/files.ts'
import { isFormat, measure, type PictureFile } from './measure.ts'
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
  /** Its file cannot be read now, and nobody has another. The picture is what it was: a device may still have it. */
  readonly isLost?: true
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
  return (game, kinds) => {
    let lost: Chosen | undefined
    const take = (source: string, kind: PictureKind, as: Pick<Chosen, 'kind' | 'isGuess'>) => {
      const found = sources.get(source)?.find(game, kind)
      if (!found) return undefined
      if ('sha1' in found) return { ...as, source, picture: found }
      const measured = measure(table, found)
      if ('picture' in measured) return { ...as, source, picture: measured.picture }
      problems.push(measured.problem)
      const was = table.lastOf(found.path)
      if (was && isFormat(was.format))
        lost ??= { ...as, source, picture: { ...was, format: was.format }, isLost: true }
      return undefined
    }
    for (const kind of kinds) {
      for (const source of orderFor(orders, kind)) {
        const chosen = take(source, kind, { kind, isGuess: false })
        if (chosen) return chosen
      }
    }
    if (!kinds.includes('box') || !orderFor(orders, 'box').includes(LISTS)) return lost
    return take(LISTS, 'snap', { kind: 'box', isGuess: true }) ?? lost
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
