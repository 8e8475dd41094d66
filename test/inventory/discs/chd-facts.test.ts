/** What packed discs say of themselves: hunks in every codec that is read, tracks of every form, and damage. */
import { createHash } from 'node:crypto'
import * as zlib from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryReader } from '../../../src/inventory/hashing/bytes.ts'
import { unpackLzma } from '../../../src/inventory/discs/lzma.ts'
import { onlyBeginning } from '../../../src/inventory/header-facts/beginning.ts'
import { describeContent } from '../../../src/inventory/header-facts/describe.ts'
import { chainAt, packedChd, type HunkAs } from '../../support/archives/chd.ts'
import { pack } from '../../support/archives/seven-zip.ts'
import { file, iso, PSX_DISC, raw, sfo, XBE, xboxDisc } from '../header-facts/samples.ts'

const FRAME = 2448
/** As many frames as tools put in one. */
const HUNK = 8 * FRAME

/** By 7-Zip: its stream stands bare behind the first 32 bytes of a .7z with a header that is not packed. */
async function lzma(bytes: Buffer): Promise<Buffer> {
  const archive = await pack(['-t7z', '-m0=LZMA:lc=3:lp=0:pb=2', '-mhc=off', '-mtm=off'], { data: bytes })
  return archive.subarray(32, 32 + Number(archive.readBigUInt64LE(12)))
}

/** Sectors as a CD's hunks hold them: each with its subcode behind it. */
function frames(sectors: Buffer, stored: number, padded = 0): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < sectors.length; at += stored) {
    const frame = Buffer.alloc(FRAME)
    sectors.copy(frame, 0, at, at + stored)
    parts.push(frame)
  }
  return Buffer.concat([...parts, Buffer.alloc(padded * FRAME)])
}

/** The sectors of a hunk by themselves. */
function sectorsOf(hunk: Buffer): Buffer {
  return Buffer.concat(
    Array.from({ length: hunk.length / FRAME }, (_, i) => hunk.subarray(i * FRAME, i * FRAME + 2352)),
  )
}

/** The two halves of a CD's hunk, and before them which sectors go without their mark, and the first one's length. */
function cdHunk(packed: Buffer, flags = 0): Buffer {
  return Buffer.concat([
    Buffer.from([flags, packed.length >> 8, packed.length & 255]),
    packed,
    Buffer.from('subcode'),
  ])
}

function track(number: number, type: string, count: number): readonly [string, string] {
  return [
    'CHT2',
    `TRACK:${number} TYPE:${type} SUBTYPE:NONE FRAMES:${count} PREGAP:0 PGTYPE:MODE1 PGSUB:RW POSTGAP:0`,
  ]
}

function cd(
  data: Buffer,
  tracks: readonly (readonly [string, string])[],
  codecs: readonly string[],
  as: (bytes: Buffer, index: number) => HunkAs,
): Buffer {
  return packedChd({ data, hunk: HUNK, unit: FRAME, codecs, metadata: chainAt(124, tracks), as })
}

function stated(bytes: Buffer): Record<string, string> {
  const { metadata } = describeContent(memoryReader(bytes), 'chd')
  return Object.fromEntries(metadata.filter(([key]) => key.startsWith('header.')))
}

const PSX_SECTORS = raw(PSX_DISC, 2)
const PSX_FRAMES = frames(PSX_SECTORS, 2352)
const PSX_TRACK = [track(1, 'MODE2_RAW', PSX_SECTORS.length / 2352)]
const PSX = {
  'header.platform': 'psx',
  'header.serial': 'SLUS-00594',
  'header.regions': 'USA',
  'header.label': 'MY_GAME',
}

describe('a packed CD says what the disc says', () => {
  it('in hunks that are not packed', () => {
    expect(stated(cd(PSX_FRAMES, PSX_TRACK, ['cdlz'], () => 'plain'))).toEqual(PSX)
  })

  it('by Deflate', () => {
    const as = (hunk: Buffer) => ({ codec: 1, bytes: cdHunk(zlib.deflateRawSync(sectorsOf(hunk))) })
    expect(stated(cd(PSX_FRAMES, PSX_TRACK, ['cdlz', 'cdzl'], as))).toEqual(PSX)
  })

  it('by LZMA', async () => {
    const count = Math.ceil(PSX_FRAMES.length / HUNK)
    const packed = await Promise.all(
      Array.from({ length: count }, (_, i) => {
        const hunk = Buffer.alloc(HUNK)
        PSX_FRAMES.copy(hunk, 0, i * HUNK)
        return lzma(sectorsOf(hunk))
      }),
    )
    const as = (_: Buffer, i: number) => ({ codec: 0, bytes: cdHunk(packed[i] ?? Buffer.alloc(0)) })
    expect(stated(cd(PSX_FRAMES, PSX_TRACK, ['cdlz'], as))).toEqual(PSX)
  })

  it.skipIf(!('zstdCompressSync' in zlib))('by zstd, where Node has it', () => {
    const compress = Reflect.get(zlib, 'zstdCompressSync') as (bytes: Buffer) => Buffer
    const as = (hunk: Buffer) => ({ codec: 0, bytes: cdHunk(compress(sectorsOf(hunk))) })
    expect(stated(cd(PSX_FRAMES, PSX_TRACK, ['cdzs'], as))).toEqual(PSX)
  })

  it('in sectors that went without their marks', () => {
    const as = (hunk: Buffer) => {
      const sectors = sectorsOf(hunk)
      for (let at = 0; at < sectors.length; at += 2352) sectors.fill(0, at, at + 12)
      return { codec: 0, bytes: cdHunk(zlib.deflateRawSync(sectors), 0xff) }
    }
    expect(stated(cd(PSX_FRAMES, PSX_TRACK, ['cdzl'], as))).toEqual(PSX)
  })

  it('in hunks that are the same as others, and a long run of one kind', () => {
    const data = Buffer.concat([PSX_FRAMES, Buffer.alloc(HUNK * 400 - PSX_FRAMES.length)])
    const zeros = Math.ceil(PSX_FRAMES.length / HUNK)
    const sound = track(2, 'AUDIO', 3000)
    const as = (_: Buffer, i: number): HunkAs => (i > zeros ? { same: zeros } : 'plain')
    expect(stated(cd(data, [...PSX_TRACK, sound], ['cdlz'], as))).toEqual(PSX)
  })

  it('behind its sound, and behind the pause between them', () => {
    const program = file(2048 * 2, [0x820, 'PC Engine CD-ROM SYSTEM\0'], [0x86a, 'WATER RAT             '])
    const pause = Buffer.concat([Buffer.alloc(75 * 2352), raw(Buffer.alloc(150 * 2048), 1)])
    const sectors = Buffer.concat([pause, raw(program, 1)])
    // a track begins at a multiple of four frames
    const data = Buffer.concat([frames(Buffer.alloc(5 * 2352, 7), 2352, 3), frames(sectors, 2352, 5)])
    const tracks = [track(1, 'AUDIO', 5), track(2, 'MODE1_RAW', sectors.length / 2352)]
    expect(stated(cd(data, tracks, ['cdlz'], () => 'plain'))).toEqual({
      'header.platform': 'turbografx-cd',
      'header.title': 'WATER RAT',
    })
  })

  const SATURN = file(2048 * 4, [
    0,
    `SEGA SEGASATURN SEGA ENTERPRISESMK-81005  V1.00019960730CD-1/1  ${'U'.padEnd(32)}${'TIN HARBOUR'.padEnd(112)}`,
  ])

  it.each([
    ['MODE1', SATURN, 2048],
    ['MODE1_RAW', raw(SATURN, 1), 2352],
  ])('on a track behind sound, kept as %s', (type, sectors, stored) => {
    // five frames: the next track begins at the eighth
    const data = Buffer.concat([frames(noise(2352 * 5), 2352, 3), frames(sectors, stored)])
    const tracks = [track(1, 'AUDIO', 5), track(2, type, 4)]
    expect(stated(cd(data, tracks, ['cdlz'], () => 'plain'))).toMatchObject({
      'header.platform': 'saturn',
      'header.serial': 'MK-81005',
      'header.title': 'TIN HARBOUR',
    })
  })
})

describe('a packed DVD says what the disc says', () => {
  const PSP_DISC = iso('PSP GAME', {
    'PSP_GAME/PARAM.SFO;1': sfo({ DISC_ID: 'ULES00151', TITLE: 'Lantern' }),
  })
  const chd = (codec: string, as: (bytes: Buffer, index: number) => HunkAs) =>
    packedChd({ data: PSP_DISC, hunk: 4096, unit: 2048, codecs: [codec], as })

  it('by Deflate', () => {
    const found = stated(chd('zlib', (hunk) => ({ codec: 0, bytes: zlib.deflateRawSync(hunk) })))
    expect(found).toMatchObject({ 'header.platform': 'psp', 'header.serial': 'ULES-00151' })
  })

  it.each([
    ['Xbox', xboxDisc('Default.xbe', [[34 * 2048, XBE]]), { platform: 'xbox', serial: 'MS-004' }],
    ['Xbox 360', xboxDisc('default.xex', []), { platform: 'xbox360' }],
    ['GameCube', file(2048 * 20, [0, 'GWRE08\0\0'], [0x1c, '\xc2\x33\x9f\x3d']), { platform: 'ngc' }],
  ])('of %s as well', (_, data, says) => {
    const as = (hunk: Buffer) => ({ codec: 0, bytes: zlib.deflateRawSync(hunk) })
    const found = stated(packedChd({ data, hunk: 4096, unit: 2048, codecs: ['zlib'], as }))
    const expected = Object.entries(says).map(([key, value]) => [`header.${key}`, value])
    expect(found).toMatchObject(Object.fromEntries(expected))
  })

  it.each(['huff', 'flac'])('and nothing by %s, which is not read', (codec) => {
    expect(stated(chd(codec, (hunk) => ({ codec: 0, bytes: zlib.deflateRawSync(hunk) })))).toEqual({})
  })
})

describe('a packed disc says nothing', () => {
  const whole = cd(PSX_FRAMES, PSX_TRACK, ['cdzl'], (hunk) => ({
    codec: 0,
    bytes: cdHunk(zlib.deflateRawSync(sectorsOf(hunk))),
  }))

  it('when only its beginning can be read', () => {
    const { metadata, troubles } = describeContent(onlyBeginning(whole.subarray(0, 300), whole.length), 'chd')
    expect(metadata.filter(([key]) => key.startsWith('header.'))).toEqual([])
    expect(troubles).toEqual([])
  })

  it('when it only differs from another', () => {
    const bytes = Buffer.from(whole)
    bytes.fill(0x33, 104, 124)
    expect(stated(bytes)).toEqual({})
  })

  it('when hunks go round in circles', () => {
    expect(stated(cd(PSX_FRAMES, PSX_TRACK, ['cdzl'], (_, i) => ({ same: i })))).toEqual({})
  })

  it('and nothing is thrown, whatever is changed in it', () => {
    const place = fc.integer({ min: 16, max: whole.length - 1 })
    fc.assert(
      fc.property(fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 8 }), (patches) => {
        const bytes = Buffer.from(whole)
        for (const [at, value] of patches) bytes[at] = value
        expect(['psx', undefined]).toContain(stated(bytes)['header.platform'])
      }),
    )
  })
})

describe('unpackLzma', () => {
  const TEXT = Buffer.from(Array.from({ length: 3000 }, (_, i) => `sector ${(i * 7919) % 1009}\n`).join(''))

  it.each([
    ['text', TEXT],
    ['noise', noise(5000)],
    ['zeros', Buffer.alloc(70_000)],
    ['far repeats', Buffer.concat([TEXT, noise(20_000), TEXT, TEXT.subarray(7)])],
    ['one byte', Buffer.from('x')],
  ])('gives back what 7-Zip packed: %s', async (_what, bytes) => {
    const packed = await lzma(bytes)
    expect(unpackLzma(packed, bytes.length)?.equals(bytes)).toBe(true)
  })

  it('ends on whatever bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(20_000), (bytes, size) => {
        const found = unpackLzma(Buffer.concat([Buffer.from([0]), bytes]), size)
        expect(found === undefined || found.length === size).toBe(true)
      }),
    )
  })
})

/** Bytes that no packer makes smaller. */
function noise(size: number): Buffer {
  return createHash('shake256', { outputLength: size }).digest()
}
