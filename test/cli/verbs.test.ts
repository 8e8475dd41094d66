/** The verbs that only tell: graph, status, doctor, config; and init. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { changed, emptyProject, LEAST, stamps, USA, type Project } from './support.ts'
import type { Graph } from '../../src/engine/graph.ts'
import type { Finding } from '../../src/report/doctor/finding.ts'
import type { Status } from '../../src/report/status.ts'

const ALPHA: DatRom = { name: 'Alpha (USA).gb', bytes: 'alpha' }
const BRAVO: DatRom = { name: 'Bravo (USA).gb', bytes: 'bravo' }

function ready(): Project {
  const project = emptyProject('verbs')
  project.configure({
    ...LEAST,
    policies: { usa: USA },
    targets: { card: { preset: 'folder', policy: 'usa', path: './out' } },
  })
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [ALPHA, BRAVO]))
  project.write('roms/a.gb', ALPHA.bytes)
  project.write('roms/junk.gb', 'junk')
  return project
}

describe('graph', () => {
  it('draws the steps of the last build in four forms', async () => {
    const project = ready()
    const early = await project.run(['graph'])
    expect(early.code).toBe(1)
    expect(early.stderr).toBe('error Nothing was built here yet. [not-found]\n  Run `curator build`.\n')
    await project.build()

    const { nodes } = JSON.parse((await project.run(['graph', '--json'])).stdout) as Graph
    const keys = nodes.map(({ key }) => key)
    expect(keys).toEqual(
      expect.arrayContaining([
        'config:',
        'dats:',
        'scan:roms',
        'identify:',
        'select:usa/gb',
        'pick:usa/gb/0',
        'part:card/gb/0',
        'tree:card',
        'lock:',
      ]),
    )
    for (const { key, needs } of nodes)
      for (const need of needs)
        expect(keys.indexOf(need), `${need} before ${key}`).toBeLessThan(keys.indexOf(key))

    const text = (await project.run(['graph'])).stdout
    expect(text).toMatch(/^tree:card +[0-9a-f]{7} {2}it had never run$/m)
    const dot = (await project.run(['graph', '--format', 'dot'])).stdout
    expect(dot).toMatch(/^digraph curator \{\n/)
    expect(dot).toContain('  "part:card/gb/0" -> "tree:card";\n')
    const mermaid = (await project.run(['graph', '--format', 'mermaid', 'card'])).stdout
    expect(mermaid).toMatch(/^flowchart LR\n/)
    expect(mermaid).toMatch(/\["tree:card"\]/)
    expect(mermaid).not.toContain('lock:')

    project.write('roms/b.gb', BRAVO.bytes)
    await project.build()
    const again = (await project.run(['graph'])).stdout
    expect(again).toMatch(/^pick:usa\/gb\/0 .* holdings:gb#0 changed \([0-9a-f]{7} → [0-9a-f]{7}\)$/m)
    expect(again).toMatch(/^select:usa\/gb .* it had never run$/m)
  })

  it('says when Mermaid would not draw it', async () => {
    const project = ready()
    const card = (n: number) => ({ preset: 'folder', policy: 'everything', path: `./out/${n}` })
    const cards = Array.from({ length: 40 }, (_, n) => [`card${n}`, card(n)])
    project.configure({ ...LEAST, targets: Object.fromEntries(cards) })
    await project.build()
    const all = await project.run(['graph', '--format', 'mermaid'])
    const arrows = all.stdout.split('\n').filter((line) => line.includes(' --> ')).length
    expect(arrows).toBeGreaterThan(500)
    expect(all.stderr).toBe(
      `Mermaid draws no more than 500 arrows unless it is told to (\`maxEdges\`), and these are ${arrows}. Name one target, or take \`--format dot\`.\n`,
    )
    expect((await project.run(['graph', '--format', 'mermaid', 'card7'])).stderr).toBe('')
    expect((await project.run(['graph', '--format', 'dot'])).stderr).toBe('')
  })
})

describe('status', () => {
  it('is one screen of what is owned, missing, and to do, and writes nothing', async () => {
    const project = ready()
    project.write('roms/half.zip', 'no zip')
    const before = stamps(project.dir)
    const { code, stdout, stderr } = await project.run(['status'])
    expect(code).toBe(0)
    expect(stdout).toBe(
      `Roots
  roms  3 files  15 B  1 in a DAT  1 in no DAT  1 damaged  ${project.at('roms')}
Games
  gb  usa  1 owned  1 missing
Targets
  card  to build  1 file  5 B  1 to do  ${project.at('out')}
Next: Run \`curator build\`.
Next: 1 decision waits (1 unmatched): \`curator review\`.
Next: 1 file is in no DAT: \`curator files --unmatched\` lists them.
`,
    )
    expect(stderr).toMatch(/^warning .*half\.zip: it is no whole zip/)
    expect(
      changed(before, stamps(project.dir)).filter((path) => path !== '' && !path.startsWith('.curator')),
    ).toEqual([])

    await project.build()
    const status = JSON.parse((await project.run(['status', '--json'])).stdout) as Status
    expect(status.targets).toEqual([
      {
        name: 'card',
        preset: 'folder',
        path: project.at('out'),
        files: 1,
        bytes: 5,
        missing: 1,
        open: 0,
        state: 'up to date',
      },
    ])
    expect(status.platforms).toEqual([{ policy: 'usa', platform: 'gb', owned: 1, missing: 1, better: 0 }])
    const strict = await project.run(['status', '--strict'])
    expect(strict.code).toBe(1)
    expect(strict.stderr).toContain(
      'error card: 1 game that its policy wants is not owned. [games-missing]\n',
    )
  })

  it('says how large the zips on a device are, and not what is in them', async () => {
    const project = emptyProject('zips')
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { preset: 'folder', path: './out', policy: 'everything', archives: 'zip' } },
    })
    const bytes = 'the same again '.repeat(1000)
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [{ name: 'Alpha (USA).gb', bytes }]))
    project.write('roms/a.gb', bytes)
    const built = await project.build()
    const status = JSON.parse((await project.run(['status', '--json'])).stdout) as Status
    const { size } = statSync(project.at('out/gb/Alpha (USA).zip'))
    expect(size).toBeLessThan(1000)
    expect(status.targets).toMatchObject([{ files: 1, bytes: size }])
    expect(built.targets['card']).toMatchObject({ put: 1, bytes: size })
  })

  it('of an empty library says what to do first', async () => {
    const project = emptyProject('empty')
    project.configure(LEAST)
    mkdirSync(project.at('roms'))
    project.write('dats/empty.dat', 'clrmamepro (\n\tname "Nintendo - Game Boy"\n)\n')
    const { stdout } = await project.run(['status'])
    expect(stdout).toContain('Next: Put ROMs into a root: all of them are empty.\n')
    expect(stdout).toContain('Next: Add DATs: nothing can be identified without them.\n')
  })
})

describe('doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const project = ready()
    const { code, stdout, stderr } = await project.run(['doctor'])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(
      stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => line.split(':')[0]),
    ).toEqual([
      'ok    node',
      'ok    config',
      'ok    catalog',
      'ok    temporary files',
      'ok    root roms',
      'ok    dat all',
      'ok    target card',
      'ok    metadata',
      '      Which keys the others need',
    ])
    expect(stdout).toContain(`target card: ${project.at('out')} will be made by the first build.\n`)
    expect(stdout).toContain(`root roms: ${project.at('roms')}, not scanned yet\n`)
    expect(stdout).toMatch(/temporary files: \S+\.curator, [\d.]+ [KMGT]B free\n/)
    await project.build()
    const { stdout: after } = await project.run(['doctor'])
    expect(after).toContain(`root roms: ${project.at('roms')}, 2 files known, 9 B\n`)
  })

  it('finds everything that is wrong, one by one', async () => {
    const project = ready()
    project.write('out', 'a file')
    rmSync(project.at('roms'), { recursive: true })
    rmSync(project.at('dats/gb.dat'))
    const { code, stdout } = await project.run(['doctor', '--json'])
    expect(code).toBe(1)
    const { healthy, findings } = JSON.parse(stdout) as { healthy: boolean; findings: readonly Finding[] }
    expect(healthy).toBe(false)
    expect(
      findings
        .filter(({ verdict }) => verdict === 'fault')
        .map(({ subject, message }) => `${subject}: ${message}`),
    ).toEqual([
      `root roms: The root ${project.at('roms')} does not exist.`,
      `dat all: No DAT in ${project.at('dats')} matches *.{dat,xml,zip,gz}.`,
      `target card: ${project.at('out')} is not a folder.`,
    ])
  })

  it('looks at firmware, clone lists, metadata and folders of pictures as a build does', async () => {
    const project = ready()
    const config = {
      ...LEAST,
      bios: './firmware',
      cloneLists: ['./lists', './more'],
      metadata: { sources: { csv: './games.csv', none: './none.csv' } },
      art: { folders: { boxes: './boxes', snaps: './snaps' } },
    }
    project.configure(config)
    project.write('more/Nintendo - Game Boy.json', '{ "variants": [] }')
    project.write('games.csv', 'title\n')
    project.write('boxes/a.png', '')
    const { code, stdout } = await project.run(['doctor'])
    expect(code).toBe(1)
    const lines = stdout.split('\n')
    expect(lines.filter((line) => /^\w+ +(?:firmware|clone lists|metadata \w+|pictures)/.test(line))).toEqual(
      [
        `bad   firmware: The folder of firmware ${project.at('firmware')} (\`bios\` in the config) does not exist.`,
        'bad   clone lists: The clone lists ./lists cannot be read: no such file or folder.',
        'ok    clone lists: 1 file',
        'ok    metadata csv: 1 file',
        `bad   metadata none: There is no ${project.at('none.csv')}.`,
        `note  pictures snaps: There is no folder ${project.at('snaps')}.`,
      ],
    )
  })

  it('reads clone lists, and repeats what a build found in files of metadata as long as they are the same', async () => {
    const project = ready()
    const sources = { csv: './games.csv', what: './games.zip', list: './gamelist.xml' }
    project.configure({ ...LEAST, cloneLists: ['./lists'], metadata: { sources } })
    project.write('lists/Nintendo - Game Boy.json', '{ "variants": [')
    project.write('lists/Sega - Mega Drive - Genesis.json', '{ "variants": [{}] }')
    project.write('games.csv', 'what,ever\n')
    project.write('games.zip', 'PK')
    project.write('gamelist.xml', '<gameList></gameList>')
    const said = async (): Promise<string[]> =>
      (await project.run(['doctor'])).stdout
        .split('\n')
        .filter((line) => /^(?:bad|note) +(?:clone lists|metadata)/.test(line))
    const always = [
      expect.stringMatching(/^bad   clone lists: .*Nintendo - Game Boy\.json: It is no JSON: /),
      expect.stringMatching(/^note  clone lists: .*Sega - Mega Drive - Genesis\.json: /),
    ]
    const csv = `note  metadata csv: ${project.at('games.csv')}: its first line has none of the columns title, name, crc, md5, serial.`
    const zip = `note  metadata what: ${project.at('games.zip')}: its name does not tell what kind of metadata it is.`
    const xml = `note  metadata list: ${project.at('gamelist.xml')} names no platform.`
    expect(await said()).toEqual([...always, zip])
    await project.build({ code: 3 })
    expect(await said()).toEqual([...always, csv, zip, xml])
    project.write('games.csv', 'title\nAlpha\n')
    const answered = { ...sources, list: { path: './gamelist.xml', platform: 'gb' } }
    project.configure({ ...LEAST, cloneLists: ['./lists'], metadata: { sources: answered } })
    expect(await said()).toEqual([...always, zip])
  })

  it('tells of a config that cannot be read, and of links that lead nowhere', async () => {
    const project = ready()
    rmSync(project.at('roms'), { recursive: true })
    symlinkSync('nowhere', project.at('roms'))
    expect((await project.run(['doctor'])).stdout).toContain(
      `bad   root roms: The root ${project.at('roms')} does not exist.\n`,
    )
    project.write('curator.config.json', '{')
    const { code, stdout } = await project.run(['doctor'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^bad {3}config: curator\.config\.json/m)
  })
})

describe('config', () => {
  it('prints every default filled in and every path absolute', async () => {
    const project = ready()
    const json = JSON.parse((await project.run(['config', '--json'])).stdout)
    expect(json).toMatchObject({
      file: project.at('curator.config.json'),
      state: project.at('.curator'),
      roots: { roms: { path: project.at('roms'), ignore: [], identity: 'full', followSymlinks: false } },
      policies: {
        usa: {
          ...USA,
          keep: 1,
          revision: 'newest',
          availability: 'owned-else-wanted',
          dats: ['all'],
          roots: ['roms'],
        },
      },
      targets: { card: { preset: 'folder', path: project.at('out'), policy: 'usa', playlists: [] } },
    })
    const { stdout } = await project.run(['config'])
    expect(stdout).toContain(`targets\n  card: folder at ${project.at('out')}, policy usa\n`)
  })
})

describe('init', () => {
  it('writes a config that can be built at once, and never overwrites', async () => {
    const project = emptyProject('init')
    const { code, stdout } = await project.run(['init'])
    expect(code).toBe(0)
    expect(stdout).toBe(
      `wrote  curator.config.ts
wrote  .gitignore
wrote  .gitattributes
wrote  .github/workflows/curator.yml

Next: put ROMs in ./roms and DATs in ./dats, or point the config at yours. Then run \`curator build\`.
`,
    )
    project.write('roms/a.gb', ALPHA.bytes)
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [ALPHA]))
    const report = await project.build()
    expect(report.targets['mister']).toMatchObject({ put: 1, missing: 0 })

    project.write('.gitignore', 'mine')
    const again = await project.run(['init', '--json'])
    expect(JSON.parse(again.stdout)).toEqual({
      written: [],
      existing: ['curator.config.ts', '.gitignore', '.gitattributes', '.github/workflows/curator.yml'],
      problems: [],
    })
    expect(readFileSync(project.at('.gitignore'), 'utf8')).toBe('mine')
  })

  it('says what to run in a repository that is larger, where GitHub would read no workflow of it', async () => {
    const project = emptyProject('init-repository')
    mkdirSync(project.at('.git'))
    mkdirSync(project.at('my roms'))
    expect((await project.run(['init', '-C', 'my roms'])).stdout).toContain(
      `There is no workflow: GitHub reads those only at the top of a repository, which is ${project.dir}. In one there, run \`npx curator -C "my roms" lock --check\`.\n`,
    )
    expect(readdirSync(project.at('my roms')).sort()).toEqual([
      '.gitattributes',
      '.gitignore',
      'curator.config.ts',
    ])
  })

  it('takes a config in another form for one', async () => {
    const project = emptyProject('init-json')
    project.configure(LEAST)
    expect((await project.run(['init'])).stdout).toContain(
      'kept   curator.config.json (it was there already)\n',
    )
  })

  it('makes none by another name', async () => {
    const project = emptyProject('init-named')
    const { code, stderr } = await project.run(['init', '--config', 'mine.ts'])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'error `curator init` makes curator.config.ts: it takes no `--config`. [cli-usage]\n  Rename it afterwards.\n',
    })
    expect(readdirSync(project.dir)).toEqual([])
  })
})
