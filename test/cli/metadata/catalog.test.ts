/** `curator metadata list | show | fetch | undo` as a user calls them. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { standIn, type StandIn } from '../../metadata/stand-in.ts'
import { logiqxDat } from '../../support/dat.ts'
import { emptyProject, LEAST, type Project } from '../support.ts'

const KEYS = { CURATOR_IGDB_CLIENT_ID: 'hush-client-id', CURATOR_IGDB_CLIENT_SECRET: 'hush-client-secret' }

interface World {
  readonly project: Project
  readonly igdb: StandIn
  metadata(...args: readonly string[]): ReturnType<Project['run']>
}

async function world(): Promise<World> {
  const igdb = await standIn('igdb')
  const project = emptyProject('metadata')
  project.configure({ ...LEAST, metadata: { sources: { mine: './mine.csv', libretro: './metadat' } } })
  const roms = ['Rocket Turtle (USA).sfc', 'Rocket Turtle 2 (USA).sfc', 'Quiet Pond (USA).sfc']
  project.write(
    'dats/snes.dat',
    logiqxDat(
      'Nintendo - Super Nintendo Entertainment System',
      roms.map((name) => ({ name, bytes: name })),
    ),
  )
  for (const name of roms) project.write(`roms/${name}`, name)
  project.write('mine.csv', 'platform,title,genre,players,year\nsnes,Quiet Pond,Puzzle,1,1991\n')
  project.write(
    'metadat/genre/snes.dat',
    'clrmamepro (\n name "Nintendo - Super Nintendo Entertainment System"\n)\n' +
      'game (\n comment "Quiet Pond (USA)"\n genre "Simulation"\n rom ( crc 00000001 )\n)\n',
  )
  const env = { ...KEYS, CURATOR_IGDB_URL: igdb.url, CURATOR_IGDB_TOKEN_URL: igdb.url }
  return {
    project,
    igdb,
    async metadata(...args) {
      const result = await project.run(['metadata', ...args], { env })
      expect(result.stdout + result.stderr).not.toMatch(/hush|token-of-tests/)
      return result
    },
  }
}

const ONLY = ['--provider', 'igdb']

describe('metadata list, show and undo', () => {
  it('tell who says what, and take it out again', async () => {
    const { project, metadata } = await world()
    expect((await metadata('list')).stdout).toBe(
      'There is no metadata yet: name files with `metadata` in the config.\n',
    )
    await project.build()
    const { stdout: listed } = await metadata('list')
    expect(listed.split('\n').map((line) => line.replace(/ {2,}/g, '  '))).toEqual([
      'import  source  kind  entries  platforms  file',
      expect.stringMatching(/^\d+ {2}libretro {2}libretro {2}1 {2}snes {2}.*metadat\/genre\/snes\.dat$/),
      expect.stringMatching(/^\d+ {2}mine {2}csv {2}1 {2}snes {2}.*mine\.csv$/),
      '',
    ])
    const { stdout: shown } = await metadata('show', 'quiet pond')
    const id = /mine, by the title, import (\d+)/.exec(shown)?.[1] ?? ''
    const other = /libretro, by the name of the release, import (\d+)/.exec(shown)?.[1] ?? ''
    expect(shown.split('\n')).toEqual([
      'Quiet Pond (snes)',
      `  genres    Puzzle      mine, by the title, import ${id}`,
      `            Simulation  not used: libretro, by the name of the release, import ${other}`,
      `  players   1           mine, by the title, import ${id}`,
      `  released  1991        mine, by the title, import ${id}`,
      '',
    ])
    const undone = await metadata('undo', id)
    expect([undone.code, undone.stdout.split('\n')]).toEqual([
      0,
      [
        `Undid import ${id}: took 1 entry out of the catalog.`,
        `  ${project.at('mine.csv')}`,
        `The files stay where they are; ${project.at('curator.undone')} remembers not to use them.`,
        'plain  stays as it is',
        '',
      ],
    ])
    expect((await metadata('show', 'Quiet Pond')).stdout.split('\n')).toEqual([
      'Quiet Pond (snes)',
      `  genres  Simulation  libretro, by the name of the release, import ${other}`,
      '',
    ])
    const report = await project.build()
    expect(report.problems.map(({ code, message }) => [code, message])).toEqual([
      ['metadata-undone', `${project.at('mine.csv')}: is not used, because its import was undone.`],
    ])
    expect((await metadata('undo', id)).code).toBe(1)
    expect(readFileSync(project.at('curator.undone'), 'utf8')).toMatch(/^[0-9a-f]{40} {2}mine\.csv$/m)
  })

  it('undo says what it changes on devices, and a dry run changes nothing', async () => {
    const { project, metadata } = await world()
    project.configure({
      ...LEAST,
      metadata: { sources: { mine: './mine.csv', libretro: './metadat' } },
      playlists: { puzzles: { title: 'Puzzles', where: { genre: ['Puzzle'] } } },
      targets: { plain: { preset: 'folder', path: './out', policy: 'everything', playlists: ['puzzles'] } },
    })
    await project.build()
    const list = () => readFileSync(project.at('out/playlists/Puzzles.m3u'), 'utf8')
    expect(list()).toContain('Quiet Pond (USA).sfc')
    const id = /(\d+) +mine/.exec((await metadata('list')).stdout)?.[1] ?? ''
    const changes = ['plain  1 to write', '  + playlists/Puzzles.m3u', '']
    expect((await metadata('undo', id, '--dry-run')).stdout.split('\n')).toEqual([
      `Would undo import ${id}: 1 entry would leave the catalog.`,
      `  ${project.at('mine.csv')}`,
      ...changes,
    ])
    expect(existsSync(project.at('curator.undone'))).toBe(false)
    expect((await project.build()).outcome).toBe('nothing')
    expect((await metadata('undo', id)).stdout.split('\n').slice(-3)).toEqual(changes)
    expect((await project.build()).targets['plain']).toMatchObject({ put: 1 })
    expect(list()).not.toContain('Quiet Pond')
  })

  it('say what they cannot do', async () => {
    const { project, metadata } = await world()
    await project.build()
    expect((await metadata('show', 'Quiet Pont')).stderr).toBe(
      'error No DAT lists a game called "Quiet Pont". [not-found]\n  Did you mean `Quiet Pond`?\n',
    )
    expect((await metadata('show')).code).toBe(2)
    expect((await metadata('undo', 'x')).code).toBe(2)
    expect((await metadata('fetch', 'Nothing')).code).toBe(1)
    expect((await metadata('fetch', '--platform', 'snoz')).stderr).toContain('There is no platform `snoz`.')
  })
})

describe('metadata fetch', () => {
  it('asks for what is owned and not known, keeps it, and asks nothing the second time', async () => {
    const { project, igdb, metadata } = await world()
    await project.build()
    const dry = await metadata('fetch', '--dry-run', ...ONLY)
    expect([dry.code, dry.stdout]).toEqual([
      0,
      'Would take 3 requests (igdb 3), 0 answers from the cache, if nobody knew the games. ' +
        'Where one does, the others are not asked, and its facts may take one request more.\n',
    ])
    expect(igdb.asked).toEqual([])
    const mark = project.at('.curator/fetched/mark')
    expect(existsSync(mark)).toBe(false)
    const first = await metadata('fetch', ...ONLY)
    expect([first.code, first.stderr, first.stdout]).toEqual([
      0,
      '',
      'Asked for 2 games: something new of 1; 1 game with suggestions to decide on.\n' +
        '4 requests (igdb 4), 0 answers from the cache\n',
    ])
    // a watch builds again by that, and by nothing that brings nothing
    const marked = readFileSync(mark, 'utf8')
    const asked = igdb.asked.length
    const { stdout } = await metadata('show', 'Rocket Turtle')
    expect(stdout).toMatch(/^ {2}genres +Platform +igdb 4711, by the title, import \d+$/m)
    const maybe = await metadata('show', 'Rocket Turtle 2')
    expect(maybe.stdout).toMatch(/It may be:\n {4}Rocket Turtle.* igdb 471[12] +\d\d %/)
    for (const more of [[], ['--all'], ['--offline']])
      expect((await metadata('fetch', 'Rocket Turtle', 'Rocket Turtle 2', ...more, ...ONLY)).stdout).toMatch(
        /something new of 0; 1 game with suggestions to decide on\.\n0 requests, \d+ answers from the cache \(igdb \d+\)\n$/,
      )
    expect(igdb.asked).toHaveLength(asked)
    expect(readFileSync(mark, 'utf8')).toBe(marked)
    const after = await project.build()
    expect(after.outcome).toBe('nothing')
  })

  it('names keys that a provider lacks which is asked by name, and no others', async () => {
    const { project } = await world()
    await project.build()
    const asked = async (...args: readonly string[]) => {
      const { code, stderr } = await project.run(['metadata', 'fetch', ...args])
      return [code, stderr]
    }
    const lacks = 'igdb: is not asked, for it needs CURATOR_IGDB_CLIENT_ID and CURATOR_IGDB_CLIENT_SECRET.'
    expect(await asked(...ONLY)).toEqual([
      3,
      `error ${lacks} [metadata-not-fetched]\n  Run \`curator metadata sources\`: it tells which keys there are.\n`,
    ])
    for (const quietly of ['--dry-run', '--offline'])
      expect(await asked(...ONLY, quietly)).toEqual([0, `${lacks}\n`])
    expect(await asked('--dry-run')).toEqual([0, ''])
  })

  it('names who is asked by name and has no games of the platform', async () => {
    const { project } = await world()
    await project.build()
    for (const more of [[], ['--dry-run']]) {
      const args = ['metadata', 'fetch', '--all', '--provider', 'flashpoint', ...more]
      const { code, stderr } = await project.run(args)
      expect([code, stderr]).toEqual([0, 'flashpoint: is not asked, for it has no games of `snes`\n'])
    }
  })

  it('refuses by name those whom it never asks', async () => {
    const { project } = await world()
    await project.build()
    const refused = async (name: string) => {
      const { code, stderr } = await project.run(['metadata', 'fetch', '--provider', name])
      return [code, stderr.split('\n')[0]]
    }
    expect(await refused('launchbox')).toEqual([
      2,
      'error `launchbox` is read from files, which `metadata.sources` in the config names. [cli-usage]',
    ])
    expect(await refused('steamgriddb')).toEqual([
      2,
      'error `steamgriddb` has nothing but pictures, which `curator art --fetch` gets. [cli-usage]',
    ])
  })

  it('counts games where it takes long', async () => {
    const { project, igdb, metadata } = await world()
    await project.build()
    igdb.instead({ status: 429, headers: { 'retry-after': '2' } }, undefined)
    expect((await metadata('fetch', ...ONLY)).stderr).toMatch(/^Asking providers {2}[12]\/2 games/)
  })

  it('says who could not be asked, and asks again the next time', async () => {
    const { project, igdb, metadata } = await world()
    await project.build()
    igdb.instead({ json: [[[[]]]] })
    const words = ['fetch', '--platform', 'snes', ...ONLY]
    const failed = await metadata(...words)
    expect([failed.code, failed.stdout.split('\n')[0], failed.stderr]).toEqual([
      3,
      'Asked for 2 games: something new of 0.',
      'error igdb: gives no token; 2 questions without an answer. [metadata-not-fetched]\n' +
        '  Run `curator metadata fetch` again.\n',
    ])
    const { traffic, problems } = JSON.parse((await metadata(...words, '--json')).stdout) as {
      readonly traffic: Readonly<Record<string, object>>
      readonly problems: readonly object[]
    }
    expect(problems).toMatchObject([
      {
        code: 'metadata-not-fetched',
        message: 'igdb: gives no token; 2 questions without an answer.',
      },
    ])
    expect(traffic['igdb']).toMatchObject({
      unanswered: { questions: 2, reason: 'malformed', message: 'gives no token' },
    })
    const offline = await metadata(...words, '--offline')
    expect([offline.code, offline.stderr]).toEqual([
      0,
      'igdb: is not asked offline; 2 questions without an answer.\n',
    ])
    igdb.instead()
    const again = await metadata(...words)
    expect([again.stderr, again.stdout.split('\n')[0]]).toEqual([
      '',
      'Asked for 2 games: something new of 1; 1 game with suggestions to decide on.',
    ])
  })

  it('tells what is to be done for what a person decided', async () => {
    const { project, metadata } = await world()
    await project.build()
    await metadata('fetch', ...ONLY)
    project.write(
      'curation.jsonc',
      '{ "metadata": { "link": { "snes": { "Rocket Turtle 2 (USA)": { "igdb": "4711" } } } } }',
    )
    await project.build()
    const told = () => metadata('show', 'Rocket Turtle 2')
    expect((await told()).stdout).toMatch(/ igdb 4711 +\d\d % +decided: run `curator metadata fetch`\n/)
    await metadata('fetch', 'Rocket Turtle 2', ...ONLY)
    expect((await told()).stdout).toMatch(/genres +Platform +igdb 4711, decided, import \d+\n/)
  })

  it('asks by the id that a person decided, and not who was refused', async () => {
    const { project, metadata } = await world()
    project.write(
      'curation.jsonc',
      '{ "metadata": { "link": { "snes": {\n' +
        '  "Rocket Turtle 2 (USA)": { "igdb": "4711" },\n  "Rocket Turtle (USA)": { "igdb": null } } } } }',
    )
    await project.build()
    await metadata('fetch', ...ONLY)
    expect((await metadata('show', 'Rocket Turtle 2')).stdout).toMatch(/genres +Platform +igdb 4711/)
    expect((await metadata('show', 'Rocket Turtle')).stdout).toBe(
      'Rocket Turtle (snes)\n  No source says anything of it.\n',
    )
  })
})
