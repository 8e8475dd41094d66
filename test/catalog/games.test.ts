/** Games above releases, and the playlists that name them. */
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { putGames, type Game } from '../../src/catalog/games.ts'
import { putPolicy } from '../../src/catalog/history.ts'
import { dropPlaylist, playlistRows, putPlaylist } from '../../src/catalog/playlists.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { memoryCatalog } from '../support/catalog.ts'

let db: Db

beforeEach(() => {
  db = memoryCatalog()
  onTestFinished(() => void db.close())
  const insert = db.prepare(
    "insert into game_release (id, platform_id, name) values (?, (select id from platform where slug = 'nes'), ?)",
  )
  for (const [i, name] of ['Alpha (USA)', 'Alpha (Japan, Europe)', 'Bravo (USA)'].entries())
    insert.run(i + 1, name)
})

const ALPHA: Game = {
  cluster: 'game||alpha',
  title: 'Alpha',
  releases: [
    { id: 1, regions: ['USA'] },
    { id: 2, regions: ['Japan', 'Europe'] },
  ],
}
const BRAVO: Game = {
  cluster: 'game||bravo',
  title: 'Bravo',
  releases: [{ id: 3, regions: ['Atlantis', 'USA'] }],
}

function written(work: () => void): number {
  const total = () => db.prepare<[], number>('select total_changes()').pluck().get() ?? 0
  const before = total()
  work()
  return total() - before
}

function games(): unknown[] {
  return db
    .prepare(
      'select r.name, u.id, u.title from game_release r left join atomic_game_unit u on u.id = r.atomic_id order by r.id',
    )
    .raw()
    .all()
}

function regions(): [release: string, region: string][] {
  return db
    .prepare<[], [string, string]>(
      `select r.name, g.name from release_region x join game_release r on r.id = x.release_id
       join region g on g.id = x.region_id order by r.id, x.position`,
    )
    .raw()
    .all()
}

describe('games', () => {
  it('have their releases, and releases their regions', () => {
    putGames(db, 'nes', [ALPHA, BRAVO])
    expect(games()).toEqual([
      ['Alpha (USA)', 1, 'Alpha'],
      ['Alpha (Japan, Europe)', 1, 'Alpha'],
      ['Bravo (USA)', 2, 'Bravo'],
    ])
    expect(regions()).toEqual([
      ['Alpha (USA)', 'USA'],
      ['Alpha (Japan, Europe)', 'Japan'],
      ['Alpha (Japan, Europe)', 'Europe'],
      ['Bravo (USA)', 'USA'],
    ])
  })

  it('are not written again when nothing changed', () => {
    putGames(db, 'nes', [ALPHA, BRAVO])
    const countedOnly = 1
    expect(written(() => putGames(db, 'nes', [BRAVO, ALPHA]))).toBe(countedOnly)
  })

  it('keep their id when they grow, shrink or get another title', () => {
    putGames(db, 'nes', [ALPHA, BRAVO])
    const joined = {
      ...BRAVO,
      title: 'Bravo!',
      releases: [...BRAVO.releases, { id: 2, regions: ['Europe'] }],
    }
    putGames(db, 'nes', [{ ...ALPHA, releases: ALPHA.releases.slice(0, 1) }, joined])
    expect(games()).toEqual([
      ['Alpha (USA)', 1, 'Alpha'],
      ['Alpha (Japan, Europe)', 2, 'Bravo!'],
      ['Bravo (USA)', 2, 'Bravo!'],
    ])
    expect(regions().filter(([name]) => name === 'Alpha (Japan, Europe)')).toEqual([
      ['Alpha (Japan, Europe)', 'Europe'],
    ])
  })

  it('are found again after they were gone', () => {
    putGames(db, 'nes', [ALPHA, BRAVO])
    putGames(db, 'nes', [BRAVO])
    putGames(db, 'nes', [ALPHA, BRAVO])
    expect(db.prepare('select count(*) from atomic_game_unit').pluck().get()).toBe(2)
  })

  it('of two platforms are two, also with one title', () => {
    putGames(db, 'nes', [ALPHA])
    putGames(db, 'snes', [{ ...ALPHA, releases: [] }])
    expect(db.prepare('select count(*) from atomic_game_unit where title = ?').pluck().get('Alpha')).toBe(2)
  })
})

describe('playlists', () => {
  const list = { name: 'best', policy: 'usa', title: 'The Best', digest: 'd1' }
  const items = [
    { platform: 'nes', release: 'Bravo (USA)' },
    { platform: 'nes', release: 'Alpha (USA)' },
    { platform: 'snes', release: 'Alpha (USA)' },
  ]
  const stored = () =>
    db
      .prepare(
        'select i.position, p.slug, i.release_name, i.atomic_id from playlist_item i join platform p on p.id = i.platform_id order by i.position',
      )
      .raw()
      .all()

  beforeEach(() => {
    for (const name of ['usa', 'all']) putPolicy(db, { name, definition: '{}' })
    putGames(db, 'nes', [ALPHA, BRAVO])
  })

  it('keep their order and name the games', () => {
    putPlaylist(db, list, items)
    expect(playlistRows(db)).toEqual([list])
    expect(stored()).toEqual([
      [0, 'nes', 'Bravo (USA)', 2],
      [1, 'nes', 'Alpha (USA)', 1],
      [2, 'snes', 'Alpha (USA)', null],
    ])
  })

  it('are replaced as a whole', () => {
    putPlaylist(db, list, items)
    putPlaylist(db, { ...list, title: 'Best', digest: 'd2' }, items.slice(1, 2))
    expect(playlistRows(db)).toEqual([{ ...list, title: 'Best', digest: 'd2' }])
    expect(stored()).toEqual([[0, 'nes', 'Alpha (USA)', 1]])
  })

  it('are told apart by the policy they are drawn from, and dropped with their items', () => {
    putPlaylist(db, list, items)
    putPlaylist(db, { ...list, policy: 'all' }, items)
    dropPlaylist(db, list)
    expect(playlistRows(db)).toEqual([{ ...list, policy: 'all' }])
    expect(stored()).toHaveLength(3)
  })
})
