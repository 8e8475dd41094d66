/** What lies in one solid archive is unpacked for all jobs at once, whatever their order. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { StageJob, StageResult } from '../../src/disk/disk.ts'
import { openDisks } from '../../src/disk/open-disks.ts'
import { inReadingOrder } from '../../src/disk/reading-order.ts'
import { inspector } from '../../src/inventory/hashing/inspect.ts'
import type { MemberFacts } from '../../src/inventory/archives/facts.ts'
import type * as Open from '../../src/inventory/archives/open.ts'
import { pack } from '../support/archives/seven-zip.ts'

const unpacked = vi.hoisted(() => ({ runs: 0 }))
vi.mock('../../src/inventory/archives/open.ts', async (original) => {
  const real = await original<typeof Open>()
  const openArchive: typeof real.openArchive = (bytes, options) => {
    const archive = real.openArchive(bytes, options)
    return {
      list: () => archive.list(),
      unpack(take) {
        unpacked.runs++
        return archive.unpack(take)
      },
    }
  }
  return { openArchive }
})

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'curator-order-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const member = (file: string, ordinal: number, path: string): StageJob => ({
  path,
  temp: path,
  size: 1,
  sha1: '',
  bytes: {
    source: {
      file,
      member: { format: '7z', ordinal, offset: 0, method: 0, compressedSize: 0, size: 1, crc32: 0 },
    },
  },
})
const loose = (path: string): StageJob => ({
  path,
  temp: path,
  size: 1,
  sha1: '',
  bytes: { source: { file: path } },
})

it('puts jobs of one archive where the first of them was', () => {
  const jobs = [
    loose('a'),
    member('x.7z', 0, 'b'),
    loose('c'),
    member('y.7z', 0, 'd'),
    member('x.7z', 1, 'e'),
  ]
  expect(inReadingOrder(jobs).map(({ path }) => path)).toEqual(['a', 'b', 'e', 'c', 'd'])
  const apart = [loose('a'), loose('b')]
  expect(inReadingOrder(apart)).toBe(apart)
})

it('unpacks two solid archives of 40 members twice each, opened by a password, though jobs take turns', async () => {
  const games = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.nes`, `game ${n}`]))
  const files = [join(dir, 'one.7z'), join(dir, 'two.7z')]
  const facts: (readonly MemberFacts[])[] = []
  for (const file of files) {
    writeFileSync(file, await pack(['-ms=on', '-psecret'], games))
    facts.push((await inspector({ md5: false, passwords: ['secret'] })(file)).members ?? [])
  }
  const jobs = Array.from({ length: 40 }, (_, n) => n).flatMap((n) =>
    files.map((file, i): StageJob => {
      const found = facts[i]?.[n]
      if (!found?.content) throw new Error('not read')
      const { size, sha1 } = found.content
      return {
        path: `${i}-${n}`,
        temp: `${i}-${n}.tmp`,
        size,
        sha1,
        bytes: { source: { file, member: found.place } },
      }
    }),
  )
  const disks = openDisks({}, { passwords: ['secret'] })
  const disk = disks.open(join(dir, 'out'))
  disk.mkdir('')
  const results: StageResult[] = []
  unpacked.runs = 0
  await disk.stage(jobs, (result) => results.push(result))
  await disks.close()
  expect(results.filter(({ ok }) => !ok)).toEqual([])
  expect(unpacked.runs).toBe(4)
  const last = readFileSync(join(dir, 'out/1-39.tmp'))
  expect(createHash('sha1').update(last).digest('hex')).toBe(jobs.at(-1)?.sha1)
})
