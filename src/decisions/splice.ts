/** Surgery on the text of a JSON file with comments: what is not touched stays as someone wrote it. */
import { findNodeAtLocation, parseTree, type JSONPath, type Node, type ParseError } from 'jsonc-parser'

/** Some editors put a mark before the first letter: it counts as a blank, and stays. */
export function treeOfText(text: string, errors: ParseError[] = []): Node | undefined {
  return parseTree(text.replace(/^\ufeff/, ' '), errors, { allowTrailingComma: true })
}

/** Whether it says nothing: blanks and comments alone. */
export function isSilent(text: string): boolean {
  return text.replace(COMMENTS, '').trim() === ''
}

export function nodeAt(text: string, path: JSONPath): Node | undefined {
  const root = treeOfText(text)
  return root && findNodeAtLocation(root, path)
}

export function childrenOf(node: Node | undefined): readonly Node[] {
  return node?.children ?? []
}

/** Puts items at the end of a table or list of the file, which is made when it is not there. */
export function inserted(text: string, key: string, empty: '{}' | '[]', items: readonly string[]): string {
  const node = nodeAt(text, [key])
  if (node) return appended(text, node, items)
  const made = appended(text, nodeAt(text, []), [`${JSON.stringify(key)}: ${empty}`])
  return appended(made, nodeAt(made, [key]), items)
}

/** Takes out a node, with its comma, and with its line and the comment there when nothing else is on it. */
export function removed(text: string, node: Node | undefined): string {
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

export interface Replacement {
  readonly node: Node
  readonly by: string
}

/** The nodes must not lie in each other. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  const parts: string[] = []
  let at = 0
  for (const { node, by } of replacements.toSorted((a, b) => a.node.offset - b.node.offset)) {
    parts.push(text.slice(at, node.offset), by)
    at = node.offset + node.length
  }
  return parts.join('') + text.slice(at)
}

/** Where the comma stands, comments aside. */
function commaAfter(text: string, from: number): number | undefined {
  const found = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*,/y
  found.lastIndex = from
  return found.test(text) ? found.lastIndex - 1 : undefined
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

// jsonc-parser can insert and remove as well, but lays out anew what stands beside the place, and trips over commas
// at the end of a table

/** Puts items at the end of a table or list. */
export function appended(text: string, node: Node | undefined, items: readonly string[]): string {
  if (!node || items.length === 0) return text
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const close = node.offset + node.length - 1
  const last = childrenOf(node).at(-1)
  const outer = indentAt(text, last?.offset ?? node.offset)
  const indent = last ? outer : `${outer}${text.includes('\n\t') ? '\t' : '  '}`
  if (!last) {
    const list = items.join(`,${newline}${indent}`)
    const lineStart = text.lastIndexOf('\n', close) + 1
    const isAlone = text.slice(lineStart, close).trim() === '' && lineStart > node.offset
    if (isAlone) return `${text.slice(0, lineStart)}${indent}${list}${newline}${text.slice(lineStart)}`
    return `${text.slice(0, close)}${newline}${indent}${list}${newline}${outer}${text.slice(close)}`
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
  return `${text.slice(0, end)}${before}${text.slice(end, place)}${lead}${items.join(`,${lead}`)}${after}${text.slice(place)}`
}

const COMMENTS = /\/\/.*|\/\*[^]*?\*\//g

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  if (newline < 0) return text.length
  return newline > from && text[newline - 1] === '\r' ? newline - 1 : newline
}

/** The blanks that its line begins with. */
function indentAt(text: string, offset: number): string {
  const blanks = /[ \t]*/y
  const start = text.lastIndexOf('\n', offset - 1) + 1
  blanks.lastIndex = start
  blanks.test(text)
  return text.slice(start, blanks.lastIndex)
}
