/**
 * Text out of untrusted bytes. Whatever the bytes are, the result is Unicode that can be printed: control
 * characters are gone, runs of blanks are one blank, and what is no text of its encoding is replaced.
 */

import { TextDecoder } from 'node:util'

/** `shift-jis` is also right for ASCII and for JIS X 0201, which cartridges of Japan use. */
export type TextEncoding = 'ascii' | 'shift-jis' | 'utf-8' | 'utf-16le'

/** What headers pad their fields with, and what no reader wants to see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\ufffd]+/gu

/** The text of a fixed field: it ends at the first zero. Empty when there is none. */
export function fieldText(bytes: Uint8Array, encoding: TextEncoding): string {
  return cleaned(decode(untilZero(bytes, encoding === 'utf-16le' ? 2 : 1), encoding))
}

/**
 * A fixed field of ASCII, or '' when it holds anything else: for codes and serials, which are never guessed.
 */
export function codeText(bytes: Uint8Array): string {
  const text = latin1(untilZero(bytes, 1))
  return /^[ -~]*$/.test(text) ? text.trim() : ''
}

/** One character a byte. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/**
 * A whole text file of unknown encoding: by its byte order mark, else UTF-8, else Shift-JIS or Latin-1. In
 * Shift-JIS an accented letter and the next one are a rare character, so only full-width kana show that a
 * text is Japanese.
 */
export function fileText(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return decode(bytes.subarray(2), 'utf-16le')
  if (a === 0xfe && b === 0xff) return decode(pairsSwapped(bytes.subarray(2)), 'utf-16le')
  const utf8 = strictly(bytes, 'utf-8')
  if (utf8 !== undefined) return utf8
  const japanese = strictly(bytes, 'shift-jis')
  return japanese !== undefined && /[\u3041-\u30ff]/.test(japanese) ? japanese : latin1(bytes)
}

function pairsSwapped(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16()
}

function decode(bytes: Uint8Array, encoding: TextEncoding): string {
  if (encoding === 'ascii') return latin1(bytes).replace(/[^ -~]/g, ' ')
  return decoderOf(encoding, false)?.decode(bytes) ?? decode(bytes, 'ascii')
}

function strictly(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return decoderOf(encoding, true)?.decode(bytes)
  } catch {
    return undefined
  }
}

/** Undefined where Node was built without the tables of other encodings. */
function decoderOf(encoding: TextEncoding, fatal: boolean): TextDecoder | undefined {
  try {
    return new TextDecoder(encoding, { fatal })
  } catch {
    return undefined
  }
}

function cleaned(text: string): string {
  return text.normalize('NFKC').replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
}

/** Up to the first character that is zero; `width`: bytes a character. */
function untilZero(bytes: Uint8Array, width: 1 | 2): Uint8Array {
  for (let i = 0; i + width <= bytes.length; i += width) {
    if (bytes[i] === 0 && (width === 1 || bytes[i + 1] === 0)) return bytes.subarray(0, i)
  }
  return bytes
}
