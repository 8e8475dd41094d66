/** Which product number a frontend knows a disc by. */
import { describe, expect, it } from 'vitest'
import { chosenSerial } from '../../src/identify/serials.ts'

describe('the number of a disc', () => {
  it.each<[string, readonly string[], string | undefined, string, string | undefined]>([
    ['is what the DAT lists', ['SLES-02375'], undefined, 'A (France)', 'SLES-02375'],
    ['is the first of several', ['SLES-02375-P', 'SLES-02375'], undefined, 'A (France)', 'SLES-02375'],
    [
      'is the one that the disc states',
      ['SLPS-01311', 'SLPS-02546'],
      'SLPS-02546',
      'A (Japan)',
      'SLPS-02546',
    ],
    ['is spelled like on the disc', ['SLPS 01311', 'SLPS-01311'], 'SLPS-01311', 'A (Japan)', 'SLPS-01311'],
    ['gets its region from the DAT', ['952-0158-50', 'MK-51064-50'], 'MK-51064', 'A (Europe)', 'MK-51064-50'],
    ['has no maker where the DAT has none', ['51064'], 'MK-51064', 'A (USA)', '51064'],
    ['is that of the disc', ['SCUS-94163', 'SCUS-94163-1'], 'SCUS-94163', 'A (USA) (Disc 2)', 'SCUS-94163-1'],
    ['is that of the disc without its word', ['51052', '51052-0'], undefined, 'A (USA) (Disc 1)', '51052-0'],
    [
      'is marked before the region',
      ['DL-DOL-GALE-USA', 'DL-DOL-GALE-1-USA'],
      'GALE',
      'A (USA) (Disc 2)',
      'DL-DOL-GALE-1-USA',
    ],
    [
      'is its own where discs have several',
      ['SLUS-00001', 'SLUS-00002'],
      'SLUS-00002',
      'A (Disc 2)',
      'SLUS-00002',
    ],
    ['is no mark that only looks like one', ['T-1'], undefined, 'A (USA) (Disc 2)', 'T-1'],
    ['is on the disc alone', [], 'SLUS-00594', 'A (USA)', 'SLUS-00594'],
    ['is on each disc alone', [], 'SLUS-00594', 'A (USA) (Disc 2)', 'SLUS-00594-1'],
    ['is not known', [], undefined, 'A (USA)', undefined],
  ])('%s', (_, listed, stated, release, expected) => {
    expect(chosenSerial(listed, stated, release, true)).toBe(expected)
    expect(chosenSerial(listed.toReversed(), stated, release, true)).toBe(expected)
  })

  it('is not known from a disc that spells it otherwise than databases do', () => {
    expect(chosenSerial([], 'MK-51064', 'A (USA)', false)).toBe(undefined)
  })
})
