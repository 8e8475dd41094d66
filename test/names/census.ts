/** Counts what the parser makes of many names, and checks that each is made up of its tags. */
import type { ReleaseFacts } from '../../src/names/facts.ts'

export interface Census {
  /** How often any tag stands in a name. */
  readonly uses: number
  readonly known: number
  /** Texts that mean nothing to us, the most frequent first. */
  readonly unknown: readonly (readonly [text: string, uses: number])[]
}

export function censusOf(all: readonly ReleaseFacts[]): Census {
  const unknown = new Map<string, number>()
  let uses = 0
  let opaque = 0
  for (const { name, title, tags } of all) {
    let at = 0
    for (const { kind, span, text } of tags) {
      if (span[0] < at || !name.slice(...span).includes(text)) throw new Error(`${name}: ${text}`)
      at = span[1]
      uses++
      if (kind !== 'additional') continue
      opaque++
      unknown.set(text, (unknown.get(text) ?? 0) + 1)
    }
    if (title === '' && name.trim() !== '') throw new Error(`${name} has no title`)
  }
  return { uses, known: uses - opaque, unknown: [...unknown].sort((a, b) => b[1] - a[1]) }
}
