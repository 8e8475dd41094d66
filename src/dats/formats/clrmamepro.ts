/**
 * ClrMamePro text, the format of libretro's DATs and of old MAME tools: `game ( name "A game" rom ( name a.bin … ) )`.
 * Blocks of keywords with values, bare or in double quotes; `\"` is a quote inside a quoted value. A quoted value ends
 * on its own line. One pass over bytes; only the values that are asked for become strings.
 */
import type { Damaged, DatParser, DatSink } from '../dat.ts'
import { BACKSLASH, CLOSE, NEWLINE, OPEN, QUOTE, afterByteOrderMark, isSpace } from './ascii.ts'
import { clrmameproRecords } from './clrmamepro-records.ts'
import { createWindow } from './window.ts'

/** Reads a ClrMamePro DAT in chunks. `damaged` makes the error that ends the reading. */
export function clrmameproParser(sink: DatSink, damaged: Damaged): DatParser {
  const records = clrmameproRecords(sink, damaged)
  const window = createWindow(scan, damaged)
  const openings: number[] = []
  let started = false
  /** The keyword whose value comes next. */
  let key: number | undefined
  let bytes: Buffer = Buffer.alloc(0)
  let newline = -1

  return {
    write: window.write,
    end() {
      window.end()
      const place = openings.at(-1)
      if (place !== undefined) throw damaged(place, `the ${records.blockName()} block is not closed`)
      records.end()
    },
  }

  function scan(held: Buffer, last: boolean): number {
    bytes = held
    newline = -1
    let position = 0
    if (!started) {
      if (bytes.length < 3 && !last) return 0
      position = afterByteOrderMark(bytes)
      started = true
    }
    for (;;) {
      while (isSpace(held[position])) position++
      if (position >= held.length) return position
      const next = readToken(position, last)
      if (next < 0) return position
      position = next
    }
  }

  /** Returns the position after the token, or -1 when its end is not here yet. */
  function readToken(start: number, last: boolean): number {
    const byte = bytes[start]
    if (byte === QUOTE) return readQuoted(start, last)
    if (byte === CLOSE) return closeBlock(start)
    if (byte !== OPEN) return readWord(start, last)
    // `name (foo).bin` is a value, `rom (name foo.bin)` a block
    if (start + 1 >= bytes.length && !last) return -1
    const opens = key === undefined || records.opensBlock(key) || isSpace(bytes[start + 1])
    return opens ? openBlock(start) : readWord(start, last)
  }

  function openBlock(start: number): number {
    const place = window.placeOf(start)
    if (key === undefined) throw damaged(place, 'a "(" has no keyword before it')
    if (openings.length === 100) throw damaged(place, 'blocks nest more than 100 deep')
    openings.push(place)
    records.open(key)
    key = undefined
    return start + 1
  }

  function closeBlock(start: number): number {
    key = undefined
    if (openings.pop() === undefined) throw damaged(window.placeOf(start), 'a ")" closes nothing')
    records.close(window.placeOf(start))
    return start + 1
  }

  function readQuoted(start: number, last: boolean): number {
    const held = bytes
    const plain = held.indexOf(QUOTE, start + 1)
    if (plain >= 0 && held[plain - 1] !== BACKSLASH && plain < endOfLine(start))
      return readValue(start, start + 1, plain, false, plain + 1)
    let escaped = -1
    for (let end = start + 1; end < held.length; end++) {
      const byte = held[end]
      if (byte === BACKSLASH && held[end + 1] === QUOTE) {
        if (escaped < 0) escaped = end
        end++
      } else if (byte === QUOTE) {
        return readValue(start, start + 1, end, escaped >= 0, end + 1)
      } else if (byte === NEWLINE) {
        return endOfLineInQuotes(start, escaped)
      }
    }
    return last ? endOfLineInQuotes(start, escaped) : -1
  }

  /** Remembered: there are several values on a line, and a file may have no lines at all. */
  function endOfLine(position: number): number {
    if (newline < position) newline = bytes.indexOf(NEWLINE, position)
    if (newline < 0) newline = bytes.length
    return newline
  }

  /** A value that ends in a backslash (`"C:\"`) looks as if its quote were escaped. */
  function endOfLineInQuotes(start: number, escaped: number): number {
    if (escaped < 0) throw damaged(window.placeOf(start), 'a quoted text is not closed')
    return readValue(start, start + 1, escaped + 1, false, escaped + 2)
  }

  function readWord(start: number, last: boolean): number {
    const held = bytes
    let end = start
    let depth = 0
    for (; end < held.length; end++) {
      const byte = held[end] ?? 0
      if (byte > CLOSE) continue
      if (isSpace(byte)) break
      if (byte === OPEN) {
        if (key === undefined) break
        depth++
      } else if (byte === CLOSE) depth--
    }
    if (end === bytes.length && !last) return -1
    // `size 100))`: the last parentheses are not the word's own
    for (; depth < 0 && held[end - 1] === CLOSE; depth++) end--
    if (key !== undefined) return readValue(start, start, end, false, end)
    key = records.keyOf(bytes, start, end)
    return end
  }

  function readValue(tokenStart: number, start: number, end: number, escapes: boolean, next: number): number {
    if (key === undefined) throw damaged(window.placeOf(tokenStart), 'a quoted text has no keyword before it')
    if (openings.length === 0)
      throw damaged(window.placeOf(tokenStart), 'there is text outside of all blocks')
    records.value(key, { bytes, start, end, escapes }, window.placeOf(tokenStart))
    key = undefined
    return next
  }
}
