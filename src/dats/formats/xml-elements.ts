/** Which elements are open, and whether they close in order. Its handler sees a well-formed document or none. */
import type { Damaged } from '../dat.ts'
import { LARGEST_PIECE } from './window.ts'
import type { XmlAttributes } from './xml-attributes.ts'
import type { XmlHandler } from './xml.ts'

/** What a handler answers that wants nothing of an element. */
export const SKIP = 'skip'

/** No DAT nests deeper than a handful of elements. */
const DEEPEST = 100

interface OpenElements {
  /** `start` is where in the text its tag begins, as are all places here. */
  open(element: number, attributes: XmlAttributes, start: number): void
  close(element: number, start: number): void
  text(more: string, start: number): void
  /** Whether the text of the innermost element is wanted. */
  wantsText(): boolean
  /** Whether nothing is wanted before the element that is skipped closes. */
  isSkipping(): boolean
  isEmpty(): boolean
  end(place: number): void
}

/** Elements are places in `names`. Those without a place (-1) are all alike: they are only counted. */
export function openElements(names: readonly string[], handler: XmlHandler, damaged: Damaged): OpenElements {
  const elements: number[] = []
  /** Where they began. */
  const starts: number[] = []
  let rooted = false
  let wanted = false
  let text = ''
  /** How deep the element that is skipped is; 0: none is. */
  let skipped = 0

  return {
    open(element, attributes, start) {
      if (rooted && elements.length === 0) throw damaged(start, 'a second outermost element begins')
      if (elements.length === DEEPEST) throw damaged(start, `elements nest more than ${DEEPEST} deep`)
      rooted = true
      elements.push(element)
      starts.push(start)
      if (skipped > 0) return
      text = ''
      const answer = handler.open(element, attributes)
      wanted = answer === true
      if (answer === SKIP) skipped = elements.length
    },
    close(element, start) {
      const open = elements.pop()
      if (open === undefined) throw damaged(start, `${nameOf(element)} is closed, but was never opened`)
      if (open !== element) throw damaged(starts[elements.length] ?? 0, `${nameOf(open)} is not closed`)
      starts.pop()
      if (elements.length >= skipped) {
        if (skipped > 0) return
        handler.close(element, text.trim())
      } else {
        skipped = 0
        handler.close(element, '')
      }
      text = ''
      wanted = false
    },
    text(more, start) {
      text += more
      if (text.length > LARGEST_PIECE) throw damaged(start, 'one text of it is larger than 64 MB')
    },
    wantsText: () => wanted,
    isSkipping: () => skipped > 0,
    isEmpty: () => elements.length === 0,
    end(place) {
      const open = elements.at(-1)
      if (open !== undefined) throw damaged(starts.at(-1) ?? 0, `${nameOf(open)} is not closed`)
      if (!rooted) throw damaged(place, 'it has no element at all')
    },
  }

  function nameOf(element: number): string {
    return element < 0 ? 'an element' : `the <${names[element]}> element`
  }
}
