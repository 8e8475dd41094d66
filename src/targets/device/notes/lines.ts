/** Lines of JSON on a device, which may come from a stranger: nothing is taken for what it should be. */

export type Line = Uint8Array | string

/** Undefined when it is none. */
export function parse(line: Line | undefined): unknown {
  if (line === undefined) return undefined
  const text =
    typeof line === 'string' ? line : Buffer.from(line.buffer, line.byteOffset, line.length).toString()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

export function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is readonly T[] {
  return isList(value) && value.every(is)
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}
