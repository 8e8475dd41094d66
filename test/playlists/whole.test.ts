/** Playlists by what metadata says, in whole builds: which games, in which order, and what could not be found. */
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'

const NES = [
  'Contra (USA)',
  'Contra (Japan)',
  'Tetris (USA)',
  'Ninja Gaiden II - The Dark Sword of Chaos (USA)',
  'Mystery (USA)',
  'Track & Field (USA)',
]
const SNES = ['Super Metroid (Japan, USA)', 'Contra III - The Alien Wars (USA)', 'Chrono Trigger (USA)']

const CSV = `platform;title;genre;developer;publisher;franchise;released;players;rating;achievements
nes;Contra;Shooter|Run and Gun;Konami;Konami Co., Ltd.;Contra;1988-02;1-2;88;20
nes;Tetris;Puzzle;Nintendo R&D1;Nintendo;Tetris;1989;1;80;
nes;Ninja Gaiden II: The Dark Sword of Chaos;Action;Tecmo;Tecmo, Inc.;Ninja Gaiden;1990;1;85;31
nes;Track & Field;Sports;KONAMI;Konami;;1987;1-4;60;
snes;Super Metroid;Action Adventure;Nintendo R&D1;Nintendo;Metroid;1994;1;96;40
snes;Contra III: The Alien Wars;Shooter;Konami;Konami;Contra;1992;1-2;88;
snes;Chrono Trigger;Role-playing (RPG);Square;SQUARE SOFT;Chrono;1995;1;95;50
`

const PACK = {
  curatorPack: 1,
  name: 'test',
  updated: '2020-01-01',
  performance: [
    { platform: 'nes', device: 'tiny', tier: 'excellent' },
    { platform: 'snes', device: 'tiny', tier: 'fair' },
    { platform: 'snes', game: 'Super Metroid', device: 'tiny', emulator: 'a', tier: 'poor' },
    { platform: 'snes', game: 'Super Metroid', device: 'tiny', emulator: 'b', tier: 'good' },
    { platform: 'snes', game: 'Chrono Trigger', device: 'tiny', tier: 'unplayable' },
  ],
  compatibility: [
    { platform: 'snes', emulator: 'snes9x', status: 'playable' },
    { platform: 'snes', game: 'Super Metroid', emulator: 'snes9x', version: '1.4', status: 'menu' },
    { platform: 'snes', game: 'Super Metroid', emulator: 'snes9x', version: '1.6', status: 'perfect' },
    { platform: 'snes', game: 'Chrono Trigger (USA)', emulator: 'snes9x', status: 'broken' },
    { platform: 'nes', game: 'Tetris', emulator: 'mesen', version: '2', status: 'ingame' },
  ],
}

/** Builds a project with these playlists, and tells the games of each. */
async function listsOf(
  playlists: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>> = {},
  body?: (project: TestProject) => Promise<void>,
): Promise<{ lists: Record<string, string[]>; problems: string[] }> {
  return withProject(async (project) => {
    project.configure({
      roots: { roms: './roms' },
      dats: { d: './dats' },
      policies: { usa: { regions: ['USA', 'Japan'] } },
      metadata: { sources: { mine: './mine.csv', tiny: './tiny.pack.json' } },
      playlists,
      targets: {
        card: { preset: 'folder', path: './card', policy: 'usa', playlists: Object.keys(playlists) },
      },
    })
    const roms = (names: readonly string[], extension: string) =>
      names.map((name) => ({ name: `${name}.${extension}`, bytes: `bytes of ${name}` }))
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms(NES, 'nes')))
    project.write(
      'dats/snes.dat',
      logiqxDat('Nintendo - Super Nintendo Entertainment System', roms(SNES, 'sfc')),
    )
    for (const { name, bytes } of [...roms(NES, 'nes'), ...roms(SNES, 'sfc')])
      project.write(`roms/${name}`, bytes)
    project.write('mine.csv', CSV)
    project.write('tiny.pack.json', JSON.stringify(PACK))
    for (const [path, text] of Object.entries(files)) project.write(path, text)
    const { report } = await project.build()
    await body?.(project)
    const lists = await listed(project)
    return { lists, problems: report.problems.map(({ message }) => message) }
  })
}

/** The releases of each playlist. */
async function listed(project: TestProject): Promise<Record<string, string[]>> {
  const rows = await project.session(({ db }) =>
    db
      .prepare(
        `select l.name, i.release_name from playlist l left join playlist_item i on i.playlist_id = l.id
         order by l.name, i.position`,
      )
      .raw()
      .all(),
  )
  const lists: Record<string, string[]> = {}
  for (const [name, release] of rows as [string, string | null][])
    lists[name] = [...(lists[name] ?? []), ...(release === null ? [] : [release])]
  return lists
}

const CONTRA = 'Contra (USA)'
const CONTRA_3 = 'Contra III - The Alien Wars (USA)'
const METROID = 'Super Metroid (Japan, USA)'
const CHRONO = 'Chrono Trigger (USA)'
const NINJA = 'Ninja Gaiden II - The Dark Sword of Chaos (USA)'
const TRACK = 'Track & Field (USA)'
const TETRIS = 'Tetris (USA)'
const MYSTERY = 'Mystery (USA)'

const AMIGA = ['Doom (199x)(X)', 'Persia (1990)(X)', 'Lotus (1991-05)(X)']

it('the year is also that in the names of TOSEC, and metadata of other years is of other games', async () => {
  const { lists } = await listsOf(
    { old: { where: { platform: ['amiga'], year: { to: 1992 } } } },
    {
      'dats/amiga.dat': logiqxDat(
        'Commodore Amiga - Games (TOSEC)',
        AMIGA.map((name) => ({ name: `${name}.adf`, bytes: name })),
      ),
      ...Object.fromEntries(AMIGA.map((name) => [`roms/${name}.adf`, name])),
      'mine.csv': 'platform;title;genre;year\namiga;Persia;Action;2008\namiga;Lotus;Racing;1990\n',
    },
    async (project) => {
      const links = await project.session(({ db }) =>
        db
          .prepare(
            `select e.title, null from metadata_link l join metadata_entry e on e.id = l.entry_id
             union all select title, reason from metadata_candidate order by 1`,
          )
          .raw()
          .all(),
      )
      expect(links).toEqual([
        ['Lotus', null],
        ['Persia', 'the same title, but something speaks against it'],
      ])
    },
  )
  expect(lists).toEqual({ old: ['Lotus (1991-05)(X)', 'Persia (1990)(X)'] })
})

describe('queries', () => {
  it('ask for what metadata says', async () => {
    const { lists, problems } = await listsOf({
      genre: { where: { genre: ['shooter'] } },
      words: { where: { genre: ['RPG', 'gun'] } },
      developer: { where: { developer: ['Konami Corporation'] } },
      publisher: { where: { publisher: ['Squaresoft'] } },
      franchise: { where: { franchise: ['contra'] } },
      eighties: { where: { year: { to: 1989 } } },
      party: { where: { players: { from: 2 } } },
      best: { where: { rating: { from: 90 } } },
      achievements: { where: { achievements: true } },
      many: { where: { achievements: { from: 40 } } },
      bare: { where: { achievements: false } },
      art: { where: { hasArtwork: true } },
      tiny: { where: { runsOn: { device: 'tiny', atLeast: 'good' } } },
      tinier: { where: { runsOn: { device: 'tiny' } } },
      other: { where: { runsOn: { device: 'huge' } } },
      emulated: { where: { compatible: { emulator: 'snes9x' } } },
      perfect: { where: { compatible: { emulator: 'snes9x', atLeast: 'perfect' } } },
      old: { where: { compatible: { emulator: 'snes9x', version: '1.4' } } },
      boots: { where: { compatible: { emulator: 'snes9x', version: '1.4', atLeast: 'boots' } } },
      begins: { where: { compatible: { emulator: 'mesen', atLeast: 'ingame' } } },
      anew: { where: { compatible: { emulator: 'mesen', version: '3', atLeast: 'broken' } } },
    })
    expect(problems).toEqual([
      'The playlist "other" asks for the device "huge", which no source says of any selected game.',
    ])
    expect(lists).toEqual({
      genre: [CONTRA, CONTRA_3],
      words: [CHRONO, CONTRA],
      developer: [CONTRA, CONTRA_3, TRACK],
      publisher: [CHRONO],
      franchise: [CONTRA, CONTRA_3],
      eighties: [CONTRA, TETRIS, TRACK],
      party: [CONTRA, CONTRA_3, TRACK],
      best: [CHRONO, METROID],
      achievements: [CHRONO, CONTRA, NINJA, METROID],
      many: [CHRONO, METROID],
      bare: [CONTRA_3, MYSTERY, TETRIS, TRACK],
      art: [],
      tiny: [CONTRA, MYSTERY, NINJA, METROID, TETRIS, TRACK],
      tinier: [CONTRA, CONTRA_3, MYSTERY, NINJA, METROID, TETRIS, TRACK],
      other: [],
      emulated: [CONTRA_3, METROID],
      perfect: [METROID],
      old: [CONTRA_3],
      boots: [CONTRA_3, METROID],
      begins: [TETRIS],
      anew: [],
    })
  })

  it('are joined by all, any and not, ordered and cut', async () => {
    const { lists } = await listsOf({
      any: { where: { any: [{ genre: ['puzzle'] }, { title: ['chrono*'] }] } },
      all: { where: { platform: ['nes'], all: [{ genre: ['shooter'] }, { year: { from: 1988 } }] } },
      not: { where: { platform: ['nes'], not: { developer: ['Konami'] } } },
      deep: { where: { any: [{ all: [{ genre: ['shooter'] }, { not: { platform: ['nes'] } }] }] } },
      rating: { order: 'rating', limit: 4 },
      each: { where: { rating: { from: 1 } }, order: 'rating', perPlatform: 1 },
      players: { order: 'players', limit: 3 },
      year: { order: 'year', perPlatform: 2, limit: 3 },
    })
    expect(lists).toEqual({
      any: [CHRONO, TETRIS],
      all: [CONTRA],
      not: [MYSTERY, NINJA, TETRIS],
      deep: [CONTRA_3],
      rating: [METROID, CHRONO, CONTRA, CONTRA_3],
      each: [METROID, CONTRA],
      players: [TRACK, CONTRA, CONTRA_3],
      year: [TRACK, CONTRA, CONTRA_3],
    })
  })
})

describe('lists', () => {
  const crcOf = (name: string) => crc32(`bytes of ${name}`).toString(16).padStart(8, '0')
  const smdb = (path: string, crc: string) =>
    ['0'.repeat(64), path, '0'.repeat(40), '0'.repeat(32), crc].join('\t')

  it('in files of any kind are resolved, and tell what could not be found', async () => {
    const { lists, problems } = await listsOf(
      {
        text: { file: './lists/best.txt' },
        csv: { file: './lists/best.csv', limit: 3 },
        m3u: { file: './lists/best.m3u' },
        smdb: { file: './lists/best.smdb' },
        manual: {
          titles: [
            'Tetris',
            'Contra (Japan)',
            { title: 'Contra', platform: 'nes' },
            { title: 'Contra', platform: 'snes' },
          ],
        },
      },
      {
        'lists/best.txt':
          '# the best\n1. Super Metroid\n2. CONTRA III: the alien wars\n- Ninja Gaiden 2: Dark Sword of Chaos\nTetriss\n',
        'lists/best.csv':
          'Rank,Title,System\n3,Tetris,nes\n1,"Track and Field (World)",nes\n2,Chrono Trigger,nes\n4,Chrono Trigger,snes\n',
        'lists/best.m3u': '#EXTM3U\n../nes/Contra (USA).nes\nsnes\\Chrono Trigger.sfc\n',
        'lists/best.smdb': [
          smdb('Best/002 Whatever (USA).nes', crcOf('Tetris (USA)')),
          smdb('Best/001 - Super Metroid (Japan, USA).sfc', '00000001'),
          smdb('Best/003 Contra (USA).nes', '00000002'),
          smdb('Best/007 Contra III.sfc', '00000003'),
        ].join('\n'),
      },
    )
    expect(lists).toEqual({
      text: [METROID, CONTRA_3, NINJA],
      csv: [TRACK, TETRIS, CHRONO],
      m3u: [CONTRA, CHRONO],
      smdb: [TETRIS, METROID, CONTRA],
      manual: [TETRIS, CONTRA],
    })
    expect(problems).toEqual([
      'The playlist "text" names "Tetriss", which no selected game is called. The nearest are "Tetris".',
      'The playlist "csv" names "Chrono Trigger" for nes, which no selected game is called. The nearest are "Chrono Trigger (snes)".',
      'The playlist "smdb" names "007 Contra III", which no selected game is called. The nearest are "Contra", "Contra III - The Alien Wars".',
      'The playlist "manual" names "Contra" for snes, which no selected game is called. The nearest are "Contra (nes)", "Contra III - The Alien Wars".',
    ])
  })

  it('are read again when they change; one that cannot be read stays what it was, and is told', async () => {
    await listsOf(
      { text: { file: './lists/best.txt' } },
      { 'lists/best.txt': 'Tetris\n' },
      async (project) => {
        const again = await project.build()
        expect(again.ran).toEqual([])
        project.write('lists/best.txt', 'Contra\n')
        expect((await project.build()).ran).toContain('list:text/usa')
        expect(await listed(project)).toEqual({ text: [CONTRA] })
        project.write('lists/best.txt', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))
        expect((await project.build()).report.problems.map(({ message }) => message)).toEqual([
          `${project.at('lists/best.txt')}: cannot be read: it is no text. What it said before is used.`,
        ])
        project.remove('lists')
        for (const _ of [1, 2]) {
          const { report, ran } = await project.build()
          expect(report.problems.map(({ code, message }) => [code, message])).toEqual([
            [
              'playlist-unreadable',
              `${project.at('lists/best.txt')}: cannot be read: no such file or folder. What it said before is used.`,
            ],
          ])
          expect([ran, await listed(project)]).toEqual([[], { text: [CONTRA] }])
        }
        project.write('lists/best.txt', '# nothing any more\n')
        await project.build()
        expect(await listed(project)).toEqual({ text: [] })
      },
    )
  })

  it('that never could be read is empty', async () => {
    const { lists, problems } = await listsOf({ text: { file: './lists/best.txt' } })
    expect(lists).toEqual({ text: [] })
    expect(problems).toEqual([
      expect.stringMatching(/lists\/best\.txt: cannot be read: no such file or folder\.$/),
    ])
  })
})
