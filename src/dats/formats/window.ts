/**
 * The part of a stream that is held: what has not been read yet. Shared by the DAT formats.
 * Tokens may be cut anywhere by chunks; memory is the longest token, time is linear.
 */
import type { CuratorError } from '../../errors.ts'
import type { DatParser } from '../dat.ts'

/** Nothing in a real DAT comes near this: the largest games of MAME take less than 1 MB. */
export const LARGEST_PIECE = 64 * 1024 * 1024

interface Window extends DatParser {
  /** The line, from 1, of a position in the bytes the scan holds. Positions must not go backwards. */
  lineAt(position: number): number
}

/** Reads whole tokens from the beginning of `bytes` and returns how many bytes they took. */
type Scan = (bytes: Buffer, last: boolean) => number

/** `damaged` makes the error for a token that does not end: its line and what is wrong. */
export function createWindow(scan: Scan, damaged: (line: number, what: string) => CuratorError): Window {
  let room = Buffer.allocUnsafe(64 * 1024)
  let bytes = room.subarray(0, 0)
  let enough = 1
  let line = 1
  let counted = 0
  let newline = -1

  function append(chunk: Uint8Array): void {
    const length = bytes.length + chunk.length
    if (length > room.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * room.length))
      larger.set(bytes)
      room = larger
    }
    room.set(chunk, bytes.length)
    bytes = room.subarray(0, length)
    if (newline === NONE) newline = -1
  }

  function read(last: boolean): void {
    const used = scan(bytes, last)
    lineAt(used)
    room.copyWithin(0, used, bytes.length)
    bytes = room.subarray(0, bytes.length - used)
    counted -= used
    if (newline !== NONE && newline >= 0) newline -= used
    if (bytes.length > LARGEST_PIECE) throw damaged(line, 'one piece of it is larger than 64 MB')
    // A token that is not all here is looked at again only when twice as much is: small chunks stay linear.
    enough = 2 * bytes.length
  }

  /** The next newline is remembered, or a file without any would be searched to its end for each question. */
  function lineAt(position: number): number {
    while (counted < position) {
      if (newline < 0) newline = bytes.indexOf(0x0a, counted)
      if (newline < 0) newline = NONE
      if (newline >= position) counted = position
      else {
        line++
        counted = newline + 1
        newline = -1
      }
    }
    return line
  }

  return {
    lineAt,
    write(chunk) {
      append(chunk)
      if (bytes.length >= enough) read(false)
    },
    end() {
      read(true)
    },
  }
}

const NONE = Number.MAX_SAFE_INTEGER
