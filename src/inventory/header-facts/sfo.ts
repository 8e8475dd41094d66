/** PARAM.SFO: the names and numbers of a PSP or PlayStation 3 program. Source: mc.pp.se, "PSF files". */
import { hasText } from '../hashing/bytes.ts'
import { fieldText, latin1 } from './text.ts'

const INDEX = 20
const ENTRY = 16
/** Real ones have about 30. */
const MOST_ENTRIES = 256
const TEXT_KINDS: ReadonlySet<number> = new Set([0, 2])
const NUMBER = 4

/** Undefined when it is none. What points outside the file is left out. */
export function readSfo(bytes: Buffer): ReadonlyMap<string, string> | undefined {
  if (bytes.length < INDEX || !hasText(bytes, 0, '\0PSF')) return undefined
  const [keys, values] = [bytes.readUInt32LE(8), bytes.readUInt32LE(12)]
  const count = Math.min(bytes.readUInt32LE(16), MOST_ENTRIES)
  const found = new Map<string, string>()
  for (let i = 0; i < count; i++) {
    const entry = bytes.subarray(INDEX + i * ENTRY, INDEX + (i + 1) * ENTRY)
    if (entry.length < ENTRY) break
    const key = keyAt(bytes, keys + entry.readUInt16LE(0))
    const start = values + entry.readUInt32LE(12)
    const value = bytes.subarray(start, start + entry.readUInt32LE(4))
    const kind = entry[3] ?? 0
    if (key === '') continue
    if (TEXT_KINDS.has(kind)) found.set(key, fieldText(value, 'utf-8'))
    else if (kind === NUMBER && value.length >= 4) found.set(key, String(value.readUInt32LE(0)))
  }
  return found
}

function keyAt(bytes: Buffer, at: number): string {
  return /^[A-Z0-9_]*/.exec(latin1(bytes.subarray(at, at + 32)))?.[0] ?? ''
}
