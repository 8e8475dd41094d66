/** Reading romsets: versions, their members, and what changed from one to the next. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { addRomset, changedParts, newestRomset, putPolicy, type Members } from '../../src/catalog/history.ts'
import {
  romsetCounts,
  romsetMembers,
  romsetsOwned,
  romsetVersion,
  romsetVersions,
  sameRomsets,
} from '../../src/catalog/romsets.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { tempDir } from '../support/cli.ts'

let db: Db

beforeEach(() => {
  const catalog = openCatalog(tempDir('romsets'))
  onTestFinished(() => catalog.close())
  db = catalog.db
})

/** Platform → game → releases. */
type Kept = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

function add(kept: Kept, { policy = 'usa', definition = '{}', at = 1000 } = {}): void {
  putPolicy(db, { name: policy, definition })
  const parts = Object.fromEntries(Object.entries(kept).map(([slug, games]) => [slug, JSON.stringify(games)]))
  const platforms = changedParts(newestRomset(db, policy) ?? {}, parts)
  const changed = new Map<string, Members>(platforms.map((p) => [p, new Map(Object.entries(kept[p] ?? {}))]))
  if (changed.size > 0) addRomset(db, policy, { parts, changed, at })
}

function membersOf(version: number): Kept {
  return Object.fromEntries(
    Array.from(romsetMembers(db, version), ([platform, games]) => [platform, Object.fromEntries(games)]),
  )
}

describe('romsets', () => {
  it('are listed with the policy as it was', () => {
    add({ gb: { A: ['a1'] } }, { definition: '{"keep":1}', at: 5 })
    add({ gb: { B: ['b1'] } }, { policy: 'all', at: 6 })
    add({ gb: { A: ['a1', 'a2'] } }, { definition: '{"keep":2}', at: 7 })
    const first = { version: 1, policy: 'usa', at: 5, definition: '{"keep":1}' }
    const third = { version: 3, policy: 'usa', at: 7, definition: '{"keep":2}' }
    expect(romsetVersions(db, 'usa')).toEqual([first, third])
    expect(romsetVersions(db).map(({ version }) => version)).toEqual([1, 2, 3])
    expect(romsetVersion(db, 1)).toEqual(first)
    expect(romsetVersion(db, 4)).toBeUndefined()
    expect(romsetVersions(db, 'nobody')).toEqual([])
  })

  it('are known again when a policy goes back to one', () => {
    add({ gb: { A: ['a1'] }, nes: { B: ['b1'] } })
    add({ gb: { A: ['a1'] }, nes: { B: ['b1'] } }, { policy: 'all' })
    add({ gb: { A: ['a2'] }, nes: { B: ['b1'] } })
    expect(sameRomsets(db)).toEqual(new Map())
    add({ gb: { A: ['a1'] }, nes: { B: ['b1'] } })
    add({ gb: { A: ['a1'] } })
    add({ gb: { A: ['a1'] }, nes: { B: ['b1'] } })
    expect(sameRomsets(db)).toEqual(
      new Map([
        [4, 1],
        [6, 1],
      ]),
    )
    expect(membersOf(6)).toEqual(membersOf(1))
  })

  it('tell what changed, in games', () => {
    add({ gb: { A: ['a1'], B: ['b1'], C: ['c1', 'c2'] }, nes: { A: ['n1'] } })
    add({ gb: { A: ['a2'], B: ['b1'], C: ['c2', 'c1'], D: ['d1'] } })
    add({ gb: { A: ['a1'], B: ['b1'], C: ['c2', 'c1', 'c3'] } })
    expect([1, 2, 3].map((version) => romsetCounts(db, version))).toEqual([
      { games: 4, releases: 5, added: 4, dropped: 0, swapped: 0 },
      { games: 4, releases: 5, added: 1, dropped: 1, swapped: 2 },
      { games: 3, releases: 5, added: 0, dropped: 1, swapped: 2 },
    ])
  })

  it('count games that the policy tells apart, and all DATs together do not', () => {
    db.exec(`insert into atomic_game_unit (id, platform_id, title, cluster)
      select 7, id, 'Game', '' from platform where slug = 'gb';
      insert into game_release (platform_id, name, atomic_id)
      select p.id, r.value, 7 from platform p, json_each('["a1", "a2", "b1", "b2", "c1"]') r where slug = 'gb'`)
    add({ gb: { A: ['a1'], B: ['b1'] } })
    add({ gb: { A: ['a2'], B: ['b1'], C: ['c1'] } })
    add({ gb: { C: ['b2'] } })
    expect([1, 2, 3].map((version) => romsetCounts(db, version))).toEqual([
      { games: 2, releases: 2, added: 2, dropped: 0, swapped: 0 },
      { games: 3, releases: 3, added: 1, dropped: 0, swapped: 1 },
      { games: 1, releases: 1, added: 0, dropped: 2, swapped: 1 },
    ])
  })

  it('hold what was put in, whatever came before and after', () => {
    const releases = fc.uniqueArray(fc.constantFrom('r1', 'r2', 'r3'), { minLength: 1 })
    const games = fc.dictionary(fc.constantFrom('A', 'B', 'C'), releases, {
      minKeys: 1,
      noNullPrototype: true,
    })
    const kept = fc.dictionary(fc.constantFrom('gb', 'nes'), games, { noNullPrototype: true })
    fc.assert(
      fc.property(fc.array(kept, { minLength: 1, maxLength: 5 }), (history) => {
        db.exec('delete from romset_member; delete from romset_version')
        const made: { readonly version: number; readonly one: Kept }[] = []
        for (const one of history) {
          const before = romsetVersions(db).length
          add(one)
          const newest = romsetVersions(db).at(-1)
          if (newest && romsetVersions(db).length > before) made.push({ version: newest.version, one })
        }
        let last: Kept = {}
        for (const { version, one } of made) {
          expect(membersOf(version)).toEqual(one)
          expect(romsetCounts(db, version)).toEqual(difference(last, one))
          last = one
        }
      }),
      { numRuns: 40 },
    )
  })

  it('of which nothing is owned have none', () => {
    add({ gb: { A: ['a1'] } })
    expect(romsetsOwned(db, [1])).toEqual(new Map([[1, 0]]))
    expect(romsetsOwned(db, [])).toEqual(new Map())
  })
})

function difference(before: Kept, after: Kept): ReturnType<typeof romsetCounts> {
  const [old, now] = [flat(before), flat(after)]
  const both = [...now].filter(([game]) => old.has(game))
  return {
    games: now.size,
    releases: [...now.values()].join(',').split(',').filter(Boolean).length,
    added: now.size - both.length,
    dropped: old.size - both.length,
    swapped: both.filter(([game, releases]) => old.get(game) !== releases).length,
  }
}

function flat(kept: Kept): Map<string, string> {
  return new Map(
    Object.entries(kept).flatMap(([slug, games]) =>
      Object.entries(games).map(([game, releases]): [string, string] => [`${slug}/${game}`, releases.join()]),
    ),
  )
}
