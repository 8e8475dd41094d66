/**
 * Whether a picture is all there: a file that was cut off begins like any other, and a device shows half of it or
 * nothing. What is behind its end is not looked at. Formats: as in `picture.ts`.
 */
import { crc32 } from 'node:zlib'
import type { ReadableFormat } from './picture.ts'

export function isWhole(bytes: Uint8Array, format: ReadableFormat): boolean {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return WHOLE[format](data)
}

const WHOLE: Readonly<Record<ReadableFormat, (data: Buffer) => boolean>> = {
  png: pngEnds,
  jpg: jpegEnds,
  gif: gifEnds,
  webp: (data) => data.length >= data.readUInt32LE(4) + RIFF_HEAD,
}

const RIFF_HEAD = 8
const PNG_HEAD = 8
/** Length and type before the data of a chunk, and its checksum behind it. */
const CHUNK_HEAD = 8
const CHUNK_TAIL = 4
/** Types of chunks without which there is no picture have a large first letter. */
const SMALL_LETTER = 0x20

function pngEnds(data: Buffer): boolean {
  for (let at = PNG_HEAD; at + CHUNK_HEAD + CHUNK_TAIL <= data.length;) {
    const end = at + CHUNK_HEAD + data.readUInt32BE(at)
    if (end + CHUNK_TAIL > data.length) return false
    const isNeeded = ((data[at + 4] ?? 0) & SMALL_LETTER) === 0
    if (isNeeded && crc32(data.subarray(at + 4, end)) !== data.readUInt32BE(end)) return false
    if (data.toString('latin1', at + 4, at + CHUNK_HEAD) === 'IEND') return true
    at = end + CHUNK_TAIL
  }
  return false
}

const START_OF_SCAN = 0xda
const END_OF_IMAGE = Buffer.from([0xff, 0xd9])

/** Its end is a marker that the data of no scan can hold; small pictures within stand before the first scan. */
function jpegEnds(data: Buffer): boolean {
  for (let at = 2; at + 4 <= data.length;) {
    const marker = data[at + 1]
    if (data[at] !== 0xff) return false
    if (marker === START_OF_SCAN) return data.includes(END_OF_IMAGE, at)
    at += marker === 0xff ? 1 : 2 + Math.max(2, data.readUInt16BE(at + 2))
  }
  return false
}

const GIF_HEAD = 13
const EXTENSION = 0x21
const IMAGE = 0x2c
const IMAGE_HEAD = 10

/** Its first image is all there: the last byte of many is missing, and nobody minds. */
function gifEnds(data: Buffer): boolean {
  let at = GIF_HEAD + tableSize(data[10])
  while (at < data.length) {
    if (data[at] === EXTENSION) at = behindBlocks(data, at + 2)
    else if (data[at] === IMAGE)
      return behindBlocks(data, at + IMAGE_HEAD + tableSize(data[at + 9]) + 1) <= data.length
    else return false
  }
  return false
}

/** Bytes of the table of colours that these flags tell of. */
function tableSize(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

/** Blocks begin with their length; one without data ends them. Beyond the end of the data where they are cut off. */
function behindBlocks(data: Buffer, start: number): number {
  let at = start
  for (let size = data[at]; size !== 0; size = data[at]) {
    if (size === undefined) return Infinity
    at += 1 + size
  }
  return at + 1
}
