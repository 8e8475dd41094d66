/** LZMA that is damaged. What sound pieces unpack to is tested with the CHDs that hold them. */
import { describe, expect, it } from 'vitest'
import { unpackLzma } from '../../../src/inventory/discs/lzma.ts'

describe('damaged LZMA', () => {
  it.each([
    ['begins with another byte than 0', Buffer.alloc(40, 1)],
    ['is shorter than what every piece begins with', Buffer.alloc(4)],
    // nothing but ones: a match, with the distance of the last one
    ['repeats what comes before its first byte', Buffer.concat([Buffer.alloc(1), Buffer.alloc(80, 0xff)])],
    // nothing but zeros: one literal after the other
    ['ends too early', Buffer.alloc(5)],
  ])('is no piece where it %s', (_, packed) => {
    expect(unpackLzma(packed, 5000)).toBeUndefined()
  })

  it('may well unpack to nothing but zeros', () => {
    expect(unpackLzma(Buffer.alloc(80), 100)).toEqual(Buffer.alloc(100))
  })
})
