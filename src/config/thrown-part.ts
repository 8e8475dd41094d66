/** Which part of a config threw, and the config without it. */
import type { SourcePlace } from '../errors.ts'
import { NOT_KNOWN } from './env.ts'
import { constAround, memberAround } from './locate.ts'
import { offsetOf, pathText } from './place.ts'
import { CONFIG } from './shapes.ts'

/** A root, a target, or whatever else a value was written for. */
export interface Part {
  /** Where it stands in the config; none of a `const`. */
  readonly path?: string
  /** What it is called in a sentence. */
  readonly name: string
  /** From where to where its value is written. */
  readonly from: number
  readonly to: number
  /** What has to stand before another value. */
  readonly before: string
}

const NAMED_PARTS = Object.entries(CONFIG.fields).flatMap(([key, { shape }]) =>
  shape.kind === 'names' ? [key] : [],
)

/** The parts that may have thrown lie below one of these; the nearest counts. */
const ABOVE: readonly (readonly string[])[] = [...NAMED_PARTS.map((key) => [key]), []]

/**
 * What has a name in the config; else all that stands under one of its keys; else a `const` beside it.
 *
 * @param places of the user's code that took part, innermost first
 */
export function partThatThrew(text: string, file: string, places: readonly SourcePlace[]): Part | undefined {
  const offsets = places.flatMap((place) => (place.file === file ? [offsetOf(text, place)] : []))
  for (const above of ABOVE) {
    for (const offset of offsets) {
      const written = memberAround(text, above, offset)
      if (!written) continue
      const path = pathText([...above, written.name])
      return { ...written, path, name: path }
    }
  }
  const [outermost] = places.at(-1)?.file === file ? offsets.slice(-1) : []
  return outermost === undefined ? undefined : constAround(text, outermost)
}

/** With what is not known in their place. The rest stays where it was: the next error has its right place, too. */
export function withoutParts(text: string, parts: readonly Part[]): string {
  return parts
    .toSorted((a, b) => b.from - a.from)
    .reduce((rest, { from, to, before }) => {
      const instead = `${before}${NOTHING}`
      const blank = rest.slice(from, to).replace(/[^\r\n]/g, ' ')
      const room = blank.replace(/^ +/, (spaces) => spaces.slice(instead.length))
      return `${rest.slice(0, from)}${instead}${room}${rest.slice(to)}`
    }, text)
}

const NOTHING = JSON.stringify(NOT_KNOWN)
