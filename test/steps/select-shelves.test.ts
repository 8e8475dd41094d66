/** Selecting shelf by shelf gives what selecting everything at once gives. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { putGames } from '../../src/catalog/games.ts'
import { beginLog, completeLog } from '../../src/catalog/imports.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import type { DatGame } from '../../src/dats/dat.ts'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { loadReleases } from '../../src/dats/releases/releases.ts'
import { datsOfPlatform, putDatFile } from '../../src/dats/importing/store.ts'
import { releaseGroups } from '../../src/select/grouping/cluster.ts'
import type { GroupingDecision } from '../../src/select/decisions.ts'
import type { Policy } from '../../src/select/policy.ts'
import { byGame, select } from '../../src/select/select.ts'
import type { Cluster } from '../../src/select/selection.ts'
import { holdMade } from '../../src/steps/choosing/made-games.ts'
import { selectShelves } from '../../src/steps/choosing/select-shelves.ts'
import { shelve } from '../../src/steps/choosing/shelves.ts'
import { entryWriter } from '../support/entries.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { UNSAID } from '../dats/support.ts'

const SHELVES = 4
const CHANGED = 1

/** Puts lists of games into the catalog, as a build would. */
function catalogOf(lists: readonly (readonly DatGame[])[], decisions: readonly GroupingDecision[] = []): Db {
  const db = memoryCatalog()
  const platform = Number(db.prepare(`select id from platform where slug = 'nes'`).pluck().get())
  for (const [i, games] of lists.entries()) {
    const dat = `dat${i}`
    const log = beginLog(db, 'dat', dat, { sha1: Buffer.from(dat) })
    const writer = entryWriter(db, log, platform)
    for (const game of games) writer.game(game)
    const { entries, digest } = writer.finish()
    completeLog(db, log, entries, null)
    putDatFile(db, {
      ...UNSAID,
      platform: 'nes',
      dialect: 'no-intro',
      dat,
      path: dat,
      sha1: Buffer.from(dat),
      log_id: log,
      name: dat,
      games: games.length,
      digest,
    })
  }
  rebuildReleases(db, 'nes')
  const groups = [...releaseGroups(loadReleases(db, 'nes'), { decisions })]
  putGames(
    db,
    'nes',
    groups.map(({ key, members }) => ({
      cluster: key,
      title: key,
      releases: members.map(({ id }) => ({ id, regions: [] })),
    })),
  )
  return db
}

function gameOf(name: string, cloneOf?: string): DatGame {
  return {
    name,
    ...(cloneOf === undefined ? {} : { cloneOf }),
    categories: [],
    roms: [{ name: `${name}.bin` }],
  }
}

/** By shelf. */
function byShelf(
  db: Db,
  policy: Policy,
  decisions: readonly GroupingDecision[],
): Record<string, readonly Cluster[]> {
  const shelves: Record<string, readonly Cluster[]> = {}
  const dats = datsOfPlatform(db, 'nes').every((dat) => !policy.dats || policy.dats.includes(dat))
    ? undefined
    : policy.dats
  selectShelves(
    db,
    policy,
    { platform: 'nes', decisions },
    { shelves: SHELVES, changed: CHANGED, dats },
    {
      keep(shelf, games) {
        shelves[shelf] = games
      },
      before: undefined,
      note: () => undefined,
    },
  )
  return shelves
}

function atOnce(db: Db, policy: Policy, decisions: readonly GroupingDecision[]): Record<string, Cluster[]> {
  const rows = loadReleases(db, 'nes', policy.dats ? { dats: policy.dats } : {})
  return Object.fromEntries(shelve(db, 'nes', select(rows, policy, { platform: 'nes', decisions }), SHELVES))
}

const title = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G')
const tag = fc.constantFrom('', ' (Disc 1)', ' (Disc 2)', ' (Demo)', ' (Rev 1)', ' (Beta)', ' (Limited)')
const region = fc.constantFrom('USA', 'Europe', 'Japan')
const name = fc.tuple(title, region, tag).map(([text, place, more]) => `${text} (${place})${more}`)
const list = fc.uniqueArray(fc.record({ name, cloneOf: fc.option(name, { nil: undefined }) }), {
  selector: (game) => game.name,
  minLength: 1,
  maxLength: 25,
})
const decision = fc.record({
  verdict: fc.constant('same' as const),
  releases: fc.uniqueArray(name, { minLength: 2, maxLength: 3 }),
  source: fc.constant('curation.jsonc, line 1'),
})
const policy: fc.Arbitrary<Policy> = fc.record(
  {
    regions: fc.uniqueArray(region, { maxLength: 3 }),
    exclude: fc.constantFrom([], ['beta' as const], ['demo' as const]),
    keep: fc.constantFrom(1, 2, 'all' as const, 'newest+oldest' as const),
    discs: fc.constantFrom('consistent' as const, 'independent' as const),
    dats: fc.constantFrom(['dat0'], ['dat1'], ['dat0', 'dat1'], ['dat0', 'dat1', 'other']),
    groupBy: fc.constantFrom(['name' as const], ['dat' as const, 'name' as const]),
  },
  { requiredKeys: [] },
)

it('is what selecting all of them at once is', () => {
  fc.assert(
    fc.property(list, list, policy, fc.array(decision, { maxLength: 2 }), (one, two, wishes, decisions) => {
      const lists = [one, two].map((games) => games.map((game) => gameOf(game.name, game.cloneOf)))
      const db = catalogOf(lists, decisions)
      try {
        const whole = atOnce(db, wishes, decisions)
        expect(byShelf(db, wishes, decisions)).toEqual(whole)
        const games = [...releaseGroups(loadReleases(db, 'nes'), { decisions })]
        holdMade(db, { platform: 'nes', changed: CHANGED, games })
        expect(byShelf(db, wishes, decisions), 'of games that were just made').toEqual(whole)
        for (const other of [
          { platform: 'snes', changed: CHANGED },
          { platform: 'nes', changed: CHANGED - 1 },
        ]) {
          holdMade(db, { ...other, games: [] })
          expect(byShelf(db, wishes, decisions), 'of games that are none of these').toEqual(whole)
        }
      } finally {
        db.close()
      }
    }),
    { numRuns: 40 },
  )
})

it('keeps the discs of a set together, whatever shelves they stand on', () => {
  const games = Array.from({ length: 12 }, (_, i) => `Riven ${i}`).flatMap((game) => [
    gameOf(`${game} (USA) (Disc 1)`),
    gameOf(`${game} (Europe) (Disc 1)`),
    gameOf(`${game} (Europe) (Disc 2)`),
  ])
  const db = catalogOf([games])
  const shelved = byShelf(db, { regions: ['USA', 'Europe'] }, [])
  const winners = Object.values(shelved).flatMap((clusters) => clusters.map(({ ranked }) => ranked[0]?.name))
  expect(Object.keys(shelved).sort()).toEqual(['0', '1', '2', '3'])
  expect(winners.filter((winner) => winner?.includes('USA'))).toEqual([])
  expect(winners).toHaveLength(24)
  for (const clusters of Object.values(shelved)) expect(clusters).toEqual(clusters.toSorted(byGame))
  db.close()
})
