/** What the readers of local files make of them, and how titles without hashes are joined. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { LocalEntry, LocalKind, NamedFile } from '../../src/metadata/local/entry.ts'
import { csvRows } from '../../src/metadata/local/csv-rows.ts'
import { kindOfFile } from '../../src/metadata/local/find.ts'
import { readLocal } from '../../src/metadata/local/read.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { makeZip } from '../support/archives/zip.ts'

interface Told {
  readonly entries: LocalEntry[]
  readonly files: NamedFile[]
  readonly titles: (readonly [string, string])[]
}

async function read(
  kind: LocalKind,
  path: string,
  data: string | Uint8Array,
  platform?: string,
): Promise<Told> {
  return withProject(async (project) => {
    project.write(path, data)
    const told: Told = { entries: [], files: [], titles: [] }
    await readLocal(
      kind,
      { path: project.at(path), ...(platform === undefined ? {} : { platform }) },
      {
        entry: (entry) => told.entries.push(entry),
        file: (named) => told.files.push(named),
        title: (ref, title) => told.titles.push([ref, title]),
      },
    )
    return told
  })
}

describe('the kind of a file', () => {
  it.each([
    ['genre/Nintendo - NES.dat', 'libretro'],
    ['mine.CSV', 'csv'],
    ['mine.tsv', 'csv'],
    ['roms/gamelist.xml', 'gamelist'],
    ['Metadata.xml', 'launchbox'],
    ['downloads/Metadata.zip', 'launchbox'],
    ['moby.json', 'mobygames'],
    ['rg35xx.pack.json', 'pack'],
    ['readme.txt', undefined],
  ])('%s: %s', (path, kind) => expect(kindOfFile(path)).toBe(kind))
})

describe('tables', () => {
  it.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '\ufeffa;b\r\n"1;2";"say ""hi"""\r\n\r\n',
      [
        ['a', 'b'],
        ['1;2', 'say "hi"'],
      ],
    ],
    [
      'a\tb\n1\t',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'a,b\n"1\n2",3',
      [
        ['a', 'b'],
        ['1\n2', '3'],
      ],
    ],
    ['"open', [['open']]],
    ['', []],
  ])('%j', (text, rows) => expect(csvRows(text)).toEqual(rows))
})

describe('metadat', () => {
  const HEAD = 'clrmamepro (\n\tname "Sony - PlayStation"\n)\n'

  it('says all it knows of a game, by each of its keys', async () => {
    const { entries } = await read(
      'libretro',
      'psx.dat',
      `${HEAD}game (\n\tname "Chrono \\"Cross\\""\n\tgenre "RPG; Adventure"\n\tdeveloper "Koei / Inis"\n\treleaseyear "2000"
\treleasemonth 8\n\tusers "2"\n\tesrb_rating "T"\n\tpublisher "N/A"\n\trom ( serial "SLUS-01041" )\n\trom ( serial "SLUS-01080" )\n)\n`,
    )
    const fields = {
      genres: ['RPG', 'Adventure'],
      developers: ['Koei', 'Inis'],
      released: '2000-08',
      players: { least: 1, most: 2 },
      ageRatings: ['ESRB T'],
    }
    expect(entries).toEqual([
      { platform: 'psx', name: 'Chrono "Cross"', serial: 'SLUS-01041', fields },
      { platform: 'psx', name: 'Chrono "Cross"', serial: 'SLUS-01080', fields },
    ])
  })

  it.each([
    ['game (\n\tgenre "x"\n)\n', 'names no platform'],
    ['clrmamepro (\n\tname "Nothing - Known"\n)\n', 'names the platform "Nothing - Known"'],
    [`${HEAD}game (`, 'its brackets do not match'],
    [`${HEAD})`, 'its brackets do not match'],
    ['word', 'its brackets do not match'],
    [`${HEAD}${'game ('.repeat(1000)}${')'.repeat(1000)}`, 'its brackets are nested too deeply'],
  ])('%j is refused: %s', async (text, why) => {
    await expect(read('libretro', 'x.dat', text)).rejects.toThrow(why)
  })

  it('is read with the platform of the config where it names none', async () => {
    const { entries } = await read('libretro', 'x.dat', 'game (\n\tname A\n\tgenre B\n)\n', 'nes')
    expect(entries).toEqual([{ platform: 'nes', name: 'A', fields: { genres: ['B'] } }])
  })
})

const LAUNCHBOX = `<?xml version="1.0"?><LaunchBox>
<Game><Name>Probotector</Name><DatabaseID>12</DatabaseID><Platform>Nintendo Entertainment System</Platform>
 <Genres> Shooter; Platform</Genres><Publisher>Konami</Publisher><MaxPlayers>2</MaxPlayers><CommunityRating>4.5</CommunityRating></Game>
<Game><Name>Elsewhere</Name><DatabaseID>13</DatabaseID><Platform>Nobody Knows</Platform><Genres>X</Genres></Game>
<Game><Name>Filed Game</Name><DatabaseID>14</DatabaseID><Platform>Nintendo Entertainment System</Platform><Genres>Puzzle</Genres></Game>
<GameAlternateName><AlternateName>Contra</AlternateName><DatabaseID>12</DatabaseID><Region>USA</Region></GameAlternateName>
</LaunchBox>`
const FILES = `<LaunchBox><File><Platform>Nintendo Entertainment System</Platform><FileName>Odd Name (USA)</FileName><GameName>Filed Game</GameName></File></LaunchBox>`

describe('LaunchBox', () => {
  it.each([
    ['Metadata.xml', LAUNCHBOX],
    ['Metadata.zip', makeZip([{ name: 'Metadata.xml', data: LAUNCHBOX }])],
    ['games of may.xml', `\ufeff${LAUNCHBOX}`],
    ['download', makeZip([{ name: 'Metadata.xml', data: LAUNCHBOX }])],
  ])('%s tells games and their other titles', async (path, data) => {
    const { entries, titles } = await read('launchbox', path, data)
    expect(
      entries.map(({ platform, ref, title, fields }) => [platform, ref, title, fields.genres, fields.rating]),
    ).toEqual([
      ['nes', '12', 'Probotector', ['Shooter', 'Platform'], 90],
      ['nes', '14', 'Filed Game', ['Puzzle'], undefined],
    ])
    expect(titles).toEqual([['12', 'Contra']])
  })

  it('is not what is no XML', async () => {
    await expect(read('launchbox', 'page.xml', 'Not found')).rejects.toThrow('holds no Metadata.xml')
  })

  it('is joined by title, by another title, and by the name of a file', async () => {
    await withProject(async (project) => {
      const roms = ['Contra (USA).nes', 'Odd Name (USA).nes', 'Nobody (USA).nes']
      fill(project, roms, { box: './box' })
      project.write('box/Metadata.xml', LAUNCHBOX)
      project.write('box/Files.xml', FILES)
      await project.build()
      expect(await genres(project)).toEqual([
        ['Contra (USA)', 'Shooter', 'exact'],
        ['Contra (USA)', 'Platform', 'exact'],
        ['Odd Name (USA)', 'Puzzle', 'exact'],
      ])
    })
  })
})

describe('gamelist.xml', () => {
  it('is joined by the place of the file, by its MD5, and by its name', async () => {
    await withProject(async (project) => {
      const roms = ['By Place (USA).nes', 'By Hash (USA).nes', 'By Name (USA).nes']
      fill(project, roms, { lists: { path: './roms/gamelist.xml', platform: 'nes' } })
      project.remove('roms/By Place (USA).nes')
      project.write('roms/odd.nes', 'bytes of By Place (USA).nes')
      const md5 = createHash('md5').update('bytes of By Hash (USA).nes').digest('hex')
      project.write(
        'roms/gamelist.xml',
        `<gameList><game><path>./odd.nes</path><name>Odd</name><genre>Place</genre><image>./odd.png</image></game>
         <game><path>./gone.nes</path><md5>${md5}</md5><name>Gone</name><genre>Hash</genre></game>
         <game><path>./By Name (USA).nes</path><name>Other</name><genre>Name</genre><players>1-4</players></game></gameList>`,
      )
      await project.build()
      expect(await genres(project)).toEqual([
        ['By Hash (USA)', 'Hash', 'hash'],
        ['By Name (USA)', 'Name', 'path'],
        ['By Place (USA)', 'Place', 'path'],
      ])
    })
  })
})

describe('MobyGames', () => {
  it('is a file with its answers', async () => {
    const games = [
      {
        game_id: 7,
        title: 'Contra',
        alternate_titles: [{ title: 'Gryzor' }],
        genres: [{ genre_category_id: 1, genre_name: 'Action' }],
        platforms: [{ platform_id: 22, first_release_date: '1988-02' }],
        moby_score: 8.2,
      },
    ]
    const { entries } = await read('mobygames', 'moby.json', JSON.stringify({ games }))
    expect(
      entries.map(({ platform, ref, title, titles, fields }) => [
        platform,
        ref,
        title,
        titles,
        fields.genres,
      ]),
    ).toEqual([
      ['nes', '7', 'Contra', ['Gryzor'], ['Action']],
      ['fds', '7', 'Contra', ['Gryzor'], ['Action']],
    ])
    await expect(read('mobygames', 'moby.json', '{}')).rejects.toThrow('has no list of games')
  })
})

describe('definition packs', () => {
  const DAY = 86_400_000
  const tiers = (project: TestProject) =>
    project.session(({ db }) =>
      db
        .prepare('select device, tier, source, expires_at is null from game_performance_cache order by 1')
        .raw()
        .all(),
    )
  const pack = (name: string, tier: string, more: object = {}) =>
    JSON.stringify({
      curatorPack: 1,
      name,
      updated: new Date(Date.now() - 5 * DAY).toISOString(),
      performance: [{ platform: 'nes', device: 'tiny', tier }],
      compatibility: [{ platform: 'nes', emulator: 'e', status: 'playable' }],
      settings: [{ platform: 'nes', emulator: 'e', settings: { a: 1 } }],
      ...more,
    })

  it('say one thing once, whoever says it, and what was replaced comes back', async () => {
    await withProject(async (project) => {
      fill(project, ['A (USA).nes'], { packs: './packs' })
      project.write('packs/a.pack.json', pack('a', 'good'))
      await project.build()
      expect(await tiers(project)).toEqual([['tiny', 'good', 'a', 1]])
      project.write(
        'packs/b.pack.json',
        pack('b', 'poor', { updated: new Date().toISOString(), ttlDays: 30 }),
      )
      await project.build()
      expect(await tiers(project)).toEqual([['tiny', 'poor', 'b', 0]])
      project.remove('packs/b.pack.json')
      await project.build()
      expect(await tiers(project)).toEqual([['tiny', 'good', 'a', 1]])
      expect((await project.build()).ran).toEqual([])
    })
  })

  it('may say the same twice, and different things of what is only called alike', async () => {
    await withProject(async (project) => {
      fill(project, ['A (USA).nes'], { packs: './packs' })
      const row = { platform: 'nes', game: 'x', device: 'y', tier: 'good' }
      const other = { platform: 'nes', device: 'x', emulator: 'y', tier: 'poor' }
      project.write('packs/a.pack.json', pack('a', 'good', { performance: [row, row, other] }))
      expect((await project.build()).report.problems).toEqual([])
      expect(await tiers(project)).toEqual([
        ['x', 'poor', 'a', 1],
        ['y', 'good', 'a', 1],
      ])
    })
  })

  it('hold as they are now, also where they were dated later before', async () => {
    await withProject(async (project) => {
      fill(project, ['A (USA).nes'], { packs: './packs' })
      project.write('packs/a.pack.json', pack('a', 'good', { updated: '2999-01-01' }))
      project.write('packs/b.pack.json', pack('b', 'fair', { updated: '2020-01-01' }))
      await project.build()
      expect(await tiers(project)).toEqual([['tiny', 'good', 'a', 1]])
      project.write('packs/a.pack.json', pack('a', 'poor', { updated: '2026-05-01' }))
      await project.build()
      expect(await tiers(project)).toEqual([['tiny', 'poor', 'a', 1]])
      expect((await project.build()).ran).toEqual([])
      project.write('packs/a.pack.json', pack('a', 'good', { performance: [] }))
      await project.build()
      expect(await tiers(project)).toEqual([['tiny', 'fair', 'b', 1]])
      expect((await project.build()).ran).toEqual([])
    })
  })

  it('count until they expire', async () => {
    await withProject(async (project) => {
      fill(
        project,
        ['A (USA).nes'],
        { packs: './packs' },
        {
          tiny: { where: { runsOn: { device: 'tiny' } } },
          emulated: { where: { compatible: { emulator: 'e' } } },
        },
      )
      const listed = () =>
        project.session(({ db }) => db.prepare('select count(*) from playlist_item').pluck().get())
      project.write('packs/a.pack.json', pack('a', 'good', { ttlDays: 6 }))
      await project.build()
      expect(await listed()).toBe(2)
      project.write('packs/a.pack.json', pack('a', 'good', { ttlDays: 4 }))
      await project.build()
      expect(await listed()).toBe(0)
    })
  })

  it.each([
    [
      '{ "curatorPack": 1, "performance": [{ "platform": "nes", "device": "x", "tier": "great" }] }',
      'none of unplayable',
    ],
    [
      '{ "curatorPack": 1, "performance": [{ "platform": "nes", "tier": "good" }] }',
      'has a row without device',
    ],
    ['{ "curatorPack": 1, "performance": [{ "platform": "snoz" }] }', 'names the platform "snoz"'],
    [
      '{ "curatorPack": 1, "performence": [{ "platform": "nes" }] }',
      'has no part "performence"; its parts are performance, compatibility, settings',
    ],
    ['{ "curatorPack": 1, "performance": { "nes": "good" } }', 'must have a list of objects as performance'],
    ['{ "curatorPack": 1, "performance": ["nes"] }', 'must have a list of objects as performance'],
    [
      '{ "curatorPack": 1, "performance": [{ "platform": "nes", "device": "x", "tier": "good" }, { "platform": "nes", "device": "x", "tier": "poor" }] }',
      'says two things of one: performance of nes, x.',
    ],
    [
      '{ "curatorPack": 1, "performance": [{ "platform": "nes", "gmae": "A", "device": "x", "tier": "poor" }] }',
      'has a row of performance with the key "gmae"; its keys are platform, game, device, emulator, tier, score, excludeFromAuto.',
    ],
    [
      '{ "curatorPack": 1, "settings": [{ "platform": "nes", "emulator": "e", "version": "1", "settings": {} }] }',
      'has a row of settings with the key "version"; its keys are platform, game, device, emulator, format, settings.',
    ],
    ['{ "curatorPack": 1, "updated": "yesterday" }', 'must have a date as updated, such as 2026-05-01'],
    ['{ "curatorPack": 1, "ttlDays": -3 }', 'must have a number of days as ttlDays'],
    ['{ "curatorPack": 1, "ttlDays": "long" }', 'must have a number of days as ttlDays'],
    [
      '{ "curatorPack": 1, "settings": [{ "platform": "nes", "emulator": "e", "settings": ["a"] }] }',
      'has a row whose settings are neither an object nor a text',
    ],
    [
      '{ "curatorPack": 1,\n "performance": [{ "platform": "nes", "device": "x",\n "tier": "good", "tier": "poor" }] }',
      'has the key "tier" twice in one object, again in line 3',
    ],
  ])('%s is refused, and nothing of it is kept', async (text, why) => {
    await withProject(async (project) => {
      fill(project, ['A (USA).nes'], { packs: './packs' })
      project.write('packs/a.pack.json', text)
      const { report } = await project.build()
      expect(report.problems.map(({ message }) => message)).toEqual([expect.stringContaining(why)])
      expect(await tiers(project)).toEqual([])
    })
  })
})

function fill(
  project: TestProject,
  names: readonly string[],
  sources: Readonly<Record<string, unknown>>,
  playlists: Readonly<Record<string, unknown>> = {},
): void {
  project.configure({
    roots: { roms: './roms' },
    dats: { d: './dats' },
    metadata: { sources },
    playlists,
    targets: {
      card: { preset: 'folder', path: './card', policy: 'everything', playlists: Object.keys(playlists) },
    },
  })
  const roms = names.map((name) => ({ name, bytes: `bytes of ${name}` }))
  const md5s = new Map(roms.map(({ name, bytes }) => [name, createHash('md5').update(bytes).digest('hex')]))
  const dat = logiqxDat('Nintendo - Nintendo Entertainment System', roms).replace(
    /<rom name="([^"]+)"/g,
    (rom, name: string) => `${rom} md5="${md5s.get(name)}"`,
  )
  project.write('dats/nes.dat', dat)
  for (const { name, bytes } of roms) project.write(`roms/${name}`, bytes)
}

/** Release, genre, and how the entry was found. */
function genres(project: TestProject): Promise<unknown[]> {
  return project.session(({ db }) =>
    db
      .prepare(
        `select r.name, g.name, x.via from release_genre rg join game_release r on r.id = rg.release_id
           join genre g on g.id = rg.genre_id
           join atomic_metadata_extension x on x.atomic_id = r.atomic_id and x.field = 'genres'
         order by r.name, rg.position`,
      )
      .raw()
      .all(),
  )
}
