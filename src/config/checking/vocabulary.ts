/** What the other rooms lend to the config's validation, so that it need not know them. */
import type { Policy } from '../../select/policy.ts'
import type { Target } from '../../targets/preset.ts'
import type { JsonObject } from './check.ts'
import type { ObjectShape, Words } from './shape.ts'

export interface Vocabulary {
  readonly words: Words
  /** Presets by name, for the data forms, which cannot call them. */
  readonly presets: Presets
  /** What may be said to them; nothing is checked of others. */
  readonly presetShapes?: Readonly<Record<string, (options: JsonObject) => ObjectShape>>
  /** Finds words of a policy that mean nothing. */
  readonly checkPolicy?: (policy: Policy) => readonly {
    readonly path: readonly (string | number)[]
    readonly message: string
    readonly suggestions: readonly string[]
  }[]
  /** Finds what is wrong with a target beyond its shape. `key` is a path with dots. */
  readonly checkTarget?: (target: Target) => readonly { readonly key: string; readonly message: string }[]
}

/** A preset as the data forms call it: with whatever stands in the file. It throws an error that says what is wrong. */
type Presets = Readonly<Record<string, (options: JsonObject) => Target>>
