/** The attributes of one tag: where the values of those that are wanted stand. A string is only made of what is asked for. */
import { decodeText, vocabulary } from './fields.ts'
import { CONTROL, ENTITY, HIGH, kindsIn } from './xml-bytes.ts'
import { decodeEntities } from './xml-text.ts'

/** The attributes of the element that opens. Only valid during that call. */
export interface XmlAttributes {
  text(attribute: number): string | undefined
  field<T>(
    attribute: number,
    read: (bytes: Buffer, start: number, end: number) => T | undefined,
  ): T | undefined
  /** Where in the text the element begins. */
  place(): number
}

interface TagAttributes {
  /** As whoever is told of the element sees them. */
  readonly seen: XmlAttributes
  /** All positions are in these bytes from now on; so much of the text stood before them. */
  hold(bytes: Buffer, before: number): void
  /** The text is in another encoding than UTF-8. */
  decodeBy(decode: typeof decodeText): void
  /** Another tag begins. */
  begin(tag: number): void
  /** Of several with one name the first counts; those that are not wanted are left out. */
  add(name: number, nameEnd: number, value: number, valueEnd: number): void
}

/** `names`: of those that are wanted. */
export function tagAttributes(names: readonly string[]): TagAttributes {
  const attributeOf = vocabulary(names)
  /** Per attribute: the tag it was seen in, start and end of its value there. */
  const slots = new Int32Array(names.length * 3)
  let decode = decodeText
  let bytes: Buffer = Buffer.alloc(0)
  let before = 0
  let tag = 0
  let tagCount = 0

  return {
    seen: {
      place: () => before + tag,
      text(attribute) {
        const slot = attribute * 3
        if (slots[slot] !== tagCount) return undefined
        const start = slots[slot + 1] ?? 0
        const end = slots[slot + 2] ?? 0
        const found = kindsIn(bytes, start, end)
        const value = found & HIGH ? decode(bytes, start, end) : bytes.toString('latin1', start, end)
        const plain = found & CONTROL ? value.replace(/\r\n|[\t\n\r]/g, ' ') : value
        return found & ENTITY ? decodeEntities(plain) : plain
      },
      field(attribute, read) {
        const slot = attribute * 3
        if (slots[slot] !== tagCount) return undefined
        return read(bytes, slots[slot + 1] ?? 0, slots[slot + 2] ?? 0)
      },
    },
    hold(held, stoodBefore) {
      bytes = held
      before = stoodBefore
    },
    decodeBy(decoder) {
      decode = decoder
    },
    begin(start) {
      tag = start
      tagCount = (tagCount + 1) | 0
    },
    add(name, nameEnd, value, valueEnd) {
      const attribute = attributeOf(bytes, name, nameEnd)
      const slot = attribute * 3
      if (attribute < 0 || slots[slot] === tagCount) return
      slots[slot] = tagCount
      slots[slot + 1] = value
      slots[slot + 2] = valueEnd
    },
  }
}
