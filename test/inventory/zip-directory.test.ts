/** The central-directory reader: what it finds, what it refuses, and that yauzl agrees. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { memoryReader } from '../../src/inventory/hashing/bytes.ts'
import { readZipDirectory, type ZipDirectory } from '../../src/inventory/archives/zip-directory.ts'
import { askYauzl } from '../../src/inventory/archives/zip-fallback.ts'
import { isUnsafeName } from '../../src/inventory/archives/zip-names.ts'
import { makeZip, type ZipEntry, type ZipOptions } from '../support/archives/zip.ts'

const dir = mkdtempSync(join(tmpdir(), 'curator-zip-'))
afterAll(() => rmSync(dir, { recursive: true }))

const read = (bytes: Buffer): ZipDirectory => readZipDirectory(memoryReader(bytes))
const names = (bytes: Buffer): readonly string[] => read(bytes).members.map((member) => member.path)

const GAME: ZipEntry = { name: 'Game (USA).nes', data: 'a game'.repeat(50) }
const README: ZipEntry = { name: 'docs/read me.txt', data: 'hello', method: 'store' }

describe('readZipDirectory', () => {
  it('tells everything that is needed to read a member', () => {
    const data = 'a game'.repeat(50)
    const { members } = read(makeZip([README, { name: 'Game (USA).nes', data }]))
    expect(members).toEqual([
      {
        ordinal: 0,
        path: 'docs/read me.txt',
        method: 0,
        offset: 0,
        compressedSize: 5,
        size: 5,
        crc32: crc32('hello'),
        encrypted: false,
        directory: false,
      },
      {
        ordinal: 1,
        path: 'Game (USA).nes',
        method: 8,
        offset: 51,
        compressedSize: members[1]?.compressedSize,
        size: 300,
        crc32: crc32(data),
        encrypted: false,
        directory: false,
      },
    ])
    expect(members[1]?.compressedSize).toBeLessThan(30)
  })

  it.each<[string, readonly ZipEntry[], ZipOptions, readonly string[]]>([
    ['nothing', [], {}, []],
    ['a comment', [GAME], { comment: 'made by hand' }, ['Game (USA).nes']],
    [
      'a comment that holds an end mark',
      [GAME],
      { comment: 'PK\x05\x06 and more of it, quite a bit more' },
      ['Game (USA).nes'],
    ],
    ['zip64', [GAME, README], { zip64: true }, ['Game (USA).nes', 'docs/read me.txt']],
    [
      'a program before it',
      [GAME, README],
      { junk: Buffer.alloc(1000, 'MZ') },
      ['Game (USA).nes', 'docs/read me.txt'],
    ],
    ['a program before zip64', [GAME], { junk: Buffer.alloc(1000, 'MZ'), zip64: true }, ['Game (USA).nes']],
    ['one name twice', [GAME, GAME], {}, ['Game (USA).nes', 'Game (USA).nes']],
    ['a folder', [{ name: 'docs/' }], {}, ['docs/']],
    ['a UTF-8 name', [{ name: 'Pokémon – 赤.gb' }], {}, ['Pokémon – 赤.gb']],
    [
      'a UTF-8 name that does not say so',
      [{ name: Buffer.from('Pokémon – 赤.gb') }],
      {},
      ['Pokémon – 赤.gb'],
    ],
    [
      'a name of Japanese Windows',
      // ポケモン 赤.gb
      [{ name: Buffer.from('837c8350838283932090d42e6762', 'hex') }],
      {},
      ['ポケモン 赤.gb'],
    ],
    [
      'DOS names whose accents could begin letters of Japanese',
      [{ name: Buffer.from('43688374656175', 'hex') }, { name: Buffer.from('4694686e', 'hex') }],
      {},
      ['Château', 'Föhn'],
    ],
    [
      'folders as DOS writes them',
      [
        { name: 'a\\b\\', host: 0 },
        { name: 'a\\b\\c.nes', host: 0 },
        { name: 'a\\/b', host: 0 },
        { name: 'a\\b' },
      ],
      {},
      ['a/b/', 'a/b/c.nes', 'a\\/b', 'a\\b'],
    ],
    ['an old DOS name', [{ name: Buffer.from([0x50, 0x6f, 0x6b, 0x82, 0x6d, 0x6f, 0x6e]) }], {}, ['Pokémon']],
  ])('reads an archive with %s', (_, entries, options, expected) => {
    const zip = makeZip(entries, options)
    expect(read(zip).trouble).toBeUndefined()
    expect(names(zip)).toEqual(expected)
  })

  it('prefers the Unicode name when it belongs to the name in the header', () => {
    const raw = Buffer.from('Pok?mon')
    const extra = (crc: number): Buffer => {
      const better = Buffer.from('Pokémon')
      const field = Buffer.alloc(9)
      field.writeUInt16LE(0x7075, 0)
      field.writeUInt16LE(5 + better.length, 2)
      field.writeUInt8(1, 4)
      field.writeUInt32LE(crc, 5)
      return Buffer.concat([field, better])
    }
    expect(names(makeZip([{ name: raw, extra: extra(crc32(raw)) }]))).toEqual(['Pokémon'])
    expect(names(makeZip([{ name: raw, extra: extra(1) }]))).toEqual(['Pok?mon'])
  })

  it('leaves out folders and symbolic links of Unix', () => {
    const zip = makeZip([
      { name: 'folder/' },
      { name: 'link.nes', data: 'a.nes', mode: 0o120777 },
      { name: 'a.nes', data: 'a', mode: 0o100644 },
      { name: 'of DOS.nes', data: 'b', mode: 0o120777, host: 0 },
    ])
    expect(read(zip).members.map(({ path, directory }) => [path, directory])).toEqual([
      ['folder/', true],
      ['link.nes', true],
      ['a.nes', false],
      ['of DOS.nes', false],
    ])
  })

  it('reads 100,000 members in good time', () => {
    const zip = makeZip(
      Array.from({ length: 100_000 }, (_, i) => ({ name: `${i}.bin`, data: 'x', method: 'store' as const })),
    )
    const start = performance.now()
    const { members, trouble } = read(zip)
    expect(performance.now() - start).toBeLessThan(3000)
    expect(trouble).toBeUndefined()
    expect(members).toHaveLength(100_000)
    expect(members[99_999]?.path).toBe('99999.bin')
  })

  it('refuses a directory that is a trap', () => {
    const { members, trouble } = read(makeZip([GAME], { zip64: true, claimCount: 2_000_000 }))
    expect(members).toEqual([])
    expect(trouble).toEqual({
      code: 'archive-bomb',
      what: 'it claims to hold 2,000,000 members; curator reads up to 1,000,000',
    })
  })

  it('is not taken in by a damaged size of the directory', () => {
    const zip = makeZip([GAME])
    zip.writeUInt32LE(0xfffffff0, zip.length - 10)
    expect(read(zip).trouble).toEqual({
      code: 'archive-damaged',
      what: 'the list of its members lies outside the file',
    })
  })

  it('says what is missing from an archive that claims more members than it has, and gives those it has', () => {
    const { members, trouble } = read(makeZip([GAME, README], { claimCount: 3 }))
    expect(members).toHaveLength(2)
    expect(trouble).toEqual({
      code: 'archive-damaged',
      what: 'the list of its members is damaged: it has 3 and 2 can be read',
    })
  })

  it('finds nothing in an archive cut short anywhere, and says so', () => {
    const zip = makeZip([GAME, README, { name: 'c.bin', data: Buffer.alloc(5000, 'abcdefg') }])
    for (let part = 0; part < 16; part++) {
      expect(read(zip.subarray(0, Math.floor((zip.length * part) / 16)))).toEqual({
        members: [],
        trouble: { code: 'archive-damaged', what: 'it is no whole zip: the list of its members is missing' },
      })
    }
  })

  it('does not throw, whatever byte is changed', () => {
    const zip = makeZip([GAME, README], { zip64: true, comment: 'x' })
    for (let at = 0; at < zip.length; at++) {
      for (const value of [0, 0x7f, 0xff]) {
        const broken = Buffer.from(zip)
        broken[at] = value
        expect(Array.isArray(read(broken).members)).toBe(true)
      }
    }
  })
})

describe('the second opinion', () => {
  const name = fc.constantFrom('a.nes', 'b/c.sfc', 'Pokémon.gb', 'folder/', '../x', 'same', 'same')
  const entry = fc.record({
    name,
    data: fc.string({ maxLength: 300 }),
    method: fc.constantFrom('store' as const, 'deflate' as const),
    mode: fc.constantFrom(0, 0o100644, 0o120777),
  })
  const options = fc.record({ zip64: fc.boolean(), comment: fc.constantFrom('', 'a comment') })

  it('yauzl finds the same members', async () => {
    const property = fc.asyncProperty(fc.array(entry, { maxLength: 6 }), options, async (entries, how) => {
      const zip = makeZip(entries, how)
      const file = join(dir, 'differential.zip')
      writeFileSync(file, zip)
      expect(read(zip)).toEqual(await askYauzl(file))
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('is undefined for what yauzl refuses too', async () => {
    const file = join(dir, 'broken.zip')
    writeFileSync(file, makeZip([GAME]).subarray(0, 60))
    expect(await askYauzl(file)).toBeUndefined()
  })
})

describe('isUnsafeName', () => {
  it.each(['../a', 'a/../../b', '/etc/passwd', 'C:/a', 'c:a', 'a\\b', '..', 'a/..', 'a\0b'])(
    '%j is unsafe',
    (path) => {
      expect(isUnsafeName(path)).toBe(true)
    },
  )
  it.each(['a', 'a/b', 'a..b', '...', 'Dr. Mario (1..2).nes', 'a/.hidden', 'CC: x'])('%j is safe', (path) => {
    expect(isUnsafeName(path)).toBe(false)
  })
})
