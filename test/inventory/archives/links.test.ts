/** Members that are second names of others: hard links of tars and rars, and what rar keeps once. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { MemberFacts } from '../../../src/inventory/archives/facts.ts'
import { inspector, type FileFacts, type InspectOptions } from '../../../src/inventory/hashing/inspect.ts'
import { sourceOpener } from '../../../src/inventory/source.ts'
import { tempDir } from '../../support/cli.ts'
import { rarOf } from '../../support/archives/rar-entries.ts'
import { makeTar, pax, type TarEntry } from '../../support/archives/tar.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { sha1 } from '../../support/sha1.ts'

const dir = tempDir('links', afterAll)
const A = Buffer.from('rom a '.repeat(300))
const B = Buffer.from('rom b '.repeat(200))
const NAMES = new Map([A, B].map((bytes, i) => [sha1(bytes), 'AB'[i] ?? '']))

function inspect(bytes: Buffer, name: string, options: Partial<InspectOptions> = {}): Promise<FileFacts> {
  writeFileSync(join(dir, name), bytes)
  return inspector({ md5: false, ...options })(join(dir, name))
}

/** `a.nes A`: a path and which of the contents it is, or what is wrong with it. */
const told = (members: readonly MemberFacts[] = []): readonly string[] =>
  members.flatMap(({ path, content, trouble, members: inner }) => [
    `${path} ${NAMES.get(content?.sha1 ?? '') ?? (content ? '?' : `${trouble?.code}: ${trouble?.what}`)}`,
    ...told(inner).map((line) => `${path} > ${line}`),
  ])

async function readsBack(name: string, members: readonly MemberFacts[] = []): Promise<void> {
  const opener = sourceOpener()
  for (const { place, content } of [...members].reverse()) {
    if (!content) continue
    const chunks: Buffer[] = []
    for await (const chunk of opener.open({ file: join(dir, name), member: place }))
      chunks.push(Buffer.from(chunk))
    expect(sha1(Buffer.concat(chunks))).toBe(content.sha1)
  }
  opener.close()
}

const nothing = (link: string, to: string): string =>
  `${link} archive-damaged: member "${link}" is a link to "${to}", and no member of that name stands before it: there are no bytes to read`
const hard = (name: string, link: string): TarEntry => ({ name, link, type: '1' })
const a: TarEntry = { name: 'a.nes', data: A }
const b: TarEntry = { name: 'b.nes', data: B }
const LONG = `${'folder/'.repeat(20)}rom.nes`

describe('a hard link in a tar', () => {
  it.each<[string, readonly TarEntry[], readonly string[]]>([
    [
      'is a member with the bytes of its target',
      [a, hard('c.nes', 'a.nes'), b],
      ['a.nes A', 'c.nes A', 'b.nes B'],
    ],
    [
      'may lead to another one',
      [a, hard('c.nes', 'a.nes'), hard('d.nes', 'c.nes')],
      ['a.nes A', 'c.nes A', 'd.nes A'],
    ],
    [
      'leads to the last member of that name',
      [a, { name: 'a.nes', data: B }, hard('c.nes', 'a.nes')],
      ['a.nes A', 'a.nes B', 'c.nes B'],
    ],
    [
      'may spell the path in another way',
      [{ name: './x/a.nes', data: A }, hard('c.nes', '/x//a.nes')],
      ['./x/a.nes A', 'c.nes A'],
    ],
    [
      "may have a long target, as GNU's tar writes it",
      [
        { name: '././@LongLink', type: 'L', data: `${LONG}\0` },
        { name: 'cut', data: A },
        { name: '././@LongLink', type: 'K', data: `${LONG}\0` },
        hard('c.nes', 'cut off'),
        hard('d.nes', 'c.nes'),
      ],
      [`${LONG} A`, 'c.nes A', 'd.nes A'],
    ],
    [
      'may have a long target, as POSIX says',
      [pax({ path: LONG }), { name: 'cut', data: A }, pax({ linkpath: LONG }), hard('c.nes', 'cut off')],
      [`${LONG} A`, 'c.nes A'],
    ],
    [
      'to what is not there has no bytes',
      [a, hard('c.nes', 'gone.nes')],
      ['a.nes A', nothing('c.nes', 'gone.nes')],
    ],
    [
      'to what comes later has none, and what comes later is read',
      [hard('c.nes', 'a.nes'), a],
      [nothing('c.nes', 'a.nes'), 'a.nes A'],
    ],
    ['to itself has none', [hard('c.nes', 'c.nes')], [nothing('c.nes', 'c.nes')]],
    [
      'to a file that was put in twice under one name is no second one',
      [a, hard('a.nes', './a.nes')],
      ['a.nes A'],
    ],
    [
      'to a symbolic link or a folder is no file',
      [
        a,
        { name: 's', type: '2', link: 'a.nes' },
        { name: 'd/', type: '5' },
        hard('c', 's'),
        hard('e', 'd'),
        hard('f', 'c'),
      ],
      ['a.nes A'],
    ],
  ])('%s', async (_, entries, expected) => {
    const tar = makeTar(entries)
    const facts = await inspect(tar, 'a.tar')
    expect(told(facts.members)).toEqual(expected)
    const wrong = expected.filter((line) => line.includes('archive-damaged'))
    expect(facts.troubles.map(({ what }) => what)).toEqual(
      wrong.map((line) => line.split(': ').slice(1).join(': ')),
    )
    await readsBack('a.tar', facts.members)
    // as a stream, too
    const packed = await inspect(gzipSync(tar), 'a.tar.gz')
    expect(told(packed.members?.[0]?.members)).toEqual(expected)
    await readsBack('a.tar.gz', packed.members?.[0]?.members)
  })

  it('to an archive brings what is in there once more', async () => {
    const inner = makeZip([{ name: 'in.nes', data: B }])
    const tar = makeTar([{ name: 'a.zip', data: inner }, hard('b.zip', 'a.zip')])
    const expected = ['a.zip ?', 'a.zip > in.nes B', 'b.zip ?', 'b.zip > in.nes B']
    expect(told((await inspect(tar, 'b.tar')).members)).toEqual(expected)
    expect(told((await inspect(gzipSync(tar), 'b.tgz')).members?.[0]?.members)).toEqual(expected)
  })

  it('shares what is wrong with its target, and has its own unsafe name to itself', async () => {
    const cut = makeTar([
      a,
      hard('../c.nes', 'a.nes'),
      { name: 's.nes', type: 'S', data: B },
      hard('t.nes', 's.nes'),
    ])
    const { members = [] } = await inspect(cut, 'c.tar')
    expect(members.map(({ path, trouble }) => [path, trouble?.code, trouble?.what])).toEqual([
      ['a.nes', undefined, undefined],
      [
        '../c.nes',
        'archive-unsafe-name',
        'member "../c.nes" has a name that is no safe path; it is read, its name is not used',
      ],
      [
        's.nes',
        'archive-unsupported',
        'member "s.nes" is stored without its zeros (GNU tar --sparse), which curator does not read: pack it without that',
      ],
      [
        't.nes',
        'archive-unsupported',
        'member "t.nes" is a link: member "s.nes" is stored without its zeros (GNU tar --sparse), which curator does not read: pack it without that',
      ],
    ])
  })

  it('has a time of its own', async () => {
    const { members = [] } = await inspect(
      makeTar([pax({ mtime: '9' }), a, pax({ mtime: '5' }), hard('b.nes', 'a.nes')]),
      'd.tar',
    )
    expect(members.map(({ path, mtime }) => [path, mtime])).toEqual([
      ['a.nes', 9000],
      ['b.nes', 5000],
    ])
  })

  it('counts as what it unpacks to: a thousand names of one file may be a bomb', async () => {
    const links = Array.from({ length: 1000 }, (_, i) => hard(`${i}.nes`, 'a.nes'))
    const limits = { harmless: 1_000_000, ratio: 1 }
    const tar = makeTar([a, ...links])
    expect((await inspect(tar, 'd.tar', { limits })).troubles[0]?.code).toBe('archive-bomb')
    expect((await inspect(gzipSync(tar), 'd.tgz', { limits })).troubles[0]?.code).toBe('archive-bomb')
  })
})

describe('a link in a rar', () => {
  it.each<['hard' | 'copy' | 'symbolic', readonly string[]]>([
    ['hard', ['a.nes A', 'c.nes A', 'b.nes B']],
    ['copy', ['a.nes A', 'c.nes A', 'b.nes B']],
    ['symbolic', ['a.nes A', 'b.nes B']],
  ])('%s: is a member if it is a file, and harms no other', async (kind, expected) => {
    const link = { name: 'c.nes', link: { kind, to: 'a.nes', of: A } }
    const rar = rarOf([{ name: 'a.nes', data: A }, link, { name: 'b.nes', data: B }])
    const facts = await inspect(rar, 'a.rar')
    expect(facts.troubles).toEqual([])
    expect(told(facts.members)).toEqual(expected)
    await readsBack('a.rar', facts.members)
  })

  it.each(['hard', 'copy'] as const)('%s: to nothing, or to what comes later, has no bytes', async (kind) => {
    const rar = rarOf([
      { name: 'c.nes', link: { kind, to: 'a.nes', of: A } },
      { name: 'a.nes', data: A },
      { name: 'd.nes', link: { kind, to: 'gone.nes', of: A } },
      { name: 'b.nes', data: B },
    ])
    const facts = await inspect(rar, 'b.rar')
    expect(told(facts.members)).toEqual([
      nothing('c.nes', 'a.nes'),
      'a.nes A',
      nothing('d.nes', 'gone.nes'),
      'b.nes B',
    ])
  })
})
