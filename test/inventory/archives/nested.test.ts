/** Archives within archives, and what is put aside for them. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { MemberFacts } from '../../../src/inventory/archives/facts.ts'
import { clearShelf } from '../../../src/inventory/archives/shelf.ts'
import { inspector, type FileFacts, type InspectOptions } from '../../../src/inventory/hashing/inspect.ts'
import { sourceOpener } from '../../../src/inventory/source.ts'
import { makeRar5 } from '../../support/archives/rar.ts'
import { pack } from '../../support/archives/seven-zip.ts'
import { makeTar } from '../../support/archives/tar.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { tempDir } from '../../support/cli.ts'
import { sha1 } from '../../support/sha1.ts'

const dir = tempDir('nested', afterAll)

function inspect(bytes: Buffer, name: string, options: Partial<InspectOptions> = {}): Promise<FileFacts> {
  const file = join(dir, name)
  writeFileSync(file, bytes)
  return inspector({ md5: false, ...options })(file)
}

/** Every content, with the chain of names that leads to it. */
function chains(members: readonly MemberFacts[] = [], before = ''): readonly (readonly [string, string])[] {
  return members.flatMap(({ path, content, members: inner }) => [
    ...(content ? [[`${before}${path}`, content.sha1] as const] : []),
    ...chains(inner, `${before}${path} > `),
  ])
}

async function readBack(
  file: string,
  members: readonly MemberFacts[] = [],
  options: Parameters<typeof sourceOpener>[0] = {},
): Promise<readonly string[]> {
  const opener = sourceOpener(options)
  const hashes: string[] = []
  const read = async (list: readonly MemberFacts[]): Promise<void> => {
    for (const { place, content, members: inner = [] } of list) {
      await read(inner)
      if (!content) continue
      const hash = createHash('sha1')
      for await (const chunk of opener.open({ file: join(dir, file), member: place })) hash.update(chunk)
      hashes.push(hash.digest('hex'))
      expect(hashes.at(-1)).toBe(content.sha1)
    }
  }
  await read(members)
  opener.close()
  return hashes
}

const A = Buffer.from('rom a '.repeat(300))
const B = Buffer.from('rom b '.repeat(200))

describe('archives within archives', () => {
  it('are looked into, whatever lies in what, and read back', async () => {
    const zip = makeZip([
      { name: 'a.nes', data: A },
      { name: 'b.nes', data: B },
    ])
    const tgz = gzipSync(
      makeTar([
        { name: 'in/a.nes', data: A },
        { name: 'inner.zip', data: zip },
      ]),
    )
    const bytes = await pack(['-t7z'], { '1.zip': zip, '2.rar': makeRar5({ 'b.nes': B }), '3.nes': A })
    const facts = await inspect(bytes, 'all.7z')
    expect(facts.troubles).toEqual([])
    expect(chains(facts.members)).toEqual([
      ['1.zip', sha1(zip)],
      ['1.zip > a.nes', sha1(A)],
      ['1.zip > b.nes', sha1(B)],
      ['2.rar', sha1(makeRar5({ 'b.nes': B }))],
      ['2.rar > b.nes', sha1(B)],
      ['3.nes', sha1(A)],
    ])
    expect(await readBack('all.7z', facts.members)).toHaveLength(6)

    const streamed = await inspect(tgz, 'set.tgz')
    expect(streamed.troubles).toEqual([])
    expect(chains(streamed.members).map(([path]) => path)).toEqual([
      'set.tar',
      'set.tar > in/a.nes',
      'set.tar > inner.zip',
      'set.tar > inner.zip > a.nes',
      'set.tar > inner.zip > b.nes',
    ])
    expect(await readBack('set.tgz', streamed.members)).toHaveLength(5)
  })

  it('are followed as deep as the limit says, and what is deeper is named', async () => {
    const shell = (name: string, data: Buffer): Buffer => makeZip([{ name, data, method: 'store' }])
    const bytes = shell('3.zip', shell('2.zip', shell('1.zip', shell('a.nes', A))))
    const three = await inspect(bytes, 'deep.zip')
    expect(chains(three.members).map(([path]) => path)).toEqual([
      '3.zip',
      '3.zip > 2.zip',
      '3.zip > 2.zip > 1.zip',
    ])
    expect(three.troubles).toEqual([
      {
        code: 'archive-unsupported',
        what: 'in member "3.zip": in member "2.zip": member "1.zip" is an archive 4 deep, and curator looks 3 deep',
      },
    ])
    const four = await inspect(bytes, 'deep.zip', { limits: { depth: 4 } })
    expect(four.troubles).toEqual([])
    expect(chains(four.members)).toHaveLength(4)
  })

  it('count together when they unpack to too much', async () => {
    const zeros = makeZip([{ name: 'zeros', data: Buffer.alloc(400_000) }])
    const copies = Array.from({ length: 10 }, (_, i) => ({
      name: `${i}.zip`,
      data: zeros,
      method: 'store' as const,
    }))
    const facts = await inspect(makeZip(copies), 'bomb.zip', { limits: { harmless: 1_000_000, ratio: 500 } })
    expect(facts.members).toEqual([])
    expect(facts.troubles.map(({ code }) => code)).toEqual(['archive-bomb'])
  })

  it('say where something is wrong', async () => {
    const damaged = makeZip([{ name: 'a.nes', data: A, claim: { crc32: 1 } }])
    const facts = await inspect(
      makeZip([
        { name: 'in.zip', data: damaged },
        { name: 'b.nes', data: B },
      ]),
      'a.zip',
    )
    expect(facts.troubles).toEqual([
      {
        code: 'archive-damaged',
        what: `in member "in.zip": member "a.nes" is damaged: its CRC-32 is ${crcOf(A)} and the archive says 00000001`,
      },
    ])
    expect(chains(facts.members)).toEqual([
      ['in.zip', sha1(damaged)],
      ['b.nes', sha1(B)],
    ])
  })
})

describe('what does not fit into memory', () => {
  const spill = join(dir, 'spill')
  const inner = makeZip([{ name: 'a.nes', data: A }])
  const limits = { memory: 20 }

  it('goes to a temporary file that is gone afterwards', async () => {
    const facts = await inspect(makeZip([{ name: 'in.zip', data: inner }]), 's.zip', { limits, spill })
    expect(facts.troubles).toEqual([])
    expect(chains(facts.members).map(([path]) => path)).toEqual(['in.zip', 'in.zip > a.nes'])
    expect(await readBack('s.zip', facts.members, { limits, spill })).toHaveLength(2)
    expect(readdirSync(spill)).toEqual([])
  })

  it('is named when there is no folder for it', async () => {
    const facts = await inspect(makeZip([{ name: 'in.zip', data: inner }]), 's.zip', { limits })
    expect(facts.troubles).toEqual([
      {
        code: 'archive-unsupported',
        what: 'member "in.zip" would have to be held in memory as a whole, and is larger than the 1 MiB there are for that',
      },
    ])
    expect(chains(facts.members).map(([path]) => path)).toEqual(['in.zip'])
  })

  it('is cleared away when a process was killed in between, and nothing else is', () => {
    const folder = join(dir, 'left')
    mkdirSync(folder)
    for (const name of ['curator-123-0-1', 'mine.bin']) writeFileSync(join(folder, name), 'x')
    clearShelf(folder)
    expect(readdirSync(folder)).toEqual(['mine.bin'])
    clearShelf(join(dir, 'never was'))
  })
})

describe('members that stand out', () => {
  it('the largest that may be a game is the primary one, the first of equals', async () => {
    const facts = await inspect(
      makeZip([
        { name: 'readme.txt', data: 'x'.repeat(5000) },
        { name: 'b.nes', data: B },
        { name: 'a.nes', data: A },
        { name: 'copy of a.nes', data: A },
      ]),
      'p.zip',
    )
    expect(facts.members?.filter(({ primary }) => primary).map(({ path }) => path)).toEqual(['a.nes'])
  })
})

describe('a file that only calls itself an archive', () => {
  it.each(['7z', 'rar', 'tar', 'gz', 'xz', 'zst', 'bz2'])('.%s', async (extension) => {
    const facts = await inspect(A, `game.${extension}`)
    expect(facts.content?.sha1).toBe(sha1(A))
    expect(facts.members).toBeUndefined()
    expect(facts.troubles).toEqual([
      { code: 'archive-damaged', what: `it is called .${extension}, and does not begin like one` },
    ])
  })
})

const crcOf = (bytes: Buffer): string => {
  const at = makeZip([{ name: 'x', data: bytes }]).readUInt32LE(14)
  return at.toString(16).padStart(8, '0')
}
