/** Words that a config may use. */

/** One of these words, which editors complete, or any other text, so that a `string` in a variable will do as well. */
export type Known<W extends string> = W | (string & Record<never, never>)
