/**
 * JSON that remembers on which line each value stands. `JSON.parse` says neither that nor that a key stands twice,
 * which is how a badly merged lock file looks.
 */
export interface JsonNode {
  readonly line: number
  readonly value: string | number | boolean | null | readonly JsonNode[] | ReadonlyMap<string, JsonNode>
}

export class JsonFault extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.name = 'JsonFault'
    this.line = line
  }
}

/** Deeper texts are refused: a lock needs four levels. */
const DEEPEST = 32

const SPACE = /[ \t\r\n]*/y
const STRING = /"(?:[^"\\]|\\.)*"/y
const WORD = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Throws `JsonFault`. Linear in the text. */
export function parseJson(text: string): JsonNode {
  let at = 0
  let line = 1

  const document = value(0)
  skip()
  if (at < text.length) throw new JsonFault(line, 'there is more text after the end')
  return document

  function value(depth: number): JsonNode {
    skip()
    const start = line
    if (depth > DEEPEST) throw new JsonFault(line, 'it is nested too deeply')
    const char = text[at]
    if (char === '{') return { line: start, value: object(depth) }
    if (char === '[') return { line: start, value: array(depth) }
    if (char === '"') return { line: start, value: string() }
    const word = take(WORD)
    if (word === undefined) throw unexpected()
    return { line: start, value: scalar(word) }
  }

  function object(depth: number): ReadonlyMap<string, JsonNode> {
    const map = new Map<string, JsonNode>()
    at++
    if (closes('}')) return map
    do {
      skip()
      if (text[at] !== '"') throw unexpected()
      const key = string()
      if (map.has(key)) throw new JsonFault(line, `the key ${JSON.stringify(key)} stands twice`)
      expect(':')
      map.set(key, value(depth + 1))
    } while (continues('}'))
    return map
  }

  function array(depth: number): readonly JsonNode[] {
    const items: JsonNode[] = []
    at++
    if (closes(']')) return items
    do items.push(value(depth + 1))
    while (continues(']'))
    return items
  }

  function string(): string {
    const quoted = take(STRING)
    if (quoted === undefined || quoted.includes('\n')) throw new JsonFault(line, 'a text is not closed')
    try {
      return String(JSON.parse(quoted))
    } catch {
      throw new JsonFault(line, `${quoted} is not a JSON text`)
    }
  }

  function closes(end: string): boolean {
    skip()
    if (text[at] !== end) return false
    at++
    return true
  }

  function continues(end: string): boolean {
    if (closes(end)) return false
    expect(',')
    return true
  }

  function expect(char: string): void {
    skip()
    if (text[at] !== char) throw unexpected()
    at++
  }

  function skip(): void {
    const space = take(SPACE) ?? ''
    for (const char of space) if (char === '\n') line++
  }

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    at += found?.length ?? 0
    return found
  }

  function unexpected(): JsonFault {
    const rest = /^[^\r\n]{0,20}/.exec(text.slice(at, at + 20))?.[0] ?? ''
    return new JsonFault(
      line,
      at >= text.length ? 'it ends too early' : `${JSON.stringify(rest)} is not expected here`,
    )
  }
}

function scalar(word: string): number | boolean | null {
  return word === 'null' ? null : word === 'true' ? true : word === 'false' ? false : Number(word)
}
