/** Which product number a frontend knows a disc by. */
import { describe, expect, it } from 'vitest'
import { databaseSerial, type DiscHeader } from '../../src/identify/database-serials.ts'
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
    ['is on each disc alone, by letters', [], 'SLUS-00594', 'A (USA) (Disc B)', 'SLUS-00594-1'],
    ['is not known', [], undefined, 'A (USA)', undefined],
  ])('%s', (_, listed, stated, release, expected) => {
    const header = stated === undefined ? undefined : { platform: 'psx', serial: stated }
    expect(chosenSerial(listed, header, release)).toBe(expected)
    expect(chosenSerial(listed.toReversed(), header, release)).toBe(expected)
  })
})

describe('what a disc states', () => {
  const [JAPAN, USA, EUROPE] = [['Japan'], ['USA'], ['Europe']]
  const everywhere = ['Japan', 'USA', 'Europe']

  it.each<[string, DiscHeader, string, string | undefined]>([
    ['PlayStation', { platform: 'psx', serial: 'SLUS-00594', regions: USA }, '-1', 'SLUS-00594-1'],
    ['Mega-CD, Sega', { platform: 'segacd', serial: 'GM MK-4407', version: '00', regions: USA }, '', '4407'],
    [
      'Mega-CD, Sega of Europe',
      { platform: 'segacd', serial: 'GM MK-4407', version: '50', regions: EUROPE },
      '-1',
      '4407-50-1',
    ],
    [
      'Mega-CD, Sega of Japan',
      { platform: 'segacd', serial: 'GM G-6001', version: '00', regions: JAPAN },
      '',
      'G-6001',
    ],
    [
      'Mega-CD, others',
      { platform: 'segacd', serial: 'GM T-48015', version: '00', regions: USA },
      '-0',
      'T-48015-0',
    ],
    [
      'Mega-CD, others in Europe',
      { platform: 'segacd', serial: 'GM T-48015', version: '00', regions: EUROPE },
      '',
      'T-48015-50',
    ],
    [
      'Mega-CD, a bare number',
      { platform: 'segacd', serial: 'GM 00001009', version: '00', regions: USA },
      '-1',
      '00001009-00',
    ],
    [
      'Saturn, Japan',
      { platform: 'saturn', serial: 'GS-9001', regions: ['Japan', 'USA'] },
      '-1',
      'GS-9001-1',
    ],
    ['Saturn, Sega', { platform: 'saturn', serial: 'MK-81005', regions: USA }, '', '81005'],
    ['Saturn, with zeros', { platform: 'saturn', serial: 'MK-081005', regions: USA }, '-1', '81005-1'],
    ['Saturn, others', { platform: 'saturn', serial: 'T-12705H', regions: ['Asia', 'USA'] }, '', 'T-12705H'],
    ['Saturn, Europe', { platform: 'saturn', serial: 'T-8124H', regions: EUROPE }, '', 'T-8124H-50'],
    [
      'Saturn, Europe in full',
      { platform: 'saturn', serial: 'T-8124H-50', regions: EUROPE },
      '-0',
      'T-8124H-50-0',
    ],
    [
      'Saturn, Europe cut off',
      { platform: 'saturn', serial: 'T-11304H-5', regions: EUROPE },
      '',
      'T-11304H-50',
    ],
    ['Saturn, Europe joined', { platform: 'saturn', serial: 'T-1509H50', regions: EUROPE }, '', 'T-1509H-50'],
    [
      'Saturn, Sega of Europe',
      { platform: 'saturn', serial: 'MK-8109150', regions: EUROPE },
      '',
      'MK-81091-50',
    ],
    [
      'Saturn, a number with 50',
      { platform: 'saturn', serial: 'MK-81050', regions: EUROPE },
      '',
      'MK-81050-50',
    ],
    ['Saturn, nowhere', { platform: 'saturn', serial: 'T-1', regions: [] }, '-1', 'T-1'],
    ['Dreamcast, Sega', { platform: 'dc', serial: 'MK-51000', regions: USA }, '-1', '51000-1'],
    [
      'Dreamcast, Sega of Europe',
      { platform: 'dc', serial: 'MK-51000', regions: everywhere },
      '',
      'MK-51000-50',
    ],
    ['Dreamcast, with its maker', { platform: 'dc', serial: 'MK-51053', regions: EUROPE }, '', 'MK-51053'],
    ['Dreamcast, joined', { platform: 'dc', serial: 'MK-5100050', regions: EUROPE }, '-1', 'MK-51000-50-1'],
    ['Dreamcast, cut off', { platform: 'dc', serial: 'MK-51000-5', regions: EUROPE }, '', 'MK-51000-50'],
    ['Dreamcast, Japan', { platform: 'dc', serial: 'HDR-0001', regions: JAPAN }, '-0', 'HDR-0001-0'],
    ['Dreamcast, others', { platform: 'dc', serial: 'T-40201N', regions: USA }, '-1', 'T-40201N-1'],
    [
      'Dreamcast, others in Europe',
      { platform: 'dc', serial: 'T-8107D-50', regions: EUROPE },
      '',
      'T-8107D-50',
    ],
    [
      'Dreamcast, without a hyphen',
      { platform: 'dc', serial: 'T8107D 50', regions: EUROPE },
      '',
      'T-8107D-50',
    ],
    ['Dreamcast, without any', { platform: 'dc', serial: 'T1214M', regions: JAPAN }, '', 'T-1214M'],
    ['Dreamcast, of nobody', { platform: 'dc', serial: '610-7390', regions: JAPAN }, '-1', '610-7390'],
    ['GameCube', { platform: 'ngc', serial: 'GALE', regions: USA }, '', 'DL-DOL-GALE-USA'],
    ['GameCube, a disc', { platform: 'ngc', serial: 'GALP', regions: EUROPE }, '-1', 'DL-DOL-GALP-1-EUR'],
    ['GameCube, elsewhere', { platform: 'ngc', serial: 'GALK', regions: ['Korea'] }, '', undefined],
    ['Wii', { platform: 'wii', serial: 'RWRP', id: 'RWRP8P' }, '-1', 'RWRP8P'],
    ['Wii without a maker', { platform: 'wii', serial: 'RWRP' }, '', undefined],
    ['no number', { platform: 'saturn', regions: JAPAN }, '', undefined],
    ['a machine whose games no database knows so', { platform: 'ps3', serial: 'BLUS-30001' }, '', undefined],
  ])('%s', (_, header, mark, expected) => {
    expect(databaseSerial(header, mark)).toBe(expected)
  })
})
