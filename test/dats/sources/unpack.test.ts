/** Packs: what is in them comes out, and no pack however broken does more than fail. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tarEntries } from '../../../src/dats/sources/tar.ts'
import { unpack } from '../../../src/dats/sources/unpack.ts'
import { makeTar } from '../../support/archives/tar.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { filesIn, tarball, tempFolder } from './support.ts'

const ANY = /.*/

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve()
    yield bytes.subarray(at, at + size)
  }
}

async function contents(bytes: Uint8Array, size: number): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const { path, chunks } of tarEntries(inPieces(bytes, size))) {
    const pieces: Uint8Array[] = []
    for await (const chunk of chunks()) pieces.push(Buffer.from(chunk))
    found[path] = Buffer.concat(pieces).toString()
  }
  return found
}

const files = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,60}(?:\/[a-z]{1,60}){0,2}$/).filter((name) => name !== '__proto__'),
  fc.string({ unit: 'grapheme-ascii', maxLength: 1500 }),
  { maxKeys: 5, noNullPrototype: true },
)

describe('a tar', () => {
  it('gives back its files, whatever pieces it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 3000 }), async (made, size) => {
        const expected = Object.fromEntries(Object.entries(made).map(([path, text]) => [`top/${path}`, text]))
        expect(await contents(gunzipSync(tarball('top', made)), size)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('that is cut or damaged anywhere ends, with an error or with less', async () => {
    const whole = gunzipSync(tarball('top', { 'a.dat': 'x'.repeat(900), ['b/'.repeat(70) + 'c.dat']: 'y' }))
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), async (end, at, byte) => {
        const bytes = Buffer.from(whole.subarray(0, end))
        if (at < end) bytes[at] = byte
        await contents(bytes, 700).catch((error: unknown) => {
          expect(String(error)).toMatch(/^Error: (?:cannot be unpacked: its header|is cut short)/)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('has its plain files alone: a link leads to one of them, or to nowhere', async () => {
    const tar = makeTar([
      { name: 'top/a.dat', data: 'a' },
      { name: 'top/same.dat', type: '1', link: 'top/a.dat' },
      { name: 'top/nowhere.dat', type: '1', link: 'elsewhere.dat' },
      { name: 'top/soft.dat', type: '2', link: 'a.dat' },
      { name: 'top/b.dat', data: 'b' },
    ])
    expect(await contents(tar, 700)).toEqual({ 'top/a.dat': 'a', 'top/b.dat': 'b' })
  })
})

describe('a pack', () => {
  async function unpacked(pack: Uint8Array, name: string, keep = ANY) {
    const dir = tempFolder()
    mkdirSync(join(dir, 'in'))
    const file = join(dir, 'in', name)
    writeFileSync(file, pack)
    const list = await unpack(file, join(dir, 'out'), { keep, name })
    return { list, files: filesIn(join(dir, 'out')) }
  }

  it.each([
    [
      'x.zip',
      makeZip([
        { name: 'b/', data: '' },
        { name: 'b/two.dat', data: '2' },
        { name: 'one.dat', data: '1' },
      ]),
      ['b/two.dat', 'one.dat'],
    ],
    ['x.tar.gz', tarball('top', { 'b/two.dat': '2', 'one.dat': '1' }), ['b/two.dat', 'one.dat']],
    ['x.dat.gz', gzipSync('1'), ['x.dat']],
    ['x.dat', Buffer.from('1'), ['x.dat']],
  ])('is known by what it is: %s', async (name, pack, expected) => {
    const { list, files: found } = await unpacked(pack, name)
    expect(list).toEqual(expected)
    expect(Object.keys(found)).toEqual(expected)
  })

  it('of a repository has its folders, without the one around all', async () => {
    const dir = tempFolder()
    const paths = ['lists-main/a/one.dat', 'lists-main/two.dat', 'lists/three.dat', 'a/lists-main/four.dat']
    writeFileSync(join(dir, 'x.zip'), makeZip(paths.map((name) => ({ name, data: 'x' }))))
    const how = { keep: /^(?:a\/|two|lists\/)/, name: 'x.zip', repository: 'lists' }
    expect(await unpack(join(dir, 'x.zip'), join(dir, 'out'), how)).toEqual([
      'a/lists-main/four.dat',
      'a/one.dat',
      'lists/three.dat',
      'two.dat',
    ])
  })

  it.each([
    ['x.xml', Buffer.from('1'), /\.dat$/i, 'x.dat'],
    ['x.xml.gz', gzipSync('1'), /\.dat$/i, 'x.dat'],
    ['no-intro.zip', Buffer.from('1'), /\.dat$/i, 'no-intro.dat'],
    ['dat', Buffer.from('1'), /\.dat$/i, 'dat.dat'],
    ['mame', Buffer.from('1'), /\.xml$/i, 'mame.xml'],
  ])('that is no archive is called as what is kept: %s', async (name, pack, keep, expected) => {
    expect((await unpacked(pack, name, keep)).list).toEqual([expected])
  })

  it.each(['../evil.dat', '/evil.dat', 'a/../../evil.dat', 'C:evil.dat', 'a\\..\\evil.dat'])(
    'writes nothing outside its folder: %s',
    async (name) => {
      const dir = tempFolder()
      const file = join(dir, 'x.zip')
      writeFileSync(file, makeZip([{ name, data: 'evil' }]))
      await expect(unpack(file, join(dir, 'out'), { keep: ANY, name: 'x' })).rejects.toThrow(
        `holds a file that would leave its folder: ${name}`,
      )
      expect(readdirSync(dir)).toEqual(['x.zip'])
    },
  )

  it.each([
    [
      'its checksum is wrong',
      [{ name: 'a.dat', data: 'abc', claim: { crc32: 5 } }],
      /the checksum of a\.dat is wrong/,
    ],
    ['it says it holds less', [{ name: 'a.dat', data: 'a'.repeat(500), claim: { size: 20 } }], /is damaged/],
    ['it is encrypted', [{ name: 'a.dat', data: 'abc', claim: { flags: 0x801 } }], /^is encrypted/],
  ])('is refused when %s', async (_, entries, message) => {
    await expect(unpacked(makeZip(entries), 'x.zip')).rejects.toThrow(message)
  })
})
