/** What the bytes of XML tags mean: the inner loops of the reader. All return a position, or -1 when it is not here yet. */
import { AMPERSAND, APOSTROPHE, EQUALS, GREATER, LESS, QUOTE, SLASH, isSpace } from './ascii.ts'

/** What a byte means inside an attribute value. */
export const PLAIN = 0
export const ENTITY = 1
export const HIGH = 2
export const CONTROL = 4
export const STOP = 8
export const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === QUOTE || byte === APOSTROPHE || byte === LESS) return STOP
  if (byte === AMPERSAND) return ENTITY
  if (byte > 0x7f) return HIGH
  return byte < 0x20 ? CONTROL : PLAIN
})

const NAME_ENDS = new Uint8Array(0x40)
for (const byte of [0x20, 0x09, 0x0a, 0x0d, GREATER, SLASH, EQUALS, LESS]) NAME_ENDS[byte] = 1

export function endOfName(bytes: Uint8Array, start: number): number {
  for (let position = start; position < bytes.length; position++) {
    const byte = bytes[position] ?? 0
    if (byte < 0x40 && NAME_ENDS[byte] === 1) return position
  }
  return -1
}

/** May be the end of what is here. */
export function afterSpace(bytes: Uint8Array, start: number): number {
  let position = start
  while (isSpace(bytes[position])) position++
  return position
}

/** The `>` of the tag, between whose quotes another may stand; or a `<`, which stands nowhere in a tag. */
export function endOfTag(bytes: Uint8Array, start: number): number {
  let quote = 0
  for (let position = start; position < bytes.length; position++) {
    const byte = bytes[position] ?? 0
    if (byte > GREATER) continue
    if (byte === LESS) return position
    if (quote !== 0) {
      if (byte === quote) quote = 0
    } else if (byte === QUOTE || byte === APOSTROPHE) quote = byte
    else if (byte === GREATER) return position
  }
  return -1
}
