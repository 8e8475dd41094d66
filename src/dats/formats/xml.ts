/**
 * A reader of XML in chunks, as far as DATs need it: elements, attributes, text, CDATA, the five named and all
 * numeric entities. It works on bytes and only makes strings of what is asked for. A document that declares its own
 * entities is refused, so nothing ever expands. Names are checked where they are known, the others only counted.
 */
import type { Damaged, DatParser } from '../dat.ts'
import {
  APOSTROPHE,
  BANG,
  BRACKET,
  EQUALS,
  GREATER,
  HYPHEN,
  LESS,
  QUESTION,
  QUOTE,
  SLASH,
  afterByteOrderMark,
  isSpace,
} from './ascii.ts'
import { decodeText, vocabulary } from './fields.ts'
import { createWindow } from './window.ts'
import { tagAttributes, type XmlAttributes } from './xml-attributes.ts'
import { afterLeaves, afterSpace, endOfName, endOfTag, indexBefore } from './xml-bytes.ts'
import { SKIP, openElements } from './xml-elements.ts'
import { endOfComment, endOfDoctype } from './xml-prolog.ts'
import { decodeEntities, decoderFor } from './xml-text.ts'

export { SKIP }

export interface XmlHandler {
  /**
   * `element` is its place in the element names, or -1. Returns whether its text is wanted. What is in an element that
   * is skipped is only counted, and its attributes are not looked at: most of a MAME list is read so.
   */
  open(element: number, attributes: XmlAttributes): boolean | typeof SKIP
  /** `text` is trimmed, and empty when it was not wanted. */
  close(element: number, text: string): void
}

interface XmlNames {
  readonly elements: readonly string[]
  readonly attributes: readonly string[]
}

export function xmlReader(names: XmlNames, handler: XmlHandler, damaged: Damaged): DatParser {
  const elementOf = vocabulary(names.elements)
  const attributes = tagAttributes(names.attributes)
  const window = createWindow(scan, damaged)
  const elements = openElements(names.elements, handler, damaged)
  let decode = decodeText
  let started = false
  let bytes: Buffer = Buffer.alloc(0)
  /** How much of the text stood before `bytes`. */
  let before = 0
  /** Nothing comes after `bytes`. */
  let isLast = false

  return {
    write: window.write,
    end() {
      window.end()
      elements.end(window.placeOf(0))
    },
  }

  function scan(held: Buffer, last: boolean): number {
    bytes = held
    isLast = last
    before = window.placeOf(0)
    attributes.hold(bytes, before)
    let position = 0
    if (!started) {
      if (bytes.length < 3 && !last) return 0
      position = afterByteOrderMark(bytes)
      started = true
    }
    for (;;) {
      if (elements.isSkipping()) position = afterLeaves(held, position)
      if (position >= held.length) break
      const next = held[position] === LESS ? readTag(position) : readText(position, last)
      if (next < 0) {
        if (last) throw damaged(before + position, 'the file ends in the middle of a tag')
        break
      }
      position = next
    }
    return position
  }

  /** Each reader returns the position after what it read, or -1 when its end is not here yet. */
  function readText(start: number, last: boolean): number {
    let end = start
    if (elements.wantsText()) {
      end = bytes.indexOf(LESS, start)
      if (end < 0 && !last) return -1
      if (end < 0) end = bytes.length
      elements.text(decodeEntities(decode(bytes, start, end)), before + start)
      return end
    }
    const held = bytes
    if (!elements.isEmpty()) {
      while (end < held.length && held[end] !== LESS) end++
      return end
    }
    for (; end < held.length && held[end] !== LESS; end++) {
      if (!isSpace(held[end])) throw damaged(before + end, 'there is text outside of all elements')
    }
    return end
  }

  function readTag(start: number): number {
    switch (bytes[start + 1]) {
      case undefined:
        return -1
      case SLASH:
        return readClosing(start)
      case BANG:
        return readDeclaration(start)
      case QUESTION:
        return readInstruction(start)
      default:
        return readOpening(start)
    }
  }

  function readOpening(start: number): number {
    const nameEnd = endOfName(bytes, start + 1)
    if (nameEnd < 0) return -1
    if (nameEnd === start + 1)
      throw damaged(before + start, 'a "<" that begins no tag must be written "&lt;"')
    const next = bytes.indexOf(LESS, start + 1)
    if (next < 0 && !isLast) return -1
    const limit = next < 0 ? bytes.length : next
    const element = elementOf(bytes, start + 1, nameEnd)
    attributes.begin(start)
    if (element < 0 || elements.isSkipping()) return skipAttributes(start, nameEnd, element, limit)
    let position = nameEnd
    for (;;) {
      position = afterSpace(bytes, position)
      const byte = bytes[position]
      if (byte === GREATER) {
        elements.open(element, attributes.seen, before + start)
        return position + 1
      }
      if (byte === SLASH && bytes[position + 1] === GREATER) {
        elements.open(element, attributes.seen, before + start)
        elements.close(element, before + start)
        return position + 2
      }
      if (position === bytes.length || (byte === SLASH && position + 1 === bytes.length)) return -1
      if (byte === SLASH) throw damaged(before + position, 'a "/" stands alone in a tag')
      position = readAttribute(position, limit)
      if (position < 0) return -1
    }
  }

  /** To the end of a tag of which nothing is wanted. */
  function skipAttributes(start: number, from: number, element: number, limit: number): number {
    const end = endOfTag(bytes, from, limit)
    if (end < 0) return unclosed(limit)
    elements.open(element, attributes.seen, before + start)
    if (bytes[end - 1] === SLASH) elements.close(element, before + start)
    return end + 1
  }

  /** A tag, or a value in it, reaches to the next `<`. -1 when that is the end of the text. */
  function unclosed(limit: number): number {
    if (limit === bytes.length) return -1
    throw damaged(
      before + limit,
      'an attribute value is not closed, or holds a "<" that must be written "&lt;"',
    )
  }

  function readAttribute(start: number, limit: number): number {
    const nameEnd = endOfName(bytes, start)
    if (nameEnd < 0) return -1
    const equals = afterSpace(bytes, nameEnd)
    if (equals >= bytes.length) return -1
    if (nameEnd === start || bytes[equals] !== EQUALS) {
      throw damaged(before + start, 'an attribute has no value, or a tag is not closed')
    }
    const open = afterSpace(bytes, equals + 1)
    const quote = bytes[open]
    if (quote === undefined) return -1
    if (quote !== QUOTE && quote !== APOSTROPHE)
      throw damaged(before + open, 'an attribute value is not quoted')
    const end = indexBefore(bytes, quote, open + 1, limit)
    if (end < 0) return unclosed(limit)
    attributes.add(start, nameEnd, open + 1, end)
    return end + 1
  }

  function readClosing(start: number): number {
    const nameEnd = endOfName(bytes, start + 2)
    if (nameEnd < 0) return -1
    const end = afterSpace(bytes, nameEnd)
    if (end >= bytes.length) return -1
    if (bytes[end] !== GREATER) throw damaged(before + end, 'a closing tag holds more than a name')
    elements.close(elementOf(bytes, start + 2, nameEnd), before + start)
    return end + 1
  }

  function readDeclaration(start: number): number {
    if (bytes[start + 2] === HYPHEN) return endOfComment(bytes, start)
    if (bytes[start + 2] === undefined) return -1
    if (bytes[start + 2] === BRACKET) return readCdata(start)
    if (!elements.isEmpty()) throw damaged(before + start, 'a "<!" begins no comment')
    return endOfDoctype(bytes, start, (position) =>
      damaged(before + position, 'it declares entities of its own, which curator does not expand'),
    )
  }

  function readCdata(start: number): number {
    const end = bytes.indexOf(']]>', start + CDATA.length)
    if (end < 0) return -1
    if (bytes.toString('latin1', start, start + CDATA.length) !== CDATA) {
      throw damaged(before + start, 'a "<![" begins something that is not CDATA')
    }
    if (elements.wantsText()) {
      elements.text(decode(bytes, start + CDATA.length, end), before + start)
    }
    return end + 3
  }

  function readInstruction(start: number): number {
    const end = bytes.indexOf('?>', start + 2)
    if (end < 0) return -1
    const instruction = bytes.toString('latin1', start + 2, Math.min(end, start + 200))
    const encoding = /^xml\s.*?\sencoding\s*=\s*["']([^"']*)["']/s.exec(instruction)?.[1]
    if (encoding !== undefined && elements.isEmpty()) {
      const decoder = decoderFor(encoding)
      if (!decoder) throw damaged(before + start, `its encoding is ${encoding}: save it as UTF-8`)
      decode = decoder
      attributes.decodeBy(decoder)
    }
    return end + 2
  }
}

const CDATA = '<![CDATA['
