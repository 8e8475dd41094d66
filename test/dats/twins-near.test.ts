/** Twins after DATs changed, of which only those near the change are read, are those that reading all of them finds. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { rebuildReleases, renewReleases } from '../../src/dats/releases/place.ts'
import { syncDats } from '../../src/dats/importing/sync.ts'
import { twinsNear } from '../../src/dats/releases/twins-near.ts'
import { twinsOf } from '../../src/dats/releases/twins.ts'
import { memoryCatalog } from '../support/catalog.ts'

const RUNS = process.env['CURATOR_DEEP'] ? 400 : 12

const rom = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('sha1', 'sha1', 'both', 'crc', 'md5', 'none'))
  .map(([n, kind]) => {
    const hashes = { sha1: `sha1="${String(n).repeat(40)}"`, md5: `md5="${String(n).repeat(32)}"` }
    const crc = `crc="${String(n).repeat(8)}"`
    const stated = { ...hashes, crc, both: `${hashes.sha1} ${hashes.md5} ${crc}`, none: '' }
    return `size="${n}" ${stated[kind]}`
  })
const games = fc.dictionary(
  fc.constantFrom(...'ABCDEFGH'.split('')),
  fc.array(rom, { minLength: 1, maxLength: 2 }),
  {
    minKeys: 1,
    maxKeys: 5,
  },
)
const step = fc.record({ file: fc.constantFrom('one', 'two', 'three'), games: fc.option(games) })
type Games = Readonly<Record<string, readonly string[]>>

it('law: what is renewed is what is made anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await withDats(async (db, sync) => {
        await sync('one', { A: ['size="1" sha1="1111111111111111111111111111111111111111"'] })
        rebuildReleases(db, 'nes')
        db.exec(`update platform set games = 1 where slug = 'nes'`)
        for (const { file, games: now } of steps) {
          const before = contents(db)
          await sync(file, now)
          const { names } = renewReleases(db, 'nes')
          const after = contents(db)
          const listed = new Map([...after].map(([name]) => [name, twins(db).get(name) ?? null]))
          expect(after).toEqual(listed)
          // whoever is called otherwise is told of
          const others = [...after].filter(
            ([name, content]) => before.has(name) && before.get(name) !== content,
          )
          expect(names).toEqual(expect.arrayContaining(others.map(([name]) => name)))
        }
      })
    }),
    { numRuns: RUNS },
  )
})

it('reads what is near, and no more', async () => {
  await withDats(async (db, sync) => {
    const sha1 = (n: string) => [`size="1" sha1="${n.repeat(40)}"`]
    await sync('one', { A: sha1('1'), C: sha1('3') })
    await sync('two', { B: sha1('1'), D: sha1('3') })
    rebuildReleases(db, 'nes')
    const known = [...twins(db).keys()].sort()
    expect(known).toEqual(['A', 'B', 'C', 'D'])
    const near = twinsNear(db, platform(db), logs(db), { names: ['A'], contents: [] })
    expect([...(near ?? [])].map(([name]) => name).sort()).toEqual(['A', 'B'])
    const parted = twinsNear(db, platform(db), logs(db), { names: [], contents: [twins(db).get('D') ?? ''] })
    expect([...(parted ?? [])].map(([name]) => name).sort()).toEqual(['C', 'D'])
  })
})

type Sync = (file: string, games: Games | null) => Promise<void>

async function withDats(work: (db: Db, sync: Sync) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'curator-twins-'))
  const db = memoryCatalog()
  const files = new Set<string>()
  let clock = 1
  try {
    await work(db, async (file, listed) => {
      const path = join(folder, `${file}.dat`)
      if (listed === null) files.delete(path)
      else {
        files.add(path)
        writeFileSync(path, dat(listed))
        utimesSync(path, clock, clock++)
      }
      await syncDats(
        db,
        [...files].map((name) => ({ name, files: [name] })),
      )
    })
  } finally {
    db.close()
    rmSync(folder, { recursive: true })
  }
}

function dat(listed: Games): string {
  const blocks = Object.entries(listed).map(([name, roms]) => {
    const lines = roms.map((attributes, i) => `<rom name="${name} (Track ${i + 1}).bin" ${attributes}/>`)
    return `<game name="${name}">${lines.join('')}</game>`
  })
  return `<datafile><header><name>Nintendo - Nintendo Entertainment System</name></header>${blocks.join('')}</datafile>`
}

function contents(db: Db): Map<string, string | null> {
  const rows = db.prepare('select name, content from game_release where platform_id = ? order by name').raw()
  return new Map(rows.all(platform(db)) as [string, string | null][])
}

function twins(db: Db): ReadonlyMap<string, string> {
  return twinsOf(db, platform(db), logs(db))
}

function logs(db: Db): number[] {
  return db
    .prepare('select log_id from dat_file where log_id is not null order by log_id')
    .pluck()
    .all() as number[]
}

function platform(db: Db): number {
  return Number(db.prepare(`select id from platform where slug = 'nes'`).pluck().get())
}
