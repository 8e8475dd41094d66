/** TorrentZip: the bytes that the reference packers make, read back by another reader, whatever the order of the files. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  directory,
  inZipOrder,
  localHeader,
  torrentZip,
  type PackedEntry,
  type ZipMember,
} from '../../src/disk/torrentzip.ts'
import { membersOf } from '../support/archives/zip-members.ts'

function member(name: string, bytes: string | Buffer): ZipMember {
  const data = Buffer.from(bytes)
  return { name, size: data.length, crc32: crc32(data), open: () => pieces(data) }
}

/** Of the zip in the test that says so. */
const GOLDEN = 'ffd37ccfb1d774c47712dcf28543fa44db61acea'

/** Through one buffer, as files are read: a chunk is gone when the next is asked for. */
function* pieces(data: Buffer): Generator<Uint8Array> {
  const buffer = Buffer.alloc(1000)
  for (let at = 0; at < data.length; at += buffer.length) {
    yield buffer.subarray(0, data.copy(buffer, 0, at))
    buffer.fill(0)
  }
}

async function pack(...members: readonly ZipMember[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of torrentZip(members)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Bytes that pack somewhat. */
function noise(size: number, seed: number): Buffer {
  const bytes = Buffer.alloc(size)
  let state = seed
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    bytes[i] = (state >>> 16) % (i % 3000 < 1500 ? 7 : 200)
  }
  return bytes
}

describe('the bytes', () => {
  // what RomVault 3.7 makes of these files, by the CRC-32 of the whole zip
  it.each([
    ['Fizzbuzz.nes', 'fizzbuzz\n', 0x9dfd1d34],
    ['Foobar.lnx', 'foobar\n', 0x96d4b5fe],
  ])('of a zip of %s are those of the reference', async (name, text, expected) => {
    expect(crc32(await pack(member(name, text)))).toBe(expected)
  })

  const python = spawnSync('python3', ['-c', 'import zlib'])

  it.skipIf(python.status !== 0)('are deflated as zlib 1.x does it at level 9', async () => {
    const data = noise(300_000, 7)
    const script =
      'import sys,zlib; c=zlib.compressobj(9,8,-15,8); d=sys.stdin.buffer.read(); sys.stdout.buffer.write(c.compress(d)+c.flush())'
    const { stdout } = spawnSync('python3', ['-c', script], { input: data })
    const zip = await pack(member('a', data))
    expect(zip.subarray(31, 31 + stdout.length).equals(stdout)).toBe(true)
    expect(zip.readUInt32LE(18)).toBe(stdout.length)
  })

  it('are the same on every machine', async () => {
    const zip = await pack(
      member('b/c.rom', noise(100_000, 1)),
      member('A.rom', noise(5000, 2)),
      member('0', ''),
    )
    expect(createHash('sha1').update(zip).digest('hex')).toBe(GOLDEN)
  })

  it('do not depend on the order of the files', async () => {
    const members = ['b', 'A', 'a.x', 'C', 'ä', 'z/1', 'Z'].map((name) => member(name, `in ${name}`))
    const expected = await pack(...members)
    const shuffled = fc.shuffledSubarray(members, { minLength: members.length })
    await fc.assert(
      fc.asyncProperty(shuffled, async (some) => {
        expect((await pack(...some)).equals(expected)).toBe(true)
      }),
      { numRuns: 10 },
    )
  })

  it('end with a comment that seals the directory', async () => {
    const zip = await pack(member('a', 'x'), member('b', 'y'))
    const end = zip.length - 44
    const [length, offset] = [zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)]
    const seal = crc32(zip.subarray(offset, offset + length))
      .toString(16)
      .toUpperCase()
      .padStart(8, '0')
    expect(zip.toString('latin1', end + 22)).toBe(`TORRENTZIPPED-${seal}`)
  })
})

describe('the order of names', () => {
  it.each([
    [['A', 'b', 'C']],
    [['Game', 'Game.nds']],
    [['Game (USA).bcn', 'Game.nds']],
    [['Game-1.bin', 'Game.nds']],
    [['!.bin', '0.bin', 'a.bin']],
    [['Game (Europe).bin', 'Game (Europe, Australia).bcn']],
    [['A', 'a']],
    [['_', 'a']],
  ])('is %j', (names) => {
    expect(inZipOrder(names.toReversed().map((name) => ({ name }))).map(({ name }) => name)).toEqual(names)
  })

  it('folds ASCII letters alone', () => {
    const names = ['Ä', 'z', 'ä', 'B', 'a']
    expect(inZipOrder(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
      'a',
      'B',
      'z',
      'Ä',
      'ä',
    ])
  })
})

describe('another reader', () => {
  it('finds what was packed', async () => {
    const files: Readonly<Record<string, Buffer>> = {
      'a.rom': noise(70_000, 3),
      'sub/É 日本.bin': Buffer.from('far'),
      'sub/ü½.bin': Buffer.from('near'),
      empty: Buffer.alloc(0),
    }
    const zip = await pack(...Object.entries(files).map(([name, bytes]) => member(name, bytes)))
    expect(await membersOf(zip)).toEqual(
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.toString('latin1')])),
    )
    // 24 December 1996, 23:32
    expect([zip.readUInt16LE(10), zip.readUInt16LE(12)]).toEqual([48128, 8600])
  })
})

describe('a file that is not what it was', () => {
  it.each([
    ['longer', { size: 2 }],
    ['shorter', { size: 4 }],
    ['another', { crc32: 1 }],
  ])('is refused: %s', async (_, facts) => {
    await expect(pack({ ...member('a.rom', 'abc'), ...facts })).rejects.toThrow(
      'a.rom no longer holds the bytes that were identified',
    )
  })
})

describe('what 32 bits cannot say', () => {
  const large: PackedEntry = { name: 'a', size: 2 ** 32 - 1, crc32: 1, packedSize: 5, offset: 0 }

  it('is said by a longer header', () => {
    const header = localHeader(large)
    expect(header.readUInt16LE(4)).toBe(45)
    expect([header.readUInt32LE(18), header.readUInt32LE(22)]).toEqual([0xffffffff, 0xffffffff])
    expect(header.readUInt16LE(28)).toBe(20)
    expect(header.subarray(31).toString('hex')).toBe('01001000ffffffff000000000500000000000000')
    expect(localHeader({ ...large, size: 2 ** 32 - 2 }).readUInt16LE(28)).toBe(0)
  })

  it('is in the directory only where it has to be', async () => {
    const far: PackedEntry = { ...large, size: 3, offset: 2 ** 32 }
    const end = directory([far], 2 ** 32 + 36)
    expect(end.readUInt16LE(6)).toBe(45)
    expect(end.readUInt32LE(42)).toBe(0xffffffff)
    expect(end.subarray(47, 59).toString('hex')).toBe('010008000000000001000000')
    // the long end record, its locator, and the end record behind them
    expect(end.readUInt32LE(59)).toBe(0x06064b50)
    expect(end.readBigUInt64LE(59 + 48)).toBe(2n ** 32n + 36n)
    expect(end.readUInt32LE(59 + 56)).toBe(0x07064b50)
    expect(end.readBigUInt64LE(59 + 64)).toBe(2n ** 32n + 36n + 59n)
    expect(end.readUInt32LE(59 + 76)).toBe(0x06054b50)
    expect(end.readUInt32LE(59 + 76 + 16)).toBe(0xffffffff)
    const near = directory([{ ...far, offset: 0 }], 36)
    expect(near.readUInt16LE(6)).toBe(20)
    expect(near.length).toBe(47 + 22 + 22)
  })
})
