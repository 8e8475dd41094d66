/**
 * Zips as they are found in the wild: what is in them is hashed, and what is wrong is said, member by member.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inspector, type FileFacts } from '../../src/inventory/hashing/inspect.ts'
import { count } from '../../src/wording.ts'
import { makeZip, type ZipEntry } from '../support/archives/zip.ts'
import { tempDir } from '../support/cli.ts'
import { sha1 } from '../support/sha1.ts'

const dir = tempDir('inspect', afterAll)

function inspect(zip: Buffer, name = 'a.zip'): Promise<FileFacts> {
  const file = join(dir, name)
  writeFileSync(file, zip)
  return inspector({ md5: false })(file)
}

/** Path and SHA-1 of each member. */
const contents = (facts: FileFacts) => facts.members?.map(({ path, content }) => [path, content?.sha1])

const GOOD: ZipEntry = { name: 'good.bin', data: 'good' }

describe('inspecting a zip', () => {
  it('hashes the archive, its members and their views', async () => {
    const rom = Buffer.concat([Buffer.from('NES\x1a'), Buffer.alloc(12), Buffer.alloc(5000, 'rom')])
    const zip = makeZip([
      { name: 'a.nes', data: rom },
      { name: 'docs/' },
      { name: 'empty' },
      { name: 'copy', data: rom },
    ])
    const facts = await inspect(zip)
    expect(facts.troubles).toEqual([])
    expect(facts.content?.sha1).toBe(sha1(zip))
    expect(contents(facts)).toEqual([
      ['a.nes', sha1(rom)],
      ['empty', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
      ['copy', sha1(rom)],
    ])
    expect(facts.members?.map(({ ordinal }) => ordinal)).toEqual([0, 2, 3])
    expect(facts.members?.[0]?.content?.views).toMatchObject([
      { kind: 'no-ines', sha1: sha1(rom.subarray(16)) },
    ])
  })

  it('knows a zip by its content, not by its name', async () => {
    const zip = makeZip([GOOD])
    expect(contents(await inspect(zip, 'game.nes'))).toEqual([['good.bin', sha1('good')]])
    const plain = await inspect(Buffer.from('no zip at all'), 'game.bin')
    expect(plain.members).toBeUndefined()
    expect(plain.troubles).toEqual([])
  })

  it('reads archives and members of many megabytes', async () => {
    const large = Buffer.alloc(18 * 1024 * 1024)
    for (let i = 0; i < large.length; i += 3) large[i] = (i * 2_654_435_761) >>> 24
    const zip = makeZip([
      { name: 'large.bin', data: large },
      { name: 'stored.bin', data: large, method: 'store' },
      GOOD,
    ])
    const facts = await inspect(zip)
    expect(facts.troubles).toEqual([])
    expect(contents(facts)).toEqual([
      ['large.bin', sha1(large)],
      ['stored.bin', sha1(large)],
      ['good.bin', sha1('good')],
    ])
  })

  it.each<[string, ZipEntry, string, string]>([
    [
      'a wrong checksum',
      { name: 'bad.bin', data: 'bad', claim: { crc32: 0x1234 } },
      'archive-damaged',
      'member "bad.bin" is damaged: its CRC-32 is 822b39fb and the archive says 00001234',
    ],
    [
      'more than it says',
      { name: 'bad.bin', data: 'x'.repeat(5000), claim: { size: 100 } },
      'archive-damaged',
      'member "bad.bin" is damaged: it holds more than the archive says',
    ],
    [
      'less than it says',
      { name: 'bad.bin', data: 'x'.repeat(5000), claim: { size: 6000 } },
      'archive-damaged',
      'member "bad.bin" is damaged: it does not unpack to the 6,000 bytes that the archive says',
    ],
    [
      'more than deflate can hold',
      { name: 'bad.bin', data: 'x', claim: { size: 16_000_000 } },
      'archive-damaged',
      'member "bad.bin" is damaged: 3 packed bytes cannot hold 16,000,000 bytes',
    ],
    [
      'a size that storing cannot change',
      { name: 'bad.bin', data: 'x', method: 'store', claim: { size: 2 } },
      'archive-damaged',
      'member "bad.bin" is damaged: 1 packed bytes cannot hold 2 bytes',
    ],
    [
      'a password',
      { name: 'bad.bin', data: 'x', claim: { flags: 1 } },
      'archive-encrypted',
      'member "bad.bin" is encrypted',
    ],
    [
      'another method than it says',
      { name: 'bad.bin', data: 'x', claim: { method: 14 } },
      'archive-damaged',
      'member "bad.bin" is damaged: its data cannot be unpacked',
    ],
    [
      'a method nobody knows',
      { name: 'bad.bin', data: 'x', claim: { method: 77 } },
      'archive-unsupported',
      'member "bad.bin" is packed with an unknown method (77), which curator cannot unpack',
    ],
  ])('names a member with %s; the others count', async (_, bad, code, what) => {
    const zip = makeZip([bad, GOOD])
    const facts = await inspect(zip)
    expect(facts.troubles).toEqual([{ code, what }])
    expect(facts.content?.size).toBe(zip.length)
    expect(contents(facts)).toEqual([
      ['bad.bin', undefined],
      ['good.bin', sha1('good')],
    ])
    expect(facts.members?.[0]?.trouble).toEqual({ code, what })
  })

  it('reads a member with an unsafe name, and says that the name is not used', async () => {
    const facts = await inspect(makeZip([{ name: '../../evil.nes', data: 'evil' }, GOOD]))
    expect(contents(facts)).toEqual([
      ['../../evil.nes', sha1('evil')],
      ['good.bin', sha1('good')],
    ])
    expect(facts.troubles).toEqual([
      {
        code: 'archive-unsafe-name',
        what: 'member "../../evil.nes" has a name that is no safe path; it is read, its name is not used',
      },
    ])
  })

  it('says each kind of trouble once, however many members have it', async () => {
    const bad = { name: 'bad.bin', data: 'bad', claim: { crc32: 1 } }
    const facts = await inspect(
      makeZip([bad, { ...bad, name: '2' }, { ...bad, name: '3' }, { name: '/', data: '' }, GOOD]),
    )
    expect(facts.troubles).toEqual([
      {
        code: 'archive-damaged',
        what: 'member "bad.bin" is damaged: its CRC-32 is 822b39fb and the archive says 00000001 (and 2 more)',
      },
    ])
  })

  it('leaves a bomb alone', async () => {
    const data = Buffer.alloc(2 * 1024 * 1024)
    const shared = Array.from({ length: 60 }, (_, i) => ({ name: `${i}`, data, sharedWith: 0 }))
    const zip = makeZip([{ name: 'kernel', data }, ...shared])
    const facts = await inspect(zip)
    expect(facts.content?.sha1).toBe(sha1(zip))
    expect(facts.members).toEqual([])
    expect(facts.troubles).toEqual([
      {
        code: 'archive-bomb',
        what: `its ${count(zip.length)} bytes claim to unpack to ${count(61 * data.length)}; it is left alone`,
      },
    ])
  })

  it('reports an archive cut short at every sixteenth, and hashes it as the file it is', async () => {
    const zip = makeZip([GOOD, { name: 'b.bin', data: 'b'.repeat(999), method: 'store' }])
    for (let part = 1; part < 16; part++) {
      const cut = zip.subarray(0, Math.floor((zip.length * part) / 16))
      const facts = await inspect(cut)
      expect(facts.content?.sha1).toBe(sha1(cut))
      expect(facts.members).toEqual([])
      expect(facts.troubles.map(({ code }) => code)).toEqual(['archive-damaged'])
    }
  })

  it('gives the intact members of an archive whose middle is missing', async () => {
    const data = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i) % 251))
    const zip = makeZip([GOOD, { name: 'b.bin', data }, { name: 'c.bin', data: 'c' }])
    zip.fill(0, 120, 160)
    const facts = await inspect(zip)
    expect(contents(facts)).toEqual([
      ['good.bin', sha1('good')],
      ['b.bin', undefined],
      ['c.bin', sha1('c')],
    ])
    expect(facts.troubles.map(({ code }) => code)).toEqual(['archive-damaged'])
  })
})

describe('inspecting other things', () => {
  it.each([
    ['a file that is gone', 'gone.nes', 'file-vanished', 'it vanished before it could be read'],
    ['a folder', '', 'file-unreadable', 'it is not a regular file'],
    [
      'a name that is no UTF-8',
      'caf\ufffd.nes',
      'file-unreadable',
      'it cannot be opened: its name is not valid UTF-8',
    ],
  ])('%s', async (_, name, code, what) => {
    expect(await inspector({ md5: false })(join(dir, name))).toMatchObject({ troubles: [{ code, what }] })
  })
})
