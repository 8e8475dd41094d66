/** Listing archives without unpacking them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { OpenOptions } from '../../../src/inventory/archives/archive.ts'
import { ARCHIVE_LIMITS } from '../../../src/inventory/archives/archive.ts'
import { quickList } from '../../../src/inventory/archives/quick-list.ts'
import { sevenZip } from '../../../src/inventory/archives/seven-zip.ts'
import { memoryReader, type ByteReader } from '../../../src/inventory/hashing/bytes.ts'
import { inspector } from '../../../src/inventory/hashing/inspect.ts'
import { makeRar5 } from '../../support/archives/rar.ts'
import { pack } from '../../support/archives/seven-zip.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { tempDir } from '../../support/cli.ts'

const dir = tempDir('quick', afterAll)

const rom = (size: number): Buffer => Buffer.from(Array.from({ length: size }, (_, i) => (i * i) % 251))
const FILES = { 'a.nes': rom(40_000), 'b.nes': rom(50_000) }

function counting(bytes: Buffer): ByteReader & { readonly count: () => number } {
  const reader = memoryReader(bytes)
  let count = 0
  return {
    size: reader.size,
    read(offset, length) {
      const found = reader.read(offset, length)
      count += found.length
      return found
    },
    count: () => count,
  }
}

const list = (bytes: ByteReader, format: OpenOptions['format']) =>
  quickList(bytes, { file: 'a', format, limits: ARCHIVE_LIMITS, passwords: [], sevenZip: sevenZip() })

describe('a quick look', () => {
  it.each([
    ['zip', () => makeZip(Object.entries(FILES).map(([name, data]) => ({ name, data }))), 600],
    ['7z', () => pack(['-t7z'], FILES), 1000],
  ] as const)('at a %s reads its directory, and nothing else', async (format, make, most) => {
    const bytes = counting(await make())
    const found = await list(bytes, format)
    expect(found?.troubles).toEqual([])
    expect(
      found?.members.map(({ path, place, content }) => [path, place.size, place.crc32, content]),
    ).toEqual(Object.entries(FILES).map(([path, data]) => [path, data.length, crc32(data), undefined]))
    expect(bytes.count()).toBeLessThan(most)
  })

  it('has no answer where the archive does not say enough', async () => {
    const zip = makeZip([{ name: 'a', data: 'a' }])
    expect(await list(memoryReader(makeRar5(FILES)), 'rar')).toBeUndefined()
    expect(await list(memoryReader(zip.subarray(0, 40)), 'zip')).toBeUndefined()
    expect(
      await list(memoryReader(await pack(['-tzip', '-mem=AES256', '-px'], FILES)), 'zip'),
    ).toBeUndefined()
  })

  it('is what a file gets that is asked for quickly, and the full one where that does not serve', async () => {
    const zip = join(dir, 'a.zip')
    writeFileSync(zip, makeZip([{ name: 'a.nes', data: FILES['a.nes'] }]))
    const quick = await inspector({ md5: false, quick: true })(zip)
    expect(quick).toMatchObject({ listed: true, members: [{ path: 'a.nes', primary: true }], troubles: [] })
    expect(quick.content).toBeUndefined()
    const loose = join(dir, 'a.nes')
    writeFileSync(loose, FILES['a.nes'])
    expect(await inspector({ md5: false, quick: true })(loose)).toMatchObject({ content: { size: 40_000 } })
  })
})
