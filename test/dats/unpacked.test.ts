/** Law: a text that was unpacked reads the same, whether it is held in memory or in a file. */
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { unpackedText } from '../../src/dats/unpacked.ts'

afterEach(() => vi.unstubAllEnvs())

it('gives back any part of what it was given, wherever it is held', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 12 })
  fc.assert(
    fc.property(pieces, fc.nat(40), fc.nat(240), fc.nat(240), (chunks, most, from, length) => {
      const text = unpackedText(most)
      try {
        for (const chunk of chunks) text.add(chunk)
        const whole = Buffer.concat(chunks)
        expect(text.size).toBe(whole.length)
        expect(readAll(text.chunks()).equals(whole)).toBe(true)
        const part = whole.subarray(from, from + length)
        expect(readAll(text.chunks(from, from + length)).equals(part)).toBe(true)
      } finally {
        text.close()
      }
    }),
  )
})

it('leaves no name in the temporary folder, not even while it is open', () => {
  const text = unpackedText(4)
  text.add(Buffer.from('longer than that'))
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('curator-dat-'))).toEqual([])
  text.close()
})

it('says where it could not unpack', () => {
  vi.stubEnv('TMPDIR', '/nowhere/at/all')
  const text = unpackedText(4)
  text.add(Buffer.from('1234'))
  expect(() => text.add(Buffer.from('5'))).toThrow(
    /^cannot be unpacked in \/nowhere\/at\/all: (no such file or folder|.*ENOENT)/,
  )
  text.close()
})

function readAll(chunks: Iterable<Uint8Array>): Buffer {
  return Buffer.concat(Array.from(chunks, (chunk) => Uint8Array.from(chunk)))
}
