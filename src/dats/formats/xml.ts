/**
 * A reader of XML in chunks, as far as DATs need it: elements, attributes, text, CDATA, the five named and all
 * numeric entities. It works on bytes and only makes strings of what is asked for. A document that declares its own
 * entities is refused, so nothing ever expands. Names are checked where they are known, the others only counted.
 */
import type { CuratorError } from '../../errors.ts'
import type { DatParser } from '../dat.ts'
import {
  AMPERSAND,
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
import { openElements } from './xml-elements.ts'
import { endOfComment, endOfDoctype } from './xml-prolog.ts'
import { decodeEntities, decoderFor } from './xml-text.ts'

export interface XmlHandler {
  /** `element` is its place in the element names, or -1. Returns whether its text is wanted. */
  open(element: number, attributes: XmlAttributes): boolean
  /** `text` is trimmed, and empty when it was not wanted. */
  close(element: number, text: string): void
}

/** The attributes of the element that opens. Only valid during that call. */
export interface XmlAttributes {
  text(attribute: number): string | undefined
  field<T>(
    attribute: number,
    read: (bytes: Buffer, start: number, end: number) => T | undefined,
  ): T | undefined
  /** The line of the element. */
  line(): number
}

interface XmlNames {
  readonly elements: readonly string[]
  readonly attributes: readonly string[]
}

type Damaged = (line: number, what: string) => CuratorError

export function xmlReader(names: XmlNames, handler: XmlHandler, damaged: Damaged): DatParser {
  const elementOf = vocabulary(names.elements)
  const attributeOf = vocabulary(names.attributes)
  /** Per attribute: the tag it was seen in, start and end of its value there, and what the bytes between hold. */
  const slots = new Int32Array(names.attributes.length * 4)
  const elements = openElements(names.elements, handler, damaged)
  const window = createWindow(scan, damaged)
  let decode = decodeText
  let started = false
  let bytes: Buffer = Buffer.alloc(0)
  /** Where the tag that is being read begins. */
  let tag = 0
  let tagCount = 0

  const attributes: XmlAttributes = {
    line: () => window.lineAt(tag),
    text(attribute) {
      const slot = attribute * 4
      if (slots[slot] !== tagCount) return undefined
      const start = slots[slot + 1] ?? 0
      const end = slots[slot + 2] ?? 0
      const found = slots[slot + 3] ?? 0
      const value = found & HIGH ? decode(bytes, start, end) : bytes.toString('latin1', start, end)
      const plain = found & CONTROL ? value.replace(/\r\n|[\t\n\r]/g, ' ') : value
      return found & ENTITY ? decodeEntities(plain) : plain
    },
    field(attribute, read) {
      const slot = attribute * 4
      if (slots[slot] !== tagCount) return undefined
      return read(bytes, slots[slot + 1] ?? 0, slots[slot + 2] ?? 0)
    },
  }

  return {
    write: window.write,
    end() {
      window.end()
      elements.end(window.lineAt(0))
    },
  }

  function scan(held: Buffer, last: boolean): number {
    bytes = held
    let position = 0
    if (!started) {
      if (bytes.length < 3 && !last) return 0
      position = afterByteOrderMark(bytes)
      started = true
    }
    while (position < bytes.length) {
      tag = position
      const next = bytes[position] === LESS ? readTag(position) : readText(position, last)
      if (next < 0) {
        if (last) throw damaged(window.lineAt(position), 'the file ends in the middle of a tag')
        return position
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
      elements.text(decodeEntities(decode(bytes, start, end)), window.lineAt(start))
      return end
    }
    const inside = !elements.isEmpty()
    while (end < bytes.length && bytes[end] !== LESS) {
      if (!inside && !isSpace(bytes[end]))
        throw damaged(window.lineAt(end), 'there is text outside of all elements')
      end++
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
    const nameEnd = endOfName(start + 1)
    if (nameEnd < 0) return -1
    if (nameEnd === start + 1)
      throw damaged(window.lineAt(start), 'a "<" that begins no tag must be written "&lt;"')
    const element = elementOf(bytes, start + 1, nameEnd)
    tagCount = (tagCount + 1) | 0
    let position = nameEnd
    for (;;) {
      position = skipSpace(position)
      const byte = bytes[position]
      if (byte === undefined) return -1
      if (byte === GREATER) {
        elements.open(element, attributes)
        return position + 1
      }
      if (byte === SLASH) {
        if (position + 1 >= bytes.length) return -1
        if (bytes[position + 1] !== GREATER)
          throw damaged(window.lineAt(position), 'a "/" stands alone in a tag')
        elements.open(element, attributes)
        elements.close(element, attributes.line())
        return position + 2
      }
      position = readAttribute(position, element)
      if (position < 0) return -1
    }
  }

  function readAttribute(start: number, element: number): number {
    const nameEnd = endOfName(start)
    if (nameEnd < 0) return -1
    const equals = skipSpace(nameEnd)
    if (equals >= bytes.length) return -1
    if (nameEnd === start || bytes[equals] !== EQUALS) {
      throw damaged(window.lineAt(start), 'an attribute has no value, or a tag is not closed')
    }
    const open = skipSpace(equals + 1)
    const quote = bytes[open]
    if (quote === undefined) return -1
    if (quote !== QUOTE && quote !== APOSTROPHE)
      throw damaged(window.lineAt(open), 'an attribute value is not quoted')
    const held = bytes
    let found = 0
    let end = open + 1
    for (; ; end++) {
      if (end >= held.length) return -1
      const kind = KINDS[held[end] ?? 0] ?? 0
      if (kind === PLAIN) continue
      if (kind !== STOP) found |= kind
      else if (held[end] === quote) break
      else if (held[end] === LESS) {
        throw damaged(
          window.lineAt(end),
          'an attribute value is not closed, or holds a "<" that must be written "&lt;"',
        )
      }
    }
    if (element >= 0) remember(attributeOf(bytes, start, nameEnd), open + 1, end, found)
    return end + 1
  }

  function remember(attribute: number, start: number, end: number, found: number): void {
    const slot = attribute * 4
    if (attribute < 0 || slots[slot] === tagCount) return
    slots[slot] = tagCount
    slots[slot + 1] = start
    slots[slot + 2] = end
    slots[slot + 3] = found
  }

  function readClosing(start: number): number {
    const nameEnd = endOfName(start + 2)
    if (nameEnd < 0) return -1
    const end = skipSpace(nameEnd)
    if (end >= bytes.length) return -1
    if (bytes[end] !== GREATER) throw damaged(window.lineAt(end), 'a closing tag holds more than a name')
    elements.close(elementOf(bytes, start + 2, nameEnd), window.lineAt(start))
    return end + 1
  }

  function readDeclaration(start: number): number {
    if (bytes[start + 2] === HYPHEN) return endOfComment(bytes, start)
    if (bytes[start + 2] === undefined) return -1
    if (bytes[start + 2] === BRACKET) return readCdata(start)
    if (!elements.isEmpty()) throw damaged(window.lineAt(start), 'a "<!" begins no comment')
    return endOfDoctype(bytes, start, (position) =>
      damaged(window.lineAt(position), 'it declares entities of its own, which curator does not expand'),
    )
  }

  function readCdata(start: number): number {
    const end = bytes.indexOf(']]>', start + CDATA.length)
    if (end < 0) return -1
    if (bytes.toString('latin1', start, start + CDATA.length) !== CDATA) {
      throw damaged(window.lineAt(start), 'a "<![" begins something that is not CDATA')
    }
    if (elements.wantsText()) {
      elements.text(decode(bytes, start + CDATA.length, end), window.lineAt(start))
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
      if (!decoder) throw damaged(window.lineAt(start), `its encoding is ${encoding}: save it as UTF-8`)
      decode = decoder
    }
    return end + 2
  }

  function endOfName(start: number): number {
    const held = bytes
    for (let position = start; position < held.length; position++) {
      const byte = held[position] ?? 0
      if (byte < 0x40 && NAME_ENDS[byte] === 1) return position
    }
    return -1
  }

  function skipSpace(start: number): number {
    const held = bytes
    let position = start
    while (isSpace(held[position])) position++
    return position
  }
}

const CDATA = '<![CDATA['

/** What a byte means inside an attribute value. */
const PLAIN = 0
const ENTITY = 1
const HIGH = 2
const CONTROL = 4
const STOP = 8
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === QUOTE || byte === APOSTROPHE || byte === LESS) return STOP
  if (byte === AMPERSAND) return ENTITY
  if (byte > 0x7f) return HIGH
  return byte < 0x20 ? CONTROL : PLAIN
})

const NAME_ENDS = new Uint8Array(0x40)
for (const byte of [0x20, 0x09, 0x0a, 0x0d, GREATER, SLASH, EQUALS, LESS]) NAME_ENDS[byte] = 1
