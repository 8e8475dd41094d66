/** Hashes against node:crypto and zlib over whole buffers, for every way a content is read. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import * as wasm from 'hash-wasm'
import { afterAll, describe, expect, it } from 'vitest'
import type { Content } from '../../src/inventory/hashing/content.ts'
import { contentHasher, hashBytes } from '../../src/inventory/hashing/hash.ts'
import { inspector } from '../../src/inventory/hashing/inspect.ts'
import { tempDir } from '../support/cli.ts'

const dir = tempDir('hash', afterAll)

function truth(bytes: Uint8Array): Content {
  const hex = (name: string): string => createHash(name).update(bytes).digest('hex')
  return {
    size: bytes.length,
    sha1: hex('sha1'),
    md5: hex('md5'),
    sha256: hex('sha256'),
    crc32: crc32(bytes),
    views: [],
  }
}

const ALL = { md5: true, sha256: true }

/** What is hashed; what a content says of itself has tests of its own. */
function hashesOf(content: Content): Content {
  const { description: _, ...hashes } = content
  return hashes
}

describe('hashing', () => {
  it('knows the hashes of nothing', () => {
    expect(hashBytes(Buffer.alloc(0), 'bin', { md5: false })).toEqual({
      size: 0,
      sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      crc32: 0,
      views: [],
    })
  })

  it('hashes an NES file with and without its header', () => {
    const body = Buffer.alloc(40_960, 'game')
    const file = Buffer.concat([Buffer.from('NES\x1a'), Buffer.alloc(12), body])
    const { views: _, ...headerless } = truth(body)
    const expected = { ...truth(file), views: [{ kind: 'no-ines', ...headerless }] }
    expect(hashesOf(hashBytes(file, 'nes', ALL))).toEqual(expected)
  })

  it('gives the same in one go and in chunks of any length', () => {
    const content = fc.uint8Array({ maxLength: 70_000, size: 'max' })
    fc.assert(
      fc.property(
        content,
        fc.constantFrom('NES\x1a', '\x37\x80\x40\x12', ''),
        fc.integer({ min: 1, max: 9000 }),
        (bytes, mark, step) => {
          const file = Buffer.concat([Buffer.from(mark, 'latin1'), bytes])
          const hasher = contentHasher(file.length, 'smc', ALL)
          for (let at = 0; at < file.length; at += step) hasher.push(file.subarray(at, at + step))
          const whole = hashesOf(hashBytes(file, 'smc', ALL))
          expect(hasher.end()).toEqual(whole)
          expect({ ...whole, views: [] }).toEqual(truth(file))
        },
      ),
      { numRuns: 60 },
    )
  })

  it.each([
    ['smaller than the buffer', 1000],
    ['as large as the buffer', 1024 * 1024],
    ['one byte larger', 1024 * 1024 + 1],
    ['several buffers', 3 * 1024 * 1024 + 77],
  ])('reads a file %s', async (_, size) => {
    const bytes = Buffer.alloc(size)
    for (let i = 0; i < size; i += 7) bytes[i] = i % 251
    bytes.write('NES\x1a', 'latin1')
    const file = join(dir, `${size}.nes`)
    writeFileSync(file, bytes)
    const { content, troubles, members } = await inspector(ALL)(file)
    expect(troubles).toEqual([])
    expect(members).toBeUndefined()
    const { views: __, ...headerless } = truth(bytes.subarray(16))
    const views = [{ kind: 'no-ines' as const, ...headerless }]
    expect(content && hashesOf(content)).toEqual({ ...truth(bytes), views })
    expect(content?.description?.metadata).toContainEqual(['header.platform', 'nes'])
  })
})

describe('against another implementation', () => {
  it('gives the hashes that hash-wasm gives, for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        const content = hashBytes(bytes, 'bin', { md5: true, sha256: true })
        expect(content).toMatchObject({
          sha1: await wasm.sha1(bytes),
          md5: await wasm.md5(bytes),
          sha256: await wasm.sha256(bytes),
          size: bytes.length,
        })
        expect(content.crc32.toString(16).padStart(8, '0')).toBe(await wasm.crc32(bytes))
      }),
      { numRuns: 50 },
    )
  })
})
