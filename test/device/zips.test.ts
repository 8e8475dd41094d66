/** Zips that are packed while they are written: the same laws as for any output, whenever the power goes. */
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { beforeEach, expect, it } from 'vitest'
import type { ByteOrigin } from '../../src/disk/disk.ts'
import { chunksOf } from '../../src/disk/origin.ts'
import { applyPlan, type ApplyResult } from '../../src/targets/device/apply/apply.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { planDevice } from '../../src/targets/device/plan/plan.ts'
import type { TreeFile } from '../../src/targets/tree.ts'
import { zipFile } from '../../src/targets/zip-file.ts'
import { tempDir } from '../support/cli.ts'
import { memoryDisk, PowerLoss, type MemoryDisk } from '../support/memory-disk.ts'

let folder: string
beforeEach(() => {
  folder = tempDir('zips')
})

it.each(Array.from({ length: 40 }, (_, i) => i + 1))(
  'power lost at change %i: the next build converges',
  async (n) => {
    const first = [await zip('a.zip', { 'one.rom': 'one', 'two.rom': 'two' }), await zip('b.zip', { x: 'x' })]
    const then = [await zip('a.zip', { 'one.rom': 'one' }), await zip('c.zip', { x: 'x' })]
    const disk = memoryDisk()
    expect(await build(disk, first)).toMatchObject({ put: 2, outcome: 'done' })
    disk.dieAt(n)
    try {
      await build(disk, then)
    } catch (error) {
      if (!(error instanceof PowerLoss)) throw error
      let state = n
      disk.crash(() => ((state = (state * 16807) % 2147483647) % 1000) / 1000)
    }
    disk.heal()
    const whole = new Set([...first, ...then].map(({ sha1 }) => sha1))
    await build(disk, then)
    for (const { path, sha1 } of then) expect(disk.hash(path)).toBe(sha1)
    for (const path of zips(disk)) expect(whole.has(disk.hash(path) ?? '')).toBe(true)
    expect(zips(disk)).toEqual(['a.zip', 'c.zip'])
    expect(await build(disk, then)).toMatchObject({ put: 0, moved: 0, deleted: 0 })
  },
)

it('a member that changed is not written, and what was there stays', async () => {
  const disk = memoryDisk()
  const [before, after] = [await zip('a.zip', { rom: 'one' }), await zip('a.zip', { rom: 'two' })]
  await build(disk, [before])
  writeFileSync(join(folder, hashOf('two')), 'six')
  const built = await build(disk, [after])
  expect(built.problems.map(({ code, message }) => [code, message])).toEqual([
    [
      'source-changed',
      `a.zip could not be written from ${join(folder, hashOf('two'))}: rom no longer holds the bytes that were identified.`,
    ],
  ])
  rmSync(join(folder, hashOf('two')))
  const gone = await build(disk, [after])
  expect(gone.problems[0]?.message).toContain('no such file or folder')
  expect(disk.hash('a.zip')).toBe(before.sha1)
})

const contents = new Map<string, ByteOrigin>()

/** A zip of files in the folder, with the hash that it has when it is packed. */
async function zip(path: string, members: Readonly<Record<string, string>>): Promise<TreeFile> {
  const file = zipFile(
    path,
    path,
    Object.entries(members).map(([name, text]) => {
      writeFileSync(join(folder, hashOf(text)), text)
      return { name, content: hashOf(text), sha1: hashOf(text), size: text.length, crc32: crc32(text) }
    }),
  )
  const bytes: ByteOrigin = {
    zip:
      'zip' in file.origin
        ? file.origin.zip.map(({ content, ...part }) => ({
            ...part,
            source: { file: join(folder, content) },
          }))
        : [],
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of chunksOf(bytes, path)) chunks.push(Buffer.from(chunk))
  const whole = Buffer.concat(chunks)
  const sha1 = hashOf(whole)
  contents.set(sha1, bytes)
  return { ...file, sha1, size: whole.length }
}

async function build(disk: MemoryDisk, files: readonly TreeFile[]): Promise<ApplyResult> {
  const tree = hashOf(JSON.stringify(files))
  const plan = planDevice(disk, observe(disk), [{ id: 'all', hash: tree, files }], { target: 'card' })
  return applyPlan(disk, plan, ({ sha1 }) => contents.get(sha1) ?? { text: '' }, { tree })
}

function zips(disk: MemoryDisk): string[] {
  return Object.keys(disk.files())
    .filter((path) => !path.startsWith('.curator/'))
    .sort()
}

function hashOf(bytes: string | Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex')
}
