/** The bytes the device writer gets are the bytes that were hashed, in whichever shape it wants them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Source } from '../../src/inventory/hashing/content.ts'
import type { ViewKind } from '../../src/inventory/hashing/view-kind.ts'
import { inspector } from '../../src/inventory/hashing/inspect.ts'
import { sourceOpener } from '../../src/inventory/source.ts'
import { makeZip, type ZipEntry } from '../support/archives/zip.ts'
import { tempDir } from '../support/cli.ts'

const dir = tempDir('source', afterAll)

async function bytesOf(source: Source, view?: ViewKind): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of sourceOpener().open(source, view)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function put(name: string, bytes: Uint8Array): string {
  const file = join(dir, name)
  writeFileSync(file, bytes)
  return file
}

async function memberOf(entry: ZipEntry): Promise<Source> {
  const file = put('a.zip', makeZip([{ name: 'first', data: 'first' }, entry]))
  const { members } = await inspector({ md5: false })(file)
  return { file, member: members![1]!.place }
}

const rom = (size: number): Buffer => {
  const bytes = Buffer.alloc(size)
  for (let i = 0; i < size; i += 5) bytes[i] = i % 253
  bytes.write('\x37\x80\x40\x12', 'latin1')
  return bytes
}
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()

const SMALL = rom(300_000)
const LARGE = rom(17 * 1024 * 1024)

describe('sourceOpener', () => {
  it.each<[string, () => Source | Promise<Source>, Buffer]>([
    ['a loose file', () => ({ file: put('small', SMALL) }), SMALL],
    ['an empty file', () => ({ file: put('empty', Buffer.alloc(0)) }), Buffer.alloc(0)],
    ['a large loose file', () => ({ file: put('large', LARGE) }), LARGE],
    ['a stored member', () => memberOf({ name: 'x', data: SMALL, method: 'store' }), SMALL],
    ['a deflated member', () => memberOf({ name: 'x', data: SMALL }), SMALL],
    ['an empty member', () => memberOf({ name: 'x', data: '' }), Buffer.alloc(0)],
    ['a large stored member', () => memberOf({ name: 'x', data: LARGE, method: 'store' }), LARGE],
    ['a large deflated member', () => memberOf({ name: 'x', data: LARGE }), LARGE],
  ])('reads %s, and a view of it', async (_, make, bytes) => {
    const source = await make()
    expect((await bytesOf(source)).equals(bytes)).toBe(true)
    expect((await bytesOf(source, 'z64')).equals(swapped(bytes))).toBe(true)
  })

  it('is synchronous for all but large members', async () => {
    const source = await memberOf({ name: 'x', data: SMALL })
    const chunks = sourceOpener().open(source)
    expect(Symbol.iterator in chunks).toBe(true)
  })

  it('reads through the buffer it is given', () => {
    const buffer = Buffer.alloc(1000)
    const chunks = [
      ...(sourceOpener().open({ file: put('small', SMALL) }, undefined, buffer) as Iterable<Uint8Array>),
    ]
    expect(chunks).toHaveLength(300)
    expect(chunks[0]?.buffer).toBe(buffer.buffer)
  })

  it.each([
    ['small', SMALL],
    ['large', LARGE],
  ])('names the archive when a %s member changed since it was hashed', async (_, data) => {
    const source = await memberOf({ name: 'x', data, method: 'store' })
    const changed = Buffer.from(data)
    changed[1000] = (changed[1000] ?? 0) ^ 1
    put(
      'a.zip',
      makeZip([
        { name: 'first', data: 'first' },
        { name: 'x', data: changed, method: 'store' },
      ]),
    )
    const message = `${source.file}: a member has another checksum than the archive says.`
    await expect(bytesOf(source)).rejects.toMatchObject({
      problems: [{ code: 'archive-damaged', message, path: source.file }],
    })
  })

  it('names the archive when it is something else now', async () => {
    const source = await memberOf({ name: 'x', data: SMALL })
    writeFileSync(source.file, Buffer.alloc(400_000))
    const message = `${source.file}: a member is damaged: it is not where the archive says.`
    await expect(bytesOf(source)).rejects.toMatchObject({ problems: [{ code: 'archive-damaged', message }] })
  })

  it("throws the system's error for a file that is gone", async () => {
    await expect(bytesOf({ file: join(dir, 'gone') })).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
