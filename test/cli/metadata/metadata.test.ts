/** `curator metadata` as a user calls it, against stand-ins for providers. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { standIn, type StandIn } from '../../metadata/stand-in.ts'
import { emptyProject, LEAST, type Project } from '../support.ts'
import { sha1 } from '../../support/sha1.ts'

const KEYS = { CURATOR_IGDB_CLIENT_ID: 'hush-client-id', CURATOR_IGDB_CLIENT_SECRET: 'hush-client-secret' }
const ROM = 'the turtle flies'
const SHA1 = sha1(Buffer.from(ROM))
const MD5 = createHash('md5').update(ROM).digest('hex')
const ONLY = ['--provider', 'hasheous', '--provider', 'igdb']

interface World {
  readonly project: Project
  readonly hasheous: StandIn
  readonly igdb: StandIn
  metadata(...args: readonly string[]): ReturnType<Project['run']>
}

/** A project with a game that Hasheous and IGDB know. Nobody else is ever asked. */
async function world(): Promise<World> {
  const [hasheous, igdb] = await Promise.all([standIn('hasheous'), standIn('igdb')])
  const project = emptyProject('metadata')
  project.configure(LEAST)
  project.write(
    'dats/snes.dat',
    logiqxDat('Nintendo - Super Nintendo Entertainment System', [
      { name: 'Rocket Turtle (USA).sfc', bytes: ROM },
    ]),
  )
  project.write('roms/rt_v2.sfc', ROM)
  const env = {
    ...KEYS,
    CURATOR_HASHEOUS_URL: hasheous.url,
    CURATOR_IGDB_URL: igdb.url,
    CURATOR_IGDB_TOKEN_URL: igdb.url,
  }
  return {
    project,
    hasheous,
    igdb,
    async metadata(...args) {
      const result = await project.run(['metadata', ...args], { env })
      expect(result.stdout + result.stderr).not.toMatch(/hush|token-of-tests/)
      return result
    },
  }
}

function knows(hash: string): object {
  return {
    id: 12345,
    name: 'Rocket Turtle',
    signatures: { NoIntros: [{ rom: { sha1: hash } }] },
    metadata: [{ immutableId: '4711', status: 'Mapped', source: 'IGDB' }],
  }
}

/** Days on which the stand-ins were asked are the days of the test. */
function undated(text: string): string {
  return text.replace(/, \d{4}-\d\d-\d\d\]/g, ', DAY]')
}

describe('metadata find', () => {
  it('asks by the hash of a file that the catalog knows, and says who said what', async () => {
    const { project, hasheous, metadata } = await world()
    await project.build()
    hasheous.instead({ json: knows(SHA1) })
    const { stdout, stderr, code } = await metadata('find', 'roms/rt_v2.sfc', ...ONLY)
    expect([stderr, code]).toEqual(['', 0])
    const lines = undated(stdout).split('\n')
    expect(lines.slice(0, 3)).toEqual([
      'roms/rt_v2.sfc (snes)',
      '  Rocket Turtle: igdb 4711, by hash+filename, known to hasheous',
      '    ids                hasheous 12345, igdb 4711',
    ])
    expect(lines.map((line) => line.trim().replace(/ {2,}/g, '  '))).toEqual(
      expect.arrayContaining([
        'description  A turtle flies. Very high.  [igdb 4711, DAY]',
        'players  1 to 2  [igdb 4711, DAY]',
        'publishers  Pond Games  [igdb 4711, DAY]',
        '3 requests (hasheous 1, igdb 2), 0 answers from the cache',
      ]),
    )
    expect(hasheous.asked.map(({ body }) => body)).toEqual([expect.stringContaining(SHA1)])
  })

  it('asks without its header for a file that a DAT lists with it, too', async () => {
    const { project, hasheous, metadata } = await world()
    const body = Buffer.alloc(24_576, 'turtle')
    const whole = Buffer.concat([
      Buffer.from([0x4e, 0x45, 0x53, 0x1a, 1, 1, ...Array<number>(10).fill(0)]),
      body,
    ])
    const roms = [
      { name: 'Rocket Turtle (USA).nes', bytes: whole },
      { name: 'Rocket Turtle (USA).unh', bytes: body },
    ]
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms))
    project.write('roms/turtle.nes', whole)
    await project.build()
    await metadata('find', 'roms/turtle.nes', ...ONLY)
    expect(hasheous.asked.map(({ body: asked }) => asked)).toEqual([expect.stringContaining(sha1(body))])
  })

  it('names who was to be asked and cannot know: by the platform, by the hash, without a platform', async () => {
    const { project } = await world()
    await project.build()
    const asked = async (...args: readonly string[]) => {
      const env = { CURATOR_RETROACHIEVEMENTS_API_KEY: 'hush-key' }
      const { stdout, stderr, code } = await project.run(['metadata', 'find', ...args], { env })
      return [stdout.split('\n')[1], stderr.split('\n')[1], code]
    }
    const others = '  Ask others: `curator metadata sources` tells what each finds games by.'
    expect(await asked('Rocket Turtle', '--platform', 'snes', '--provider', 'flashpoint')).toEqual([
      '  flashpoint: is not asked, for it has no games of `snes`',
      others,
      1,
    ])
    expect(await asked('Rocket Turtle', '--platform', 'snes', '--provider', 'hasheous')).toEqual([
      '  hasheous: is not asked, for it knows games by their hashes alone, and none is known',
      others,
      1,
    ])
    expect(await asked('Rocket Turtle', '--provider', 'retroachievements')).toEqual([
      '  retroachievements: has its games by platform, and must be told which',
      '  Name a platform with `--platform`: some know games only by that.',
      1,
    ])
  })

  it('asks by the MD5 that the DAT tells, as well', async () => {
    const { project, hasheous, metadata } = await world()
    project.write(
      'dats/snes.dat',
      logiqxDat('Nintendo - Super Nintendo Entertainment System', [
        { name: 'Rocket Turtle (USA).sfc', bytes: ROM },
      ]).replace(/ sha1=/g, ` md5="${MD5}" sha1=`),
    )
    await project.build()
    hasheous.instead({ json: knows(SHA1) })
    expect((await metadata('find', 'roms/rt_v2.sfc', ...ONLY)).code).toBe(0)
    expect(hasheous.asked.map(({ body }) => body)).toEqual([expect.stringContaining(MD5)])
  })

  it('asks nothing twice, unless it is told to', async () => {
    const { hasheous, igdb, metadata } = await world()
    const words = ['find', 'Rocket Turtle', '--platform', 'snes', ...ONLY]
    const first = await metadata(...words)
    expect(first.stdout).toMatch(
      /^Rocket Turtle \(snes\)\n {2}Rocket Turtle: igdb 4711, by filename, the same title\n/,
    )
    const asked = igdb.asked.length
    for (const more of [[], ['--offline'], ['--dry-run']])
      expect((await metadata(...words, ...more)).stdout).toContain(
        '0 requests, 2 answers from the cache (igdb 2)',
      )
    expect(igdb.asked).toHaveLength(asked)
    expect((await metadata(...words, '--refresh')).stdout).toContain('3 requests (igdb 3), 0 answers')
    expect(hasheous.asked).toEqual([])
  })

  it('prints one document, in which every fact has its source', async () => {
    const { metadata } = await world()
    const { stdout } = await metadata(
      'find',
      'Rocket Turtle (USA).sfc',
      '--platform',
      'snes',
      '--json',
      ...ONLY,
    )
    const fact = { provider: 'igdb', id: '4711', at: expect.any(Number) as number }
    expect(JSON.parse(stdout)).toMatchObject({
      results: [
        {
          query: 'Rocket Turtle (USA).sfc',
          platform: 'snes',
          match: {
            label: 'filename',
            via: 'exact',
            by: 'igdb',
            game: { title: 'Rocket Turtle', metadata: { genres: { value: ['Platform'], ...fact } } },
          },
        },
      ],
      traffic: { igdb: { asked: 3 } },
      problems: [],
    })
  })

  it('suggests what nothing makes sure', async () => {
    const { metadata } = await world()
    const other = await metadata('find', 'Rocket Turtle 2', '--platform', 'snes', ...ONLY)
    expect([other.code, other.stdout.split('\n').slice(0, 4)]).toEqual([
      0,
      [
        'Rocket Turtle 2 (snes)',
        '  Nobody is sure. It may be:',
        expect.stringMatching(/^ {4}Rocket Turtle .* igdb 471[12]$/),
        expect.stringMatching(/^ {4}Rocket Turtle .* igdb 471[12]$/),
      ],
    ])
    const anywhere = await metadata('find', 'Rocket Turtle (USA).sfc', ...ONLY)
    expect([anywhere.code, anywhere.stdout.split('\n').slice(0, 2)]).toEqual([
      0,
      [
        'Rocket Turtle (USA).sfc',
        '  Nothing is sure without a platform: name one with `--platform`. Called so:',
      ],
    ])
  })

  it('asks nobody offline or in a dry run, which counts', async () => {
    const { igdb, metadata } = await world()
    const words = ['find', 'Rocket Turtle', 'Zzz', '--platform', 'snes', ...ONLY]
    const offline = await metadata(...words, '--offline')
    expect(offline.code).toBe(1)
    expect(offline.stderr).toBe(
      'error No provider could be asked for "Rocket Turtle". [not-found]\n' +
        'error No provider could be asked for "Zzz". [not-found]\n' +
        '  Only what is kept was looked at: ask without `--offline`.\n',
    )
    const dry = await metadata(...words, '--dry-run')
    expect([dry.code, dry.stderr, dry.stdout]).toEqual([
      0,
      '',
      'Would take 3 requests (igdb 3), 0 answers from the cache, if nobody knew the games. ' +
        'Where one does, the others are not asked, and its facts may take one request more.\n',
    ])
    expect(igdb.asked).toEqual([])
  })

  it('tells a game that nobody knows from one that nobody could be asked for', async () => {
    const { igdb, metadata } = await world()
    const unknown = await metadata('find', 'Zzz Nothing', '--platform', 'snes', ...ONLY)
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      'error No provider knows "Zzz Nothing". [not-found]\n' +
        '  Try another spelling, or another `--platform`.\n',
    ])
    igdb.instead({ status: 403 })
    const refused = await metadata('find', 'Zzz Other', '--platform', 'snes', ...ONLY)
    expect(refused.code).toBe(1)
    expect(refused.stdout).toMatch(/^Zzz Other \(snes\)\n {2}igdb: refused our keys/)
    expect(refused.stderr).toContain('No provider could be asked for "Zzz Other".')
  })

  it('reads the gamelist.xml beside a file, and asks nobody for that', async () => {
    const { project, hasheous, igdb, metadata } = await world()
    project.write(
      'roms/gamelist.xml',
      '<gameList><game><path>./rt_v2.sfc</path><name>Rocket Turtle</name><genre>Platform</genre></game></gameList>',
    )
    const words = ['find', 'roms/rt_v2.sfc', '--platform', 'snes', '--provider', 'gamelist', ...ONLY]
    const { stdout, code } = await metadata(...words)
    expect(code).toBe(0)
    expect(undated(stdout)).toMatch(/^ {2}Rocket Turtle: gamelist .*, by filename, /m)
    expect(stdout).toMatch(/^ {4}genres +Platform +\[gamelist /m)
    expect(stdout).toContain('\n0 requests, 0 answers from the cache\n')
    expect([hasheous.asked, igdb.asked]).toEqual([[], []])
  })

  it('ends with Ctrl-C, and says nothing of what it did not learn', async () => {
    const { project, igdb } = await world()
    igdb.instead({ hangs: true })
    const { code, stdout, stderr } = await project.run(
      ['metadata', 'find', 'Rocket Turtle', '--platform', 'snes', ...ONLY],
      {
        env: { ...KEYS, CURATOR_IGDB_URL: igdb.url, CURATOR_IGDB_TOKEN_URL: igdb.url },
        signalAfter: [{ signal: 'SIGINT', when: () => igdb.asked.length > 0 }],
      },
    )
    expect([code, stdout, stderr]).toEqual([130, '', ''])
  })
})

describe('metadata sources', () => {
  it('tells what each can do, and which keys are missing, without a project', async () => {
    const { code, stdout } = await emptyProject('sources').run(['metadata', 'sources'], { env: KEYS })
    expect(code).toBe(0)
    const lines = stdout.split('\n').map((line) => line.replace(/ {2,}/g, '  '))
    expect(lines).toEqual(
      expect.arrayContaining([
        'igdb  ready  title, id  facts, pictures  4 a second',
        'mobygames  needs keys  title, id  facts, pictures  1 in 5 s, 720 an hour  set CURATOR_MOBYGAMES_API_KEY',
        'hasheous  ready  sha1, md5, sha256, crc32  ids  4 a second',
        'hltb  when named  title, id  facts, pictures  1 a second',
      ]),
    )
    expect(stdout).not.toContain('hush')
  })

  it('with --reach asks those that are configured once, and no other', async () => {
    const names = ['hasheous', 'playmatch', 'flashpoint', 'libretro-thumbnails', 'hltb']
    const servers = await Promise.all(names.map((name) => standIn(name)))
    servers[1]?.instead({ status: 500 })
    const env = Object.fromEntries(
      servers.map(({ url }, i) => [`CURATOR_${names[i]?.toUpperCase().replace('-', '_')}_URL`, url]),
    )
    const { code, stdout } = await emptyProject('sources').run(['metadata', 'sources', '--reach', '--json'], {
      env,
    })
    const { sources } = JSON.parse(stdout) as {
      sources: readonly { name: string; reached?: { is: boolean } }[]
    }
    expect(code).toBe(0)
    expect(sources.flatMap(({ name, reached }) => (reached ? [[name, reached.is]] : []))).toEqual([
      ['hasheous', true],
      ['playmatch', false],
      ['flashpoint', true],
      ['libretro-thumbnails', true],
    ])
    expect(servers.map(({ asked }) => asked.length)).toEqual([1, 1, 1, 1, 0])
  })
})

describe('metadata, called wrongly', () => {
  it.each([
    [
      [],
      'Say what to do with metadata: sources, find, list, show, fetch, undo.',
      'See `curator metadata --help`.',
    ],
    [['fnd'], '`curator metadata` has no `fnd`.', 'Did you mean `find`?'],
    [['sources', 'x'], '`curator metadata sources` takes no `x`.', 'See `curator metadata --help`.'],
    [['find', 'x', '--platform', 'snez'], 'There is no platform `snez`.', 'Did you mean `snes`?'],
    [
      ['show', 'x', '--platform', 'super nintendo'],
      'There is no platform `super nintendo`.',
      'Did you mean `snes`?',
    ],
    [['find', 'x', '--provider', 'igbd'], 'There is no metadata provider `igbd`.', 'Did you mean `igdb`?'],
  ])('%j says so', async (args, message, hint) => {
    const project = emptyProject('wrong')
    project.configure(LEAST)
    const { code, stderr } = await project.run(['metadata', ...args])
    expect([code, stderr]).toEqual([2, `error ${message} [cli-usage]\n  ${hint}\n`])
  })
})
