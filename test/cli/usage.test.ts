/** The command line itself: help, mistakes, options that every verb takes, and what goes where. */
import { describe, expect, it } from 'vitest'
import { alwaysAlone } from '../support/cli.ts'
import { logiqxDat } from '../support/dat.ts'
import { COMMANDS } from '../../src/cli/usage/commands.ts'
import { emptyProject, LEAST, type Project } from './support.ts'

function ready(): Project {
  const project = emptyProject('usage')
  project.configure(LEAST)
  project.write(
    'dats/gb.dat',
    logiqxDat('Nintendo - Game Boy', [{ name: 'Alpha: One (USA).gb', bytes: 'alpha' }]),
  )
  project.write('roms/a.gb', 'alpha')
  project.write('roms/half.zip', 'no zip')
  return project
}

describe('--help', () => {
  it.each(COMMANDS.map(({ name }) => name))('of %s has its usage, its options and examples', async (name) => {
    const { code, stdout, stderr } = await emptyProject('help').run([name, '--help'])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toMatch(new RegExp(`^curator ${name}: .+\n\nUsage: curator ${name}.*\n\nOptions:\n`))
    expect(stdout).toMatch(new RegExp(`\nExamples:\n  curator ${name}`))
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100)
  })

  it('says which deed of a verb takes an option, and what it is there', async () => {
    const { stdout } = await emptyProject('help').run(['library', '--help'])
    expect(stdout.slice(stdout.indexOf('Options:'), stdout.indexOf('      --json'))).toBe(
      [
        'Options:',
        '      --dry-run          plan, apply: print the plan',
        '                         undo, purge: say what it would do',
        '      --older-than DAYS  purge: what was taken out at least this long ago (default 30)',
        '      --yes              purge: do not ask',
        '',
      ].join('\n'),
    )
  })

  it('lists every command; without any command it is a mistake', async () => {
    const project = emptyProject('help')
    const { code, stdout } = await project.run(['--help'])
    expect(code).toBe(0)
    for (const { name, summary } of COMMANDS)
      expect(stdout).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'))
    const none = await project.run([])
    expect(none.code).toBe(2)
    expect(none.stdout).toBe(stdout)
    expect(await project.run(['help'])).toMatchObject({ code: 0, stdout })
    const build = await project.run(['help', 'build'])
    expect(build).toMatchObject({ code: 0, stdout: (await project.run(['build', '--help'])).stdout })
    expect((await project.run(['help', 'bild'])).stderr).toContain('Did you mean `build`?')
    expect((await project.run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('a mistake on the command line ends with exit code 2 and what was meant', () => {
  it.each([
    [['bild'], 'Unknown command `bild`.', 'Did you mean `build`?'],
    [['build', '--dryrun'], 'Unknown option `--dryrun`.', 'Did you mean `--dry-run`?'],
    [['build', 'plian'], 'There is no target named `plian`.', 'Did you mean `plain`?'],
    [['build', 'xyz'], 'There is no target named `xyz`.', 'The config has plain.'],
    [['config', 'plain'], '`curator config` takes no `plain`.', 'Usage: curator config'],
    [
      ['graph', '--format', 'pdf'],
      '`--format` takes text, dot, mermaid, json, not `pdf`.',
      'Run `curator graph --help`.',
    ],
    [
      ['build', '--color', 'pink'],
      '`--color` takes auto, always, never, not `pink`.',
      'Run `curator build --help`.',
    ],
    [['build', '--romset'], '`--romset` needs a value: `--romset VERSION`.', 'Run `curator build --help`.'],
    [
      ['build', '--config', '--quiet'],
      '`--config` needs a value: `--config FILE`.',
      'One that begins with a dash: `--config=-…`.',
    ],
    [
      ['report', 'missing', '--out', ''],
      '`--out` needs a value that is not empty: `--out PATH`.',
      'Run `curator report --help`.',
    ],
    [['build', '--json=yes'], '`--json` takes no value.', 'Run `curator build --help`.'],
    [['build', '-x'], 'Unknown option `-x`.', 'Run `curator build --help`.'],
    [['-x'], 'Unknown option `-x`.', 'Run `curator --help`.'],
    [['-C', 'nowhere', 'build'], 'There is no folder DIR/nowhere.', 'Run `curator build --help`.'],
    [['explain'], 'Name a game, a file or a SHA-1 to explain.', 'Run `curator explain --help`.'],
    [
      ['dats', 'import', 'new.dat', '--dry-run'],
      '`--dry-run` is for `update`, `undo`, not for `curator dats import`.',
      'Run `curator dats --help`.',
    ],
    [
      ['report', 'missing', '--root', 'roms'],
      '`--root` is for `dir2dat`, not for `curator report missing`.',
      'Run `curator report --help`.',
    ],
    [
      ['build', '--settle', '1', '--settle=2'],
      '`--settle` takes one value, not `1` and `2`.',
      'Run `curator build --help`.',
    ],
    [
      ['-C', '.', 'build', '-C', '..'],
      '`--directory` takes one value, not `.` and `..`.',
      'Run `curator build --help`.',
    ],
    [
      ['doctor', 'plain', '--reach'],
      '`--reach` is for `curator doctor` without a target.',
      'Run `curator doctor --help`.',
    ],
    [['review', '--out', 'q.csv'], '`--out` goes with `--export csv`.', 'Run `curator review --help`.'],
  ])('%j', async (args, message, hint) => {
    const project = ready()
    const { code, stdout, stderr } = await project.run(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toBe(`error ${message.replace('DIR', project.dir)} [cli-usage]\n  ${hint}\n`)
  })
})

describe('options that say the opposite', () => {
  const pairs: readonly (readonly [verb: string, one: string, other: string])[] = [
    ['build', '--no-frozen', '--frozen'],
    ['watch', '--no-frozen', '--frozen'],
    ['plan', '--no-frozen', '--frozen'],
    ['romsets restore 1', '--no-frozen', '--frozen'],
    ['dats update', '--no-frozen', '--frozen'],
    ['dats update', '--no-frozen', '--offline'],
    ['metadata find x', '--refresh', '--offline'],
    ['metadata fetch', '--refresh', '--offline'],
    ['review', '--import csv', '--export csv'],
    ['review', '--import csv', '--new'],
    ['review', '--import csv', '--platform gb'],
    ['review', '--import csv', '--kind dat'],
    ['review', '--import csv', '--json'],
    ['review', '--export csv', '--json'],
    ['serve', '--write', '--downloader plain'],
    ['graph', '--json', '--format dot'],
    ['report missing', '--json', '--format text'],
  ]
  it.each(pairs)('%s %s %s', async (verb, one, other) => {
    const project = ready()
    for (const options of [`${one} ${other}`, `${other} ${one}`]) {
      const { code, stdout, stderr } = await project.run(`${verb} ${options}`.split(' '))
      expect(code).toBe(2)
      expect(stdout.startsWith(options.includes('--json') ? '{' : '')).toBe(true)
      const named = [one, other].map((option) => (option.includes('csv') ? option.slice(0, 8) : option))
      for (const option of named) expect(stderr).toContain(option.replace(/ (?:gb|dat|plain)$/, ''))
      expect(stderr).toContain('[cli-usage]')
    }
  })

  it('are all named in the verbs that take them', () => {
    for (const { name, options } of COMMANDS) {
      const names = options.map((option) => option.name)
      for (const { not = [] } of options) expect(names, name).toEqual(expect.arrayContaining([...not]))
    }
  })

  it('are fine when they say the same, even twice', async () => {
    const project = ready()
    const twice = ['build', '--frozen', '--frozen', '--color', 'never', '--color=never', '--dry-run']
    expect((await project.run([...twice, '--json'])).stdout).toMatch(/^\{\n  "targets"/)
    await project.build()
    expect((await project.run(['graph', '--json', '--format', 'json'])).code).toBe(0)
  })
})

describe('options of every verb', () => {
  alwaysAlone()

  it('-C and --config say where', async () => {
    const project = ready()
    const elsewhere = emptyProject('elsewhere')
    const shown = await elsewhere.run(['-C', project.dir, 'config'])
    expect(shown.stdout).toMatch(new RegExp(`^${project.at('curator.config.json')}\n`))
    project.write(
      'other.json',
      JSON.stringify({
        ...LEAST,
        targets: { other: { preset: 'folder', policy: 'everything', path: './other' } },
      }),
    )
    const other = await elsewhere.run(['config', '--config', project.at('other.json')])
    expect(other.stdout).toContain(`other: folder at ${project.at('other')}`)
    const named = await project.run(['config'], { env: { CURATOR_CONFIG: 'other.json' } })
    expect(named.stdout).toBe(other.stdout)
    project.write('deep/er/file', '')
    expect((await project.run(['config'], { cwd: project.at('deep/er') })).stdout).toBe(shown.stdout)
  })

  it.skipIf(process.platform === 'win32')(
    'a folder that was deleted under the shell: -C says where, else it is told',
    async () => {
      const project = ready()
      project.write('gone/file', '')
      // the shell is in it when it deletes it, and curator starts there
      const within = ['sh', '-c', 'rm -r "$PWD" && exec "$@"', 'sh']
      const lost = await project.run(['build'], { cwd: project.at('gone'), within })
      expect(lost).toMatchObject({ code: 2, stdout: '' })
      expect(lost.stderr).toBe(
        'error The folder that curator was started in cannot be found: no such file or folder. [cli-usage]\n' +
          '  Was it deleted? Enter it again, or another one.\n',
      )
      project.write('gone/file', '')
      const named = await project.run(['-C', project.dir, 'config'], { cwd: project.at('gone'), within })
      expect(named.stdout).toMatch(new RegExp(`^${project.at('curator.config.json')}\n`))
      expect(named.code).toBe(0)
    },
  )

  it('--quiet leaves errors and documents', async () => {
    const project = ready()
    const quiet = await project.run(['build', '--quiet'])
    expect(quiet).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect((await project.run(['build', '-q', '--json'])).stdout).toMatch(/^\{\n  "outcome": "nothing",/)
    project.write('out/gb/Alpha - One (USA).gb', 'changed')
    const failed = await project.run(['build', '--quiet'])
    expect(failed.code).toBe(3)
    expect(failed.stdout).toBe('')
    expect(failed.stderr).toMatch(
      /^error .* was changed since curator wrote it\. It was left alone\. \[changed-on-device\]\n/,
    )
  })

  it('--color and NO_COLOR', async () => {
    const project = ready()
    const escape = '\u001B['
    const plain = await project.run(['build'], { env: { NO_COLOR: '' } })
    expect(plain.stdout + plain.stderr).not.toContain(escape) // no terminal
    const always = await project.run(['build', '--color', 'always'])
    expect(always.stdout).toContain(escape)
    expect(always.stderr).toContain(escape)
    const forced = await project.run(['build'], { env: { FORCE_COLOR: '1', NO_COLOR: '' } })
    expect(forced.stdout).toContain(escape)
    const never = await project.run(['build', '--color=never'], { env: { FORCE_COLOR: '1' } })
    expect(never.stdout + never.stderr).not.toContain(escape)
    const noColor = await project.run(['build'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })
    expect(noColor.stdout + noColor.stderr).not.toContain(escape)
  })
})

describe('what goes where', () => {
  alwaysAlone()

  it.skipIf(process.platform === 'win32')('a reader that stops reading is no failure', async () => {
    const project = ready()
    await project.build()
    const shortOf = (command: readonly string[]) => ['sh', '-c', '"$@" | true', 'sh', ...command]
    for (const args of [['--help'], ['config'], ['status', '--json']]) {
      expect(await project.run(args, { within: shortOf([]) })).toMatchObject({
        code: 0,
        stderr: expect.not.stringContaining('EPIPE'),
      })
    }
  })

  it.skipIf(process.platform !== 'linux')('a disk that is full where the output goes is told', async () => {
    const project = ready()
    const full = (to: string) => ['sh', '-c', `"$@" ${to}/dev/full`, 'sh']
    const told =
      'error What was to be printed could not be written: no space left on the device. [no-space]\n'
    for (const args of [['--version'], ['config'], ['config', '--json'], ['build', '--dry-run', '--json']])
      expect(await project.run(args, { within: full('>') })).toMatchObject({
        code: 3,
        stdout: '',
        stderr: told,
      })
    // what was done is done, and of the diagnostics nobody can be told
    const { code, stdout } = await project.run(['build'], { within: full('2>') })
    expect(code).toBe(0)
    expect(stdout).toContain('plain  1 file written')
  })

  it('results are on stdout, diagnostics on stderr', async () => {
    const project = ready()
    const { stdout, stderr } = await project.run(['build'])
    expect(stdout).toMatch(
      new RegExp(`^curator\\.lock written
plain  1 file written \\(5 B\\)  0 kept  no game missing  ${project.at('out')}\ncurator: done \\(2 files, 1 target, \\d+\\.\\d s; 2 files read, \\d+ steps run\\)\n$`),
    )
    expect(stderr).toBe(
      `note "Alpha: One (USA).gb" is written as "Alpha - One (USA).gb" for ./out: names there cannot have ":". [name-adjusted]
warning ${project.at('roms/half.zip')}: it is no whole zip: the list of its members is missing. [archive-damaged]
`,
    )
  })

  it('--json is one document, also of a failure', async () => {
    const project = ready()
    const { stdout } = await project.run(['build', '--json'])
    expect(() => JSON.parse(stdout) as unknown).not.toThrow()
    project.write('curator.config.json', '{}')
    const failed = await project.run(['build', '--json'])
    expect(failed.code).toBe(2)
    const document = JSON.parse(failed.stdout)
    expect(document).toMatchObject({
      outcome: 'failed',
      problems: [{ code: expect.stringMatching(/^config-/), message: expect.any(String) }, {}, {}],
    })
  })
})
