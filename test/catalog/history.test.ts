/** Romsets: what each policy kept, version after version. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { addRomset, newestRomset, putPolicy } from '../../src/catalog/history.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { keepRomset, type Kept } from './keep-romset.ts'

let db: Db

beforeEach(() => {
  db = memoryCatalog()
  onTestFinished(() => void db.close())
  putPolicy(db, { name: 'usa', definition: '{}' })
})

function add(kept: Kept, policy = 'usa'): number | undefined {
  return keepRomset(db, policy, kept)
}

function romset(version: number): Kept {
  const rows = db
    .prepare<[number], { platform: string; game: string; release: string }>(
      `select p.slug as platform, r.game, r.release_name as release from romset r join platform p on p.id = r.platform_id
       where r.version_id = ? order by p.slug, r.game, r.position`,
    )
    .all(version)
  const found: Record<string, Record<string, string[]>> = {}
  for (const { platform, game, release } of rows) ((found[platform] ??= {})[game] ??= []).push(release)
  return found
}

function written(work: () => void): number {
  const total = () => db.prepare<[], number>('select total_changes()').pluck().get() ?? 0
  const before = total()
  work()
  return total() - before
}

describe('a romset', () => {
  it('is told as it was, whatever came after it', () => {
    const first = {
      nes: { Alpha: ['Alpha (USA)'], Bravo: ['Bravo (USA)', 'Bravo (Japan)'] },
      snes: { Alpha: ['Alpha (Europe)'] },
    }
    const second = { nes: { Alpha: ['Alpha (USA) (Rev 1)'], Bravo: ['Bravo (Japan)'] } }
    const versions = [add(first), add(second), add({}), add(first)]
    expect(versions).toEqual([1, 2, 3, 1])
    expect([1, 2, 3].map(romset)).toEqual([first, second, {}])
  })

  it('is added only when something is kept otherwise', () => {
    expect(add({ nes: { Alpha: ['Alpha (USA)'] } })).toBe(1)
    expect(add({ nes: { Alpha: ['Alpha (USA)'] } })).toBeUndefined()
  })

  it('costs what it changed', () => {
    const games = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`Game ${i}`, [`Game ${i} (USA)`]]),
    )
    add({ nes: games, snes: games })
    // a version, that it is kept, a member dropped, a member added
    expect(written(() => add({ nes: { ...games, 'Game 7': ['Game 7 (Europe)'] }, snes: games }))).toBe(4)
    // that the first is kept again
    expect(written(() => add({ nes: games, snes: games }))).toBe(1)
  })

  it('belongs to its policy', () => {
    putPolicy(db, { name: 'all', definition: '{}' })
    add({ nes: { Alpha: ['Alpha (USA)'] } })
    add({ nes: { Alpha: ['Alpha (Japan)'] } }, 'all')
    add({}, 'usa')
    expect([1, 2, 3].map(romset)).toEqual([
      { nes: { Alpha: ['Alpha (USA)'] } },
      { nes: { Alpha: ['Alpha (Japan)'] } },
      {},
    ])
    expect(newestRomset(db, 'all')).toEqual({ nes: '{"Alpha":["Alpha (Japan)"]}' })
  })

  it('names the games it keeps', () => {
    db.exec(`insert into atomic_game_unit (id, title, platform_id, cluster) values (5, 'Alpha', (select id from platform where slug = 'nes'), 'alpha');
      insert into game_release (platform_id, name, atomic_id) values ((select id from platform where slug = 'nes'), 'Alpha (USA)', 5)`)
    add({ nes: { Alpha: ['Alpha (USA)'] }, snes: { Alpha: ['Alpha (USA)'] } })
    const ids = db
      .prepare(
        'select p.slug, r.atomic_id from romset r join platform p on p.id = r.platform_id order by p.slug',
      )
      .raw()
      .all()
    expect(ids).toEqual([
      ['nes', 5],
      ['snes', null],
    ])
  })

  const releases = fc.subarray(['A (USA)', 'A (Japan)', 'A (Europe)'], { minLength: 1 })
  const games = fc.dictionary(fc.constantFrom('A', 'B', '__proto__x', 'C'), releases, { maxKeys: 3 })
  const history = fc.array(
    fc.dictionary(
      fc.constantFrom('nes', 'snes', 'n64'),
      games.filter((g) => Object.keys(g).length > 0),
    ),
    { maxLength: 8 },
  )

  it('law: every version is told as it was made', () => {
    fc.assert(
      fc.property(history, (all) => {
        db.exec('delete from romset_member; delete from romset_change; delete from romset_version')
        const made = all.flatMap((one) => {
          const version = add(one)
          return version === undefined ? [] : [{ version, one }]
        })
        for (const { version, one } of made) expect(romset(version)).toEqual({ ...one })
      }),
      { numRuns: process.env['CURATOR_DEEP'] ? 2000 : 60 },
    )
  })
})

describe('a policy', () => {
  it('is written anew only when it is another', () => {
    expect(written(() => putPolicy(db, { name: 'usa', definition: '{}' }))).toBe(0)
    expect(written(() => putPolicy(db, { name: 'usa', definition: '{"keep":1}' }))).toBe(1)
    expect(db.prepare('select definition from selection_policy').pluck().all()).toEqual(['{"keep":1}'])
  })

  it('must be entered before its romsets', () => {
    expect(() => addRomset(db, 'nobody', { parts: {}, changed: new Map(), at: 0 })).toThrow(
      'the catalog has no policy nobody',
    )
  })
})
