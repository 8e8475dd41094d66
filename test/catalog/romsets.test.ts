/** Reading romsets: versions, their members, and what changed from one to the next. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { currentRomset, putPolicy } from '../../src/catalog/history.ts'
import {
  romsetChanges,
  romsetCounts,
  romsetMembers,
  romsetsOwned,
  romsetVersion,
  romsetVersions,
} from '../../src/catalog/romsets.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { keepRomset, type Kept } from './keep-romset.ts'

let db: Db

beforeEach(() => {
  db = memoryCatalog()
  onTestFinished(() => void db.close())
})

function add(kept: Kept, { policy = 'usa', definition = '{}', at = 1000 } = {}): void {
  putPolicy(db, { name: policy, definition })
  keepRomset(db, policy, kept, at)
}

/** Each with the one before it. */
const COMPARED = [
  [1, null],
  [2, 1],
  [3, 2],
] as const

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

  it('are one version, however often a policy comes back to one', () => {
    const first = { gb: { A: ['a1'] }, nes: { B: ['b1'] } }
    const second = { gb: { A: ['a2'] }, nes: { B: ['b1'] } }
    add(first, { at: 1 })
    add(first, { policy: 'all', at: 2 })
    add(second, { at: 3 })
    add({ nes: { B: ['b1'] }, gb: { A: ['a1'] } }, { at: 4 })
    add({ gb: { A: ['a3'] } }, { at: 5 })
    add(first, { at: 6 })
    expect(romsetVersions(db, 'usa').map(({ version, at }) => [version, at])).toEqual([
      [1, 1],
      [3, 3],
      [4, 5],
    ])
    expect(romsetChanges(db)).toEqual([
      { version: 1, before: null, at: 1, until: 3 },
      { version: 2, before: null, at: 2, until: null },
      { version: 3, before: 1, at: 3, until: 4 },
      { version: 1, before: 3, at: 4, until: 5 },
      { version: 4, before: 1, at: 5, until: 6 },
      { version: 1, before: 4, at: 6, until: null },
    ])
    expect([1, 3, 4].map(membersOf)).toEqual([first, second, { gb: { A: ['a3'] } }])
    expect(currentRomset(db, 'usa')).toEqual(currentRomset(db, 'all'))
  })

  it('are told by what was kept before, which need not be what was added before', () => {
    add({ gb: { A: ['a1'], B: ['b1'] } })
    add({ gb: { A: ['a2'] } })
    add({ gb: { A: ['a1'], B: ['b1'] } })
    add({ gb: { A: ['a1'], B: ['b1'], C: ['c1'] } })
    expect(romsetCounts(db, 3, 1)).toEqual({ games: 3, releases: 3, added: 1, dropped: 0, swapped: 0 })
    expect(romsetCounts(db, 3, 2)).toEqual({ games: 3, releases: 3, added: 2, dropped: 0, swapped: 1 })
  })

  it('tell what changed, in games', () => {
    add({ gb: { A: ['a1'], B: ['b1'], C: ['c1', 'c2'] }, nes: { A: ['n1'] } })
    add({ gb: { A: ['a2'], B: ['b1'], C: ['c2', 'c1'], D: ['d1'] } })
    add({ gb: { A: ['a1'], B: ['b1'], C: ['c2', 'c1', 'c3'] } })
    expect(COMPARED.map(([version, before]) => romsetCounts(db, version, before))).toEqual([
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
    expect(COMPARED.map(([version, before]) => romsetCounts(db, version, before))).toEqual([
      { games: 2, releases: 2, added: 2, dropped: 0, swapped: 0 },
      { games: 3, releases: 3, added: 1, dropped: 0, swapped: 1 },
      { games: 1, releases: 1, added: 0, dropped: 2, swapped: 1 },
    ])
  })

  it('do not count a game that is only called otherwise, to be told from another that came', () => {
    db.exec(`insert into atomic_game_unit (id, platform_id, title, cluster)
      select r.value, p.id, 'Game', r.value from platform p, json_each('[7, 8]') r where p.slug = 'gb';
      insert into game_release (platform_id, name, atomic_id)
      select p.id, r.value, 7 + (r.value = 'a9') from platform p, json_each('["a1", "a9"]') r where slug = 'gb'`)
    add({ gb: { A: ['a1'] } })
    add({ gb: { 'A: a1': ['a1'], 'A: a9': ['a9'] } })
    expect(romsetCounts(db, 2, 1)).toEqual({ games: 2, releases: 2, added: 1, dropped: 0, swapped: 0 })
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
        db.exec('delete from romset_member; delete from romset_change; delete from romset_version')
        const made: { readonly version: number; readonly one: Kept }[] = []
        for (const one of history) {
          const before = romsetChanges(db).length
          add(one)
          const newest = romsetChanges(db).at(-1)
          if (newest && romsetChanges(db).length > before) made.push({ version: newest.version, one })
        }
        const contents = new Map(made.map(({ version, one }) => [version, one]))
        expect(new Set(Array.from(contents.values(), inOrder)).size).toBe(contents.size)
        for (const { version, one } of made) expect(membersOf(version)).toEqual(one)
        for (const [version, one] of contents) {
          expect(romsetCounts(db, version, null)).toEqual(difference({}, one))
          for (const [before, other] of contents)
            if (before < version) expect(romsetCounts(db, version, before)).toEqual(difference(other, one))
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

function inOrder(kept: Kept): string {
  return Array.from(flat(kept), ([game, releases]) => `${game} ${releases}`)
    .sort()
    .join('\n')
}

function flat(kept: Kept): Map<string, string> {
  return new Map(
    Object.entries(kept).flatMap(([slug, games]) =>
      Object.entries(games).map(([game, releases]): [string, string] => [`${slug}/${game}`, releases.join()]),
    ),
  )
}
