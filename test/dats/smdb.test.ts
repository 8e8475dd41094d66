import { createHash } from 'node:crypto'
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

  describe('of discs', () => {
    const games = (...paths: readonly string[]) =>
      parse(
        'smdb',
        paths.map((path, i) => row([A, B, C][i % 3], path, `0000000${i % 3}`)).join('\n'),
      ).games.map(({ name, roms }) => [name, ...roms.map((rom) => rom.name)])

    it('takes tracks and their sheet for one game, in folders of their own and in one', () => {
      const riven = ['Riven (USA) (Track 1).bin', 'Riven (USA) (Track 2).bin', 'Riven (USA).cue']
      const solo = ['Solo (Japan).bin', 'Solo (Japan).cue']
      const discs = [
        ['Riven (USA)', ...riven],
        ['Solo (Japan)', ...solo],
      ]
      const apart = [
        ...riven.map((file) => `CD/Riven (USA)/${file}`),
        ...solo.map((file) => `CD\\Solo (Japan)\\${file}`),
      ]
      expect(games(...apart)).toEqual(discs)
      expect(games(...[...riven, ...solo].map((file) => `CD/${file}`))).toEqual(discs)
    })

    it('finds the files of a disc wherever they stand, as in a table that is sorted by hash', () => {
      expect(
        games(
          'CD/Solo/Solo.cue',
          'CD/Riven/disc.gdi',
          'CD/Solo/Solo.bin',
          'CD/X.nes',
          'CD/Riven/track01.bin',
        ),
      ).toEqual([
        ['Solo', 'Solo.cue', 'Solo.bin'],
        ['Riven', 'disc.gdi', 'track01.bin'],
        ['X', 'X.nes'],
      ])
    })

    it('knows the discs of a folder apart, and knows no list of them', () => {
      expect(
        games('a/X (Disc 1).bin', 'a/X (Disc 1).cue', 'a/X (Disc 2).bin', 'a/X (Disc 2).cue', 'a/X.m3u'),
      ).toEqual([
        ['X (Disc 1)', 'X (Disc 1).bin', 'X (Disc 1).cue'],
        ['X (Disc 2)', 'X (Disc 2).bin', 'X (Disc 2).cue'],
      ])
    })

    it('calls files with names that say nothing by their sheet, or by their folder', () => {
      const tracks = ['track01.bin', 'track02.raw', 'Track 3.bin']
      const inFolder = (folder: string, ...files: readonly string[]) =>
        games(...files.map((file) => `${folder}${file}`))
      expect(inFolder('DC\\Fish Life (J)\\', 'Disc.gdi', ...tracks)).toEqual([
        ['Fish Life (J)', 'Disc.gdi', ...tracks],
      ])
      expect(inFolder('DC/Fish/', 'Fish Life (2000).gdi', ...tracks)).toEqual([
        ['Fish Life (2000)', 'Fish Life (2000).gdi', ...tracks],
      ])
      expect(inFolder('', 'disc.gdi', 'track01.bin')).toEqual([
        ['disc', 'disc.gdi'],
        ['track01', 'track01.bin'],
      ])
      expect(inFolder('DC/Two/', 'One.gdi', 'Two.gdi', 'track01.bin')).toEqual([
        ['One', 'One.gdi'],
        ['Two', 'Two.gdi'],
        ['track01', 'track01.bin'],
      ])
    })

    it('counts a disc in several folders once, and with other tracks again', () => {
      const disc = ['X.bin', 'X.cue', 'X.sub']
      expect(
        games(
          ...['a/', 'b/'].flatMap((folder) => disc.map((file) => folder + file)),
          ...disc.slice(0, 2).map((file) => `c/${file}`),
        ),
      ).toEqual([
        ['X', ...disc],
        ['X', ...disc.slice(0, 2)],
      ])
    })

    it('keeps other files that share a name apart', () => {
      expect(games('a/Alpha.nes', 'a/Alpha.fds', 'a/Alpha', 'a/X.bin', 'a/X.cue')).toEqual([
        ['Alpha', 'Alpha.nes'],
        ['Alpha', 'Alpha.fds'],
        ['Alpha', 'Alpha'],
        ['X', 'X.bin', 'X.cue'],
      ])
    })
  })

  it('takes a game and its MSU-1 music for one, whatever else is in the folder', () => {
    const games = (...paths: readonly string[]) =>
      parse(
        'smdb',
        paths.map((path, i) => row([A, B, C][i % 3], path, `0000000${i % 3}`)).join('\n'),
      ).games.map(({ name, roms }) => [name, ...roms.map((rom) => rom.name)])
    const music = ['Hero.msu', 'Hero-1.pcm', 'Hero-12.PCM']
    expect(
      games(...['Hero.sfc', ...music, 'Hero.txt', 'Other.sfc', 'Area-51.sfc'].map((file) => `MSU/${file}`)),
    ).toEqual([
      ['Hero', 'Hero.sfc', ...music],
      ['Other', 'Other.sfc'],
      ['Area-51', 'Area-51.sfc'],
    ])
    expect(games('a/Hero.sfc', 'b/Hero.msu', 'b/Hero-1.pcm')).toEqual([
      ['Hero', 'Hero.sfc'],
      ['Hero', 'Hero.msu', 'Hero-1.pcm'],
    ])
  })

  it('says of an empty file that it is empty, by its hash', () => {
    const hash = (name: string) => createHash(name).digest('hex')
    const empty = { sha256: hash('sha256'), sha1: hash('sha1').toUpperCase(), md5: hash('md5') }
    expect(parse('smdb', row(empty, 'a/x.msu', '0\n')).games).toEqual([
      { name: 'x', categories: [], roms: [{ name: 'x.msu', size: 0 }] },
    ])
  })

  it('knows what is no game: by its extension, and what nobody knows beside a game of its name', () => {
    const games = (...paths: readonly string[]) =>
      parse('smdb', paths.map((path) => row(A, path, '00000001')).join('\n')).games.map(({ name }) => name)
    expect(games('a/Doom.j64', 'a/Doom.mrq', 'a/Readme.txt', 'a/Doom.png', 'b/Doom 2.mrq')).toEqual([
      'Doom',
      'Doom 2',
    ])
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
