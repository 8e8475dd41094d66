/** Which part of a config threw or makes no sense, and the config without it. */
import type { SourcePlace } from '../../errors.ts'
import { NOT_KNOWN } from '../env.ts'
import { constAround, isClosed, isEnclosed, memberAround } from '../places/locate.ts'
import { offsetOf, pathText } from '../places/place.ts'
import { CONFIG } from '../checking/shapes.ts'

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
      const part = partAround(text, above, offset)
      if (part) return part
    }
  }
  const [outermost] = places.at(-1)?.file === file ? offsets.slice(-1) : []
  return outermost === undefined ? undefined : constAround(text, outermost)
}

/**
 * The same of what makes no sense at the offset. It must lie in the brackets of its part: between two parts nobody knows
 * where the first one ends. Nor does anybody of a `const` with a bracket too many, or too few.
 */
export function partWithoutSense(text: string, offset: number): Part | undefined {
  for (const above of ABOVE) {
    const part = partAround(text, above, offset)
    if (part && isEnclosed(text, part.from, offset)) return part
  }
  const part = constAround(text, offset)
  return part && isClosed(text, part.from, part.to) ? part : undefined
}

function partAround(text: string, above: readonly string[], offset: number): Part | undefined {
  const written = memberAround(text, above, offset)
  if (!written) return undefined
  const path = pathText([...above, written.name])
  return { ...written, path, name: path }
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
