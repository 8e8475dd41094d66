/** Hashes, sizes and lists of members, compared with what the system's own programs say. Skipped where one is missing. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { inspector } from '../../src/inventory/hashing/inspect.ts'
import { tempDir } from '../support/cli.ts'
import { pack } from '../support/archives/seven-zip.ts'
import { makeTar } from '../support/archives/tar.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library } from './support.ts'

const dir = tempDir('differential', afterAll)

function isThere(program: string): boolean {
  return spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined
}

/** Debian calls it 7zz; elsewhere it is 7z. */
const SEVEN_ZIP = ['7zz', '7z'].find(isThere)

function said(program: string, args: readonly string[]): string {
  const { stdout, status, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
  return stdout
}

const hex = (n: number): string => n.toString(16).padStart(8, '0')

describe.skipIf(!isThere('sha1sum'))('hashes of files', () => {
  it('are those of sha1sum, whatever the size', async () => {
    const lib = library()
    try {
      // around the sizes of blocks, buffers and chunks
      const sizes = [0, 1, 55, 56, 63, 64, 65, 511, 512, 513, 1023, 65_535, 65_536, 65_537]
      for (const near of [1 << 20, 1 << 22]) sizes.push(near - 1, near, near + 1)
      for (const [i, size] of sizes.entries()) lib.write(`f/${i}.bin`, bytesOf(size, i))
      lib.write('f/NES game.nes', Buffer.concat([Buffer.from('NES\x1a'), bytesOf(40_972, 9)]))
      await lib.scan()
      const ours = lib.db
        .prepare<[], [string, string]>(
          `select f.path, lower(hex(c.sha1)) from file_instance f join rom_file c on c.id = f.rom_file_id order by 1`,
        )
        .raw()
        .all()
      const paths = ours.map(([path]) => join(lib.dir, path))
      expect(ours).toHaveLength(sizes.length + 1)
      const theirs = said('sha1sum', paths)
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(0, 40))
      expect(ours.map(([, sha1]) => sha1)).toEqual(theirs)
    } finally {
      lib.close()
    }
  })
})

const files = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[A-Za-z0-9 ()!,é]{1,24}\.[a-z]{3}$/).filter((name) => !name.startsWith(' ')),
    data: fc.uint8Array({ maxLength: 4000 }).map((bytes) => Buffer.from(bytes)),
  }),
  { minLength: 1, maxLength: 8, selector: ({ name }) => name.toLowerCase() },
)

interface Listed {
  readonly path: string
  readonly size: number
  readonly crc32: string
}

const look = inspector({ md5: false })

async function listedByUs(file: string): Promise<readonly Listed[]> {
  const { members = [], troubles } = await look(file)
  expect(troubles).toEqual([])
  return members
    .map(({ path, content, place }) => ({
      path,
      size: content?.size ?? -1,
      crc32: hex(content?.crc32 ?? place.crc32),
    }))
    .sort(byPath)
}

const byPath = (a: Listed, b: Listed): number => (a.path < b.path ? -1 : 1)
const runs = process.env['CURATOR_DEEP'] ? 100 : 8

function put(name: string, bytes: Uint8Array): string {
  const file = join(dir, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return file
}

describe.skipIf(!isThere('unzip'))('members of zips', () => {
  it('are those of unzip -v, with their sizes and CRC-32s', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.constantFrom('store' as const, 'deflate' as const), async (list, method) => {
        const file = put('a.zip', makeZip(list.map((entry) => ({ ...entry, method }))))
        // length, method, size, ratio, date, time, crc, name
        const row = /^ *(\d+) +\S+ +\d+ +-?\d+% +\S+ +\S+ +([0-9a-f]{8}) {2}(.*)$/
        const theirs = said('unzip', ['-v', file])
          .split('\n')
          .flatMap((line) => {
            const [, size, crc32 = '', path = ''] = row.exec(line) ?? []
            return size === undefined ? [] : [{ path, size: Number(size), crc32 }]
          })
          .sort(byPath)
        expect(await listedByUs(file)).toEqual(theirs)
      }),
      { numRuns: runs },
    )
  })
})

describe.skipIf(SEVEN_ZIP === undefined)('members of archives', () => {
  it.each<[string, (list: Readonly<Record<string, Buffer>>) => Buffer | Promise<Buffer>]>([
    ['a.zip', (list) => makeZip(Object.entries(list).map(([name, data]) => ({ name, data })))],
    ['a.7z', (list) => pack(['-t7z'], list)],
    ['b.7z', (list) => pack(['-t7z', '-ms=off', '-m0=lzma'], list)],
    ['a.tar', (list) => makeTar(Object.entries(list).map(([name, data]) => ({ name, data })))],
  ])('are those of 7z l: %s', async (name, make) => {
    await fc.assert(
      fc.asyncProperty(files, async (list) => {
        const file = put(name, await make(Object.fromEntries(list.map((entry) => [entry.name, entry.data]))))
        const ours = await listedByUs(file)
        const theirs = said(SEVEN_ZIP ?? '', ['l', '-slt', '-sccUTF-8', file])
          .split('----------\n')[1]
          ?.split('\n\n')
          .map((block) => new Map(block.split('\n').map((line) => line.split(' = ') as [string, string])))
          .filter((block) => block.has('Path'))
          .map((block) => ({
            path: block.get('Path') ?? '',
            size: Number(block.get('Size')),
            crc32: block.get('CRC')?.toLowerCase() ?? '',
          }))
          .sort(byPath)
        // a tar has no CRC-32 of its members, and an empty file none in a 7z
        const comparable = ours.map((one, i) => (theirs?.[i]?.crc32 ? one : { ...one, crc32: '' }))
        expect(comparable).toEqual(theirs)
      }),
      { numRuns: runs },
    )
  })
})

function bytesOf(size: number, seed: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let i = 0; i < size; i++) bytes[i] = Math.imul(i + seed, 2_654_435_761) >>> 24
  return bytes
}
