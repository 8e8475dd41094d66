/** What the catalog holds after builds: every core table is in use, and only what changed is written. */
import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { lookAtCard } from '../../src/report/cards.ts'
import { recordSelections } from '../../src/steps/choosing/record-selections.ts'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { withProject, type ConfigData, type TestProject } from '../support/project.ts'
import { makeZip } from '../support/archives/zip.ts'

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { d: './dats' },
  policies: { usa: { regions: ['USA', 'Europe', 'Japan'] } },
  playlists: { best: { title: 'The Best', titles: ['Bravo', 'Alpha'] }, all: { policy: 'everything' } },
  targets: {
    card: { preset: 'folder', path: './card', policy: 'usa', playlists: ['best', 'all'] },
    full: { preset: 'folder', path: './full', policy: 'everything', playlists: ['best'] },
  },
}

const GB = ['Alpha (USA)', 'Alpha (Europe)', 'Bravo (Japan, Europe)'].map(romOf)
const SMS = ['Alpha (Europe)', 'Charlie (Brazil)'].map((name) => romOf(name, 'sms'))

function romOf(name: string, extension: unknown): DatRom {
  return {
    name: `${name}.${extension === 'sms' ? 'sms' : 'gb'}`,
    bytes: `bytes of ${name} on ${String(extension)}`,
  }
}

function configure(project: TestProject, more: Partial<ConfigData> = {}): void {
  project.configure({ ...CONFIG, ...more })
}

function fill(project: TestProject): void {
  configure(project)
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', GB))
  project.write('dats/sms.dat', logiqxDat('Sega - Master System - Mark III', SMS))
  for (const { name, bytes } of [...GB, ...SMS]) project.write(`roms/${name}`, bytes)
  project.write('roms/z.zip', makeZip([{ name: 'copy.gb', data: String(GB[0]?.bytes) }]))
}

/** Every build so far has been recorded. Runs the statement on the catalog. */
function rows(project: TestProject, sql: string): Promise<unknown[]> {
  return project.session(({ db }) => db.prepare(sql).raw().all())
}

const ROMSET = `select p.name, f.slug, r.game, r.release_name, u.title
  from romset r join romset_version v on v.id = r.version_id join selection_policy p on p.id = v.policy_id
  join platform f on f.id = r.platform_id left join atomic_game_unit u on u.id = r.atomic_id
  where v.id in (select version_id from romset_now) order by 1, 2, 3, r.position`

describe('after a build', () => {
  it('export profiles tell how targets lay out their files, whoever looks at their cards later', async () => {
    await withProject(async (project) => {
      fill(project)
      configure(project, {
        targets: {
          card: { preset: 'folder', path: './card', policy: 'usa', layout: '{letter}/{file}' },
          full: { preset: 'folder', path: './full', policy: 'usa' },
        },
      })
      await project.build()
      await project.session(({ db, world }) => {
        const { card } = world.config.targets
        if (card) lookAtCard(db, 'card', card, { builtAs: undefined, at: 0 })
      })
      expect(await rows(project, 'select name, path_template from export_profile order by id')).toEqual([
        ['folder', '{letter}/{file}'],
        ['folder', '{folder}/{file}'],
      ])
    })
  })

  it('every core table is in use', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      const tables = [
        'import_log',
        'dat_entry',
        'rom_file',
        'archive_member',
        'library_root',
        'file_instance',
        'game_release',
      ]
        .concat([
          'release_block',
          'release_region',
          'atomic_game_unit',
          'platform',
          'region',
          'selection_policy',
        ])
        .concat([
          'romset_version',
          'romset_member',
          'playlist',
          'playlist_item',
          'target_device',
          'export_run',
          'device_profile',
          'device_volume',
          'run',
        ])
      const empty = await project.session(({ db }) =>
        tables.filter((table) => db.prepare(`select count(*) from ${table}`).pluck().get() === 0),
      )
      expect(empty).toEqual([])
    })
  })

  it('releases of one game meet in it, on each platform', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      const games = `select p.slug, u.title, group_concat(r.name, ' + ' order by r.name) from atomic_game_unit u
        join platform p on p.id = u.platform_id join game_release r on r.atomic_id = u.id group by u.id order by 1, 2`
      expect(await rows(project, games)).toEqual([
        ['gb', 'Alpha', 'Alpha (Europe) + Alpha (USA)'],
        ['gb', 'Bravo', 'Bravo (Japan, Europe)'],
        ['sms', 'Alpha', 'Alpha (Europe)'],
        ['sms', 'Charlie', 'Charlie (Brazil)'],
      ])
      const regions = `select r.name, g.name from release_region x join game_release r on r.id = x.release_id
        join region g on g.id = x.region_id where r.name like 'Bravo%' order by x.position`
      expect(await rows(project, regions)).toEqual([
        ['Bravo (Japan, Europe)', 'Japan'],
        ['Bravo (Japan, Europe)', 'Europe'],
      ])
    })
  })

  it('each policy has a romset over all platforms', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      expect(await rows(project, ROMSET)).toEqual([
        ['everything', 'gb', 'Alpha', 'Alpha (USA)', 'Alpha'],
        ['everything', 'gb', 'Alpha', 'Alpha (Europe)', 'Alpha'],
        ['everything', 'gb', 'Bravo', 'Bravo (Japan, Europe)', 'Bravo'],
        ['everything', 'sms', 'Alpha', 'Alpha (Europe)', 'Alpha'],
        ['everything', 'sms', 'Charlie', 'Charlie (Brazil)', 'Charlie'],
        ['usa', 'gb', 'Alpha', 'Alpha (USA)', 'Alpha'],
        ['usa', 'gb', 'Bravo', 'Bravo (Japan, Europe)', 'Bravo'],
        ['usa', 'sms', 'Alpha', 'Alpha (Europe)', 'Alpha'],
        ['usa', 'sms', 'Charlie', 'Charlie (Brazil)', 'Charlie'],
      ])
      const [definition] = (await rows(
        project,
        "select definition from selection_policy where name = 'usa'",
      )) as [string][]
      expect(JSON.parse(definition?.[0] ?? '')).toMatchObject({
        keep: 1,
        regions: ['USA', 'Europe', 'Japan'],
      })
    })
  })

  it('playlists have their items, once for each policy they are drawn from', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      const items = `select l.title, p.name, i.position, i.release_name, u.title from playlist l
        join selection_policy p on p.id = l.policy_id join playlist_item i on i.playlist_id = l.id
        left join atomic_game_unit u on u.id = i.atomic_id where l.name = 'best' order by 2, 3`
      const found = (await rows(project, items)) as [string, string, ...unknown[]][]
      expect(found.filter(([, policy]) => policy === 'everything')).toHaveLength(4)
      expect(found.filter(([, policy]) => policy === 'usa')).toEqual([
        ['The Best', 'usa', 0, 'Bravo (Japan, Europe)', 'Bravo'],
        ['The Best', 'usa', 1, 'Alpha (USA)', 'Alpha'],
        ['The Best', 'usa', 2, 'Alpha (Europe)', 'Alpha'],
      ])
    })
  })

  it('each target has its export, of the romset that was kept then', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      configure(project, { policies: { usa: { regions: ['Europe', 'USA'] } } })
      await project.build()
      const exports = `select t.name, e.run_id, e.outcome, e.put, p.name, v.id from export_run e
        join target_device t on t.id = e.target_id join romset_version v on v.id = e.version_id
        join selection_policy p on p.id = v.policy_id order by e.id`
      expect(await rows(project, exports)).toEqual([
        ['card', 1, 'done', 6, 'usa', 2],
        ['full', 1, 'done', 6, 'everything', 1],
        ['card', 2, 'done', 3, 'usa', 3],
      ])
      expect(await rows(project, 'select id, outcome from run')).toEqual([
        [1, 'done'],
        [2, 'done'],
      ])
      // the former choice again is the former version
      configure(project)
      await project.build()
      expect((await rows(project, exports)).at(-1)).toEqual(['card', 3, 'done', 3, 'usa', 2])
    })
  })
})

/** Rows written by recording the selections of the project as it is now, over what is recorded. */
function written(project: TestProject): Promise<number> {
  return project.session(async ({ project: opened, db, world, steps }) => {
    const targets = Object.keys(opened.config.targets)
    for (const target of targets) await steps.engine.hash(steps.outputs.tree, target)
    await steps.engine.hash(steps.locking.lock, '')
    const before = changes(db)
    await recordSelections(world, steps, targets)
    return changes(db) - before
  })
}

function changes(db: Db): number {
  return db.prepare<[], number>('select total_changes()').pluck().get() ?? 0
}

describe('what is written of selections', () => {
  it('is nothing when nothing changed, nor when a ROM came or went', async () => {
    await withProject(async (project) => {
      fill(project)
      configure(project, {
        playlists: { best: { titles: ['Bravo'] } },
        targets: { card: { ...CONFIG.targets['card'], playlists: ['best'] } },
      })
      await project.build()
      expect(await written(project)).toBe(0)
      project.remove('roms/Charlie (Brazil).sms')
      expect(await written(project)).toBe(0)
    })
  })

  it('is what a policy now keeps otherwise', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      const versions = 'select id, created_at from romset_version'
      const before = await rows(project, versions)
      configure(project, { policies: { usa: { regions: ['Europe', 'USA'] } } })
      // the policy's definition, a version, a member dropped and one added, the mark; and two playlists of the policy
      expect(await written(project)).toBeLessThan(20)
      const after = await rows(project, versions)
      expect(after.slice(0, before.length)).toEqual(before)
      expect(after).toHaveLength(before.length + 1)
      const alpha = ((await rows(project, ROMSET)) as string[][]).filter(
        ([policy, slug, game]) => policy === 'usa' && slug === 'gb' && game === 'Alpha',
      )
      expect(alpha.map((row) => row[3])).toEqual(['Alpha (Europe)'])
    })
  })

  it('is a new version also when only one platform changed, and its other members stay', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      project.write('dats/sms.dat', logiqxDat('Sega - Master System - Mark III', SMS.slice(0, 1)))
      await project.build()
      const members = `select f.slug, m.game, m.added_in, m.dropped_in from romset_member m join platform f on f.id = m.platform_id
        join selection_policy p on p.id = m.policy_id where p.name = 'usa' order by 1, 2`
      expect(await rows(project, members)).toEqual([
        ['gb', 'Alpha', 2, null],
        ['gb', 'Bravo', 2, null],
        ['sms', 'Alpha', 2, null],
        ['sms', 'Charlie', 2, 4],
      ])
    })
  })

  it('is also written when another verb had brought the steps up to date before', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      configure(project, { policies: { usa: { drop: ['Charlie*'] } } })
      await project.plan()
      await project.build()
      const games = ((await rows(project, ROMSET)) as string[][])
        .filter(([policy]) => policy === 'usa')
        .map((row) => row[2])
      expect(games).toEqual(['Alpha', 'Bravo', 'Alpha'])
    })
  })

  it('forgets playlists that no target shows any more, and no romset', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      const names =
        'select l.name, p.name from playlist l join selection_policy p on p.id = l.policy_id order by 1, 2'
      expect(await rows(project, names)).toEqual([
        ['all', 'everything'],
        ['best', 'everything'],
        ['best', 'usa'],
      ])
      configure(project, { targets: { card: { ...CONFIG.targets['card'], playlists: ['best'] } } })
      await project.build()
      expect(await rows(project, names)).toEqual([['best', 'usa']])
      expect(await rows(project, 'select name from selection_policy order by 1')).toEqual([
        ['everything'],
        ['usa'],
      ])
    })
  })

  it('of some targets only leaves the playlists of the others', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build({ targets: ['full'] })
      expect(await rows(project, 'select name from playlist')).toEqual([['best']])
      await project.build({ targets: ['card'] })
      expect(await rows(project, 'select name from playlist order by 1')).toEqual([
        ['all'],
        ['best'],
        ['best'],
      ])
    })
  })
})
