/**
 * An XML file that is a list of records, read so that it can be added to without a change to the rest: where each
 * record stands, and where each of its own texts. For lists that other programs write as well.
 */
import { contentText } from './xml-text.ts'

interface XmlList {
  /** The children of the root. */
  readonly records: readonly XmlRecord[]
  /** Where the root's closing tag begins. */
  readonly end: number
}

export interface XmlRecord {
  readonly name: string
  /** From the `<` of its first tag to behind the `>` of its last. */
  readonly start: number
  readonly stop: number
  readonly fields: readonly XmlField[]
}

/** A child of a record. What is in children of its own is part of its text, as it stands. */
interface XmlField {
  readonly name: string
  /** Of what stands between its tags. */
  readonly start: number
  readonly stop: number
  readonly text: string
  /** With its tags. */
  readonly whole: { readonly start: number; readonly stop: number }
}

/**
 * Undefined when it is damaged, or its root has no end: nobody can tell where to add then. Other elements beside the root
 * are let be: ES-DE writes its choice of emulators there.
 */
export function readXmlList(text: string, root: string): XmlList | undefined {
  const open: Tag[] = []
  const records: XmlRecord[] = []
  let fields: XmlField[] = []
  let end: number | undefined
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const tag = readTag(text, at)
    if (tag === undefined) return undefined
    at = tag.stop
    if (tag.kind === 'other') continue
    if (tag.kind === 'open') {
      open.push(tag)
      continue
    }
    const first = tag.kind === 'close' ? open.pop() : tag
    if (first?.name !== tag.name) return undefined
    if (open.length === 0 && tag.name === root) {
      if (end !== undefined || tag.kind === 'empty') return undefined
      end = tag.start
    }
    if (open[0]?.name !== root) continue
    if (open.length === 1) {
      records.push({ name: tag.name, start: first.start, stop: tag.stop, fields })
      fields = []
    } else if (open.length === 2) {
      const [start, stop] = tag.kind === 'close' ? [first.stop, tag.start] : [tag.stop, tag.stop]
      const whole = { start: first.start, stop: tag.stop }
      fields.push({ name: tag.name, start, stop, text: contentText(text.slice(start, stop)), whole })
    }
  }
  return end === undefined || open.length > 0 ? undefined : { records, end }
}

/** Whether there is nothing in it: no text at all, or a root without children. */
export function isEmptyXml(text: string, root: string): boolean {
  return new RegExp(`^\\ufeff?\\s*(?:<\\?xml[^>]*>)?\\s*(?:<${root}\\s*/>)?\\s*$`).test(text)
}

/** The text of the first field of that name. */
export function fieldOf({ fields }: XmlRecord, name: string): string | undefined {
  return fields.find((field) => field.name === name)?.text
}

interface Tag {
  /** `other`: comments, declarations, text that is marked as such. */
  readonly kind: 'open' | 'close' | 'empty' | 'other'
  readonly name: string
  readonly start: number
  readonly stop: number
}

const MARKED: readonly (readonly [start: string, stop: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
]

/** A tag without quotes, as nearly all are. */
const PLAIN = /<(\/?)([^\s<>/"'=!?][^\s<>/"'=]{0,100})(?:\s[^<>"'/]*)?(\/?)>/y

function readTag(text: string, start: number): Tag | undefined {
  PLAIN.lastIndex = start
  const plain = PLAIN.exec(text)
  if (plain) {
    const [whole, slash, name = '', end] = plain
    return {
      kind: slash === '/' ? 'close' : end === '/' ? 'empty' : 'open',
      name,
      start,
      stop: start + whole.length,
    }
  }
  const marked = MARKED.find(([mark]) => text.startsWith(mark, start))
  if (marked) {
    const stop = text.indexOf(marked[1], start + marked[0].length)
    return stop < 0 ? undefined : { kind: 'other', name: '', start, stop: stop + marked[1].length }
  }
  const stop = endOfTag(text, start)
  const [, slash, name] =
    /^<(\/?)([^\s<>/"'=]+)/.exec(text.slice(start, Math.min(stop, start + LONGEST_NAME))) ?? []
  if (stop < 0 || name === undefined) return undefined
  const kind = slash === '/' ? 'close' : text[stop - 2] === '/' ? 'empty' : 'open'
  return { kind, name, start, stop }
}

const LONGEST_NAME = 200

/** Behind the `>` that is in no quotes; -1 when there is none. */
function endOfTag(text: string, start: number): number {
  let quote = ''
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") {
      quote = sign
    } else if (sign === '<') {
      return -1
    } else if (sign === '>') {
      return at + 1
    }
  }
  return -1
}
