/** One header of a tar: POSIX.1-1988 (ustar), GNU's long names and large numbers, and pax records (POSIX.1-2001). */

export const TAR_BLOCK = 512

const SUM_AT = 148
const SPACE = 32
const ZERO = 48

export interface TarHeader {
  readonly path: string
  readonly size: number
  /** In milliseconds since the epoch. */
  readonly mtime: number
  /** `0` file, `5` folder, `x` and `g` pax records, `L` long name, `K` long name of a link's target; else a link or a device. */
  readonly type: string
  /** What a link leads to. */
  readonly link: string
}

/** Whether the block is a header: its sum of bytes is in it. True of no block of zeros. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < TAR_BLOCK || block[0] === 0) return false
  // asked of every file there is: most have no digit here
  const digit = block[SUM_AT + 1] ?? 0
  if (digit !== SPACE && (digit < ZERO || digit > ZERO + 7)) return false
  const told = octal(block, SUM_AT, 8)
  if (told === undefined) return false
  // as if the sum itself were spaces; old tars added up signed bytes
  let unsigned = 8 * SPACE
  let signed = 8 * SPACE
  for (let i = 0; i < TAR_BLOCK; i++) {
    if (i >= SUM_AT && i < SUM_AT + 8) continue
    const byte = block[i] ?? 0
    unsigned += byte
    signed += byte < 128 ? byte : byte - 256
  }
  return told === unsigned || told === signed
}

/** Undefined when the block is no header. */
export function readTarHeader(block: Uint8Array): TarHeader | undefined {
  if (!isTarHeader(block)) return undefined
  const size = number(block, 124, 12)
  if (size === undefined) return undefined
  const name = text(block, 0, 100)
  const prefix = text(block, 257, 6).startsWith('ustar') && block[262] === 0 ? text(block, 345, 155) : ''
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    size,
    mtime: (number(block, 136, 12) ?? 0) * 1000,
    type: text(block, 156, 1) || '0',
    link: text(block, 157, 100),
  }
}

/** What pax records say of the next member: `27 path=a long name\n`, where 27 is the length of it all. */
export function paxRecords(bytes: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(32, at)
    const length = space < 0 || space - at > 10 ? NaN : Number(bytes.toString('latin1', at, space))
    const end = at + length
    if (!Number.isInteger(length) || length < 3 || end > bytes.length) break
    const record = bytes.toString('utf8', space + 1, end - 1)
    const equals = record.indexOf('=')
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1))
    at = end
  }
  return records
}

/** A text that ends at the first zero. */
function text(block: Uint8Array, at: number, length: number): string {
  const field = Buffer.from(block.buffer, block.byteOffset + at, length)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end < 0 ? length : end)
}

/** GNU writes numbers that do not fit in octal as big-endian binary, and marks them by the highest bit. */
function number(block: Uint8Array, at: number, length: number): number | undefined {
  if (((block[at] ?? 0) & 0x80) === 0) return octal(block, at, length)
  let value = (block[at] ?? 0) & 0x7f
  for (let i = at + 1; i < at + length; i++) value = value * 256 + (block[i] ?? 0)
  return value <= Number.MAX_SAFE_INTEGER ? value : undefined
}

function octal(block: Uint8Array, at: number, length: number): number | undefined {
  const digits = Buffer.from(block.buffer, block.byteOffset + at, length)
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
  return /^ *[0-7]*$/.test(digits) ? Number.parseInt(digits.trim() || '0', 8) : undefined
}
