/** `curator.lock`: written, checked, frozen, and what a pull request shows of a change. */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { emptyProject, fileStamps, LEAST, stamps, USA, type ConfigData, type Project } from './support.ts'

const names = ['Alpha (USA)', 'Alpha (Europe)', 'Bravo (Japan)', 'Bravo (USA) (Beta)', 'Charlie (World)']
const ROMS = names.map((name): DatRom => ({ name: `${name}.gb`, bytes: name }))
const CONFIG: ConfigData = {
  ...LEAST,
  policies: { usa: USA },
  targets: { plain: { preset: 'folder', policy: 'usa', path: './out' } },
}
const TO_EUROPE: ConfigData = {
  ...CONFIG,
  policies: { usa: { ...USA, regions: ['Europe', 'USA', 'World'] } },
}

/** A project without a single ROM: the lock needs none. */
function withoutRoms(config = CONFIG): Project {
  const project = emptyProject('lock')
  project.configure(config)
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', ROMS))
  return project
}

const text = (project: Project) => readFileSync(project.at('curator.lock'), 'utf8')

const DIFF =
  'usa, gb: 1 swapped\n  ~ Alpha: Alpha (USA) → Alpha (Europe)  [region: Europe (1st) before USA (2nd)]\n'

describe('curator lock', () => {
  it('needs no ROMs, writes one game a line, and says the same twice', async () => {
    const project = withoutRoms()
    const first = await project.run(['lock'])
    expect(first.code).toBe(0)
    expect(first.stdout).toContain(`Wrote ${project.at('curator.lock')}.`)
    const lock = text(project)
    expect(lock.split('\n').filter((line) => line.includes('Alpha'))).toEqual([
      '        "Alpha": "Alpha (USA)",',
    ])
    expect(lock.split('\n').filter((line) => line.includes('Bravo'))).toEqual([
      '        "Bravo": "Bravo (Japan)",',
    ])
    expect(JSON.parse(lock)).toMatchObject({
      version: 1,
      dats: { all: [{ path: 'dats/gb.dat', name: 'Nintendo - Game Boy', version: '1' }] },
    })
    expect(existsSync(project.at('out'))).toBe(false)

    const before = fileStamps(project.dir)['curator.lock']
    const second = await project.run(['lock'])
    expect(second.stdout).toBe('curator.lock is up to date.\n')
    expect(fileStamps(project.dir)['curator.lock']).toBe(before)
  })

  it('--check fails when the selection changed, shows the games it swaps, and writes nothing', async () => {
    const project = withoutRoms()
    await project.run(['lock'])
    expect((await project.run(['lock', '--check'])).code).toBe(0)
    const lock = text(project)
    project.configure(TO_EUROPE)
    const { code, stdout, stderr } = await project.run(['lock', '--check'])
    expect(code).toBe(1)
    expect(stdout).toBe(DIFF)
    expect(stderr).toBe(
      'error curator.lock does not say what the config and the DATs give now. [lock-out-of-date]\n  Run `curator lock` and commit curator.lock.\n',
    )
    expect(text(project)).toBe(lock)
    const json = JSON.parse((await project.run(['lock', '--check', '--json'])).stdout)
    expect(json).toMatchObject({
      upToDate: false,
      diff: {
        dats: [],
        selections: [
          {
            policy: 'usa',
            platform: 'gb',
            added: [],
            removed: [],
            swapped: [{ game: 'Alpha', from: ['Alpha (USA)'], to: ['Alpha (Europe)'] }],
          },
        ],
      },
      problems: [{ code: 'lock-out-of-date' }],
    })
    const update = await project.run(['lock'])
    expect(update.stdout).toBe(`${DIFF}Updated ${project.at('curator.lock')}.\n`)
    expect((await project.run(['lock', '--check'])).code).toBe(0)
  })

  it('--check fails where there is none', async () => {
    const { code, stderr } = await withoutRoms().run(['lock', '--check'])
    expect(code).toBe(1)
    expect(stderr).toContain('error There is no curator.lock. [lock-out-of-date]\n')
  })
})

describe('a frozen build', () => {
  it.each([
    ['--frozen', ['--frozen'], {}],
    ['CI', [], { CI: 'true' }],
  ])('by %s stops when the lock is out of date, before anything is written', async (_, args, env) => {
    const project = withoutRoms()
    project.write('roms/a.gb', String(ROMS[0]?.bytes))
    const missing = await project.run(['build', ...args], { env })
    expect(missing.code).toBe(1)
    expect(missing.stderr).toContain('There is no curator.lock.')
    expect(missing.stdout).toBe('curator: stopped before anything was written\n')
    await project.run(['lock'])
    await project.build({ args, env })
    project.configure(TO_EUROPE)
    const before = stamps(project.at('out'))
    const lock = text(project)
    const stopped = await project.run(['build', ...args], { env })
    expect(stopped.code).toBe(1)
    expect(stopped.stderr).toContain('[lock-out-of-date]')
    expect(stamps(project.at('out'))).toEqual(before)
    expect(text(project)).toBe(lock)

    expect((await project.run(['build', '--no-frozen'], { env })).code).toBe(0)
    expect(text(project)).not.toBe(lock)
  })

  it.each([
    ['git checked out with CRLF', (lock: string) => lock.replaceAll('\n', '\r\n')],
    ['an editor began with a mark', (lock: string) => `\ufeff${lock}`],
  ])('takes a lock that %s for the same', async (_, changed) => {
    const project = withoutRoms()
    await project.run(['lock'])
    project.write('roms/a.gb', String(ROMS[0]?.bytes))
    const other = changed(text(project))
    project.write('curator.lock', other)
    expect(await project.run(['lock', '--check'])).toMatchObject({
      code: 0,
      stdout: 'curator.lock is up to date.\n',
    })
    expect((await project.run(['build', '--frozen'])).code).toBe(0)
    await project.run(['build'])
    expect(text(project)).toBe(other)
  })

  it('is said to be brought up to date where nothing but the name of a DAT file changed', async () => {
    const project = withoutRoms()
    await project.run(['build'])
    renameSync(project.at('dats/gb.dat'), project.at('dats/other.dat'))
    const { stdout } = await project.run(['build'])
    expect(stdout).toContain('curator.lock updated: games and DATs are the same\n')
  })

  it('is not the default elsewhere: a build writes the lock', async () => {
    const project = withoutRoms()
    project.write('roms/a.gb', String(ROMS[0]?.bytes))
    await project.build({ env: { CI: 'false' } })
    expect(text(project)).toContain('"Alpha": "Alpha (USA)"')
    rmSync(project.at('curator.lock'))
    await project.build()
    expect(existsSync(project.at('curator.lock'))).toBe(true)
  })
})

describe('under GitHub Actions', () => {
  const github = (project: Project) => ({
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: project.dir,
    GITHUB_STEP_SUMMARY: project.at('summary.md'),
  })

  it('mistakes of the config are annotations on its lines', async () => {
    const project = withoutRoms()
    project.configure({ ...CONFIG, policies: { usa: { ...USA, regions: ['Atlantis'] } } })
    const { code, stderr } = await project.run(['lock', '--check'], { env: github(project) })
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /^::error file=curator\.config\.json,line=\d+,col=\d+,title=config-invalid::.*Atlantis/,
    )
  })

  it('what is about a folder or DAT that the config names is one on the line that names it', async () => {
    const project = withoutRoms()
    project.write(
      'curator.config.json',
      `{ "roots": { "gone": "./gone" },
  "dats": { "none": { "path": ["./dats/*.dat", "./dats/x/**/*.dat"] },
    "page": "./page.dat" },
  "targets": {
    "card": { "preset": "folder", "path": "./curator.config.json", "policy": "everything" } } }`,
    )
    project.write('page.dat', '<html>')
    const { stderr } = await project.run(['build', '--no-frozen'], { env: github(project) })
    const places = [...stderr.matchAll(/^::error file=curator\.config\.json,(.*?)::/gm)].map(([, at]) => at)
    expect(new Set(places)).toEqual(
      new Set([
        'line=1,col=14,title=root-missing',
        'line=2,col=31,title=dat-missing',
        'line=3,col=5,title=dat-not-a-dat',
        'line=5,col=43,title=target-not-folder',
      ]),
    )
  })

  it('the selection diff is a table in the summary of the job', async () => {
    const project = withoutRoms()
    await project.run(['lock'])
    project.configure(TO_EUROPE)
    const { code, stderr } = await project.run(['lock', '--check'], { env: github(project) })
    expect(code).toBe(1)
    expect(stderr).toContain(
      '::error title=lock-out-of-date::curator.lock does not say what the config and the DATs give now. Run `curator lock` and commit curator.lock.\n',
    )
    const summaryless = { ...github(project), GITHUB_STEP_SUMMARY: project.at('none/summary.md') }
    const again = await project.run(['lock', '--check'], { env: summaryless })
    expect(again.code).toBe(1)
    expect(again.stderr).toContain(
      '::warning title=summary::The summary of the job cannot be written: no such file or folder.\n',
    )
    const summary = readFileSync(project.at('summary.md'), 'utf8')
    expect(summary).toBe(
      [
        '## What this changes',
        '',
        '### usa, gb: 1 swapped',
        '',
        '| Game | Was | Now | Why |',
        '| --- | --- | --- | --- |',
        '| Alpha | Alpha (USA) | Alpha (Europe) | region: Europe (1st) before USA (2nd) |',
        '',
        '',
      ].join('\n'),
    )
  })

  it('damaged files are warnings', async () => {
    const project = withoutRoms()
    await project.run(['lock'])
    project.write('roms/a, 100%.zip', 'no zip')
    const { code, stderr } = await project.run(['build'], { env: github(project) })
    expect(code).toBe(0)
    expect(stderr).toContain(
      `::warning title=archive-damaged::${project.at('roms/a, 100%25.zip')}: it is no whole zip`,
    )
  })
})
