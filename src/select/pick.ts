/** The last form of a choice: a game, the release that is kept of it, and the files that are owned of that. */
import type { MatchedAs } from '../inventory/hashing/content.ts'
import type { ViewKind } from '../inventory/hashing/view-kind.ts'
import type { Reason } from './selection.ts'

/** What a policy gives for one game on one platform: the best release that is owned, or the one that is missing. */
export interface Pick {
  /** Platform slug. */
  readonly platform: string
  /** What people call the game. */
  readonly game: string
  /** The release that is kept: owned if any is, else the wanted one. */
  readonly release: string
  /** Set when a better release exists that is not owned. */
  readonly wanted?: string
  readonly why?: Reason
  readonly regions: readonly string[]
  readonly languages: readonly string[]
  readonly year?: number
  readonly disc?: number
  /** A demo, system software, or something else that is not the game itself. */
  readonly isApart?: true
  /** The owned files, in DAT order; empty when the game is missing. */
  readonly files: readonly PickedFile[]
}

export interface PickedFile {
  /** File name as the DAT gives it. */
  readonly name: string
  /** The owned content. */
  readonly content: Shape
  /**
   * The view, or the statement of the file itself, by which the DAT knows it; absent when the DAT describes the content
   * as it is.
   */
  readonly matched?: MatchedAs
  readonly views: readonly (Shape & { readonly kind: ViewKind })[]
  /** Extension of the user's own file, lower case, without dot. */
  readonly extension: string
  /** A sheet that no DAT lists so, and that names the tracks that lie beside it. */
  readonly fits?: true
  /** What a sheet says, where its tracks can be renamed in it. */
  readonly sheet?: SheetText
}

export interface SheetText {
  readonly kind: 'cue' | 'gdi'
  readonly text: string
  /** What it calls a track and what the DAT does: absent where that is the same of all. */
  readonly names?: readonly (readonly [string, string])[]
}

export interface Shape {
  readonly sha1: string
  readonly size: number
  readonly crc32: number
}
