/**
 * Many short texts as one long one, to look for words in all of them at once: that goes through the machine's own search
 * for texts, which is quick from the first key on. A loop over twenty thousand texts is not, before the browser has
 * compiled it.
 */

export interface Haystack {
  readonly length: number
  /**
   * For each text whether it has any of the words (`HAS`), and one of them in its head (`IN_HEAD`).
   * @param headOf where the head of a text ends
   */
  marksOf(words: readonly string[]): Uint8Array
  /** Whether a text begins with this. */
  begins(at: number, text: string): boolean
}

const HAS = 1
export const IN_HEAD = 2

/**
 * @param all each text with a line feed after it; nothing that is looked for has one
 * @param heads the length of the head of each; without, all of it is head
 */
export function haystackOf(all: string, count: number, heads?: Uint32Array): Haystack {
  const starts = new Uint32Array(count + 1)
  for (let at = 0, end = 0; at < count; at++) starts[at + 1] = end = all.indexOf('\n', end) + 1
  const mark = (marks: Uint8Array, word: string): void => {
    let at = 0
    let hit = all.indexOf(word)
    while (hit !== -1) {
      while ((starts[at + 1] ?? Infinity) <= hit) at++
      // the first place is the one nearest to the head
      const place = hit < (starts[at] ?? 0) + (heads?.[at] ?? Infinity) ? IN_HEAD : HAS
      if ((marks[at] ?? 0) < place) marks[at] = place
      at++
      hit = all.indexOf(word, starts[at])
    }
  }
  return {
    length: count,
    marksOf(words) {
      const marks = new Uint8Array(count)
      for (const word of words) mark(marks, word)
      return marks
    },
    begins: (at, text) => all.startsWith(text, starts[at]),
  }
}
