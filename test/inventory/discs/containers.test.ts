/** Packed discs and packages: named, with what they say without being opened. */
import { describe, expect, it } from 'vitest'
import { memoryReader } from '../../../src/inventory/hashing/bytes.ts'
import { recogniseContainer } from '../../../src/inventory/discs/containers.ts'
import { describeContent } from '../../../src/inventory/header-facts/describe.ts'
import { file, SAMPLES, sfo } from '../header-facts/samples.ts'

const GAMECUBE = file(0x80, [0, 'GWRE01\x00\x00'], [0x1c, [0xc2, 0x33, 0x9f, 0x3d]], [0x20, 'Water Rat'])
const WII = file(0x80, [0, 'RWRP8P\x00\x00'], [0x18, [0x5d, 0x1c, 0x9e, 0xa3]], [0x20, 'Water Rat'])

function pbp(inside: string): Buffer {
  const param = sfo({ DISC_ID: 'SLUS00594', TITLE: 'Water Rat' })
  const bytes = file(
    40 + param.length + inside.length,
    [0, '\0PBP'],
    [40, param],
    [40 + param.length, inside],
  )
  bytes.writeUInt32LE(40, 8)
  bytes.writeUInt32LE(40 + param.length, 12)
  bytes.writeUInt32LE(40 + param.length, 36)
  return bytes
}

describe('recogniseContainer', () => {
  it.each<[string | undefined, Buffer, string | undefined, string | undefined]>([
    ['rvz', file(0x200, [0, 'RVZ\x01'], [0x58, GAMECUBE]), 'ngc', 'GWRE'],
    ['wia', file(0x200, [0, 'WIA\x01'], [0x58, WII]), 'wii', 'RWRP'],
    ['gcz', file(64, [0, '\x01\xc0\x0b\xb1']), 'ngc', undefined],
    ['gcz', file(64, [0, '\x01\xc0\x0b\xb1\x01']), 'wii', undefined],
    ['wbfs', file(0x400, [0, 'WBFS'], [8, [9]], [0x200, WII]), 'wii', 'RWRP'],
    ['nkit', file(0x400, [0, GAMECUBE], [0x200, 'NKIT v01']), 'ngc', 'GWRE'],
    ['ciso', file(0x9000, [0, 'CISO'], [4, [0, 0, 0x20, 0]], [8, [1]], [0x8000, GAMECUBE]), 'ngc', 'GWRE'],
    ['cso', file(64, [0, 'CISO'], [4, [0x18]], [16, [0, 8]]), undefined, undefined],
    ['zso', file(64, [0, 'ZISO']), undefined, undefined],
    ['jso', file(64, [0, 'JISO']), undefined, undefined],
    ['dax', file(64, [0, 'DAX\0']), 'psp', undefined],
    ['pbp', pbp('PSISOIMG0000'), 'psx', 'SLUS-00594'],
    ['pbp', pbp('\0\0\0\0'), 'psp', 'SLUS-00594'],
    ['ecm', file(64, [0, 'ECM\0']), undefined, undefined],
    ['nsp', file(64, [0, 'PFS0']), 'switch', undefined],
    ['xci', file(0x200, [0x100, 'HEAD'], [0x108, '\xff\xff\xff\xff\x01\xf0']), 'switch', undefined],
    ['wux', file(64, [0, 'WUX0']), 'wiiu', undefined],
    ['wud', file(64, [0, 'WUP-P-ARDE']), 'wiiu', undefined],
    ['wua', file(64, [-4, '\x16\x9f\x52\xd6']), 'wiiu', undefined],
    ['wad', file(64, [3, '\x20Is']), 'wii', undefined],
    ['pkg', file(64, [0, '\x7fPKG']), undefined, undefined],
    ['cia', file(64, [0, '\x20\x20']), '3ds', undefined],
    ['mds', file(64, [0, 'MEDIA DESCRIPTOR']), undefined, undefined],
    ['nrg', file(64, [-12, 'NER5']), undefined, undefined],
    ['isz', file(64, [0, 'IsZ!']), undefined, undefined],
    ['cdi', file(64, [-8, '\x04\0\0\x80']), undefined, undefined],
    ['cdi', file(64, [-8, '\x06\0\0\x80']), undefined, undefined],
    ['daa', file(64, [0, 'DAA\0']), undefined, undefined],
    ['tgc', file(64, [0, '\xae\x0f\x38\xa2']), 'ngc', undefined],
    ['cci', file(64, [0, 'CCIM']), 'xbox', undefined],
    ['z3ds', file(64, [0, 'Z3DS']), '3ds', undefined],
    ['squashfs', file(64, [0, 'hsqs']), undefined, undefined],
    ['dms', file(64, [0, 'DMS!']), 'amiga', undefined],
    ['lha', file(64, [0, '\x24\x5a-lh5-']), undefined, undefined],
    ['lha', file(64, [0, '\x24\x5a-lzs-']), undefined, undefined],
    // a text that says so is none
    [undefined, file(64, [0, 'x -lhs ']), undefined, undefined],
    ['arj', file(64, [0, '\x60\xea\x28\0\x22\x0b\x01\x0b\x10\0\x02']), undefined, undefined],
    [undefined, file(64, [0, '\x60\xea\x28\0\x22\x0b\x01\x0b\x10\0\x00']), undefined, undefined],
    ['cab', file(64, [0, 'MSCF']), undefined, undefined],
    ['ace', file(64, [7, '**ACE**']), undefined, undefined],
    ['lz4', file(64, [0, '\x04\x22\x4d\x18']), undefined, undefined],
    ['lzo', file(64, [0, '\x89LZO\0\x0d\x0a\x1a\x0a']), undefined, undefined],
    ['lzip', file(64, [0, 'LZIP\x01\x0c']), undefined, undefined],
    ['compress', file(64, [0, '\x1f\x9d\x90']), undefined, undefined],
    // as `xz --format=lzma` begins them, and as 7-Zip does
    ['lzma', file(64, [0, ']\0\0\x80\0'], [5, '\xff'.repeat(8)], [14, 'A']), undefined, undefined],
    ['lzma', file(64, [0, ']\0\0\x10\0'], [5, [0xe8, 3]], [14, 'A']), undefined, undefined],
    [undefined, file(64, [0, ']\0\0\x10\0'], [5, [0xe8, 3]], [13, 'A']), undefined, undefined],
  ])('%s', (kind, bytes, platform, serial) => {
    const found = recogniseContainer(memoryReader(bytes))
    expect([found?.kind, found?.platform, found?.header?.serial]).toEqual([kind, platform, serial])
  })

  it.each(SAMPLES)('takes $name for no container', ({ bytes }) => {
    expect(recogniseContainer(memoryReader(bytes))).toBeUndefined()
  })

  it('says what it is and that it is not opened', () => {
    expect(recogniseContainer(memoryReader(file(64, [0, 'ZISO'])))?.note).toBe(
      'it is a ZSO disc, which curator does not open yet: only a DAT that lists the file itself can match it',
    )
    expect(recogniseContainer(memoryReader(file(64, [0, 'RVZ\x01'])))?.note).toMatch(/^it is an RVZ disc,/)
    expect(recogniseContainer(memoryReader(file(64, [7, '**ACE**'])))?.note).toMatch(/^it is an ACE archive,/)
    expect(recogniseContainer(memoryReader(file(64, [0, 'CCIM'])))?.note).toMatch(/^it is a CCI disc,/)
  })

  it('reads any beginning of one', () => {
    const whole = file(0x9000, [0, 'CISO'], [8, [1]], [0x8000, GAMECUBE])
    for (let length = 0; length < 64; length++) {
      const kind = recogniseContainer(memoryReader(whole.subarray(0, length)))?.kind
      expect(kind).toBe(length < 4 ? undefined : length < 9 ? 'cso' : 'ciso')
    }
  })

  it('is described for the catalog', () => {
    const rvz = file(0x200, [0, 'RVZ\x01'], [0x58, GAMECUBE])
    expect(describeContent(memoryReader(rvz), 'rvz').metadata.map(([key]) => key)).toEqual([
      'container.kind',
      'container.name',
      'container.platform',
      'container.note',
      'header.platform',
      'header.title',
      'header.regions',
      'header.serial',
      'header.version',
      'header.maker',
      'header.disc',
      'header.id',
    ])
  })
})
