/** Parts of archives that are split over several files: named, never taken for damaged ones. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inspector, type FileFacts } from '../../../src/inventory/hashing/inspect.ts'
import { tempDir } from '../../support/cli.ts'
import { makeRar4, makeRar5 } from '../../support/archives/rar.ts'
import { rarOf } from '../../support/archives/rar-entries.ts'
import { pack } from '../../support/archives/seven-zip.ts'
import { makeTar } from '../../support/archives/tar.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { sha1 } from '../../support/sha1.ts'

const dir = tempDir('volumes', afterAll)
const A = Buffer.from('rom a '.repeat(300))
const B = Buffer.from('rom b '.repeat(200))

function write(name: string, bytes: Buffer): string {
  const file = join(dir, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return file
}
const look = (name: string): Promise<FileFacts> => inspector({ md5: false })(join(dir, name))

const PART = 'of an archive split over several files: join them to have it read'
const MARKED = 'it is one part of an archive split over several files: pack it as one to have it read'
const unsupported = (what: string) => [{ code: 'archive-unsupported', what }]

describe('parts that are told by their names', () => {
  it.each<[string, readonly string[]]>([
    ['of a 7z', ['game.7z.001', 'game.7z.002', 'game.7z.003']],
    ['of a tar.gz', ['game.tar.gz.001', 'game.tar.gz.002']],
    ['of something that its name does not tell', ['game.001', 'game.002', 'game.003']],
  ])('%s', async (title, names) => {
    const whole = await pack(['-t7z', '-mx0'], { 'a.nes': A, 'b.nes': B })
    const size = Math.ceil(whole.length / names.length)
    names.forEach((name, i) => write(`${title}/${name}`, whole.subarray(i * size, (i + 1) * size)))
    for (const [i, name] of names.entries()) {
      const { members, troubles, content } = await look(`${title}/${name}`)
      expect(members).toEqual([])
      expect(troubles).toEqual(unsupported(`it is part ${i + 1} ${PART}`))
      expect(content?.size).toBe(Math.min(size, whole.length - i * size))
    }
  })

  it.each<[string, readonly string[]]>([
    ['beside the last one', ['disc.z01', 'disc.z02', 'disc.zip']],
    ['where the last one is missing', ['disc.z01', 'disc.z02']],
    ['in capitals, and very many', ['DISC.Z01', 'DISC.Z02', 'DISC.Z100']],
  ])('of a zip, %s', async (title, names) => {
    for (const name of names) write(`${title}/${name}`, Buffer.from('a part of something'))
    for (const name of names.filter((each) => !each.endsWith('.zip'))) {
      const number = Number(/\d+$/.exec(name)?.[0])
      expect((await look(`${title}/${name}`)).troubles).toEqual(unsupported(`it is part ${number} ${PART}`))
    }
  })

  it('also where the first is missing', async () => {
    write('lone/game.7z.002', A)
    expect((await look('lone/game.7z.002')).troubles).toEqual(unsupported(`it is part 2 ${PART}`))
  })

  it('a first part with nothing beside it is read if it is whole, and else a part', async () => {
    const whole = await pack(['-t7z'], { 'a.nes': A })
    write('one/game.7z.001', whole)
    write('half/game.7z.001', whole.subarray(0, whole.length - 20))
    const { members, troubles } = await look('one/game.7z.001')
    expect(troubles).toEqual([])
    expect(members?.map(({ content }) => content?.sha1)).toEqual([sha1(A)])
    expect((await look('half/game.7z.001')).troubles).toEqual(unsupported(`it is part 1 ${PART}`))
  })

  it('a first part of which some members are whole gives them', async () => {
    const tar = makeTar([
      { name: 'a.nes', data: A },
      { name: 'b.nes', data: B },
    ])
    write('some/game.tar.001', tar.subarray(0, 3200))
    const { members, troubles } = await look('some/game.tar.001')
    expect(troubles).toEqual(unsupported(`it is part 1 ${PART}`))
    expect(members?.map(({ path, content }) => [path, content?.sha1])).toEqual([
      ['a.nes', sha1(A)],
      ['b.nes', undefined],
    ])
  })

  it('are not what only looks like one', async () => {
    write('no/mario.zip', makeZip([]))
    write('no/mario.z64', A)
    write('no/mario.z80', A)
    write('no/story.z05', A)
    write('no/game.nes.001', A)
    write('no/game.nes.002', B)
    write('no/alone.001', await pack(['-t7z'], { 'a.nes': A }))
    for (const name of ['mario.z64', 'mario.z80', 'story.z05', 'game.nes.001', 'game.nes.002', 'alone.001'])
      expect([name, (await look(`no/${name}`)).troubles]).toEqual([name, []])
  })
})

describe('parts that are told by their bytes', () => {
  it.each([
    ['rar 4', makeRar4({ 'a.nes': A }, { volume: true })],
    ['rar 5', makeRar5({ 'a.nes': A }, { volume: true })],
  ])('%s', async (name, bytes) => {
    write(`${name}.part1.rar`, bytes)
    expect((await look(`${name}.part1.rar`)).troubles).toEqual(unsupported(MARKED))
  })

  it('a member that goes on in the next part needs it, and is not damaged; one that lies here is read', async () => {
    const [start, rest] = [B.subarray(0, 500), B.subarray(500)]
    write(
      'set.part1.rar',
      rarOf(
        [
          { name: 'a.nes', data: A },
          { name: 'b.nes', data: start, split: { whole: B, after: true } },
        ],
        { number: 0, isLast: false },
      ),
    )
    write(
      'set.part2.rar',
      rarOf(
        [
          { name: 'b.nes', data: rest, split: { whole: B, before: true } },
          { name: 'c.nes', data: A },
        ],
        { number: 1, isLast: true },
      ),
    )
    const needs = 'member "b.nes" needs the other parts of the archive'
    const found: unknown[] = []
    for (const name of ['set.part1.rar', 'set.part2.rar']) {
      const { members = [], troubles } = await look(name)
      expect(troubles).toEqual(unsupported(MARKED))
      found.push(...members.map(({ path, content, trouble }) => [path, content?.sha1 ?? trouble]))
    }
    expect(found).toEqual([
      ['a.nes', sha1(A)],
      ['b.nes', unsupported(needs)[0]],
      ['b.nes', unsupported(needs)[0]],
      ['c.nes', sha1(A)],
    ])
  })

  it('a solid part whose beginning lies elsewhere is not damaged', async () => {
    const bytes = makeRar5({ 'a.nes': A, 'b.nes': B }, { volume: true, solid: true })
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 0x55
    write('solid.part2.rar', bytes)
    const { members = [], troubles } = await look('solid.part2.rar')
    expect(troubles).toEqual(unsupported(MARKED))
    expect(members.map(({ path, trouble }) => [path, trouble?.what])).toEqual([
      ['a.nes', undefined],
      ['b.nes', 'member "b.nes" needs the other parts of the archive'],
    ])
  })

  it('the first and the last part of a zip, where nothing else is there', async () => {
    const zip = makeZip([{ name: 'a.nes', data: A }])
    write('first.bin', Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), zip.subarray(0, 60)]))
    expect((await look('first.bin')).troubles).toEqual(
      unsupported(
        'it is the first part of a zip split over several files, or cut short: the list of its members is missing',
      ),
    )
    const last = Buffer.from(zip)
    last.writeUInt16LE(2, last.length - 18)
    write('last.zip', last)
    expect((await look('last.zip')).troubles).toEqual(
      unsupported('it is the last part of a zip split over several files: join them to have it read'),
    )
  })
})
