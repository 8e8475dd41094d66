/**
 * The part of a stream that is held: what has not been read yet. Shared by the DAT formats.
 * Tokens may be cut anywhere by chunks; memory is the longest token, time is linear.
 */
import type { Damaged, DatParser } from '../dat.ts'

/** Nothing in a real DAT comes near this: the largest games of MAME take less than 1 MB. */
export const LARGEST_PIECE = 64 * 1024 * 1024

interface Window extends DatParser {
  /** Where in the text a position in the bytes that the scan holds is. */
  placeOf(position: number): number
}

/** Reads whole tokens from the beginning of `bytes` and returns how many bytes they took. */
type Scan = (bytes: Buffer, last: boolean) => number

/** `damaged` makes the error for a token that does not end. */
export function createWindow(scan: Scan, damaged: Damaged): Window {
  let room = Buffer.allocUnsafe(64 * 1024)
  let bytes = room.subarray(0, 0)
  let enough = 1
  /** How much of the text was read before `bytes`. */
  let before = 0

  function append(chunk: Uint8Array): void {
    const length = bytes.length + chunk.length
    if (length > room.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * room.length))
      larger.set(bytes)
      room = larger
    }
    room.set(chunk, bytes.length)
    bytes = room.subarray(0, length)
  }

  function read(last: boolean): void {
    const used = scan(bytes, last)
    room.copyWithin(0, used, bytes.length)
    bytes = room.subarray(0, bytes.length - used)
    before += used
    if (bytes.length > LARGEST_PIECE) throw damaged(before, 'one piece of it is larger than 64 MB')
    // A token that is not all here is looked at again only when twice as much is: small chunks stay linear.
    enough = 2 * bytes.length
  }

  return {
    placeOf: (position) => before + position,
    write(chunk) {
      append(chunk)
      if (bytes.length >= enough) read(false)
    },
    end() {
      read(true)
    },
  }
}
