/** Maps of CHDs as Huffman's code really packs them: codes of several lengths, runs, and every kind of hunk. */
import { describe, expect, it } from 'vitest'
import { readHunkMap } from '../../../src/inventory/discs/chd-map.ts'
import { memoryReader } from '../../../src/inventory/hashing/bytes.ts'

const HUNK = 16
const START = 100
/** Widths of a length, of a hunk's number, and of a place in a parent. */
const WIDTHS = [8, 4, 6]

function hunksOf(bits: string, hunks: number): readonly unknown[] | undefined {
  const digits = bits.replaceAll(' ', '')
  const packed = Buffer.from(
    Array.from({ length: Math.ceil(digits.length / 8) }, (_, i) =>
      Number.parseInt(digits.slice(i * 8, i * 8 + 8).padEnd(8, '0'), 2),
    ),
  )
  const header = Buffer.alloc(16)
  header.writeUInt32BE(packed.length, 0)
  header.writeUIntBE(START, 4, 6)
  header.set(WIDTHS, 12)
  const file = memoryReader(Buffer.concat([header, packed]))
  const map = readHunkMap(file, { at: 0, hunks, hunkBytes: HUNK, isPacked: true })
  return map && Array.from({ length: hunks + 1 }, (_, i) => map.hunk(i))
}

const plain = (at: number) => ({ at, length: HUNK, codec: undefined })
const SUM = '0101010101010101'

describe('the map of a CHD', () => {
  it('tells of every kind of hunk where its bytes are', () => {
    // lengths of the codes of 0 to 15; 0001, a length, and a count less 3 are a run of that length
    const lengths = '0010 0001 0000 0000 0010 0011 0100 0100 0000 0011 0011 0001 0000 0010'
    // codec 0 is 10, plain 11, same 001, as the last 010, as the next 011, of the parent 0000, a run 0001
    const kinds = '10 11 001 010 011 0000 11 0001 10'
    const entries = `00000101 ${SUM} ${SUM} 0000 111111 ${SUM} ${SUM} ${SUM} ${SUM}`
    expect(hunksOf(`${lengths} ${kinds} ${entries}`, 10)).toEqual([
      { at: START, length: 5, codec: 0 },
      plain(105),
      { same: 0 },
      { same: 0 },
      { same: 1 },
      undefined,
      plain(121),
      plain(137),
      plain(153),
      plain(169),
      undefined,
    ])
  })

  it('may know one kind alone, whose code is one bit', () => {
    const lengths = '0000 0000 0000 0000 0001 0001 0001 0000 1000'
    expect(hunksOf(`${lengths} 0 0 ${SUM} ${SUM}`, 2)).toEqual([plain(100), plain(116), undefined])
  })

  it.each([
    ['leave a code without a meaning', '0011 0001 0000 1100'],
    ['are more than there is room for', '0001 0001 0001 0001 0001 0001 0001 0000 1010'],
    ['are longer than any', '1001 0001 0000 1100'],
    ['are more than there are kinds', '0010 0001 0000 1111'],
  ])('is not read when its codes %s', (_, lengths) => {
    expect(hunksOf(`${lengths} ${'0'.repeat(64)}`, 1)).toBeUndefined()
  })

  it('ends where its bytes do', () => {
    const lengths = '0000 0000 0000 0000 0001 0001 0001 0000 1000'
    expect(hunksOf(`${lengths} 0 0 ${SUM}`, 2)?.[1]).toBeUndefined()
  })
})
