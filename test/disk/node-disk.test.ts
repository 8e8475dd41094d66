import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Disk, StageJob, StageResult } from '../../src/disk/disk.ts'
import { openDisks, type Disks } from '../../src/disk/open-disks.ts'
import { sha1 } from '../support/sha1.ts'

let folder: string
let root: string
let disks: Disks
let disk: Disk

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curator-disk-'))
  root = join(folder, 'target')
  disks = openDisks({})
  disk = disks.open(root)
})

afterEach(async () => {
  await disks.close()
  rmSync(folder, { recursive: true, force: true })
})

const text = (path: string) => readFileSync(join(root, path), 'utf8')

async function stage(jobs: readonly StageJob[], signal?: AbortSignal): Promise<StageResult[]> {
  const results: StageResult[] = []
  await disk.stage(jobs, (result) => results.push(result), signal)
  return results
}

function textJob(n: number, bytes = `text ${n}`): StageJob {
  return {
    path: `out ${n}`,
    temp: `tmp/${n}`,
    size: Buffer.byteLength(bytes),
    sha1: sha1(bytes),
    bytes: { text: bytes },
  }
}

describe('a folder that does not exist', () => {
  test('is empty, and is made when it is needed', () => {
    expect(disk.stat('')).toBeUndefined()
    expect(disk.list('')).toBeUndefined()
    expect(disk.read('a')).toBeUndefined()
    expect(disk.hash('a')).toBeUndefined()
    expect(disk.space()?.free).toBeGreaterThan(0)
    expect(disk.mkdir('a/b')).toEqual(['a', 'a/b'])
    expect(disk.mkdir('a/b/c')).toEqual(['a/b/c'])
    expect(disk.mkdir('a/b/c')).toEqual([])
  })
})

test.runIf(process.platform === 'linux')(
  'a file system that says 0 of everything has not said its space',
  () => {
    expect(disks.open('/proc').space()).toBeUndefined()
  },
)

test('files are written, looked at, renamed and removed', () => {
  disk.mkdir('a')
  disk.write('a/x', Buffer.from('one'))
  expect(disk.stat('a/x')).toMatchObject({ size: 3, kind: 'file' })
  expect(disk.hash('a/x')).toBe(sha1('one'))
  expect(disk.list('a')).toEqual([{ name: 'x', kind: 'file' }])
  disk.write('a/y', Buffer.from('two'))
  disk.rename('a/x', 'a/y')
  expect(text('a/y')).toBe('one')
  expect(() => disk.rmdir('a')).toThrow('ENOTEMPTY')
  disk.remove('a/y')
  disk.rmdir('a')
  expect(disk.list('')).toEqual([])
})

describe('nothing leaves the target', () => {
  test.each([['../x'], ['/x'], ['a/../../x'], ['a//x'], ['.'], ['a/'], ['a\0']])('%j is refused', (path) => {
    disk.mkdir('')
    for (const step of [
      () => disk.write(path, Buffer.from('x')),
      () => disk.stat(path),
      () => disk.mkdir(path),
    ]) {
      expect(step).toThrow('would lead outside of its target. It was left alone.')
    }
    expect(readdirSync(folder)).toEqual(['target'])
  })

  test('not through a link to a folder outside', async () => {
    mkdirSync(join(folder, 'other'))
    writeFileSync(join(folder, 'other/theirs'), 'mine')
    disk.mkdir('')
    disk.write('mine', Buffer.from('x'))
    symlinkSync(join(folder, 'other'), join(root, 'link'))
    const outside = `${root}/link/theirs would lead outside of its target. It was left alone.`
    expect(() => disk.write('link/theirs', Buffer.from('x'))).toThrow(outside)
    expect(() => disk.remove('link/theirs')).toThrow(outside)
    expect(() => disk.rename('mine', 'link/theirs')).toThrow(outside)
    expect(() => disk.mkdir('link/new')).toThrow(`${root}/link/new would lead outside`)
    await expect(stage([{ ...textJob(1), temp: 'link/1' }])).rejects.toThrow(
      `${root}/link/1 would lead outside`,
    )
    expect(readdirSync(join(folder, 'other'))).toEqual(['theirs'])
    expect(readFileSync(join(folder, 'other/theirs'), 'utf8')).toBe('mine')
    expect(['', 'new', 'link', 'link/new'].map((path) => disk.leadsOutside(path))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  test('not through a link in place of a file', () => {
    writeFileSync(join(folder, 'theirs'), 'mine')
    disk.mkdir('')
    symlinkSync(join(folder, 'theirs'), join(root, 'link'))
    expect(disk.stat('link')?.kind).toBe('other')
    expect(() => disk.write('link', Buffer.from('x'))).toThrow('would lead outside')
    expect(() => disk.hash('link')).toThrow('ELOOP')
    disk.remove('link')
    expect(readFileSync(join(folder, 'theirs'), 'utf8')).toBe('mine')
  })

  test('a link to a folder inside is as good as the folder', () => {
    disk.mkdir('real')
    symlinkSync(join(root, 'real'), join(root, 'link'))
    disk.write('link/x', Buffer.from('one'))
    expect(text('real/x')).toBe('one')
    expect(disk.leadsOutside('link')).toBe(false)
  })

  test('the target itself may be a link', () => {
    mkdirSync(join(folder, 'card'))
    symlinkSync(join(folder, 'card'), root)
    expect(disk.stat('')?.kind).toBe('folder')
    disk.write('x', Buffer.from('one'))
    expect(text('x')).toBe('one')
  })
})

describe('staging', () => {
  beforeEach(() => disk.mkdir('tmp'))

  test.each([
    ['inline', 3],
    ['by threads', 500],
  ])('writes what was asked for, %s', async (_how, count) => {
    const jobs = Array.from({ length: count }, (_, n) => textJob(n))
    const results = await stage(jobs)
    expect(new Set(results.map(({ path }) => path))).toEqual(new Set(jobs.map(({ path }) => path)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    for (const { temp, bytes } of jobs) expect(text(temp)).toBe('text' in bytes ? bytes.text : '')
  })

  test('copies a loose file, whatever its size', async () => {
    const bytes = Buffer.alloc(20_000_003, 'curator')
    const file = join(folder, 'big.bin')
    writeFileSync(file, bytes)
    const hash = createHash('sha1').update(bytes).digest('hex')
    const job = { path: 'big', temp: 'tmp/big', size: bytes.length, sha1: hash, bytes: { source: { file } } }
    expect(await stage([job])).toEqual([{ path: 'big', ok: true, size: bytes.length, sha1: hash }])
    expect(disk.hash('tmp/big')).toBe(hash)
  })

  test.each([
    ['longer', 'more than before', 'by SHA-1', undefined],
    ['shorter', 'les', 'by SHA-1', undefined],
    ['other', 'otherwise', 'by SHA-1', undefined],
    ['empty', '', 'by SHA-1', undefined],
    ['longer', 'more than before', 'by CRC-32', crc32('as it was')],
    ['other', 'otherwise', 'by CRC-32', crc32('as it was')],
    ['empty', '', 'by CRC-32', crc32('as it was')],
    ['of another size, by chance of the same CRC-32', 'more', 'by CRC-32', crc32('more')],
  ])('refuses a source that is %s now, and leaves nothing (%j, %s)', async (_how, now, _by, crc) => {
    const file = join(folder, 'rom.nes')
    writeFileSync(file, now)
    const job = {
      path: 'a.nes',
      temp: 'tmp/1',
      size: 9,
      sha1: sha1('as it was'),
      bytes: { source: { file, ...(crc !== undefined && { crc32: crc }) } },
    }
    const [result] = await stage([job])
    expect(result?.ok === false && result.problem).toEqual({
      code: 'source-changed',
      message: `${root}/a.nes could not be written from ${file}: it no longer holds the bytes that were identified.`,
      path: `${root}/a.nes`,
      hint: 'Run `curator build` again. If it says the same, `curator verify` finds out what became of the file.',
    })
    expect(disk.list('tmp')).toEqual([])
  })

  test('of a file that went on, what is wanted is copied if it is all there, and not asked for more', async () => {
    // as much as is read at once
    const wanted = Buffer.alloc(2 ** 20, 'curator')
    const file = join(folder, 'grown.bin')
    writeFileSync(file, Buffer.concat([wanted, Buffer.from('more')]))
    const hash = createHash('sha1').update(wanted).digest('hex')
    const job = { path: 'a', temp: 'tmp/1', size: wanted.length, sha1: hash, bytes: { source: { file } } }
    expect(await stage([job])).toEqual([{ path: 'a', ok: true, size: wanted.length, sha1: hash }])
    expect(disk.hash('tmp/1')).toBe(hash)
  })

  test('writes an empty file, of which nothing is read', async () => {
    const file = join(folder, 'empty.bin')
    writeFileSync(file, '')
    const job = { path: 'a', temp: 'tmp/1', size: 0, sha1: sha1(''), bytes: { source: { file, crc32: 0 } } }
    expect(await stage([job])).toEqual([{ path: 'a', ok: true, size: 0, sha1: sha1('') }])
    expect(text('tmp/1')).toBe('')
  })

  test('tells the SHA-1 of a content of which it compared the CRC-32', async () => {
    const file = join(folder, 'rom.nes')
    writeFileSync(file, 'as it was')
    const source = { file, crc32: crc32('as it was') }
    const known = { path: 'a.nes', temp: 'tmp/1', size: 9, sha1: sha1('as it was'), bytes: { source } }
    expect(await stage([known])).toEqual([{ path: 'a.nes', ok: true, size: 9, sha1: known.sha1 }])
    expect(text('tmp/1')).toBe('as it was')
  })

  test('of two amounts of work, the first is done first, and both to the end', async () => {
    const told: number[] = []
    const jobs = Array.from({ length: 2400 }, (_, n) => textJob(n))
    const stageAll = (of: readonly StageJob[]) =>
      disk.stage(of, ({ path }) => told.push(Number(path.slice('out '.length))))
    await Promise.all([stageAll(jobs.slice(0, 1800)), stageAll(jobs.slice(1800))])
    expect(told).toHaveLength(2400)
    // what waits for a thread is given out in order: the first of the later ones comes when few of the former are left
    const firstLater = told.findIndex((n) => n >= 1800)
    expect(told.slice(0, firstLater).length).toBeGreaterThan(1800 - 32 * 8 * 4 - 1)
    for (const { temp } of jobs) expect(disk.stat(temp)?.kind).toBe('file')
  })

  test('work that was given up does not hold up the next', async () => {
    const [first, second] = [0, 1].map((half) =>
      Array.from({ length: 600 }, (_, n) => textJob(half * 600 + n)),
    )
    const stop = new AbortController()
    const given = disk.stage(first ?? [], () => stop.abort(), stop.signal)
    expect(await stage(second ?? [])).toHaveLength(600)
    await given
  })

  test('names a source that is gone', async () => {
    const file = join(folder, 'gone.nes')
    const [result] = await stage([{ ...textJob(1), bytes: { source: { file } } }])
    expect(result?.ok === false && result.problem.message).toBe(
      `${root}/out 1 could not be written from ${file}: no such file or folder.`,
    )
    expect(disk.list('tmp')).toEqual([])
  })

  test('never writes over what is at the temporary place', async () => {
    disk.write('tmp/1', Buffer.from('mine'))
    const [result] = await stage([textJob(1)])
    expect(result?.ok).toBe(false)
  })

  test('starts nothing when it was aborted before', async () => {
    expect(await stage([textJob(1)], AbortSignal.abort())).toEqual([])
    expect(disk.list('tmp')).toEqual([])
  })

  test('stops when it is aborted, and leaves only what it told of', async () => {
    const stop = new AbortController()
    const told: string[] = []
    const jobs = Array.from({ length: 2000 }, (_, n) => textJob(n))
    await disk.stage(
      jobs,
      ({ path }) => {
        told.push(path)
        stop.abort()
      },
      stop.signal,
    )
    expect(told.length).toBeLessThan(jobs.length)
    expect(disk.list('tmp')).toHaveLength(told.length)
  })
})

test.each([
  ['few', 2],
  ['many', 100],
])('%s files are made durable', async (_how, count) => {
  disk.mkdir('a')
  const paths = Array.from({ length: count }, (_, n) => `a/${n}`)
  for (const path of paths) disk.write(path, Buffer.from(path))
  await disk.sync(paths)
  await disk.sync([])
  expect(paths.map(text)).toEqual(paths)
})

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts()

/** Whether this test may make a small disk of its own. */
function mounts(): boolean {
  const at = mkdtempSync(join(tmpdir(), 'curator-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', at], { stdio: 'ignore' })
    execFileSync('umount', [at])
    return true
  } catch {
    return false
  } finally {
    rmSync(at, { recursive: true })
  }
}

describe.skipIf(!canMount)('a real disk that is full (skipped where a test may not mount one)', () => {
  beforeEach(() => {
    mkdirSync(root)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', root])
  })
  afterEach(() => {
    execFileSync('umount', [root])
  })

  test.each([
    ['inline', 20],
    ['by threads', 200],
  ])('stops the staging, %s', async (_how, count) => {
    disk.mkdir('tmp')
    const jobs = Array.from({ length: count }, (_, n) => textJob(n, `${n}`.padEnd(100_000)))
    const results = await stage(jobs)
    const failed = results.flatMap((result) => (result.ok ? [] : [result.problem]))
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.map(({ code }) => code)).toEqual(failed.map(() => 'no-space'))
    expect(failed[0]?.message).toMatch(/out \d+ could not be written: no space left on the device\.$/)
    expect(results.length).toBeLessThan(count)
    const written = results.filter(({ ok }) => ok).length
    expect(written).toBeGreaterThan(0)
    expect(disk.list('tmp')).toHaveLength(written)
  })
})
