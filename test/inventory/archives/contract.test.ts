/** What every reader of archives promises, whatever the format. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { MemberFacts } from '../../../src/inventory/archives/facts.ts'
import { inspector, type FileFacts, type InspectOptions } from '../../../src/inventory/hashing/inspect.ts'
import { sourceOpener } from '../../../src/inventory/source.ts'
import { byCodeUnit } from '../../../src/order.ts'
import { makeRar4, makeRar5 } from '../../support/archives/rar.ts'
import { lockRar4, lockRar5 } from '../../support/archives/rar-locked.ts'
import { pack } from '../../support/archives/seven-zip.ts'
import { makeTar } from '../../support/archives/tar.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { passesCheck } from '../../support/archives/zip-crypto.ts'
import { makeZst } from '../../support/archives/zstd.ts'
import { tempDir } from '../../support/cli.ts'
import { sha1 } from '../../support/sha1.ts'

const dir = tempDir('archives', afterAll)

type Files = Readonly<Record<string, Buffer>>

interface Container {
  readonly name: string
  /** The file's name. */
  readonly file: string
  make(files: Files): Buffer | Promise<Buffer>
  /** Holds one file, and does not name it. */
  readonly single?: true
  /** Has no checksum of what it holds: a changed byte is another file. */
  readonly unchecked?: true
}

const one = (files: Files): Buffer => Object.values(files)[0] ?? Buffer.alloc(0)
const entries = (files: Files) => Object.entries(files).map(([name, data]) => ({ name, data }))

const CONTAINERS: readonly Container[] = [
  { name: 'zip', file: 'a.zip', make: (files) => makeZip(entries(files)) },
  { name: 'zip by LZMA', file: 'a.zip', make: (files) => pack(['-tzip', '-mm=lzma'], files) },
  { name: 'zip by Deflate64', file: 'a.zip', make: (files) => pack(['-tzip', '-mm=deflate64'], files) },
  { name: 'zip by bzip2', file: 'a.zip', make: (files) => pack(['-tzip', '-mm=bzip2'], files) },
  { name: 'zip by PPMd', file: 'a.zip', make: (files) => pack(['-tzip', '-mm=ppmd'], files) },
  { name: 'zip by Zstandard', file: 'a.zip', make: zstdZip },
  { name: '7z', file: 'a.7z', make: (files) => pack(['-t7z', '-ms=off'], files) },
  { name: 'solid 7z', file: 'a.7z', make: (files) => pack(['-t7z', '-ms=on'], files) },
  { name: 'rar 4', file: 'a.rar', make: (files) => makeRar4(files) },
  { name: 'rar 5', file: 'a.rar', make: (files) => makeRar5(files) },
  { name: 'packed rar 4', file: 'a.rar', make: (files) => makeRar4(files, { packed: true }) },
  { name: 'packed rar 5', file: 'a.rar', make: (files) => makeRar5(files, { packed: true }) },
  { name: 'solid rar 4', file: 'a.rar', make: (files) => makeRar4(files, { solid: true }) },
  { name: 'solid rar 5', file: 'a.rar', make: (files) => makeRar5(files, { solid: true }) },
  { name: 'tar', file: 'a.tar', make: (files) => makeTar(entries(files)), unchecked: true },
  { name: 'gz', file: 'a.bin.gz', make: (files) => gzipSync(one(files)), single: true },
  { name: 'bz2', file: 'a.bin.bz2', make: (files) => pack(['-tbzip2'], { x: one(files) }), single: true },
  { name: 'xz', file: 'a.bin.xz', make: (files) => pack(['-txz'], { x: one(files) }), single: true },
  { name: 'zst', file: 'a.bin.zst', make: (files) => makeZst(one(files)), single: true },
]

async function zstdZip(files: Files): Promise<Buffer> {
  const packed = entries(files).map(async ({ name, data }) => {
    const claim = { method: 93, size: data.length, crc32: crc32(data) }
    return { name, data: await makeZst(data), method: 'store' as const, claim }
  })
  return makeZip(await Promise.all(packed))
}

function rom(size: number, seed: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let i = 0; i < size; i++)
    bytes[i] = (Math.imul(i + seed, 2_654_435_761) >>> 24) & (i % 7 === 0 ? 255 : 15)
  return bytes
}

const ROMS: Files = {
  'one.bin': rom(3000, 1),
  'empty.bin': Buffer.alloc(0),
  'two.bin': rom(1500, 2),
  'folder/three.bin': rom(700, 3),
}

const usual = inspector({ md5: false })

function inspect(bytes: Buffer, name: string, options?: Partial<InspectOptions>): Promise<FileFacts> {
  const file = join(dir, name)
  writeFileSync(file, bytes)
  return options ? inspector({ md5: false, ...options })(file) : usual(file)
}

/** What the container is expected to hold. */
function expected({ single, file }: Container, files: Files): readonly (readonly [string, string])[] {
  if (single) return [[file.replace(/\.\w+$/, ''), sha1(one(files))]]
  return Object.entries(files).map(([path, data]) => [path, sha1(data)] as const)
}

const byPath = ([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number =>
  byCodeUnit(a, b)
const contents = (members: readonly MemberFacts[] = []) =>
  members.map(({ path, content }) => [path, content?.sha1] as const).sort(byPath)

/** In normal runs each container is damaged at every fourth place, and the next one at those beside them. */
const STRIDE = process.env['CURATOR_DEEP'] ? 1 : 4

describe.each(CONTAINERS)('$name', (container) => {
  it('gives every member, in any order asked for', async () => {
    const facts = await inspect(await container.make(ROMS), container.file)
    expect(facts.troubles).toEqual([])
    expect(contents(facts.members)).toEqual([...expected(container, ROMS)].sort(byPath))
    const opener = sourceOpener()
    for (const { place, content } of [...(facts.members ?? [])].reverse()) {
      const chunks: Buffer[] = []
      const source = { file: join(dir, container.file), member: place }
      for await (const chunk of opener.open(source)) chunks.push(Buffer.from(chunk))
      expect(sha1(Buffer.concat(chunks))).toBe(content?.sha1)
    }
    opener.close()
  })

  it('is known by its first bytes, whatever it is called', async () => {
    const bytes = await container.make(ROMS)
    expect((await inspect(bytes, 'game.nes')).members?.length).toBe(expected(container, ROMS).length)
  })

  it(
    'when cut or changed at some 64th, gives what is whole, and says what is not',
    { timeout: 120_000 },
    async () => {
      const bytes = await container.make(ROMS)
      const intact = new Set(expected(container, ROMS).map(([, hash]) => hash))
      const file = join(dir, container.file)
      const first = 1 + (CONTAINERS.indexOf(container) % STRIDE)
      for (let part = first; part < 64; part += STRIDE) {
        const at = Math.floor((bytes.length * part) / 64)
        const flipped = Buffer.from(bytes)
        flipped[at] = (flipped[at] ?? 0) ^ 0x41
        for (const [how, damaged] of [
          ['cut', bytes.subarray(0, at)],
          ['changed', flipped],
        ] as const) {
          writeFileSync(file, damaged)
          const { content, members = [], troubles } = await usual(file)
          expect(content?.sha1).toBe(sha1(damaged))
          const whole = members.flatMap((member) => (member.content ? [member.content.sha1] : []))
          const wrong = whole.filter((hash) => !intact.has(hash))
          if (!(container.unchecked && how === 'changed')) expect(wrong, `${how} at ${at}`).toEqual([])
          const complete = whole.length === intact.size
          if (!complete) expect(troubles.length, `${how} at ${at}`).toBeGreaterThan(0)
          for (const { code } of troubles)
            expect([
              'archive-damaged',
              'archive-unsupported',
              'archive-encrypted',
              'archive-unsafe-name',
            ]).toContain(code)
        }
      }
    },
  )

  it('is left alone when it unpacks to too much', async () => {
    const bytes = await container.make({ 'zeros.bin': Buffer.alloc(200_000) })
    const limits = { harmless: 1000, ratio: bytes.length > 150_000 ? 0.5 : 2 }
    const byRatio = await inspect(bytes, container.file, { limits })
    expect(byRatio.members).toEqual([])
    expect(byRatio.troubles.map(({ code }) => code)).toEqual(['archive-bomb'])
    const byTotal = await inspect(bytes, container.file, { limits: { total: 199_999 } })
    expect(byTotal.troubles.map(({ code }) => code)).toEqual(['archive-bomb'])
    const enough = await inspect(bytes, container.file, { limits: { total: 200_000 } })
    expect(enough.troubles).toEqual([])
  })

  it.skipIf(container.single)('is left alone when it holds too many members', async () => {
    const facts = await inspect(await container.make(ROMS), container.file, { limits: { members: 3 } })
    expect(facts.members).toEqual([])
    expect(facts.troubles.map(({ code }) => code)).toEqual(['archive-bomb'])
  })
})

describe('a solid rar', () => {
  it.each([
    ['4', makeRar4],
    ['5', makeRar5],
  ])('%s is read though a member is packed with the bytes of the one before', async (_, make) => {
    // begins as the one before ends: packed by itself, its first letters would be longer
    const files: Files = {
      'a.bin': Buffer.from('tail xyxyxyxy'),
      'b.bin': Buffer.from('xyxyxyxy head'),
      'c.bin': rom(900, 5),
    }
    const apart = make(files, { packed: true })
    const solid = make(files, { solid: true })
    expect(solid.length).toBeLessThan(apart.length)
    const facts = await inspect(solid, 'solid.rar')
    expect(facts.troubles).toEqual([])
    expect(contents(facts.members)).toEqual(Object.entries(files).map(([path, data]) => [path, sha1(data)]))
    const opener = sourceOpener()
    const last = facts.members?.find(({ path }) => path === 'b.bin')
    const chunks: Buffer[] = []
    for await (const chunk of opener.open({
      file: join(dir, 'solid.rar'),
      ...(last && { member: last.place }),
    }))
      chunks.push(Buffer.from(chunk))
    opener.close()
    expect(Buffer.concat(chunks).toString()).toBe('xyxyxyxy head')
  })

  it('says which member cannot be read when one before it is damaged', async () => {
    const files: Files = { 'a.bin': rom(2000, 7), 'b.bin': rom(2000, 8) }
    const solid = makeRar5(files, { solid: true })
    solid[200] = (solid[200] ?? 0) ^ 0x55
    const { members = [], troubles } = await inspect(solid, 'hurt.rar')
    expect(troubles.map(({ code }) => code)).toContain('archive-damaged')
    expect(
      members.filter(({ content }) => content && sha1(files['a.bin'] ?? Buffer.alloc(0)) === content.sha1),
    ).toEqual([])
  })
})

describe('names that are no safe paths', () => {
  const files = { '../../evil.nes': Buffer.from('evil'), 'good.nes': Buffer.from('good') }
  it.each(CONTAINERS.filter(({ name }) => /^(?:zip|zip by Z.*|rar .|tar)$/.test(name)))(
    'are never used, but their members are read: $name',
    async (container) => {
      const facts = await inspect(await container.make(files), container.file)
      expect(contents(facts.members)).toEqual([...expected(container, files)].sort(byPath))
      expect(facts.troubles).toEqual([
        {
          code: 'archive-unsafe-name',
          what: 'member "../../evil.nes" has a name that is no safe path; it is read, its name is not used',
        },
      ])
    },
  )
})

describe('passwords', () => {
  const by7z =
    (...switches: readonly string[]) =>
    (all: Files) =>
      pack([...switches, '-psecret'], all)
  const LOCKED: readonly (readonly [string, (all: Files) => Buffer | Promise<Buffer>])[] = [
    ['zip by AES', by7z('-tzip', '-mem=AES256')],
    ['zip by ZipCrypto', by7z('-tzip', '-mem=ZipCrypto')],
    ['7z', by7z('-t7z')],
    ['7z, names and all', by7z('-t7z', '-mhe=on')],
    ['rar 4, names and all', (all) => lockRar4(all, 'secret')],
    ['rar 5, names and all', (all) => lockRar5(all, 'secret')],
  ]
  const files = { 'one.bin': rom(900, 1), 'two.bin': rom(800, 2) }

  it.each(LOCKED)('%s: named without one, or with none that opens it', async (name, make) => {
    const bytes = await make(files)
    const what = name.endsWith('all') ? 'it' : 'member "one.bin"'
    const more = name.endsWith('all') ? '' : ' (and 1 more)'
    const said = async (passwords: readonly string[]) =>
      (await inspect(bytes, 'a.bin', { passwords })).troubles
    expect(await said([])).toEqual([{ code: 'archive-encrypted', what: `${what} is encrypted${more}` }])
    expect(await said(['a', 'b'])).toEqual([
      {
        code: 'archive-encrypted',
        what: `${what} is encrypted, and none of the 2 passwords opens it${more}`,
      },
    ])
  })

  it.each(LOCKED)('%s: opened by the one that fits, also for writing', async (_, make) => {
    const bytes = await make(files)
    const passwords = ['wrong', 'secret', 'other']
    const facts = await inspect(bytes, 'a.bin', { passwords })
    expect(facts.troubles).toEqual([])
    expect(contents(facts.members)).toEqual(Object.entries(files).map(([path, data]) => [path, sha1(data)]))
    const opener = sourceOpener({ passwords })
    for (const { place, content } of facts.members ?? []) {
      const hash = createHash('sha1')
      for await (const chunk of opener.open({ file: join(dir, 'a.bin'), member: place })) hash.update(chunk)
      expect(hash.digest('hex')).toBe(content?.sha1)
    }
    opener.close()
  })

  it('a wrong one that passes the check of a byte that a zip keeps of it', async () => {
    const bytes = await pack(['-tzip', '-mem=ZipCrypto', '-psecret'], files)
    const passes = Array.from({ length: 20_000 }, (_, n) => `w${n}`).find(
      (password) => passesCheck(bytes, 'one.bin', password) && !passesCheck(bytes, 'two.bin', password),
    )
    expect(passes).toBeDefined()
    const said = async (...passwords: readonly string[]) => {
      const { members, troubles } = await inspect(bytes, 'a.bin', { passwords })
      return [
        contents(members).filter(([, hash]) => hash !== undefined).length,
        troubles.map(({ code }) => code),
      ]
    }
    expect(await said(passes ?? '')).toEqual([0, ['archive-encrypted']])
    expect(await said(passes ?? '', 'secret')).toEqual([2, []])
  })

  it('7z, names and all, of which the list is so short that it is not packed', async () => {
    const alone = { 'one.bin': rom(900, 1) }
    const bytes = await pack(['-t7z', '-mhe=on', '-psecret'], alone)
    const said = async (...passwords: readonly string[]) => {
      const { members, troubles } = await inspect(bytes, 'a.bin', { passwords })
      return [contents(members), troubles.map(({ code, what }) => `${code}: ${what}`)]
    }
    const more = 'and the password that is configured does not open it'
    expect(await said()).toEqual([[], ['archive-encrypted: it is encrypted']])
    expect(await said('a')).toEqual([[], [`archive-encrypted: it is encrypted, ${more}`]])
    expect(await said('a', 'b', 'secret')).toEqual([[['one.bin', sha1(alone['one.bin'])]], []])
  })
})
