/** The tree of a target: every file that it should hold, and where its bytes come from. */
import type { ViewKind } from '../inventory/content.ts'

/** Where the bytes of an output come from. */
type Origin =
  /** A content the user owns, as it is or as one of its views. */
  | { readonly content: string; readonly view?: ViewKind }
  /** A small generated text, such as a playlist. */
  | { readonly text: string }

/** One file a target should hold. `sha1` and `size` are of the bytes on the device, known before anything is written. */
export interface TreeFile {
  /** Relative to the target, `/` between parts, never absolute, never with `..`. */
  readonly path: string
  readonly size: number
  readonly sha1: string
  readonly origin: Origin
  /** What a person calls it: the release, or the playlist. */
  readonly label: string
}

/** Everything a target should hold, sorted by path in code-unit order. */
export interface Tree {
  readonly files: readonly TreeFile[]
}
