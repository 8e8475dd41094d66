/** What a header format is to curator, and how most of them can be told in a table. */
import { hasText, type ByteReader } from '../hashing/bytes.ts'
import { facts, type HeaderFacts } from './facts.ts'
import { codeText, fieldText, type TextEncoding } from './text.ts'

export interface HeaderFormat {
  /** Slugs of the platforms whose games may have it. */
  readonly platforms: readonly string[]
  /**
   * Its sign is so short that other files have it by chance: only tried where the file's extension allows it.
   */
  readonly weak?: true
  /** `false`: the file, all of which is given, has no such header. Asked of every file in memory before it is read. */
  readonly mayBe?: (bytes: Uint8Array) => boolean
  /** Undefined when the file has no such header. Never throws for what is in the file. */
  readonly read: (file: ByteReader) => HeaderFacts | undefined
}

/** A header of fields at fixed places. */
interface Layout {
  readonly platform: string
  readonly weak?: true
  /** Where the header begins; negative: counted from the end of the file. */
  readonly at?: number
  readonly length: number
  /** Any of these texts, one byte a character, at these places, shows the header. */
  readonly signs: readonly (readonly [offset: number, text: string])[]
  readonly title?: Field
  readonly localTitle?: Field
  readonly serial?: Field
  readonly version?: Field
  readonly maker?: Field
  readonly date?: Field
  /** What takes more than a field. Undefined: it is no such header after all. */
  readonly also?: (header: Buffer) => Partial<HeaderFacts> | undefined
}

/** Without an encoding it is a code: ASCII or nothing. */
type Field = readonly [offset: number, length: number, encoding?: TextEncoding]

const TEXTS = ['title', 'localTitle', 'serial', 'version', 'maker', 'date'] as const

export function layout(form: Layout): HeaderFormat {
  const { platform, weak, at = 0, length, signs, also } = form
  const startIn = (size: number): number => (at < 0 ? size + at : at)
  const shows = (bytes: Uint8Array, start: number): boolean =>
    signs.some(([offset, text]) => hasText(bytes, start + offset, text))
  return {
    platforms: [platform],
    ...(weak && { weak }),
    mayBe: (bytes) => shows(bytes, startIn(bytes.length)),
    read(file) {
      const header = part(file, startIn(file.size), length)
      if (!header || !shows(header, 0)) return undefined
      const more = also ? also(header) : {}
      if (!more) return undefined
      const texts = TEXTS.map((name) => [name, textOf(header, form[name])] as const)
      return facts({ platform, ...Object.fromEntries(texts), ...more })
    },
  }
}

/** The bytes of the range, or undefined when the file does not have them all. */
export function part(file: ByteReader, offset: number, length: number): Buffer | undefined {
  if (offset < 0) return undefined
  const bytes = file.read(offset, length)
  return bytes.length === length ? bytes : undefined
}

function textOf(header: Buffer, field: Field | undefined): string | undefined {
  if (!field) return undefined
  const [offset, length, encoding] = field
  const bytes = header.subarray(offset, offset + length)
  return encoding ? fieldText(bytes, encoding) : codeText(bytes)
}
