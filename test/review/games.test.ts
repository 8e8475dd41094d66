/** Games above releases, and companies: what decisions join, and what playlists see of it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { explainGame } from '../../src/report/explain/explain.ts'
import { held } from './support.ts'
import { openReview } from '../../src/review/review.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type ConfigData, type TestProject } from '../support/project.ts'

const SNES = 'Nintendo - Super Nintendo Entertainment System'
const PSX = 'Sony - PlayStation'
const NOW = Date.parse('2026-01-02')

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { all: './dats' },
  policies: { best: { keep: 1, regions: ['USA', 'Japan'] } },
  playlists: { all: { title: 'All', perGame: 1, order: 'platform', where: {} } },
  targets: { plain: { preset: 'folder', path: './out', policy: 'best', playlists: ['all'] } },
}

function set(project: TestProject, config: object = {}): void {
  project.write(
    'dats/snes.dat',
    logiqxDat(SNES, [
      { name: 'Chrono Trigger (USA).sfc', bytes: 'ct' },
      { name: 'Aladdin (USA).sfc', bytes: 'capcom' },
    ]),
  )
  project.write(
    'dats/psx.dat',
    logiqxDat(PSX, [
      { name: 'Final Fantasy Chronicles - Chrono Trigger (USA).bin', bytes: 'ct psx' },
      { name: 'Aladdin (USA).bin', bytes: 'virgin' },
    ]),
  )
  for (const text of ['ct', 'capcom', 'ct psx', 'virgin']) project.write(`roms/${text}.rom`, text)
  project.configure({ ...CONFIG, ...config })
}

function listed(project: TestProject): Promise<unknown[]> {
  return project.session(({ db }) =>
    db
      .prepare(
        `select p.slug || ': ' || i.release_name from playlist_item i join platform p on p.id = i.platform_id
         order by i.position`,
      )
      .pluck()
      .all(),
  )
}

const ALL = [
  'psx: Aladdin (USA)',
  'psx: Final Fantasy Chronicles - Chrono Trigger (USA)',
  'snes: Aladdin (USA)',
  'snes: Chrono Trigger (USA)',
]
const ONE_CHRONO = ALL.filter((line) => line !== 'snes: Chrono Trigger (USA)')

describe('a game on two platforms', () => {
  it('is two, whatever its title, until someone says that it is one; and again when that is taken back', async () => {
    await withProject(async (project) => {
      set(project)
      await project.build()
      expect(await listed(project)).toEqual(ALL)
      project.write(
        'curation.jsonc',
        `{ "ports": [{ "snes": "Chrono Trigger (USA)", "psx": "Final Fantasy Chronicles - Chrono Trigger (USA)" }] }`,
      )
      const { report } = await project.build()
      expect(report.problems).toEqual([])
      expect(await listed(project)).toEqual(ONE_CHRONO)
      const [game] = await project.session(({ db, world }) =>
        explainGame(db, world.config, 'Chrono Trigger (USA)'),
      )
      expect(game?.ports).toEqual(['psx: Final Fantasy Chronicles - Chrono Trigger'])
      expect((await project.build()).ran).toEqual([])
      project.remove('curation.jsonc')
      await project.build()
      expect(await listed(project)).toEqual(ALL)
    })
  })

  it('is one where a source numbers it once', async () => {
    await withProject(async (project) => {
      set(project, { metadata: { sources: { moby: { kind: 'mobygames', path: './moby.json' } } } })
      const game = (id: number, title: string, ...platforms: number[]) => ({
        game_id: id,
        title,
        alternate_titles: [{ title: 'Final Fantasy Chronicles - Chrono Trigger' }],
        platforms: platforms.map((one) => ({ platform_id: one, platform_name: '' })),
      })
      project.write('moby.json', JSON.stringify({ games: [game(4501, 'Chrono Trigger', 15, 6)] }))
      await project.build()
      expect(await listed(project)).toEqual(ONE_CHRONO)
      project.write('moby.json', JSON.stringify({ games: [] }))
      await project.build()
      expect(await listed(project)).toEqual(ALL)
    })
  })

  it('is told when a DAT lists it no more', async () => {
    await withProject(async (project) => {
      set(project)
      project.write(
        'curation.jsonc',
        '{ "ports": [{ "snes": "Chrono Trigger (USA)", "psx": "Gone (USA)" }] }',
      )
      const { report } = await project.build()
      expect(report.problems.map(({ message }) => message)).toEqual([
        'curation.jsonc names "Gone (USA)", which no DAT of psx lists (ports).',
      ])
    })
  })
})

it('releases of other titles are one game by the DAT, and a list that names one finds what is kept', async () => {
  await withProject(async (project) => {
    project.write(
      'dats/snes.dat',
      logiqxDat(SNES, [
        { name: 'Final Fantasy III (USA).sfc', bytes: 'ff usa' },
        { name: 'Final Fantasy VI (Japan).sfc', bytes: 'ff japan' },
      ]).replace(
        'name="Final Fantasy VI (Japan)"',
        'name="Final Fantasy VI (Japan)" cloneof="Final Fantasy III (USA)"',
      ),
    )
    project.write('roms/a.sfc', 'ff usa')
    project.write('roms/b.sfc', 'ff japan')
    const best = (...regions: string[]) => ({
      ...CONFIG,
      policies: { best: { keep: 1, regions } },
      playlists: { all: { titles: ['Final Fantasy VI (Japan)'] } },
    })
    project.configure(best('USA', 'Japan'))
    await project.build()
    const games = () =>
      project.session(({ db }) => db.prepare('select distinct atomic_id from playlist_item').pluck().all())
    const before = await games()
    expect(await listed(project)).toEqual(['snes: Final Fantasy III (USA)'])
    project.configure(best('Japan', 'USA'))
    await project.build()
    expect(await listed(project)).toEqual(['snes: Final Fantasy VI (Japan)'])
    expect(await games()).toEqual(before)
  })
})

describe('games of one title on several platforms', () => {
  const GENESIS = 'Sega - Mega Drive - Genesis'
  const stage = (project: TestProject): void => {
    const sources = { own: { kind: 'csv', path: './own.csv' } }
    const snes = logiqxDat(SNES, [
      { name: 'Final Fantasy III (USA).sfc', bytes: '3 usa' },
      { name: 'Final Fantasy VI (Japan).sfc', bytes: '6 japan' },
      { name: 'Aladdin (USA).sfc', bytes: 'capcom' },
      { name: 'Zebra (USA).sfc', bytes: 'zebra' },
    ])
    project.write(
      'dats/snes.dat',
      snes.replace(
        'name="Final Fantasy III (USA)"',
        'name="Final Fantasy III (USA)" cloneof="Final Fantasy VI (Japan)"',
      ),
    )
    project.write(
      'dats/nes.dat',
      logiqxDat('Nintendo - Nintendo Entertainment System', [
        { name: 'Final Fantasy III (Japan).nes', bytes: '3 japan' },
      ]),
    )
    project.write(
      'dats/genesis.dat',
      logiqxDat(GENESIS, [
        { name: 'Aladdin (USA).md', bytes: 'virgin' },
        { name: 'Zebra (Europe).md', bytes: 'zebra genesis' },
      ]),
    )
    project.write('dats/psx.dat', logiqxDat(PSX, [{ name: 'Final Fantasy VI (Japan).bin', bytes: '6 psx' }]))
    project.write('roms/a.rom', '3 usa')
    project.write(
      'own.csv',
      `platform,name,developer,publisher,year
snes,Final Fantasy VI (Japan),Square,Square,1994
psx,Final Fantasy VI (Japan),Tose,Square,1995
nes,Final Fantasy III (Japan),Square,Square,1990
snes,Aladdin (USA),Capcom,Capcom,1993
genesis,Aladdin (USA),Virgin Games,Sega,1993
snes,Zebra (USA),Stripes,Stripes,1991
genesis,Zebra (Europe),Stripes,Stripes,1999
`,
    )
    project.configure({ ...CONFIG, metadata: { sources } })
  }

  it('are asked for with company and years, and only then; no title alone brings them up', async () => {
    await withProject(async (project) => {
      stage(project)
      await project.build()
      await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        const items = review.items({ kinds: ['port'] })
        expect(items).toMatchObject([
          {
            subject: 'Final Fantasy VI',
            key: 'psx/Final Fantasy VI (Japan) = snes/Final Fantasy III (USA)',
            settles: 2,
            detail: 'Square, 1994-1995',
            names: ['psx/Final Fantasy VI (Japan)', 'snes/Final Fantasy III (USA)'],
          },
        ])
        const [item] = items
        if (!item) return
        const evidence = await review.evidence(item)
        expect(evidence?.sides.map(({ title, facts }) => [title, facts.slice(0, 4)])).toEqual([
          [
            'Final Fantasy VI (Japan)',
            [
              ['on', 'PlayStation'],
              ['made by', 'TOSE'],
              ['published', 'by Square'],
              ['came out', '1995'],
            ],
          ],
          [
            'Final Fantasy III (USA)',
            [
              ['on', 'Super Nintendo Entertainment System'],
              ['made by', 'Square'],
              ['published', 'by Square'],
              ['came out', '1994'],
            ],
          ],
        ])
        expect((await review.decide(item, { do: 'split' })).said).toBe(
          'Final Fantasy VI is another game on each platform.',
        )
        expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toContain(
          '"notPorts": [\n    { "psx": "Final Fantasy VI (Japan)", "snes": "Final Fantasy III (USA)" }\n  ]',
        )
        expect(review.items({ kinds: ['port'] })).toEqual([])
        await review.undo()
        expect(review.items({ kinds: ['port'] })).toEqual(items)
        expect((await review.decide(item, { do: 'merge' })).said).toBe('Final Fantasy VI is one game.')
      })
      const concepts = () =>
        project.session(({ db }) =>
          db.prepare('select count(*) from atomic_game_unit where concept_id is not null').pluck().get(),
        )
      await project.build()
      expect(await concepts()).toBe(2)
      await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        expect(review.items({ kinds: ['port'] })).toEqual([])
      })
      project.remove('curation.jsonc')
      await project.build()
      expect(await concepts()).toBe(0)
    })
  })

  it('are two by decision, though a source has one number for both', async () => {
    await withProject(async (project) => {
      set(project, { metadata: { sources: { moby: { kind: 'mobygames', path: './moby.json' } } } })
      const platforms = [15, 6].map((one) => ({ platform_id: one, platform_name: '' }))
      const alternate = [{ title: 'Final Fantasy Chronicles - Chrono Trigger' }]
      project.write(
        'moby.json',
        JSON.stringify({
          games: [{ game_id: 4501, title: 'Chrono Trigger', alternate_titles: alternate, platforms }],
        }),
      )
      project.write(
        'curation.jsonc',
        '{ "notPorts": [{ "snes": "Chrono Trigger (USA)", "psx": "Final Fantasy Chronicles - Chrono Trigger (USA)" }] }',
      )
      const { report } = await project.build()
      expect(report.problems).toEqual([])
      expect(await listed(project)).toEqual(ALL)
      project.write('curation.jsonc', '{ "notPorts": [{ "snes": "Gone (USA)", "psx": "Aladdin (USA)" }] }')
      const again = await project.build()
      expect(again.report.problems.map(({ message }) => message)).toEqual([
        'curation.jsonc names "Gone (USA)", which no DAT of snes lists (notPorts).',
      ])
      expect(await listed(project)).toEqual(ONE_CHRONO)
    })
  })
})

describe('releases of one title', () => {
  const stage = (project: TestProject, csv: string): void => {
    const dat = logiqxDat(SNES, [
      { name: 'Goal! (USA).sfc', bytes: 'usa' },
      { name: 'Goal! (Europe).sfc', bytes: 'europe' },
      { name: 'Goal! (Japan).sfc', bytes: 'japan' },
    ])
    project.write('dats/snes.dat', dat)
    for (const text of ['usa', 'europe', 'japan']) project.write(`roms/${text}.sfc`, text)
    project.write('own.csv', `platform,name,developer,publisher,year\n${csv}`)
    const sources = { own: { kind: 'csv', path: './own.csv' } }
    project.configure({
      ...CONFIG,
      policies: { best: { keep: 1, regions: ['USA', 'Japan'] } },
      metadata: { sources },
    })
  }
  const asked = (project: TestProject) =>
    project.session(async ({ db }) => {
      const review = await openReview(held(db), project.dir, () => NOW)
      return review.items({ kinds: ['namesakes'] })
    })
  const OLD = 'snes,Goal! (USA),Tecmo,Tecmo,1988\nsnes,Goal! (Europe),Tecmo,Nintendo,1989\n'

  it('are asked for where nobody made both, and years lie between; and are two games when that is said', async () => {
    await withProject(async (project) => {
      stage(project, `${OLD}snes,Goal! (Japan),Jaleco,Jaleco,1995\n`)
      await project.build()
      expect(await listed(project)).toEqual(['snes: Goal! (USA)'])
      await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        const items = review.items({ kinds: ['namesakes'] })
        expect(items).toMatchObject([
          {
            platform: 'snes',
            subject: 'Goal!',
            key: 'snes/Goal! (Europe)',
            detail: '1989, Nintendo, Tecmo / 1995, Jaleco',
            names: ['Goal! (Europe)', 'Goal! (Japan)'],
          },
        ])
        const [item] = items
        if (!item) return
        const evidence = await review.evidence(item)
        expect(evidence?.question).toBe(
          'One title, but other companies, and years between. Are they one game?',
        )
        expect(evidence?.sides.map(({ title, facts }) => [title, facts.slice(0, 3)])).toEqual([
          [
            'Goal! (Europe)',
            [
              ['made by', 'Tecmo'],
              ['published', 'by Nintendo'],
              ['came out', '1989'],
            ],
          ],
          [
            'Goal! (Japan)',
            [
              ['made by', 'Jaleco'],
              ['published', 'by Jaleco'],
              ['came out', '1995'],
            ],
          ],
        ])
        await review.decide(item, { do: 'split' })
        expect(review.items({ kinds: ['namesakes'] })).toEqual([])
      })
      await project.build()
      expect(await asked(project)).toEqual([])
      expect(await listed(project)).toEqual(['snes: Goal! (Japan)', 'snes: Goal! (USA)'])
      // what is the same by decision is not asked for again
      project.write(
        'curation.jsonc',
        '{ "same": [{ "platform": "snes", "releases": ["Goal! (Europe)", "Goal! (Japan)"] }] }',
      )
      await project.build()
      expect(await asked(project)).toEqual([])
      expect(await listed(project)).toEqual(['snes: Goal! (USA)'])
    })
  })

  it.each([
    [
      'a company made both',
      'snes,Goal! (Japan),Tecmo,Jaleco,1995\n',
      'snes,Goal! (Europe),Tecmo,Nintendo,1989\n',
    ],
    ['they are of the same years', 'snes,Goal! (Japan),Jaleco,Jaleco,1991\n', ''],
    ['nobody knows who made one', 'snes,Goal! (Japan),,,1995\n', ''],
    ['nobody knows when one came out', 'snes,Goal! (Japan),Jaleco,Jaleco,\n', ''],
    [
      'one company became the other',
      'snes,Goal! (USA),Squaresoft,Squaresoft,1988\nsnes,Goal! (Japan),Square Enix,Square Enix,2004\n',
      '',
    ],
  ])('are not asked for where %s', async (_, japan, europe) => {
    await withProject(async (project) => {
      stage(
        project,
        `${japan.includes('Square') ? '' : 'snes,Goal! (USA),Tecmo,Tecmo,1988\n'}${europe}${japan}`,
      )
      await project.build()
      expect(await asked(project)).toEqual([])
    })
  })
})

describe('companies', () => {
  const sources = { own: { kind: 'csv', path: './own.csv' } }
  const playlists = { all: { title: 'All', where: { developer: ['Human'] } } }
  const stage = (project: TestProject, config: object = {}) => {
    set(project, { metadata: { sources }, playlists, ...config })
    project.write(
      'own.csv',
      'platform,name,developer\nsnes,Chrono Trigger (USA),Human\npsx,Aladdin (USA),Human Entertainment\n',
    )
  }
  const ONE = ['snes: Chrono Trigger (USA)']
  const BOTH = ['psx: Aladdin (USA)', ...ONE]

  it('that may be one are asked for, and are one when that is said', async () => {
    await withProject(async (project) => {
      stage(project)
      await project.build()
      expect(await listed(project)).toEqual(ONE)
      await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        const [item] = review.items({ kinds: ['company'] })
        expect(item).toMatchObject({ subject: 'Human Entertainment / Human', settles: 2 })
        if (!item) return
        expect((await review.evidence(item))?.sides.map(({ title, facts }) => [title, facts[0]])).toEqual([
          ['Human Entertainment', ['written', 'Human Entertainment']],
          ['Human', ['written', 'Human']],
        ])
        expect((await review.decide(item, { do: 'accept', choice: 2 })).said).toBe(
          '"Human Entertainment" and "Human" are Human.',
        )
      })
      await project.build()
      expect(await listed(project)).toEqual(BOTH)
      const rest = await project.session(({ db }) => db.prepare('select * from company_suggestion').all())
      expect(rest).toEqual([])
      project.remove('curation.jsonc')
      await project.build()
      expect(await listed(project)).toEqual(ONE)
    })
  })

  it('keep the names that somebody gave them by hand while the review was open', async () => {
    await withProject(async (project) => {
      stage(project)
      await project.build()
      await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        const [item] = review.items({ kinds: ['company'] })
        project.write('curation.jsonc', '{ "companies": { "Human": ["Hyuman"] } }')
        if (item) await review.decide(item, { do: 'accept', choice: 2 })
        expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toBe(
          '{ "companies": { "Human": ["Hyuman", "Human Entertainment"] } }',
        )
        await review.undo()
        expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toBe(
          '{ "companies": { "Human": ["Hyuman"] } }',
        )
      })
    })
  })

  it('that are decided to be different are suggested no more', async () => {
    await withProject(async (project) => {
      stage(project)
      await project.build()
      await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        const [item] = review.items({ kinds: ['company'] })
        if (item) await review.decide(item, { do: 'split' })
        expect(review.items({ kinds: ['company'] })).toEqual([])
      })
      await project.build()
      const rest = () => project.session(({ db }) => db.prepare('select * from company_suggestion').all())
      expect(await rest()).toEqual([])
      project.remove('curation.jsonc')
      await project.build()
      expect(await rest()).toHaveLength(1)
    })
  })

  it('are what the config says, before what curator ships, and decisions before both', async () => {
    await withProject(async (project) => {
      stage(project, { companies: { Human: ['Human Entertainment'] } })
      await project.build()
      expect(await listed(project)).toEqual(BOTH)
      project.write('curation.jsonc', '{ "companies": { "Someone Else": ["Human Entertainment"] } }')
      await project.build()
      expect(await listed(project)).toEqual(ONE)
      const canonical = await project.session(({ db }) =>
        db
          .prepare(
            "select name, canonical, source from v_company_canonical where name like 'Human%' order by name",
          )
          .raw()
          .all(),
      )
      expect(canonical).toEqual([
        ['Human', 'Human', 'config'],
        ['Human Entertainment', 'Someone Else', 'decision'],
      ])
    })
  })
})

it('a game that a source may tell of is what a person says', async () => {
  await withProject(async (project) => {
    const sources = { own: { kind: 'csv', path: './own.csv' } }
    set(project, { metadata: { sources }, playlists: { all: { where: { genre: ['RPG'] } } } })
    project.write(
      'own.csv',
      'id,platform,title,genre\n9,snes,Chrono Trigger 2,RPG\n7,snes,Chrono Triggers,RPG\n',
    )
    await project.build()
    expect(await listed(project)).toEqual([])
    await project.session(async ({ db }) => {
      const review = await openReview(held(db), project.dir, () => NOW)
      const [item] = review.items({ kinds: ['metadata'] })
      expect(item).toMatchObject({ subject: 'Chrono Trigger', key: 'snes/Chrono Trigger (USA)/own' })
      if (!item) return
      // in a spreadsheet nothing else tells what `accept 2` would take
      expect(item.names).toEqual(['Chrono Triggers (7)', 'Chrono Trigger 2 (9)'])
      expect((await review.evidence(item))?.choices).toEqual([{ label: '7' }, { label: '9' }])
      await review.decide(item, { do: 'refuse' })
      expect(review.items({ kinds: ['metadata'] })).toEqual([])
      await review.undo()
      expect(review.items({ kinds: ['metadata'] })).toEqual([item])
      expect((await review.decide(item, { do: 'accept' })).said).toBe('Chrono Trigger is number 7 of own.')
    })
    await project.build()
    expect(await listed(project)).toEqual(['snes: Chrono Trigger (USA)'])
    project.remove('curation.jsonc')
    await project.build()
    expect(await listed(project)).toEqual([])
  })
})

it('what a table without ids says is shown, and taken by its title', async () => {
  await withProject(async (project) => {
    const sources = { own: { kind: 'csv', path: './own.csv' } }
    set(project, { metadata: { sources }, playlists: { all: { where: { genre: ['RPG'] } } } })
    project.write('own.csv', 'platform,title,genre\nsnes,Chrono Triggers,RPG\n')
    await project.build()
    await project.session(async ({ db }) => {
      const review = await openReview(held(db), project.dir, () => NOW)
      const [item] = review.items({ kinds: ['metadata'] })
      if (!item) throw new Error('nothing to decide')
      const evidence = await review.evidence(item)
      expect(evidence?.choices).toEqual([{ label: 'Chrono Triggers' }])
      expect(JSON.stringify(evidence?.sides)).toContain('["genres","RPG"]')
      await review.decide(item, { do: 'accept' })
    })
    await project.build()
    expect(await listed(project)).toEqual(['snes: Chrono Trigger (USA)'])
  })
})
