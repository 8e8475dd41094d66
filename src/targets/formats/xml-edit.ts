/** Changes to a text of somebody else's: all around them stays to the byte. */
import type { XmlRecord } from './xml-list.ts'

export interface Edit {
  readonly start: number
  readonly stop: number
  readonly text: string
}

/** The edits in any order, of places apart. What is added goes before `end`, with the line ends that the text has. */
export function edited(there: string, edits: readonly Edit[], end: number, added: readonly string[]): string {
  const lines = (text: string): string => (isWindows ? text.replaceAll('\n', '\r\n') : text)
  const isWindows = there.includes('\r\n')
  let text = ''
  let done = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    text += there.slice(done, edit.start) + lines(edit.text)
    done = edit.stop
  }
  return text + there.slice(done, end) + added.map(lines).join('') + there.slice(end)
}

/** Takes away a record, or a field, with its line, where it has lines of its own. */
export function withoutLine(there: string, { start, stop }: Pick<XmlRecord, 'start' | 'stop'>): Edit {
  const before = /[ \t]*$/.exec(there.slice(Math.max(0, start - 100), start))?.[0].length ?? 0
  const after = /^[ \t]*\r?\n/.exec(there.slice(stop, stop + 100))?.[0].length ?? 0
  return { start: start - before, stop: stop + after, text: '' }
}
