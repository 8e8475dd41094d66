/** Where a config says something: a config path, and the place in the file it was read from. */

/** Keys and list positions from the top of the config: `['targets', 'mister', 'playlists', 1]`. */
export type ConfigPath = readonly (string | number)[]

/** The path as the beginning of a sentence. */
export function subject(path: ConfigPath): string {
  return path.length === 0 ? 'The config' : `\`${pathText(path)}\``
}

/** `targets.mister.playlists[1]`; keys that are not words are quoted: `dats["no-intro"]`. */
export function pathText(path: ConfigPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`
      if (!/^[A-Za-z_$][\w$]*$/.test(part)) return `[${JSON.stringify(part)}]`
      return index === 0 ? part : `.${part}`
    })
    .join('')
}

export function isBelow(path: ConfigPath, above: ConfigPath): boolean {
  return above.every((step, index) => path[index] === step)
}

/** 1-based, as editors count; columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number
  readonly column: number
}

export function lineColumn(text: string, offset: number): LineColumn {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

/** The inverse of `lineColumn`. */
export function offsetOf(text: string, { line, column }: LineColumn): number {
  let start = 0
  for (let n = 1; n < line; n++) {
    const end = text.indexOf('\n', start)
    if (end < 0) return text.length
    start = end + 1
  }
  return start + column - 1
}
