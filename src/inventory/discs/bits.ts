/** Bits of a text of bytes, the highest first; behind its end there are zeros. */

export interface Bits {
  /** At most 48 bits. */
  read(bits: number): number
  /** At most 16 bits, which are read again. */
  peek(bits: number): number
  skip(bits: number): void
  /** Whether more were read than there are. */
  isSpent(): boolean
}

export function bitsOf(bytes: Uint8Array): Bits {
  let at = 0
  const peek = (bits: number): number => {
    const byte = at >> 3
    const window = ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0)
    return (window >> (24 - (at & 7) - bits)) & ((1 << bits) - 1)
  }
  return {
    peek,
    skip(bits) {
      at += bits
    },
    read(bits) {
      let value = 0
      for (let left = bits; left > 0;) {
        const some = Math.min(left, 16)
        value = value * 2 ** some + peek(some)
        at += some
        left -= some
      }
      return value
    },
    isSpent: () => at > bytes.length * 8,
  }
}
