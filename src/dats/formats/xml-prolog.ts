/** Where comments and document types end: what stands before the first element. */
import type { CuratorError } from '../../errors.ts'
import { APOSTROPHE, BANG, GREATER, HYPHEN, LESS, QUOTE } from './ascii.ts'

/** The position after the comment that begins at `start`, or -1 when its end is not here yet. */
export function endOfComment(bytes: Buffer, start: number): number {
  const end = bytes.indexOf('-->', start + 4)
  return end < 0 ? -1 : end + 3
}

/**
 * The position after the document type that begins at `start`, or -1 when its end is not here yet. MAME's lists carry
 * their whole grammar in it. Only a declaration of entities is of interest: it is refused, since entities that expand
 * into each other can fill any memory.
 */
export function endOfDoctype(
  bytes: Buffer,
  start: number,
  refused: (position: number) => CuratorError,
): number {
  let depth = 0
  for (let position = start + 2; position < bytes.length; position++) {
    const byte = bytes[position]
    if (byte === QUOTE || byte === APOSTROPHE) {
      position = bytes.indexOf(byte, position + 1)
      if (position < 0) return -1
    } else if (byte === LESS && bytes[position + 1] === BANG && bytes[position + 2] === HYPHEN) {
      position = endOfComment(bytes, position) - 1
      if (position < 0) return -1
    } else if (byte === LESS) {
      if (bytes.toString('latin1', position, position + ENTITY.length) === ENTITY) throw refused(position)
      depth++
    } else if (byte === GREATER && depth-- === 0) return position + 1
  }
  return -1
}

const ENTITY = '<!ENTITY'
