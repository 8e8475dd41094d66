/** Tars: long names, large numbers, other people's dialects; and 7-Zip as the second reader. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ARCHIVE_LIMITS, type Archive, type Member } from '../../../src/inventory/archives/archive.ts'
import { openSevenZip } from '../../../src/inventory/archives/seven-zip-archive.ts'
import { sevenZip } from '../../../src/inventory/archives/seven-zip.ts'
import { openTar, tarStream } from '../../../src/inventory/archives/tar.ts'
import { memoryReader } from '../../../src/inventory/hashing/bytes.ts'
import { pack } from '../../support/archives/seven-zip.ts'
import { makeTar, pax, type TarEntry } from '../../support/archives/tar.ts'

const unpacker = sevenZip()
const options = {
  format: 'tar',
  name: 'a.tar',
  limits: ARCHIVE_LIMITS,
  passwords: [],
  sevenZip: unpacker,
} as const

type Found = readonly [string, string]

function collector() {
  const found: Found[] = []
  const take = (member: Member) => {
    const chunks: Buffer[] = []
    return {
      push: (chunk: Uint8Array) => void chunks.push(Buffer.from(chunk)),
      end(trouble?: object) {
        found.push([member.path, trouble ? 'damaged' : Buffer.concat(chunks).toString('latin1')])
        return undefined
      },
    }
  }
  return { found, take }
}

async function everything(archive: Archive): Promise<readonly Found[]> {
  const { found, take } = collector()
  await archive.unpack(take)
  return found
}

const read = (bytes: Buffer): Promise<readonly Found[]> => everything(openTar(memoryReader(bytes), options))

function readStream(bytes: Buffer, chunk: number): readonly Found[] {
  const { found, take } = collector()
  const stream = tarStream(take, 1000)
  for (let at = 0; at < bytes.length; at += chunk) stream.push(bytes.subarray(at, at + chunk))
  stream.end()
  return found
}

const LONG = `${'folder/'.repeat(30)}rom.nes`

describe('a tar', () => {
  it.each<[string, readonly TarEntry[], readonly Found[]]>([
    [
      'plain files',
      [
        { name: 'a', data: 'x' },
        { name: 'b', data: '' },
      ],
      [
        ['a', 'x'],
        ['b', ''],
      ],
    ],
    ['a prefix', [{ name: 'rom.nes', prefix: 'some/folder', data: 'x' }], [['some/folder/rom.nes', 'x']]],
    [
      "GNU's long names",
      [
        { name: '././@LongLink', type: 'L', data: `${LONG}\0` },
        { name: 'cut', data: 'x' },
      ],
      [[LONG, 'x']],
    ],
    [
      'pax names',
      [pax({ path: LONG, mtime: '1.5' }), { name: 'cut', data: 'x' }, { name: 'b', data: 'y' }],
      [
        [LONG, 'x'],
        ['b', 'y'],
      ],
    ],
    [
      'sizes in binary',
      [
        { name: 'a', data: 'x'.repeat(258), isBinary: true },
        { name: 'b', data: 'y' },
      ],
      [
        ['a', 'x'.repeat(258)],
        ['b', 'y'],
      ],
    ],
    [
      'sizes that pax tells, and such as are none',
      [
        pax({ size: '5' }),
        { name: 'a', data: 'hello', size: 0 },
        pax({ size: 'large' }),
        { name: 'b', data: 'y' },
      ],
      [
        ['a', 'hello'],
        ['b', 'y'],
      ],
    ],
    [
      'folders and symbolic links',
      [
        { name: 'd/', type: '5' },
        { name: 'l', type: '2', link: 'a' },
        { name: 'h', type: '1', size: 9, link: 'l' },
        { name: 'a', data: 'x' },
      ],
      [['a', 'x']],
    ],
    [
      'sparse files as GNU tar stores them: named, and not read',
      [
        { name: 'old.nes', type: 'S', data: 'without zeros' },
        pax({
          'GNU.sparse.major': '1',
          'GNU.sparse.minor': '0',
          'GNU.sparse.name': 'new.nes',
          'GNU.sparse.realsize': '9000',
        }),
        { name: './GNUSparseFile.1/new.nes', data: '1\n0\n13\n' },
        { name: 'a', data: 'x' },
      ],
      [
        ['old.nes', 'damaged'],
        ['new.nes', 'damaged'],
        ['a', 'x'],
      ],
    ],
  ])('with %s', async (_, entries, expected) => {
    const bytes = makeTar(entries)
    expect(await read(bytes)).toEqual(expected)
    for (const chunk of [1, 511, 512, 100_000]) expect(readStream(bytes, chunk)).toEqual(expected)
  })

  it('skips the map of a sparse file that goes on in blocks of its own', async () => {
    const sparse = makeTar([{ name: 'holes.nes', type: 'S', data: 'y'.repeat(600) }]).subarray(0, 512)
    sparse[482] = 1
    sparse.fill(' ', 148, 156)
    const sum = sparse.reduce((all, byte) => all + byte, 0)
    sparse.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    const more = Buffer.alloc(512)
    more[504] = 1
    const bytes = Buffer.concat([
      sparse,
      more,
      Buffer.alloc(512),
      Buffer.alloc(1024, 'y'),
      makeTar([{ name: 'a', data: 'x' }]),
    ])
    const expected = [
      ['holes.nes', 'damaged'],
      ['a', 'x'],
    ]
    expect(await read(bytes)).toEqual(expected)
    for (const chunk of [1, 511, 512, 100_000]) expect(readStream(bytes, chunk)).toEqual(expected)
  })

  it('that another program wrote', async () => {
    const files = { 'a.nes': 'a'.repeat(1000), [LONG.replaceAll('/', '-')]: 'long', 'ü.bin': 'name' }
    expect(await read(await pack(['-ttar'], files))).toEqual(Object.entries(files))
  })

  it('has no member of more bytes than can be counted', async () => {
    const bytes = makeTar([{ name: 'a', size: 2 ** 54, isBinary: true }])
    expect(await openTar(memoryReader(bytes), options).list()).toMatchObject({
      trouble: { code: 'archive-damaged', what: 'its header at byte 0 is damaged' },
    })
  })

  it('tells what is missing at its end', async () => {
    const bytes = makeTar([{ name: 'a', data: 'x'.repeat(600) }])
    expect(await read(bytes.subarray(0, 1000))).toEqual([['a', 'damaged']])
    expect(readStream(bytes.subarray(0, 1000), 300)).toEqual([['a', 'damaged']])
    expect(await openTar(memoryReader(bytes.subarray(0, 1536)), options).list()).toMatchObject({
      trouble: { code: 'archive-damaged', what: 'it ends before the archive does' },
    })
  })

  it('is read as 7-Zip reads it', async () => {
    const entry = fc.record({
      name: fc.stringMatching(/^[a-z]{1,30}\.[a-z]{3}$/),
      data: fc.uint8Array({ maxLength: 1500 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 2000 }),
        async (entries, chunk) => {
          const bytes = makeTar(entries)
          const theirs = await everything(openSevenZip(memoryReader(bytes), options))
          expect(await read(bytes)).toEqual(theirs)
          expect(readStream(bytes, chunk)).toEqual(theirs)
        },
      ),
      { numRuns: 40 },
    )
  })
})
