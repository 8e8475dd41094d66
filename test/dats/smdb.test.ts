import { describe, expect, it } from 'vitest'
import { parse } from './support.ts'

const [A, B, C] = ['ab', 'cd', 'ef'].map((pair) => ({
  sha256: pair.repeat(32),
  sha1: pair.repeat(20),
  md5: pair.repeat(16),
}))

function row(hashes: typeof A, path: string, crc: string, ...more: readonly string[]): string {
  return [hashes?.sha256, path, hashes?.sha1, hashes?.md5, crc, ...more].join('\t')
}

const TABLE = [
  row(A, '1 US - A-F/Alpha (USA).nes', '0123ABCD'),
  row(A, 'Best-Of\\Top 10\\Alpha (USA).nes', '0123ABCD'),
  row(B, '1 US - A-F/Bravo é.fds', '00000001', '65500'),
  '',
  row(C, '1 US - A-F/Alpha (USA).nes', '00000002'),
  row(C, '../../../../.hidden', '00000003'),
].join('\r\n')

describe('an SMDB', () => {
  const expected = {
    header: { name: 'test' },
    games: [
      {
        name: 'Alpha (USA)',
        categories: [],
        roms: [{ name: 'Alpha (USA).nes', crc32: 0x0123abcd, ...A }],
      },
      { name: 'Bravo é', categories: [], roms: [{ name: 'Bravo é.fds', size: 65500, crc32: 1, ...B }] },
      { name: 'Alpha (USA)', categories: [], roms: [{ name: 'Alpha (USA).nes', crc32: 2, ...C }] },
      { name: '.hidden', categories: [], roms: [{ name: '.hidden', crc32: 3, ...C }] },
    ],
  }

  it('is read by file names: one game in two folders is one', () => {
    expect(parse('smdb', TABLE)).toEqual(expected)
  })

  it('may be cut anywhere', () => {
    for (let cut = 0; cut <= Buffer.byteLength(TABLE); cut++)
      expect(parse('smdb', TABLE, [cut])).toEqual(expected)
  })

  it.each([
    [row(A, 'a/', '01234567'), 'line 2: its path names no file.'],
    [row(A, 'a/..', '01234567'), 'line 2: its path names no file.'],
    ['a\tb\tc\td\te\n', 'line 2: it is not SHA-256, path, SHA-1, MD5 and CRC-32 between tabs.'],
    [row(A, 'a.nes', '0123456'), 'line 2: the file ends in the middle of a line.'],
    ['abcdef', 'line 2: the file ends in the middle of a line.'],
  ])('%j is damaged', (line, message) => {
    expect(() => parse('smdb', `${row(B, 'x.nes', '00000001')}\n${line}`)).toThrow(message)
  })
})
