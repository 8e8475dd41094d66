/** Headers and byte orders: which are recognised, and what is left when they are undone. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ViewKind } from '../../src/inventory/hashing/view-kind.ts'
import { applyView, viewsOf } from '../../src/inventory/hashing/views.ts'

const head = (text: string, length = 32): Buffer =>
  Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(length)]).subarray(0, length)
const KIB = 1024

describe('viewsOf', () => {
  it.each<[string, Buffer, number, string, readonly ViewKind[]]>([
    ['iNES', head('NES\x1a\x02\x01'), 40_976, 'nes', ['no-ines']],
    ['iNES in an odd extension', head('NES\x1a'), 40_976, 'bin', ['no-ines']],
    ['a header and nothing else', head('NES\x1a', 16), 16, 'nes', []],
    ['NES without header', head('\x78\xd8\xa2\xff'), 40_960, 'nes', []],
    ['FDS', head('FDS\x1a\x02'), 131_016, 'fds', ['no-fds']],
    ['SNES with copier header, .smc', head('\x40\x00\x00'), 512 * KIB + 512, 'smc', ['no-smc']],
    ['SNES with copier header, .sfc', head(''), 512 * KIB + 512, 'sfc', ['no-smc']],
    ['SNES without copier header', head(''), 512 * KIB, 'smc', []],
    ['SNES of an odd size', head(''), 512 * KIB + 100, 'smc', []],
    ['the same size in another extension', head(''), 512 * KIB + 512, 'bin', []],
    [
      'Super Wild Card by its mark',
      head('\x40\x00\x00\x00\x00\x00\x00\x00\xaa\xbb\x04'),
      512 * KIB + 512,
      '078',
      ['no-smc'],
    ],
    ['Game Doctor by its name', head('GAME DOCTOR SF 3'), 512 * KIB + 512, '058', ['no-smc']],
    ['A78', head('\x01ATARI7800'), 32_896, 'a78', ['no-a78']],
    ['LNX', head('LYNX\x00\x04'), 131_136, 'lnx', ['no-lnx']],
    ['PC Engine with header', head(''), 256 * KIB + 512, 'pce', ['no-pce']],
    ['PC Engine without', head(''), 384 * KIB, 'pce', []],
    ['Game Boy with copier header', head(''), 32 * KIB + 512, 'gb', ['no-copier']],
    ['Game Boy Color, the same', head(''), 1024 * KIB + 512, 'gbc', ['no-copier']],
    ['Master System, the same', head(''), 16 * KIB + 512, 'sms', ['no-copier']],
    ['Game Gear, the same', head(''), 128 * KIB + 512, 'gg', ['no-copier']],
    ['Game Gear without', head(''), 128 * KIB, 'gg', []],
    ['Game Boy of no whole banks', head(''), 33 * KIB + 512, 'gb', []],
    ['Game Boy, where the size alone shows it', head(''), 32 * KIB + 512, 'bin', []],
    ['N64, bytes swapped', head('\x37\x80\x40\x12'), 4096, 'v64', ['z64']],
    ['N64, little-endian', head('\x40\x12\x37\x80'), 4096, 'n64', ['z64']],
    ['N64, native', head('\x80\x37\x12\x40'), 4096, 'z64', []],
    ['N64 cut within a word', head('\x37\x80\x40\x12'), 4097, 'v64', []],
    [
      'Magic Drive by its mark',
      head('\x08\x03\x00\x00\x00\x00\x00\x00\xaa\xbb\x06'),
      16_384 * 2 + 512,
      'bin',
      ['linear'],
    ],
    ['Magic Drive by its extension', head('\x08\x03'), 16_384 * 2 + 512, 'smd', ['linear']],
    ['.smd of another size', head('\x08\x03'), 16_384 * 2, 'smd', []],
    ['an empty file', Buffer.alloc(0), 0, 'nes', []],
  ])('%s', (_, start, size, extension, kinds) => {
    expect(viewsOf(start, size, extension).map(({ kind }) => kind)).toEqual(kinds)
  })
})

it('tells which views only the name shows', () => {
  const marked = head('\x40\x00\x00\x00\x00\x00\x00\x00\xaa\xbb\x04')
  expect(viewsOf(head(''), 512 * KIB + 512, 'smc')).toEqual([{ kind: 'no-smc', byName: true }])
  expect(viewsOf(marked, 512 * KIB + 512, 'smc')).toEqual([{ kind: 'no-smc' }])
  expect(viewsOf(head(''), 256 * KIB + 512, 'pce')).toEqual([{ kind: 'no-pce', byName: true }])
})

const body = Buffer.from(Array.from({ length: 16 }, (_, i) => i))

const HEADER = { 'no-ines': 16, 'no-smc': 512, z64: 0, linear: 512 }

describe('applyView', () => {
  it.each<[ViewKind, number]>([
    ['no-ines', 16],
    ['no-fds', 16],
    ['no-smc', 512],
    ['no-a78', 128],
    ['no-lnx', 64],
    ['no-pce', 512],
    ['no-copier', 512],
  ])('%s takes off %i bytes', (kind, length) => {
    const file = Buffer.concat([Buffer.alloc(length, 0xee), body])
    expect(view(kind, [file])).toEqual(body)
  })

  const native = Buffer.from('80371240000000010002', 'hex')
  it.each([
    ['swapped pairs', '37804012000001000002'],
    ['little-endian words', '40123780010000000002'],
    ['native order', '80371240000000010002'],
  ])('z64 undoes %s and leaves an incomplete last word', (_, hex) => {
    expect(view('z64', [Buffer.from(hex, 'hex')])).toEqual(native)
  })

  it('linear puts odd and even bytes together again', () => {
    const odd = Buffer.alloc(8192, 'o')
    const even = Buffer.alloc(8192, 'e')
    const file = Buffer.concat([Buffer.alloc(512), odd, even, odd, even])
    expect(view('linear', [file]).toString()).toBe('eo'.repeat(16_384))
  })

  it('gives the same bytes however the stream is cut, and leaves its chunks alone', () => {
    const kinds = fc.constantFrom('no-ines', 'no-smc', 'z64', 'linear')
    const content = fc.uint8Array({ minLength: 600, maxLength: 40_000, size: 'max' })
    const cuts = fc.array(fc.nat(20_000), { maxLength: 8 })
    const start = fc.constantFrom('37804012', '40123780', '00')
    fc.assert(
      fc.property(kinds, content, cuts, start, (kind, bytes, at, first) => {
        const file = Buffer.concat([Buffer.from(first, 'hex'), bytes])
        const before = Buffer.from(file)
        const whole = view(kind, [file])
        expect(view(kind, cut(file, at)).equals(whole)).toBe(true)
        expect(whole.length).toBe(file.length - HEADER[kind])
        expect(file.equals(before)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

function view(kind: ViewKind, chunks: readonly Uint8Array[]): Buffer {
  return Buffer.concat([...applyView(kind, chunks)].map((chunk) => Buffer.from(chunk)))
}

function cut(bytes: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] {
  const ends = [...lengths.map((_, i) => lengths.slice(0, i + 1).reduce((a, b) => a + b, 0)), bytes.length]
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end))
}
