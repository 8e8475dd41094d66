/** Building romsets of the past, and wishes of policies that name nothing. */
import { describe, expect, it } from 'vitest'
import { build, type BuildResult } from '../../src/steps/build.ts'
import { findRomset, romsetTargets } from '../../src/steps/choosing/romset.ts'
import { createSteps } from '../../src/steps/steps.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type ConfigData, type Session, type TestProject } from '../support/project.ts'

const NAMES = ['Alpha (USA)', 'Alpha (Europe)', 'Alpha (Japan)', 'Bravo (USA) (Beta)', 'Charlie (USA)']

function config(policy: Readonly<Record<string, unknown>>): ConfigData {
  return {
    roots: { roms: './roms' },
    dats: { d: './dats' },
    policies: { best: policy },
    targets: {
      card: { preset: 'folder', path: './card', policy: 'best' },
      full: { preset: 'folder', path: './full', policy: 'everything' },
    },
  }
}

function fill(project: TestProject, names: readonly string[] = NAMES): void {
  writeDat(project, names)
  for (const name of names) project.write(`roms/${name}.gb`, `bytes of ${name}`)
}

/** `was`: whose ROMs they are. */
function writeDat(
  project: TestProject,
  names: readonly string[],
  was: Readonly<Record<string, string>> = {},
): void {
  const roms = names.map((name) => ({ name: `${name}.gb`, bytes: `bytes of ${was[name] ?? name}` }))
  project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', roms))
}

/** Forced: DATs that list fewer games would drop much of a card as small as this. */
function restore(project: TestProject, version: number): Promise<BuildResult> {
  const work = ({ project: opened, db, world }: Session) => {
    const then = { ...world, romset: findRomset(db, version) }
    const targets = romsetTargets(opened.config, then.romset, [])
    return build(opened, then, createSteps(then), { targets, dryRun: false, frozen: false })
  }
  return project.session(work, { force: true })
}

function card(project: TestProject): string[] {
  return Object.keys(project.files('card')).map((path) => path.slice('gb/'.length, -'.gb'.length))
}

function notes({ report }: BuildResult): string[] {
  return report.problems.map(({ code, message }) => `${code}: ${message}`)
}

const COUNTS = `
  select version_id, platform, count(*) as releases, sum(owned) as owned, sum(not owned) as missing
  from v_romset_complete group by version_id, platform order by version_id`

describe('a romset of the past', () => {
  it('is built as it was, while all of it is owned', async () => {
    await withProject(async (project) => {
      fill(project)
      project.configure(config({ regions: ['USA', 'Europe'] }))
      await project.build()
      const before = project.files('card')
      expect(card(project)).toEqual(['Alpha (USA)', 'Bravo (USA) (Beta)', 'Charlie (USA)'])

      project.configure(config({ regions: ['Europe'], exclude: ['beta'], drop: ['Charlie*'] }))
      await project.build()
      expect(card(project)).toEqual(['Alpha (Europe)'])
      const lock = project.lock()

      const result = await restore(project, 1)
      expect([result.report.outcome, notes(result)]).toEqual(['done', []])
      expect(project.files('card')).toEqual(before)
      expect(Object.keys(result.report.targets)).toEqual(['card'])
      // what the config gives is what it was
      expect(project.lock()).toBe(lock)
      expect((await restore(project, 1)).report.outcome).toBe('nothing')

      expect((await project.build()).report.targets).toMatchObject({ card: { put: 1, deleted: 3 } })
      expect(card(project)).toEqual(['Alpha (Europe)'])
      expect((await project.build()).ran).toEqual([])
    })
  })

  it('is told of what is not owned, and what becomes of that', async () => {
    await withProject(async (project) => {
      fill(project)
      project.configure(config({ regions: ['USA', 'Europe'] }))
      await project.build()
      project.configure(config({ regions: ['Japan'] }))
      project.remove('roms/Alpha (USA).gb')
      project.remove('roms/Bravo (USA) (Beta).gb')
      writeDat(project, NAMES.slice(0, 4))
      await project.build({ force: true })
      const result = await restore(project, 1)
      expect(notes(result)).toEqual([
        'romset-incomplete: Not all that romset 1 of `best` keeps is owned: 1 release replaced by the best owned one of ' +
          'the game ("Alpha (USA)" by "Alpha (Japan)"), 2 releases missing ("Bravo (USA) (Beta)", "Charlie (USA)").',
      ])
      expect(result.report.targets['card']?.missing).toBe(2)
      expect(card(project)).toEqual(['Alpha (Japan)'])
    })
  })

  it('is missing as a whole where no DAT is left in the config', async () => {
    await withProject(async (project) => {
      fill(project)
      project.configure(config({ regions: ['USA', 'Europe'] }))
      await project.build()
      project.configure({ ...config({ regions: ['USA', 'Europe'] }), dats: {} })
      for (const _ of ['once', 'and again']) {
        const result = await restore(project, 1)
        expect(notes(result)).toEqual([
          'romset-incomplete: Not all that romset 1 of `best` keeps is owned: 3 releases missing ("Alpha (USA)", ' +
            '"Bravo (USA) (Beta)", "Charlie (USA)").',
        ])
        expect(result.report.targets['card']?.missing).toBe(3)
      }
      project.configure(config({ regions: ['USA', 'Europe'] }))
      await project.build()
      expect((await restore(project, 1)).report.targets['card']?.missing).toBe(0)
      expect(card(project)).toEqual(['Alpha (USA)', 'Bravo (USA) (Beta)', 'Charlie (USA)'])
    })
  })

  it('has what stands in for a release of which the newest was the oldest', async () => {
    await withProject(async (project) => {
      fill(project, ['Alpha (USA)', 'Alpha (USA) (Rev 1)', 'Bravo (USA)', 'Bravo (Europe)'])
      project.remove('roms/Bravo (USA).gb')
      project.configure(config({ regions: ['USA', 'Europe'], keep: 'newest+oldest' }))
      await project.build()
      const before = project.files('card')
      expect(card(project)).toEqual(['Alpha (USA) (Rev 1)', 'Alpha (USA)', 'Bravo (Europe)'])
      project.configure(config({ regions: ['Europe'], drop: ['Alpha*'] }))
      await project.build({ force: true })
      await restore(project, 1)
      expect(project.files('card')).toEqual(before)
    })
  })

  it('finds what a newer DAT calls otherwise by its ROMs, and tells what', async () => {
    await withProject(async (project) => {
      fill(project)
      project.configure(config({ regions: ['USA'] }))
      await project.build()
      const names = ['Alpha (Europe)', 'Alpha (Japan)', 'Alfa (USA)', 'Bravo (USA) (Proto)', 'Charlie (USA)']
      writeDat(project, names, {
        'Alfa (USA)': 'Alpha (USA)',
        'Bravo (USA) (Proto)': 'Bravo (USA) (Beta)',
        'Charlie (USA)': 'something else',
      })
      project.configure(config({ regions: ['Europe'], exclude: ['proto'] }))
      await project.build({ force: true })
      expect(card(project)).toEqual(['Alfa (USA)', 'Alpha (Europe)'])

      const result = await restore(project, 1)
      expect(card(project)).toEqual(['Alfa (USA)', 'Bravo (USA) (Proto)'])
      const told = [
        'romset-renamed: Of what romset 1 of `best` keeps, 2 releases go by other names now, known by the same ROMs: ' +
          '"Alpha (USA)" is "Alfa (USA)", "Bravo (USA) (Beta)" is "Bravo (USA) (Proto)".',
        'romset-incomplete: Not all that romset 1 of `best` keeps is owned: 1 release missing ("Charlie (USA)").',
      ]
      expect(notes(result)).toEqual(told)
      expect(notes(await restore(project, 1))).toEqual(told)
    })
  })

  it('takes nothing for a release that two have the ROMs of', async () => {
    await withProject(async (project) => {
      fill(project, ['Alpha (USA)'])
      project.configure(config({ regions: ['USA'] }))
      await project.build()
      const twins = { 'Alfa (USA)': 'Alpha (USA)', 'Olfa (USA)': 'Alpha (USA)' }
      writeDat(project, Object.keys(twins), twins)
      await project.build({ force: true })
      expect(notes(await restore(project, 1))).toEqual([
        'romset-incomplete: Not all that romset 1 of `best` keeps is owned: 1 release missing ("Alpha (USA)").',
      ])
    })
  })

  it.each([
    ['owned', ['Alpha (Europe)', 'Alpha (USA)']],
    ['catalog', ['Alpha (USA)']],
  ])('keeps as many of a game as then, with availability %s', async (availability, expected) => {
    await withProject(async (project) => {
      fill(project, NAMES.slice(0, 2))
      const keep = availability === 'owned' ? 'all' : 1
      project.configure(config({ regions: ['USA'], keep, availability }))
      await project.build()
      project.write('roms/Alpha (Japan).gb', 'bytes of Alpha (Japan)')
      writeDat(project, NAMES.slice(0, 3))
      project.configure(config({ regions: ['Japan'], keep: 3 }))
      await project.build()
      expect(card(project)).toEqual(['Alpha (Europe)', 'Alpha (Japan)', 'Alpha (USA)'])
      await restore(project, 1)
      expect(card(project)).toEqual(expected)
    })
  })

  it('keeps discs of several editions together where they were chosen one by one', async () => {
    await withProject(async (project) => {
      fill(project, ['Delta (USA) (Disc 1)', 'Delta (Europe) (Disc 1)', 'Delta (Europe) (Disc 2)'])
      project.configure(config({ regions: ['USA', 'Europe'], discs: 'independent' }))
      await project.build()
      project.configure(config({ regions: ['USA', 'Europe'] }))
      await project.build()
      expect(card(project)).toEqual(['Delta (Europe) (Disc 1)', 'Delta (Europe) (Disc 2)'])
      await restore(project, 1)
      expect(card(project)).toEqual(['Delta (Europe) (Disc 2)', 'Delta (USA) (Disc 1)'])
    })
  })

  it('is what its export names', async () => {
    await withProject(async (project) => {
      fill(project)
      project.configure(config({ regions: ['USA'] }))
      await project.build()
      project.configure(config({ regions: ['Japan'] }))
      await project.build()
      await restore(project, 1)
      const exports = `select e.version_id from export_run e join target_device t on t.id = e.target_id where t.name = 'card' order by e.id`
      const versions = await project.session(({ db }) => db.prepare(exports).pluck().all())
      expect(versions).toEqual([1, 3, 1])
    })
  })

  it('can only be built where its policy is followed', async () => {
    await withProject(async (project) => {
      fill(project)
      project.configure(config({ regions: ['USA'] }))
      await project.build()
      await project.session(({ db, project: { config: resolved } }) => {
        const romset = findRomset(db, 1)
        expect(romsetTargets(resolved, romset, [])).toEqual(['card'])
        expect(() => romsetTargets(resolved, romset, ['card', 'full'])).toThrow(
          'Romset 1 is one of the policy `best`, which the target `full` does not follow.',
        )
        expect(() => romsetTargets(resolved, { ...romset, policy: 'gone' }, [])).toThrow(
          'No target follows the policy `gone`, so there is nothing to build as romset 1 has it.',
        )
        expect(() => findRomset(db, 99)).toThrow('There is no romset 99.')
      })
    })
  })

  it('is counted in v_romset_complete', async () => {
    await withProject(async (project) => {
      fill(project)
      project.configure(config({ regions: ['USA'] }))
      project.remove('roms/Charlie (USA).gb')
      await project.build()
      const rows = await project.session(({ db }) => db.prepare(COUNTS).all())
      expect(rows).toEqual([
        { version_id: 1, platform: 'gb', releases: 3, owned: 2, missing: 1 },
        { version_id: 2, platform: 'gb', releases: 5, owned: 4, missing: 1 },
      ])
    })
  })

  it('is counted so under the names of today as well, and not by what no DAT lists', async () => {
    await withProject(async (project) => {
      fill(project)
      project.configure(config({ regions: ['USA'] }))
      await project.build()
      const first = () =>
        project.session(({ db }) =>
          db.prepare(`select releases, owned, missing from (${COUNTS}) where version_id = 1`).get(),
        )
      expect(await first()).toEqual({ releases: 3, owned: 3, missing: 0 })
      writeDat(project, ['Alfa (USA)', 'Karl (USA)'], {
        'Alfa (USA)': 'Alpha (USA)',
        'Karl (USA)': 'Charlie (USA)',
      })
      await project.build()
      expect(await first()).toEqual({ releases: 3, owned: 2, missing: 1 })
      project.remove('roms/Charlie (USA).gb')
      await project.build()
      expect(await first()).toEqual({ releases: 3, owned: 1, missing: 2 })
    })
  })
})

describe('wishes that name nothing', () => {
  it('are told in every build, with what they may mean, until they are put right', async () => {
    await withProject(async (project) => {
      fill(project)
      project.configure(config({ pin: ['Alpha (Japn)'], platforms: { gb: { drop: ['Zulu*', 'Char*'] } } }))
      const expected = [
        'override-unmatched: `policies.best.pin[0]` names "Alpha (Japn)", which no release is called. The nearest are "Alpha (Japan)", "Alpha (USA)".',
        'override-unmatched: `policies.best.platforms.gb.drop[0]` names "Zulu*", which no release is called.',
      ]
      expect(notes(await project.build())).toEqual(expected)
      const again = await project.build()
      expect([again.ran, notes(again)]).toEqual([[], expected])
      expect(again.report.problems[0]?.at).toMatchObject({ file: project.at('curator.config.json') })
      project.configure(config({ pin: ['Alpha (Japan)'] }))
      expect(notes(await project.build())).toEqual([])
    })
  })
})
