/**
 * Unpacks LZMA without a header, as CHDs hold it. Source: the LZMA specification that Igor Pavlov gave to the public
 * domain. For pieces of some kilobytes: what is unpacked is its own dictionary.
 */

/** Bits of a literal's context, none of its place, and places in fours: what all writers of CHDs set. */
const LITERAL_BITS = 3
const PLACE_MASK = 3

const STATES = 12
/** This and all above: the latest was no literal. */
const AFTER_MATCH = 7
const PLACES = 16
const SHORTEST = 2

/** Probabilities have 11 bits, and move by a 32nd. */
const EVEN = 1024
const TOP = 2 ** 24

/** Undefined when the bytes are not `size` bytes packed. */
export function unpackLzma(packed: Uint8Array, size: number): Buffer | undefined {
  if (packed.length < 5 || packed[0] !== 0) return undefined
  const out = Buffer.alloc(size)
  const coder = rangeDecoder(packed)
  const literals = even(0x300 << LITERAL_BITS)
  const isMatch = even(STATES * PLACES)
  const isRepeat = even(STATES)
  const isOlder = [even(STATES), even(STATES), even(STATES)] as const
  const isLong = even(STATES * PLACES)
  const slots = [even(64), even(64), even(64), even(64)] as const
  const near = even(128)
  const align = even(16)
  const lengths = lengthDecoder(coder)
  const repeatLengths = lengthDecoder(coder)
  /** How far back the last four matches were, the latest first. */
  const last = [0, 0, 0, 0]
  /** Of which kinds the last few pieces were: a state of the specification. */
  let state = 0
  let at = 0

  const literal = (): number => {
    const probs = 0x300 * ((at === 0 ? 0 : (out[at - 1] ?? 0)) >> (8 - LITERAL_BITS))
    let symbol = 1
    if (state >= AFTER_MATCH) {
      // after a match the byte that would have followed it is known not to come
      let expected = out[at - (last[0] ?? 0) - 1] ?? 0
      while (symbol < 0x100) {
        const bit = (expected >> 7) & 1
        expected <<= 1
        const found = coder.bit(literals, probs + ((1 + bit) << 8) + symbol)
        symbol = (symbol << 1) | found
        if (found !== bit) break
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | coder.bit(literals, probs + symbol)
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
    return symbol & 0xff
  }

  const distance = (length: number): number => {
    const slot = coder.tree(slots[Math.min(length, 3)] ?? slots[3], 6)
    if (slot < 4) return slot
    const bits = (slot >> 1) - 1
    const start = (2 | (slot & 1)) * 2 ** bits
    if (slot < 14) return start + coder.reversed(near, start - slot, bits)
    return start + coder.even(bits - 4) * 16 + coder.reversed(align, 0, 4)
  }

  const match = (place: number): number => {
    const length = lengths(place)
    last.unshift(distance(length))
    last.length = 4
    state = state < AFTER_MATCH ? 7 : 10
    return length + SHORTEST
  }

  /** As far back as one of the last four, which becomes the latest. */
  const repeat = (place: number): number => {
    if (coder.bit(isOlder[0], state) === 1) {
      const which = coder.bit(isOlder[1], state) === 0 ? 1 : coder.bit(isOlder[2], state) === 0 ? 2 : 3
      last.unshift(...last.splice(which, 1))
    } else if (coder.bit(isLong, state * PLACES + place) === 0) {
      state = state < AFTER_MATCH ? 9 : 11
      return 1
    }
    const length = repeatLengths(place)
    state = state < AFTER_MATCH ? 8 : 11
    return length + SHORTEST
  }

  while (at < size) {
    if (coder.isSpent()) return undefined
    const place = at & PLACE_MASK
    if (coder.bit(isMatch, state * PLACES + place) === 0) {
      out[at] = literal()
      at += 1
      continue
    }
    const length = coder.bit(isRepeat, state) === 0 ? match(place) : repeat(place)
    const back = (last[0] ?? 0) + 1
    if (back > at || at + length > size) return undefined
    for (const end = at + length; at < end; at++) out[at] = out[at - back] ?? 0
  }
  return out
}

function even(length: number): Uint16Array {
  return new Uint16Array(length).fill(EVEN)
}

interface RangeDecoder {
  /** A bit with a probability of its own. */
  bit(probs: Uint16Array, at: number): number
  /** A number of some bits, the highest first, each with a probability that hangs on those before it. */
  tree(probs: Uint16Array, bits: number, from?: number): number
  /** The same, the lowest first. */
  reversed(probs: Uint16Array, from: number, bits: number): number
  /** Bits that are as likely 0 as 1. */
  even(bits: number): number
  /** Whether more was asked for than there is: then the rest is made up. */
  isSpent(): boolean
}

function rangeDecoder(packed: Uint8Array): RangeDecoder {
  let next = 1
  let range = 0xffff_ffff
  let code = 0
  const more = (): void => {
    code = ((code << 8) | (packed[next] ?? 0)) >>> 0
    next += 1
  }
  for (let i = 0; i < 4; i++) more()

  const bit = (probs: Uint16Array, at: number): number => {
    const prob = probs[at] ?? EVEN
    const bound = (range >>> 11) * prob
    const found = code < bound ? 0 : 1
    if (found === 0) {
      range = bound
      probs[at] = prob + ((2048 - prob) >> 5)
    } else {
      range -= bound
      code -= bound
      probs[at] = prob - (prob >> 5)
    }
    if (range < TOP) {
      range = (range << 8) >>> 0
      more()
    }
    return found
  }
  return {
    bit,
    tree(probs, bits, from = 0) {
      let symbol = 1
      for (let i = 0; i < bits; i++) symbol = (symbol << 1) | bit(probs, from + symbol)
      return symbol - (1 << bits)
    },
    reversed(probs, from, bits) {
      let symbol = 1
      let value = 0
      for (let i = 0; i < bits; i++) {
        const found = bit(probs, from + symbol)
        symbol = (symbol << 1) | found
        value |= found << i
      }
      return value
    },
    even(bits) {
      let value = 0
      for (let i = 0; i < bits; i++) {
        range >>>= 1
        const found = code >= range ? 1 : 0
        if (found === 1) code -= range
        value = value * 2 + found
        if (range < TOP) {
          range = (range << 8) >>> 0
          more()
        }
      }
      return value
    },
    isSpent: () => next > packed.length + 5,
  }
}

/** Lengths above the shortest: 8 that hang on the place, 8 more, and 256. */
function lengthDecoder(coder: RangeDecoder): (place: number) => number {
  const choice = even(2)
  const low = even(PLACES * 8)
  const middle = even(PLACES * 8)
  const high = even(256)
  return (place) => {
    if (coder.bit(choice, 0) === 0) return coder.tree(low, 3, place * 8)
    if (coder.bit(choice, 1) === 0) return 8 + coder.tree(middle, 3, place * 8)
    return 16 + coder.tree(high, 8)
  }
}
