/** Finds where a config path is written in block-style YAML. Inside `{ }` and `[ ]` it stops at the key before. */
import type { ConfigPath, LineColumn } from './place.ts'

interface Spot {
  /** Index of the line. */
  readonly line: number
  /** Columns before the key or dash: what is below it is indented more. */
  readonly indent: number
  /** Column index of the value, or of the key when the value is on the lines below. */
  readonly value: number
}

export function locateYaml(text: string, path: ConfigPath, part: 'key' | 'value'): LineColumn | undefined {
  const lines = text.split(/\r?\n/)
  let spot: Spot = { line: -1, indent: -1, value: 0 }
  for (const step of path) {
    const found = typeof step === 'number' ? element(lines, spot, step) : member(lines, spot, step)
    if (!found) return spot.line < 0 ? undefined : { line: spot.line + 1, column: spot.indent + 1 }
    spot = found
  }
  if (spot.line < 0) return { line: 1, column: 1 }
  return { line: spot.line + 1, column: (part === 'key' ? spot.indent : spot.value) + 1 }
}

function member(lines: readonly string[], parent: Spot, name: string): Spot | undefined {
  for (const { line, indent, code } of children(lines, parent, parent.indent + 1)) {
    const match = /^(?:"([^"]*)"|'([^']*)'|([^\s'"#][^:#]*?))\s*:(?:\s+|$)/.exec(code)
    if ((match?.[1] ?? match?.[2] ?? match?.[3]) !== name) continue
    const inline = code.length > (match?.[0].length ?? 0)
    return { line, indent, value: inline ? indent + (match?.[0].length ?? 0) : indent }
  }
  return undefined
}

function element(lines: readonly string[], parent: Spot, index: number): Spot | undefined {
  let count = 0
  // a list may stand at the same depth as its key
  for (const { line, indent, code } of children(lines, parent, parent.indent)) {
    const dash = /^-\s+/.exec(code)?.[0]
    if (dash === undefined) return undefined
    if (count++ === index) return { line, indent, value: indent + dash.length }
  }
  return undefined
}

/** The lines one level below `parent`. */
function* children(lines: readonly string[], parent: Spot, least: number) {
  let level: number | undefined
  for (let line = parent.line + 1; line < lines.length; line++) {
    const text = lines[line] ?? ''
    const code = text.trimStart()
    if (code === '' || code.startsWith('#') || code === '---') continue
    const indent = text.length - code.length
    if (indent < least) return
    level ??= indent
    if (indent === level) yield { line, indent, code }
  }
}
