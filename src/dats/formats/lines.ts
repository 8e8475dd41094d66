/** Text formats that are read line by line, from chunks. */
import type { Damaged, DatParser } from '../dat.ts'
import { NEWLINE, afterByteOrderMark } from './ascii.ts'
import { decodeText } from './fields.ts'
import { createWindow } from './window.ts'

/** No line of a DAT is longer: names have at most some hundred letters. */
const LONGEST_LINE = 1024 * 1024

interface LineReader {
  /**
   * A line without its end, and where in the text it begins. Lines of nothing but spaces are left out. `isOpen`: the file
   * ends in it, so it may be cut short.
   */
  line(text: string, place: number, isOpen: boolean): void
  end(): void
}

export function lineParser(reader: LineReader, damaged: Damaged): DatParser {
  const window = createWindow(scan, damaged)
  let started = false

  return {
    write: window.write,
    end() {
      window.end()
      reader.end()
    },
  }

  function scan(bytes: Buffer, last: boolean): number {
    let position = 0
    if (!started) {
      if (bytes.length < 3 && !last) return 0
      position = afterByteOrderMark(bytes)
      started = true
    }
    while (position < bytes.length) {
      const newline = bytes.indexOf(NEWLINE, position)
      const end = newline < 0 ? bytes.length : newline
      if (end - position > LONGEST_LINE) throw damaged(window.placeOf(position), 'it is longer than 1 MB')
      if (newline < 0 && !last) return position
      const text = decodeText(bytes, position, end).trimEnd()
      if (text !== '') reader.line(text, window.placeOf(position), newline < 0)
      position = newline < 0 ? end : newline + 1
    }
    return position
  }
}
