/**
 * Packs bytes as rar does, for tests: no free program can. Literals and short matches, under Huffman codes that are
 * described at the beginning of the only block. Formats: as unpackers read them (RAR 5.0; RAR 2.9, which rar 4 writes).
 * It packs badly; what counts is that an unpacker has to do all that it does for a rar of any other hand.
 */

/** One symbol of the main code, and for a match the symbol of its distance. */
interface Item {
  readonly symbol: number
  readonly distance?: number
}

interface Dialect {
  /** How many symbols the codes have: main, distances, low bits of distances, lengths of repeats. */
  readonly sizes: readonly [main: number, distance: number, low: number, repeat: number]
  /** Symbol of a match of this length, 3 to 9 bytes. */
  match(length: number): number
}

const RAR5: Dialect = { sizes: [306, 64, 16, 44], match: (length) => 262 + length - 2 }
const RAR29: Dialect = { sizes: [299, 60, 17, 28], match: (length) => 271 + length - 3 }
const END_OF_BLOCK = 256
const NOTHING = new Uint8Array()

/** @param before what was packed before, where the archive is solid: matches may lead back into it */
export function packRar5(bytes: Uint8Array, before: Uint8Array = NOTHING): Buffer {
  const bits = bitWriter()
  writeBlock(bits, RAR5, itemsOf(bytes, before, RAR5))
  const { data, used } = bits.end()
  const size = [data.length & 255, (data.length >> 8) & 255, (data.length >> 16) & 255]
  // tables present, last block; three bytes of size; how many bits of the last byte count
  const flags = 0x80 | 0x40 | (2 << 3) | (used - 1)
  const check = 0x5a ^ flags ^ (size[0] ?? 0) ^ (size[1] ?? 0) ^ (size[2] ?? 0)
  return Buffer.concat([Buffer.from([flags, check, ...size]), data])
}

/** @param before as above */
export function packRar29(bytes: Uint8Array, before: Uint8Array = NOTHING): Buffer {
  const bits = bitWriter()
  bits.put(0, 2) // no PPM, tables of its own
  writeBlock(bits, RAR29, [...itemsOf(bytes, before, RAR29), { symbol: END_OF_BLOCK }])
  bits.put(0b01, 2) // the file ends here, and the next one has tables of its own
  return bits.end().data
}

/** Matches are looked for one to four bytes back only: their distances need no further bits. */
function itemsOf(member: Uint8Array, before: Uint8Array, { match }: Dialect): readonly Item[] {
  const items: Item[] = []
  const bytes = Buffer.concat([before, member])
  for (let at = before.length; at < bytes.length;) {
    const found = [1, 2, 3, 4]
      .map((back) => ({ back, length: runLength(bytes, at, back) }))
      .reduce((best, one) => (one.length > best.length ? one : best))
    if (found.length >= 3) {
      items.push({ symbol: match(found.length), distance: found.back - 1 })
      at += found.length
    } else items.push({ symbol: bytes[at++] ?? 0 })
  }
  return items
}

function runLength(bytes: Uint8Array, at: number, back: number): number {
  if (at < back) return 0
  let length = 0
  while (length < 9 && at + length < bytes.length && bytes[at + length] === bytes[at + length - back])
    length++
  return length
}

function writeBlock(bits: BitWriter, { sizes }: Dialect, items: readonly Item[]): void {
  const [mainSize, distanceSize, lowSize, repeatSize] = sizes
  const main = lengthsOf(
    mainSize,
    items.map(({ symbol }) => symbol),
  )
  const distance = lengthsOf(
    distanceSize,
    items.flatMap(({ distance: slot }) => slot ?? []),
  )
  writeLengths(bits, [...main, ...distance, ...Array<number>(lowSize + repeatSize).fill(0)])
  const codes = { main: codesOf(main), distance: codesOf(distance) }
  for (const { symbol, distance: slot } of items) {
    bits.put(codes.main[symbol] ?? 0, main[symbol] ?? 0)
    if (slot !== undefined) bits.put(codes.distance[slot] ?? 0, distance[slot] ?? 0)
  }
}

/** Lengths of a complete code over the symbols that are used: the first ones get shorter codes where there is room. */
function lengthsOf(size: number, symbols: readonly number[]): number[] {
  const used = [...new Set(symbols)].sort((a, b) => a - b)
  const lengths = Array<number>(size).fill(0)
  // one symbol alone needs a sibling, for a code to be complete
  if (used.length === 1) used.push(used[0] === 0 ? 1 : 0)
  if (used.length === 0) return lengths
  const deep = Math.ceil(Math.log2(used.length))
  const short = 2 ** deep - used.length
  for (const [i, symbol] of used.entries()) lengths[symbol] = i < short ? deep - 1 : deep
  return lengths
}

/** Canonical: shorter codes first, and by symbol among those of one length. */
function codesOf(lengths: readonly number[]): number[] {
  const codes = Array<number>(lengths.length).fill(0)
  let code = 0
  for (let length = 1; length <= 15; length++) {
    for (const [symbol, own] of lengths.entries()) if (own === length) codes[symbol] = code++
    code <<= 1
  }
  return codes
}

/** Lengths are written under a code of their own: 0 to 15 as they are, 18 and 19 for zeros in a row. */
function writeLengths(bits: BitWriter, lengths: readonly number[]): void {
  const items: { readonly symbol: number; readonly extra?: readonly [value: number, bits: number] }[] = []
  for (let at = 0; at < lengths.length;) {
    let zeros = 0
    while (lengths[at + zeros] === 0 && zeros < 138) zeros++
    if (zeros >= 11) items.push({ symbol: 19, extra: [zeros - 11, 7] })
    else if (zeros >= 3) items.push({ symbol: 18, extra: [zeros - 3, 3] })
    else items.push({ symbol: lengths[at] ?? 0 })
    at += zeros >= 3 ? zeros : 1
  }
  const own = lengthsOf(
    20,
    items.map(({ symbol }) => symbol),
  )
  const codes = codesOf(own)
  for (const length of own) bits.put(length, 4)
  for (const { symbol, extra } of items) {
    bits.put(codes[symbol] ?? 0, own[symbol] ?? 0)
    if (extra) bits.put(...extra)
  }
}

interface BitWriter {
  /** The highest bit first. */
  put(value: number, count: number): void
  /** `used`: bits of the last byte. */
  end(): { readonly data: Buffer; readonly used: number }
}

function bitWriter(): BitWriter {
  const bytes: number[] = []
  let free = 0
  return {
    put(value, count) {
      for (let bit = count - 1; bit >= 0; bit--) {
        if (free === 0) {
          bytes.push(0)
          free = 8
        }
        free--
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | (((value >> bit) & 1) << free)
      }
    },
    end: () => ({ data: Buffer.from(bytes), used: free === 0 ? 8 : 8 - free }),
  }
}
