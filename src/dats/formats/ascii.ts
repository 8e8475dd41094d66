/** The bytes that DAT syntax is made of. */
export const LESS = 0x3c
export const GREATER = 0x3e
export const SLASH = 0x2f
export const BACKSLASH = 0x5c
export const BANG = 0x21
export const QUESTION = 0x3f
export const EQUALS = 0x3d
export const QUOTE = 0x22
export const APOSTROPHE = 0x27
export const AMPERSAND = 0x26
export const HYPHEN = 0x2d
export const BRACKET = 0x5b
export const OPEN = 0x28
export const CLOSE = 0x29
export const NEWLINE = 0x0a

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x09 || byte === 0x0d
}

/** Where the text begins: after a UTF-8 byte order mark, if there is one. */
export function afterByteOrderMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}
