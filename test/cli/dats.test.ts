/** `curator dats`, as a user runs it, against a server of our own. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { authorizationFrom } from '../../src/cli/commands/dats/sources.ts'
import { logiqxDat } from '../support/dat.ts'
import { testServer, type TestServer } from '../support/server.ts'
import { makeZip } from '../support/archives/zip.ts'
import { emptyProject, type Project } from './support.ts'

const GB = 'Nintendo - Game Boy'
const NES = 'Nintendo - Nintendo Entertainment System'
const TOKEN = 'hush-hush-token'

function dat(name: string, letters: string, version = '1'): string {
  return logiqxDat(
    name,
    letters.split('').map((letter) => ({ name: `${letter} (USA).gb`, bytes: letter.repeat(500) })),
    version,
  )
}

function pack(files: Readonly<Record<string, string>>): Buffer {
  return makeZip(Object.entries(files).map(([name, data]) => ({ name, data })))
}

async function project(): Promise<
  Project & { readonly server: TestServer; dats(...args: string[]): ReturnType<Project['run']> }
> {
  const server = await testServer()
  const made = emptyProject('dats')
  made.configure({
    roots: { downloads: './roms' },
    dats: {
      mine: './dats',
      'no-intro': { source: 'no-intro', mirror: `${server.url}/no-intro.zip` },
      discs: { source: 'redump', url: server.url, systems: ['PSX'] },
    },
    targets: { plain: { preset: 'folder', policy: 'everything', path: './out' } },
  })
  made.write('dats/gb.dat', dat(GB, 'AB'))
  made.write('roms/a.gb', 'A'.repeat(500))
  server.at(`/no-intro.zip`, {
    body: pack({ 'No-Intro/NES (20260831-000000).dat': dat(NES, 'ABC') }),
    etag: '"1"',
  })
  const env = { CURATOR_DATA: made.at('data'), CURATOR_MIRROR_TOKEN: TOKEN, GITHUB_TOKEN: `${TOKEN}-gh` }
  const run: Project['run'] = (args, options = {}) =>
    made.run(args, { ...options, env: { ...env, ...options.env } })
  return { ...made, run, server, dats: (...args) => run(['dats', ...args]) }
}

it('two mirrors of one source each keep their own DATs', async () => {
  const { server, dats, run, configure, at } = await project()
  configure({
    roots: { downloads: './roms' },
    dats: {
      nes: { source: 'no-intro', mirror: `${server.url}/no-intro.zip` },
      gb: { source: 'no-intro', mirror: `${server.url}/gb.zip` },
    },
    targets: {},
  })
  const since = 'Mon, 31 Aug 2026 00:00:00 GMT'
  server.at('/gb.zip', {
    body: pack({ 'GB (20260830).dat': dat(GB, 'A') }),
    headers: { 'last-modified': since },
  })
  expect((await dats('update')).stdout).toMatch(
    /^Updated: nes 1 \(1 new file, 0 games → 3 games\)\n  gb 2026-08-31 \(1 new file, 0 games → 1 game\)\n/,
  )
  expect((await dats('update')).stdout).toContain('Unchanged: nes')
  // what one server said of its file is no condition for that of another
  const conditions = server.asked.map(({ path, headers }) => [
    path,
    headers['if-none-match'],
    headers['if-modified-since'],
  ])
  expect(conditions).toEqual([
    ['/no-intro.zip', undefined, undefined],
    ['/gb.zip', undefined, undefined],
    ['/no-intro.zip', '"1"', undefined],
    ['/gb.zip', undefined, since],
  ])
  expect((await run(['lock'])).code).toBe(0)
  expect(readFileSync(at('curator.lock'), 'utf8')).toMatch(/no-intro@[0-9a-f]{8}:/)
  expect((await dats('list')).stdout).toMatch(/^nes  1 DAT .* 3 games .*\ngb   1 DAT .* 1 game /)
})

it('curator dats list tells what nobody can have from what is missing', async () => {
  const made = emptyProject('dats-list')
  const rom = (name: string, more: string) => `<rom name="${name}" size="3" ${more}/>`
  const roms = [
    rom('had', 'crc="352441c2"'),
    rom('lost', 'crc="00000001"'),
    rom('unseen', 'crc="00000002" mia="yes"'),
    rom('unread', 'status="nodump"'),
    '<rom name="empty" size="0"/>',
  ]
  const games = roms.map((text, i) => `<game name="G${i}">${text}</game>`).join('')
  made.write('dats/gb.dat', `<datafile><header><name>${GB}</name></header>${games}</datafile>`)
  made.write('roms/a.gb', 'abc')
  made.configure({ roots: { downloads: './roms' }, dats: { mine: './dats' }, targets: {} })
  await made.build()
  expect((await made.run(['dats', 'list'])).stdout).toBe(
    'mine  1 DAT    5 games  5 ROMs  1 had  1 missing, 1 MIA, 1 never dumped, 1 empty\n',
  )
  expect((await made.run(['dats', 'list', 'mine'])).stdout).toContain(
    '  5 games  5 ROMs  1 had  1 missing, 1 MIA, 1 never dumped, 1 empty  dats/gb.dat\n',
  )
})

describe('curator dats update', () => {
  it('fetches what it can, tells what failed and why, and is partly done', async () => {
    const { dats, server, at } = await project()
    const first = await dats('update')
    expect(first.stdout).toBe(
      'Updated: no-intro 1 (1 new file, 0 games → 3 games)\n' +
        `Failed: discs/PSX (${server.url}/datfile/PSX answered 404 (not found))\n`,
    )
    expect(first.stderr).toContain(
      `error discs/PSX was not updated: ${server.url}/datfile/PSX answered 404 (not found). [download-failed]`,
    )
    expect(first.code).toBe(3)
    expect(existsSync(at('data/dats/no-intro/No-Intro/NES (20260831-000000).dat'))).toBe(true)
    // a pack without a date in its name: whether it is new is known when it is there
    const dry = await dats('update', '--source', 'no-intro', '--dry-run')
    expect([dry.code, dry.stdout]).toEqual([0, 'Would ask for: no-intro\n'])
    const second = await dats('update', '--source', 'no-intro')
    expect([second.code, second.stdout]).toEqual([0, 'Unchanged: no-intro\n'])
  })

  it('is partly done where one file of a pack is no good, and says so again when nothing is new', async () => {
    const { dats, server, write } = await project()
    const files = { 'No-Intro/NES (20260831).dat': dat(NES, 'ABC'), 'No-Intro/GB (20260831).dat': '<html>' }
    server.at('/no-intro.zip', { body: pack(files), etag: '"2"' })
    const why =
      'No-Intro/GB (20260831).dat was not taken: it is an HTML page, not a DAT: the download site probably answered with its error page.'
    const first = await dats('update', '--source', 'no-intro')
    expect(first).toMatchObject({
      code: 3,
      stdout: 'Updated: no-intro 2 (1 new file, 1 file not taken, 0 games → 3 games)\n',
      stderr: `error no-intro: ${why} [download-failed]\n`,
    })
    const second = await dats('update', '--source', 'no-intro', '--json')
    expect(second.code).toBe(3)
    expect(JSON.parse(second.stdout)).toMatchObject({
      outcome: 'partial',
      sources: [{ outcome: 'unchanged' }],
      problems: [{ code: 'download-failed', message: `no-intro: ${why}` }],
    })
    write('No-Intro (2026-09-01).zip', pack(files))
    const imported = await dats('import', 'No-Intro (2026-09-01).zip')
    expect(imported.code).toBe(3)
    expect(imported.stdout).toContain('version 2026-09-01 (3 games).\n')
    expect(imported.stderr).toContain(`No-Intro (2026-09-01).zip: ${why} [download-failed]\n`)
  })

  it('with --import brings them into the catalog, and the build uses them like any others', async () => {
    const { dats, run } = await project()
    const updated = await dats('update', '--source', 'no-intro', '--import', '--json')
    expect(JSON.parse(updated.stdout)).toMatchObject({
      dryRun: false,
      imported: 2,
      sources: [
        {
          dat: 'no-intro',
          outcome: 'updated',
          files: { added: 1, changed: 0, removed: 0 },
          games: 3,
          gamesBefore: 0,
          refused: [],
        },
      ],
    })
    await run(['build'])
    const listed = JSON.parse((await dats('list', '--json')).stdout) as Record<string, unknown>
    expect(listed).toMatchObject({
      dats: [
        { name: 'mine', games: 2, entries: 2, have: 1, miss: 1, mia: 0, nodump: 0, empty: 0 },
        { name: 'no-intro', source: 'no-intro', games: 3, entries: 3, have: 1, miss: 2 },
        { name: 'discs', source: 'redump', files: [], games: 0 },
      ],
      sources: [{ source: 'no-intro', part: '', files: 1, games: 3 }],
    })
  })

  it('with --dry-run fetches nothing, with --offline asks nothing, and nor does CI', async () => {
    const { dats, server, at, run } = await project()
    server.at('/datfile/PSX', {
      headers: { 'content-disposition': 'attachment; filename="x (2026-08-31 01-02-03).zip"' },
    })
    const dry = await dats('update', '--dry-run')
    expect(dry.stdout).toBe('Would update: no-intro\n  discs/PSX 2026-08-31 01-02-03\n')
    expect(server.paths()).toEqual(['HEAD /datfile/PSX'])
    expect(existsSync(at('data'))).toBe(false)
    for (const [args, env, why] of [
      [['--offline'], {}, 'the network is not touched with --offline'],
      [['--frozen'], {}, 'the network is not touched when frozen; --no-frozen allows it'],
      [[], { CI: '1' }, 'the network is not touched when frozen; --no-frozen allows it'],
    ] as const) {
      const { code, stdout } = await run(['dats', 'update', ...args], { env })
      expect([code, stdout]).toEqual([0, `Skipped: no-intro (${why})\n  discs (${why})\n`])
    }
    expect(server.asked).toHaveLength(1)
  })

  it('lists the sources there are', async () => {
    const { dats, server } = await project()
    const { stdout, code } = await dats('update', '--list-sources')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^no-intro +dats: no-intro +https:\/\/datomatic/m)
    expect(stdout).toMatch(/^redump +dats: discs +https:\/\/redump\.info/m)
    expect(stdout).toMatch(/^tosec +not declared +https:\/\/www\.tosecdev\.org/m)
    expect(server.asked).toEqual([])
  })

  it('keeps secrets out of everything it prints and stores', async () => {
    const { dats, server, dir } = await project()
    await dats('update', '--import')
    expect(server.asked[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`)
    server.at(`/no-intro.zip`, { status: 401 })
    const results = [await dats('update'), await dats('update', '--json'), await dats('list', '--json')]
    for (const { stdout, stderr } of results) expect(stdout + stderr).not.toContain(TOKEN)
    const holding = readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(dir, path)).isFile())
      .filter((path) => readFileSync(join(dir, path)).includes(TOKEN))
    expect(holding).toEqual([])
  })
})

describe('curator dats diff', () => {
  it('tells what the last update changed', async () => {
    const { dats, server } = await project()
    await dats('update')
    const none = await dats('diff', 'no-intro')
    expect([none.code, none.stderr]).toEqual([
      1,
      'error no-intro was fetched once only: there is nothing to compare it with. [not-found]\n',
    ])
    server.at(`/no-intro.zip`, {
      body: pack({ 'No-Intro/NES (20260915-000000).dat': dat(NES, 'BCDE', '2') }),
    })
    await dats('update')
    const { stdout } = await dats('diff', 'no-intro')
    expect(stdout).toBe(`${NES}  1 → 2\n  added: 2\n    D (USA)\n    E (USA)\n  withdrawn: 1\n    A (USA)\n`)
  })

  it('tells of a DAT that was handed over beside the others, and its undoing names nothing that it replaced', async () => {
    const { dats, write } = await project()
    await dats('update')
    write('gb.dat', dat('Nintendo - Game Boy', 'X'))
    await dats('import', '--source', 'no-intro', 'gb.dat')
    expect((await dats('diff', 'no-intro')).stdout).toBe(
      'Nintendo - Game Boy  new: 1\n  added: 1\n    X (USA)\n',
    )
    const { stdout: listed } = await dats('list', 'no-intro')
    const id = /#(\d+)  Nintendo - Game Boy/.exec(listed)?.[1] ?? ''
    expect((await dats('undo', id)).stdout).not.toContain('The files it replaced')
  })

  it('tells what a build would do on devices, and does none of it', async () => {
    const { dats, server, write, run, files, at } = await project()
    write('roms/b.nes', 'B'.repeat(500))
    write('roms/c.nes', 'C'.repeat(500))
    write('roms/d.nes', 'D'.repeat(500))
    await dats('update')
    await run(['build'])
    const before = files('out')
    server.at(`/no-intro.zip`, {
      body: pack({
        'No-Intro/NES (20260915-000000).dat': dat(NES, 'ABDE', '2').replaceAll('B (USA)', 'Bee (USA)'),
      }),
    })
    await dats('update')
    const catalog = statSync(at('.curator/catalog.db')).mtimeMs
    write('.curator/would-be-killed/before.db', 'left by a killed process')
    const { stdout } = await dats('diff', 'no-intro')
    expect(stdout.split('\n').slice(-5, -1)).toEqual([
      'plain  1 to write, 1 to rename, 1 to delete',
      '  + nes/D (USA).gb',
      '  > nes/B (USA).gb → nes/Bee (USA).gb',
      '  - nes/C (USA).gb',
    ])
    const { devices } = JSON.parse((await dats('diff', 'no-intro', '--json')).stdout) as { devices: unknown }
    expect(devices).toEqual([
      {
        target: 'plain',
        written: ['nes/D (USA).gb'],
        renamed: [{ from: 'nes/B (USA).gb', to: 'nes/Bee (USA).gb' }],
        deleted: ['nes/C (USA).gb'],
      },
    ])
    expect(files('out')).toEqual(before)
    expect(statSync(at('.curator/catalog.db')).mtimeMs).toBe(catalog)
    expect(readdirSync(at('.curator')).filter((name) => name.startsWith('would-be'))).toEqual([])
    // and that is what the build then does, but for what it withholds while another DAT cannot be read
    const plan = (await run(['plan', '--json'])).stdout
    for (const path of ['nes/D (USA).gb', 'nes/Bee (USA).gb']) expect(plan).toContain(path)
  })

  it('compares any two files', async () => {
    const { dats, write } = await project()
    write('new.dat', dat(GB, 'AC', '2'))
    const { stdout } = await dats('diff', 'dats/gb.dat', 'new.dat', '--json')
    expect(JSON.parse(stdout)).toEqual({
      diffs: [
        {
          name: GB,
          versions: ['1', '2'],
          renamed: [],
          rehashed: [],
          added: ['C (USA)'],
          withdrawn: ['B (USA)'],
        },
      ],
    })
    expect((await dats('diff', 'dats/gb.dat', 'dats/gb.dat')).stdout).toBe('They list the same games.\n')
  })

  it('tells of two files what devices would be, where the config has the one or the other', async () => {
    const { dats, write, run } = await project()
    write('roms/c.gb', 'C'.repeat(500))
    write('new/gb.dat', dat(GB, 'AC', '2'))
    await run(['build'])
    const { stdout } = await dats('diff', 'dats/gb.dat', 'new/gb.dat')
    expect(stdout.split('\n').slice(-3, -1)).toEqual(['plain  1 to write', '  + gb/C (USA).gb'])
    write('elsewhere/a.dat', dat(GB, 'A'))
    expect((await dats('diff', 'elsewhere/a.dat', 'new/gb.dat')).stdout).not.toContain('plain')
  })
})

it('curator dats diff tells what devices would be where only parents and clones are others', async () => {
  const made = emptyProject('dats-parents')
  made.configure({
    roots: { downloads: './roms' },
    dats: { mine: './dats' },
    policies: { usa: { regions: ['USA'] } },
    targets: { plain: { preset: 'folder', policy: 'usa', path: './out' } },
  })
  const text = logiqxDat(GB, [
    { name: 'Alpha (USA).gb', bytes: 'A' },
    { name: 'Bravo (Japan).gb', bytes: 'B' },
  ])
  made.write('dats/gb.dat', text)
  made.write('new/gb.dat', text.replace('"Bravo (Japan)"', '"Bravo (Japan)" cloneof="Alpha (USA)"'))
  made.write('roms/a.gb', 'A')
  made.write('roms/b.gb', 'B')
  await made.build()
  expect((await made.run(['dats', 'diff', 'dats/gb.dat', 'new/gb.dat'])).stdout).toBe(
    'They list the same games.\nplain  1 to delete\n  - gb/Bravo (Japan).gb\n',
  )
  expect((await made.run(['dats', 'diff', 'dats/gb.dat', 'dats/gb.dat'])).stdout).toBe(
    'They list the same games.\n',
  )
})

describe('curator dats import', () => {
  it('takes a pack into the source it is called after, and into the catalog', async () => {
    const { dats, write, at } = await project()
    write('No-Intro Love Pack (2026-09-01).zip', pack({ 'No-Intro/GB.dat': dat(GB, 'XY') }))
    const { stdout, code } = await dats('import', 'No-Intro Love Pack (2026-09-01).zip')
    expect(stdout).toBe(
      `${at('No-Intro Love Pack (2026-09-01).zip')}: taken into no-intro, version 2026-09-01 (1 new file, 2 games).\n`,
    )
    expect(code).toBe(0)
    expect((await dats('list', 'no-intro')).stdout).toMatch(
      /#\d+ +Nintendo - Game Boy +1 +2 games +2 ROMs +0 had +2 missing/,
    )
  })

  it('refuses what is no DAT, and asks when it cannot tell the source', async () => {
    const { dats, write, at } = await project()
    write('page.dat', '<html>busy</html>')
    const unknown = await dats('import', 'page.dat')
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('It cannot be told which source page.dat comes from.')
    expect(unknown.stderr).toContain('Say it with `--source`: no-intro, discs.')
    const refused = await dats('import', 'page.dat', '--source', 'no-intro')
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain(
      `${at('page.dat')}: page.dat was not taken: it is an HTML page, not a DAT`,
    )
    expect(existsSync(at('data/dats/no-intro/page.dat'))).toBe(false)
  })
})

describe('curator dats undo', () => {
  it('takes out what an import brought, and remembers it; naming the file brings it back', async () => {
    const { dats, run, at } = await project()
    await run(['build'])
    const listed = await dats('list', 'mine', '--json')
    const id = /"import": (\d+)/.exec(listed.stdout)?.[1] ?? ''
    const devices = 'plain  1 to delete\n  - gb/A (USA).gb\n'
    const trial = await dats('undo', id, '--dry-run')
    expect(trial).toMatchObject({
      code: 0,
      stdout: `Would undo import ${id}: 2 games (2 ROMs) would leave the catalog.\n  ${at('dats/gb.dat')}\n${devices}`,
    })
    expect(existsSync(at('curator.undone'))).toBe(false)
    const { stdout, code } = await dats('undo', id)
    expect(code).toBe(0)
    expect(stdout).toBe(
      `Undid import ${id}: 2 games (2 ROMs) are out of the catalog.\n  ${at('dats/gb.dat')}\n` +
        `The files stay where they are; ${at('curator.undone')} remembers not to use them. The next build takes it into account.\n${devices}`,
    )
    expect(readFileSync(at('curator.undone'), 'utf8')).toMatch(/^[0-9a-f]{40} {2}Nintendo - Game Boy$/m)
    expect(JSON.parse((await dats('list', 'mine', '--json')).stdout)).toMatchObject({
      dats: [{ name: 'mine', games: 0, files: [{ problem: { code: 'dat-undone' } }] }],
    })
    expect((await dats('undo', id)).code).toBe(1)
    const back = await dats('import', 'dats/gb.dat')
    expect(back.stdout).toBe(`${at('dats/gb.dat')}: 1 DAT brought back.\n`)
    expect(existsSync(at('curator.undone'))).toBe(false)
  })

  it('of what an update brought, says where the files are that it replaced', async () => {
    const { dats, run, server, at } = await project()
    await dats('update')
    server.at('/no-intro.zip', { body: pack({ 'No-Intro/NES (20260915).dat': dat(NES, 'AB', '2') }) })
    await dats('update')
    await run(['build'])
    const listed = await dats('list', 'no-intro', '--json')
    const { stdout } = await dats('undo', /"import": (\d+)/.exec(listed.stdout)?.[1] ?? '')
    const previous = at('data/dats/no-intro/.previous')
    expect(stdout).toContain(
      `\nThe files it replaced are in ${previous}: \`curator dats import --source no-intro FILE\` goes back to one.\n`,
    )
    const old = join(previous, 'No-Intro/NES (20260831-000000).dat')
    expect((await dats('import', '--source', 'no-intro', old)).stdout).toContain('3 games')
  })

  /** Two DATs that call one game differently: without the first, the name of the second counts. */
  async function twoDats(): Promise<{ readonly made: Project; readonly id: string }> {
    const made = emptyProject('undo')
    made.configure({
      roots: { downloads: './roms' },
      dats: { one: './one.dat', two: './two.dat' },
      policies: { best: { regions: ['USA'] } },
      targets: { plain: { preset: 'folder', policy: 'best', path: './out' } },
    })
    made.write('one.dat', dat(GB, 'AB'))
    made.write('two.dat', dat(GB, 'BC').replaceAll('B (USA)', 'Bee (USA) (Beta)'))
    for (const letter of 'ABC') made.write(`roms/${letter}.gb`, letter.repeat(500))
    await made.build()
    const listed = await made.run(['dats', 'list', 'one', '--json'])
    return { made, id: /"import": (\d+)/.exec(listed.stdout)?.[1] ?? '' }
  }

  it('tells what it changes on devices, in the words and the data of `dats diff`, and so the build does', async () => {
    const { made, id } = await twoDats()
    expect(Object.keys(made.files('out'))).toEqual(['gb/A (USA).gb', 'gb/B (USA).gb', 'gb/C (USA).gb'])
    const trial = await made.run(['dats', 'undo', id, '--dry-run'])
    expect(trial.stdout.split('\n').slice(-4, -1)).toEqual([
      'plain  1 to rename, 1 to delete',
      '  > gb/B (USA).gb → gb/Bee (USA) (Beta).gb',
      '  - gb/A (USA).gb',
    ])
    const { stdout } = await made.run(['dats', 'undo', id, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      import: Number(id),
      remembered: made.at('curator.undone'),
      devices: [
        {
          target: 'plain',
          written: [],
          renamed: [{ from: 'gb/B (USA).gb', to: 'gb/Bee (USA) (Beta).gb' }],
          deleted: ['gb/A (USA).gb'],
        },
      ],
    })
    expect((await made.build()).targets['plain']).toMatchObject({ put: 0, moved: 1, deleted: 1 })
    expect(readdirSync(made.at('.curator')).filter((name) => name.startsWith('would-be'))).toEqual([])
  })

  it('undoes it also where it cannot be told what devices would be', async () => {
    const { made, id } = await twoDats()
    made.write('curation.jsonc', '{ "same": 7 }')
    const { code, stdout, stderr } = await made.run(['dats', 'undo', id])
    expect(code).toBe(2)
    expect(stdout).toMatch(/^Undid import/)
    expect(stdout).not.toContain('plain')
    expect(stderr).toContain('[decisions-invalid]')
    expect(existsSync(made.at('curator.undone'))).toBe(true)
  })
})

describe('what is not meant', () => {
  it.each([
    [['dats'], 'Say what to do with DATs: list, update, diff, import, undo.'],
    [['dats', 'updte'], 'Did you mean `update`?'],
    [['dats', 'update', 'redump'], '`curator dats update` takes no `redump`.'],
    [['dats', 'update', '--source', 'disc'], 'Did you mean `discs`?'],
    [['dats', 'update', '--source', 'tosec'], 'The config uses no DATs of TOSEC.'],
    [['dats', 'list', 'mien'], 'Did you mean `mine`?'],
    [['dats', 'diff', 'mine'], 'mine comes from no source, so curator keeps no older version of it.'],
    [['dats', 'undo', 'x'], 'Name an import by its number.'],
    [['dats', 'undo', '99'], 'No DAT in use rests on import 99'],
    [['dats', 'import'], 'Name a file to import.'],
    [
      ['dats', 'import', 'x.dat', '--dry-run'],
      '`--dry-run` is for `update`, `undo`, not for `curator dats import`.',
    ],
    [['dats', 'import', 'nowhere.zip'], 'There is no '],
  ])('is said: %j', async (args, message) => {
    const { run } = await project()
    const { code, stderr } = await run(args)
    expect(stderr).toContain(message)
    expect([1, 2]).toContain(code)
  })
})

describe('curator dats update, interrupted', () => {
  it('says so, and keeps what was fetched', async () => {
    const { run, server, at } = await project()
    server.at('/datfile/PSX', { hangs: true })
    const { code, stderr } = await run(['dats', 'update'], {
      signalAfter: [{ signal: 'SIGINT', when: () => server.paths().includes('HEAD /datfile/PSX') }],
    })
    expect(code).toBe(130)
    expect(stderr).toContain(
      'Interrupted. What was fetched by then is kept; the next update goes on from there.',
    )
    expect(stderr).not.toContain('fault in curator')
    expect(existsSync(at('data/dats/no-intro/No-Intro/NES (20260831-000000).dat'))).toBe(true)
  })
})

describe('curator dats update, beside others', () => {
  it('tells what was fetched though another curator holds the catalog', async () => {
    const { run, server, at } = await project()
    server.at('/datfile/PSX', { status: 404 })
    const holder = openCatalog(at('.curator'))
    const { code, stdout, stderr } = await run(['dats', 'update', '--import'])
    holder.close()
    expect(code).toBe(2)
    expect(stdout).toBe(
      `Updated: no-intro 1 (1 new file, 0 games → 3 games)\nFailed: discs/PSX (${server.url}/datfile/PSX answered 404 (not found))\n`,
    )
    expect(stderr).toContain('[download-failed]')
    expect(stderr).toContain('[state-busy]')
  })

  it('asks nobody who wanted to be let alone by the run before', async () => {
    const { run, server, at } = await project()
    server.at('/no-intro.zip', { status: 429, headers: { 'retry-after': '7200' } }, { body: 'asked' })
    const first = await run(['dats', 'update', '--source', 'no-intro'])
    expect(first.stdout).toMatch(
      /^Failed: no-intro \(\S+ answered 429 \(too many requests\); it asks to wait until /,
    )
    const second = await run(['dats', 'update'])
    expect(second.stdout.match(/is not asked: its server wants us to wait/g)).toHaveLength(2)
    expect([first.code, second.code]).toEqual([3, 3])
    expect(server.paths()).toEqual(['/no-intro.zip'])
    expect(readFileSync(at('data/dats/.waits.json'), 'utf8')).not.toContain(TOKEN)
  })
})

describe('a secret of the environment', () => {
  const declared = [
    { name: 'a', source: { source: 'no-intro', mirror: 'https://mirror.example:8443/x.zip' }, folder: '/a' },
    { name: 'b', source: { source: 'opengood', url: 'https://git.example/gh' }, folder: '/b' },
    { name: 'c', source: { source: 'tosec' }, folder: '/c' },
  ] as const

  it.each([
    ['https://api.github.com/repos/x', 'Bearer g'],
    ['http://api.github.com/repos/x', undefined],
    ['https://codeload.github.com/x', undefined],
    ['https://mirror.example:8443/other', 'Bearer m'],
    ['https://mirror.example/x.zip', undefined],
    ['https://git.example/x', 'Bearer m'],
    ['http://git.example/x', undefined],
    ['https://www.tosecdev.org/x', undefined],
  ])('is sent to %s: %s', (url, expected) => {
    const ask = authorizationFrom({ GITHUB_TOKEN: 'g', CURATOR_MIRROR_TOKEN: 'm' }, declared)
    expect(ask(new URL(url))).toBe(expected)
    expect(authorizationFrom({}, declared)(new URL(url))).toBeUndefined()
  })
})
