/**
 * What the first bytes of a picture say: its format and size. Bytes that are no picture are told apart here, whatever
 * they are called and whatever a server said of them. Formats: PNG (ISO/IEC 15948), JPEG (ITU-T T.81), GIF89a, WebP
 * (RFC 9649).
 */
import { hash } from 'node:crypto'
import type { PictureFormat } from '../targets/pictures/files.ts'
import { count } from '../wording.ts'
import { isWhole } from './whole.ts'

/** GIF is read and converted, and never made. */
export type ReadableFormat = PictureFormat | 'gif'

interface PictureFacts {
  readonly format: ReadableFormat
  readonly width: number
  readonly height: number
}

/** A picture by its bytes. */
export interface Picture extends PictureFacts {
  /** Lower-case hex. */
  readonly sha1: string
  readonly size: number
}

/** A picture of a game has rarely more than one million. */
export const MOST_BYTES = 32_000_000
/** More than any screen shows; a few bytes may claim to be a picture that fills the memory. */
const MOST_SIDE = 16_384
const MOST_PIXELS = 100_000_000

/** Undefined when the bytes are no picture, one of a size that nobody can mean, or not all of it. */
export function pictureOf(bytes: Uint8Array): Picture | undefined {
  const facts = readFacts(bytes)
  if (!facts || !isWhole(bytes, facts.format)) return undefined
  return { ...facts, sha1: hash('sha1', bytes), size: bytes.length }
}

/** Why bytes are no picture: completes "it". */
export function whyNone(bytes: Uint8Array): string {
  const facts = saidFacts(bytes)
  if (!facts) return 'is no PNG, JPEG, WebP or GIF'
  const { width, height } = facts
  const isLarge = !isSane(facts) && width > 0 && height > 0
  return isLarge
    ? `has ${count(width)} by ${count(height)} pixels, which is more than is taken`
    : 'is damaged, or not all there'
}

export function readFacts(bytes: Uint8Array): PictureFacts | undefined {
  const facts = saidFacts(bytes)
  return facts && isSane(facts) ? facts : undefined
}

/** Of any size. */
function saidFacts(bytes: Uint8Array): PictureFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const read of [png, jpeg, gif, webp]) {
    const facts = read(view)
    if (facts) return facts
  }
  return undefined
}

function isSane({ width, height }: PictureFacts): boolean {
  const fits = (side: number) => side > 0 && side <= MOST_SIDE
  return fits(width) && fits(height) && width * height <= MOST_PIXELS
}

type Reader = (view: DataView) => PictureFacts | undefined

const png: Reader = (view) => {
  if (view.byteLength < 24 || !has(view, 0, '\x89PNG\r\n\x1a\n') || !has(view, 12, 'IHDR')) return undefined
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
}

const gif: Reader = (view) => {
  if (view.byteLength < 10 || !(has(view, 0, 'GIF87a') || has(view, 0, 'GIF89a'))) return undefined
  return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/** Segments follow each other until one begins the frame; its marker is one of C0 to CF without C4, C8 and CC. */
const jpeg: Reader = (view) => {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    const isFill = marker === 0xff
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { format: 'jpg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += isFill ? 1 : 2 + Math.max(2, view.getUint16(at + 2))
  }
  return undefined
}

const webp: Reader = (view) => {
  if (view.byteLength < 30 || !has(view, 0, 'RIFF') || !has(view, 8, 'WEBP')) return undefined
  if (has(view, 12, 'VP8X')) return { format: 'webp', width: side24(view, 24), height: side24(view, 27) }
  if (has(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true)
    return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (!has(view, 12, 'VP8 ')) return undefined
  return {
    format: 'webp',
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  }
}

function side24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000 + 1
}

function has(view: DataView, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (view.getUint8(at + i) !== text.charCodeAt(i)) return false
  return true
}
