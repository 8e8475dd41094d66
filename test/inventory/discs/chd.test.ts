/** Headers of CHDs: the hashes they state, and files that must not count as the disc they name. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryReader } from '../../../src/inventory/hashing/bytes.ts'
import { chdIdentities, readChd, type ChdHeader } from '../../../src/inventory/discs/chd.ts'
import { onlyBeginning } from '../../../src/inventory/header-facts/beginning.ts'
import { describeContent } from '../../../src/inventory/header-facts/describe.ts'
import { chainAt, chd5 } from '../../support/archives/chd.ts'

const RAW = '11'.repeat(20)
const COMBINED = '22'.repeat(20)
const PARENT = '33'.repeat(20)
const NONE = '00'.repeat(20)
const CD_BYTES = 2448 * 1000

interface Parts {
  readonly raw?: string
  readonly combined?: string
  readonly parent?: string
  readonly metadata?: readonly (readonly [tag: string, text: string])[]
}

const TRACKS = [
  ['CHT2', 'TRACK:1 TYPE:MODE2_RAW SUBTYPE:NONE FRAMES:700 PREGAP:0 PGTYPE:MODE1 PGSUB:RW POSTGAP:0'],
  ['CHT2', 'TRACK:2 TYPE:AUDIO SUBTYPE:NONE FRAMES:300 PREGAP:150 PGTYPE:VAUDIO PGSUB:NONE POSTGAP:0'],
] as const

/** Version 5, as of a CD. */
function v5({ metadata = TRACKS, ...hashes }: Parts = {}): Buffer {
  const cd = { codec: 'cdlz', logical: CD_BYTES, hunk: 19_584, unit: 2448, metadata: chainAt(124, metadata) }
  return chd5({ raw: RAW, combined: COMBINED, ...hashes, ...cd })
}

/** Versions 3 and 4: what they have at which place. */
function older(version: 3 | 4): Buffer {
  const length = version === 3 ? 120 : 108
  const chain = chainAt(length + 400, [['GDDD', 'CYLS:10,HEADS:4,SECS:16,BPS:512']])
  const header = Buffer.alloc(length)
  header.write('MComprHD')
  header.writeUInt32BE(length, 8)
  header.writeUInt32BE(version, 12)
  header.writeBigUInt64BE(327_680n, 28)
  header.writeBigUInt64BE(BigInt(length + 400), 36)
  header.writeUInt32BE(4096, version === 3 ? 76 : 44)
  header.write(version === 3 ? RAW + PARENT : COMBINED + PARENT + RAW, version === 3 ? 80 : 48, 'hex')
  return Buffer.concat([header, Buffer.alloc(400, 7), chain])
}

const read = (bytes: Buffer) => readChd(memoryReader(bytes))

function headerOf(bytes: Buffer): ChdHeader {
  const result = read(bytes)
  if (!result?.ok) throw new Error('no CHD')
  return result.header
}

describe('readChd', () => {
  it('takes for what it is what its metadata says first', () => {
    const metadata = [
      ['NOTE', 'what a tool had to say'],
      ['GDDD', 'CYLS:10,HEADS:4,SECS:16,BPS:512'],
      ['CHCD', ''],
    ] as const
    expect(headerOf(v5({ metadata })).media).toEqual({ kind: 'hard-disk', tracks: [] })
  })

  it('reads version 5, with its tracks', () => {
    expect(headerOf(v5({ parent: PARENT }))).toEqual({
      version: 5,
      logicalBytes: CD_BYTES,
      hunkBytes: 19_584,
      unitBytes: 2448,
      rawSha1: RAW,
      sha1: COMBINED,
      parentSha1: PARENT,
      media: {
        kind: 'cd',
        tracks: [
          { number: 1, type: 'MODE2_RAW', frames: 700 },
          { number: 2, type: 'AUDIO', frames: 300 },
        ],
      },
    })
  })

  it.each([
    [3, { rawSha1: RAW }],
    [4, { rawSha1: RAW, sha1: COMBINED }],
  ] as const)('reads version %i', (version, hashes) => {
    expect(headerOf(older(version))).toEqual({
      version,
      logicalBytes: 327_680,
      hunkBytes: 4096,
      ...hashes,
      parentSha1: PARENT,
      media: { kind: 'hard-disk', tracks: [] },
    })
  })

  it.each<[string, Buffer, string, string]>([
    [
      'a version that is to come',
      patched(6, 12),
      'format-not-opened',
      'it is a CHD that cannot be identified: version 6 is not known',
    ],
    [
      'version 2',
      patched(2, 12),
      'format-not-opened',
      'it is a CHD that cannot be identified: version 2 states no SHA-1',
    ],
    [
      'another length',
      patched(100, 8),
      'disc-damaged',
      'it is no sound CHD: its header says it has 100 bytes, not 124',
    ],
    ['no hunks', patched(0, 56), 'disc-damaged', 'it is no sound CHD: its header states impossible sizes'],
    ['no map', patched(0, 44), 'disc-damaged', 'it is no sound CHD: the tool that made it did not finish'],
    ['only a sign', v5().subarray(0, 10), 'disc-damaged', 'it is no sound CHD: it ends within its header'],
    ['half a header', v5().subarray(0, 90), 'disc-damaged', 'it is no sound CHD: it ends within its header'],
  ])('names %s', (_, bytes, code, what) => {
    expect(read(bytes)).toEqual({ ok: false, trouble: { code, what } })
  })

  it.each([
    ['5', v5()],
    ['4', older(4).subarray(0, 108 + 401)],
  ])('takes no cut file for the disc it names (version %s)', (version, bytes) => {
    const least = version === '5' ? 8 : 0
    const shortest = version === '5' ? bytes.length - 1 : 108 + 400
    for (let length = least; length <= shortest; length++) {
      const result = read(bytes.subarray(0, length))
      expect(result?.ok ?? false, `cut to ${length} bytes`).toBe(false)
    }
  })

  /** With the map that comes before the data, and each kind of hunk; the metadata before both. */
  function older4(): Buffer {
    const bytes = older(4)
    const map = Buffer.alloc(5 * 16)
    const data = 108 + map.length + 60
    const entries = [
      [data, 300, 1],
      [data + 300, 0, 2],
      [1, 0, 4],
      [data + 300 + 4096, 0x1_0002, 6],
      [7, 0, 3],
    ] as const
    for (const [i, [at, length, kind]] of entries.entries()) {
      map.writeBigUInt64BE(BigInt(at), i * 16)
      map.writeUInt16BE(length & 0xffff, i * 16 + 12)
      map[i * 16 + 14] = length >> 16
      map[i * 16 + 15] = kind
    }
    const header = Buffer.from(bytes.subarray(0, 108))
    header.writeUInt32BE(entries.length, 24)
    header.writeBigUInt64BE(BigInt(108 + map.length), 36)
    return Buffer.concat([header, map, Buffer.alloc(60), Buffer.alloc(300 + 4096 + 0x1_0002, 7)])
  }

  /** A hard disk that is not packed: its second hunk is nothing but zeros, its last one comes first. */
  function plain5(): Buffer {
    const bytes = chd5({ raw: RAW, combined: COMBINED, codec: '\0\0\0\0', logical: 3 * 512 - 1, hunk: 512 })
    const header = Buffer.from(bytes.subarray(0, 124))
    header.writeBigUInt64BE(124n, 40)
    const map = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1])
    return Buffer.concat([header, map, Buffer.alloc(3 * 512 - 124 - map.length, 7)])
  }

  it.each([
    ['4', older4()],
    ['5, not packed', plain5()],
  ])('knows by a map before the data that all of it is there (version %s)', (_, bytes) => {
    expect(read(bytes)?.ok).toBe(true)
    // behind the data there may be anything
    expect(read(Buffer.concat([bytes, Buffer.alloc(9)]))?.ok).toBe(true)
    const trouble = { code: 'disc-damaged', what: 'it is no sound CHD: it is cut short' }
    for (const length of [bytes.length - 1, bytes.length - 500, 200, 130])
      expect(read(bytes.subarray(0, length))).toEqual({ ok: false, trouble })
    // of a member of an archive, only the beginning can be read
    expect(readChd(onlyBeginning(bytes.subarray(0, 130), bytes.length))?.ok).toBe(true)
  })

  it.each<[number, () => Buffer, string]>([
    [
      5,
      v5,
      'none×8 disc-damaged×4 format-not-opened×4 same×16 disc-damaged×2 other×6 disc-damaged×15 same×9 other×40 same×20',
    ],
    [
      4,
      () => older(4),
      'none×8 disc-damaged×4 format-not-opened×4 same×8 disc-damaged×6 other×6 disc-damaged×7 same×5 other×20 same×20 other×20',
    ],
    [
      3,
      () => older(3),
      'none×8 disc-damaged×4 format-not-opened×4 same×8 disc-damaged×6 other×6 disc-damaged×8 same×36 other×20 same×20',
    ],
  ])('of version %i, with one byte of its header changed, is exactly this', (_, make, told) => {
    const intact = JSON.stringify(chdIdentities(headerOf(make())))
    const runs: [string, number][] = []
    for (let at = 0; at < make().readUInt32BE(8); at++) {
      const bytes = make()
      bytes[at] = (bytes[at] ?? 0) ^ 0x41
      const found = read(bytes)
      const same = found?.ok === true && JSON.stringify(chdIdentities(found.header)) === intact
      const what = !found ? 'none' : !found.ok ? found.trouble.code : same ? 'same' : 'other'
      const last = runs.at(-1)
      if (last?.[0] === what) last[1]++
      else runs.push([what, 1])
    }
    expect(runs.map(([what, times]) => `${what}×${times}`).join(' ')).toBe(told)
  })

  it('is content with the beginning of a member of an archive', () => {
    const reader = onlyBeginning(v5().subarray(0, 400), v5().length)
    expect(readChd(reader)?.ok).toBe(true)
  })

  it('says nothing of other files', () => {
    expect(read(Buffer.alloc(0))).toBeUndefined()
    expect(read(Buffer.from('MComprHX and more'))).toBeUndefined()
  })

  it('comes to an end in a circle of metadata', () => {
    const bytes = v5()
    bytes.writeBigUInt64BE(124n, 124 + 8)
    expect(headerOf(bytes).media.kind).toBe('cd')
  })

  it('never throws, whatever bytes there are', () => {
    const changes = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.constantFrom(v5(), older(3), older(4)), changes, (bytes, list) => {
        const damaged = Buffer.from(bytes)
        for (const [at, value] of list) damaged[8 + at] = value
        const result = read(damaged)
        if (result?.ok) expect(Number.isSafeInteger(result.header.logicalBytes)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('chdIdentities', () => {
  it.each<[string, Buffer, readonly unknown[]]>([
    [
      'both hashes',
      v5(),
      [
        { kind: 'chd', sha1: COMBINED, size: CD_BYTES },
        { kind: 'chd-raw', sha1: RAW, size: CD_BYTES },
      ],
    ],
    ['version 3, where one stands for both', older(3), [{ kind: 'chd', sha1: RAW, size: 327_680 }]],
    ['an image without metadata', v5({ combined: RAW }), [{ kind: 'chd', sha1: RAW, size: CD_BYTES }]],
    ['no hashes, as while it is written to', v5({ raw: NONE, combined: NONE }), []],
  ])('gives %s', (_, bytes, identities) => {
    expect(chdIdentities(headerOf(bytes))).toEqual(identities)
  })
})

it('is described for the catalog', () => {
  expect(describeContent(memoryReader(v5()), 'chd').metadata).toEqual([
    ['chd.version', '5'],
    ['chd.media', 'cd'],
    ['chd.tracks', '2'],
    ['chd.sha1', COMBINED],
    ['chd.raw-sha1', RAW],
    ['chd.logical-bytes', '2448000'],
    ['chd.hunk-bytes', '19584'],
    ['chd.unit-bytes', '2448'],
  ])
})

function patched(value: number, at: number): Buffer {
  const bytes = v5()
  bytes.writeUInt32BE(value, at)
  return bytes
}
