/** Packed single files in forms that other programs write: several streams in one file, names inside, frames to skip. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { inspector } from '../../../src/inventory/hashing/inspect.ts'
import { sourceOpener } from '../../../src/inventory/source.ts'
import { pack } from '../../support/archives/seven-zip.ts'
import { makeZst } from '../../support/archives/zstd.ts'
import { tempDir } from '../../support/cli.ts'

const dir = tempDir('streams', afterAll)

const ONE = Buffer.from('the first half, ')
const TWO = Buffer.from('and the second')
const BOTH = Buffer.concat([ONE, TWO])

/** As `gzip -N` writes it: with the name of what was packed. */
function named(name: string, data: Buffer): Buffer {
  const packed = Buffer.from(gzipSync(data))
  packed[3] = 8
  return Buffer.concat([packed.subarray(0, 10), Buffer.from(`${name}\0`, 'latin1'), packed.subarray(10)])
}

function skippable(data: string): Buffer {
  const head = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0])
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, Buffer.from(data)])
}

async function twice(
  make: (bytes: Buffer) => Promise<Buffer> | Buffer,
  between = Buffer.alloc(0),
): Promise<Buffer> {
  return Buffer.concat([await make(ONE), between, await make(TWO)])
}

it.each<[string, string, () => Promise<Buffer> | Buffer, string, Buffer]>([
  ['two gzip members', 'a.nes.gz', () => twice((data) => Buffer.from(gzipSync(data))), 'a.nes', BOTH],
  ['zeros behind a gzip', 'b.nes.gz', () => Buffer.concat([gzipSync(ONE), Buffer.alloc(99)]), 'b.nes', ONE],
  ['two xz streams', 'c.nes.xz', () => twice((x) => pack(['-txz'], { x })), 'c.nes', BOTH],
  [
    'two xz streams, padded',
    'd.nes.xz',
    () => twice((x) => pack(['-txz'], { x }), Buffer.alloc(8)),
    'd.nes',
    BOTH,
  ],
  ['two bzip2 streams', 'e.nes.bz2', () => twice((x) => pack(['-tbzip2'], { x })), 'e.nes', BOTH],
  ['two zstd frames', 'f.nes.zst', () => twice(makeZst), 'f.nes', BOTH],
  [
    'a zstd frame behind one to be skipped',
    'g.nes.zst',
    async () => Buffer.concat([skippable('size'), await makeZst(ONE)]),
    'g.nes',
    ONE,
  ],
  [
    'a name in a gzip that has none itself',
    'download.gz',
    () => named('dir/Game (USA).sfc', ONE),
    'Game (USA).sfc',
    ONE,
  ],
  [
    'a name in a gzip that has a better one',
    'Game (Europe).sfc.gz',
    () => named('x.tmp', ONE),
    'Game (Europe).sfc',
    ONE,
  ],
])('%s', async (_, name, make, path, expected) => {
  const file = join(dir, name)
  writeFileSync(file, await make())
  const { members = [], troubles } = await inspector({ md5: false })(file)
  expect(troubles).toEqual([])
  const sha1 = createHash('sha1').update(expected).digest('hex')
  expect(members.map((member) => [member.path, member.content?.sha1])).toEqual([[path, sha1]])
  const opener = sourceOpener()
  const chunks: Buffer[] = []
  for (const { place } of members)
    for await (const chunk of opener.open({ file, member: place })) chunks.push(Buffer.from(chunk))
  opener.close()
  expect(Buffer.concat(chunks)).toEqual(expected)
})

it('names a gzip with junk behind it', async () => {
  const file = join(dir, 'junk.nes.gz')
  writeFileSync(file, Buffer.concat([gzipSync(ONE), Buffer.from('junk')]))
  expect((await inspector({ md5: false })(file)).troubles).toEqual([
    { code: 'archive-damaged', what: 'member "junk.nes" is damaged: its data cannot be unpacked' },
  ])
})
