/** Readers of bytes: what is read ahead is what is there, and hardly ever more than is wanted. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { memoryReader, readAhead, type ByteReader } from '../../src/inventory/hashing/bytes.ts'

const MANY = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) & 0xff))

function counted(bytes: Buffer): ByteReader & { readonly reads: number[] } {
  const reads: number[] = []
  const plain = memoryReader(bytes)
  return {
    size: plain.size,
    reads,
    read(offset, length) {
      reads.push(length)
      return plain.read(offset, length)
    },
  }
}

it('reading ahead gives the bytes that are there, wherever they are asked for', () => {
  const bytes = MANY.subarray(0, 20_000)
  const ask = fc.tuple(fc.nat({ max: 21_000 }), fc.nat({ max: 6000 }), fc.boolean())
  fc.assert(
    fc.property(fc.array(ask, { maxLength: 40 }), (asks) => {
      const plain = memoryReader(bytes)
      const ahead = readAhead(memoryReader(bytes))
      let at = 0
      for (const [to, length, follows] of asks) {
        const offset = follows ? at : to
        at = offset + length
        expect(ahead.read(offset, length).equals(plain.read(offset, length))).toBe(true)
      }
    }),
  )
})

it('what was given out stays as it is while more is read', () => {
  const ahead = readAhead(memoryReader(Buffer.from(MANY)))
  const pieces = Array.from({ length: 5000 }, (_, i) => ahead.read(i * 50, 40))
  pieces.forEach((piece, i) => expect(piece.equals(MANY.subarray(i * 50, i * 50 + 40))).toBe(true))
})

it('small reads one after the other are few reads', () => {
  const file = counted(MANY)
  const ahead = readAhead(file)
  for (let at = 0; at + 100 <= MANY.length; at += 100) ahead.read(at + 10, 60)
  expect(file.reads.length).toBeLessThan(12)
})

it('reads all over the place are what they were', () => {
  const file = counted(MANY)
  const ahead = readAhead(file)
  for (let i = 0; i < 20; i++) ahead.read(250_000 - 10_000 * i, 30)
  expect(file.reads).toEqual(Array.from({ length: 20 }, () => 30))
})
