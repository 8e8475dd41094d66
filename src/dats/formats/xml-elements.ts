/** Which elements are open, and whether they close in order. Its handler sees a well-formed document or none. */
import type { CuratorError } from '../../errors.ts'
import { LARGEST_PIECE } from './window.ts'
import type { XmlAttributes, XmlHandler } from './xml.ts'

/** No DAT nests deeper than a handful of elements. */
const DEEPEST = 100

interface OpenElements {
  open(element: number, attributes: XmlAttributes): void
  close(element: number, line: number): void
  text(more: string, line: number): void
  /** Whether the text of the innermost element is wanted. */
  wantsText(): boolean
  isEmpty(): boolean
  end(line: number): void
}

type Damaged = (line: number, what: string) => CuratorError

/** Elements are places in `names`. Those without a place (-1) are all alike: they are only counted. */
export function openElements(names: readonly string[], handler: XmlHandler, damaged: Damaged): OpenElements {
  const elements: number[] = []
  const lines: number[] = []
  let rooted = false
  let wanted = false
  let text = ''

  return {
    open(element, attributes) {
      if (rooted && elements.length === 0)
        throw damaged(attributes.line(), 'a second outermost element begins')
      if (elements.length === DEEPEST)
        throw damaged(attributes.line(), `elements nest more than ${DEEPEST} deep`)
      rooted = true
      elements.push(element)
      lines.push(attributes.line())
      text = ''
      wanted = handler.open(element, attributes)
    },
    close(element, line) {
      const open = elements.pop()
      if (open === undefined) throw damaged(line, `${nameOf(element)} is closed, but was never opened`)
      const openLine = lines.pop() ?? 1
      if (open !== element) throw damaged(openLine, `${nameOf(open)} is not closed`)
      handler.close(element, text.trim())
      text = ''
      wanted = false
    },
    text(more, line) {
      text += more
      if (text.length > LARGEST_PIECE) throw damaged(line, 'one text of it is larger than 64 MB')
    },
    wantsText: () => wanted,
    isEmpty: () => elements.length === 0,
    end(line) {
      const open = elements.at(-1)
      if (open !== undefined) throw damaged(lines.at(-1) ?? 1, `${nameOf(open)} is not closed`)
      if (!rooted) throw damaged(line, 'it has no element at all')
    },
  }

  function nameOf(element: number): string {
    return element < 0 ? 'an element' : `the <${names[element]}> element`
  }
}
