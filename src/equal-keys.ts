/** Keys that stand more than once in one object of a JSON text. `JSON.parse` takes the last one, and says nothing. */
import { visit } from 'jsonc-parser'

interface EqualKey {
  readonly name: string
  /** The keys and list positions of the object that has it, from the top. */
  readonly path: readonly (string | number)[]
  /** Where it stands again, in UTF-16 units. */
  readonly offset: number
  /** From 1. */
  readonly line: number
}

/** More than these nobody reads at once. */
const MOST = 20

/** The first few, in the order of the text, which may have comments. What is no JSON has none to speak of. */
export function equalKeys(text: string): readonly EqualKey[] {
  const open: Set<string>[] = []
  const found: EqualKey[] = []
  try {
    visit(text.replace(/^\ufeff/, ' '), {
      onObjectBegin() {
        open.push(new Set())
      },
      onObjectEnd() {
        open.pop()
      },
      onObjectProperty(name, offset, _, line, __, path) {
        const keys = open.at(-1)
        if (keys?.has(name) && found.length < MOST) found.push({ name, path: path(), offset, line: line + 1 })
        keys?.add(name)
      },
    })
  } catch (error) {
    // nested deeper than anything that means something
    if (!(error instanceof RangeError)) throw error
  }
  return found
}
