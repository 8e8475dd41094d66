/** `report`: what is had and missing, on stdout, in files, and never where only a build writes. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { ListDocument } from '../../src/dats/write/lists.ts'
import { tempDir } from '../support/cli.ts'
import { logiqxDat } from '../support/dat.ts'
import { LEAST, projectIn, type Project } from './support.ts'

let project: Project
let remove = () => {}
afterAll(() => remove())

beforeAll(async () => {
  project = projectIn(tempDir('report', (whenOver) => (remove = whenOver)))
  project.configure({ ...LEAST, dats: { d: './dats' } })
  const rom = (name: string) => ({ name: `${name}.gb`, bytes: `the bytes of ${name}` })
  project.write(
    'dats/gb.dat',
    logiqxDat('Nintendo - Game Boy', [rom('Alpha (USA)'), rom('Bravo (USA)'), rom('Charlie (USA)')]),
  )
  project.write('dats/gg.dat', logiqxDat('Sega - Game Gear', [rom('Delta (USA)')]))
  project.write('roms/b.gb', 'the bytes of Bravo (USA)')
  await project.build()
})

const GB = '# Nintendo - Game Boy (1): 3 games, 1 had, 2 missing\nAlpha (USA)\nCharlie (USA)\n'
const GG = '# Sega - Game Gear (1): 1 game, 0 had, 1 missing\nDelta (USA)\n'

async function report(...args: readonly string[]) {
  const { code, stdout, stderr } = await project.run(['report', ...args])
  return { code, stdout, stderr: stderr.replaceAll(project.dir, 'DIR') }
}

describe('report', () => {
  it('missing: every DAT, or the one that the config or its header calls so', async () => {
    expect(await report('missing')).toEqual({ code: 0, stdout: GB + GG, stderr: '' })
    expect((await report('missing', '--dat', 'd')).stdout).toBe(GB + GG)
    expect((await report('missing', '--dat', 'Sega - Game Gear')).stdout).toBe(GG)
  })

  it('have: the rest', async () => {
    expect((await report('have', '--dat', 'Nintendo - Game Boy')).stdout).toBe(
      '# Nintendo - Game Boy (1): 3 games, 1 had, 2 missing\nBravo (USA)\n',
    )
  })

  it('as JSON, by --json or --format json', async () => {
    const { stdout } = await report('missing', '--json')
    expect((await report('missing', '--format', 'json')).stdout).toBe(stdout)
    const { list, dats } = JSON.parse(stdout) as { list: string; dats: ListDocument[] }
    expect(list).toBe('missing')
    expect(dats.map(({ name, games, have, missing }) => [name, games, have, missing])).toEqual([
      ['Nintendo - Game Boy', 3, 1, 2],
      ['Sega - Game Gear', 1, 0, 1],
    ])
  })

  it('as a DAT that a build reads as one of the same platform', async () => {
    const { stdout } = await report('missing', '--dat', 'Nintendo - Game Boy', '--format', 'dat')
    expect(stdout).toContain('<name>Nintendo - Game Boy</name>')
    expect([...stdout.matchAll(/<game name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Alpha (USA)',
      'Charlie (USA)',
    ])
  })

  it('into a folder: a file for each DAT; into a file: one; the same bytes each time', async () => {
    expect(await report('missing', '--format', 'text', '--out', 'lists')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'curator: 2 lists written\n',
    })
    expect(readdirSync(project.at('lists')).sort()).toEqual([
      'missing - Nintendo - Game Boy.txt',
      'missing - Sega - Game Gear.txt',
    ])
    expect(readFileSync(project.at('lists/missing - Nintendo - Game Boy.txt'), 'utf8')).toBe(GB)
    await report('missing', '--dat', 'Sega - Game Gear', '--out', 'deep/gg.txt')
    await report('missing', '--dat', 'Sega - Game Gear', '--out', 'deep/gg.txt')
    expect(readdirSync(project.at('deep'))).toEqual(['gg.txt'])
    expect(readFileSync(project.at('deep/gg.txt'), 'utf8')).toBe(GG)
  })

  it('into one file, whatever the number of DATs, where it is named with the extension of the format', async () => {
    expect(await report('missing', '--out', 'all.txt')).toMatchObject({
      stderr: 'curator: 2 lists written\n',
    })
    expect(readFileSync(project.at('all.txt'), 'utf8')).toBe(GB + GG)
    await report('missing', '--json', '--out', 'all.JSON')
    expect(readFileSync(project.at('all.JSON'), 'utf8')).toBe((await report('missing', '--json')).stdout)
    expect(await report('missing', '--format', 'dat', '--out', 'fix.dat')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There are 2 DATs, and one file holds one.') as string,
    })
    await report('missing', '--format', 'dat', '--out', 'fix.dat/')
    expect(readdirSync(project.at('fix.dat'))).toHaveLength(2)
    await report('missing', '--format', 'dat', '--out', 'fix.dat')
    expect(readdirSync(project.at('fix.dat'))).toHaveLength(2)
  })

  it('dir2dat: a DAT of what a root holds', async () => {
    const { stdout } = await report('dir2dat', '--root', 'roms')
    expect(stdout).toContain('<game name="b">')
    expect(stdout).toContain('<rom name="b.gb" size="24"')
    expect((await report('dir2dat', '--root', 'roms', '--format', 'text')).stdout).toBe('b\n')
  })

  it('dir2dat: no empty DAT of a root that no build has looked at', async () => {
    const fresh = projectIn(tempDir('report-fresh', (whenOver) => onTestFinished(whenOver)))
    fresh.configure(LEAST)
    expect(await fresh.run(['report', 'dir2dat', '--root', 'roms'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'error No build has looked at the root `roms` yet. [not-found]\n  Run `curator build`.\n',
    })
  })

  const refused: [string, string[], string][] = [
    ['no kind', [], 'Say which report: `missing`, `have` or `dir2dat`. [cli-usage]'],
    ['another kind', ['all'], 'Say which report: `missing`, `have` or `dir2dat`. [cli-usage]'],
    [
      'several DATs as one',
      ['missing', '--format', 'dat'],
      'There are 2 DATs, and one file holds one. [cli-usage]',
    ],
    ['no root', ['dir2dat'], 'Say which root with `--root`. [cli-usage]'],
    ['an unknown root', ['dir2dat', '--root', 'x'], 'There is no root `x`. [cli-usage]'],
    [
      'a file in a root',
      ['missing', '--out', 'roms/new/list.txt'],
      'DIR/roms/new/list.txt is in the root roms, which is never written. [cli-usage]',
    ],
    [
      'a file in a target',
      ['missing', '--out', 'out'],
      'DIR/out is in the target plain, where only a build writes. [cli-usage]',
    ],
  ]
  it.each(refused)('refuses %s', async (_, args, message) => {
    const { code, stdout, stderr } = await report(...args)
    expect({ code, stdout, stderr: stderr.split('\n')[0] }).toEqual({
      code: 2,
      stdout: '',
      stderr: `error ${message}`,
    })
  })

  it('refuses a root behind a link', async () => {
    symlinkSync(project.at('roms'), project.at('link'))
    const { code, stderr } = await report('missing', '--out', 'link/list.txt')
    expect(code).toBe(2)
    expect(stderr).toContain('is in the root roms, which is never written. [cli-usage]')
    expect(readdirSync(project.at('roms'))).toEqual(['b.gb'])
  })

  it('says when a DAT is not known, and which is near', async () => {
    expect(await report('missing', '--dat', 'Sega - Game Geer')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error No DAT in use is called "Sega - Game Geer". [not-found]\n  Did you mean `Sega - Game Gear`?\n',
    })
  })

  it('says when nothing was built yet, whatever DAT is asked for', async () => {
    const fresh = projectIn(tempDir('unbuilt'))
    fresh.configure({ ...LEAST, dats: { d: './dats' } })
    for (const args of [[], ['--dat', 'd']])
      expect(await fresh.run(['report', 'missing', ...args])).toMatchObject({
        code: 1,
        stdout: '',
        stderr: 'error No DAT was read here yet. [not-found]\n  Run `curator build`.\n',
      })
  })

  it('says when a file cannot be written, and leaves what is there', async () => {
    mkdirSync(project.at('full'))
    writeFileSync(project.at('full/x'), 'mine')
    const { code, stderr } = await report('missing', '--dat', 'Sega - Game Gear', '--out', 'full/x/y.txt')
    expect(code).toBe(3)
    expect(stderr).toContain('DIR/full/x/y.txt: cannot be written: ')
    expect(readFileSync(project.at('full/x'), 'utf8')).toBe('mine')
  })
})
