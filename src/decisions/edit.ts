/** Changes single decisions in the text of `curation.jsonc`: comments, order and layout of the rest stay as they are. */
import { findNodeAtLocation, getNodeValue, parseTree, type JSONPath, type Node } from 'jsonc-parser'
import type { MatchDecision } from './decisions.ts'

export type DecisionEdit =
  /** `to: null`: it is none of the suggested. `undefined`: not decided any more. */
  | { readonly kind: 'match'; readonly sha1: string; readonly to: MatchDecision | null | undefined }
  | { readonly kind: 'platform'; readonly extension: string; readonly to: string | undefined }
  | {
      readonly kind: 'same' | 'different'
      readonly platform: string
      readonly releases: readonly string[]
      /** Takes the decision out instead. */
      readonly remove?: true
    }

/** What a file begins with that curator makes. */
const BEGINNING = `// What you decided, for curator. Edit it as you like: docs/files.md tells what may stand here.
{
}
`

/** The text must be one that `parseDecisions` takes. Saying what is said already changes nothing. */
export function editDecisions(text: string, edits: readonly DecisionEdit[]): string {
  return edits.reduce(edited, text.trim() === '' ? BEGINNING : text)
}

function edited(text: string, edit: DecisionEdit): string {
  switch (edit.kind) {
    case 'match':
      return changed(text, 'match', edit.sha1, edit.to)
    case 'platform':
      return changed(text, 'platform', edit.extension, edit.to)
    case 'same':
    case 'different': {
      const { kind, platform, releases, remove } = edit
      const items = childrenOf(nodeAt(text, [kind]))
      const at = items.findIndex((item) => isSame(getNodeValue(item), { platform, releases }))
      if (remove) return at < 0 ? text : removed(text, [kind, at])
      return at < 0 ? inserted(text, kind, '[]', inWords({ platform, releases })) : text
    }
  }
}

/** `to: undefined` takes the key out. */
function changed(text: string, table: string, key: string, to: unknown): string {
  const node = nodeAt(text, [table, key])
  if (to === undefined) return node ? removed(text, [table, key]) : text
  if (!node) return inserted(text, table, '{}', `${JSON.stringify(key)}: ${inWords(to)}`)
  return JSON.stringify(getNodeValue(node)) === JSON.stringify(to) ? text : replaced(text, node, inWords(to))
}

/** With its comma, and with its line and the comment there when nothing else is on it. */
function removed(text: string, path: JSONPath): string {
  const node = nodeAt(text, path)
  const item = node?.parent?.type === 'property' ? node.parent : node
  const siblings = childrenOf(item?.parent)
  if (!item) return text
  const end = item.offset + item.length
  const comma = commaAfter(text, end)
  const before = siblings[siblings.indexOf(item) - 1]
  const [from, to] = wholeLine(text, item.offset, comma === undefined ? end : comma + 1)
  const shorter = text.slice(0, from) + text.slice(to)
  if (comma !== undefined || !before) return shorter
  // the last one goes: so does the comma before it
  const last = commaAfter(text, before.offset + before.length)
  return last === undefined ? shorter : shorter.slice(0, last) + shorter.slice(last + 1)
}

/** Where the comma stands, comments aside. */
function commaAfter(text: string, from: number): number | undefined {
  const found = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*,/.exec(text.slice(from))
  return found ? from + found[0].length - 1 : undefined
}

function wholeLine(text: string, from: number, to: number): [from: number, to: number] {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const end = endOfLine(text, to)
  const isAlone =
    text.slice(start, from).trim() === '' &&
    /^[ \t]*(?:\/\/.*|\/\*[^\n]*\*\/[ \t]*)?$/.test(text.slice(to, end))
  if (!isAlone || end === text.length) return [from, to]
  return [start, text.indexOf('\n', end) + 1]
}

function replaced(text: string, { offset, length }: Node, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length)
}

/** Puts an item at the end of a table or list, which is made when it is not there. */
function inserted(text: string, key: string, empty: '{}' | '[]', item: string): string {
  const node = nodeAt(text, [key])
  if (node) return appended(text, node, item)
  const made = appended(text, nodeAt(text, []), `${JSON.stringify(key)}: ${empty}`)
  return appended(made, nodeAt(made, [key]), item)
}

// jsonc-parser can insert and remove as well, but lays out anew what stands beside the place, and trips over commas
// at the end of a table

function appended(text: string, node: Node | undefined, item: string): string {
  if (!node) return text
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const close = node.offset + node.length - 1
  const last = childrenOf(node).at(-1)
  const indent = indentAt(text, last?.offset ?? node.offset) + (last ? '' : '  ')
  if (!last) {
    const lineStart = text.lastIndexOf('\n', close) + 1
    const isAlone = text.slice(lineStart, close).trim() === '' && lineStart > node.offset
    if (isAlone) return `${text.slice(0, lineStart)}${indent}${item}${newline}${text.slice(lineStart)}`
    return `${text.slice(0, close)}${newline}${indent}${item}${newline}${indent.slice(2)}${text.slice(close)}`
  }
  const end = last.offset + last.length
  const comma = commaAfter(text, end)
  const from = comma === undefined ? end : comma + 1
  const lineEnd = endOfLine(text, from)
  // what follows on the line is a comment on the last item, and stays with it
  const hasLine = lineEnd <= close && !/[\]}]/.test(text.slice(from, lineEnd).replace(COMMENTS, ''))
  const place = hasLine ? lineEnd : from
  const lead = hasLine ? `${newline}${indent}` : ' '
  // a comma at the end of a table is someone's habit
  const [before, after] = comma === undefined ? [',', ''] : ['', ',']
  return `${text.slice(0, end)}${before}${text.slice(end, place)}${lead}${item}${after}${text.slice(place)}`
}

const COMMENTS = /\/\/.*|\/\*[^]*?\*\//g

function endOfLine(text: string, from: number): number {
  const end = /\r?\n/.exec(text.slice(from))
  return end ? from + end.index : text.length
}

/** The blanks that its line begins with. */
function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? ''
}

function nodeAt(text: string, path: JSONPath): Node | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true })
  return root && findNodeAtLocation(root, path)
}

function childrenOf(node: Node | undefined): readonly Node[] {
  return node?.children ?? []
}

/** On one line, with spaces where people put them. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inWords).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inWords(item)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

/** Order does not count among the releases of one decision. */
function isSame(
  item: unknown,
  { platform, releases }: { platform: string; releases: readonly string[] },
): boolean {
  if (typeof item !== 'object' || item === null || !('platform' in item) || !('releases' in item))
    return false
  if (item.platform !== platform || !Array.isArray(item.releases)) return false
  const there = new Set<unknown>(item.releases)
  return there.size === new Set(releases).size && releases.every((release) => there.has(release))
}
