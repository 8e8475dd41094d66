/** What the bytes of XML tags mean: the inner loops of the reader. All return a position, or -1 when it is not here yet. */
import { AMPERSAND, APOSTROPHE, EQUALS, GREATER, LESS, QUOTE, SLASH, isSpace } from './ascii.ts'

/** What a byte means inside an attribute value, if more than itself. */
export const ENTITY = 1
export const HIGH = 2
export const CONTROL = 4
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === AMPERSAND) return ENTITY
  if (byte > 0x7f) return HIGH
  return byte < 0x20 ? CONTROL : 0
})

/** Which of these are among some bytes. */
export function kindsIn(bytes: Buffer, start: number, end: number): number {
  let found = 0
  for (let position = start; position < end; position++) found |= KINDS[bytes[position] ?? 0] ?? 0
  return found
}

const NAME_ENDS = new Uint8Array(0x40)
for (const byte of [0x20, 0x09, 0x0a, 0x0d, GREATER, SLASH, EQUALS, LESS]) NAME_ENDS[byte] = 1

export function endOfName(bytes: Buffer, start: number): number {
  for (let position = start; position < bytes.length; position++) {
    const byte = bytes[position] ?? 0
    if (byte < 0x40 && NAME_ENDS[byte] === 1) return position
  }
  return -1
}

/** May be the end of what is here. */
export function afterSpace(bytes: Buffer, start: number): number {
  let position = start
  while (isSpace(bytes[position])) position++
  return position
}

/** Looking at each byte of a value costs more than asking for its end, unless it is shorter than this. */
const SHORT = 12

/** Where this byte comes next, before `limit`; or -1. */
export function indexBefore(bytes: Buffer, byte: number, start: number, limit: number): number {
  const near = Math.min(start + SHORT, limit)
  for (let position = start; position < near; position++) if (bytes[position] === byte) return position
  const found = near < limit ? bytes.indexOf(byte, near) : -1
  return found < limit ? found : -1
}

/**
 * The `>` of a tag before `limit`, where the next `<` is; or -1. Another `>` may stand between its quotes, but hardly ever
 * does: where there is only one, nothing has to be looked at.
 */
export function endOfTag(bytes: Buffer, start: number, limit: number): number {
  const first = bytes.indexOf(GREATER, start)
  if (first < 0 || first >= limit) return -1
  const second = bytes.indexOf(GREATER, first + 1)
  if (second < 0 || second >= limit) return first
  let quote = 0
  for (let position = start; position < limit; position++) {
    const byte = bytes[position]
    if (quote !== 0) {
      if (byte === quote) quote = 0
    } else if (byte === QUOTE || byte === APOSTROPHE) quote = byte
    else if (byte === GREATER) return position
  }
  return -1
}

/**
 * Passes over text and over elements that are one tag (`<dipvalue name="On" value="1"/>`), of which most of a MAME list
 * is made. Returns where something else begins, or the rest of what is here.
 */
export function afterLeaves(bytes: Buffer, start: number): number {
  let position = bytes.indexOf(LESS, start)
  if (position < 0) return bytes.length
  for (;;) {
    // a letter: neither a closing tag, nor a comment, nor damage
    if ((bytes[position + 1] ?? 0) <= 0x40) return position
    const next = bytes.indexOf(LESS, position + 1)
    if (next < 0) return position
    let end = next - 1
    while (isSpace(bytes[end])) end--
    const isLeaf = bytes[end] === GREATER && bytes[end - 1] === SLASH
    if (!isLeaf || bytes.indexOf(GREATER, position) !== end) return position
    position = next
  }
}
