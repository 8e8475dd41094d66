/** Files of metadata in a project: imported once, joined with releases, undone, and nothing done twice. */
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type ConfigData, type TestProject } from '../support/project.ts'

const NES = ['Contra (USA).nes', 'Contra (Japan).nes', 'Tetris (USA).nes', 'Actraiser 2 (USA).nes']
const GB = ['Tetris (World).gb']

function crcOf(name: string): string {
  return crc32(`bytes of ${name}`).toString(16).padStart(8, '0').toUpperCase()
}

function metadat(system: string, games: readonly string[]): string {
  return [`clrmamepro (\n\tname "${system}"\n)\n`, ...games.map((game) => `game (\n${game}\n)\n`)].join('\n')
}

function configOf(more: Partial<ConfigData> = {}): ConfigData {
  return {
    roots: { roms: './roms' },
    dats: { d: './dats' },
    metadata: { sources: { libretro: './metadat' } },
    targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
    ...more,
  }
}

function fill(project: TestProject, more?: Partial<ConfigData>): void {
  project.configure(configOf(more))
  const roms = (names: readonly string[]) => names.map((name) => ({ name, bytes: `bytes of ${name}` }))
  project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms(NES)))
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', roms(GB)))
  for (const { name, bytes } of roms([...NES, ...GB])) project.write(`roms/${name}`, bytes)
  project.write(
    'metadat/genre/nes.dat',
    metadat('Nintendo - Nintendo Entertainment System', [
      `\tcomment "Contra (USA)"\n\tgenre "Shooter"\n\trom ( crc ${crcOf('Contra (USA).nes')} )`,
      `\tcomment "Tetris (USA)"\n\tgenre "Puzzle"\n\trom ( crc 00000001 )`,
    ]),
  )
  project.write(
    'metadat/publisher/nes.dat',
    metadat('Nintendo - Nintendo Entertainment System', [
      `\tcomment "Contra (USA)"\n\tpublisher "Konami Co., Ltd."\n\tusers 2\n\trom ( crc ${crcOf('Contra (USA).nes')} )`,
    ]),
  )
  project.write(
    'metadat/genre/gb.dat',
    metadat('Nintendo - Game Boy', [
      `\tcomment "Tetris (World)"\n\tgenre "Puzzle"\n\trom ( crc ${crcOf('Tetris (World).gb')} )`,
    ]),
  )
}

const RELEASES = `select p.slug, r.name,
    (select group_concat(g.name) from release_genre x join genre g on g.id = x.genre_id where x.release_id = r.id),
    (select group_concat(x.alias) from release_publisher x where x.release_id = r.id)
  from game_release r join platform p on p.id = r.platform_id order by p.slug, r.name`

function rows(project: TestProject, sql: string): Promise<unknown[]> {
  return project.session(({ db }) => db.prepare(sql).raw().all())
}

it('keeps no name of a company and no genre that nobody says any more, and asks nothing of them', async () => {
  await withProject(async (project) => {
    const table = ['platform,title,genre,publisher', 'nes,Contra,Shooter,"Human Co., Ltd."']
    fill(project, { metadata: { sources: { mine: './mine.csv' } } })
    project.write('mine.csv', [...table, 'nes,Tetris,Puzzle,Human Entertainment', ''].join('\n'))
    const said = async () => [
      await rows(project, "select name from company_alias where name like 'human%' order by name"),
      await rows(project, 'select name from genre order by name'),
      await rows(project, 'select why from company_suggestion'),
    ]
    await project.build()
    expect(await said()).toEqual([
      [['Human Co., Ltd.'], ['Human Entertainment']],
      [['Puzzle'], ['Shooter']],
      [['differ only in what they do']],
    ])
    project.write('mine.csv', [...table, ''].join('\n'))
    await project.build()
    expect(await said()).toEqual([[['Human Co., Ltd.']], [['Shooter']], []])
    fill(project, { metadata: { sources: {} } })
    project.remove('metadat/genre/nes.dat')
    await project.build()
    expect(await said()).toEqual([[], [], []])
    expect(await rows(project, "select name from company where name like 'human%'")).toEqual([])
  })
})

const ALL = [
  ['gb', 'Tetris (World)', 'Puzzle', null],
  ['nes', 'Actraiser 2 (USA)', null, null],
  ['nes', 'Contra (Japan)', 'Shooter', 'Konami Co., Ltd.'],
  ['nes', 'Contra (USA)', 'Shooter', 'Konami Co., Ltd.'],
  ['nes', 'Tetris (USA)', 'Puzzle', null],
]

describe('libretro metadat', () => {
  it('is joined by hash, by name, and passed on to the other releases of a game', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      expect(await rows(project, RELEASES)).toEqual(ALL)
      expect(
        await rows(
          project,
          `select u.title, x.field, x.value, x.source, x.via, x.release_name
           from atomic_metadata_extension x join atomic_game_unit u on u.id = x.atomic_id
           join platform p on p.id = u.platform_id where p.slug = 'nes' order by 1, 2`,
        ),
      ).toEqual([
        ['Contra', 'genres', '["Shooter"]', 'libretro', 'hash', 'Contra (USA)'],
        ['Contra', 'players', '{"least":1,"most":2}', 'libretro', 'hash', 'Contra (USA)'],
        ['Contra', 'publishers', '["Konami Co., Ltd."]', 'libretro', 'hash', 'Contra (USA)'],
        ['Tetris', 'genres', '["Puzzle"]', 'libretro', 'name', 'Tetris (USA)'],
      ])
      expect(
        await rows(project, `select canonical from v_company_canonical where name = 'Konami Co., Ltd.'`),
      ).toEqual([['Konami']])
    })
  })

  it('costs nothing when nothing changed, and a changed file does only its platforms again', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      await project.build()
      const second = await project.build()
      expect(second.report.outcome).toBe('nothing')
      expect(second.ran).toEqual([])
      project.write(
        'metadat/genre/gb.dat',
        metadat('Nintendo - Game Boy', [
          `\tcomment "Tetris (World)"\n\tgenre "Falling blocks"\n\trom ( crc ${crcOf('Tetris (World).gb')} )`,
        ]),
      )
      const third = await project.build()
      expect(third.ran).toEqual([
        'metadata-any:',
        'metadata-files-of:gb',
        'metadata:gb',
        'metadata-files-of:nes',
      ])
      expect((await rows(project, RELEASES))[0]).toEqual(['gb', 'Tetris (World)', 'Falling blocks', null])
    })
  })

  it('costs nothing where there is none', async () => {
    await withProject(async (project) => {
      fill(project, { metadata: {}, playlists: { old: { where: { year: { to: 1990 } } } } })
      const { ran } = await project.build()
      expect(ran.filter((key) => key.startsWith('metadata'))).toEqual(['metadata-any:'])
    })
  })

  it('knows all discs of a set by the serial of one', async () => {
    await withProject(async (project) => {
      const discs = ['Saga (USA) (Disc 1)', 'Saga (USA) (Disc 2)', 'Other (USA)']
      fill(project)
      const dat = logiqxDat(
        'Sony - PlayStation',
        discs.map((name) => ({ name: `${name}.bin`, bytes: name })),
      )
      project.write(
        'dats/psx.dat',
        dat
          .replaceAll('<rom ', '<rom serial="SLUS-01041" ')
          .replace('SLUS-01041" name="Other', 'SLUS-0999" name="Other'),
      )
      const game = '\tcomment "Saga (US)"\n\tfranchise "Sagas"\n\tgenre "RPG"\n\trom ( serial "SLUS 01041" )'
      project.write('metadat/genre/psx.dat', metadat('Sony - PlayStation', [game]))
      await project.build()
      expect((await rows(project, RELEASES)).slice(-3)).toEqual([
        ['psx', 'Other (USA)', null, null],
        ['psx', 'Saga (USA) (Disc 1)', 'RPG', null],
        ['psx', 'Saga (USA) (Disc 2)', 'RPG', null],
      ])
    })
  })

  it('is imported once, under whatever name it lies', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      const imports = `select count(*) from import_log where source like 'metadata:%'`
      expect(await rows(project, imports)).toEqual([[3]])
      project.remove('metadat/publisher')
      project.write(
        'metadat/elsewhere/gb.dat',
        metadat('Nintendo - Game Boy', [
          `\tcomment "Tetris (World)"\n\tgenre "Puzzle"\n\trom ( crc ${crcOf('Tetris (World).gb')} )`,
        ]),
      )
      await project.build()
      expect(await rows(project, imports)).toEqual([[3]])
      expect(await rows(project, RELEASES)).toEqual(
        ALL.map(([slug, name, genre]) => [slug, name, genre, null]),
      )
    })
  })

  it('leaves nothing behind when the config does not name it any more', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      project.configure(configOf({ metadata: {} }))
      await project.build()
      expect(await rows(project, RELEASES)).toEqual(ALL.map(([slug, name]) => [slug, name, null, null]))
      for (const table of ['metadata_entry', 'metadata_link', 'metadata_part', 'atomic_core_metadata'])
        expect([table, await rows(project, `select count(*) from ${table}`)]).toEqual([table, [[0]]])
    })
  })
})

describe('a file that cannot be read', () => {
  it('is told by every build, and used when it is put right', async () => {
    await withProject(async (project) => {
      fill(project)
      project.write('metadat/broken.dat', 'game (\n\tgenre "Shooter"\n')
      const told = [
        [
          'metadata-unreadable',
          `${project.at('metadat/broken.dat')}: is no metadat: its brackets do not match.`,
        ],
      ]
      for (const _ of [1, 2])
        expect((await project.build()).report.problems.map(({ code, message }) => [code, message])).toEqual(
          told,
        )
      expect(
        await rows(
          project,
          `select status from import_log where source = 'metadata:libretro' order by id desc limit 1`,
        ),
      ).toEqual([['completed']])
      project.write('metadat/broken.dat', metadat('Nintendo - Game Boy', []))
      expect((await project.build()).report.problems).toEqual([])
    })
  })

  it.each([
    [
      'metadat/x.csv',
      'a,b\n1,2\n',
      'metadata-unreadable',
      'its first line has none of the columns title, name, crc, md5, serial.',
    ],
    ['metadat/x.csv', 'title\nContra\n', 'metadata-unknown-platform', 'names no platform (line 2).'],
    [
      'metadat/x.csv',
      'title,platform\nContra,Game Gizmo\nTetris,Game Gizmo\n',
      'metadata-unknown-platform',
      'names the platform "Game Gizmo", which curator does not know (line 2).',
    ],
    [
      'metadat/x.csv',
      'title,platform\nContra,nes\n"Tetris,nes\nMetroid,nes\n',
      'metadata-unreadable',
      'a quotation mark in the row of line 3 is not closed.',
    ],
    ['metadat/x.json', '{', 'metadata-unreadable', 'is no JSON'],
    ['metadat/x.pack.json', '{}', 'metadata-unreadable', 'is no definition pack'],
  ])('%s holding %j', async (path, text, code, words) => {
    await withProject(async (project) => {
      fill(project)
      project.write(path, text)
      const { report } = await project.build()
      expect(report.problems.map((one) => one.code)).toEqual([code])
      expect(report.problems[0]?.message).toContain(words)
      expect(await rows(project, RELEASES)).toEqual(ALL)
    })
  })
})

describe('a table of which some rows name no platform', () => {
  const TABLE = [
    'title,platform,genre',
    'Contra,Famicom,Shooter',
    'Tetris,Game Gizmo,Puzzle',
    'Tetris,nes,Puzzle',
    'Metroid,Game Gizmo,Action',
    'Metroid,,Action',
  ].join('\n')
  const USED = [
    ['nes', 'Contra (USA)', 'Shooter', null],
    ['nes', 'Tetris (USA)', 'Puzzle', null],
  ]
  const TOLD =
    '3 rows not used, of platforms that curator does not know: "Game Gizmo" (line 3 and 1 more), none (line 6).'

  it('is used but for them, which every build names, under whatever name it lies', async () => {
    await withProject(async (project) => {
      fill(project, { metadata: { sources: { mine: './tables' } } })
      const said = async () => {
        const { problems } = (await project.build()).report
        const used = (await rows(project, RELEASES)).filter((row) => String(row).includes('(USA),'))
        return [problems.map(({ code, message }) => [code, message]), used.slice(1)]
      }
      for (const path of ['tables/mine.csv', 'tables/mine.csv', 'tables/other.csv']) {
        if (path.endsWith('other.csv')) project.remove('tables/mine.csv')
        project.write(path, TABLE)
        expect(await said()).toEqual([[['metadata-unknown-platform', `${project.at(path)}: ${TOLD}`]], USED])
      }
      project.write('tables/other.csv', TABLE.split('\n').slice(0, 2).join('\n'))
      expect(await said()).toEqual([[], [USED[0], ['nes', 'Tetris (USA)', null, null]]])
    })
  })
})

describe('sources that disagree', () => {
  const CSV =
    'platform,title,genre,publisher,year,rating\nnes,Contra,Run and Gun,Konami,1988,91\nnes,Act Raiser,Action,Enix,1990,80\n'

  it('are believed in the order of their kinds, or of the config, field by field', async () => {
    await withProject(async (project) => {
      const sources = { mine: './mine.csv', libretro: './metadat' }
      fill(project, { metadata: { sources } })
      project.write('mine.csv', CSV)
      await project.build()
      const contra = async () =>
        (await rows(project, RELEASES)).find((row) => String(row).includes('Contra (USA)'))
      expect(await contra()).toEqual(['nes', 'Contra (USA)', 'Run and Gun', 'Konami'])
      project.configure(configOf({ metadata: { sources, fields: { genres: ['libretro'] } } }))
      await project.build()
      expect(await contra()).toEqual(['nes', 'Contra (USA)', 'Shooter', 'Konami'])
      project.configure(configOf({ metadata: { sources, priority: ['libretro', 'mine'] } }))
      await project.build()
      expect(await contra()).toEqual(['nes', 'Contra (USA)', 'Shooter', 'Konami Co., Ltd.'])
    })
  })

  it('lose to what a person pinned, and a near miss is a suggestion that can be confirmed', async () => {
    await withProject(async (project) => {
      fill(project, { metadata: { sources: { mine: './mine.csv', libretro: './metadat' } } })
      project.write('mine.csv', CSV)
      await project.build()
      const suggestions = `select source, ref, title, score, reason from metadata_candidate`
      expect(await rows(project, suggestions)).toEqual([
        ['mine', 'Act Raiser', 'Act Raiser', expect.closeTo(0.93, 1), 'a title that looks like it'],
      ])
      project.write(
        'curation.jsonc',
        JSON.stringify({
          metadata: {
            pin: { nes: { 'Contra (Japan)': { genres: ['My genre'], players: 4 } } },
            link: { nes: { 'Actraiser 2 (USA)': { mine: null } } },
          },
        }),
      )
      await project.build()
      expect(await rows(project, suggestions)).toEqual([])
      expect((await rows(project, RELEASES)).slice(2, 4)).toEqual([
        ['nes', 'Contra (Japan)', 'My genre', 'Konami'],
        ['nes', 'Contra (USA)', 'My genre', 'Konami'],
      ])
      expect(
        await rows(project, `select player_count from atomic_core_metadata where player_count is not null`),
      ).toEqual([[4]])
      // a table of one's own has no ids: its titles serve
      project.write(
        'curation.jsonc',
        JSON.stringify({ metadata: { link: { nes: { 'Actraiser 2 (USA)': { mine: 'Act Raiser' } } } } }),
      )
      await project.build()
      expect(
        await rows(
          project,
          `select r.name, e.title from metadata_link l join game_release r on r.id = l.release_id
             join metadata_entry e on e.id = l.entry_id where l.via = 'decision'`,
        ),
      ).toEqual([['Actraiser 2 (USA)', 'Act Raiser']])
    })
  })

  it('are told of where a decision names an entry or a source that there is not', async () => {
    await withProject(async (project) => {
      fill(project, { metadata: { sources: { mine: './mine.csv' } } })
      project.write('mine.csv', CSV)
      const link = {
        'Actraiser 2 (USA)': { mine: 'Act Raizer', igbd: '12' },
        // whether a provider has it is found out when it is asked
        'Contra (USA)': { mine: 'Act Raiser', igdb: '12', launchbox: null },
      }
      project.write('curation.jsonc', JSON.stringify({ metadata: { link: { nes: link } } }))
      for (const _ of ['first', 'second']) {
        const { report } = await project.build()
        expect(
          report.problems.flatMap(({ code, message }) => (code === 'decision-stale' ? message : [])),
        ).toEqual([
          'curation.jsonc links "Actraiser 2 (USA)" with `igbd`, which is no source of the config and no provider (metadata.link).',
          'curation.jsonc links "Actraiser 2 (USA)" with "Act Raizer" of `mine`, which has no such entry of nes (metadata.link).',
        ])
      }
    })
  })
})
