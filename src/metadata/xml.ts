/** Reads XML of strangers in chunks: flat records with text elements in them, as gamelists and LaunchBox have them. */
import { CuratorError, problem } from '../errors.ts'
import { xmlReader } from '../dats/formats/xml.ts'

/** Texts of the elements of a record, by element; the first of each. */
export type XmlRecord = ReadonlyMap<string, string>

interface XmlShape {
  /** Names of the elements that are records. */
  readonly records: readonly string[]
  /** Elements in them whose texts are wanted. */
  readonly fields: readonly string[]
  /** Attributes of the records that are wanted; kept as `@name`. */
  readonly attributes?: readonly string[]
}

interface XmlRecords {
  write(chunk: Uint8Array): void
  end(): void
}

/** A longer text is no description of a game. */
const LONGEST_TEXT = 20_000
const ROOT = Buffer.from('<all>')
const END = Buffer.from('</all>')

/**
 * Throws a `CuratorError` that names the line of what is no XML. Several outermost elements are taken: ES-DE writes one
 * before the list.
 */
export function xmlRecords(
  file: string,
  shape: XmlShape,
  each: (name: string, record: XmlRecord) => void,
): XmlRecords {
  const { records, fields, attributes = [] } = shape
  const elements = [...records, ...fields.filter((field) => !records.includes(field))]
  const lines = lineCounter()
  let depth = 0
  let inRecord = 0
  let record = new Map<string, string>()
  const reader = xmlReader(
    { elements, attributes },
    {
      open(element, given) {
        depth++
        const name = elements[element]
        if (inRecord === 0 && name !== undefined && records.includes(name)) {
          inRecord = depth
          record = new Map()
          for (const [i, attribute] of attributes.entries()) {
            const value = given.text(i)
            if (value !== undefined) record.set(`@${attribute}`, value.slice(0, LONGEST_TEXT))
          }
          return false
        }
        return inRecord > 0 && depth === inRecord + 1 && name !== undefined
      },
      close(element, text) {
        const name = elements[element]
        if (name !== undefined && inRecord > 0) {
          if (depth === inRecord) {
            each(name, record)
            inRecord = 0
          } else if (depth === inRecord + 1 && text !== '' && !record.has(name))
            record.set(name, text.slice(0, LONGEST_TEXT))
        }
        depth--
      },
    },
    (place, what) => {
      const line = lines.lineAt(place - ROOT.length)
      return new CuratorError(problem('file-unreadable', `${file}: line ${line}: ${what}.`, { path: file }))
    },
  )
  reader.write(ROOT)
  return {
    write(chunk) {
      lines.take(chunk)
      reader.write(chunk)
    },
    end() {
      reader.write(END)
      reader.end()
    },
  }
}

const NEWLINE = 10

interface Piece {
  /** Place of its first byte, and the line that is on. */
  readonly start: number
  readonly line: number
  readonly bytes: Uint8Array
}

/** Which line a place in a stream is on. What is wrong is in the last chunks, or is told with the line they begin on. */
function lineCounter() {
  const empty: Piece = { start: 0, line: 1, bytes: new Uint8Array() }
  let [before, last] = [empty, empty]
  const newlines = (bytes: Uint8Array): number => {
    let count = 0
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++
    return count
  }
  return {
    take(bytes: Uint8Array): void {
      const start = last.start + last.bytes.length
      ;[before, last] = [last, { start, line: last.line + newlines(last.bytes), bytes }]
    },
    lineAt(place: number): number {
      const { start, line, bytes } = place >= last.start ? last : before
      return line + newlines(bytes.subarray(0, Math.max(0, place - start)))
    },
  }
}
