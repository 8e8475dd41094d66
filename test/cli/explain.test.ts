/** `explain`: from a game, a file, an output or a hash to the reasons. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../support/cli.ts'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { makeZip } from '../support/archives/zip.ts'
import type { FileExplanation } from '../../src/report/explain/file.ts'
import { LEAST, projectIn, USA, type Project } from './support.ts'
import { sha1 } from '../support/sha1.ts'

const names = [
  'Alpha (USA)',
  'Alpha (Europe)',
  'Alpha (USA) (Beta)',
  'Bravo (USA)',
  'Bravo (Japan)',
  'Charlie (USA)',
]
const ROMS = names.map((name): DatRom => ({ name: `${name}.gb`, bytes: `the bytes of ${name}` }))
const bytesOf = (name: string) => String(ROMS.find((rom) => rom.name === `${name}.gb`)?.bytes)
const hashOf = (name: string) => sha1(Buffer.from(bytesOf(name)))

/** Both Alphas and the beta are owned, of Bravo only the Japanese release, of Charlie none. */
let project: Project
let remove = () => {}
afterAll(() => remove())

beforeAll(async () => {
  project = projectIn(tempDir('explain', (whenOver) => (remove = whenOver)))
  project.configure({
    ...LEAST,
    policies: { usa: USA },
    playlists: { best: { titles: ['Alpha'] } },
    targets: {
      card: { preset: 'folder', policy: 'usa', path: './card', playlists: ['best'] },
      shelf: { preset: 'folder', policy: 'everything', path: './shelf' },
    },
  })
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', ROMS))
  project.write('roms/odd name.gb', bytesOf('Alpha (USA)'))
  project.write('roms/ae.gb', bytesOf('Alpha (Europe)'))
  project.write(
    'roms/set.zip',
    makeZip([
      { name: 'beta.gb', data: bytesOf('Alpha (USA) (Beta)') },
      { name: 'b.gb', data: bytesOf('Bravo (Japan)') },
    ]),
  )
  project.write('roms/junk.bin', 'junk')
  project.write(
    'roms/half.zip',
    makeZip([{ name: 'x', data: 'x'.repeat(500), method: 'store' }]).subarray(0, 200),
  )
  project.write('roms/read me.txt', 'hello')
  await project.build()
})

describe('explain', () => {
  it('a game: what is kept, and why each other release is not', async () => {
    const { stdout, code } = await project.run(['explain', 'alpha'])
    expect(code).toBe(0)
    expect(stdout).toBe(
      `Alpha  gb, policy everything
  kept       Alpha (USA)         the same game by its name
  kept       Alpha (Europe)      the same game by its name
  kept       Alpha (USA) (Beta)  the same game by its name
  → shelf: gb/Alpha (Europe).gb
  → shelf: gb/Alpha (USA) (Beta).gb
  → shelf: gb/Alpha (USA).gb
Alpha  gb, policy usa
  kept       Alpha (USA)         the same game by its name
  lost       Alpha (Europe)      region: USA (1st) before Europe (3rd); the same game by its name
  left out   Alpha (USA) (Beta)  exclude: beta
  → card: gb/Alpha (USA).gb
`,
    )
    const { games, files, outputs } = JSON.parse((await project.run(['explain', 'Bravo', '--json'])).stdout)
    expect([files, outputs]).toEqual([[], []])
    expect(games).toEqual([
      {
        policy: 'everything',
        platform: 'gb',
        game: 'Bravo',
        releases: [
          { release: 'Bravo (USA)', verdict: 'not owned', owned: false, joinedBy: 'name' },
          { release: 'Bravo (Japan)', verdict: 'kept', owned: true, joinedBy: 'name' },
        ],
        outputs: [{ target: 'shelf', path: 'gb/Bravo (Japan).gb', sha1: hashOf('Bravo (Japan)') }],
      },
      {
        policy: 'usa',
        platform: 'gb',
        game: 'Bravo',
        releases: [
          { release: 'Bravo (USA)', verdict: 'wanted', owned: false, joinedBy: 'name' },
          {
            release: 'Bravo (Japan)',
            verdict: 'kept',
            owned: true,
            joinedBy: 'name',
            because: 'language: has En before no En',
            lostTo: 'Bravo (USA)',
          },
        ],
        outputs: [{ target: 'card', path: 'gb/Bravo (Japan).gb', sha1: hashOf('Bravo (Japan)') }],
      },
    ])
    expect((await project.run(['explain', 'Charlie'])).stdout).toMatch(
      /^ {2}missing +Charlie \(USA\) +not owned$/m,
    )
  })

  it('a path in a root: what the file is, and where it goes', async () => {
    const { stdout } = await project.run(['explain', 'roms/odd name.gb'])
    expect(stdout).toContain('odd name.gb  root roms, present, 24 B\n')
    expect(stdout).toContain(`sha1 ${hashOf('Alpha (USA)')}`)
    expect(stdout).toContain('is Alpha (USA)  gb, by sha1, in all\n')
    expect(stdout).toContain('→ card: gb/Alpha (USA).gb\n')

    const zip = (await project.run(['explain', 'set.zip'], { cwd: project.at('roms') })).stdout
    expect(zip).toMatch(/^ {2}beta\.gb {2}sha1/m)
    expect(zip).toContain('is Alpha (USA) (Beta)  gb')
    expect(zip).toContain('→ card: gb/Bravo (Japan).gb\n')
    expect((await project.run(['explain', project.at('roms/junk.bin')])).stdout).toContain(
      'no DAT lists it\n',
    )
    expect((await project.run(['explain', 'roms/read me.txt'])).stdout).toContain(
      'not read: it is no ROM and no archive\n',
    )
    expect((await project.run(['explain', 'roms/half.zip'])).stdout).toMatch(
      /^ {2}it is no whole zip: .*[^"\]]$/m,
    )
  })

  it('a path on a device: which release it is, from where, and why that one', async () => {
    const { stdout } = await project.run(['explain', 'card/gb/Bravo (Japan).gb'])
    expect(stdout).toContain('gb/Bravo (Japan).gb  on card, 26 B, sha1 ')
    expect(stdout).toContain('  is    Bravo (Japan)\n')
    expect(stdout).toContain(`  from  ${project.at('roms/set.zip')}\n`)
    expect(stdout).toMatch(/^ {2}wanted +Bravo \(USA\)/m)
    const list = await project.run(['explain', 'card/playlists/best.m3u'])
    expect(list.code).toBe(0)
    expect(list.stdout).toMatch(
      /^playlists\/best\.m3u {2}on card, \d+ B, sha1 [0-9a-f]{40}\n {2}is {4}best\n/,
    )
  })

  it('a path as plans and reports print it, without the folder of its target or root', async () => {
    const { stdout } = await project.run(['explain', 'gb/Bravo (Japan).gb'])
    expect(stdout).toMatch(/^gb\/Bravo \(Japan\)\.gb {2}on card, .*\n {2}is {4}Bravo \(Japan\)\n/)
    // two targets have it
    expect(stdout).toMatch(/\ngb\/Bravo \(Japan\)\.gb {2}on shelf, /)
    const file = await project.run(['explain', 'odd name.gb'])
    expect(file.stdout).toMatch(/^odd name\.gb {2}root roms, present, 24 B\n/)
    // as `files` prints it: with the name of its root, which need not be that of its folder
    const twin = projectIn(tempDir('explain-named'))
    twin.configure({ ...LEAST, roots: { mine: './roms' } })
    twin.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', ROMS))
    twin.write('roms/a.gb', 'anything')
    await twin.build()
    expect((await twin.run(['files'])).stdout).toContain('  mine/a.gb')
    expect((await twin.run(['explain', 'mine/a.gb'])).stdout).toMatch(/^a\.gb {2}root mine, present/)
  })

  it('a path that is there counts before one that is only printed so', async () => {
    const twin = projectIn(tempDir('explain-path'))
    twin.configure(LEAST)
    twin.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', ROMS))
    twin.write('roms/gb/Alpha (USA).gb', bytesOf('Charlie (USA)'))
    twin.write('roms/a.gb', bytesOf('Alpha (USA)'))
    await twin.build()
    const query = ['explain', 'gb/Alpha (USA).gb']
    expect((await twin.run(query)).stdout).toContain('\n  is    Alpha (USA)\n')
    expect((await twin.run(query, { cwd: twin.at('roms') })).stdout).toContain('\n    is Charlie (USA)  gb')
  })

  it('a file that several DATs under one name list: which of them', async () => {
    const twin = projectIn(tempDir('explain-lists'))
    twin.configure({ ...LEAST, dats: { all: { path: './dats' }, own: { path: './own.dat' } }, targets: {} })
    const list = (rom: string) => logiqxDat('Nintendo - Game Boy', [{ name: `${rom}.gb`, bytes: 'a' }])
    twin.write('dats/new/gb.dat', list('Alpha (World)'))
    twin.write('dats/old/gb.dat', list('Alpha (USA)'))
    twin.write('own.dat', list('Alpha'))
    twin.write('roms/a.gb', 'a')
    await twin.build()
    expect((await twin.run(['explain', 'roms/a.gb'])).stdout.split('\n').slice(2)).toEqual([
      '    is Alpha  gb, by sha1, in own',
      '    is Alpha (USA)  gb, by sha1, in all (dats/old/gb.dat)',
      '    is Alpha (World)  gb, by sha1, in all (dats/new/gb.dat)',
      '',
    ])
    const { files } = JSON.parse((await twin.run(['explain', 'roms/a.gb', '--json'])).stdout) as {
      readonly files: readonly FileExplanation[]
    }
    expect(files[0]?.contents[0]?.matches.map(({ datFiles }) => datFiles)).toEqual([
      undefined,
      [twin.at('dats/old/gb.dat')],
      [twin.at('dats/new/gb.dat')],
    ])
  })

  it('a game that a target has no place for: why', async () => {
    const twin = projectIn(tempDir('explain-twin'))
    const roms = ['Same (USA)', 'SAME (USA)'].map((name) => ({
      name: `${name}.gb`,
      bytes: `bytes of ${name}`,
    }))
    twin.configure({
      ...LEAST,
      targets: { shelf: { preset: 'folder', policy: 'everything', path: './shelf' } },
    })
    twin.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', roms))
    roms.forEach(({ bytes }, i) => twin.write(`roms/${i}.gb`, bytes))
    await twin.run(['build'])
    const because =
      '"Same (USA)" is not written to gb/Same (USA).gb: it would take the place of gb/SAME (USA).gb of "SAME (USA)".'
    expect((await twin.run(['explain', 'Same'])).stdout).toContain(
      `  → shelf: gb/SAME (USA).gb\n  - shelf: ${because}\n`,
    )
    const { games } = JSON.parse((await twin.run(['explain', 'Same', '--json'])).stdout)
    expect(games).toMatchObject([{ game: 'Same', unwritten: [{ target: 'shelf', because }] }])
  })

  it('a disc of which a file is not there: which one', async () => {
    const twin = projectIn(tempDir('explain-twin'))
    const files = ['Disc (USA).cue', 'Disc (USA) (Track 1).bin', 'Disc (USA) (Track 2).bin']
    const roms = files.map((name) => `rom ( name "${name}" size ${name.length} sha1 ${sha1(name)} )`)
    twin.configure({
      ...LEAST,
      policies: { usa: USA },
      targets: { card: { preset: 'folder', policy: 'usa', path: './card' } },
    })
    twin.write(
      'dats/psx.dat',
      `clrmamepro ( name "Sony - PlayStation" )\ngame ( name "Disc (USA)"\n${roms.join('\n')}\n)\n`,
    )
    twin.write('roms/one.bin', String(files[1]))
    await twin.build()
    const told = async () => (await twin.run(['explain', 'Disc (USA)'])).stdout.split('\n').slice(1, 3)
    expect(await told()).toEqual([
      '  "Disc (USA)" is missing: it is the best, and lacks 2 of its 3 files: Disc (USA).cue and more.',
      '  missing    Disc (USA)  lacks 2 of its 3 files: Disc (USA).cue and more',
    ])
    twin.write('roms/two.bin', String(files[2]))
    await twin.build()
    expect((await told())[1]).toBe('  missing    Disc (USA)  lacks one of its 3 files: Disc (USA).cue')
    const { games } = JSON.parse((await twin.run(['explain', 'Disc (USA)', '--json'])).stdout)
    expect(games).toMatchObject([
      { releases: [{ owned: false, incomplete: { of: 3, missing: ['Disc (USA).cue'] } }] },
    ])
  })

  it('a hash: every file that holds it', async () => {
    project.write('roms/copy.gb', bytesOf('Alpha (USA)'))
    await project.build()
    const { stdout, code } = await project.run(['explain', hashOf('Alpha (USA)').toUpperCase()])
    expect(code).toBe(0)
    expect(stdout).toContain('copy.gb  root roms')
    expect(stdout).toContain('odd name.gb  root roms')
  })

  it('a hash that a DAT lists and no file holds: the game that it is wanted for', async () => {
    const { stdout, code } = await project.run(['explain', hashOf('Charlie (USA)').toUpperCase()])
    expect(code).toBe(0)
    expect(stdout).toBe(
      `Charlie  gb, policy everything
  not owned  Charlie (USA)
Charlie  gb, policy usa
  missing    Charlie (USA)  not owned
`,
    )
  })

  it('what is not known: exit code 1 and a hint', async () => {
    for (const words of ['Tetris', 'roms/none.gb', 'card/gb/none.gb', '.', '(!)']) {
      const { code, stdout, stderr } = await project.run(['explain', ...words.split(' ')])
      expect(code).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toBe(
        `error Nothing curator knows is called "${words}". [not-found]\n  It knows what the last build saw: run \`curator build\` if something is new. \`curator search\` forgives slips.\n`,
      )
    }
    expect((await project.run(['explain'])).code).toBe(2)
    const { code, stderr } = await project.run(['explain', 'f'.repeat(40)])
    expect([code, stderr]).toEqual([
      1,
      `error Neither a file nor a DAT that curator knows has the SHA-1 ${'f'.repeat(40)}. [not-found]\n  It knows what the last build saw: run \`curator build\` if something is new.\n`,
    ])
    const short = await project.run(['explain', hashOf('Charlie (USA)').slice(0, 12)])
    expect([short.code, short.stderr.split('\n')[1]]).toEqual([
      1,
      '  Files are found by their whole SHA-1, which has 40 digits.',
    ])
  })

  it('a file on a device that nothing wants there', async () => {
    project.write('card/gb/mine.gb', 'mine')
    const { code, stderr } = await project.run(['explain', 'card/gb/mine.gb'])
    expect([code, stderr]).toEqual([
      1,
      "error The last build wanted no gb/mine.gb on card: it is not curator's, or stays though nothing wants it. [not-found]\n" +
        "  `curator plan card` tells what stays, and `curator doctor card` what is not curator's.\n",
    ])
  })

  it('does not tell of what left the config', async () => {
    project.configure({
      ...LEAST,
      targets: { card: { preset: 'folder', policy: 'everything', path: './card' } },
    })
    await project.build()
    const { stdout } = await project.run(['explain', 'Alpha'])
    expect(stdout).not.toContain('policy usa')
    expect(stdout).not.toContain('shelf')
  })
})
