import { describe, expect, it } from 'vitest'
import { isMeaninglessCrc, isMeaninglessHash } from '../../src/dats/placeholder.ts'
import { releaseNameOf } from '../../src/dats/releases/name.ts'

describe('releaseNameOf', () => {
  it.each([
    ['the same name', 'A (USA)', ['A (USA).nes'], 'A (USA)'],
    [
      'tags that libretro drops',
      'A (World)',
      ['A (World) (Aftermarket) (Unl).nes'],
      'A (World) (Aftermarket) (Unl)',
    ],
    ['tags in square brackets', 'A', ['A [b].nes'], 'A [b]'],
    ['a track', 'A (USA)', ['A (USA) (RE) (Track 01).bin'], 'A (USA) (RE)'],
    [
      'all tracks and a sheet',
      'A (USA)',
      ['A (USA) (1M).cue', 'A (USA) (1M) (Track 1).bin', 'A (USA) (1M) (Track 2).bin'],
      'A (USA) (1M)',
    ],
    ['TOSEC', 'A (Disk 01)[a]', ['A (1994)(X)(Disk 01 of 2)[a].fdd'], 'A (1994)(X)(Disk 01 of 2)[a]'],
    ['different stems', 'A (USA)', ['A (USA) (1).bin', 'A (USA) (2).bin'], 'A (USA)'],
    ['chips', 'puckman', ['pm1_prg1.6e', 'pm1_prg2.6k'], 'puckman'],
    ['a chip with a longer name', 'gyruss', ['gyrussk.1'], 'gyruss'],
    ['a zip of MAME', '1942 (Revision B)', ['1942.zip'], '1942 (Revision B)'],
    ['another title', 'A (USA)', ['B (USA).nes'], 'A (USA)'],
    ['another title with the same beginning', 'A (USA)', ['A B (USA).nes'], 'A (USA)'],
    ['no ROM', 'A (USA)', [], 'A (USA)'],
    ['letters in parts', 'Cafe\u0301 (France)', ['Cafe\u0301 (France).nes'], 'Caf\u00e9 (France)'],
    ['kana in parts', '\u30cf\u3099', ['\u30cf\u3099.nes'], '\u30d0'],
    ['a file without extension', 'A (USA)', ['A (USA) (Beta)'], 'A (USA) (Beta)'],
    ['a dot in the title', 'Dr. A', ['Dr. A (USA) (v1.1).nes'], 'Dr. A (USA) (v1.1)'],
  ])('%s', (_, name, files, release) => {
    expect(releaseNameOf({ name, categories: [], roms: files.map((file) => ({ name: file })) })).toBe(release)
  })
})

describe('hashes that say nothing', () => {
  it.each([
    ['0'.repeat(32), true],
    ['0'.repeat(40), true],
    ['f'.repeat(40), true],
    ['0'.repeat(64), true],
    ['d41d8cd98f00b204e9800998ecf8427e', true],
    ['da39a3ee5e6b4b0d3255bfef95601890afd80709', true],
    ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', true],
    [`${'0'.repeat(39)}1`, false],
    ['1'.repeat(40), false],
    ['da39a3ee5e6b4b0d3255bfef95601890afd80708', false],
  ])('%s: %s', (hex, meaningless) => {
    expect(isMeaninglessHash(hex)).toBe(meaningless)
  })

  it.each([
    [0, true],
    [0xffff_ffff, true],
    [1, false],
  ])('CRC %i: %s', (crc, meaningless) => {
    expect(isMeaninglessCrc(crc)).toBe(meaningless)
  })
})
