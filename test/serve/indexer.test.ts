/** Bringing the search index up to date beside requests: it ends, it lets others in, and it is the same index. */
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/catalog/catalog.ts'
import { refreshing, refreshSearch } from '../../src/search/refresh.ts'
import { parseQuery } from '../../src/search/query.ts'
import { search } from '../../src/search/search.ts'
import { createDesk } from '../../src/serve/desk.ts'
import { createIndexer } from '../../src/serve/indexer.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { expectLetGo } from './support.ts'

const PLATFORMS = ['Nintendo - Game Boy', 'Nintendo - Game Boy Color', 'Sega - Game Gear']

async function largeLibrary(project: TestProject, games: number): Promise<void> {
  for (const [p, name] of PLATFORMS.entries()) {
    const roms = Array.from({ length: games }, (_, n) => ({
      name: `Number ${n} of ${p} (USA).bin`,
      bytes: `${p}/${n}`,
    }))
    project.write(`dats/${p}.dat`, logiqxDat(name, roms))
  }
  project.write('roms/stranger thing.gb', 'x')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { preset: 'folder', path: './out', policy: 'everything' } },
  })
  await project.build()
}

/** All of the index, row by row. */
function indexOf(db: Db): unknown {
  return ['search_game', 'search_title', 'search_word', 'search_platform'].map((table) =>
    db
      .prepare(`select * from ${table}`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
      .sort(),
  )
}

describe('the index in pieces', () => {
  it('is the one that is made at once, wherever it was left off', async () => {
    await withProject(async (project) => {
      await largeLibrary(project, 900)
      const pieces = await project.session(({ db }) => {
        const all = [...refreshing(db)]
        const whole = indexOf(db)
        expect(search(db, parseQuery('number 899 of 2'), 5).results[0]).toMatchObject({
          title: 'Number 899 of 2',
        })
        for (const stop of [1, 3, 4, all.length - 1]) {
          for (const table of ['search_title', 'search_text', 'search_game', 'search_platform'])
            db.exec(`delete from ${table}`)
          let n = 0
          for (const _ of refreshing(db)) if (++n === stop) break
          refreshSearch(db)
          expect(indexOf(db)).toEqual(whole)
        }
        return all
      })
      expect(pieces.map(({ platforms }) => platforms)).toEqual([
        3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 0,
      ])
    })
  })

  it('goes on between requests until it is whole, and then lets go', async () => {
    await withProject(async (project) => {
      await largeLibrary(project, 3000)
      const desk = createDesk(project.dir, { env: {} }, () => undefined)
      const indexer = createIndexer(desk)
      const waits: number[] = []
      const first = await desk.read(({ db }) => indexer.work(db))
      // how many a first piece of work leaves hangs on the machine; all of it would take seconds
      expect(first).toBeGreaterThan(0)
      for (let left = first; left > 0;) {
        const asked = performance.now()
        left = await desk.read(({ db }) => Number(db.prepare(LEFT).pluck().get()))
        waits.push(performance.now() - asked)
        await pause(20)
      }
      expect(waits.length).toBeGreaterThan(0)
      expect(Math.max(...waits)).toBeLessThan(1000)
      await expectLetGo(project)
      await desk.read(({ db }) => {
        expect(indexer.work(db)).toBe(0)
        expect(search(db, parseQuery('stranger'), 5).results[0]).toMatchObject({ kind: 'file' })
      })
      await desk.release()
    })
  }, 60_000)
})

const LEFT = 'select 3 - count(*) from search_platform'
