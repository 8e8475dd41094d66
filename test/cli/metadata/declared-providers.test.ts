/** Providers that a config declares, as packages and as modules of its own, against a server on this machine. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { png } from '../../support/png.ts'
import { testServer, type TestServer } from '../../support/server.ts'
import { sha1 } from '../../support/sha1.ts'
import { emptyProject, LEAST, type ConfigData, type Project } from '../support.ts'

const KEY = 'hush-my-key'
const GAMES = [
  { id: '7', title: 'Rocket Turtle' },
  { id: '8', title: 'Rocket Turtle 2' },
]

/** What somebody else wrote, in plain JavaScript: `types` is what TypeScript may have beside it. */
function provider(name: string, types = ''): string {
  return `
import { capabilities, gameResult, hit, identifyBySearch, miss, readItems, readJson, searchResult } from 'curator/metadata'
${types}
export default {
  name: '${name}',
  title: 'My list',
  version: 1,
  capabilities: capabilities({ search: true, byId: true, artwork: ['box'] }),
  keys: [
    { variable: 'CURATOR_MY_LIST_KEY', required: true, about: 'a key' },
    { variable: 'CURATOR_MY_LIST_URL', required: false, open: true, isAddress: true, about: 'an address' },
  ],
  pace: { windows: [{ requests: 20, perMs: 1000 }], parallel: 2 },
  open(kit) {
    const wire = kit.connect({ base: kit.key('CURATOR_MY_LIST_URL'), secretQuery: { key: kit.key('CURATOR_MY_LIST_KEY') } })
    const own = {
      name: '${name}',
      capabilities: capabilities({ search: true, byId: true, artwork: ['box'] }),
      covers: (platform) => platform === 'snes',
      search: () =>
        wire.ask(
          { path: '/search', keep: 'search' },
          readJson((value) =>
            readItems(value, ({ id, title }) => searchResult('${name}', { id, title, platforms: ['snes'] })),
          ),
        ),
      identify: (query) => identifyBySearch(own, query),
      getById: (id) =>
        wire.ask(
          { path: '/games/' + id, keep: 'id', missing: [404] },
          readJson(({ title, box }, at) => {
            const said = { id, title, fields: { genres: ['Puzzle'] }, artwork: box ? [{ kind: 'box', url: box }] : [] }
            return title ? hit(gameResult('${name}', said, at)) : miss()
          }),
        ),
      signed: (url) => url + '?key=' + kit.key('CURATOR_MY_LIST_KEY'),
      heartbeat: () => wire.ask({ path: '/', keep: 'never' }, () => hit({ says: 'well' })),
      close: async () => {},
    }
    return own
  },
}
`
}

const TYPED = `
import type { ProviderDefinition } from 'curator/metadata'
const isTyped: Pick<ProviderDefinition, 'name'> = { name: 'typed' }
if (isTyped.name !== 'typed') throw new Error('is not run')
`

interface World {
  readonly project: Project
  readonly server: TestServer
  metadata(...args: readonly string[]): ReturnType<Project['run']>
}

async function world(metadata: object, keys: Readonly<Record<string, string>> = {}): Promise<World> {
  const server = await testServer()
  const secret = `?key=${KEY}`
  server.at(`/${secret}`, { body: 'here' })
  server.at(`/search${secret}`, { body: JSON.stringify(GAMES) })
  server.at(`/games/7${secret}`, { body: JSON.stringify(GAMES[0]) })
  const project = emptyProject('declared')
  project.configure({ ...LEAST, metadata } as ConfigData)
  const rom = { name: 'Rocket Turtle (USA).sfc', bytes: 'the turtle flies' }
  project.write('dats/snes.dat', logiqxDat('Nintendo - Super Nintendo Entertainment System', [rom]))
  project.write(`roms/${rom.name}`, rom.bytes)
  const manifest = {
    name: 'curator-provider-mine',
    type: 'module',
    exports: { '.': { import: './index.js' } },
  }
  project.write('node_modules/curator-provider-mine/package.json', JSON.stringify(manifest))
  project.write('node_modules/curator-provider-mine/index.js', provider('mine'))
  project.write('providers/typed.ts', provider('typed', TYPED))
  const env = { CURATOR_MY_LIST_KEY: KEY, CURATOR_MY_LIST_URL: server.url, ...keys }
  return {
    project,
    server,
    async metadata(...args) {
      const result = await project.run(['metadata', ...args], { env })
      expect(result.stdout + result.stderr).not.toContain('hush')
      return result
    },
  }
}

const BOTH = { mine: 'curator-provider-mine', typed: './providers/typed.ts' }

describe('a provider that the config declares', () => {
  it.each(Object.entries(BOTH))('%s: fetches, asks nothing twice, and says who said what', async (name) => {
    const { project, server, metadata } = await world({ providers: BOTH, priority: [name] })
    await project.build()
    expect(server.asked).toEqual([])
    const first = await metadata('fetch', '--provider', name)
    expect([first.code, first.stderr, first.stdout.split('\n')]).toEqual([
      0,
      '',
      ['Asked for 1 game: something new of 1.', `2 requests (${name} 2), 0 answers from the cache`, ''],
    ])
    expect(server.asked.map(({ path }) => path.split('?')[0])).toEqual(['/search', '/games/7'])
    const again = await metadata('fetch', '--provider', name)
    expect([again.code, again.stdout.split('\n')[1]]).toEqual([
      0,
      `0 requests, 2 answers from the cache (${name} 2)`,
    ])
    expect(server.asked).toHaveLength(2)
    expect((await metadata('show', 'Rocket Turtle')).stdout).toMatch(
      new RegExp(`genres +Puzzle +${name} 7, by the title, import \\d+`),
    )
    const links = (source: string) => ({
      metadata: { link: { snes: { 'Rocket Turtle (USA)': { [source]: '7' } } } },
    })
    project.write('curation.jsonc', JSON.stringify(links(name)))
    expect((await project.build()).problems).toEqual([])
    project.write('curation.jsonc', JSON.stringify(links('nobody')))
    expect((await project.build()).problems.map(({ code }) => code)).toEqual(['decision-stale'])
  })

  it('is found by title, and listed first, with what it lacks', async () => {
    const { metadata } = await world({ providers: BOTH })
    const found = await metadata('find', 'Rocket Turtle', '--platform', 'snes', '--provider', 'typed')
    expect([found.code, found.stdout.split('\n').slice(0, 2)]).toEqual([
      0,
      ['Rocket Turtle (snes)', '  Rocket Turtle: typed 7, by filename, the same title'],
    ])
    const rows = async (...args: readonly string[]) => {
      const { stdout } = await metadata('sources', ...args)
      return stdout
        .split('\n')
        .slice(1, 4)
        .map((line) => line.replace(/ {2,}/g, '  '))
    }
    expect(await rows()).toEqual([
      'mine  ready  title, id  facts, pictures  20 a second',
      'typed  ready  title, id  facts, pictures  20 a second',
      expect.stringMatching(/^gamelist {2}/),
    ])
    const keyless = await world({ providers: BOTH }, { CURATOR_MY_LIST_KEY: '' })
    const { stdout } = await keyless.metadata('sources')
    expect(stdout).toMatch(/^mine +needs keys .* set CURATOR_MY_LIST_KEY$/m)
    const stranger = await metadata('find', 'Rocket Turtle', '--provider', 'mien')
    expect([stranger.code, stranger.stderr]).toEqual([2, expect.stringContaining('Did you mean `mine`?')])
  })

  it('is looked at by doctor', async () => {
    const { project } = await world({ providers: BOTH })
    const said = async () => (await project.run(['doctor'])).stdout
    expect(await said()).toMatch(/providers are configured: /)
    project.write('providers/typed.ts', 'export default 7')
    expect(await said()).toMatch(
      /bad +config: `metadata\.providers\.typed`: \S+typed\.ts exports no provider/,
    )
  })
})

describe('pictures', () => {
  it('come from such a provider onto the device, once, and its key goes nowhere', async () => {
    const metadata = { providers: { mine: 'curator-provider-mine' } }
    const { project, server } = await world(metadata)
    const box = png(7, 9, [200, 30, 30])
    server.at('/games/7?key=' + KEY, { body: JSON.stringify({ ...GAMES[0], box: `${server.url}/box.png` }) })
    // without the key it has none
    server.at('/box.png?key=' + KEY, { headers: { 'content-type': 'image/png' }, body: box })
    const cards = { preset: 'retroarch', path: './out', policy: 'everything', artwork: { kinds: ['box'] } }
    project.configure({ ...LEAST, metadata, art: { order: ['mine'] }, targets: { cards } })
    await project.build()
    const env = {
      CURATOR_MY_LIST_KEY: KEY,
      CURATOR_MY_LIST_URL: server.url,
      CURATOR_CACHE: project.at('pictures'),
    }
    const fetched = await project.run(['art', '--fetch'], { env })
    expect([fetched.code, fetched.stderr, fetched.stdout.split('\n').slice(1, 5)]).toEqual([
      0,
      '',
      [
        'cards   box   1      0     1        1',
        '',
        `1 picture fetched (${box.length} B, 1 request).`,
        'mine was asked for lists and games: 2 requests, 0 answers from the cache.',
      ],
    ])
    expect((await project.build({ env })).problems).toEqual([])
    const folder = 'out/thumbnails/Nintendo - Super Nintendo Entertainment System/Named_Boxarts'
    expect(project.files(folder)).toEqual({ 'Rocket Turtle (USA).png': sha1(box) })

    const asked = server.asked.length
    const again = await project.run(['art', '--fetch'], { env })
    expect([again.stdout.split('\n').slice(1, 4), server.asked.length]).toEqual([
      ['cards   box   1      1     0        0', '', 'Nothing to fetch.'],
      asked,
    ])
    const written = readdirSync(project.dir, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    )
    const holders = written.filter((one) => readFileSync(join(one.parentPath, one.name)).includes(KEY))
    expect([holders.map(({ name }) => name), fetched.stdout.includes(KEY)]).toEqual([[], false])
  })

  it('are looked for with a provider that the config declares', async () => {
    const metadata = { providers: { mine: './none.ts' } }
    const { project } = await world(metadata)
    const targets = { cards: { preset: 'retroarch', path: './out', policy: 'everything', artwork: true } }
    project.configure({
      ...LEAST,
      metadata,
      art: { order: ['mine'] },
      targets,
    })
    await project.build()
    const { code, stderr } = await project.run(['art', '--fetch'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error `metadata\.providers\.mine`: there is no module /),
    ])
  })
})

describe('a provider that fails', () => {
  const half = `name: 'mine', title: 'Half', version: 1, pace: { windows: [], parallel: 1 },
    keys: [{ variable: 'CURATOR_MY_LIST_KEY', required: true, about: 'a key' }],
    capabilities: { search: true, byId: true, byHash: [], bySerial: false, artwork: [], local: false, artOnly: false, ids: false }`

  it.each([
    [
      'when it is opened',
      `open(kit) { throw new Error('The key ' + kit.key('CURATOR_MY_LIST_KEY') + ' is old.') }`,
      'cannot be opened: The key *** is old',
    ],
    [
      'with no answer',
      `open() { return { covers: () => true, identify: async () => {} } }`,
      'gave what is no answer',
    ],
  ])('%s is told, and stops no other', async (_, open, why) => {
    const { project, metadata } = await world({
      providers: { mine: './half.cjs', typed: './providers/typed.ts' },
    })
    project.write('half.cjs', `exports.__esModule = true\nexports.default = { ${half}, ${open} }`)
    await project.build()
    const { code, stdout, stderr } = await metadata('fetch', '--provider', 'mine', '--provider', 'typed')
    expect([code, stdout.split('\n')[0], stderr.split('\n')[0]]).toEqual([
      3,
      'Asked for 1 game: something new of 1.',
      `error mine: ${why}; 1 question without an answer. [metadata-not-fetched]`,
    ])
  })
})

describe('a provider that is none', () => {
  const told = async (module: string, content?: string) => {
    const { project, metadata } = await world({ providers: { mine: module } })
    if (content !== undefined) project.write(module, content)
    // a build does not load it
    await project.build()
    const { code, stderr } = await metadata('fetch', '--provider', 'mine')
    const [error = '', place] = stderr.replaceAll(project.dir, '').split('\n')
    expect([code, place]).toEqual([2, '  /curator.config.json:17:15'])
    return error.replace('error `metadata.providers.mine`: ', '')
  }

  it('is named with its place in the config, and what is wrong', async () => {
    expect(await told('curator-provider-none')).toBe(
      'there is no module curator-provider-none. [config-invalid]',
    )
    expect(await told('./none.ts')).toBe('there is no module /none.ts. [config-invalid]')
    expect(await told('./mine.mjs', 'export const a = 1')).toBe(
      '/mine.mjs exports no provider. [config-invalid]',
    )
    expect(await told('./mine.mjs', `import 'not-there'`)).toBe(
      `/mine.mjs imports 'not-there', which is not there. [config-invalid]`,
    )
    expect(await told('./mine.mjs', `throw new Error('I am\\nbroken.')`)).toBe(
      '/mine.mjs could not be loaded: I am broken. [config-threw]',
    )
    expect(await told('./mine.mjs', 'process.exit(0)')).toBe(
      '/mine.mjs could not be loaded: mine.mjs would end curator: it calls process.exit(0). [config-threw]',
    )
    expect(await told('./mine.ts', provider('other'))).toBe(`/mine.ts calls itself 'other'. [config-invalid]`)
    const wrong = `export const provider = { name: 'mine', title: '', version: 1.5, keys: [{}], pace: {}, open: 1 }`
    expect(await told('./mine.mjs', wrong)).toBe(
      'what /mine.mjs exports is no provider: `title` must be a text; `version` must be a whole number; ' +
        '`capabilities` must be what `capabilities({ … })` of curator/metadata makes; ' +
        '`keys` must be a list of { variable, required, about }; ' +
        '`pace` must be { windows: [{ requests, perMs }], parallel }; `open` must be a function. [config-invalid]',
    )
  })
})
