/** The generator's truth, checked by other means than those that made it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { tree } from '../support/cli.ts'
import { expectedFiles, makeLibrary, type OwnedRelease, type Truth } from '../support/library.ts'
import { sha1 } from '../support/sha1.ts'

const OPTIONS = {
  seed: 7,
  games: 120,
  entries: 900,
  averageBytes: 4096,
  layout: 'nested',
  spares: 3,
  brokenZips: 2,
} as const

describe('a generated library', () => {
  let truth: Truth
  beforeAll(() => {
    truth = makeLibrary({ ...OPTIONS, dir: mkdtempSync(join(tmpdir(), 'curator-library-')) })
  })
  afterAll(() => rmSync(truth.dir, { recursive: true }))

  it('is the same for the same seed, wherever it is', () => {
    const again = makeLibrary(OPTIONS)
    expect(tree(again.dir)).toEqual(tree(truth.dir))
    expect(JSON.stringify(again).replaceAll(again.dir, truth.dir)).toBe(JSON.stringify(truth))
  })

  it('is another for another seed', () => {
    const [a, b] = [makeLibrary({ games: 5, seed: 1 }), makeLibrary({ games: 5, seed: 2 })]
    const hashes = new Set(a.files.map((file) => file.sha1))
    expect(b.files.filter((file) => hashes.has(file.sha1))).toEqual([])
  })

  it('does not depend on the version of anything but its own code', () => {
    const { dir } = makeLibrary({ seed: 1, games: 3 })
    const dats = Object.entries(tree(join(dir, 'dats')))
    expect(sha1(Buffer.from(JSON.stringify(dats)))).toBe('9123e0f6483cef04d0ee32768ae1d21450cc51ee')
  })

  it('lists exactly the files that are there', () => {
    const listed = truth.files.map((file) => [`${file.root}/${file.path}`, file.sha1])
    const found = Object.entries(tree(truth.dir)).filter(([path]) => path.startsWith('roms/'))
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(found))
    const bytes = truth.files.map((file) => readFileSync(join(truth.dir, file.root, file.path)).length)
    expect(truth.counts.bytes).toBe(bytes.reduce((sum, size) => sum + size, 0))
    expect(truth.counts.files).toBe(listed.length)
  })

  it('has every copy of a release, byte for byte', async () => {
    for (const { release, file, view, copies } of allOwned(truth)) {
      for (const copy of copies) {
        const bytes = await readCopy(join(truth.dir, copy.root, copy.path), copy.member)
        expect({ release, size: bytes.length, sha1: sha1(bytes) }).toEqual({
          release,
          size: file.size,
          sha1: file.sha1,
        })
        if (!view) continue
        const bare = bytes.subarray(view.kind === 'no-ines' ? 16 : 512)
        expect({ release, size: bare.length, sha1: sha1(bare) }).toEqual({
          release,
          size: view.size,
          sha1: view.sha1,
        })
      }
    }
  })

  it('knows by which shape a DAT lists a release', () => {
    const listed = new Set(truth.dats.flatMap(({ path }) => hashesIn(readFileSync(path, 'utf8'))))
    for (const { release, file, view, matchesOnlyView } of allOwned(truth)) {
      expect({ release, listed: listed.has(file.sha1) }).toEqual({ release, listed: !matchesOnlyView })
      if (matchesOnlyView) expect(listed).toContain(view?.sha1)
    }
    for (const { sha1: hash } of truth.files.filter(({ kind }) => kind === 'junk'))
      expect(listed).not.toContain(hash)
    for (const { file } of truth.spares)
      expect(knownShapes(readFileSync(file)).some((hash) => listed.has(hash))).toBe(true)
  })

  it('counts what its DATs list', () => {
    for (const dat of truth.dats) {
      const text = readFileSync(dat.path, 'utf8')
      expect(basename(dat.path)).toBe(`${dat.name}.dat`)
      expect(hashesIn(text)).toHaveLength(dat.roms)
      expect(new Set(releaseNames(text)).size).toBe(dat.releases)
    }
    expect(truth.counts.entries).toBeGreaterThanOrEqual(900)
    expect(truth.counts.entries).toBeLessThan(920)
  })

  it('has zips that other programs read, and broken ones that they do not', async () => {
    expect(truth.counts).toMatchObject({ brokenZips: 2 })
    for (const { root, path, kind } of truth.files) {
      const file = join(truth.dir, root, path)
      if (kind === 'zip') expect((await readZip(file)).size).toBeGreaterThan(0)
      if (kind === 'broken-zip') await expect(readZip(file)).rejects.toThrow(/End of central directory/)
    }
    const held = new Set(allOwned(truth).flatMap(({ copies }) => copies.map(({ path }) => path)))
    const roms = truth.files.filter(({ kind }) => kind === 'rom' || kind === 'zip')
    expect(roms.filter(({ path }) => !held.has(path))).toEqual([])
  })

  it('holds all that collections hold', () => {
    const { counts, files } = truth
    const { loose, zips, duplicates, junk, aux, owned } = counts
    for (const count of [loose, zips, duplicates, junk, aux]) expect(count).toBeGreaterThan(0)
    expect(owned).toBeGreaterThan(120)
    for (const sign of ['#', '&', "'", '(', ' ', 'é', 'ゲ'])
      expect(files.some(({ path }) => path.includes(sign))).toBe(true)
  })

  it('says which release of each game wins', () => {
    const { path = '' } = truth.dats.find(({ platform }) => platform === 'gb') ?? {}
    const owned = new Set(truth.owned['gb']?.map(({ release }) => release))
    const picks: string[] = []
    const missing: string[] = []
    for (const releases of groupByTitle(releaseNames(readFileSync(path, 'utf8')))) {
      const finished = releases.filter((name) => !/\((Beta|Proto|Demo)\)/.test(name)).sort(better)
      const pick = finished.find((name) => owned.has(name))
      if (pick === undefined) missing.push(finished[0] ?? '')
      else picks.push(pick)
    }
    expect(picks.length).toBeGreaterThan(5)
    expect(truth.oneGameOneRom['gb']?.map(({ release }) => release)).toEqual(picks.sort())
    expect(truth.missing['gb']).toEqual(missing.sort())
  })

  it('tells what a device should hold', () => {
    const all = expectedFiles(truth, { policy: 'everything' })
    const best = expectedFiles(truth, { policy: 'oneGameOneRom', platforms: ['snes'], strip: ['no-smc'] })
    expect(all).toHaveLength(truth.counts.owned)
    expect(best).toHaveLength(truth.oneGameOneRom['snes']?.length ?? 0)
    expect(all.filter(({ name }) => name.endsWith('.smc')).every(({ size }) => size % 1024 === 512)).toBe(
      true,
    )
    expect(best.every(({ name, size }) => name.endsWith('.sfc') && size % 1024 === 0)).toBe(true)
  })
})

it('makes exactly as many files as wanted', () => {
  expect(makeLibrary({ files: 137 }).counts.files).toBe(137)
  expect(makeLibrary({ files: 30, games: 4 }).counts.files).toBeLessThan(30)
})

it('refuses a platform it cannot make', () => {
  expect(() => makeLibrary({ platforms: ['ps9'] })).toThrow(
    'No library can be generated for the platform "ps9".',
  )
})

function allOwned(truth: Truth): readonly OwnedRelease[] {
  return Object.values(truth.owned).flat()
}

async function readCopy(file: string, member: string | undefined): Promise<Buffer> {
  if (member === undefined) return readFileSync(file)
  const bytes = (await readZip(file)).get(member)
  if (!bytes) throw new Error(`${file} has no ${member}`)
  return bytes
}

async function readZip(file: string): Promise<Map<string, Buffer>> {
  const members = new Map<string, Buffer>()
  const zip = await yauzl.openPromise(file)
  for await (const entry of zip.eachEntry()) {
    members.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  }
  return members
}

/** Of both kinds of DAT. */
function hashesIn(text: string): string[] {
  return [...text.matchAll(/\bsha1[ =]"?([0-9a-fA-F]{40})\b/g)].map(([, hash = '']) => hash.toLowerCase())
}

function releaseNames(text: string): string[] {
  const names = [...text.matchAll(/(?:rom \( |<rom )name[ =]"(.*?)"/g)].map(([, name = '']) => name)
  return [...new Set(names.map((name) => name.replace(/\.\w+$/, '')))]
}

function groupByTitle(releases: readonly string[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const name of releases) {
    const title = name.replace(/ \(.*/, '')
    groups.set(title, [...(groups.get(title) ?? []), name])
  }
  return [...groups.values()]
}

/** A collector of the West: region, then revision, then not the alternate. */
function better(a: string, b: string): number {
  return merit(b) - merit(a)
}

function merit(name: string): number {
  const region = ['Japan', 'Europe', 'World', 'USA'].findLastIndex((one) =>
    new RegExp(`\\([^)]*\\b${one}\\b`).test(name),
  )
  const revision = Number(/\(Rev (\d)\)/.exec(name)?.[1] ?? 0)
  return region * 100 + revision * 10 - Number(name.includes('(Alt)'))
}

/** As it is, and without any header it may have. */
function knownShapes(bytes: Buffer): string[] {
  return [0, 16, 512].map((skip) => sha1(bytes.subarray(skip)))
}
